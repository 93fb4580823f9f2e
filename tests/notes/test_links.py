from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st
from msgspec import structs

from aimo_md.notes.links import NoteLinks
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def test_the_shortest_link_that_leads_to_the_note(measures: Measures) -> None:
    """
    === Goals/Plain.md
    === Goals/Titled.md
    # Another | [title]
    === A/Twice.md
    === B/twice.md
    === Courses/C# basics.md
    === Root.md
    # `code` and %%comment%%
    """
    links = NoteLinks(vault=measures.vault)
    assert links.to("Goals/Plain.md") == "[[Plain]]"
    assert links.to("Goals/Titled.md") == "[[Titled|Another / (title)]]"
    assert links.to("Goals/Titled.md", in_table=True) == "[[Titled\\|Another / (title)]]"
    assert links.to("A/Twice.md") == "[[A/Twice|Twice]]"
    assert links.to("Courses/C# basics.md") == "[C# basics](Courses/C%23%20basics.md)"
    assert links.to("Root.md") == "[[Root|'code' and %comment%]]"


def test_a_name_that_turns_the_direction_is_shown_without_that() -> None:
    path = "Goals/Tax \u202egro.md"
    found = NoteLinks(vault=measured(f"=== {path}\n- [ ] a\n").vault).to(path)
    assert found == "[Tax gro](Goals/Tax%20%E2%80%AEgro.md)"


@given(st.text(min_size=1, max_size=8))
@settings(max_examples=80)
def test_no_title_breaks_out_of_its_link(title: str) -> None:
    path = "Note.md"
    vault = measured(f"=== {path}\nno title").vault
    note = structs.replace(vault.notes[path], title=title)
    link = NoteLinks(vault=structs.replace(vault, notes={path: note})).to(path)
    inner = link.removeprefix("[[").removesuffix("]]")
    assert len(inner) == len(link) - 4
    assert not set(inner) & set("[]`<>\n\r")
    assert inner.count("|") <= 1
