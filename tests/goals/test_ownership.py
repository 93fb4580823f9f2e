"""Each rule for the goal that a task moves by itself, and before the ones that come after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault

GOALS = """
=== Goals/Launch.md
---
type: goal
aliases: [Side project]
---
- [[Sub]]
{in_launch}
=== Goals/Sub.md
---
type: goal
parent: "[[Launch]]"
---
=== Goals/Subsub.md
---
type: goal
parent: "[[Sub]]"
---
=== Goals/Health.md
---
type: goal
---
=== Notes/Plain.md
words
"""


def owner(vault: Vault, path: str, text: str) -> str | None:
    """The goal of the task with this text."""
    (task,) = (task for task in vault.notes[path].tasks if task.title.startswith(text))
    found = vault.owners.get(task.place)
    return None if found is None else found.removeprefix("Goals/").removesuffix(".md")


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ("- [ ] do it", "Launch"),
        ("- [ ] do it [[Sub]]", "Sub"),
        ("- [ ] do it [[Subsub]]", "Subsub"),
        ("- [ ] do it [[Health]]", "Launch"),
        ("- [ ] do it [[Plain]]", "Launch"),
        ("- [ ] do it [[Plain]] [[Health]] [[Sub]]", "Sub"),
        ("- [ ] do it [[Launch]]", "Launch"),
        ("- [ ] do it [goal:: [[Health]]]", "Health"),
        ("- [ ] do it [[Sub]] [goal:: [[Health]]]", "Health"),
        ("- [ ] do it [goal:: [h](Health.md)]", "Health"),
        ("- [ ] do it (goal:: Health)", "Health"),
        ("- [ ] do it [[Sub]] [goal:: [[Nowhere]]]", "Sub"),
        ("- [ ] do it [goal:: [[Plain]]]", "Launch"),
        ("## [[Health]]\n- [ ] do it", "Launch"),
        ("- [ ] around [[Sub]]\n  - [ ] do it", "Launch"),
        ("- [ ] around [goal:: [[Health]]]\n  - [ ] do it", "Launch"),
    ],
)
def test_in_a_goals_note(line: str, goal: str) -> None:
    vault = measured(GOALS.format(in_launch=line)).vault
    assert owner(vault, "Goals/Launch.md", "do it") == goal


@pytest.mark.parametrize(
    ("key", "body", "goal"),
    [
        ("", "- [ ] do it", None),
        ("", "- [ ] do it [[Health]]", "Health"),
        ("", "- [ ] do it [[Plain]] and [[side project]] [[Health]]", "Launch"),
        ("", "- [ ] do it [goal:: [[Health]]]", "Health"),
        ("", "- [ ] do it [[Launch]] [goal:: [[Health]]]", "Health"),
        ("", "- [ ] do it [[Launch]] [goal:: [[Nowhere]]]", "Launch"),
        ("", "- [ ] around [[Health]]\n  - [ ] do it", "Health"),
        ("", "- [ ] around [[Health]]\n  - [ ] do it [[Launch]]", "Launch"),
        ("", "- [ ] around [[Health]]\n  - [ ] between\n    - [ ] do it", "Health"),
        ("", "- around [[Health]]\n  - [ ] do it", None),
        ("", "- [ ] around [goal:: [[Health]]]\n  - [ ] do it", "Health"),
        ("", "## For [[Health]]\n- [ ] do it", "Health"),
        ("", "## For [[Plain]] and [[Health]]\n- [ ] do it", "Health"),
        ("", "# [[Launch]]\n### [[Plain]]\n- [ ] do it", "Launch"),
        ("", "# [[Launch]]\n## [[Health]]\n- [ ] do it", "Health"),
        ("", "## [[Launch]]\n## Other\n- [ ] do it", None),
        ("", "## [[Launch]]\n- [ ] around [[Health]]\n  - [ ] do it", "Health"),
        ("", "## [[Launch]]\n- [ ] do it [[Health]]", "Health"),
        ('goal: "[[Health]]"', "- [ ] do it", "Health"),
        ('parent: "[[Health]]"', "- [ ] do it", "Health"),
        ('projects: ["[[Plain]]", "[[Health]]"]', "- [ ] do it", "Health"),
        ('project: "[[Health]]"', "- [ ] do it", "Health"),
        ('parent: "[[Launch]]"\ngoal: "[[Health]]"', "- [ ] do it", "Health"),
        ('projects: "[[Launch]]"\nparent: "[[Health]]"', "- [ ] do it", "Health"),
        ('parent: "[[Plain]]"\nprojects: "[[Health]]"', "- [ ] do it", "Health"),
        ('up: "[[Health]]"', "- [ ] do it", None),
        ("goal: side PROJECT", "- [ ] do it", "Launch"),
        ('goal: "[[Health]]"', "## [[Launch]]\n- [ ] do it", "Launch"),
        ('goal: "[[Health]]"', "- [ ] around\n  - [ ] do it [[Launch]]", "Launch"),
        ('goal: "[[Health]]"', "- [ ] do it [[Plain]]", "Health"),
    ],
)
def test_in_another_note(key: str, body: str, goal: str | None) -> None:
    vault = measured(f"{GOALS.format(in_launch='')}=== Notes/It.md\n---\n{key}\n---\n{body}").vault
    assert owner(vault, "Notes/It.md", "do it") == goal
    assert [task.title.startswith("do it") for task in vault.misc.tasks] == ([True] if goal is None else [])


@pytest.mark.parametrize(
    ("note", "problem"),
    [
        ("- [ ] do it [goal:: [[Nowhere]]]", (3, "goal-link-dead")),
        ("- [ ] do it [goal:: [[Plain]]]", (3, "goal-link-no-goal")),
        ("- [ ] do it [[Nowhere]]", None),
        ("## [[Nowhere]]\n- [ ] do it", None),
    ],
)
def test_only_links_in_the_role_of_a_goal_can_be_a_problem(
    note: str, problem: tuple[int, str] | None
) -> None:
    found = measured(f"{GOALS.format(in_launch='')}=== Notes/It.md\n---\n---\n{note}").vault.problems
    assert [(one.line, one.code) for one in found] == ([] if problem is None else [problem])


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ('goal: "[[Nowhere]]"', "goal-link-dead"),
        ('goal: "[[Plain]]"', "goal-link-no-goal"),
        ("goal: 10000", None),
        ("goal: lose weight", None),
        ('parent: "[[Nowhere]]"', None),
        ('projects: "[[Nowhere]]"', None),
    ],
)
def test_a_key_of_another_note_is_a_problem_only_if_it_is_surely_meant(key: str, code: str | None) -> None:
    found = measured(f"{GOALS.format(in_launch='')}=== Notes/It.md\n---\n{key}\n---\n").vault.problems
    assert [(one.line, one.code) for one in found] == ([] if code is None else [(2, code)])


def test_own_tasks_stand_in_own_notes_and_all_others_only_link(vault: Vault) -> None:
    """
    === Goals/Launch.md
    ---
    type: goal
    ---
    - [[Sub]]
    - [ ] own of Launch
    - [ ] linked of Sub [[Sub]]
    - [ ] linked of Health [goal:: [[Health]]]
    === Goals/Sub.md
    ---
    type: goal
    parent: "[[Launch]]"
    ---
    - [ ] own of Sub
    === Goals/Health.md
    ---
    type: goal
    ---
    === A project.md
    ---
    goal: "[[Launch]]"
    ---
    - [ ] own of Launch too
      - [ ] and this
    - [ ] linked of Health too [[Health]]
    === Inbox.md
    - [ ] linked of Launch [[Launch]]
      - [ ] and this as well
    """
    tasks = {
        path.removesuffix(".md"): ([task.title for task in goal.own], [task.title for task in goal.linked])
        for path, goal in vault.goals.items()
    }
    assert tasks == {
        "Goals/Launch": (
            ["own of Launch", "own of Launch too", "and this"],
            ["linked of Launch [[Launch]]", "and this as well"],
        ),
        "Goals/Sub": (["own of Sub"], ["linked of Sub [[Sub]]"]),
        "Goals/Health": ([], ["linked of Health too [[Health]]", "linked of Health"]),
    }
