from __future__ import annotations

from datetime import date

import pytest

from aimo_md.measures.model import Forecast
from aimo_md.notes.wording import Wording, bar, first_up, points
from tests.vaults import SUNDAY, templates

_WORDS = Wording(phrases=templates().phrases, today=SUNDAY)


@pytest.mark.parametrize(
    ("share", "cells", "percent"),
    [
        (0.0, "░░░░░░░░░░", 0),
        (0.04, "░░░░░░░░░░", 4),
        (0.222, "██░░░░░░░░", 22),
        (0.364, "████░░░░░░", 36),
        (0.385, "████░░░░░░", 38),
        (0.96, "█████████░", 96),
        (0.999, "█████████░", 99),
        (1.0, "██████████", 100),
    ],
)
def test_a_share_as_bar_and_percent(share: float, cells: str, percent: int) -> None:
    assert (bar(share), points(share)) == (cells, percent)
    assert _WORDS.percent(share) == f"{percent} %"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (0.04, "under 0.1"),
        (0.571, "0.6"),
        (1.4, "1.4"),
        (2.0, "2"),
        (12.4, "12"),
        (999.6, "1 000"),
        (16200, "16 200"),
        (1234567, "1 234 567"),
        (-3.5, "\N{MINUS SIGN}3.5"),
    ],
)
def test_numbers(value: float, expected: str) -> None:
    assert _WORDS.number(value) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "no"), (2, "two"), (10, "ten"), (11, "11"), (1200, "1 200")]
)
def test_counts(number: int, expected: str) -> None:
    assert _WORDS.count_word(number) == expected


@pytest.mark.parametrize(
    ("day", "plain", "of_week", "full"),
    [
        (date(2026, 11, 24), "24 Nov", "Tue 24", "Tue 24 Nov"),
        (date(2026, 12, 31), "31 Dec", "Thu 31", "Thu 31 Dec"),
        (date(2027, 10, 18), "18 Oct", "Mon 18", "Mon 18 Oct"),
        (date(2027, 10, 19), "19 Oct 2027", "Tue 19", "Tue 19 Oct"),
        (date(2025, 12, 1), "1 Dec 2025", "Mon 1", "Mon 1 Dec"),
    ],
)
def test_days(day: date, plain: str, of_week: str, full: str) -> None:
    assert (_WORDS.day(day), _WORDS.weekday_day(day), _WORDS.full_day(day)) == (plain, of_week, full)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "16 to 22 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
    ],
)
def test_weeks(first: date, last: date, expected: str) -> None:
    assert _WORDS.week(first, last) == expected


@pytest.mark.parametrize(
    ("p50", "p85", "expected"),
    [
        pytest.param(None, None, "not in sight", id="not in sight"),
        pytest.param(date(2028, 2, 15), None, "mid February 2028 or later", id="no end"),
        pytest.param(date(2027, 1, 10), date(2027, 1, 24), "10 to 24 January", id="near and short: days"),
        pytest.param(
            date(2027, 1, 28), date(2027, 2, 5), "28 January to 5 February", id="days of two months"
        ),
        pytest.param(date(2026, 12, 3), date(2026, 12, 3), "3 December", id="one day"),
        pytest.param(date(2027, 2, 14), date(2027, 3, 16), "mid February to mid March", id="thirds"),
        pytest.param(date(2027, 6, 11), date(2027, 6, 20), "mid June", id="one third, far away"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 30), "early to late December", id="one month"),
        pytest.param(date(2027, 8, 1), date(2028, 3, 21), "early August to late March 2028", id="a year on"),
        pytest.param(
            date(2027, 12, 10), date(2027, 12, 31), "early to late December 2027", id="one far month"
        ),
    ],
)
def test_where_it_will_end(p50: date | None, p85: date | None, expected: str) -> None:
    assert _WORDS.likely(Forecast(p50=p50, p85=p85, chance=None)) == expected


def test_where_nobody_knows() -> None:
    assert _WORDS.likely(None) == "too little history"


@pytest.mark.parametrize(
    ("names", "all_of_them", "two_of_them"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a, b"),
        (["a", "b", "c"], "a, b and c", "a, b and 1 more"),
    ],
)
def test_lists(names: list[str], all_of_them: str, two_of_them: str) -> None:
    assert (_WORDS.names(names), _WORDS.some(names, 2)) == (all_of_them, two_of_them)


@pytest.mark.parametrize(("text", "expected"), [("", ""), ("one thing", "One thing"), ("가", "가")])
def test_the_first_letter(text: str, expected: str) -> None:
    assert first_up(text) == expected


_KOREAN = Wording(phrases=templates("ko").phrases, today=SUNDAY)


def test_korean_days_and_numbers() -> None:
    day = date(2026, 11, 20)
    assert (_KOREAN.day(day), _KOREAN.weekday_day(day), _KOREAN.full_day(day)) == (
        "11월 20일",
        "20일 (금)",
        "11월 20일 (금)",
    )
    assert (_KOREAN.percent(0.385), _KOREAN.number(16200), _KOREAN.count_word(2)) == ("38%", "16,200", "2")
    assert _KOREAN.names(["a", "b", "c"]) == "a, b, c"


@pytest.mark.parametrize(
    ("p50", "p85", "expected"),
    [
        (date(2027, 1, 14), date(2027, 3, 6), "1월 중순~3월 초"),
        (date(2026, 12, 1), date(2026, 12, 30), "12월 초~말"),
        (date(2027, 12, 10), date(2027, 12, 31), "2027년 12월 초~말"),
        (date(2027, 8, 1), date(2028, 3, 21), "8월 초~2028년 3월 말"),
        (date(2027, 1, 10), date(2027, 1, 24), "1월 10일~24일"),
        (date(2027, 1, 28), date(2027, 2, 5), "1월 28일~2월 5일"),
    ],
)
def test_where_it_will_end_in_korean(p50: date, p85: date, expected: str) -> None:
    assert _KOREAN.likely(Forecast(p50=p50, p85=p85, chance=None)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), "2026년 11월 16일~22일"),
        (date(2026, 11, 30), date(2026, 12, 6), "2026년 11월 30일~12월 6일"),
        (date(2026, 12, 28), date(2027, 1, 3), "2026년 12월 28일~2027년 1월 3일"),
    ],
)
def test_weeks_in_korean(first: date, last: date, expected: str) -> None:
    assert _KOREAN.week(first, last) == expected
