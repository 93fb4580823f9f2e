"""Counting around days off. The days are those of November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from aimo_md.measures.days_off import NO_DAYS_OFF, DaysOff

DAY = timedelta(days=1)
FIRST = date(2026, 11, 1)
numbers = st.integers(0, 40)
spells = st.lists(st.tuples(numbers, st.integers(0, 9)), max_size=4)


def november(number: int) -> date:
    return date(2026, 11, number)


def off(*pairs: tuple[int, int]) -> DaysOff:
    return DaysOff.of((november(first), november(last)) for first, last in pairs)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([(5, 7), (1, 2)], [(1, 2), (5, 7)], id="in order"),
        pytest.param([(1, 4), (3, 7)], [(1, 7)], id="that overlap"),
        pytest.param([(1, 4), (5, 7)], [(1, 7)], id="that touch"),
        pytest.param([(1, 9), (3, 4)], [(1, 9)], id="one in another"),
        pytest.param([], [], id="none"),
    ],
)
def test_spells_are_put_together(pairs: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert off(*pairs) == DaysOff(tuple((november(first), november(last)) for first, last in expected))


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [(1, 4, 3), (1, 5, 3), (1, 8, 4), (5, 6, 0), (4, 9, 2), (6, 12, 5), (7, 8, 1), (9, 4, -2), (3, 3, 0)],
)
def test_days_between(after: int, until: int, days: int) -> None:
    """The 5th to the 7th are off."""
    assert off((5, 7)).between(november(after), november(until)) == days


@pytest.mark.parametrize(
    ("day", "days", "expected"), [(1, 3, 4), (1, 4, 8), (4, 1, 8), (6, 1, 8), (8, 2, 13)]
)
def test_days_later(day: int, days: int, expected: int) -> None:
    """The 5th to the 7th and the 9th to the 11th are off; the 4th and one day is the 8th."""
    assert off((5, 7), (9, 11)).later(november(day), days) == november(expected)


@given(spells=spells, after=numbers, until=numbers)
def test_counting_by_spells_is_counting_days(spells: list[tuple[int, int]], after: int, until: int) -> None:
    found = DaysOff.of((FIRST + first * DAY, FIRST + (first + length) * DAY) for first, length in spells)
    one_by_one = sum(FIRST + number * DAY not in found for number in range(after + 1, until + 1))
    if after <= until:
        assert found.between(FIRST + after * DAY, FIRST + until * DAY) == one_by_one
        if one_by_one and FIRST + until * DAY not in found:
            assert found.later(FIRST + after * DAY, one_by_one) == FIRST + until * DAY


def test_the_calendar_ends() -> None:
    for_ever = DaysOff.of([(date.min, november(1)), (date(9999, 12, 1), date.max), (date.max, date.max)])
    assert for_ever.spells == ((date.min, november(1)), (date(9999, 12, 1), date.max))
    assert for_ever.later(date(9999, 11, 30), 1) == date.max
    assert NO_DAYS_OFF.later(date.max, 7) == date.max
    assert for_ever.between(date.min, november(2)) == 1
