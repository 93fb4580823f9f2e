from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault


def goals(**keys: str) -> Vault:
    """A vault of goals, each with these lines of frontmatter, and of the notes Note, Deep/A and Far/A."""
    texts = {f"{name}.md": f"---\ntype: goal\n{lines}\n---\n" for name, lines in keys.items()}
    texts |= {"Note.md": "", "X/Same.md": "---\ntype: goal\n---\n", "Y/Same.md": "---\ntype: goal\n---\n"}
    return assemble([read_note(path, text, Config()) for path, text in texts.items()], Config())


def problems(vault: Vault) -> list[tuple[str, int, str]]:
    return [(problem.path, problem.line, problem.code) for problem in vault.problems]


@pytest.mark.parametrize(
    ("lines", "parent"),
    [
        ('parent: "[[Top]]"', "Top.md"),
        ('goal: "[[Top]]"', "Top.md"),
        ('up: "[[Top]]"', "Top.md"),
        ('parent: ["[[Top]]", "[[Other]]"]', "Top.md"),
        ('parent: "[[Other]]"\nup: "[[Top]]"', "Other.md"),
        ('up: "[[Note]]"', None),
        ('up: "[[Nowhere]]"', None),
        ('up: ["[[Note]]", "[[Top]]"]', None),
        ("", None),
    ],
)
def test_a_goal_stands_under_what_its_keys_name(lines: str, parent: str | None) -> None:
    vault = goals(Goal=lines, Top="", Other="")
    assert vault.goals["Goal.md"].parent == parent
    assert problems(vault) == []


@pytest.mark.parametrize(
    ("lines", "parent", "code", "message"),
    [
        ('parent: "[[Nowhere]]"', None, "goal-link-dead", "[[Nowhere]] leads to no note"),
        ('goal: "[[Nowhere]]"', None, "goal-link-dead", "[[Nowhere]] leads to no note"),
        ('parent: "[[Note]]"', None, "goal-link-no-goal", "[[Note]] leads to Note.md, which is no goal"),
        (
            'parent: ["[[Note]]", "[[Top]]"]',
            None,
            "goal-link-no-goal",
            "[[Note]] leads to Note.md, which is no goal",
        ),
        ('parent: "[[Nowhere]]"\nup: "[[Top]]"', None, "goal-link-dead", "[[Nowhere]] leads to no note"),
        (
            'parent: "[[Same]]"',
            "X/Same.md",
            "goal-link-ambiguous",
            "[[Same]] fits several notes; X/Same.md is taken",
        ),
        ('parent: "[[Goal]]"', None, "parent-cycle", "is its own ancestor (Goal → Goal)"),
    ],
)
def test_what_can_be_wrong_with_a_parent(lines: str, parent: str | None, code: str, message: str) -> None:
    vault = goals(Goal=lines, Top="")
    assert vault.goals["Goal.md"].parent == parent
    assert [(one.path, one.line, one.code, one.message) for one in vault.problems] == [
        ("Goal.md", 3, code, message)
    ]


def test_a_cycle_is_cut_once_and_reported_once() -> None:
    vault = goals(A='parent: "[[B]]"', B='parent: "[[C]]"', C='up: "[[A]]"', Below='parent: "[[A]]"')
    assert {path: goal.parent for path, goal in vault.goals.items() if len(path) == 4} == {
        "A.md": "B.md",
        "B.md": "C.md",
        "C.md": None,
    }
    assert [(one.path, one.line, one.message) for one in vault.problems] == [
        ("C.md", 3, "is its own ancestor (C → A → B → C)")
    ]
    assert vault.goals["Below.md"].parent == "A.md"


@pytest.mark.parametrize(
    ("newest", "cut"),
    [({"A.md": 2, "B.md": 1}, "A.md"), ({"B.md": 2, "A.md": 2}, "B.md"), ({"A.md": 1}, "A.md"), ({}, "C.md")],
    ids=["the newest", "of one day the last path", "the others are older than anybody knows", "nobody knows"],
)
def test_a_cycle_is_cut_at_the_newest_link(newest: dict[str, int], cut: str) -> None:
    notes = {"A": "B", "B": "C", "C": "A"}
    readings = [
        read_note(f"{name}.md", f'---\ntype: goal\nparent: "[[{parent}]]"\n---\n', Config())
        for name, parent in notes.items()
    ]
    linked = {path: date(2026, 11, day) for path, day in newest.items()}
    vault = assemble(readings, Config(), (), linked)
    assert [path for path, goal in vault.goals.items() if goal.parent is None] == [cut]
    assert [problem.path for problem in vault.problems] == [cut]


def test_two_cycles_are_two_problems() -> None:
    vault = goals(A='parent: "[[B]]"', B='parent: "[[A]]"', C='parent: "[[D]]"', D='parent: "[[C]]"')
    assert problems(vault) == [("B.md", 3, "parent-cycle"), ("D.md", 3, "parent-cycle")]


def test_a_long_line_of_goals_is_no_cycle() -> None:
    keys = {f"G{number}": f'parent: "[[G{number + 1}]]"' for number in range(1500)}
    vault = goals(**keys, G1500="")
    assert problems(vault) == []
    assert len(vault.below("G1500.md")) == 1501
