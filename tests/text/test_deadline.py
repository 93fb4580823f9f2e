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
    ("2026-11-25", "by 3.4.", "2027-03-04 2027-04-03"),
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
]


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
