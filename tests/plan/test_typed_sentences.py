"""Sentences as people type them: in a hurry, with the day in any place, in two languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from aimo_md.plan.sentence import understand
from aimo_md.plan.shapes import choose_shape, language_of, shapes_of

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.md")
}
SHAPES = {language: shapes_of(SOURCES, language) for language in ("en", "ko")}
TUESDAY = date(2026, 11, 24)

# Said on Tuesday 24 November 2026: the day that is meant ("-": none, "?": one that cannot be told), how the
# goal is counted where not by tasks, the shape.
SENTENCES = [
    ("Publish my first newsletter by Feb 14", "2027-02-14", "", "write"),
    ("Learn to swim before summer", "?", "", "learn"),
    ("Run a half marathon on 18 April 2027", "2027-04-18", "", "health"),
    ("Finish my thesis by end of next month", "2026-12-31", "", "write"),
    ("Save $5,000 by Christmas", "2026-12-25", "0 to 5000 $", "save"),
    ("Save 200 euros a month until June", "2027-06-30", "1/month", "habit"),
    ("Pass the JLPT N3 in July", "2027-07-31", "", "exam"),
    ("Read 12 books in 2027", "2027-12-31", "0 to 12 books", "read"),
    ("Meditate every morning", "-", "daily", "habit"),
    ("Go to the gym 3x a week", "-", "3/week", "habit"),
    ("Drink 2 litres of water every day", "-", "daily", "habit"),
    ("Find a new job within 6 months", "2027-05-24", "", "job"),
    ("Get a job in data science by spring", "?", "", "job"),
    ("Lose 8 kg by my wedding on 12 June 2027", "2027-06-12", "0 to 8 kg lost", "health"),
    ("Surprise party for mum before my birthday on 3 May", "2027-05-02", "", "event"),
    ("Clear the garage within 6 weeks", "2027-01-05", "", "plain"),
    ("Ship v1 of the app by 2027-03", "2027-03-31", "", "launch"),
    ("Write a novel in half a year", "2027-05-24", "", "write"),
    ("Learn Spanish in a year and a half", "2028-05-24", "", "learn"),
    ("Plan Anna's baby shower by the 15th", "2026-12-15", "", "event"),
    ("Declutter the flat by Jan", "2027-01-31", "", "plain"),
    ("Apply to 20 companies by mid January", "2027-01-15", "0 to 20 companies", "job"),
    ("Finish the online course in 10 days", "2026-12-04", "", "learn"),
    ("Open an Etsy shop by 1/2/2027", "2027-01-02 or 2027-02-01", "", "plain"),
    ("Write every day for 20 minutes", "-", "daily", "habit"),
    ("Jog twice a week until Easter", "?", "2/week", "habit"),
    ("Learn guitar", "-", "", "learn"),
    ("Pay off credit card by end of the year", "2026-12-31", "", "save"),
    ("Get driver's license by August", "2027-08-31", "", "exam"),
    ("Read War and Peace by New Year's Eve", "2026-12-31", "", "read"),
    ("Prepare for the AWS certification, exam on Dec 18", "2026-12-18", "", "exam"),
    ("Organise a street festival next summer", "?", "", "event"),
    ("Organize my wedding for September 4th, 2027", "2027-09-04", "", "event"),
    ("Sleep 8 hours every night", "-", "daily", "habit"),
    ("Walk 10,000 steps a day", "-", "daily", "habit"),
    ("Write 1000 words a day", "-", "daily", "habit"),
    ("Start a podcast by Q2", "2027-06-30", "", "launch"),
    ("Start a podcast in Q1 next year", "2027-03-31", "", "launch"),
    ("no sugar on weekdays", "-", "weekdays", "habit"),
    ("Translate the book by the end of 2027", "2027-12-31", "", "write"),
    ("Finish tax return by Friday", "2026-11-27", "", "plain"),
    ("Clean the kitchen by tomorrow", "2026-11-25", "", "plain"),
    ("Practice piano Monday, Wednesday and Friday", "-", "3/week", "habit"),
    ("Call my parents once a week", "-", "1/week", "habit"),
    ("Yoga on Tuesdays and Thursdays", "-", "2/week", "habit"),
    ("Read 30 pages a day till the end of January", "2027-01-31", "daily", "habit"),
    ("Have 10 paying customers by 30.6.2027", "2027-06-30", "0 to 10 paying customers", "plain"),
    ("Run 500 km by October", "2027-10-31", "0 to 500 km", "health"),
    ("Get 1k subscribers by the end of summer", "?", "0 to 1000 subscribers", "plain"),
    ("Quit smoking in 90 days", "2027-02-22", "", "health"),
    ("내년 봄까지 이직하기", "?", "", "job"),
    ("다음 달 15일까지 보고서 쓰기", "2026-12-15", "", "write"),
    ("연말까지 300만원 모으기", "2026-12-31", "0 to 3000000 원", "save"),
    ("6주 안에 방 정리하기", "2027-01-05", "", "plain"),
    ("하루 30분 책 읽기", "-", "daily", "habit"),
    ("일주일에 세 번 달리기", "-", "3/week", "habit"),
    ("6월까지 5만 단어 쓰기", "2027-06-30", "0 to 50000 단어", "write"),
    ("매일 아침 명상하기", "-", "daily", "habit"),
    ("내년 5월 3일에 결혼식 열기", "2027-05-03", "", "event"),
    ("토익 900점 맞기 2월까지", "2027-02-28", "", "exam"),
    ("크리스마스까지 영어 회화 배우기", "2026-12-25", "", "learn"),
    ("반년 안에 소설 초고 완성", "2027-05-24", "", "write"),
    ("주 2회 수영하기", "-", "2/week", "habit"),
    ("3월 말까지 앱 출시", "2027-03-31", "", "launch"),
    ("올해 안에 책 5권 읽기", "2026-12-31", "0 to 5 권", "read"),
    ("열흘 안에 이사 준비 끝내기", "2026-12-04", "", "plain"),
    ("평일마다 30분 걷기", "-", "weekdays", "habit"),
    ("내년 상반기에 사이드 프로젝트 런칭", "2027-06-30", "", "launch"),
    ("한 달에 네 번 등산", "-", "4/month", "habit"),
    ("이번 주 금요일까지 세금 신고", "2026-11-27", "", "plain"),
    ("정보처리기사 시험 합격하기 (4월 20일)", "2027-04-20", "", "exam"),
    ("체중 5kg 감량 3개월 안에", "2027-02-24", "0 to 5 kg 감량", "health"),
    ("1년 안에 천만 원 저축하기", "2027-11-24", "0 to 10000000 원", "save"),
    ("내일까지 이력서 고치기", "2026-11-25", "", "job"),
    ("다음 주 수요일까지 발표 준비", "2026-12-02", "", "plain"),
    ("2027년 3분기까지 온라인 강의 만들기", "2027-09-30", "", "learn"),
    ("화요일 목요일 요가", "-", "2/week", "habit"),
    ("월말까지 블로그 글 4개 쓰기", "2026-11-30", "0 to 4 개", "write"),
    ("매주 토요일 부모님께 전화하기", "-", "1/week", "habit"),
    ("여름 전까지 기타 배우기", "?", "", "learn"),
    ("100일 동안 매일 팔굽혀펴기", "2027-03-03", "daily", "habit"),
    ("설날까지 한복 만들기", "?", "", "plain"),
    ("12월 첫째 주까지 제안서 제출", "?", "", "plain"),
    ("앞으로 두 달 동안 매일 일기 쓰기", "2027-01-23", "daily", "habit"),
    ("Practice piano on Monday, Wednesday and Friday", "-", "3/week", "habit"),
    ("Gym Mon/Wed/Fri until June", "2027-06-30", "3/week", "habit"),
    ("Go swimming Tuesdays", "-", "1/week", "habit"),
    ("Walk the dog Monday to Friday", "-", "weekdays", "habit"),
    ("Launch the app in March next year", "2027-03-31", "", "launch"),
    ("Launch the app by next year's end", "2027-12-31", "", "launch"),
    ("Launch the app by the year's end", "2026-12-31", "", "launch"),
    ("Pass the exam (deadline: 3 May)", "2027-05-03", "", "exam"),
    ("Deadline 3 May: pass the exam", "2027-05-03", "", "exam"),
    ("Pack for the trip (by 3 May)", "2027-05-03", "", "event"),
    ("Finish the report in the first week of December", "?", "", "plain"),
    ("Find 3 clients by May", "2027-05-31", "0 to 3 clients", "plain"),
    ("Christmas market by Christmas next year", "2027-12-25", "", "plain"),
    ("매주 월수금 운동하기", "-", "3/week", "habit"),
    ("월수금 헬스장 가기", "-", "3/week", "habit"),
    ("매주 일기 쓰기", "-", "1/week", "habit"),
    ("4월 20일부터 운동하기", "-", "", "health"),
    ("시험 합격하기 4월 20일", "2027-04-20", "", "exam"),
    ("이달 25일까지 월세 내기", "2026-11-25", "", "plain"),
    ("올해말까지 살 5키로 빼기", "2026-12-31", "0 to 5 kg 감량", "health"),
    ("월요일, 수요일 수영", "-", "2/week", "habit"),
    ("Finish my master's thesis by mid-2027", "?", "", "write"),
    ("Get my driving licence before the summer holidays", "?", "", "exam"),
    ("Swim 1 km twice a week until the end of June", "2027-06-30", "2/week", "habit"),
    ("Run 5 km three times a week", "-", "3/week", "habit"),
    ("Send out 50 job applications by the end of January", "2027-01-31", "0 to 50 job applications", "job"),
    ("Build a treehouse with the kids over the Easter break", "?", "", "plain"),
    ("Complete a triathlon in August 2027", "2027-08-31", "", "health"),
    ("Become fluent in Spanish within the next 24 months", "2028-11-24", "", "learn"),
    ("Ring my grandma every other Sunday", "-", "2/month", "habit"),
    ("Study 2 hours a day for the bar exam on Feb 24", "2027-02-24", "daily", "habit"),
    ("Pay back 3000 dollars to my brother by 1 July", "2027-07-01", "0 to 3000 dollars", "save"),
    ("Launch my Kickstarter on the 1st of March", "2027-03-01", "", "launch"),
    ("1년 동안 책 50권 읽기", "2027-11-23", "0 to 50 권", "read"),
    ("수능까지 매일 6시간 공부", "?", "daily", "habit"),
    ("내년 1분기 안에 쇼핑몰 열기", "2027-03-31", "", "launch"),
    ("1월 말까지 이력서 30곳에 내기", "2027-01-31", "", "job"),
    ("내년 6월 12일 결혼식 준비", "2027-06-12", "", "event"),
    ("12/31까지 다이어트 10kg 감량", "2026-12-31", "0 to 10 kg 감량", "health"),
]


@pytest.mark.parametrize(("text", "day", "by", "shape"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_what_is_typed_is_understood(text: str, day: str, by: str, shape: str) -> None:
    sentence = understand(text, TUESDAY)
    chosen = choose_shape(sentence.title, sentence.kind, SHAPES[language_of(text)])
    days = () if sentence.deadline is None else sentence.deadline.days
    found = " or ".join(str(each) for each in days) or ("-" if sentence.deadline is None else "?")
    wanted = sentence.wanted
    counted = sentence.habit or (f"0 to {wanted.target:.12g} {wanted.name}" if wanted else "")
    assert (found, counted, chosen.name) == (day, by, shape)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Pass the exam (by 3 May)", "Pass the exam"),
        ("Deadline 3 May: pass the exam", "Pass the exam"),
        ("Get my driving licence before the summer holidays", "Get my driving licence"),
        ("Surprise party for mum before my birthday on 3 May", "Surprise party for mum"),
        ("정보처리기사 시험 합격하기 (4월 20일)", "정보처리기사 시험 합격하기"),
    ],
)
def test_nothing_of_the_day_stays_in_the_title(text: str, title: str) -> None:
    assert understand(text, TUESDAY).title == title
