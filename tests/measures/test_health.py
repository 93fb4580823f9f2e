"""Every word of health, and which comes first where several would hold.

The goal of most cases runs from 1 to 30 November; today is the 22nd. Slip counts to the evening of the 21st.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, MeasuresConfig
from aimo_md.measures.health import slip_limit
from aimo_md.measures.model import Health
from tests.measures.one_goal import PATH, one_goal
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

SPAN = ("start: 2026-11-01", "deadline: 2026-11-30")
MOVED = "- [x] moved 📅 2026-11-01 ✅ 2026-11-20\n"


@pytest.mark.parametrize(
    ("keys", "body", "health"),
    [
        pytest.param(("status: done", *SPAN), "- [ ] a", Health.DONE, id="done"),
        pytest.param(("status: dropped", *SPAN), "- [ ] a", Health.DROPPED, id="dropped"),
        pytest.param(("status: paused", *SPAN), "- [x] a", Health.PAUSED, id="paused before complete"),
        pytest.param(
            ("status: someday", "start: 2026-12-01"), "- [ ] a", Health.SOMEDAY, id="someday before upcoming"
        ),
        pytest.param(("start: 2026-11-23",), "- [x] a", Health.UPCOMING, id="upcoming before complete"),
        pytest.param(
            ("start: 2026-11-01", "deadline: 2026-11-21"),
            "- [x] a",
            Health.COMPLETE,
            id="complete before overdue",
        ),
        pytest.param((), "- [x] a", Health.COMPLETE, id="complete without days"),
        pytest.param(
            ("start: 2026-10-01", "deadline: 2026-11-21"),
            "- [ ] a",
            Health.OVERDUE,
            id="overdue before stalled",
        ),
        pytest.param(
            ("deadline: 2026-11-22",), "- [ ] a", Health.NO_PLAN, id="on its last day it is not overdue"
        ),
        # The last ten of twenty days of nothing: planned for the 15th, 6 days behind.
        pytest.param(SPAN, "- [ ] a\n- [ ] b", Health.STALLED, id="stalled behind its plan"),
        pytest.param(("start: 2026-11-01",), "- [ ] a", Health.STALLED, id="stalled without a plan"),
        pytest.param(("start: 2026-11-08",), "- [ ] a", Health.NO_PLAN, id="14 days are not too long"),
        pytest.param(("start: 2026-11-07",), "- [ ] a", Health.STALLED, id="15 days are"),
        pytest.param(
            (*SPAN, "stall_after: 3w"), "- [ ] a\n- [ ] b", Health.AT_RISK, id="unless it says so itself"
        ),
        pytest.param(("start: 2026-11-01",), "- [x] a ✅ 2026-11-10\n- [ ] b", Health.NO_PLAN, id="it moved"),
        pytest.param(
            ("start: 2026-10-01",),
            "- [ ] b\n## Decisions\n- 2026-11-10 resume: again ^aimo-d-1",
            Health.NO_PLAN,
            id="it was resumed",
        ),
        pytest.param(
            ("start: 2026-10-01",),
            "- [ ] b\n## Decisions\n- 2026-11-10 keep: again ^aimo-d-1",
            Health.STALLED,
            id="another decision is no resuming",
        ),
        # Nothing was wanted yet: a's step is on the last day.
        pytest.param(SPAN, "- [ ] a 📅 2026-11-30", Health.ON_TRACK, id="idle, but not behind"),
        pytest.param(
            ("start: 2026-10-01",),
            "- [x] a\n- [ ] b",
            Health.NO_PLAN,
            id="something moved, nobody knows when",
        ),
        pytest.param(
            ("start: 2026-10-01",), "- [/] a\n- [ ] b", Health.STALLED, id="in progress is not moved"
        ),
        pytest.param((), "- [ ] a", Health.NO_PLAN, id="no plan"),
        pytest.param((), "", Health.NO_PLAN, id="no plan, no tasks"),
        pytest.param(
            (), "- [x] b 📅 2026-11-20 ✅ 2026-11-20\n- [ ] a", Health.ON_TRACK, id="what is dated is planned"
        ),
        # ES = 12: 9 days behind, the limit is 7.
        pytest.param(
            SPAN, f"{MOVED}- [ ] a 📅 2026-11-13\n- [ ] b 📅 2026-11-30", Health.SLIPPING, id="slipping"
        ),
        pytest.param(
            (*SPAN, "slip_after: 10d"),
            f"{MOVED}- [ ] a 📅 2026-11-13\n- [ ] b 📅 2026-11-30",
            Health.AT_RISK,
            id="a limit of its own",
        ),
        # ES = 14: 7 days behind are not more than 7, but more than 3.5.
        pytest.param(
            SPAN,
            f"{MOVED}- [ ] a ⏳ 2026-11-15\n- [ ] b 📅 2026-11-30",
            Health.AT_RISK,
            id="over half the limit",
        ),
        # ES = 18: 3 days behind.
        pytest.param(
            SPAN, f"{MOVED}- [ ] a ⏳ 2026-11-19\n- [ ] b 📅 2026-11-30", Health.ON_TRACK, id="under half"
        ),
        pytest.param(
            SPAN, f"{MOVED}- [ ] a 📅 2026-11-21\n- [ ] b 📅 2026-11-30", Health.AT_RISK, id="a leaf overdue"
        ),
        pytest.param(
            SPAN,
            f"{MOVED}- [ ] a 📅 2026-11-21\n  - [ ] part\n- [ ] b 📅 2026-11-30",
            Health.AT_RISK,
            id="overdue with the task around it",
        ),
        pytest.param(
            SPAN, f"{MOVED}- [ ] a 📅 2026-11-22\n- [ ] b 📅 2026-11-30", Health.ON_TRACK, id="due today"
        ),
        # All but the last leaf is done: b was wanted on the 29th, ES = 29, 8 days ahead.
        pytest.param(
            SPAN,
            f"{MOVED}- [x] b 📅 2026-11-29 ✅ 2026-11-20\n- [ ] c 📅 2026-11-30",
            Health.AHEAD,
            id="ahead",
        ),
        pytest.param(
            SPAN,
            f"{MOVED}- [x] b 📅 2026-11-28 ✅ 2026-11-20\n- [ ] c 📅 2026-11-30",
            Health.ON_TRACK,
            id="seven days are not ahead",
        ),
    ],
)
def test_the_first_word_that_holds(keys: tuple[str, ...], body: str, health: Health) -> None:
    assert one_goal(body, *keys).health is health


def test_a_small_chance_is_a_risk_even_where_nothing_is_late() -> None:
    """One leaf a week for eight weeks, of the forty that all are planned for the deadline."""
    weeks = [SUNDAY - timedelta(days=1 + 7 * week) for week in range(8)]
    done = "\n".join(f"- [x] d {day} 📅 2026-11-30 ✅ {day}" for day in weeks)
    left = "\n".join(f"- [ ] o{number} 📅 2026-11-30" for number in range(32))
    measure = one_goal(f"{done}\n{left}", "start: 2026-09-01", "deadline: 2026-11-30")
    assert measure.slip is not None
    assert measure.slip < 0
    assert measure.forecast is not None
    assert measure.forecast.chance is not None
    assert measure.forecast.chance < 0.5
    assert measure.health is Health.AT_RISK


@pytest.mark.parametrize(
    ("keys", "config", "limit"),
    [
        (SPAN, MeasuresConfig(), 7.0),
        (("start: 2026-01-01", "deadline: 2026-12-31"), MeasuresConfig(), 36.5),
        (("start: 2028-01-01", "deadline: 2028-12-31"), MeasuresConfig(), 36.6),
        ((), MeasuresConfig(), 7.0),
        (SPAN, MeasuresConfig(slip_after=3), 3.0),
        (SPAN, MeasuresConfig(slip_after=2), 3.0),
        (("start: 2026-01-01", "deadline: 2026-12-31", "slip_after: 1w"), MeasuresConfig(slip_after=20), 7.0),
    ],
    ids=[
        "7 days",
        "a tenth of a year",
        "a tenth of a leap year",
        "no days",
        "config",
        "a tenth of 30",
        "its own",
    ],
)
def test_the_limit_from_which_a_goal_slips(
    keys: tuple[str, ...], config: MeasuresConfig, limit: float
) -> None:
    measure = one_goal("", *keys)
    assert slip_limit(measure.goal.keys, measure.span, config) == pytest.approx(limit)


def test_the_config_says_when_a_goal_is_stalled() -> None:
    patient = Config(measures=MeasuresConfig(stall_after=30))
    assert one_goal("- [ ] a", "start: 2026-11-01", config=patient).health is Health.NO_PLAN


def test_a_habit_goes_by_its_adherence_after_the_words_of_all_goals() -> None:
    kept = "## Log\n" + "\n".join(f"- 2026-{day}" for day in ("10-20", "10-27", "11-03", "11-10"))
    assert one_goal(kept, "habit: 1/week").health is Health.ON_TRACK
    assert one_goal(kept, "habit: 2/week").health is Health.SLIPPING
    assert one_goal("## Log\n- 2026-11-20", "habit: 1/week").health is Health.ON_TRACK
    overdue = one_goal(kept, "habit: 2/week", "start: 2026-10-19", "deadline: 2026-11-15")
    assert overdue.health is Health.OVERDUE
    idle = one_goal("## Log\n- 2026-10-20", "habit: 2/week", "start: 2026-10-19", "deadline: 2026-12-31")
    assert idle.health is Health.STALLED


def test_days_of_its_parent_count_too(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    start: 2026-12-01
    deadline: 2026-12-31
    ---
    === Sub.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [ ] a
    """
    assert {path: measure.health for path, measure in measures.goals.items()} == {
        PATH: Health.UPCOMING,
        "Sub.md": Health.UPCOMING,
    }


@pytest.mark.parametrize(
    ("keys", "body", "days"),
    [
        (("start: 2026-11-01",), "- [ ] a", 21),
        (("start: 2026-11-01",), "- [x] a ✅ 2026-11-20\n- [ ] b", 2),
        (("start: 2026-11-01",), "- [x] a ✅ 2026-10-20\n- [ ] b", 21),
        (("start: 2026-11-30",), "- [ ] a", None),
        ((), "- [ ] a", None),
        (("start: 2026-11-01",), "- [x] a\n- [ ] b", None),
        (("start: 2026-11-01",), "- [x] a\n- [x] b ✅ 2026-11-20\n- [ ] c", 2),
        (("start: 2026-11-01", "progress: 40"), "", None),
    ],
    ids=[
        "since its start",
        "since it moved",
        "since its start, later than its move",
        "not begun",
        "nobody knows",
        "moved some day",
        "moved some day, and on a known one",
        "typed",
    ],
)
def test_days_without_a_move(keys: tuple[str, ...], body: str, days: int | None) -> None:
    assert one_goal(body, *keys).stalled_days == days


def test_a_goal_may_begin_today() -> None:
    measure = one_goal("- [ ] a", "start: 2026-11-22", "deadline: 2026-11-30", today=date(2026, 11, 22))
    assert (measure.health, measure.slip, measure.planned) == (Health.ON_TRACK, 0.0, 0.0)
