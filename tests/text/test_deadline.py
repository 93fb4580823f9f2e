"""By when: what depends on the day on which it is said, and on where a week begins."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.text.deadline import Deadline, find_deadline

# The day of asking, what is said, and the days that it may mean.
SAID = [
    ("2026-11-25", "by next Friday", "2026-11-27 2026-12-04"),
    ("2026-11-25", "by Friday", "2026-11-27"),
    ("2026-11-27", "by Friday", "2026-12-04"),
    ("2026-11-27", "by the coming Friday", "2026-12-04"),
    ("2026-11-25", "this weekend", "2026-11-29"),
    ("2026-11-25", "this week", "2026-11-29"),
    ("2026-11-25", "before next week", "2026-11-29"),
    ("2026-11-25", "by the start of next week", "2026-11-30"),
    ("2026-11-25", "by 25 November", "2026-11-25"),
    ("2026-11-25", "by 24 November", "2027-11-24"),
    ("2026-11-25", "by next December", "2026-12-31 2027-12-31"),
    ("2026-11-25", "by this December", "2026-12-31"),
    ("2026-11-25", "by this March", "2026-03-31"),
    ("2026-11-25", "by next March", "2027-03-31"),
    ("2026-11-25", "before March", "2027-02-28"),
    ("2026-11-25", "by the beginning of March", "2027-03-01"),
    ("2026-11-25", "by the last quarter", "2026-12-31"),
    ("2026-11-25", "by the end of the year", "2026-12-31"),
    ("2026-11-25", "by year's end", "2026-12-31"),
    ("2026-11-25", "by EOW", "2026-11-29"),
    ("2026-11-25", "by the first half of the year", "2027-06-30"),
    ("2026-11-25", "in the last half of 2027", "2027-12-31"),
    ("2026-11-25", "by 2026-12-24 18:00", "2026-12-24"),
    ("2026-11-25", "this summer", ""),
    ("2026-11-25", "within the month", "2026-11-30"),
    ("2026-11-25", "within the next week", "2026-12-02"),
    ("2026-11-25", "by the 31st", "2026-12-31"),
    ("2026-11-25", "by the 45th", ""),
    ("2026-11-25", "by 3/4/2028", "2028-03-04 2028-04-03"),
    ("2026-11-25", "by 31/4/2028", ""),
    ("2026-11-25", "by 5/5", "2027-05-05"),
    ("2026-11-25", "by 3.4.", "2027-04-03"),
    ("2026-11-25", "by 5.12.2027", "2027-12-05"),
    ("2026-11-25", "by 5.12.27", "2027-12-05"),
    ("2026-11-25", "by 5.13.2027", ""),
    ("2026-11-25", "on Saturday, 5 December 2026", "2026-12-05"),
    ("2026-11-25", "by Fri 5 December", "2026-11-27 2026-12-05"),
    ("2026-11-25", "on Sunday 5/12/2027", "2027-12-05"),
    ("2026-11-25", "on Sunday 5.12.2027", "2027-12-05"),
    ("2026-11-25", "on Sat 30 February", ""),
    ("2026-11-25", "by Fri.", "2026-11-27"),
    ("2026-11-25", "by next Tues", "2026-12-01"),
    ("2026-11-25", "by 04/2027", "2027-04-30"),
    ("2026-11-25", "by 5.13.", ""),
    ("2026-11-25", "by 5/12/2027", "2027-05-12 2027-12-05"),
    ("2026-11-25", "by 5/12/27", "2027-05-12 2027-12-05"),
    ("2026-11-25", "on 5-12-2027", "2027-05-12 2027-12-05"),
    ("2026-11-25", "before 2027/5/12", "2027-05-11"),
    ("2026-11-25", "in a month or two", "2026-12-25 2027-01-25"),
    ("2026-11-25", "within a year and two months", "2028-01-25"),
    ("2026-11-25", "in 2 weeks and 3 days", "2026-12-12"),
    ("2026-11-25", "in 10000 days", "2054-04-12"),
    ("2026-11-25", "in 99999 years", ""),
    ("2026-11-25", "in -3 days", ""),
    ("2026-11-25", "in minus three days", ""),
    ("2026-11-25", "in 2.5 years", ""),
    ("2026-11-25", "in two and a half months", ""),
    ("2026-11-25", "two weeks from Monday", ""),
    ("2026-11-25", "a week before Christmas", ""),
    ("2026-11-25", "by the week after next", "2026-12-13"),
    ("2026-11-25", "the month after next", "2027-01-31"),
    ("2026-11-25", "the day after tomorrow", "2026-11-27"),
    ("2026-11-25", "by the end of summer", ""),
    ("2026-11-25", "by mid 2027", ""),
    ("2026-11-25", "by Thanksgiving", ""),
    ("2026-11-25", "by Halloween", "2027-10-31"),
    ("2026-11-25", "by Valentine's Day", "2027-02-14"),
    ("2026-11-25", "at the end of next month", "2026-12-31"),
    ("2026-11-25", "by Christmas 2028", "2028-12-25"),
    ("2026-11-25", "before Christmas", "2026-12-24"),
    ("2026-11-25", "before the new year", "2026-12-31"),
    ("2026-11-25", "by the day after tomorrow", "2026-11-27"),
    ("2026-11-25", "six weeks from now", "2027-01-06"),
    ("2026-11-25", "in a quarter", "2027-02-25"),
    ("2026-11-25", "in 2 days' time", "2026-11-27"),
    ("2026-11-25", "in a hundred days", "2027-03-05"),
    ("2026-11-25", "in twenty-one days", "2026-12-16"),
    ("2026-11-25", "by 2026-W50", "2026-12-13"),
    ("2026-11-25", "by 2026-13", ""),
    ("2026-11-25", "by March, or in May", "2027-03-31 2027-05-31"),
    ("2026-11-25", "by March, or by summer", ""),
    ("2026-11-25", "by March, by the end of Q1", "2027-03-31"),
    ("2026-12-31", "in two months", "2027-02-28"),
    ("2027-12-31", "in two months", "2028-02-29"),
    ("2026-11-25", "by 29 February", ""),
    ("2027-11-25", "by 29 February", "2028-02-29"),
    ("2026-11-25", "by 1 May 2020", "2020-05-01"),
    ("9999-12-01", "in two months", ""),
    ("0001-01-01", "before this year", ""),
    ("2026-11-25", "다음 주까지", "2026-12-06"),
    ("2026-11-25", "다다음 주 수요일까지", "2026-12-09"),
    ("2026-11-25", "다음 주말까지", "2026-12-06"),
    ("2026-11-25", "이달 말까지", "2026-11-30"),
    ("2026-11-25", "내달까지", "2026-12-31"),
    ("2026-11-25", "월말까지", "2026-11-30"),
    ("2026-11-25", "분기말까지", "2026-12-31"),
    ("2026-11-25", "내년 3월 전에", "2027-02-28"),
    ("2026-11-25", "내년이 되기 전에", "2026-12-31"),
    ("2026-11-25", "12월 하순까지", "2026-12-31"),
    ("2026-11-25", "12월 초순까지", "2026-12-10"),
    ("2026-11-25", "내년 1분기까지", "2027-03-31"),
    ("2026-11-25", "2027년 상반기 안에", "2027-06-30"),
    ("2026-11-25", "2028년까지", "2028-12-31"),
    ("2026-11-25", "올 12월까지", "2026-12-31"),
    ("2026-11-25", "28년 2월까지", "2028-02-29"),
    ("2026-11-25", "다음 달 31일까지", "2026-12-31"),
    ("2026-11-25", "이번 달 31일까지", ""),
    ("2026-11-25", "이번 금요일까지", "2026-11-27"),
    ("2026-11-25", "새해 전에", "2026-12-31"),
    ("2026-11-25", "앞으로 2주 동안", "2026-12-08"),
    ("2026-11-25", "2월 30일까지", ""),
    ("2026-11-25", "40일까지", ""),
    ("2026-11-25", "열흘 안에", "2026-12-05"),
    ("2026-11-25", "사십오 일 안에", "2027-01-09"),
    ("2026-11-25", "몇 달 안에", ""),
    ("2026-11-25", "모레까지", "2026-11-27"),
    ("2026-11-25", "크리스마스 전에", "2026-12-24"),
    ("2026-11-25", "2027-05-01까지", "2027-05-01"),
    ("2026-11-25", "26.12.5까지", "2026-12-05"),
    ("2026-11-25", "다음 해까지", "2027-12-31"),
    ("2026-11-25", "5.12.2027까지", "2027-12-05"),
    ("2026-11-25", "5/12/2027까지", "2027-05-12 2027-12-05"),
    ("2026-11-25", "31/12/2027 전에", "2027-12-30"),
    ("2026-11-25", "다음 금요일까지", "2026-11-27 2026-12-04"),
    ("2026-11-25", "1년 2개월 안에", "2028-01-25"),
    ("2026-11-25", "10000일 안에", "2054-04-12"),
    ("2026-11-25", "99999년 안에", ""),
    ("2026-11-25", "-3일 안에", ""),
    ("2026-11-25", "2.5년 안에", ""),
]


# The days that a sentence names which says no more than the day, and what is left of it.
BARE = [
    ("Exam 5.12.2027", "2027-12-05", "Exam"),
    ("Exam 5/12/2027", "2027-05-12 2027-12-05", "Exam"),
    ("Exam 31/12/2027", "2027-12-31", "Exam"),
    ("Exam 32/12/2027", "", "Exam"),
    ("Exam 2027.5.12", "2027-05-12", "Exam"),
    ("Exam 5/12", "2026-12-05 2027-05-12", "Exam"),
    ("5/12: exam", "2026-12-05 2027-05-12", ": exam"),
    ("Exam 5.12.27, in writing", "2027-12-05", "Exam , in writing"),
    ("Exam Sat, 5 Dec", "2026-12-05", "Exam"),
    ("Exam Sunday 5/12/2027", "2027-12-05", "Exam"),
    ("Exam Friday 5/12/2027", "2026-11-27 2027-05-12 2027-12-05", "Exam"),
    ("Exam 04/2027", "2027-04-30", "Exam"),
    ("Exam next friday", "2026-11-27 2026-12-04", "Exam"),
    ("Exam this Friday at noon", "2026-11-27", "Exam at noon"),
    ("Exam Friday", "2026-11-27", "Exam"),
    ("Exam 5 December", "2026-12-05", "Exam"),
    ("Exam December 5th, 2027", "2027-12-05", "Exam"),
    ("Marathon 10 May", "2027-05-10", "Marathon"),
    ("Marathon May 10th in Berlin", "2027-05-10", "Marathon in Berlin"),
    ("Exam Dec 2027", "2027-12-31", "Exam"),
    ("Marathon this December", "2026-12-31", "Marathon"),
    ("Marathon next December", "2026-12-31 2027-12-31", "Marathon"),
    ("Exam mid-March", "2027-03-15", "Exam"),
    ("Exam late March", "", "Exam"),
    ("12월 5일 시험", "2026-12-05", "시험"),
    ("2027년 12월 5일 시험", "2027-12-05", "시험"),
    ("2월 30일 시험", "", "시험"),
    ("2027.5.1 시험", "2027-05-01", "시험"),
    ("5.12.2027 시험", "2027-12-05", "시험"),
    ("5/12/2027 시험", "2027-05-12 2027-12-05", "시험"),
    ("12/5 시험", "2026-12-05", "시험"),
    ("시험 12/5", "2026-12-05", "시험"),
    ("1/2 줄이기", "", "줄이기"),
    ("26.12.5 시험", "2026-12-05", "시험"),
    ("시험 D-30", "2026-12-25", "시험"),
    ("다음 금요일 시험", "2026-11-27 2026-12-04", "시험"),
    ("금요일 시험", "2026-11-27", "시험"),
    ("금요일에 시험", "2026-11-27", "시험"),
    ("시험 금요일", "2026-11-27", "시험"),
    ("시험 모레", "2026-11-27", "시험"),
]


@pytest.mark.parametrize(("text", "days", "rest"), BARE, ids=[text for text, *_ in BARE])
def test_a_day_that_stands_by_itself(text: str, days: str, rest: str) -> None:
    deadline, left = find_deadline(text, date(2026, 11, 25))
    assert deadline is not None
    assert ([str(day) for day in deadline.days], " ".join(left.split())) == (days.split(), rest)


def test_a_day_by_itself_does_not_count_beside_a_stated_one() -> None:
    deadline, left = find_deadline("Write about 9/11 by March", date(2026, 11, 25))
    assert deadline == Deadline(words="by March", days=(date(2027, 3, 31),))
    assert left.strip() == "Write about 9/11"


@pytest.mark.parametrize(("today", "text", "days"), SAID, ids=[f"{text} ({day})" for day, text, _ in SAID])
def test_the_days_that_a_phrase_may_mean(today: str, text: str, days: str) -> None:
    deadline, _ = find_deadline(text, date.fromisoformat(today))
    assert deadline is not None
    assert [str(day) for day in deadline.days] == days.split()


@pytest.mark.parametrize(
    "text",
    [
        "read the book by Le Guin",
        "in 60 minutes",
        "by 9 am",
        "by 5%",
        "write by hand",
        "in March's shadow",
        "by 2000 euros",
        "Read 3/4 of the book",
        "3/4 of the book",
        "Be there 24/7",
        "Score 45/50",
        "Save 5.12 euros",
        "Learn Python 3.12.2",
        "Upgrade to iOS 18.2.26",
        "Learn Rust 1.75.12",
        "Write on sun protection",
        "Photos from March 2027",
        "Swim every Friday",
        "Casual clothes on Fridays",
        "A Black Friday sale",
        "A Friday dinner",
        "March 10 miles",
        "what 10 may say",
        "매주 금요일에 수영",
        "13/45 시험",
        "1/45 시험",
        "내일을 위한 저축",
        "for three months",
        "the March of time",
        "A부터 Z까지",
        "10km까지",
        "3월의 라이온 읽기",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadline(text, date(2026, 11, 25)) == (None, text)


def test_a_week_begins_where_the_vault_says() -> None:
    on_sunday = date(2026, 11, 22)
    ending = {start: find_deadline("this week", on_sunday, week_start=start)[0] for start in (0, 6)}
    assert {start: deadline and deadline.day for start, deadline in ending.items()} == {
        0: date(2026, 11, 22),
        6: date(2026, 11, 28),
    }


@pytest.mark.parametrize(("text", "day"), [("for 30 days", "2026-12-24"), ("2주 동안", "2026-12-08")])
def test_how_long_says_until_when_only_of_what_lasts(text: str, day: str) -> None:
    today = date(2026, 11, 25)
    found = find_deadline(text, today, lasting=True)[0]
    assert find_deadline(text, today)[0] is None
    assert found == Deadline(words=text, days=(date.fromisoformat(day),))


def test_a_deadline_in_doubt_has_no_day() -> None:
    assert Deadline(words="by summer", days=()).day is None
    assert Deadline(words="by 3/4", days=(date(2027, 3, 4), date(2027, 4, 3))).day is None
