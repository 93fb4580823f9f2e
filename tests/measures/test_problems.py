from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

NOTES = """
=== Goal.md
---
type: goal
{keys}
---
{body}
"""


def problems(body: str, *keys: str, more: str = "") -> list[tuple[str, int, str, str]]:
    text = NOTES.format(keys="\n".join(keys), body=body) + more
    return [(one.path, one.line, one.code, one.message) for one in measured(text).problems]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("start: 2026-12-01", "deadline: 2026-11-30"), 4),
        (("deadline: 2026-11-30", "start: 2026-12-01"), 4),
    ],
)
def test_a_start_after_the_deadline(keys: tuple[str, ...], line: int) -> None:
    assert problems("- [ ] a 📅 2026-12-24", *keys) == [
        ("Goal.md", line, "start-after-deadline", "starts on 2026-12-01, after its deadline 2026-11-30")
    ]


def test_a_start_after_the_deadline_of_the_parent() -> None:
    sub = '=== Sub.md\n---\ntype: goal\nparent: "[[Goal]]"\nstart: 2027-01-01\n---\n'
    assert problems("", "deadline: 2026-12-31", more=sub) == [
        ("Sub.md", 4, "start-after-deadline", "starts on 2027-01-01, after its deadline 2026-12-31")
    ]


@pytest.mark.parametrize(
    ("body", "line", "due"),
    [
        ("- [ ] a 📅 2026-12-01", 5, "2026-12-01"),
        ("- [/] a 📅 2026-12-01", 5, "2026-12-01"),
        ("- [ ] b\n  - [ ] a 📅 2026-12-01", 6, "2026-12-01"),
        ("## Part 📅 2026-12-01\n- [ ] a", 5, "2026-12-01"),
    ],
)
def test_something_due_after_the_deadline(body: str, line: int, due: str) -> None:
    expected = f"is due on {due}, after its goal's deadline 2026-11-30"
    found = problems(body, "deadline: 2026-11-30")
    assert found == [("Goal.md", line, "due-after-deadline", expected)]


def test_something_due_after_the_deadline_of_a_goal_above() -> None:
    """The subgoal's own deadline is later than that of the goal above it."""
    sub = '=== Sub.md\n---\ntype: goal\nparent: "[[Goal]]"\n{}---\n- [ ] a 📅 2026-12-10\n'
    above = "is due on 2026-12-10, after the deadline of a goal above it, 2026-11-30"
    later = problems("", "deadline: 2026-11-30", more=sub.format("deadline: 2026-12-31\n"))
    assert later == [("Sub.md", 6, "due-after-deadline", above)]
    inherited = problems("", "deadline: 2026-11-30", more=sub.format(""))
    own = "is due on 2026-12-10, after its goal's deadline 2026-11-30"
    assert inherited == [("Sub.md", 5, "due-after-deadline", own)]


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ("- [ ] a 📅 2026-11-30", ("deadline: 2026-11-30",)),
        ("- [ ] a ⏳ 2026-12-01", ("deadline: 2026-11-30",)),
        ("- [x] a 📅 2026-12-01", ("deadline: 2026-11-30",)),
        ("- [-] a 📅 2026-12-01", ("deadline: 2026-11-30",)),
        ("- [x] b\n  - [ ] a 📅 2026-12-01", ("deadline: 2026-11-30",)),
        ("- [ ] a 📅 2026-12-01", ()),
        ("- [ ] a 📅 2026-12-01", ("deadline: 2026-11-30", "status: paused")),
        ("- [ ] a 📅 2026-10-01", ("start: 2026-11-01", "deadline: 2026-11-30")),
    ],
    ids=[
        "on the deadline",
        "only scheduled",
        "done",
        "cancelled",
        "ticked from above",
        "no deadline",
        "a paused goal",
        "before the start",
    ],
)
def test_what_is_no_contradiction(body: str, keys: tuple[str, ...]) -> None:
    assert problems(body, *keys) == []


def test_a_linked_task_stands_in_its_own_note() -> None:
    inbox = "=== Inbox.md\n- [ ] a [[Goal]] 📅 2026-12-01"
    assert [(path, line) for path, line, *_ in problems("", "deadline: 2026-11-30", more=inbox)] == [
        ("Inbox.md", 1)
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("50", None),
        ("50.9", None),
        ("52", "`progress` says 52%, but 50% is counted"),
        ("0", "`progress` says 0%, but 50% is counted"),
    ],
)
def test_typed_progress_that_is_not_what_is_counted(typed: str, message: str | None) -> None:
    found = problems("- [x] a\n- [ ] b", f"progress: {typed}")
    assert found == ([] if message is None else [("Goal.md", 3, "progress-differs", message)])


def test_typed_progress_agrees_with_itself() -> None:
    assert problems("", "progress: 37") == []


def test_problems_of_notes_and_of_plans_are_told_together(measures: Measures) -> None:
    """
    === Goal.md
    ---
    type: goal
    status: lost
    deadline: 2026-11-30
    ---
    - [ ] a 📅 2026-12-01
    - [ ] b 📅 2026-13-01
    """
    assert [(one.line, one.code) for one in measures.problems] == [
        (3, "bad-property"),
        (6, "due-after-deadline"),
        (7, "impossible-day"),
    ]
