"""The notes as they stood on the evening of Sunday 15 November, as far as they tell it themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.history import as_of, past_as_of
from aimo_md.measures.measure import measure
from tests.states import day, past_after, states

if TYPE_CHECKING:
    from aimo_md.goals.model import NoteReading

EVENING = date(2026, 11, 15)


def then(body: str, path: str = "Goals/Goal.md", *, keys: str = "") -> NoteReading:
    """A goal's note as of that evening."""
    (note,) = as_of([read_note(path, f"---\ntype: goal\n{keys}\n---\n{body}", Config())], EVENING)
    return note


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [x] a ✅ 2026-11-14", "done"),
        ("- [x] a ✅ 2026-11-15", "done"),
        ("- [x] a ✅ 2026-11-16", "todo"),
        ("- [x] a", "done"),
        ("- [-] a ❌ 2026-11-15", "cancelled"),
        ("- [-] a ❌ 2026-11-16", "todo"),
        ("- [-] a", "cancelled"),
        ("- [ ] a ✅ 2026-11-16", "todo"),
        ("- [/] a ✅ 2026-11-16", "in_progress"),
        ("- [/] a", "in_progress"),
        ("- [ ] a ➕ 2026-11-15", "todo"),
    ],
)
def test_what_was_done_or_cancelled_later_was_open(line: str, state: str) -> None:
    (task,) = then(line).tasks
    assert task.state.value == state
    if state == "todo":
        assert task.symbol == " "


def test_a_day_that_had_not_come_is_no_longer_there() -> None:
    (task,) = then("- [x] a ✅ 2026-11-16").tasks
    assert task.words.done is None


def test_what_was_added_later_was_not_there() -> None:
    note = then("- [ ] a ➕ 2026-11-16\n  - [ ] b ➕ 2026-11-10\n    - [ ] c\n- [ ] d ➕ 2026-11-16")
    assert [(task.title, task.parent) for task in note.tasks] == [("b", None), ("c", 6)]


def test_what_a_later_tick_ticked_below_it_was_open_too() -> None:
    note = then("- [x] a ✅ 2026-11-16\n  - [ ] b\n  - [x] c ✅ 2026-11-10\n    - [ ] d")
    assert [(task.title, task.state.value) for task in note.tasks] == [
        ("a", "todo"),
        ("b", "todo"),
        ("c", "done"),
        ("d", "done"),
    ]


def test_a_criterion_that_was_met_later_was_not_met() -> None:
    note = then("## Done when\n- [x] a ✅ 2026-11-14\n- [x] b ✅ 2026-11-16\n- [x] c\n- [ ] d")
    assert [(criterion.text, criterion.met) for criterion in note.criteria] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
    ]


def test_lines_of_later_days_were_not_written_yet() -> None:
    note = then("## Log\n- 2026-11-15: 5\n- 2026-11-16: 6")
    assert [entry.value for entry in note.log] == [5.0]


def test_what_was_decided_since_is_known() -> None:
    note = then("## Decisions\n- 2026-11-15 keep: a\n- 2026-11-16 pause: b")
    assert [decision.option for decision in note.decisions] == ["keep", "pause"]


def test_later_daily_notes_were_not_there() -> None:
    notes = [read_note(f"Daily/2026-11-{day}.md", "- [ ] a", Config()) for day in (14, 15, 16)]
    assert [note.path for note in as_of(notes, EVENING)] == ["Daily/2026-11-14.md", "Daily/2026-11-15.md"]


def test_a_metric_stood_where_it_did() -> None:
    texts = {
        "Goal.md": "---\ntype: goal\nmetric: words\nmetric_target: 1000\n---\n"
        "## Log\n- 2026-11-10: 100\n- 2026-11-20: 500",
        "2026-11-12.md": "words:: 200",
        "2026-11-18.md": "words:: 400",
    }
    readings = [read_note(path, text, Config()) for path, text in texts.items()]
    vault = assemble(as_of(readings, EVENING), Config())
    assert measure(vault, date(2026, 11, 16), Config()).goals["Goal.md"].earned == 200.0


def test_a_vault_as_of_a_day_says_of_an_earlier_day_what_it_always_said() -> None:
    body = "- [x] a ✅ 2026-11-16\n- [x] b ✅ 2026-11-10\n- [ ] c ➕ 2026-11-12\n- [-] d ❌ 2026-11-13"
    note = read_note("Goal.md", f"---\ntype: goal\n---\n{body}", Config())
    earlier = date(2026, 11, 11)
    assert as_of(as_of([note], EVENING), earlier) == as_of([note], earlier)


@pytest.mark.parametrize(
    ("evening", "progress", "slip"),
    [
        # Planned for the 5th and 12th: on the evening of the 8th one is done.
        (date(2026, 11, 8), 0.5, 0.0),
        # On the evening of the 15th the second is missing since the 12th: ES = 11.
        (date(2026, 11, 15), 0.5, 4.0),
        (date(2026, 11, 20), 1.0, 0.0),
    ],
)
def test_a_past_evening_is_measured_from_the_day_after(evening: date, progress: float, slip: float) -> None:
    body = "- [x] a 📅 2026-11-05 ✅ 2026-11-05\n- [x] b 📅 2026-11-12 ✅ 2026-11-18"
    note = read_note("Goal.md", f"---\ntype: goal\n---\n{body}", Config())
    vault = assemble(as_of([note], evening), Config())
    found = measure(vault, date.fromordinal(evening.toordinal() + 1), Config()).goals["Goal.md"]
    assert (found.progress, found.slip) == (progress, slip)


class TestWithAPast:
    """What the past knows of days that the notes do not say. The evening is that of 2 November, day 1."""

    def then(self, text: str) -> NoteReading:
        newest, past = states(text)[-1], past_after(text)
        (note,) = as_of(newest.notes.values(), day(1), past)
        return note

    def test_when_a_box_was_ticked(self) -> None:
        lines = ("- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n", "- [x] a\n- [x] b\n")
        note = self.then("~~~\n".join(f"=== A.md\n{each}" for each in lines))
        assert [task.state.value for task in note.tasks] == ["done", "todo"]

    def test_a_box_that_was_ticked_along_with_another(self) -> None:
        lines = ("- [ ] a\n  - [ ] b\n",) * 2 + ("- [x] a\n  - [x] b\n",)
        note = self.then("~~~\n".join(f"=== A.md\n{each}" for each in lines))
        assert [task.state.value for task in note.tasks] == ["todo", "todo"]

    def test_when_a_line_was_added(self) -> None:
        lines = ("- [ ] a\n", "- [ ] a\n- [ ] b\n", "- [ ] a\n- [ ] b\n- [ ] c\n- [ ] d ➕ 2026-11-01\n")
        note = self.then("~~~\n".join(f"=== A.md\n{each}" for each in lines))
        assert [task.title for task in note.tasks] == ["a", "b", "d"]

    def test_what_was_removed_since(self) -> None:
        """Of what was done and is gone, "b" was done later; "c" stood below a task that is still there."""
        lines = (
            "- [ ] a\n- [ ] b\n- [ ] t\n  - [ ] c\n  - [ ] u\n",
            "- [x] a\n- [ ] b\n- [ ] t\n  - [ ] c\n  - [ ] u\n",
            "- [x] a\n- [x] b\n- [ ] t\n  - [x] c\n  - [ ] u\n",
            "- [ ] t\n  - [ ] u\n",
        )
        past = past_after("~~~\n".join(f"=== A.md (goal)\n{each}" for each in lines))
        earlier = past_as_of(past, day(1))
        assert [leaf.text for leaf in earlier.cleared["A.md"]] == ["a"]
        assert past.notes["A.md"].tasks[4].cleared != ()
        assert earlier.notes["A.md"].tasks[4].cleared == ()
        assert past_as_of(past, day(2)) == past
