"""Names of daily and periodic notes. Weeks are from a calendar and from what moment says of locales."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.dates import PeriodKind
from aimo_md.text.note_names import periodic_note_period

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
DAY = date(2026, 11, 18)  # a Wednesday
PIECES = (
    "YYYY",
    "MM",
    "DD",
    "Do",
    "MMM",
    "ddd",
    "Q",
    "GGGG",
    "WW",
    "gggg",
    "ww",
    "[W]",
    "[",
    "]",
    "-",
    "/",
    " ",
    "x",
)


def day_in(stem: str, date_format: str) -> date | None:
    """The day that a name states, where it states a day and nothing longer."""
    period = periodic_note_period(stem, date_format)
    return period.first if period is not None and period.kind is PeriodKind.DAY else None


@pytest.mark.parametrize(
    ("stem", "date_format"),
    [
        ("2026-11-18", "YYYY-MM-DD"),
        ("20261118", "YYYYMMDD"),
        ("18.11.2026", "DD.MM.YYYY"),
        ("11-18-2026", "MM-DD-YYYY"),
        ("18-11-2026", "D-M-YYYY"),
        ("2026-11-18 Wednesday", "YYYY-MM-DD dddd"),
        ("2026-11-18 wed", "YYYY-MM-DD ddd"),
        ("2026-11-18 (수)", "YYYY-MM-DD (ddd)"),
        ("2026-11-18 수요일", "YYYY-MM-DD dddd"),
        ("Wednesday, November 18th, 2026", "dddd, MMMM Do, YYYY"),
        ("18 Nov 2026", "D MMM YYYY"),
        ("2026년 11월 18일", "YYYY년 MMMM Do"),
        ("2026년 11월 18일", "YYYY년 M월 D일"),
        ("Day 2026-11-18", "[Day] YYYY-MM-DD"),
        ("Dday 2026-11-18", "[Dday] YYYY-MM-DD"),
        ("2026-11-18", "[]YYYY-MM-DD"),
        ("2026-11-18 W47 Q4", "YYYY-MM-DD [W]WW [Q]Q"),
        ("2026/11/2026-11-18", "YYYY/MM/YYYY-MM-DD"),
        ("2026/11 November/18", "YYYY/MM MMMM/DD"),
        ("2026-11-18", "YYYY/MM/YYYY-MM-DD"),
        ("11/2026-11-18", "YYYY/MM/YYYY-MM-DD"),
        ("Journal/2026/11/2026-11-18", "YYYY/MM/YYYY-MM-DD"),
        ("Journal/2026-11-18", "YYYY-MM-DD"),
        ("Notes/2026-11-18", "[Notes/]YYYY-MM-DD"),
    ],
)
def test_a_daily_note_names_its_day(stem: str, date_format: str) -> None:
    assert day_in(stem, date_format) == DAY


@pytest.mark.parametrize(
    ("stem", "date_format"),
    [
        ("2026-11-18 plan", "YYYY-MM-DD"),
        ("My 2026-11-18", "YYYY-MM-DD"),
        ("2026-11-18\n", "YYYY-MM-DD"),
        ("2026-11-31", "YYYY-MM-DD"),
        ("2026-00-18", "YYYY-MM-DD"),
        ("0000-11-18", "YYYY-MM-DD"),
        ("2026-1-18", "YYYY-MM-DD"),
        ("٢٠٢٦-11-18", "YYYY-MM-DD"),
        ("2026-11-18", "YYYY.MM.DD"),
        ("2026x11x18", "YYYY.MM.DD"),
        ("2026-11-18 Thursday", "YYYY-MM-DD dddd"),
        ("2026-11-18 Wendesday", "YYYY-MM-DD dddd"),
        ("18 Nov", "D MMM"),
        ("2026 18", "YYYY DD"),
        ("18", "YYYY/MM/DD"),
        ("2026/12/2026-11-18", "YYYY/MM/YYYY-MM-DD"),
        ("2026-W47", "GGGG-[W]WW"),
        ("2026-11", "YYYY-MM"),
        ("Wednesday", "dddd"),
        ("2026-11-18", ""),
        ("", "YYYY-MM-DD"),
        ("", ""),
        ("2026-322", "YYYY-DDDD"),
        ("2026-11-18 10", "YYYY-MM-DD HH"),
        ("26-11-18", "YY-MM-DD"),
        ("November 18o, 2026", "MMMM Do, YYYY"),
        ("2026-11-18", "YYYY-MM-DD[open"),
    ],
)
def test_a_note_that_names_no_day_in_this_format(stem: str, date_format: str) -> None:
    assert day_in(stem, date_format) is None


def test_a_decomposed_name_is_read() -> None:
    stem = unicodedata.normalize("NFD", "2026년 11월 18일 수요일")
    assert day_in(stem, "YYYY년 MMMM Do dddd") == DAY


@pytest.mark.parametrize("number", ["1st", "2nd", "3rd", "4th", "11th", "21st", "30th", "5일"])
def test_ordinals(number: str) -> None:
    day = day_in(f"November {number} 2026", "MMMM Do YYYY")
    assert day == date(2026, 11, int(number.rstrip("stndrh일")))


@pytest.mark.parametrize(
    ("stem", "date_format", "week_start", "kind", "first_and_last"),
    [
        ("2026-W47", "GGGG-[W]WW", MONDAY, PeriodKind.WEEK, "2026-11-16 2026-11-22"),
        ("2026-W47", "GGGG-[W]WW", SUNDAY, PeriodKind.WEEK, "2026-11-15 2026-11-21"),
        ("2026-W53", "GGGG-[W]WW", MONDAY, PeriodKind.WEEK, "2026-12-28 2027-01-03"),
        ("2026-W7", "GGGG-[W]W", MONDAY, PeriodKind.WEEK, "2026-02-09 2026-02-15"),
        ("2026-W47", "YYYY-[W]WW", MONDAY, PeriodKind.WEEK, "2026-11-16 2026-11-22"),
        ("Week 47, 2026", "[Week] WW, GGGG", MONDAY, PeriodKind.WEEK, "2026-11-16 2026-11-22"),
        ("2026-W47", "gggg-[W]ww", MONDAY, PeriodKind.WEEK, "2026-11-16 2026-11-22"),
        ("2026-W53", "gggg-[W]ww", MONDAY, PeriodKind.WEEK, "2026-12-28 2027-01-03"),
        ("2026-W47", "gggg-[W]ww", SUNDAY, PeriodKind.WEEK, "2026-11-15 2026-11-21"),
        ("2026-W01", "gggg-[W]ww", SUNDAY, PeriodKind.WEEK, "2025-12-28 2026-01-03"),
        ("2026-W52", "gggg-[W]ww", SUNDAY, PeriodKind.WEEK, "2026-12-20 2026-12-26"),
        ("2027-W01", "gggg-[W]ww", SUNDAY, PeriodKind.WEEK, "2026-12-27 2027-01-02"),
        ("2027-W2", "gggg-[W]w", SUNDAY, PeriodKind.WEEK, "2027-01-03 2027-01-09"),
        ("2028-W53", "gggg-[W]ww", SUNDAY, PeriodKind.WEEK, "2028-12-24 2028-12-30"),
        ("2026-W47", "YYYY-[W]ww", SUNDAY, PeriodKind.WEEK, "2026-11-15 2026-11-21"),
        ("2026-W01", "gggg-[W]ww", SATURDAY, PeriodKind.WEEK, "2025-12-27 2026-01-02"),
        ("2026-11", "YYYY-MM", MONDAY, PeriodKind.MONTH, "2026-11-01 2026-11-30"),
        ("Nov 2026", "MMM YYYY", MONDAY, PeriodKind.MONTH, "2026-11-01 2026-11-30"),
        ("2026년 2월", "YYYY년 MMMM", MONDAY, PeriodKind.MONTH, "2026-02-01 2026-02-28"),
        ("2026-Q4", "YYYY-[Q]Q", MONDAY, PeriodKind.QUARTER, "2026-10-01 2026-12-31"),
        ("2026", "YYYY", MONDAY, PeriodKind.YEAR, "2026-01-01 2026-12-31"),
        ("2026-11-18", "YYYY-MM-DD", MONDAY, PeriodKind.DAY, "2026-11-18 2026-11-18"),
        ("2026/2026-Q4", "YYYY/YYYY-[Q]Q", MONDAY, PeriodKind.QUARTER, "2026-10-01 2026-12-31"),
    ],
)
def test_a_periodic_note_names_its_period(
    stem: str,
    date_format: str,
    week_start: int,
    kind: PeriodKind,
    first_and_last: str,
) -> None:
    period = periodic_note_period(stem, date_format, week_start=week_start)
    assert period is not None
    assert (period.kind, f"{period.first} {period.last}") == (kind, first_and_last)


@pytest.mark.parametrize(
    ("stem", "date_format", "week_start"),
    [
        ("2026-W54", "GGGG-[W]WW", MONDAY),
        ("2025-W53", "GGGG-[W]WW", MONDAY),
        ("2026-W00", "GGGG-[W]WW", MONDAY),
        ("2026-W00", "gggg-[W]ww", SUNDAY),
        ("2026-W53", "gggg-[W]ww", SUNDAY),
        ("0000-W01", "gggg-[W]ww", SUNDAY),
        ("0001-W01", "gggg-[W]ww", SUNDAY),
        ("9999-W53", "gggg-[W]ww", SUNDAY),
        ("W47", "[W]WW", MONDAY),
        ("W47", "[W]ww", SUNDAY),
        ("Q4", "[Q]Q", MONDAY),
        ("November", "MMMM", MONDAY),
        ("2026-13", "YYYY-MM", MONDAY),
        ("2026-Q5", "YYYY-[Q]Q", MONDAY),
        ("0000", "YYYY", MONDAY),
        ("2026", "GGGG", MONDAY),
        ("2026-W47 plan", "GGGG-[W]WW", MONDAY),
    ],
)
def test_a_note_that_names_no_period_in_this_format(stem: str, date_format: str, week_start: int) -> None:
    assert periodic_note_period(stem, date_format, week_start=week_start) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_found_in_the_name_that_its_format_gives(day: date) -> None:
    assert day_in(f"{day:%A, %B} {day.day} {day.year}", "dddd, MMMM D YYYY") == day
    assert day_in(f"{day:%d.%m.%Y}", "DD.MM.YYYY") == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_weeks_of_the_locale_follow_each_other_without_a_gap(day: date) -> None:
    weeks = [
        periodic_note_period(f"{year}-{week:02}", "gggg-ww", week_start=SUNDAY)
        for year in (day.year, day.year + 1)
        for week in range(1, 54)
    ]
    holding = [week for week in weeks if week is not None and week.first <= day <= week.last]
    assert len(holding) == 1
    assert holding[0].first + timedelta(days=6) == holding[0].last


@given(st.text(), st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_any_name_and_any_format_may_be_asked(stem: str, date_format: str) -> None:
    for name in (stem, "2026-11-18", "Nov 18th"):
        period = periodic_note_period(name, date_format)
        assert period is None or period.first <= period.last
