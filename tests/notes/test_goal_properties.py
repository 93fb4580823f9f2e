from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.notes.goal_properties import goal_properties, with_goal_properties, without_goal_properties
from aimo_md.text.refusal import Refusal
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure

NOTE = """---
type: goal
start: 2026-11-01
deadline: 2026-12-31
---
- [x] a 📅 2026-11-10 ✅ 2026-11-10
- [ ] b 📅 2026-11-14
- [ ] c
"""


def goal(text: str) -> GoalMeasure:
    return measured(f"=== A.md\n{text}").goals["A.md"]


def written(text: str, measure: GoalMeasure) -> str:
    after = with_goal_properties(text, measure)
    assert not isinstance(after, Refusal)
    return after


def test_what_is_known_of_a_goal() -> None:
    assert goal_properties(goal(NOTE)) == {
        "aimo_progress": "33",
        "aimo_health": "slipping",
        "aimo_slip_days": "8",
        "tasks_done": "1",
        "tasks_total": "3",
    }


def test_what_is_not_known_has_no_property() -> None:
    assert goal_properties(goal("---\ntype: goal\nhabit: daily\n---\n")) == {
        "aimo_progress": None,
        "aimo_health": "on track",
        "aimo_slip_days": None,
        "tasks_done": None,
        "tasks_total": None,
    }


def test_they_are_added_once_and_then_changed_in_their_place() -> None:
    measure = goal(NOTE)
    after = written(NOTE, measure)
    own = "aimo_progress: 33\naimo_health: slipping\naimo_slip_days: 8\ntasks_done: 1\ntasks_total: 3\n"
    assert after == NOTE.replace("2026-12-31\n", f"2026-12-31\n{own}")
    assert written(after, measure) == after
    touched = after.replace("tasks_done: 1", 'tasks_done:  "1" # mine').replace(
        "progress: 33", "progress: 20"
    )
    assert written(touched, measure) == touched.replace("progress: 20", "progress: 33")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_byte_stays(end: str) -> None:
    text = NOTE.replace("\n", end)
    after = written(text, goal(NOTE))
    assert after != text
    assert without_goal_properties(after) == text


def test_what_is_no_longer_known_goes() -> None:
    before = NOTE.replace("---\n-", "aimo_slip_days: 7\ntasks_done: 4\n---\n-")
    after = written(before, goal("---\ntype: goal\n---\n"))
    assert "slip" not in after
    assert "tasks" not in after


def test_a_note_that_cannot_be_written_stays_as_it_is() -> None:
    text = "---\ntype: goal\naimo_progress: 1\naimo_progress: 2\n---\n"
    assert isinstance(with_goal_properties(text, goal(NOTE)), Refusal)
    assert without_goal_properties(text) == text
