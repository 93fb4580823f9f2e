from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aimo_md.measures.ledger import MoveKind, burn_up, ledger
from tests.states import day, measured_after
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def test_every_move_of_a_goal_and_its_subgoals() -> None:
    text = """
    === A.md
    ---
    type: goal
    deadline: 2026-11-30
    ---
    - [ ] a 📅 2026-11-01
    === B.md
    ---
    type: goal
    parent: "[[A]]"
    ---
    - [ ] b
    ~~~
    === A.md
    ---
    type: goal
    deadline: 2026-12-31
    ---
    - [ ] a 📅 2026-11-20
    - [ ] c
    ## Decisions
    - 2026-11-02 extend: deadline 2026-12-31 (was 2026-11-30) ^aimo-d-123456
    === B.md
    ---
    type: goal
    status: paused
    parent: "[[A]]"
    ---
    - [x] b
    """
    measures = measured_after(text, SUNDAY)
    moves = [
        (entry.day, entry.kind, entry.goal, entry.text, entry.weight, entry.old, entry.new)
        for entry in ledger(measures.goals["A.md"], measures)
    ]
    decided = "extend: deadline 2026-12-31 (was 2026-11-30)"
    assert moves == [
        (day(1), MoveKind.DEADLINE, "A.md", "", 0, date(2026, 11, 30), date(2026, 12, 31)),
        (day(1), MoveKind.DECIDED, "A.md", decided, 0, None, None),
        (day(1), MoveKind.EARNED, "B.md", "b", 1, None, None),
        (day(1), MoveKind.PUT_OFF, "A.md", "a", 0, date(2026, 11, 1), date(2026, 11, 20)),
        (day(1), MoveKind.SCOPE, "A.md", "", 1, None, None),
        (day(1), MoveKind.STATUS, "B.md", "paused", 0, None, None),
    ]


def test_without_a_past_only_what_the_notes_say_is_known(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] a ✅ 2026-11-03
    - [x] b
    ## Decisions
    - 2026-11-02 keep: next action "a"
    """
    moves = [(entry.kind, entry.day.day) for entry in ledger(measures.goals["A.md"], measures)]
    assert moves == [(MoveKind.DECIDED, 2), (MoveKind.EARNED, 3)]


def test_done_and_planned_week_by_week(measures: Measures) -> None:
    """
    Four leaves over 28 days: each is planned for the last day of its week.

    === A.md
    ---
    type: goal
    start: 2026-11-02
    deadline: 2026-11-29
    ---
    - [x] a ✅ 2026-11-04
    - [x] b ✅ 2026-11-20
    - [ ] c
    - [ ] d
    """
    levels = burn_up(measures.goals["A.md"], measures.today, 0)
    assert [(level.day.day, level.earned, level.planned) for level in levels] == [
        (8, 0.25, 0.25),
        (15, 0.25, 0.5),
        (22, 0.5, 0.75),
    ]


def test_a_goal_that_has_not_begun_draws_nothing(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-12-01
    ---
    - [ ] a
    === B.md
    ---
    type: goal
    ---
    - [ ] a
    === C.md
    ---
    type: goal
    start: 2026-11-01
    ---
    """
    assert all(burn_up(measures.goals[path], measures.today, 0) == () for path in ("A.md", "B.md", "C.md"))
