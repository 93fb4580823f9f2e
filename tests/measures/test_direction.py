"""Where the work of a period went. Today is Sunday 22 November; the week began on Monday 16."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, VaultConfig, Weekday
from aimo_md.measures.direction import direction
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)


def test_a_week(measures: Measures) -> None:
    """
    === Top.md
    ---
    type: goal
    priority: high
    ---
    - [x] one ✅ 2026-11-16
    - [x] two ✅ 2026-11-22
    - [x] before ✅ 2026-11-15
    - [x] some day
    - [-] cancelled ✅ 2026-11-20
    === Low.md
    ---
    type: goal
    priority: low
    ---
    - [x] three ✅ 2026-11-18
    === Resting.md
    ---
    type: goal
    ---
    - [x] long ago ✅ 2026-10-01
    === Paused.md
    ---
    type: goal
    status: paused
    ---
    - [x] four ✅ 2026-11-19
    === Inbox.md
    - [x] misc ✅ 2026-11-17
    - [ ] open 📅 2026-11-17
    === Daily/2026-11-18.md
    - [x] misc without a day of its own
    - [x] moves [[Low]]
    - [x] another day ✅ 2026-11-10
    """
    found = measures.direction
    assert (found.first, found.last) == (MONDAY, SUNDAY)
    assert (found.done, found.moving, found.misc) == (7, 5, 2)
    assert (found.goals_active, found.goals_moved) == (3, 2)
    # Two of the five moved the goal of the highest priority.
    assert found.top_share == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("body", "done"),
    [
        pytest.param(
            "- [x] a ✅ 2026-11-20\n  - [x] b ✅ 2026-11-19\n  - [x] c ✅ 2026-11-20", 3, id="each on its day"
        ),
        pytest.param("- [x] a ✅ 2026-11-20\n  - [x] b\n  - [ ] c", 1, id="along with the task around it"),
        pytest.param("- [x] a\n  - [x] b ✅ 2026-11-20", 1, id="only the one with a day"),
        pytest.param("- [ ] a\n  - [x] b ✅ 2026-11-20\n  - [x] c", 1, id="an open task around them"),
        pytest.param("- [-] a\n  - [x] b ✅ 2026-11-20", 1, id="done and then cancelled around it"),
        pytest.param("- [x] a ✅ 2026-11-20\n  - [-] b\n    - [x] c", 1, id="two levels down"),
    ],
)
def test_tasks_done_are_the_boxes_that_were_ticked_by_themselves(body: str, done: int) -> None:
    assert measured(f"=== Inbox.md\n{body}").direction.done == done


@pytest.mark.parametrize(
    ("body", "done"),
    [
        ("- [x] a\n  - [x] b\n  - [ ] c", 1),
        ("- [ ] a\n  - [x] b\n  - [x] c", 2),
        ("- [x] a\n  - [x] b ✅ 2026-11-19", 2),
    ],
)
def test_a_daily_note_gives_its_day_to_the_outermost_tick(body: str, done: int) -> None:
    assert measured(f"=== 2026-11-20.md\n{body}").direction.done == done


@pytest.mark.parametrize(
    ("first", "last", "done"),
    [(MONDAY, SUNDAY, 2), (MONDAY, date(2026, 11, 19), 1), (date(2026, 11, 20), date(2026, 11, 20), 1)],
)
def test_any_days_can_be_asked_about(first: date, last: date, done: int) -> None:
    measures = measured("=== Inbox.md\n- [x] a ✅ 2026-11-16\n- [x] b ✅ 2026-11-20\n- [x] c ✅ 2026-11-30")
    assert direction(measures.vault, measures.goals, measures.done, first, last).done == done


@pytest.mark.parametrize(
    ("week_start", "first"),
    [(Weekday.MONDAY, MONDAY), (Weekday.SUNDAY, SUNDAY), (Weekday.SATURDAY, date(2026, 11, 21))],
)
def test_the_week_begins_where_the_config_says(week_start: Weekday, first: date) -> None:
    found = measured("=== A.md\n", config=Config(vault=VaultConfig(week_start=week_start))).direction
    assert (found.first, found.last) == (first, SUNDAY)


def test_the_week_may_lie_in_two_years() -> None:
    found = measured(
        "=== A.md\n- [x] a ✅ 2026-12-31\n- [x] b ✅ 2026-12-27", today=date(2027, 1, 1)
    ).direction
    assert (found.first, found.last, found.done) == (date(2026, 12, 28), date(2027, 1, 1), 1)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("priority: high", "priority: low", 1.0),
        ("priority: low", "priority: high", 0.0),
        ("priority: low", "", 1.0),
        ("priority: high", "priority: high", 1.0),
        ("", "", None),
        ("priority: high\nstatus: paused", "priority: low", 0.0),
    ],
)
def test_share_of_the_top_priority(one: str, other: str, share: float | None) -> None:
    done = f"=== A.md\n---\ntype: goal\n{one}\n---\n- [x] a ✅ 2026-11-20\n"
    assert measured(f"{done}=== B.md\n---\ntype: goal\n{other}\n---\n").direction.top_share == share


def test_work_on_subgoals_is_work_on_the_goal_above(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    priority: high
    ---
    === B.md
    ---
    type: goal
    parent: "[[A]]"
    ---
    - [x] b ✅ 2026-11-20
    === C.md
    ---
    type: goal
    priority: low
    ---
    - [x] c ✅ 2026-11-20
    """
    found = measures.direction
    assert (found.goals_active, found.goals_moved, found.top_share) == (2, 2, 0.5)


@pytest.mark.parametrize("path", ["Archive/Old.md", "Archive/2025/Old.md"])
def test_archived_goals_are_counted_but_not_among_the_active(path: str) -> None:
    found = measured(f"=== {path}\n---\ntype: goal\npriority: high\n---\n- [x] a ✅ 2026-11-20").direction
    assert (found.done, found.moving, found.goals_active, found.top_share) == (1, 1, 0, None)


@pytest.mark.parametrize(("start", "active"), [("2026-11-22", 1), ("2026-11-23", 0)])
def test_a_goal_is_active_from_its_start_on(start: str, active: int) -> None:
    assert measured(f"=== A.md\n---\ntype: goal\nstart: {start}\n---\n").direction.goals_active == active
