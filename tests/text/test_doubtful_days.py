"""Bare months, years and days: a deadline only where whoever wrote them says so, else a part of the title."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.text.deadline import find_deadline

TODAY = date(2026, 11, 25)

# What may be a deadline, the day, and what is left where it is one.
DOUBTFUL = [
    ("Marathon October", "2027-10-31", "Marathon"),
    ("Marathon in Berlin, October", "2027-10-31", "Marathon in Berlin,"),
    ("marathon december", "2026-12-31", "marathon"),
    ("Exam November", "2026-11-30", "Exam"),
    ("Exam Dec", "2026-12-31", "Exam"),
    ("Exam Sept.", "2027-09-30", "Exam"),
    ("Exam (June)", "2027-06-30", "Exam ( )"),
    ("October: marathon", "2027-10-31", ": marathon"),
    ("Marathon May", "2027-05-31", "Marathon"),
    ("The long march March", "2027-03-31", "The long march"),
    ("Read The Hunt for Red October", "2027-10-31", "Read The Hunt for Red"),
    ("Learn Dutch 2027", "2027-12-31", "Learn Dutch"),
    ("Learn Dutch, 2027", "2027-12-31", "Learn Dutch,"),
    ("Visit Expo 2030", "2030-12-31", "Visit Expo"),
    ("Finish the house 2026!", "2026-12-31", "Finish the house !"),
    ("Buy a house 2036", "2036-12-31", "Buy a house"),
    ("12월 시험", "2026-12-31", "시험"),
    ("3월 말 시험", "2027-03-31", "시험"),
    ("3월 중순 시험", "2027-03-20", "시험"),
    ("토픽 3월", "2027-03-31", "토픽"),
    ("6월 항쟁 공부하기", "2027-06-30", "항쟁 공부하기"),
    ("2027 토픽 6급", "2027-12-31", "토픽 6급"),
    ("토픽 6급 2027", "2027-12-31", "토픽 6급"),
    ("내일 배움 카드", "2026-11-26", "배움 카드"),
    ("내일 시험", "2026-11-26", "시험"),
    ("오늘 저녁 요리", "2026-11-25", "저녁 요리"),
]

# What is not even asked about.
TITLES = [
    "Learn Dutch until TOPIK",
    "Study until the exam",
    "Follow the march",
    "Learn what I may",
    "Join the March",
    "Sing with April",
    "Visit my June",
    "Survive a May",
    "Photos of October",
    "Photos from 2027",
    "Read 1984",
    "Install Windows 2000",
    "Watch Blade Runner 2049",
    "Play Cyberpunk 2077",
    "Save $2030",
    "Save € 2030",
    "Paint room 2030",
    "Climb the 2027 m hill",
    "Learn Latin and October",
    "Marchmont in Maybury",
    "Octoberfest",
    "3월의 라이온 읽기",
    "5월부터 운동하기",
    "3월 둘째 주 시험",
    "13월 시험",
    "토픽까지 공부하기",
    "시험 때까지 공부하기",
    "내일배움카드 만들기",
    "내일의 집 정리",
    "오늘의 요리 배우기",
    "1984 책 읽기",
    "2049 블레이드 러너 보기",
    "2027 km 달리기",
    "월 2회 등산",
    "더 나은 내일을 위한 저축",
]


@pytest.mark.parametrize(("text", "day", "rest"), DOUBTFUL, ids=[text for text, *_ in DOUBTFUL])
def test_what_may_be_a_deadline_is_one_only_if_somebody_says_so(text: str, day: str, rest: str) -> None:
    assert find_deadline(text, TODAY) == (None, text)
    deadline, left = find_deadline(text, TODAY, doubtful=True)
    assert deadline is not None
    assert (str(deadline.day), " ".join(left.split())) == (day, rest)


@pytest.mark.parametrize("text", TITLES)
def test_what_can_be_no_deadline_is_not_asked_about(text: str) -> None:
    assert find_deadline(text, TODAY, doubtful=True) == (None, text)


@pytest.mark.parametrize("text", ["Marathon October by May", "12월 시험 3월까지"])
def test_beside_a_stated_day_there_is_no_doubt(text: str) -> None:
    assert find_deadline(text, TODAY, doubtful=True) == find_deadline(text, TODAY)
    assert find_deadline(text, TODAY)[0] is not None
