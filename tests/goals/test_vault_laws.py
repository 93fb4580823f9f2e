"""Notes that change, come, go or get other names: what was put together takes them, as if it were put anew.

The names are few, so that links lead to the one note, then to another, to several or to none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aimo_md.config import Config
from aimo_md.goals.owners import Owners
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import Assembly

if TYPE_CHECKING:
    from aimo_md.goals.model import NoteReading

CONFIG = Config()
PATHS = ("A.md", "B.md", "b.md", "C.md", "Sub/A.md", "Sub/C.md", "Sub/Deep/C.md", "2026-11-20.md", "List.md")
NAMES = ("A", "B", "C", "Sub/C", "./C", "../A", "Deep/C", "2026-11-20", "Nobody")

paths = st.sampled_from(PATHS)
names = st.sampled_from(NAMES)
links = st.builds("[[{}]]".format, names)
heads = st.one_of(
    st.sampled_from(
        (
            "",
            "type: goal",
            "type: goal\ntitle: Z",
            "type: goal\nmetric: kilos\nmetric_from: 0\nmetric_target: 9",
        )
    ),
    st.builds('type: goal\nparent: "{}"'.format, links),
    st.builds('type: goal\nup: "{}"\naliases: [{}]'.format, links, names),
    st.builds('goal: "{}"'.format, links),
    st.builds('projects: ["{}", "{}"]'.format, links, links),
    st.builds("aliases: [{}, {}]".format, names, names),
    st.builds("kilos: {}".format, st.integers(1, 3)),
)
ids = st.sampled_from(("one", "two", "one,two"))
bodies = st.lists(
    st.one_of(
        st.builds("- [{}] go to {}".format, st.sampled_from(" x"), links),
        st.builds("- [ ] ask [goal:: {}]".format, st.one_of(links, names)),
        st.builds("## {}".format, links),
        st.builds("see {} and {}".format, links, links),
        st.builds("- [{}] wait 🆔 {} ⛔ {}".format, st.sampled_from(" x"), ids, ids),
        st.sampled_from(("- [ ] a", "  - [x] b", "- [ ] c 📅 2026-11-24", "# T", "kilos:: 5")),
    ),
    max_size=5,
)


def reading(path: str, head: str, body: list[str]) -> NoteReading:
    return read_note(path, "\n".join(("---", head, "---", *body)), CONFIG)


class Notes(RuleBasedStateMachine):
    """Some notes, and what they make together, kept from one look to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[str, tuple[str, list[str]]] = {}
        self.assembly = Assembly.of({}, CONFIG)

    @initialize(body=bodies, other=bodies, least=st.integers(1, 3))
    def begin(self, body: list[str], other: list[str], least: int) -> None:
        """Begin with two goals, one above the other, and a list; so many changes are seen at once."""
        self.writes, self.least = least, least
        self.notes = {
            "A.md": ("type: goal", body),
            "Sub/C.md": ('type: goal\nparent: "[[A]]"', ["- [ ] c"]),
            "List.md": ('goal: "[[A]]"', other),
        }

    @rule(path=paths, head=heads, body=bodies)
    def write(self, path: str, head: str, body: list[str]) -> None:
        """Write a note, which may be there already."""
        self.notes[path] = (head, body)
        self.writes += 1

    @rule(path=paths, body=bodies)
    def edit(self, path: str, body: list[str]) -> None:
        """Write other lines, and leave the properties as they are."""
        self.notes[path] = (self.notes.get(path, ("",))[0], body)
        self.writes += 1

    @rule(path=paths)
    def remove(self, path: str) -> None:
        """Take a note away."""
        self.notes.pop(path, None)
        self.writes += 1

    @rule(path=paths, other=paths)
    def rename(self, path: str, other: str) -> None:
        """Give a note another name, if no note has that."""
        if path in self.notes and other not in self.notes:
            self.notes[other] = self.notes.pop(path)
            self.writes += 1

    @precondition(lambda self: self.writes >= self.least)
    @invariant()
    def it_is_what_comes_out_anew(self) -> None:
        """Look at what was written, after one step or after several."""
        self.writes = 0
        given = {path: reading(path, *note) for path, note in self.notes.items()}
        self.assembly = self.assembly.after(given)
        anew = Assembly.of(given, CONFIG)
        assert self.assembly.vault == anew.vault
        assert self.assembly == anew
        assert Owners.of(given) == Owners(by_place=anew.vault.owners, problems=anew.vault.problems)
        assert list(self.assembly.vault.notes) == sorted(self.notes)
        assert list(self.assembly.vault.goals) == list(anew.vault.goals)


TestNotes = Notes.TestCase
TestNotes.settings = settings(max_examples=100, stateful_step_count=15, deadline=None)


@pytest.mark.parametrize(
    ("path", "head", "body", "owner"),
    [
        pytest.param("Other.md", "", ["- [ ] x"], "Goals/A.md", id="a note that nobody names"),
        pytest.param("Deep/Sub/A.md", "", [], "Goals/A.md", id="one that is further away"),
        pytest.param("A.md", "", [], None, id="one that takes the links over, and is no goal"),
        pytest.param("Goals/B.md", "aliases: [A]", [], "Goals/A.md", id="one that is called the same"),
    ],
)
def test_a_note_that_comes_may_take_links_over(
    path: str, head: str, body: list[str], owner: str | None
) -> None:
    given = {
        "Goals/A.md": reading("Goals/A.md", "type: goal", ["- [ ] a"]),
        "Inbox.md": reading("Inbox.md", "", ["- [ ] ask [[A]]"]),
    }
    before = Assembly.of(given, CONFIG)
    after = before.after({**given, path: reading(path, head, body)})
    assert after.vault.owners.get(given["Inbox.md"].tasks[0].place) == owner
    assert after.after(given).vault == before.vault


@pytest.mark.parametrize(
    ("path", "head", "body"),
    [
        pytest.param("2026-11-22.md", "", ["- [ ] call"], id="a daily note that comes"),
        pytest.param("2026-11-21.md", None, [], id="one that goes"),
        pytest.param("2026-11-21.md", "title: Today\naliases: [Now]", [], id="one that is called otherwise"),
    ],
)
def test_a_note_that_no_goal_has_to_do_with_leaves_all_goals_as_they_are(
    path: str, head: str | None, body: list[str]
) -> None:
    given = {
        "A.md": reading("A.md", "type: goal", ["- [ ] a"]),
        "2026-11-21.md": reading("2026-11-21.md", "", ["- [ ] b"]),
    }
    before = Assembly.of(given, CONFIG)
    others = {at: note for at, note in given.items() if at != path}
    after = before.after(others if head is None else {**others, path: reading(path, head, body)})
    assert after.vault.goals["A.md"] is before.vault.goals["A.md"]
    assert after.vault.owners is before.vault.owners
    assert after.told is before.told


def test_very_many_notes_that_come_at_once_are_what_they_are_by_themselves() -> None:
    given = {f"{number:04}.md": reading(f"{number:04}.md", "", ["- [ ] a"]) for number in range(1100)}
    given["A.md"] = reading("A.md", "type: goal", ["- [ ] [[0001]]"])
    before = Assembly.of({"A.md": given["A.md"]}, CONFIG)
    assert before.after(given) == Assembly.of(given, CONFIG)
