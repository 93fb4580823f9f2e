"""The plan as steps, and the slip against it, by hand.

The plan of most cases: one weight on each of 3, 6 and 12 November. PW is 1 from the 3rd, 2 from the 6th, 3
from the 12th on.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import given, strategies as st

from aimo_md.measures.days_off import DaysOff
from aimo_md.measures.model import Step
from aimo_md.measures.schedule import Plan, spread, straight_line

DAY = timedelta(days=1)


def november(day: int) -> date:
    return date(2026, 11, 1) + (day - 1) * DAY


THREE = Plan.of(Step(november(day), 1.0) for day in (3, 6, 12))


@pytest.mark.parametrize(
    ("day", "wanted"), [(1, 0.0), (2, 0.0), (3, 1.0), (5, 1.0), (6, 2.0), (11, 2.0), (12, 3.0), (99, 3.0)]
)
def test_what_is_wanted_by_the_end_of_a_day(day: int, wanted: float) -> None:
    assert THREE.wanted_by(november(day)) == wanted


@pytest.mark.parametrize(
    ("earned", "r", "slip"),
    [
        pytest.param(1.0, 4, 0.0, id="all that the plan wanted"),
        pytest.param(0.0, 2, 0.0, id="before the first step"),
        pytest.param(3.0, 30, 0.0, id="all done, long past the last step"),
        # d = 3, the first day that wants more than 0: ES = 3 - 1 + 0 = 2.
        pytest.param(0.0, 3, 1.0, id="nothing done on the evening of the first step"),
        pytest.param(0.0, 8, 6.0, id="nothing done five days later"),
        # d = 6: ES = 6 - 1 + (1 - 1) / (2 - 1) = 5.
        pytest.param(1.0, 8, 3.0, id="one behind"),
        # d = 6: ES = 5 + 0.5 / 1.
        pytest.param(1.5, 8, 2.5, id="half a leaf behind"),
        # d = 12: ES = 11 + 0.
        pytest.param(2.0, 30, 19.0, id="past the last step"),
        # d = 3, the first day that wants at least 1: ES = 2 + 1 / 1.
        pytest.param(1.0, 1, -2.0, id="ahead before the start"),
        # d = 12: ES = 11 + (3 - 2) / 1.
        pytest.param(3.0, 4, -8.0, id="all done early"),
        # d = 6: ES = 5 + (1.5 - 1) / 1.
        pytest.param(1.5, 4, -1.5, id="half a leaf ahead"),
    ],
)
def test_slip(earned: float, r: int, slip: float) -> None:
    assert THREE.slip(earned, november(r)) == pytest.approx(slip)


def test_steps_of_different_weight() -> None:
    plan = Plan.of([Step(november(10), 4.0), Step(november(20), 6.0)])
    # d = 10: ES = 9 + 1 / 4.
    assert plan.slip(1.0, november(15)) == pytest.approx(15 - 9.25)
    # d = 20: ES = 19 + (7 - 4) / 6.
    assert plan.slip(7.0, november(15)) == pytest.approx(15 - 19.5)


@pytest.mark.parametrize("steps", [(), (Step(november(3), 0.0),)], ids=["no steps", "steps without weight"])
def test_without_a_plan_there_is_no_slip(steps: tuple[Step, ...]) -> None:
    assert Plan.of(steps).slip(0.0, november(9)) is None


def test_the_order_of_the_steps_does_not_matter() -> None:
    steps = [Step(november(day), weight) for day, weight in ((9, 0.1), (3, 0.2), (9, 0.3), (4, 0.7))]
    assert Plan.of(steps) == Plan.of(reversed(steps))
    assert Plan.of(steps).total == pytest.approx(1.3)


@pytest.mark.parametrize(
    ("count", "days", "expected"),
    [
        (1, 10, [10]),
        (2, 10, [5, 10]),
        # The second of three brings the share to 2/3, and 10 * 2/3 = 6.67.
        (3, 10, [4, 7, 10]),
        (10, 10, list(range(1, 11))),
        (4, 2, [1, 1, 2, 2]),
        (3, 1, [1, 1, 1]),
    ],
)
def test_equal_leaves_are_spread_evenly(count: int, days: int, expected: list[int]) -> None:
    found = spread([1.0] * count, november(1), november(days))
    assert [day.day for day in found] == expected


def test_a_heavy_leaf_takes_more_days() -> None:
    # Shares 3/5, 4/5 and 1 of ten days.
    assert [day.day for day in spread([3.0, 1.0, 1.0], november(1), november(10))] == [6, 8, 10]


@pytest.mark.parametrize("weights", [[1 / 3] * 3, [0.1] * 10, [1 / 7] * 7])
def test_shares_that_are_not_exact_are_not_late_by_a_day(weights: list[float]) -> None:
    last = len(weights)
    assert [day.day for day in spread(weights, november(1), november(last))] == list(range(1, last + 1))


def test_what_appears_after_the_deadline_is_planned_for_it() -> None:
    assert spread([1.0, 1.0], november(20), november(10)) == (november(10), november(10))


def test_days_off_are_left_out() -> None:
    """Five of the ten days are left: the 1st, 2nd, 3rd, 9th and 10th."""
    off = DaysOff.of([(november(4), november(8))])
    found = spread([1.0] * 5, november(1), november(10), off)
    assert [day.day for day in found] == [1, 2, 3, 9, 10]
    assert [day.day for day in spread([1.0] * 3, november(5), november(10), off)] == [9, 10, 10]
    assert [day.day for day in spread([1.0], november(5), november(7), off)] == [7]


def test_nothing_is_spread_past_the_end_of_the_calendar() -> None:
    days = spread([0.1] * 9999, date(9990, 1, 1), date.max)
    assert days[-1] == date.max


@given(
    st.lists(st.floats(0.01, 100), min_size=1, max_size=40),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 1000),
)
def test_spread_days_rise_within_the_span_up_to_its_end(weights: list[float], first: date, days: int) -> None:
    deadline = first + days * DAY
    found = spread(weights, first, deadline)
    assert list(found) == sorted(found)
    assert first <= found[0]
    assert found[-1] == deadline


def test_a_straight_line_wants_the_same_every_day() -> None:
    steps = straight_line(10.0, november(1), november(4))
    assert steps == tuple(Step(november(day), 2.5) for day in (1, 2, 3, 4))
    assert straight_line(10.0, november(1), november(1)) == (Step(november(1), 10.0),)


def test_a_very_long_line_has_steps_of_several_days() -> None:
    steps = straight_line(100.0, date(2026, 1, 1), date.max)
    assert len(steps) <= 3_653
    assert steps[-1].day == date.max
    assert isclose(sum(step.weight for step in steps), 100.0)
    plan = Plan.of(steps)
    assert plan.wanted_by(date(6013, 1, 1)) == pytest.approx(50.0, abs=0.1)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(0.01, 10)), min_size=1, max_size=20), st.integers(0, 70)
)
def test_who_has_done_what_was_wanted_is_not_late(steps: list[tuple[int, float]], r: int) -> None:
    plan = Plan.of(Step(november(1) + day * DAY, weight) for day, weight in steps)
    day = november(1) + r * DAY
    assert plan.slip(plan.wanted_by(day), day) == 0.0
    slip = plan.slip(plan.total, day)
    assert slip is not None
    assert slip <= 0.0


@given(
    st.lists(st.tuples(st.integers(0, 60), st.floats(0.01, 10)), min_size=1, max_size=20),
    st.integers(0, 70),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_earning_more_never_makes_later(
    steps: list[tuple[int, float]], r: int, one: float, other: float
) -> None:
    plan = Plan.of(Step(november(1) + day * DAY, weight) for day, weight in steps)
    less, more = (plan.slip(part * plan.total, november(1) + r * DAY) for part in sorted((one, other)))
    assert less is not None
    assert more is not None
    assert more <= less + 1e-6
