from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.text.recurrence_rule import Frequency, NthWeekday, Rule
from aimo_md.text.recurrence_text import parse_rule

DAY, WEEK, MONTH, YEAR = Frequency.DAY, Frequency.WEEK, Frequency.MONTH, Frequency.YEAR
WORKDAYS = (0, 1, 2, 3, 4)


def rule(
    frequency: Frequency,
    *,
    interval: int = 1,
    weekdays: tuple[int, ...] = (),
    nth: tuple[tuple[int, int], ...] = (),
    month_days: tuple[int, ...] = (),
    months: tuple[int, ...] = (),
) -> Rule:
    return Rule(
        when_done=False,
        frequency=frequency,
        interval=interval,
        weekdays=weekdays,
        nth_weekdays=tuple(NthWeekday(weekday, number) for weekday, number in nth),
        month_days=month_days,
        months=months,
    )


UNDERSTOOD = {
    # words in any case, abbreviated, run together
    "every day": rule(DAY),
    "Every Day": rule(DAY),
    "  every   3   days ": rule(DAY, interval=3),
    "everyday": rule(DAY),
    "every1day": rule(DAY),
    "every weekday": rule(WEEK, weekdays=WORKDAYS),
    "every 2 weekdays": rule(WEEK, interval=2, weekdays=WORKDAYS),
    "every week on tue, THURS": rule(WEEK, weekdays=(1, 3)),
    "every mo,we,fr": rule(WEEK, weekdays=(0, 2, 4)),
    "every Friday, Monday and Wednesday": rule(WEEK, weekdays=(0, 2, 4)),
    "every Monday or Tuesday": rule(WEEK, weekdays=(0, 1)),
    "every Monday, and Tuesday": rule(WEEK, weekdays=(0, 1)),
    "every Friday on the 13th": rule(WEEK, weekdays=(4,), month_days=(13,)),
    "every week in May on Monday": rule(WEEK, weekdays=(0,), months=(5,)),
    "every month on the 1st and 15th": rule(MONTH, month_days=(1, 15)),
    "every month on 1st, 15th or last": rule(MONTH, month_days=(1, 15, -1)),
    "every month the 1st": rule(MONTH, month_days=(1,)),
    "every month on the 1st day, 3rd day": rule(MONTH, month_days=(1, 3)),
    "every month on the first, second and third": rule(MONTH, month_days=(1, 2, 3)),
    "every month on the second last, third last": rule(MONTH, month_days=(-2, -3)),
    "every month on the last": rule(MONTH, month_days=(-1,)),
    "every month on the last Friday": rule(MONTH, nth=((4, -1),)),
    "every month on the 2nd last Fri": rule(MONTH, nth=((4, -2),)),
    "every month on the 3rd Friday and 1st Tuesday": rule(MONTH, nth=((1, 1), (4, 3))),
    "every month on Friday the 13th": rule(MONTH, weekdays=(4,), month_days=(13,)),
    "every month on weekdays": rule(MONTH, weekdays=WORKDAYS),
    "every month on Friday, weekdays": rule(MONTH, weekdays=(4,)),
    "every month in June": rule(MONTH, months=(6,)),
    "every jan, sept and Dec on the 3rd": rule(YEAR, months=(1, 9, 12), month_days=(3,)),
    "every January": rule(YEAR, months=(1,)),
    "every 2 years": rule(YEAR, interval=2),
    "every year on November the 5th": rule(YEAR, months=(11,), month_days=(5,)),
    "every year on the last day": rule(YEAR, month_days=(-1,)),
    "every 12 hours": rule(Frequency.HOUR, interval=12),
    "every minute": rule(Frequency.MINUTE),
    # what rrule.js passes over, it passes over in silence
    "every day on Monday": rule(DAY),
    "every day after lunch": rule(DAY),
    "every day!": rule(DAY),
    "every week on": rule(WEEK),
    "every weekend": rule(WEEK),
    "every month on the": rule(MONTH),
    "every month on the 1st and the 15th": rule(MONTH, month_days=(1,)),
    "every year on November 5th": rule(YEAR, months=(11,)),
    "every Friday the 13th and 20th": rule(WEEK, weekdays=(4,), month_days=(13,)),
    "every Friday the 13th or, 20th": rule(WEEK, weekdays=(4,), month_days=(13,)),
    "every Friday the 13th day, 20th": rule(WEEK, weekdays=(4,), month_days=(13, 20)),
}


@pytest.mark.parametrize(("text", "expected"), UNDERSTOOD.items(), ids=UNDERSTOOD.keys())
def test_what_a_rule_says(text: str, expected: Rule) -> None:
    assert parse_rule(text) == expected


@pytest.mark.parametrize(
    ("text", "when_done"),
    [
        ("every day when done", True),
        ("EVERY DAY WHEN DONE", True),
        ("every day  when done", True),
        ("every day when done ", True),
        ("every week on Monday when done", True),
        ("every day when  done", False),
        ("every day when done, maybe", False),
        ("every daywhen done", False),
    ],
)
def test_when_done_stands_at_the_very_end(text: str, when_done: bool) -> None:  # noqa: FBT001 (a column)
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.when_done is when_done


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("every day at 9", (9,)),
        ("every day at 9am", (9,)),
        ("every weekday at 9, 12 and 17", (9, 12, 17)),
        ("every week on Monday at 23", (23,)),
        ("every Monday at 9 at 10", (10,)),
    ],
)
def test_hours_are_kept(text: str, hours: tuple[int, ...]) -> None:
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.hours == hours


@pytest.mark.parametrize(
    ("text", "weeks"),
    [("every year in week 5", (5,)), ("every year on Monday in weeks 1, 2 and 53", (1, 2, 53))],
)
def test_weeks_of_the_year_are_kept(text: str, weeks: tuple[int, ...]) -> None:
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.weeks == weeks


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("every day until January 31, 2027", date(2027, 1, 31)),
        ("every day until jan 31 2027", date(2027, 1, 31)),
        ("every day til 31 January 2027", date(2027, 1, 31)),
        ("every month on the 1st until 1 Sept, 2028", date(2028, 9, 1)),
        ("every day until February 29, 2028 when done", date(2028, 2, 29)),
    ],
)
def test_until_names_the_last_day(text: str, until: date) -> None:
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.until == until


@pytest.mark.parametrize("text", ["every day for 3 times", "every day for 3 time", "every day for 3"])
def test_for_counts_occurrences(text: str) -> None:
    parsed = parse_rule(text)
    assert parsed is not None
    assert parsed.times == 3


NOT_UNDERSTOOD = (
    "",
    "   ",
    "when done",
    "day",
    "weekly",
    "daily",
    "each day",
    "on Monday",
    "1 day",
    "every",
    "every when",
    "every 2",
    "every 0 days",
    "every -1 days",
    "every 1.5 days",
    "every !day",
    "every other day",
    "every two days",
    "every three weeks",
    "every 2nd day",
    "every second week",
    "every last Friday",
    "every 1st of the month",
    "every quarter",
    "every fortnight",
    "every the day",
    "every Monday,",
    "every Monday and",
    "every Monday, January",
    "every Monday and the Friday",
    "every Friday the 13th day, Monday",
    "every January, Monday",
    "every January and",
    "every day at",
    "every day at noon",
    "every day at 0",
    "every day at 24",
    "every day at 9:30",
    "every day at 9 and",
    "every day at 9 and at 10",
    "every day for",
    "every day for a year",
    "every day for three times",
    "every day forever",
    "every day until",
    "every day until tomorrow",
    "every day until 2027-01-31",
    "every day until January 1st, 2027",
    "every day until January 2027",
    "every day until February 29, 2027",
    "every day until January 31, 2027 at 9",
    "every month on the 367th",
    "every month on the 9999999th",
    "every year in week",
    "every year in week Monday",
    "every year in weeks 1 and",
    "every 1000000 days",
    "every day; really",
    "every day.",
    "every day — or so",
    "every\tday",
    "every\nday",
    "every wee\N{KELVIN SIGN}",
    "매일",
    "FREQ=DAILY",
)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD, ids=repr)
def test_what_the_plugin_does_not_understand_is_no_rule(text: str) -> None:
    assert parse_rule(text) is None


@given(st.one_of(st.text(), st.text(st.sampled_from("every day,1 \n!")).map("every ".__add__)))
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_rule_or_none(text: str) -> None:
    parsed = parse_rule(text)
    assert parsed is None or parsed.interval >= 1


@pytest.mark.parametrize(
    ("begin", "part", "is_rule"),
    [
        pytest.param("every ", "1", False, id="digits"),
        pytest.param("every Monday", " and Monday", True, id="weekdays"),
        pytest.param("every Monday", ",", False, id="commas"),
        pytest.param("every day", " ", True, id="spaces"),
        pytest.param("every day until", " January", False, id="until"),
        pytest.param("every month on the ", "1st, ", True, id="ordinals"),
    ],
)
def test_a_text_of_a_million_characters_is_read(begin: str, part: str, is_rule: bool) -> None:  # noqa: FBT001 (a column)
    parsed = parse_rule(begin + part * (1_000_000 // len(part)))
    assert (parsed is not None) is is_rule
