from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

import pytest
from dateutil import rrule as oracle
from hypothesis import assume, given, settings, strategies as st

from aimo_md.text.recurrence import Rule, TaskDays, next_days, occurrences, parse_rule

DONE_ON = date(2026, 11, 20)


def rule(text: str) -> Rule:
    parsed = parse_rule(text)
    assert parsed is not None
    return parsed


def day(text: str) -> date:
    return date.fromisoformat(text)


def task_days(text: str) -> TaskDays:
    """`due 2026-11-20, start 2026-11-18`"""
    named = dict(part.split() for part in text.split(", ") if part)
    return TaskDays(**{name: day(value) for name, value in named.items()})


# rule, days, days of the next occurrence when done on 20 November 2026
DISTANCES = (
    ("every 2 weeks", "scheduled 2021-10-28, due 2021-10-30", "scheduled 2021-11-11, due 2021-11-13"),
    # rrule.js calls the days of 2022 before its first Monday week 53; by ISO 8601 they are in week 52.
    ("every year on Saturday in week 52", "due 2021-01-02", "due 2022-12-31"),
    ("every year on Saturday in week 53", "due 2021-01-02", "due 2022-01-01"),
    ("every week", "start 2026-11-16, due 2026-11-20", "start 2026-11-23, due 2026-11-27"),
    ("every week", "start 2026-11-16, scheduled 2026-11-18", "start 2026-11-23, scheduled 2026-11-25"),
    ("every week", "start 2026-11-16", "start 2026-11-23"),
    ("every week", "scheduled 2026-11-16", "scheduled 2026-11-23"),
    ("every week", "due 2026-11-20, scheduled 2026-11-25", "due 2026-11-27, scheduled 2026-12-02"),
    (
        "every month",
        "start 2022-01-01, scheduled 2022-01-04, due 2022-01-10",
        "start 2022-02-01, scheduled 2022-02-04, due 2022-02-10",
    ),
    ("every month", "start 2026-01-01, due 2026-01-31", "start 2026-01-29, due 2026-02-28"),
    (
        "every month on the last Friday",
        "start 2026-11-20, due 2026-11-27",
        "start 2026-12-18, due 2026-12-25",
    ),
    ("every year", "start 2024-02-27, due 2024-02-29", "start 2025-02-26, due 2025-02-28"),
    ("every day", "start 2026-10-01, due 2026-12-31", "start 2026-10-02, due 2027-01-01"),
    ("every week when done", "start 2026-11-01, due 2026-11-08", "start 2026-11-20, due 2026-11-27"),
    ("every week when done", "start 2026-12-24, due 2026-12-31", "start 2026-11-20, due 2026-11-27"),
    (
        "every month on the 1st when done",
        "start 2026-10-28, scheduled 2026-10-30, due 2026-11-01",
        "start 2026-11-27, scheduled 2026-11-29, due 2026-12-01",
    ),
    (
        "every 3 days when done",
        "scheduled 2026-11-04, start 2026-11-01",
        "scheduled 2026-11-23, start 2026-11-20",
    ),
    ("every day", "", ""),
    ("every month on the last Friday when done", "", ""),
)


@pytest.mark.parametrize(
    ("text", "days", "following"), [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in DISTANCES]
)
def test_the_other_days_keep_their_distance_to_the_reference(text: str, days: str, following: str) -> None:
    assert next_days(rule(text), task_days(days), done_on=DONE_ON) == task_days(following)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("every day for 1 time", "2026-11-20"),
        ("every month for 1 time", "2026-11-20"),
        ("every day until November 20, 2026", "2026-11-20"),
        ("every month until December 19, 2026", "2026-11-20"),
        ("every week on Monday until November 22, 2026", "2026-11-20"),
        ("every February on the 30th", "2026-11-20"),
        ("every month on the 32nd", "2026-11-20"),
        ("every month on the 6th Monday", "2026-11-20"),
        ("every month on the first Monday the 20th", "2026-11-20"),
        ("every 2 months in February", "2026-11-20"),
        ("every 2 years on the 29th in February", "2025-01-01"),
        ("every year in week 54", "2026-11-20"),
        ("every 40000 days", "2026-11-20"),
        ("every day", "9999-12-31"),
        ("every month", "9999-12-01"),
        ("every 999999 years", "2026-11-20"),
    ],
)
def test_nothing_follows_where_the_rule_has_ended_or_names_no_day(text: str, due: str) -> None:
    assert next_days(rule(text), TaskDays(due=day(due)), done_on=DONE_ON) is None


def test_days_that_would_leave_the_calendar_do_not_follow() -> None:
    days = TaskDays(due=date(9999, 12, 30), scheduled=date(9999, 12, 31))
    assert next_days(rule("every day"), days, done_on=DONE_ON) is None


def test_a_rule_for_the_53rd_week_waits_for_a_year_that_has_one() -> None:
    weekly = rule("every year on Monday in week 53")
    assert next_days(weekly, TaskDays(due=day("2026-12-28")), done_on=DONE_ON) == TaskDays(
        due=day("2032-12-27")
    )


def test_times_count_from_the_task_at_hand() -> None:
    three = rule("every week on Friday for 3 times")
    friday = TaskDays(due=day("2026-11-20"))
    assert next_days(three, friday, done_on=DONE_ON) == TaskDays(due=day("2026-11-27"))
    # A task that is due on another day has not yet used one of them.
    once = rule("every week on Friday for 1 time")
    assert next_days(once, TaskDays(due=day("2026-11-18")), done_on=DONE_ON) == friday


# rule, the day of the task at hand, first and last day asked for, days of the series
SERIES = (
    (
        "every day",
        "2026-11-20",
        "2026-11-18 2026-11-22",
        "2026-11-18 2026-11-19 2026-11-20 2026-11-21 2026-11-22",
    ),
    (
        "every 3 days",
        "2026-11-20",
        "2026-11-12 2026-11-27",
        "2026-11-14 2026-11-17 2026-11-20 2026-11-23 2026-11-26",
    ),
    ("every week", "2026-11-20", "2026-11-01 2026-11-30", "2026-11-06 2026-11-13 2026-11-20 2026-11-27"),
    ("every 2 weeks", "2027-01-08", "2026-12-01 2027-01-31", "2026-12-11 2026-12-25 2027-01-08 2027-01-22"),
    (
        "every 2 weeks on Tuesday, Thursday",
        "2026-11-19",
        "2026-11-01 2026-12-05",
        "2026-11-03 2026-11-05 2026-11-17 2026-11-19 2026-12-01 2026-12-03",
    ),
    (
        "every week on Monday",
        "2026-11-20",
        "2026-11-10 2026-12-01",
        "2026-11-16 2026-11-20 2026-11-23 2026-11-30",
    ),
    (
        "every month",
        "2026-11-20",
        "2026-09-01 2027-01-31",
        "2026-09-20 2026-10-20 2026-11-20 2026-12-20 2027-01-20",
    ),
    (
        "every month",
        "2026-03-31",
        "2026-01-01 2026-05-31",
        "2026-01-28 2026-02-28 2026-03-31 2026-04-30 2026-05-30",
    ),
    ("every 3 months", "2026-11-20", "2026-01-01 2026-12-31", "2026-02-20 2026-05-20 2026-08-20 2026-11-20"),
    (
        "every month on the 31st",
        "2026-05-31",
        "2026-01-01 2026-07-31",
        "2026-01-31 2026-03-31 2026-05-31 2026-07-31",
    ),
    (
        "every month on the last Friday",
        "2026-11-27",
        "2026-10-01 2026-12-31",
        "2026-10-30 2026-11-27 2026-12-25",
    ),
    (
        "every year",
        "2024-02-29",
        "2022-01-01 2026-12-31",
        "2022-02-28 2023-02-28 2024-02-29 2025-02-28 2026-02-28",
    ),
    ("every January on the 15th", "2026-01-15", "2025-01-01 2027-12-31", "2025-01-15 2026-01-15 2027-01-15"),
    ("every week when done", "2026-11-20", "2026-11-13 2026-11-27", "2026-11-13 2026-11-20 2026-11-27"),
    ("every week", "2026-11-20", "2026-11-21 2026-12-04", "2026-11-27 2026-12-04"),
    ("every week", "2026-11-20", "2026-10-30 2026-11-19", "2026-10-30 2026-11-06 2026-11-13"),
    ("every month", "2026-11-20", "2027-02-01 2027-03-31", "2027-02-20 2027-03-20"),
    ("every month", "2026-11-20", "2026-01-01 2026-02-28", "2026-01-20 2026-02-20"),
    ("every week", "2026-11-20", "2026-11-21 2026-11-26", ""),
    ("every week", "2026-11-20", "2026-11-27 2026-11-20", ""),
    ("every week for 3 times", "2026-11-20", "2026-11-01 2026-12-31", "2026-11-20 2026-11-27 2026-12-04"),
    ("every week for 3 times", "2026-11-20", "2026-11-27 2026-12-31", "2026-11-27 2026-12-04"),
    ("every month for 2 times", "2026-11-20", "2026-01-01 2027-12-31", "2026-11-20 2026-12-20"),
    (
        "every week until December 4, 2026",
        "2026-11-20",
        "2026-11-14 2026-12-31",
        "2026-11-20 2026-11-27 2026-12-04",
    ),
    ("every February on the 30th", "2026-11-20", "2026-01-01 2027-12-31", "2026-11-20"),
)


@pytest.mark.parametrize(
    ("text", "anchor", "span", "days"),
    [pytest.param(*case, id=f"{case[0]} around {case[1]}, {case[2]}") for case in SERIES],
)
def test_the_days_of_a_series(text: str, anchor: str, span: str, days: str) -> None:
    first, last = map(day, span.split())
    assert occurrences(rule(text), day(anchor), first=first, last=last) == tuple(map(day, days.split()))


@pytest.mark.parametrize(("text", "count"), [("every day", 2 * 36_525 + 1), ("every month", 2 * 1200 + 1)])
def test_a_series_is_looked_for_a_hundred_years_around(text: str, count: int) -> None:
    days = occurrences(rule(text), date(2026, 11, 20), first=date.min, last=date.max)
    assert len(days) == count


@pytest.mark.parametrize("text", ["every day", "every week on Monday", "every month", "every year"])
@pytest.mark.parametrize("edge", [date.min, date.max])
def test_a_series_ends_where_the_calendar_ends(text: str, edge: date) -> None:
    assert edge in occurrences(rule(text), edge, first=date.min, last=date.max)


def test_a_daily_series_over_ten_years() -> None:
    days = occurrences(rule("every day"), day("2026-11-20"), first=day("2026-11-20"), last=day("2036-11-19"))
    assert len(days) == 3653


# The laws. Rules are made of parts, each with its words and with what dateutil calls it.

UNITS: dict[str, Literal[0, 1, 2]] = {"week": oracle.WEEKLY, "month": oracle.MONTHLY, "year": oracle.YEARLY}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1, "2nd last": -2}
MONTH_DAYS = {"1st": 1, "2nd": 2, "15th": 15, "28th": 28, "30th": 30, "31st": 31, "last": -1, "3rd last": -3}
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
INTERVALS = st.integers(1, 6)
UNTIMED = settings(deadline=None)


def subsets(words: dict[str, int]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(words)), min_size=1, max_size=3, unique=True)


def after_midnight(start: date) -> datetime:
    return datetime.combine(start, time())


def next_due(text: str, due: date) -> date:
    following = next_days(rule(text), TaskDays(due=due), done_on=DONE_ON)
    assert following is not None
    assert following.due is not None
    return following.due


def oracle_next(series: oracle.rrule, start: date) -> date:
    following = series.after(after_midnight(start))
    assert following is not None
    return following.date()


@given(st.sampled_from(["day", "week"]), INTERVALS, DAYS)
@UNTIMED
def test_plain_days_and_weeks_are_steps(unit: str, interval: int, start: date) -> None:
    step = timedelta(days=interval * (7 if unit == "week" else 1))
    assert next_due(f"every {interval} {unit}s", start) == start + step


@given(st.sampled_from(["month", "year"]), INTERVALS, DAYS)
@UNTIMED
def test_plain_months_and_years_go_to_the_same_day_or_the_last_before_it(
    unit: str, interval: int, start: date
) -> None:
    found = next_due(f"every {interval} {unit}s", start)
    months = (found.year - start.year) * 12 + found.month - start.month
    assert months == interval * (12 if unit == "year" else 1)
    assert found.day == min(start.day, monthrange(found.year, found.month)[1])


@given(st.sampled_from(["week", "month"]), INTERVALS, st.sets(st.integers(0, 6), min_size=1), DAYS)
@UNTIMED
def test_weekdays_fall_as_dateutil_says(unit: str, interval: int, weekdays: set[int], start: date) -> None:
    names = ", ".join(WEEKDAYS[number] for number in weekdays)
    expected = oracle.rrule(UNITS[unit], after_midnight(start), interval, byweekday=weekdays)
    assert next_due(f"every {interval} {unit}s on {names}", start) == oracle_next(expected, start)


@given(INTERVALS, subsets(MONTH_DAYS), DAYS)
@UNTIMED
def test_month_days_fall_as_dateutil_says(interval: int, names: list[str], start: date) -> None:
    # A 31st every six months may never come.
    assume(interval < 6 or names != ["31st"])
    numbers = [MONTH_DAYS[name] for name in names]
    expected = oracle.rrule(oracle.MONTHLY, after_midnight(start), interval, bymonthday=numbers)
    assert next_due(f"every {interval} months on the {' and '.join(names)}", start) == oracle_next(
        expected, start
    )


@given(st.sampled_from(["month", "year"]), INTERVALS, subsets(NTH), st.integers(0, 6), DAYS)
@UNTIMED
def test_nth_weekdays_fall_as_dateutil_says(
    unit: str, interval: int, names: list[str], weekday: int, start: date
) -> None:
    text = " and ".join(f"{name} {WEEKDAYS[weekday]}" for name in names)
    numbers = [oracle.weekday(weekday, NTH[name]) for name in names]
    expected = oracle.rrule(UNITS[unit], after_midnight(start), interval, byweekday=numbers)
    assert next_due(f"every {interval} {unit}s on the {text}", start) == oracle_next(expected, start)


@given(st.lists(st.integers(1, 53), min_size=1, max_size=3, unique=True), st.integers(0, 6), DAYS)
@UNTIMED
def test_weeks_of_the_year_fall_as_dateutil_says(weeks: list[int], weekday: int, start: date) -> None:
    text = f"every year on {WEEKDAYS[weekday]} in weeks {' and '.join(map(str, weeks))}"
    expected = oracle.rrule(oracle.YEARLY, after_midnight(start), byweekno=weeks, byweekday=weekday)
    assert next_due(text, start) == oracle_next(expected, start)


RULES = st.builds(
    "every {} {}{}".format,
    INTERVALS,
    st.sampled_from(["days", "weeks", "months", "years", "weekdays"]),
    st.sampled_from(
        [
            "",
            " on Monday",
            " on Tuesday, Sunday",
            " on weekdays",
            " on the 1st",
            " on the 31st and last",
            " on the last Friday",
            " on Friday the 13th",
            " in May",
            " in February the last",
            " in week 1",
        ]
    ),
).map(rule)


@given(RULES, DAYS, st.integers(-40, 40), st.integers(-40, 40), DAYS)
@UNTIMED
def test_the_next_day_is_later_and_the_distances_stay(
    series: Rule, due: date, scheduled: int, start: int, done_on: date
) -> None:
    days = TaskDays(due=due, scheduled=due + timedelta(scheduled), start=due + timedelta(start))
    following = next_days(series, days, done_on=done_on)
    if following is not None:
        assert following.due is not None
        assert following.due > due
        shift = following.due - due
        assert following.scheduled == due + timedelta(scheduled) + shift
        assert following.start == due + timedelta(start) + shift


@given(RULES, DAYS, st.integers(0, 900), st.integers(0, 900))
@UNTIMED
def test_a_series_rises_and_holds_its_anchor(series: Rule, anchor: date, before: int, after: int) -> None:
    first, last = anchor - timedelta(before), anchor + timedelta(after)
    days = occurrences(series, anchor, first=first, last=last)
    assert anchor in days
    assert first <= days[0]
    assert days[-1] <= last
    assert all(earlier < later for earlier, later in pairwise(days))


@given(RULES, DAYS, st.integers(0, 900))
@UNTIMED
def test_a_series_is_what_follows_step_by_step(series: Rule, anchor: date, length: int) -> None:
    last = anchor + timedelta(length)
    days = [anchor]
    while (following := next_days(series, TaskDays(due=days[-1]), done_on=DONE_ON)) is not None:
        assert following.due is not None
        days.append(following.due)
        if following.due > last:
            break
    within = tuple(each for each in days if each <= last)
    assert occurrences(series, anchor, first=anchor, last=last) == within


@given(
    st.sampled_from(
        ["every 2 weeks on Tuesday, Friday", "every 3 months on the 1st and last", "every 5 days"]
    ),
    DAYS,
)
@UNTIMED
def test_the_ends_of_a_series_lead_to_the_same_series(text: str, start: date) -> None:
    series = rule(text)
    anchor = next_due(text, start)
    first, last = anchor - timedelta(200), anchor + timedelta(200)
    days = occurrences(series, anchor, first=first, last=last)
    assert occurrences(series, days[0], first=first, last=last) == days
    assert occurrences(series, days[-1], first=first, last=last) == days
