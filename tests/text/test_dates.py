# ruff: noqa: RUF001  # full-width digits are what is tested
"""Days and periods as people write them. Week numbers are taken from a printed calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.dates import (
    Period,
    PeriodKind,
    day_of,
    month_of,
    parse_day,
    parse_duration,
    parse_period,
    period_in_heading,
    quarter_of,
    read_property_day,
    week_of,
    year_of,
)

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
FAR_FROM_THE_EDGES = st.dates(min_value=date(1001, 1, 1), max_value=date(9998, 12, 31))
WEEK_STARTS = st.integers(0, 6)


def days(period: Period | None) -> str:
    assert period is not None
    return f"{period.first} {period.last}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("2028-02-29", date(2028, 2, 29)),
        ("2000-02-29", date(2000, 2, 29)),
        ("0001-01-01", date.min),
        ("9999-12-31", date.max),
        ("2026-02-29", None),
        ("2100-02-29", None),
        ("2026-11-31", None),
        ("2026-13-01", None),
        ("2026-00-01", None),
        ("2026-01-00", None),
        ("0000-01-01", None),
        ("2026-1-1", None),
        ("20261130", None),
        ("2026/11/30", None),
        ("2026-W47-1", None),
        (" 2026-11-30", None),
        ("2026-11-30\n", None),
        ("2026-11-30T10:00", None),
        ("２０２６-11-30", None),
        ("٢٠٢٦-11-30", None),
        ("-2026-11-30", None),
        ("", None),
    ],
)
def test_parse_day(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("key", "kind", "first_and_last"),
    [
        ("2026-11-20", PeriodKind.DAY, "2026-11-20 2026-11-20"),
        ("2026-W47", PeriodKind.WEEK, "2026-11-16 2026-11-22"),
        ("2026-W01", PeriodKind.WEEK, "2025-12-29 2026-01-04"),
        ("2026-W53", PeriodKind.WEEK, "2026-12-28 2027-01-03"),
        ("2020-W53", PeriodKind.WEEK, "2020-12-28 2021-01-03"),
        ("2021-W01", PeriodKind.WEEK, "2021-01-04 2021-01-10"),
        ("2024-W01", PeriodKind.WEEK, "2024-01-01 2024-01-07"),
        ("2026-11", PeriodKind.MONTH, "2026-11-01 2026-11-30"),
        ("2026-12", PeriodKind.MONTH, "2026-12-01 2026-12-31"),
        ("2026-02", PeriodKind.MONTH, "2026-02-01 2026-02-28"),
        ("2028-02", PeriodKind.MONTH, "2028-02-01 2028-02-29"),
        ("2026-Q1", PeriodKind.QUARTER, "2026-01-01 2026-03-31"),
        ("2026-Q2", PeriodKind.QUARTER, "2026-04-01 2026-06-30"),
        ("2026-Q3", PeriodKind.QUARTER, "2026-07-01 2026-09-30"),
        ("2026-Q4", PeriodKind.QUARTER, "2026-10-01 2026-12-31"),
        ("2026", PeriodKind.YEAR, "2026-01-01 2026-12-31"),
        ("0999", PeriodKind.YEAR, "0999-01-01 0999-12-31"),
        ("9999-12", PeriodKind.MONTH, "9999-12-01 9999-12-31"),
    ],
)
def test_a_key_names_a_period_and_the_period_its_key(key: str, kind: PeriodKind, first_and_last: str) -> None:
    period = parse_period(key)
    assert period is not None
    assert (period.kind, days(period), period.key) == (kind, first_and_last, key)
    assert parse_period(key.lower()) == period


@pytest.mark.parametrize(
    "text",
    [
        *("", "26", "202", "20266", "2026-", "2026-1", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-Q"),
        *(
            "2026-W00",
            "2026-W54",
            "2025-W53",
            "2026-W7",
            "2026-W047",
            "2026W47",
            "2026-47",
            "W47",
            "2026-W47-1",
        ),
        *("2026-11-31", "2026-02-29", "2026-1-1", " 2026", "2026 ", "2026\n", "0000", "0000-W01", "9999-W53"),
        *("２０２６", "2026-Ｗ47", "2026-H1", "next week", "-2026"),
    ],
)
def test_anything_else_names_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("day", "week_start", "key", "first_and_last"),
    [
        ("2026-11-20", MONDAY, "2026-W47", "2026-11-16 2026-11-22"),
        ("2026-11-20", SUNDAY, "2026-W47", "2026-11-15 2026-11-21"),
        ("2026-11-20", SATURDAY, "2026-W47", "2026-11-14 2026-11-20"),
        ("2026-11-22", MONDAY, "2026-W47", "2026-11-16 2026-11-22"),
        ("2026-11-22", SUNDAY, "2026-W48", "2026-11-22 2026-11-28"),
        ("2026-11-16", 1, "2026-W46", "2026-11-10 2026-11-16"),
        ("2026-11-19", 3, "2026-W47", "2026-11-19 2026-11-25"),
        ("2026-11-19", 4, "2026-W47", "2026-11-13 2026-11-19"),
        ("2026-01-01", MONDAY, "2026-W01", "2025-12-29 2026-01-04"),
        ("2027-01-01", MONDAY, "2026-W53", "2026-12-28 2027-01-03"),
        ("2027-01-03", MONDAY, "2026-W53", "2026-12-28 2027-01-03"),
        ("2027-01-03", SUNDAY, "2027-W01", "2027-01-03 2027-01-09"),
        ("2027-01-04", MONDAY, "2027-W01", "2027-01-04 2027-01-10"),
        ("2021-01-01", MONDAY, "2020-W53", "2020-12-28 2021-01-03"),
        ("2021-01-01", SUNDAY, "2020-W53", "2020-12-27 2021-01-02"),
        ("2028-02-29", MONDAY, "2028-W09", "2028-02-28 2028-03-05"),
    ],
)
def test_the_week_of_a_day(day: str, week_start: int, key: str, first_and_last: str) -> None:
    week = week_of(date.fromisoformat(day), week_start=week_start)
    assert (week.key, days(week)) == (key, first_and_last)
    assert parse_period(key, week_start=week_start) == week


@pytest.mark.parametrize("key", ["2026-11-20", "2026-W47", "2026-W53", "2026-12", "2026-Q4", "2026"])
@pytest.mark.parametrize("week_start", [MONDAY, SUNDAY])
def test_next_and_previous_lie_beside_a_period(key: str, week_start: int) -> None:
    period = parse_period(key, week_start=week_start)
    assert period is not None
    assert (period.next().kind, period.previous().kind) == (period.kind, period.kind)
    assert period.next().first == period.last + timedelta(days=1)
    assert period.previous().last == period.first - timedelta(days=1)
    assert period.next().previous() == period == period.previous().next()


@pytest.mark.parametrize(
    ("key", "following"),
    [
        ("2026-12-31", "2027-01-01"),
        ("2028-02-28", "2028-02-29"),
        ("2020-W53", "2021-W01"),
        ("2025-W52", "2026-W01"),
        ("2026-12", "2027-01"),
        ("2026-Q4", "2027-Q1"),
        ("2026", "2027"),
    ],
)
def test_the_next_period(key: str, following: str) -> None:
    period = parse_period(key)
    assert period is not None
    assert period.next().key == following


@given(FAR_FROM_THE_EDGES, WEEK_STARTS)
def test_every_period_holds_its_day_and_is_found_by_its_key(day: date, week_start: int) -> None:
    for period in (
        day_of(day),
        week_of(day, week_start=week_start),
        month_of(day),
        quarter_of(day),
        year_of(day),
    ):
        assert period.first <= day <= period.last
        assert parse_period(period.key, week_start=week_start) == period


@given(FAR_FROM_THE_EDGES, WEEK_STARTS)
def test_a_week_begins_on_its_day_and_shares_most_days_with_the_iso_week_of_its_name(
    day: date,
    week_start: int,
) -> None:
    week = week_of(day, week_start=week_start)
    assert week.first.weekday() == week_start
    iso_weeks = [(week.first + timedelta(days=offset)).strftime("%G-W%V") for offset in range(7)]
    assert iso_weeks.count(week.key) >= 4


def test_the_calendar_ends() -> None:
    with pytest.raises(OverflowError):
        day_of(date.max).next()
    with pytest.raises(OverflowError):
        week_of(date.min, week_start=SUNDAY)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("2026-W47", "2026-W47"),
        ("2026-w47", "2026-W47"),
        ("2026-W47 plan", "2026-W47"),
        ("Plan for 2026-W47", "2026-W47"),
        ("Plan (2026-W47)", "2026-W47"),
        ("[[2026-W47]]", "2026-W47"),
        ("Wed 2026-11-18", "2026-11-18"),
        ("2026-11-18, Wednesday", "2026-11-18"),
        ("2026-11-18_plan", "2026-11-18"),
        ("plan-2026-11-18-late", "2026-11-18"),
        ("2026-11-18에 할 일", "2026-11-18"),
        ("2026-W47주", "2026-W47"),
        ("2026-W47 (2026-11-16 to 2026-11-22)", "2026-W47"),
        ("2026-11-16 to 2026-11-22", "2026-11-16"),
        ("Not 2026-02-30 but 2026-11-18", "2026-11-18"),
    ],
)
def test_a_heading_names_a_week_or_a_day(heading: str, key: str) -> None:
    period = period_in_heading(heading)
    assert period is not None
    assert period.key == key


@pytest.mark.parametrize(
    "heading",
    [
        *("", "Week 47", "W47", "2026", "2026-11", "2026-Q4", "Wed 18 Nov 2026", "18.11.2026", "November"),
        *("2026-W54", "2026-02-30", "12026-11-18", "2026-11-188", "v2026-11-18", "2026-11-18T10:00"),
        *("2026-W47-3", "2026-11-18-19", "２０２６-11-18", "20261118"),
    ],
)
def test_a_heading_names_no_week_and_no_day(heading: str) -> None:
    assert period_in_heading(heading) is None


def test_the_week_of_a_heading_begins_where_weeks_begin() -> None:
    assert days(period_in_heading("2026-W47", week_start=SUNDAY)) == "2026-11-15 2026-11-21"


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 12, 31), "2026-12-31"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("  2026-12-31 ", "2026-12-31"),
        ("2026-12-31T10:00", "2026-12-31"),
        ("2026-12-31 10:00", "2026-12-31"),
        ("2026-12-31t9:30:15", "2026-12-31"),
        ("2026-12-31T23:59:59.999Z", "2026-12-31"),
        ("2026-12-31T23:00:00+09:00", "2026-12-31"),
        ("2026-12-31 23:00 -0500", "2026-12-31"),
        ("[[2026-12-31]]", "2026-12-31"),
        ("[[Daily/2026-12-31]]", "2026-12-31"),
        ("[[Daily/2026/2026-12-31.md]]", "2026-12-31"),
        ("[[2026-12-31|New Year's Eve]]", "2026-12-31"),
        ("[[2026-12-31#Evening]]", "2026-12-31"),
        ("[the day](Daily/2026-12-31.md)", "2026-12-31"),
        ("[[2026-W50]]", "2026-12-13"),
        ("2026-12", "2026-12-31"),
        ("2026-02", "2026-02-28"),
        ("2028-02", "2028-02-29"),
        ("2026-Q4", "2026-12-31"),
        ("2026-q1", "2026-03-31"),
        ("2026-W50", "2026-12-13"),
        ("2026-w53", "2027-01-03"),
        ("2026", "2026-12-31"),
        (2026, "2026-12-31"),
    ],
)
def test_a_property_names_a_day(value: str | date | float, day: str) -> None:
    reading = read_property_day(value)
    assert (str(reading.day), reading.fault) == (day, None)


@pytest.mark.parametrize("value", [None, "", "   ", "\t"])
def test_an_empty_property_names_no_day(value: str | None) -> None:
    reading = read_property_day(value)
    assert (reading.day, reading.fault) == (None, None)


@pytest.mark.parametrize(
    ("value", "code", "message"),
    [
        ("2026-02-30", "impossible-day", '"2026-02-30" does not exist'),
        ("2026-02-30T10:00", "impossible-day", '"2026-02-30T10:00" does not exist'),
        ("[[2026-02-30]]", "impossible-day", '"[[2026-02-30]]" does not exist'),
        ("2026-13", "impossible-day", '"2026-13" does not exist'),
        ("2025-W53", "impossible-day", '"2025-W53" does not exist'),
        ("0000", "impossible-day", '"0000" does not exist'),
        ("2026-Q5", "unreadable-day", '"2026-Q5" is no day'),
        ("soon", "unreadable-day", '"soon" is no day'),
        ("31.12.2026", "unreadable-day", '"31.12.2026" is no day'),
        ("2026-12-31 or so", "unreadable-day", '"2026-12-31 or so" is no day'),
        ("[[Someday]]", "unreadable-day", '"[[Someday]]" is no day'),
        ("very " * 99, "unreadable-day", '"very very very very very very very very…" is no day'),
        (20261231, "unreadable-day", '"20261231" is no day'),
        (12, "unreadable-day", '"12" is no day'),
        (2026.5, "unreadable-day", '"2026.5" is no day'),
        (True, "unreadable-day", '"True" is no day'),
    ],
)
def test_a_property_that_names_no_day_is_a_fault(value: str | float, code: str, message: str) -> None:
    reading = read_property_day(value)
    assert reading.day is None
    assert reading.fault is not None
    assert (reading.fault.code, reading.fault.message) == (code, message)
    assert reading.fault.remedy


@given(st.text())
def test_any_text_is_a_day_or_a_fault_or_empty(text: str) -> None:
    reading = read_property_day(text)
    assert (reading.day is None) + (reading.fault is None) == (1 if text.strip() else 2)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("10d", 10),
        ("2w", 14),
        ("2W", 14),
        ("1D", 1),
        ("14", 14),
        ("0", 0),
        ("9999d", 9999),
        ("10000d", None),
        ("3m", None),
        ("1y", None),
        ("-1d", None),
        ("1.5w", None),
        ("d", None),
        ("10 d", None),
        ("10d ", None),
        ("1w2d", None),
        ("３d", None),
        ("", None),
    ],
)
def test_parse_duration(text: str, length: int | None) -> None:
    assert parse_duration(text) == length
