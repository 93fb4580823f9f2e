"""What the history adds to what the notes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.recall import recalled
from tests.states import day, past_after, states

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.goals.model import NoteReading


def last_of(text: str) -> NoteReading:
    """The note `A.md` of the last state, with what its past adds."""
    *_, newest = states(text)
    (note,) = recalled([newest.notes["A.md"]], past_after(text))
    return note


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("- [ ] a", "- [x] a", day(1), id="without a day, when it was first seen done"),
        pytest.param("- [ ] a", "- [x] a ✅ 2026-10-30", day(-2), id="with a day of its own"),
        pytest.param("- [ ] a", "- [x] a ✅ 2026-11-09", day(1), id="a day after it was seen done cannot be"),
        pytest.param("- [x] a", "- [x] a", None, id="done at first sight, nobody knows when"),
        pytest.param("- [x] a", "- [ ] a", None, id="unticked"),
        pytest.param("- [ ] a", "- [-] a", None, id="cancelled"),
    ],
)
def test_when_a_task_was_done(before: str, after: str, expected: date | None) -> None:
    note = last_of(f"=== A.md (goal)\n{before}\n~~~\n=== A.md (goal)\n{after}\n")
    assert note.tasks[0].done_on == expected


def test_a_box_that_is_ticked_along_with_another_has_no_day_of_its_own() -> None:
    note = last_of("=== A.md (goal)\n- [ ] a\n  - [ ] b\n~~~\n=== A.md (goal)\n- [x] a\n  - [x] b\n")
    assert [task.done_on for task in note.tasks] == [day(1), None]


def test_a_box_that_was_ticked_before_the_one_around_it_keeps_its_day() -> None:
    open_, half, whole = "- [ ] a\n  - [ ] b\n", "- [ ] a\n  - [x] b\n", "- [x] a\n  - [x] b\n"
    note = last_of("~~~\n".join(f"=== A.md (goal)\n{body}" for body in (open_, half, whole)))
    assert [task.done_on for task in note.tasks] == [day(2), day(1)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("- [ ] new", day(1), id="first seen later than its note"),
        pytest.param("- [ ] new ➕ 2026-10-20", day(-12), id="a ➕ day wins"),
        pytest.param("- [ ] old", None, id="there from the beginning"),
    ],
)
def test_when_a_task_was_added(line: str, expected: date | None) -> None:
    note = last_of(f"=== A.md (goal)\n- [ ] old\n~~~\n=== A.md (goal)\n{line}\n")
    assert note.tasks[0].appeared == expected


def test_a_note_is_as_old_as_its_first_state() -> None:
    assert last_of("=== A.md (goal)\n- [ ] a\n~~~\n=== A.md (goal)\n- [x] a\n").seen_first == day(0)


def test_a_note_without_a_past_stays_as_it_is() -> None:
    (vault,) = states("=== A.md (goal)\n- [x] a\n")
    assert list(recalled([vault.notes["A.md"]], past_after("=== B.md\n- [ ] b\n"))) == [vault.notes["A.md"]]
