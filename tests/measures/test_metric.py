"""Metric goals: where the number stands, what it has gained on which day, and against which line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.metric import metric_value
from aimo_md.measures.model import Gain, Health
from tests.measures.one_goal import PATH, one_goal

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure, Measures

SPAN = ("start: 2026-11-01", "deadline: 2026-11-30")
RISING = ("metric: words", "metric_target: 3000")
FALLING = ("metric: kg", "metric_from: 90", "metric_target: 80")


def log(*values: str) -> str:
    """A log with one value on each day from the 2nd of November on."""
    return "## Log\n" + "\n".join(f"- 2026-11-{day:02}: {value}" for day, value in enumerate(values, 2))


def value(measure: GoalMeasure) -> float:
    metric = measure.goal.keys.metric
    assert metric is not None
    return metric_value(measure.goal, metric, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("keys", "values", "now", "earned", "progress"),
    [
        pytest.param(RISING, ["300", "1 200"], 1200, 1200, 0.4, id="rising"),
        pytest.param(RISING, [], 0, 0, 0.0, id="nothing logged yet"),
        pytest.param(RISING, ["3 600"], 3600, 3000, 1.0, id="past the target"),
        pytest.param(RISING, ["-5"], -5, 0, 0.0, id="before the origin"),
        pytest.param(RISING, ["900", "600"], 600, 600, 0.2, id="fallen back"),
        pytest.param(FALLING, ["88", "84"], 84, 6, 0.6, id="falling"),
        pytest.param(FALLING, ["95"], 95, 0, 0.0, id="a falling one that rose"),
        pytest.param(FALLING, ["79,5"], 79.5, 10, 1.0, id="a falling one past the target"),
        pytest.param((*RISING, "metric_now: 1500"), ["300"], 1500, 1500, 0.5, id="a value typed in the keys"),
        pytest.param((*RISING, "metric_now: 0"), ["300"], 0, 0, 0.0, id="a typed zero"),
        pytest.param(
            ("metric: kg", "metric_from: 0.1", "metric_target: 0.3"), ["0.3"], 0.3, 0.2, 1.0, id="fractions"
        ),
    ],
)
def test_value_and_progress(
    keys: tuple[str, ...], values: list[str], now: float, earned: float, progress: float
) -> None:
    measure = one_goal(log(*values), *keys)
    assert value(measure) == now
    assert measure.earned == pytest.approx(earned)
    assert measure.progress == pytest.approx(progress)
    assert (measure.health is Health.COMPLETE) == (progress == 1.0)


def test_each_value_gains_what_it_is_above_the_one_before() -> None:
    (item,) = one_goal(log("300", "1 200", "900", "900", "4 000"), *RISING).items
    assert item.gains == (
        Gain(date(2026, 11, 2), 300.0),
        Gain(date(2026, 11, 3), 900.0),
        Gain(date(2026, 11, 4), -300.0),
        Gain(date(2026, 11, 6), 2100.0),
    )
    assert item.moves == (date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 6))


def test_what_a_typed_value_adds_has_no_known_day() -> None:
    (item,) = one_goal(log("300"), *RISING, "metric_now: 500").items
    assert item.gains == (Gain(date(2026, 11, 2), 300.0), Gain(None, 200.0))
    assert item.moves == (date(2026, 11, 2),)


def test_the_log_may_stand_in_any_order() -> None:
    lines = log("300", "1 200", "900").split("\n")
    measure = one_goal("\n".join([lines[0], *reversed(lines[1:])]), *RISING)
    assert measure.items[0].gains == one_goal("\n".join(lines), *RISING).items[0].gains


def test_of_two_values_of_a_day_the_later_line_counts() -> None:
    assert value(one_goal("## Log\n- 2026-11-02: 300\n- 2026-11-02: 500", *RISING)) == 500


def test_a_value_of_a_day_to_come_waits_for_it() -> None:
    assert value(one_goal("## Log\n- 2026-11-02: 300\n- 2026-11-23: 999", *RISING)) == 300


def test_values_come_from_daily_notes_too(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    metric: words
    metric_target: 3000
    ---
    ## Log
    - 2026-11-18: 1 000
    - 2026-11-20: 1 800
    === Daily/2026-11-19.md
    ---
    words: 1500
    ---
    === Daily/2026-11-20.md
    words:: 5
    === Daily/2026-11-21.md
    words:: 2 100
    """
    measure = measures.goals[PATH]
    assert measure.earned == 2100.0
    assert [gain.weight for gain in measure.items[0].gains] == [1000.0, 500.0, 300.0, 300.0]


@pytest.mark.parametrize(
    ("values", "slip", "planned"),
    [
        # 100 words a day from 1 November on: 2100 are wanted by the end of Saturday 21.
        (["2 100"], 0.0, 0.7),
        # 1200 were wanted by the end of the 12th: ES = 12.
        (["1 200"], 9.0, 0.7),
        # 1250 are half of what the 13th wants: ES = 12.5.
        (["1 250"], 8.5, 0.7),
        (["2 400"], -3.0, 0.7),
        ([], 21.0, 0.7),
    ],
)
def test_slip_against_the_straight_line(values: list[str], slip: float, planned: float) -> None:
    measure = one_goal(log(*values), *RISING, *SPAN)
    assert measure.slip == pytest.approx(slip)
    assert measure.planned == pytest.approx(planned)


@pytest.mark.parametrize("keys", [(), SPAN[:1], SPAN[1:], ("start: 2026-12-01", "deadline: 2026-11-30")])
def test_without_both_days_there_is_no_line(keys: tuple[str, ...]) -> None:
    measure = one_goal(log("300"), *RISING, *keys)
    assert (measure.slip, measure.planned) == (None, None)


def test_tasks_of_a_metric_goal_are_no_leaves_but_one_of_them_is_next() -> None:
    measure = one_goal("- [x] a ✅ 2026-11-20\n- [ ] b\n" + log("300"), *RISING)
    assert (measure.scope, measure.leaves, measure.moved_on) == (3000.0, 0, date(2026, 11, 2))
    assert measure.next_action is not None
    assert measure.next_action.title == "b"


def test_what_counts_stands_where_its_key_does() -> None:
    assert one_goal("", "why: x", *RISING).items[0].place == (PATH, 4)


def test_a_metric_goes_before_a_habit() -> None:
    measure = one_goal(log("300"), *RISING, "habit: daily")
    assert (measure.habit, measure.progress) == (None, 0.1)
