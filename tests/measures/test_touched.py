"""What a change touches: which notes, and which goals, by their paths.

A goal A with a subgoal Sub, a goal B, a list of A's, an inbox in which a line links to B, and a lone goal C.
"""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import Assembly, assemble
from aimo_md.measures.advance import History
from aimo_md.measures.measure import Measuring
from aimo_md.measures.touched import State, touched

TODAY = date(2026, 11, 22)
NOTES = {
    "A.md": "---\ntype: goal\ndeadline: 2026-12-31\n---\n- [ ] a\n- [ ] b ⛔ key\n",
    "B.md": "---\ntype: goal\n---\n- [ ] c\n",
    "C.md": "---\ntype: goal\n---\n- [ ] d\n",
    "Inbox.md": "- [ ] call [[B]]\n- [ ] nothing\n",
    "List.md": '---\ngoal: "[[A]]"\n---\n- [ ] e\n- [ ] f [[B]]\n',
    "Sub.md": '---\ntype: goal\nparent: "[[A]]"\n---\n- [ ] g\n',
}


def state(notes: dict[str, str], before: Assembly | None = None) -> State:
    read = {path: read_note(path, text, Config()) for path, text in notes.items()}
    return State((Assembly.of(read, Config()) if before is None else before.after(read)).vault, None)


def paths(before: State, after: State) -> tuple[set[str], set[str]]:
    found = touched(before, after)
    return set(found.notes), set(found.goals)


@pytest.mark.parametrize(
    ("path", "old", "new", "notes", "goals"),
    [
        pytest.param("C.md", "[ ] d", "[x] d", {"C.md"}, {"C.md"}, id="a tick in a goal"),
        pytest.param("Sub.md", "[ ] g", "[x] g", {"Sub.md"}, {"Sub.md"}, id="a tick in a subgoal"),
        pytest.param("List.md", "[ ] e", "[x] e", {"List.md"}, {"A.md", "B.md"}, id="a tick in a list"),
        pytest.param("Inbox.md", "[ ] n", "[x] n", {"Inbox.md"}, {"B.md"}, id="a tick beside a link"),
        pytest.param("Inbox.md", "[[B]]", "", {"Inbox.md"}, {"B.md"}, id="a task that is lost"),
        pytest.param("Inbox.md", "[[B]]", "[[C]]", {"Inbox.md"}, {"B.md", "C.md"}, id="a task that moves"),
        pytest.param("C.md", "- [ ] d", "words", {"C.md"}, {"C.md"}, id="a goal without tasks"),
        pytest.param("A.md", "2026-12-31", "2026-12-01", {"A.md"}, {"A.md"}, id="a deadline"),
        pytest.param("Sub.md", "[[A]]", "[[C]]", {"Sub.md"}, {"A.md", "Sub.md", "C.md"}, id="a parent"),
        pytest.param("C.md", "type: goal", "why: no", {"C.md"}, {"C.md"}, id="a goal that is none any more"),
        pytest.param("C.md", "- [ ] d", "- [ ] d", set(), set(), id="nothing"),
    ],
)
def test_a_change_touches_the_goals_of_its_note(
    path: str, old: str, new: str, notes: set[str], goals: set[str]
) -> None:
    before = Assembly.of({at: read_note(at, text, Config()) for at, text in NOTES.items()}, Config())
    after = state({**NOTES, path: NOTES[path].replace(old, new)}, before)
    assert paths(State(before.vault, None), after) == (notes, goals)


def test_a_note_that_came_or_went_touches_its_goals() -> None:
    without = {path: text for path, text in NOTES.items() if path != "List.md"}
    assert paths(state(NOTES), state(without)) == ({"List.md"}, {"A.md", "B.md"})
    assert paths(state(without), state(NOTES)) == ({"List.md"}, {"A.md", "B.md"})


def test_what_is_known_of_the_past_touches_the_goals_of_its_note() -> None:
    vault = state(NOTES).vault
    early, late = (History.beginning(day).up_to(vault, day) for day in (date(2026, 11, 1), TODAY))
    found = paths(State(vault, early), State(vault, late))
    assert found == (set(NOTES), {"A.md", "B.md", "C.md", "Sub.md"})
    assert paths(State(vault, early), State(vault, early)) == (set(), set())


def measuring(notes: dict[str, str]) -> Measuring:
    return Measuring.of(state(notes).vault, TODAY, Config())


def measured_anew(before: Measuring, after: Measuring) -> set[str]:
    """The goals of which the measures are other objects."""
    return {path for path, found in after.measures.goals.items() if before.measures.goals[path] is not found}


@pytest.mark.parametrize(
    ("path", "old", "new", "goals"),
    [
        pytest.param("C.md", "[ ] d", "[x] d", {"C.md"}, id="a goal by itself"),
        pytest.param("Sub.md", "[ ] g", "[x] g", {"A.md", "Sub.md"}, id="those above it"),
        pytest.param("A.md", "[ ] a", "[x] a", {"A.md", "Sub.md"}, id="and those below"),
        pytest.param("C.md", "[ ] d", "[ ] d 🆔 key", {"A.md", "C.md", "Sub.md"}, id="those that wait"),
        pytest.param("C.md", "[ ] d", "[x] d 🆔 key", {"C.md"}, id="not those that waited for nothing"),
        pytest.param("Inbox.md", "nothing", "[ ] much", {"B.md"}, id="those with a task beside it"),
    ],
)
def test_only_the_trees_that_it_touches_are_measured_again(
    path: str, old: str, new: str, goals: set[str]
) -> None:
    before = measuring(NOTES)
    after = before.after(state({**NOTES, path: NOTES[path].replace(old, new)}).vault)
    assert measured_anew(before, after) == goals


def test_a_note_that_moves_no_goal_has_nothing_measured_again() -> None:
    before = measuring(NOTES | {"Diary.md": "- [ ] old\n"})
    after = before.after(state(NOTES | {"Diary.md": "- [x] old ✅ 2026-11-20\n- [ ] new\n"}).vault)
    assert measured_anew(before, after) == set()
    assert after.measures.direction.misc == 1


def test_a_past_that_nobody_kept_before_has_everything_measured() -> None:
    vault = state(NOTES).vault
    before = Measuring.of(vault, TODAY, Config())
    past = History.beginning(TODAY).up_to(vault, TODAY)
    assert before.after(vault, past).measures == Measuring.of(vault, TODAY, Config(), past).measures


def test_a_note_that_is_called_otherwise_is_what_links_lead_to_from_then_on() -> None:
    notes = {path: read_note(path, text, Config()) for path, text in NOTES.items()}
    renamed = notes | {"B.md": read_note("B.md", "---\naliases: [C]\n---\n- [ ] c", Config())}
    assert Assembly.of(notes, Config()).after(renamed).vault == assemble(renamed.values(), Config())
