"""What a sentence about a goal says, in two languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.plan.sentence import GoalKind, Sentence, understand
from aimo_md.plan.shapes import choose_shape, language_of, shapes_of

TEMPLATES = Path(__file__).parents[2] / "templates"
SOURCES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.md")
}
SHAPES = {language: shapes_of(SOURCES, language) for language in ("en", "ko")}
SUNDAY = date(2026, 11, 22)

# A sentence said on Sunday 22 November 2026; the day that it means ("-": none, "?": one that cannot be told,
# "or": either); how it is counted, where not by tasks; the shape; the title.
SENTENCES = [
    ("Launch a side project in three months", "2027-02-22", "", "launch", "Launch a side project"),
    ("Launch a newsletter by March", "2027-03-31", "", "launch", "Launch a newsletter"),
    ("Ship the new app by end of Q1", "2027-03-31", "", "launch", "Ship the new app"),
    ("Start a podcast within 6 weeks", "2027-01-03", "", "launch", "Start a podcast"),
    ("Open a café before 1 May 2027", "2027-04-30", "", "launch", "Open a café"),
    ("Build a website by the end of the month", "2026-11-30", "", "launch", "Build a website"),
    ("Start a business next year", "2027-12-31", "", "launch", "Start a business"),
    ("Release version 2 by 2027-02-15", "2027-02-15", "", "launch", "Release version 2"),
    ("Rebuild my health routine in three months", "2027-02-22", "", "health", "Rebuild my health routine"),
    ("Run a marathon in May", "2027-05-31", "", "health", "Run a marathon"),
    ("Run 10 km without stopping by April", "2027-04-30", "", "health", "Run 10 km without stopping"),
    ("Get fit by the end of June", "2027-06-30", "", "health", "Get fit"),
    ("Lose 5 kg by March", "2027-03-31", "0 to 5 kg lost", "health", "Lose 5 kg"),
    ("Stop smoking by New Year's Eve", "2026-12-31", "", "health", "Stop smoking"),
    ("Sleep better in 90 days", "2027-02-20", "", "health", "Sleep better"),
    ("Walk 1,000 km next year", "2027-12-31", "0 to 1000 km", "health", "Walk 1,000 km"),
    ("Learn to bake bread by Christmas", "2026-12-25", "", "learn", "Learn to bake bread"),
    ("Learn Korean within two years", "2028-11-22", "", "learn", "Learn Korean"),
    ("Learn 500 words by 1 February", "2027-02-01", "0 to 500 words", "learn", "Learn 500 words"),
    ("Study Spanish in half a year", "2027-05-22", "", "learn", "Study Spanish"),
    ("Get better at chess by summer", "?", "", "learn", "Get better at chess"),
    ("Improve my English in a year and a half", "2028-05-22", "", "learn", "Improve my English"),
    ("Write a novel by the end of next year", "2027-12-31", "", "write", "Write a novel"),
    ("Write 50 000 words by June", "2027-06-30", "0 to 50000 words", "write", "Write 50 000 words"),
    (
        "Write three blog posts this month",
        "2026-11-30",
        "0 to 3 blog posts",
        "write",
        "Write three blog posts",
    ),
    ("Finish my thesis before the end of January", "2027-01-31", "", "write", "Finish my thesis"),
    ("Write a memoir within the next 18 months", "2028-05-22", "", "write", "Write a memoir"),
    ("Read 24 books this year", "2026-12-31", "0 to 24 books", "read", "Read 24 books"),
    ("Read War and Peace by mid-March", "2027-03-15", "", "read", "Read War and Peace"),
    ("Read ten pages a day", "-", "daily", "habit", "Read ten pages a day"),
    ("Finish reading Middlemarch by 10 Jan", "2027-01-10", "", "read", "Finish reading Middlemarch"),
    ("Pass the driving test by 12/2", "2026-12-02 or 2027-02-12", "", "exam", "Pass the driving test"),
    ("Study for the bar exam by July 2027", "2027-07-31", "", "exam", "Study for the bar exam"),
    ("Get my forklift licence by 28th February", "2027-02-28", "", "exam", "Get my forklift licence"),
    ("Prepare for the TOEFL by the 20th", "2026-12-20", "", "exam", "Prepare for the TOEFL"),
    ("Save 3 000 €", "-", "0 to 3000 €", "save", "Save 3 000 €"),
    ("Save €3,000 by December 2027", "2027-12-31", "0 to 3000 €", "save", "Save €3,000"),
    ("Save $10k in two years", "2028-11-22", "0 to 10000 $", "save", "Save $10k"),
    ("Save 200 euros a month", "-", "1/month", "habit", "Save 200 euros a month"),
    (
        "Pay off 4,500 dollars by the end of 2027",
        "2027-12-31",
        "0 to 4500 dollars",
        "save",
        "Pay off 4,500 dollars",
    ),
    ("Earn 500 pounds by next month", "2026-12-31", "0 to 500 pounds", "save", "Earn 500 pounds"),
    (
        "Put aside 1 200 francs within six months",
        "2027-05-22",
        "0 to 1200 francs",
        "save",
        "Put aside 1 200 francs",
    ),
    ("Find a job by April 1st", "2027-04-01", "", "job", "Find a job"),
    ("Find a new job in 3 months", "2027-02-22", "", "job", "Find a new job"),
    ("Apply to 20 jobs in a month", "2026-12-22", "0 to 20 jobs", "job", "Apply to 20 jobs"),
    ("Get an internship by the end of the second quarter", "2027-06-30", "", "job", "Get an internship"),
    ("Change jobs by 2028", "2028-12-31", "", "job", "Change jobs"),
    ("Walk three times a week", "-", "3/week", "habit", "Walk three times a week"),
    ("Meditate every morning for 30 days", "2026-12-21", "daily", "habit", "Meditate every morning"),
    ("Go to the gym twice a week until Easter", "?", "2/week", "habit", "Go to the gym twice a week"),
    ("Stretch every other day", "-", "15/month", "habit", "Stretch every other day"),
    (
        "Write 500 words every day until Christmas",
        "2026-12-25",
        "daily",
        "habit",
        "Write 500 words every day",
    ),
    ("Call my parents every Sunday", "-", "1/week", "habit", "Call my parents every Sunday"),
    ("Run on Mondays and Thursdays", "-", "2/week", "habit", "Run on Mondays and Thursdays"),
    ("Floss daily", "-", "daily", "habit", "Floss daily"),
    (
        "Practise the piano on weekdays until 30 June",
        "2027-06-30",
        "weekdays",
        "habit",
        "Practise the piano on weekdays",
    ),
    ("Journal each evening for the next 3 months", "2027-02-21", "daily", "habit", "Journal each evening"),
    ("Go hiking once a month in 2027", "2027-12-31", "1/month", "habit", "Go hiking once a month"),
    ("Water the plants every 3 days", "-", "10/month", "habit", "Water the plants every 3 days"),
    ("Review my week every Friday", "-", "1/week", "habit", "Review my week every Friday"),
    ("Organise a wedding by 5 September 2027", "2027-09-05", "", "event", "Organise a wedding"),
    ("Plan a trip to Busan by next Friday", "2026-11-27", "", "event", "Plan a trip to Busan"),
    ("Host a workshop on 14 January", "2027-01-14", "", "event", "Host a workshop"),
    ("Plan our birthday party by tomorrow", "2026-11-23", "", "event", "Plan our birthday party"),
    ("Clean the garage this weekend", "2026-11-22", "", "plain", "Clean the garage"),
    ("Paint the kitchen by Friday", "2026-11-27", "", "plain", "Paint the kitchen"),
    ("Declutter the attic by next weekend", "2026-11-22 or 2026-11-29", "", "plain", "Declutter the attic"),
    (
        "Interview ten people by Christmas Eve",
        "2026-12-24",
        "0 to 10 people",
        "plain",
        "Interview ten people",
    ),
    (
        "Reach 1,000 subscribers in six months",
        "2027-05-22",
        "0 to 1000 subscribers",
        "plain",
        "Reach 1,000 subscribers",
    ),
    ("Go from 82 to 75 kg by June", "2027-06-30", "82 to 75 kg", "plain", "Go from 82 to 75 kg"),
    (
        "Raise $5,000 for charity by 3/4",
        "2027-03-04 or 2027-04-03",
        "0 to 5000 $",
        "save",
        "Raise $5,000 for charity",
    ),
    ("File the taxes by 13/4", "2027-04-13", "", "plain", "File the taxes"),
    ("Move house in two to three months", "2027-01-22 or 2027-02-22", "", "plain", "Move house"),
    ("Fix the bicycle by spring", "?", "", "plain", "Fix the bicycle"),
    ("Sort the photos in a few weeks", "?", "", "plain", "Sort the photos"),
    ("Renovate the bath by my birthday", "?", "", "plain", "Renovate the bath"),
    ("Repair the roof by 31 February", "?", "", "plain", "Repair the roof"),
    ("Sell the car by late March", "?", "", "plain", "Sell the car"),
    ("By March, write a book proposal.", "2027-03-31", "", "write", "Write a book proposal"),
    ("I want to learn to swim before next summer", "?", "", "learn", "Learn to swim"),
    (
        "My goal is to visit 5 countries over the next 2 years",
        "2028-11-22",
        "0 to 5 countries",
        "plain",
        "Visit 5 countries",
    ),
    ("Be kinder", "-", "", "plain", "Be kinder"),
    ("Take a week off by June", "2027-06-30", "", "plain", "Take a week off"),
    ("Grow a garden in 2027", "2027-12-31", "", "plain", "Grow a garden"),
    ("Plant 20 trees by the first of May", "2027-05-01", "0 to 20 trees", "plain", "Plant 20 trees"),
    ("Learn to juggle in a fortnight", "2026-12-06", "", "learn", "Learn to juggle"),
    ("Finish the puzzle today", "2026-11-22", "", "plain", "Finish the puzzle"),
    ("Become a better listener by Q2 2027", "2027-06-30", "", "plain", "Become a better listener"),
    ("Publish a weekly newsletter", "-", "", "write", "Publish a weekly newsletter"),
    ("File the report in 2000 words", "-", "", "plain", "File the report in 2000 words"),
    (
        "Speak Korean with my in-laws at the latest by 2027-W30",
        "2027-08-01",
        "",
        "learn",
        "Speak Korean with my in-laws",
    ),
    ("3개월 안에 사이드 프로젝트 출시하기", "2027-02-22", "", "launch", "사이드 프로젝트 출시하기"),
    ("내년 3월까지 책 쓰기", "2027-03-31", "", "write", "책 쓰기"),
    ("이번 달 말까지 이력서 쓰기", "2026-11-30", "", "job", "이력서 쓰기"),
    ("다음 주 금요일까지 발표 준비하기", "2026-11-27", "", "plain", "발표 준비하기"),
    ("올해 책 24권 읽기", "2026-12-31", "0 to 24 권", "read", "책 24권 읽기"),
    ("올해 안에 책 스무 권 읽기", "2026-12-31", "0 to 20 권", "read", "책 스무 권 읽기"),
    ("연말까지 천만 원 모으기", "2026-12-31", "0 to 10000000 원", "save", "천만 원 모으기"),
    ("내년 말까지 500만 원 모으기", "2027-12-31", "0 to 5000000 원", "save", "500만 원 모으기"),
    ("삼백만 원 저축하기", "-", "0 to 3000000 원", "save", "삼백만 원 저축하기"),
    ("6개월 안에 3,000유로 모으기", "2027-05-22", "0 to 3000 유로", "save", "3,000유로 모으기"),
    ("2027년 6월까지 5kg 감량하기", "2027-06-30", "0 to 5 kg 감량", "health", "5kg 감량하기"),
    ("육 개월 안에 10km 달리기", "2027-05-22", "", "health", "10km 달리기"),
    ("반년 안에 한국어 배우기", "2027-05-22", "", "learn", "한국어 배우기"),
    ("1년 반 안에 영어 회화 마스터하기", "2028-05-22", "", "learn", "영어 회화 마스터하기"),
    ("일주일에 세 번 걷기", "-", "3/week", "habit", "일주일에 세 번 걷기"),
    ("주 3회 운동하기", "-", "3/week", "habit", "주 3회 운동하기"),
    ("매일 30분 독서하기", "-", "daily", "habit", "매일 30분 독서하기"),
    ("매일 아침 명상하기", "-", "daily", "habit", "매일 아침 명상하기"),
    ("매주 월요일 회고 쓰기", "-", "1/week", "habit", "매주 월요일 회고 쓰기"),
    ("월 2회 등산하기", "-", "2/month", "habit", "월 2회 등산하기"),
    ("한 달에 두 번 봉사하기", "-", "2/month", "habit", "한 달에 두 번 봉사하기"),
    ("평일마다 영어 공부하기", "-", "weekdays", "habit", "평일마다 영어 공부하기"),
    ("100일 동안 매일 그림 그리기", "2027-03-01", "daily", "habit", "매일 그림 그리기"),
    ("2주에 한 번 부모님 뵙기", "-", "2/month", "habit", "2주에 한 번 부모님 뵙기"),
    ("이틀에 한 번 달리기", "-", "15/month", "habit", "이틀에 한 번 달리기"),
    ("매달 책 두 권 읽기", "-", "2/month", "habit", "매달 책 두 권 읽기"),
    ("내년 2월까지 토익 시험 합격하기", "2027-02-28", "", "exam", "토익 시험 합격하기"),
    ("상반기 안에 운전면허 따기", "2027-06-30", "", "exam", "운전면허 따기"),
    ("6월 말까지 정보처리기사 자격증 따기", "2027-06-30", "", "exam", "정보처리기사 자격증 따기"),
    ("1분기까지 블로그 시작하기", "2027-03-31", "", "launch", "블로그 시작하기"),
    ("3월 1일 전에 이직하기", "2027-02-28", "", "job", "이직하기"),
    ("석 달 안에 취업하기", "2027-02-22", "", "job", "취업하기"),
    ("5월 3일까지 결혼식 준비 끝내기", "2027-05-03", "", "event", "결혼식 준비 끝내기"),
    ("크리스마스까지 동창회 열기", "2026-12-25", "", "event", "동창회 열기"),
    ("내일까지 방 정리하기", "2026-11-23", "", "plain", "방 정리하기"),
    ("15일까지 서류 내기", "2026-12-15", "", "plain", "서류 내기"),
    ("금요일까지 자전거 고치기", "2026-11-27", "", "plain", "자전거 고치기"),
    ("이번 주말까지 창고 정리하기", "2026-11-22", "", "plain", "창고 정리하기"),
    ("보름 안에 베란다 꾸미기", "2026-12-07", "", "plain", "베란다 꾸미기"),
    ("3월 초까지 집 구하기", "?", "", "plain", "집 구하기"),
    ("추석까지 가족 여행 준비하기", "?", "", "event", "가족 여행 준비하기"),
    ("여름까지 수영 배우기", "?", "", "learn", "수영 배우기"),
    ("한 달 반 안에 이사하기", "?", "", "plain", "이사하기"),
    ("올해 안에 5만 자 쓰기", "2026-12-31", "0 to 50000 자", "write", "5만 자 쓰기"),
    ("단어 1000개 외우기", "-", "0 to 1000 개", "learn", "단어 1000개 외우기"),
    ("3/4까지 세금 신고하기", "2027-03-04", "", "plain", "세금 신고하기"),
    ("2027.5.1까지 논문 초고 쓰기", "2027-05-01", "", "write", "논문 초고 쓰기"),
    ("다음 달까지 쇼핑몰 오픈하기", "2026-12-31", "", "launch", "쇼핑몰 오픈하기"),
    ("열 명 인터뷰하기", "-", "0 to 10 명", "plain", "열 명 인터뷰하기"),
    ("하반기 안에 앱 만들기", "2026-12-31", "", "launch", "앱 만들기"),
    ("다음 분기까지 책 세 권 읽기", "2027-03-31", "0 to 3 권", "read", "책 세 권 읽기"),
    ("글쓰기 모임 만들기", "-", "", "event", "글쓰기 모임 만들기"),
    ("더 자주 웃기", "-", "", "plain", "더 자주 웃기"),
    ("이번 분기 말까지 고객 100명 만나기", "2026-12-31", "0 to 100 명", "plain", "고객 100명 만나기"),
    ("4월 중순까지 벽 칠하기", "2027-04-20", "", "plain", "벽 칠하기"),
    ("내후년까지 마라톤 완주하기", "2028-12-31", "", "health", "마라톤 완주하기"),
    ("올해는 저축 습관 들이기", "2026-12-31", "", "habit", "저축 습관 들이기"),
    (
        "Run a half marathon in under two hours by October",
        "2027-10-31",
        "",
        "health",
        "Run a half marathon in under two hours",
    ),
    ("Read one book a week in 2027", "2027-12-31", "1/week", "habit", "Read one book a week"),
    ("Write a book in 90 days for my mother", "2027-02-20", "", "write", "Write a book for my mother"),
    ("Learn the first 100 kanji by end of January", "2027-01-31", "", "learn", "Learn the first 100 kanji"),
    ("Drink two litres of water every day", "-", "daily", "habit", "Drink two litres of water every day"),
    ("Lose 10 pounds in two months", "2027-01-22", "0 to 10 pounds lost", "health", "Lose 10 pounds"),
    ("Save for a house within five years", "2031-11-22", "", "save", "Save for a house"),
    (
        "Have 10,000 euros saved by 2029",
        "2029-12-31",
        "0 to 10000 euros",
        "save",
        "Have 10,000 euros saved",
    ),
    (
        "Spend less than 300 euros a month on food",
        "-",
        "1/month",
        "habit",
        "Spend less than 300 euros a month on food",
    ),
    (
        "Cut my screen time to two hours a day by March",
        "2027-03-31",
        "daily",
        "habit",
        "Cut my screen time to two hours a day",
    ),
    (
        "Increase bench press from 60 to 80 kg by summer 2027",
        "?",
        "60 to 80 kg",
        "plain",
        "Increase bench press from 60 to 80 kg",
    ),
    ("Post a video every week for a year", "2027-11-21", "1/week", "habit", "Post a video every week"),
    ("Do 30 push-ups in a row by Easter", "?", "", "health", "Do 30 push-ups in a row"),
    ("Sleep by 11 pm every night", "-", "daily", "habit", "Sleep by 11 pm every night"),
    ("Get up at 6 every weekday", "-", "weekdays", "habit", "Get up at 6 every weekday"),
    ("Pass TOPIK level 3 in April 2027", "2027-04-30", "", "exam", "Pass TOPIK level 3"),
    ("Visit Japan in spring 2027", "?", "", "plain", "Visit Japan"),
    ("Finish the degree by the 30th of June, 2028", "2028-06-30", "", "plain", "Finish the degree"),
    ("Submit the paper by Nov 30", "2026-11-30", "", "write", "Submit the paper"),
    ("Submit the paper by November 30th 2026", "2026-11-30", "", "write", "Submit the paper"),
    ("Submit the paper on Monday", "2026-11-23", "", "write", "Submit the paper"),
    ("Plan the summer holiday by May", "2027-05-31", "", "event", "Plan the summer holiday"),
    ("Organize photos from 2019 by March", "2027-03-31", "", "plain", "Organize photos from 2019"),
    ('Read "The May Queen" by March', "2027-03-31", "", "read", 'Read "The May Queen"'),
    ("Learn 3 songs by Queen", "-", "0 to 3 songs", "learn", "Learn 3 songs by Queen"),
    ("Launch v2 in Q2", "2027-06-30", "", "launch", "Launch v2"),
    ("Launch in H1 2027", "2027-06-30", "", "launch", "Launch"),
    ("Publish 4 articles per quarter", "-", "", "write", "Publish 4 articles per quarter"),
    ("Call mum once a fortnight", "-", "2/month", "habit", "Call mum once a fortnight"),
    ("Write 3 pages each morning", "-", "daily", "habit", "Write 3 pages each morning"),
    ("Exercise 5 days a week", "-", "5/week", "habit", "Exercise 5 days a week"),
    ("Exercise at least 150 minutes a week", "-", "1/week", "habit", "Exercise at least 150 minutes a week"),
    ("Be debt-free by 40", "-", "", "save", "Be debt-free by 40"),
    ("Hire two engineers by EOY", "2026-12-31", "", "plain", "Hire two engineers"),
    ("Finish by EOM", "2026-11-30", "", "plain", "Finish"),
    ("Read the Bible in a year", "2027-11-22", "", "read", "Read the Bible"),
    (
        "Walk 8,000 steps a day until the end of February",
        "2027-02-28",
        "daily",
        "habit",
        "Walk 8,000 steps a day",
    ),
    ("Buy a house in the next 3-5 years", "2029-11-22 or 2031-11-22", "", "plain", "Buy a house"),
    (
        "Do yoga on Tuesdays and Thursdays at 7",
        "-",
        "2/week",
        "habit",
        "Do yoga on Tuesdays and Thursdays at 7",
    ),
    ("Complete 100 days of code", "-", "0 to 100 days", "plain", "Complete 100 days of code"),
    ("Do the 30 day challenge", "-", "", "plain", "Do the 30 day challenge"),
    ("Learn Go in 24 hours", "-", "", "learn", "Learn Go in 24 hours"),
    ("Climb Mont Blanc next summer", "?", "", "plain", "Climb Mont Blanc"),
    ("Write one page per day for 100 days", "2027-03-01", "daily", "habit", "Write one page per day"),
    (
        "Speak at a conference this year or next",
        "2026-12-31 or 2027-12-31",
        "",
        "learn",
        "Speak at a conference",
    ),
    ("Paint 12 pictures, one a month", "-", "1/month", "habit", "Paint 12 pictures, one a month"),
    ("Ship feature by 2026-12-24T18:00", "2026-12-24", "", "launch", "Ship feature"),
    ("Get 8 hours of sleep every night", "-", "daily", "habit", "Get 8 hours of sleep every night"),
    ("Teach the dog a trick in 2 wks", "2026-12-06", "", "plain", "Teach the dog a trick"),
    ("Pay off the 12k loan by the end of 2028", "2028-12-31", "", "save", "Pay off the 12k loan"),
    ("Quit sugar for 30 days", "2026-12-21", "", "plain", "Quit sugar"),
    ("Run 5k three times per week", "-", "3/week", "habit", "Run 5k three times per week"),
    ("내년까지 5천만원 모으기", "2027-12-31", "0 to 50000000 원", "save", "5천만원 모으기"),
    ("12월 31일까지 논문 제출", "2026-12-31", "", "write", "논문 제출"),
    ("올 연말까지 10kg 빼기", "2026-12-31", "0 to 10 kg 감량", "health", "10kg 빼기"),
    ("매일 물 2리터 마시기", "-", "daily", "habit", "매일 물 2리터 마시기"),
    ("하루에 만 보 걷기", "-", "daily", "habit", "하루에 만 보 걷기"),
    ("한 달에 책 한 권 읽기", "-", "1/month", "habit", "한 달에 책 한 권 읽기"),
    ("주말마다 등산", "-", "1/week", "habit", "주말마다 등산"),
    ("3월에 마라톤 뛰기", "2027-03-31", "", "health", "마라톤 뛰기"),
    ("두 달 안에 토익 900점", "2027-01-22", "", "exam", "토익 900점"),
    ("다음 학기까지 졸업 논문", "?", "", "write", "졸업 논문"),
    ("내년 봄까지 이사", "?", "", "plain", "이사"),
    ("매주 화, 목 수영", "-", "2/week", "habit", "매주 화, 목 수영"),
    ("6개월간 매일 운동", "2027-05-21", "daily", "habit", "매일 운동"),
    ("26년 12월까지 끝내기", "2026-12-31", "", "plain", "끝내기"),
    ("30살까지 집 사기", "-", "", "plain", "30살까지 집 사기"),
    ("새해까지 방 정리", "2027-01-01", "", "plain", "방 정리"),
    ("앞으로 3년 동안 1억 모으기", "2029-11-21", "0 to 100000000 원", "save", "1억 모으기"),
    ("다음달 15일까지 보고서", "2026-12-15", "", "plain", "보고서"),
    ("오는 금요일까지 제출", "2026-11-27", "", "plain", "제출"),
    ("이번 주 안에 청소", "2026-11-22", "", "plain", "청소"),
    ("일주일 안에 청소", "2026-11-29", "", "plain", "청소"),
    ("한달 안에 5kg 빼기", "2026-12-22", "0 to 5 kg 감량", "health", "5kg 빼기"),
    ("1주일에 2번 수영", "-", "2/week", "habit", "1주일에 2번 수영"),
    ("격주 토요일 봉사", "-", "2/month", "habit", "격주 토요일 봉사"),
    ("매월 1일 가계부 정리", "-", "1/month", "habit", "매월 1일 가계부 정리"),
    ("Meditate daily until Christmas", "2026-12-25", "daily", "habit", "Meditate daily"),
    ("Stretch daily for 30 days", "2026-12-21", "daily", "habit", "Stretch daily"),
    ("Clean weekly until March", "2027-03-31", "1/week", "habit", "Clean weekly"),
    ("Meditate daily at 7", "-", "daily", "habit", "Meditate daily at 7"),
    ("Build a daily routine by March", "2027-03-31", "", "habit", "Build a daily routine"),
    ("크리스마스까지 매일 명상하기", "2026-12-25", "daily", "habit", "매일 명상하기"),
    ("12월 5일 시험 합격하기", "2026-12-05", "", "exam", "시험 합격하기"),
    ("12/5까지 12월 5일 보고서", "2026-12-05", "", "plain", "보고서"),
    ("책 12권을 읽는다 올해 안에", "2026-12-31", "0 to 12 권", "read", "책 12권을 읽는다"),
]


def days(sentence: Sentence) -> str:
    if sentence.deadline is None:
        return "-"
    return " or ".join(map(str, sentence.deadline.days)) or "?"


def counted(sentence: Sentence) -> str:
    wanted = sentence.wanted
    number = "" if wanted is None else f"{wanted.origin:g} to {wanted.target:.15g} {wanted.name}"
    return sentence.habit or number


@pytest.mark.parametrize(
    ("text", "day", "by", "shape", "title"), SENTENCES, ids=[row[0] for row in SENTENCES]
)
def test_a_sentence_is_understood(text: str, day: str, by: str, shape: str, title: str) -> None:
    sentence = understand(text, SUNDAY)
    chosen = choose_shape(sentence.title, sentence.kind, SHAPES[language_of(text)])
    assert (days(sentence), counted(sentence), chosen.name, sentence.title) == (day, by, shape, title)


def test_there_are_enough_sentences_of_both_languages() -> None:
    korean = [text for text, *_ in SENTENCES if language_of(text) == "ko"]
    assert len(SENTENCES) >= 120
    assert len(korean) >= 50


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Walk every day", GoalKind.HABIT),
        ("Save 300 €", GoalKind.METRIC),
        ("Save the whales", GoalKind.TASKS),
        ("Write a book of 300 pages", GoalKind.TASKS),
        ("Read the 7 habits", GoalKind.TASKS),
        ("Reduce the bill from 90 to 60 euros a month", GoalKind.METRIC),
        ("Go from 80 to 80 kg", GoalKind.TASKS),
        ("Write 1 book", GoalKind.TASKS),
        ("Read 25 books a year", GoalKind.TASKS),
        ("Run 600 km a year", GoalKind.TASKS),
        ("Hike 26 miles", GoalKind.TASKS),
        ("Hike 27 miles", GoalKind.METRIC),
        ("5만 원 쓰기", GoalKind.TASKS),
        ("20km 걷기", GoalKind.TASKS),
        ("200km 걷기", GoalKind.METRIC),
        ("책 한 권 쓰기", GoalKind.TASKS),
        ("Run 9999999999999999 km", GoalKind.TASKS),
    ],
)
def test_what_a_goal_is_counted_by(text: str, kind: GoalKind) -> None:
    assert understand(text, SUNDAY).kind is kind


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("Read 2 books a month", "2/month"),
        ("Read 24 books a year", "2/month"),
        ("Publish 6 articles per quarter", "2/month"),
        ("Eat an apple a day", "daily"),
        ("Train twice a fortnight", "4/month"),
        ("Run 20 km a week", "1/week"),
        ("Run 2.5 hours a week", "1/week"),
        ("Write 1,000 words per week", "1/week"),
        ("Swim thrice a week", "3/week"),
        ("Cook every fortnight", "2/month"),
        ("Swim every 2 weeks", "2/month"),
        ("Swim every one days", "daily"),
        ("Train every Monday, Wednesday and Friday", "3/week"),
        ("Weekly review", "1/week"),
        ("Monthly budget", "1/month"),
        ("Meet her every month", "1/month"),
        ("Walk 10,000 steps a day", "daily"),
        ("화요일과 목요일마다 수영", "2/week"),
        ("매주 월, 수, 금 달리기", "3/week"),
        ("하루 한 번 산책", "daily"),
        ("한 주에 두 시간 독서", "1/week"),
        ("격주로 등산", "2/month"),
        ("매달 가계부 쓰기", "1/month"),
        ("주말마다 청소", "1/week"),
        ("3일에 한 번 물 주기", "10/month"),
    ],
)
def test_how_often(text: str, habit: str) -> None:
    assert understand(text, SUNDAY).habit == habit


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  learn\tto\u2028cook\x00 well. ", "Learn to cook well"),
        ("iPhone app", "iPhone app"),
        ("We'd like to move, by March, to Porto", "Move, to Porto"),
        ("by March", ""),
        ("", ""),
        ("Launch it 📅 2026-12-31", "Launch it"),
    ],
)
def test_what_is_left_as_the_title(text: str, title: str) -> None:
    assert understand(text, SUNDAY).title == title


PIECES = st.sampled_from(
    [
        *(
            "by",
            "in",
            "before",
            "end of",
            "the",
            "next",
            "this",
            "early",
            "mid-",
            "31",
            "30",
            "2",
            "three",
            "a",
        ),
        *(
            "year",
            "month",
            "weeks",
            "Friday",
            "February",
            "Q1",
            "0/0",
            "99/99",
            "2027-02-30",
            "every",
            "times",
        ),
        *(
            "day",
            "from",
            "to",
            "kg",
            "€",
            "10k",
            "0",
            "까지",
            "안에",
            "전에",
            "3",
            "월",
            "일",
            "년",
            "주",
            "다음",
        ),
        *("5.12.2027", "5/12", "-3", "and", "or two", "금요일", "내일", "12/5", "월 5일"),
        *("이번", "반", "매일", "십", "만", "억", "원", ",", "."),
    ]
)


@settings(max_examples=150)
@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join), st.dates())
def test_any_text_is_understood_on_any_day(text: str, today: date) -> None:
    sentence = understand(text, today)
    assert all(sign.isprintable() for sign in sentence.title)
    assert sentence.deadline is None or list(sentence.deadline.days) == sorted(set(sentence.deadline.days))
    assert choose_shape(sentence.title, sentence.kind, SHAPES[language_of(text)]).actions
