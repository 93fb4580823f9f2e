"""What comes next, case by case: every two neighbours in a series are one case.

The days are worked out from the plugin's documentation of recurring tasks and a printed calendar.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from aimo_md.text.recurrence import TaskDays, next_days, occurrences, parse_rule

SERIES = {
    "days": (
        ("every day", "2026-02-27 2026-02-28 2026-03-01 2026-03-02"),
        ("every day", "2028-02-27 2028-02-28 2028-02-29 2028-03-01"),
        ("every day", "2026-12-30 2026-12-31 2027-01-01"),
        ("every 2 days", "2026-11-28 2026-11-30 2026-12-02 2026-12-04"),
        ("every 3 days", "2026-12-27 2026-12-30 2027-01-02 2027-01-05"),
        ("every 10 days", "2028-02-20 2028-03-01 2028-03-11 2028-03-21"),
        ("every 100 days", "2026-01-01 2026-04-11 2026-07-20 2026-10-28 2027-02-05"),
        ("every 365 days", "2027-03-01 2028-02-29 2029-02-28"),
        ("every day at 9", "2026-11-20 2026-11-21 2026-11-22"),
        ("every hour", "2026-11-20 2026-11-21"),
        ("every 12 hours", "2026-11-20 2026-11-21"),
        ("every 48 hours", "2026-11-20 2026-11-22 2026-11-24"),
        ("every 90 minutes", "2026-11-20 2026-11-21"),
        ("every 10080 minutes", "2026-11-20 2026-11-27"),
    ),
    "weekdays": (
        (
            "every weekday",
            "2026-11-19 2026-11-20 2026-11-23 2026-11-24 2026-11-25 2026-11-26 2026-11-27 2026-11-30",
        ),
        ("every weekday", "2026-11-21 2026-11-23"),
        ("every weekday", "2026-12-31 2027-01-01 2027-01-04"),
        ("every 2 weekdays", "2026-11-20 2026-11-30 2026-12-01"),
        ("every week on weekdays", "2026-11-20 2026-11-23 2026-11-24"),
        ("every month on weekdays", "2026-10-30 2026-11-02 2026-11-03"),
    ),
    "weeks": (
        ("every week", "2026-11-20 2026-11-27 2026-12-04 2026-12-11"),
        ("every week", "2026-12-25 2027-01-01 2027-01-08"),
        ("every 2 weeks", "2026-12-18 2027-01-01 2027-01-15 2027-01-29"),
        ("every 2 weeks", "2028-02-15 2028-02-29 2028-03-14"),
        ("every 6 weeks", "2026-11-20 2027-01-01 2027-02-12"),
        ("every 52 weeks", "2026-01-01 2026-12-31 2027-12-30"),
        ("every week on Sunday", "2021-04-25 2021-05-02 2021-05-09"),
        ("every Sunday", "2021-04-25 2021-05-02 2021-05-09"),
        ("every week on Tuesday, Friday", "2026-11-17 2026-11-20 2026-11-24 2026-11-27 2026-12-01"),
        ("every Tuesday and Friday", "2026-11-17 2026-11-20 2026-11-24"),
        ("every week on Monday, Wednesday, Friday", "2026-11-16 2026-11-18 2026-11-20 2026-11-23 2026-11-25"),
        ("every week on Saturday, Sunday", "2026-12-26 2026-12-27 2027-01-02 2027-01-03 2027-01-09"),
        ("every week on Wednesday", "2026-11-20 2026-11-25 2026-12-02"),
        ("every 3 weeks on Friday", "2026-11-20 2026-12-11 2027-01-01 2027-01-22"),
        ("every 3 weeks on Friday", "2026-11-18 2026-11-20 2026-12-11"),
        ("every 3 weeks on Friday", "2026-11-21 2026-12-11"),
        ("every 2 weeks on Tuesday, Thursday", "2026-11-17 2026-11-19 2026-12-01 2026-12-03 2026-12-15"),
        ("every 2 weeks on Tuesday, Thursday", "2026-12-29 2026-12-31 2027-01-12 2027-01-14"),
        ("every 2 weeks on Sunday", "2026-12-27 2027-01-10 2027-01-24"),
        ("every 2 weeks on Monday, Sunday", "2026-12-28 2027-01-03 2027-01-11 2027-01-17 2027-01-25"),
        ("every Friday the 13th", "2026-11-13 2027-08-13 2028-10-13"),
        ("every week in December", "2026-12-24 2026-12-31 2027-12-02"),
    ),
    "months": (
        ("every month", "2026-11-20 2026-12-20 2027-01-20 2027-02-20"),
        ("every 2 months", "2026-11-15 2027-01-15 2027-03-15"),
        ("every 6 months", "2026-08-01 2027-02-01 2027-08-01"),
        ("every 12 months", "2026-05-05 2027-05-05"),
        ("every 18 months", "2026-11-20 2028-05-20 2029-11-20"),
    ),
    "a month that is too short moves the day back": (
        ("every month", "2021-10-31 2021-11-30 2021-12-30 2022-01-30 2022-02-28 2022-03-28"),
        ("every month", "2027-12-31 2028-01-31 2028-02-29 2028-03-29"),
        ("every month", "2026-01-29 2026-02-28 2026-03-28"),
        ("every month", "2028-01-30 2028-02-29"),
        ("every 2 months", "2023-12-31 2024-02-29 2024-04-29"),
        ("every 3 months", "2022-01-31 2022-04-30 2022-07-30 2022-10-30"),
        ("every 4 months", "2026-10-31 2027-02-28 2027-06-28"),
        ("every 11 months", "2020-03-31 2021-02-28 2022-01-28"),
        ("every 13 months", "2020-01-31 2021-02-28 2022-03-28"),
    ),
    "a named day of the month is waited for": (
        ("every month on the 1st", "2026-11-01 2026-12-01 2027-01-01 2027-02-01"),
        ("every month on the 1st", "2026-11-20 2026-12-01"),
        ("every month on the 15th", "2026-11-14 2026-11-15 2026-12-15"),
        (
            "every month on the 31st",
            "2022-01-31 2022-03-31 2022-05-31 2022-07-31 2022-08-31 2022-10-31 2022-12-31",
        ),
        ("every month on the 30th", "2026-01-30 2026-03-30 2026-04-30"),
        ("every month on the 29th", "2027-01-29 2027-03-29"),
        ("every month on the 29th", "2028-01-29 2028-02-29 2028-03-29"),
        ("every 2 months on the 31st", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 2027-01-31"),
        ("every month on the 1st and 15th", "2026-11-01 2026-11-15 2026-12-01 2026-12-15"),
        ("every month on the 10th, 20th and 30th", "2027-01-20 2027-01-30 2027-02-10 2027-02-20 2027-03-10"),
        ("every 3 months on the 10th", "2026-11-10 2027-02-10 2027-05-10"),
        ("every 3 months on the 10th", "2026-11-03 2026-11-10 2027-02-10"),
    ),
    "counted from the end of the month": (
        ("every month on the last", "2022-01-31 2022-02-28 2022-03-31 2022-04-30 2022-05-31 2022-06-30"),
        ("every month on the last day", "2028-01-31 2028-02-29 2028-03-31"),
        ("every month on the 2nd last", "2026-01-30 2026-02-27 2026-03-30"),
        ("every month on the second last day", "2028-02-28 2028-03-30"),
        ("every month on the third last", "2026-02-26 2026-03-29 2026-04-28"),
        ("every month on the first and last", "2026-11-20 2026-11-30 2026-12-01 2026-12-31 2027-01-01"),
        ("every 6 months on the last", "2026-08-31 2027-02-28 2027-08-31"),
    ),
    "the nth weekday of the month": (
        ("every month on the last Friday", "2026-10-30 2026-11-27 2026-12-25 2027-01-29 2027-02-26"),
        ("every month on the last Friday", "2026-11-20 2026-11-27"),
        ("every month on the 2nd last Friday", "2026-11-20 2026-12-18 2027-01-22 2027-02-19"),
        ("every month on the 2nd Wednesday", "2021-09-15 2021-10-13 2021-11-10 2021-12-08"),
        ("every 6 months on the 2nd Wednesday", "2026-11-11 2027-05-12 2027-11-10"),
        ("every month on the first Monday", "2026-11-02 2026-12-07 2027-01-04 2027-02-01"),
        ("every month on the 1st Sunday", "2026-11-01 2026-12-06 2027-01-03"),
        ("every month on the third Thursday", "2026-11-19 2026-12-17 2027-01-21"),
        ("every month on the 5th Friday", "2026-10-30 2027-01-29 2027-04-30 2027-07-30"),
        ("every month on the 1st Monday and 3rd Monday", "2026-11-02 2026-11-16 2026-12-07 2026-12-21"),
        ("every month on the first Tuesday, last Tuesday", "2026-11-03 2026-11-24 2026-12-01 2026-12-29"),
        ("every month on Friday the 13th", "2026-03-13 2026-11-13 2027-08-13"),
        ("every month on Monday", "2026-11-23 2026-11-30 2026-12-07"),
        ("every 2 months on Monday", "2026-11-23 2026-11-30 2027-01-04 2027-01-11"),
    ),
    "years": (
        ("every year", "2026-11-20 2027-11-20 2028-11-20"),
        ("every year", "2026-12-31 2027-12-31"),
        ("every year", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-28"),
        ("every 2 years", "2024-02-29 2026-02-28"),
        ("every 4 years", "2024-02-29 2028-02-29 2032-02-29"),
        ("every 4 years", "2096-02-29 2100-02-28 2104-02-28"),
        ("every 5 years", "2026-01-01 2031-01-01"),
        ("every January on the 15th", "2026-01-15 2027-01-15 2028-01-15"),
        ("every January on the 15th", "2026-11-20 2027-01-15"),
        ("every year on January the 15th", "2026-01-15 2027-01-15"),
        ("every February on the last", "2026-02-28 2027-02-28 2028-02-29 2029-02-28"),
        ("every February on the 29th", "2024-02-29 2028-02-29 2032-02-29"),
        ("every February", "2024-02-29 2028-02-29"),
        ("every February on the 29th", "2096-02-29 2104-02-29"),
        (
            "every April and December on the 1st and 24th",
            "2026-04-01 2026-04-24 2026-12-01 2026-12-24 2027-04-01",
        ),
        ("every January, April, July and October", "2026-10-05 2027-01-05 2027-04-05 2027-07-05"),
        ("every November on the 4th Thursday", "2025-11-27 2026-11-26 2027-11-25 2028-11-23"),
        ("every May on the 2nd Sunday", "2026-05-10 2027-05-09 2028-05-14"),
        ("every May on the last Monday", "2026-05-25 2027-05-31 2028-05-29"),
        ("every year on the 1st Monday", "2026-01-05 2027-01-04 2028-01-03"),
        ("every year on the last Friday", "2026-12-25 2027-12-31 2028-12-29"),
        ("every year on the 1st", "2026-11-01 2026-12-01 2027-01-01"),
        ("every year on Friday the 13th", "2026-03-13 2026-11-13 2027-08-13"),
        ("every 2 years on the last Friday", "2026-12-25 2028-12-29 2030-12-27"),
        ("every month in May", "2026-05-20 2027-05-20"),
        ("every year on Monday in week 1", "2024-01-01 2024-12-30 2025-12-29"),
    ),
}

NEIGHBOURS = [
    pytest.param(rule, *pair, id=f"{rule}, from {pair[0]}")
    for series in SERIES.values()
    for rule, days in series
    for pair in pairwise(days.split())
]
WHOLE_SERIES = [
    pytest.param(rule, days.split(), id=f"{rule}, from {days[:10]}")
    for series in SERIES.values()
    for rule, days in series
]

# rule, due, done on, next due
WHEN_DONE = (
    ("every day when done", "2026-11-10", "2026-11-20", "2026-11-21"),
    ("every day when done", "2026-11-30", "2026-11-20", "2026-11-21"),
    ("every 3 days when done", "2026-02-10", "2026-02-26", "2026-03-01"),
    ("every 10 days when done", "2026-12-01", "2026-12-25", "2027-01-04"),
    ("every weekday when done", "2026-11-16", "2026-11-20", "2026-11-23"),
    ("every weekday when done", "2026-11-16", "2026-11-21", "2026-11-23"),
    ("every week when done", "2021-02-06", "2022-02-13", "2022-02-20"),
    ("every 2 weeks when done", "2026-11-02", "2026-12-24", "2027-01-07"),
    ("every week on Tuesday when done", "2026-11-03", "2026-11-20", "2026-11-24"),
    ("every week on Tuesday when done", "2026-11-03", "2026-11-24", "2026-12-01"),
    ("every 2 weeks on Tuesday when done", "2026-11-03", "2026-11-16", "2026-11-17"),
    ("every 2 weeks on Tuesday when done", "2026-11-03", "2026-11-18", "2026-12-01"),
    ("every month when done", "2026-11-02", "2027-01-31", "2027-02-28"),
    ("every month when done", "2026-11-02", "2028-01-31", "2028-02-29"),
    ("every month when done", "2026-10-31", "2026-11-04", "2026-12-04"),
    ("every 3 months when done", "2026-08-15", "2026-08-31", "2026-11-30"),
    ("every month on the 1st when done", "2026-11-01", "2026-11-20", "2026-12-01"),
    ("every month on the 1st when done", "2026-10-01", "2026-11-01", "2026-12-01"),
    ("every month on the 31st when done", "2026-10-31", "2026-11-02", "2026-12-31"),
    ("every month on the last Friday when done", "2026-10-30", "2026-11-02", "2026-11-27"),
    ("every year when done", "2023-02-20", "2024-02-29", "2025-02-28"),
    ("every year when done", "2026-01-01", "2026-11-20", "2027-11-20"),
    ("every January on the 15th when done", "2026-01-15", "2026-02-01", "2027-01-15"),
    ("every January on the 15th when done", "2027-01-15", "2026-12-20", "2027-01-15"),
)


def next_due(rule: str, due: str, done_on: str) -> str:
    parsed = parse_rule(rule)
    assert parsed is not None
    days = next_days(parsed, TaskDays(due=date.fromisoformat(due)), done_on=date.fromisoformat(done_on))
    assert days is not None
    assert days.due is not None
    return days.due.isoformat()


@pytest.mark.parametrize(("rule", "due", "following"), NEIGHBOURS)
def test_the_next_day_follows_from_the_day_of_the_task(rule: str, due: str, following: str) -> None:
    assert next_due(rule, due, "2030-07-07") == following


@pytest.mark.parametrize(("rule", "days"), WHOLE_SERIES)
def test_the_series_has_these_days_and_no_others(rule: str, days: list[str]) -> None:
    parsed = parse_rule(rule)
    assert parsed is not None
    series = [date.fromisoformat(day) for day in days]
    assert occurrences(parsed, series[0], first=series[0], last=series[-1]) == tuple(series)


@pytest.mark.parametrize(
    ("rule", "due", "done_on", "following"),
    [pytest.param(*case, id=f"{case[0]}, due {case[1]}, done {case[2]}") for case in WHEN_DONE],
)
def test_when_done_counts_from_the_day_of_completion(
    rule: str, due: str, done_on: str, following: str
) -> None:
    assert next_due(rule, due, done_on) == following
