from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, strategies as st

from aimo_md.text.icalendar_rule import parse_rrule
from aimo_md.text.recurrence import occurrences, parse_rule
from tests.examples import tried_on

RULES = [
    ("FREQ=DAILY", "every day"),
    ("RRULE:FREQ=DAILY;INTERVAL=3", "every 3 days"),
    ("freq=weekly;byday=we,mo", "every week on Monday, Wednesday"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=MO", "every 2 weeks on Tuesday"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on the 15th"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1,1", "every month on the 1st and last"),
    ("FREQ=MONTHLY;BYDAY=2TU", "every month on the 2nd Tuesday"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
    ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "every month on the last Friday"),
    ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3", "every May on the 3rd"),
    ("FREQ=DAILY;UNTIL=20261231", "every day until December 31, 2026"),
    ("FREQ=DAILY;UNTIL=20261231T235959Z", "every day until December 31, 2026"),
    ("DTSTART:20260220;FREQ=WEEKLY;BYDAY=FR", "every week on Friday"),
    ("DTSTART:20260220T090000Z;FREQ=DAILY", "every day"),
    ("DTSTART:20260220\nRRULE:FREQ=DAILY;", "every day"),
]


@pytest.mark.parametrize(("text", "words"), RULES, ids=[rule[0] for rule in RULES])
def test_a_calendars_rule_in_the_words_of_the_tasks_plugin(text: str, words: str) -> None:
    rule = parse_rrule(text)
    assert rule is not None
    assert rule.text == words


NOT_READ = [
    "",
    "every day",
    "INTERVAL=2",
    "FREQ=",
    "FREQ=HOURLY",
    "FREQ=DAILY;FREQ=WEEKLY",
    "FREQ=DAILY;COUNT=3",
    "FREQ=DAILY;BYHOUR=9",
    "FREQ=YEARLY;BYWEEKNO=20",
    "FREQ=YEARLY;BYYEARDAY=100",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=1,2",
    "FREQ=DAILY;INTERVAL=" + "9" * 5000,
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=WEEKLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYDAY=0MO",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;BYSETPOS=1",
    "FREQ=DAILY;UNTIL=tomorrow",
    "FREQ=DAILY;UNTIL=20260230",
]


@pytest.mark.parametrize("text", NOT_READ, ids=[text[:40] for text in NOT_READ])
def test_what_is_malformed_or_says_more_is_no_rule(text: str) -> None:
    assert parse_rrule(text) is None


def _listed(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(values, min_size=1, max_size=3, unique=True)
    return st.just("") | several.map(lambda chosen: f";{name}={','.join(chosen)}")


DAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
MONTH_DAYS = st.sampled_from([1, 2, 15, 28, 30, 31, -1, -2]).map(str)
INTERVALS = st.integers(1, 4).map(lambda number: f";INTERVAL={number}")
RRULES = st.one_of(
    st.tuples(st.just("FREQ=DAILY"), INTERVALS),
    st.tuples(st.just("FREQ=WEEKLY"), INTERVALS, _listed("BYDAY", DAYS)),
    st.tuples(st.just("FREQ=MONTHLY"), INTERVALS, _listed("BYMONTHDAY", MONTH_DAYS)),
    st.tuples(
        st.just("FREQ=MONTHLY"),
        INTERVALS,
        st.tuples(st.sampled_from([1, 2, 4, -1]), DAYS).map(lambda nth: f";BYDAY={nth[0]}{nth[1]}"),
    ),
    st.tuples(st.just("FREQ=YEARLY;BYMONTH=2,5"), INTERVALS, _listed("BYMONTHDAY", MONTH_DAYS)),
).map("".join)
ANCHORS = st.dates(date(2026, 1, 1), date(2026, 12, 28)).filter(lambda day: day.day <= 28)


@tried_on(200)
@given(RRULES, ANCHORS)
def test_it_falls_on_the_days_on_which_it_falls_in_a_calendar(text: str, anchor: date) -> None:
    rule = parse_rrule(text)
    assert rule is not None
    last = anchor + timedelta(days=800)
    begin = datetime.combine(anchor, time())
    expected = rrulestr(text, dtstart=begin).between(begin, datetime.combine(last, time()), inc=True)
    days = [moment.date() for moment in expected]
    found = occurrences(rule, anchor, first=anchor, last=last)
    # In a calendar the first day need not be one of the rule; a task's own day always is.
    assert [day for day in found if day != anchor] == [day for day in days if day != anchor]


@given(RRULES)
def test_its_words_read_back_as_the_same_rule(text: str) -> None:
    rule = parse_rrule(text)
    assert rule is not None
    assert parse_rule(rule.text) == rule


@given(st.text(max_size=30) | st.lists(st.sampled_from(NOT_READ), max_size=3).map(";".join))
def test_it_never_raises(text: str) -> None:
    parse_rrule(text)
