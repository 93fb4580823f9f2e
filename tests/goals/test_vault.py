from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import Config, VaultConfig
from aimo_md.errors import Problem
from aimo_md.goals.goal_builder import is_archived
from aimo_md.goals.model import Place
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault

NOTES = {
    "Goals/A.md": "---\ntype: goal\n---\nSee [[C]].\n- [ ] a [[B]]\n",
    "Goals/B.md": '---\ntype: goal\nparent: "[[A]]"\n---\n- [x] b ✅ 2026-11-01\n',
    "Goals/C.md": '---\ntype: goal\nup: "[[A]]"\n---\n- [ ] c\n',
    "Goals/D.md": '---\ntype: goal\nparent: "[[C]]"\n---\n',
    "Project.md": '---\ngoal: "[[B]]"\n---\n- [ ] p\n- [ ] q [goal:: [[A]]]\n',
    "Inbox.md": "- [ ] m\n- [ ] n [[Nowhere]] [goal:: [[Nowhere]]]\n",
}
READINGS = tuple(read_note(path, text, Config()) for path, text in NOTES.items())


@settings(max_examples=40)
@given(st.permutations(READINGS))
def test_the_order_of_the_notes_changes_nothing(readings: list[object]) -> None:
    shuffled = [next(note for note in READINGS if note is reading) for reading in readings]
    assert assemble(shuffled, Config()) == assemble(READINGS, Config())


def test_children_stand_in_the_order_of_the_links_to_them(vault: Vault) -> None:
    """
    === Top.md
    ---
    type: goal
    ---
    - [[Zebra]]
    - [[Middle|a label]], [[Zebra]] again
    === Zebra.md
    ---
    type: goal
    parent: "[[Top]]"
    ---
    === Middle.md
    ---
    type: goal
    parent: "[[Top]]"
    ---
    === Apple.md
    ---
    type: goal
    parent: "[[Top]]"
    ---
    === Berry.md
    ---
    type: goal
    parent: "[[Top]]"
    ---
    """
    goal = vault.goals["Top.md"]
    assert goal.children == ("Zebra.md", "Middle.md", "Apple.md", "Berry.md")
    assert goal.child_lines == (4, 5, None, None)


def test_own_tasks_stand_in_the_order_of_the_plan(vault: Vault) -> None:
    """
    === Goals/Top.md
    ---
    type: goal
    ---
    - [ ] first
    - [ ] second
    === A.md
    ---
    goal: "[[Top]]"
    ---
    - [ ] third
    === Z.md
    ---
    goal: "[[Top]]"
    ---
    - [ ] fourth
    """
    assert [task.title for task in vault.goals["Goals/Top.md"].own] == ["first", "second", "third", "fourth"]


def test_below_names_parents_before_their_children() -> None:
    vault = assemble(READINGS, Config())
    assert vault.below("Goals/A.md") == ("Goals/A.md", "Goals/C.md", "Goals/B.md", "Goals/D.md")
    assert vault.below("Goals/D.md") == ("Goals/D.md",)


def test_a_task_knows_its_section(vault: Vault) -> None:
    """
    === A.md
    - [ ] above
    # Plan
    - [ ] below
    """
    above, below = vault.notes["A.md"].tasks
    section = vault.section_of(below)
    assert vault.section_of(above) is None
    assert section is not None
    assert section.title == "Plan"


def test_the_values_of_a_metric_come_from_the_log_and_from_daily_notes(vault: Vault) -> None:
    """
    === Words.md
    ---
    type: goal
    metric: Words written
    metric_target: 1000
    ---
    ## Log
    - 2026-11-20: 300
    - 2026-11-18: 100
    - 2026-11-18: 150
    - 2026-11-19 nothing to count
    === Daily/2026-11-19.md
    ---
    words written: 200
    ---
    === Daily/2026-11-20.md
    words  written:: 250
    === Daily/2026-11-21.md
    Wrote until late (Words Written:: 400).
    === Other.md
    words written:: 999
    """
    values = [(value.day.day, value.value, value.place) for value in vault.goals["Words.md"].values]
    assert values == [
        (18, 100.0, Place("Words.md", 8)),
        (18, 150.0, Place("Words.md", 9)),
        (19, 200.0, Place("Daily/2026-11-19.md", 2)),
        (20, 250.0, Place("Daily/2026-11-20.md", 1)),
        (20, 300.0, Place("Words.md", 7)),
        (21, 400.0, Place("Daily/2026-11-21.md", 1)),
    ]


def test_a_goal_without_a_metric_has_no_values(vault: Vault) -> None:
    """
    === Run.md
    ---
    type: goal
    habit: daily
    ---
    ## Log
    - 2026-11-20: 5 km
    """
    goal = vault.goals["Run.md"]
    assert goal.values == ()
    assert [entry.day for entry in goal.log] == [date(2026, 11, 20)]


@pytest.mark.parametrize(
    ("path", "archived"),
    [
        ("Archive/X.md", True),
        ("Archive/2025/X.md", True),
        ("Old/Goals/X.md", True),
        ("Archives/X.md", False),
        ("Goals/Archive/X.md", False),
        ("Archive.md", False),
    ],
)
def test_archived(path: str, *, archived: bool) -> None:
    config = Config(vault=VaultConfig(archive=("Archive", "/Old/Goals/")))
    assert is_archived(path, config) is archived
    vault = assemble([read_note(path, "---\ntype: goal\n---\n- [ ] x", config)], config)
    assert vault.goals[path].archived is archived
    assert len(vault.goals[path].own) == 1


def test_problems_of_all_kinds_are_told_once_and_in_order() -> None:
    unread = Problem(path="Broken.md", line=0, code="not-utf-8", message="is no text", remedy="mend it")
    note = read_note("X.md", "---\ntype: goal\nstatus: lost\n---\n- [ ] a 📅 2026-02-30", Config())
    vault = assemble([note], Config(), [unread, unread])
    assert [(problem.path, problem.line) for problem in vault.problems] == [
        ("Broken.md", 0),
        ("X.md", 3),
        ("X.md", 5),
    ]


def test_an_empty_vault_says_nothing() -> None:
    vault = assemble((), Config())
    assert (vault.notes, vault.goals, vault.owners, vault.misc.tasks, vault.problems) == ({}, {}, {}, (), ())
