from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, MeasuresConfig
from aimo_md.measures.reckoning import forecast_steps, slip_steps
from tests.measures.one_goal import one_goal
from tests.vaults import SUNDAY, sample

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

SPAN = ("start: 2026-11-02", "deadline: 2026-11-29")


def test_the_steps_of_a_slip(measures: Measures) -> None:
    """
    Four leaves over 28 days are planned for 8, 15, 22 and 29 November. At the end of the 21st the plan wants
    two. One is earned, which it wanted from the 8th on: the first day that wants more is the 15th. So
    ES = 14, slip = 21 - 14 = 7.

    === A.md
    ---
    type: goal
    start: 2026-11-02
    deadline: 2026-11-29
    ---
    - [x] a ✅ 2026-11-04
    - [ ] b
    - [ ] c
    - [ ] d
    """
    steps = slip_steps(measures.goals["A.md"], measures.today, MeasuresConfig())
    assert steps is not None
    assert steps.reached is not None
    assert (steps.r, steps.earned, steps.wanted, steps.total) == (date(2026, 11, 21), 1, 2, 4)
    reached = steps.reached
    assert (reached.day, reached.before, reached.by, reached.part) == (date(2026, 11, 15), 1, 2, 0)
    assert (steps.off, steps.slip, steps.limit) == (0, 7, 7)


def test_days_away_are_told_apart() -> None:
    config = Config(measures=MeasuresConfig(away=((date(2026, 11, 18), date(2026, 11, 19)),)))
    goal = one_goal("- [ ] a 📅 2026-11-15\n", *SPAN, config=config)
    steps = slip_steps(goal, SUNDAY, config.measures)
    assert steps is not None
    assert (steps.off, steps.slip) == (2, 5)


@pytest.mark.parametrize(
    ("body", "keys", "slip"),
    [
        pytest.param(
            "- [x] a ✅ 2026-11-04\n- [ ] b\n",
            ("start: 2026-11-09", "deadline: 2026-11-29"),
            0.0,
            id="on time",
        ),
        pytest.param("- [ ] a\n", (), None, id="no plan"),
        pytest.param("- [ ] a\n", (*SPAN, "status: paused"), None, id="paused"),
    ],
)
def test_where_there_is_less_to_show(body: str, keys: tuple[str, ...], slip: float | None) -> None:
    goal = one_goal(body, *keys)
    steps = slip_steps(goal, SUNDAY, MeasuresConfig())
    assert (None if steps is None else steps.slip) == slip == goal.slip


def test_what_a_forecast_is_made_from() -> None:
    body = (
        "".join(f"- [x] t ✅ 2026-{day}\n" for day in ("10-28", "11-05", "11-12", "11-19"))
        + "- [ ] a\n- [ ] b\n"
    )
    goal = one_goal(body, "start: 2026-10-25", "deadline: 2026-12-05")
    steps = forecast_steps(goal, SUNDAY)
    assert (steps.windows, steps.pace, steps.rest) == ((1, 1, 1, 1), 1, 2)
    assert steps.required == goal.required_pace == 1


@pytest.mark.parametrize("path", sample().goals)
def test_they_tell_what_was_measured(path: str) -> None:
    measures = sample()
    measure = measures.goals[path]
    steps = slip_steps(measure, measures.today, MeasuresConfig())
    assert (None if steps is None else steps.slip) == measure.slip
    if steps is not None and steps.reached is not None:
        days = (steps.r - steps.reached.day).days + 1 - steps.reached.part - steps.off
        assert days == pytest.approx(measure.slip)
