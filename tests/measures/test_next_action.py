"""The one thing to do next: each key of the order, and what cannot be done today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.next_action import urgency
from tests.measures.one_goal import PATH, one_goal
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def next_of(body: str, *keys: str, more: str = "") -> str | None:
    task = one_goal(body, *keys, more=more).next_action
    return None if task is None else task.title


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("- [/] b", "- [ ] a 📅 2026-11-01", id="in progress before overdue"),
        pytest.param("- [ ] b 📅 2026-11-21", "- [ ] a 📅 2026-11-22", id="overdue before due"),
        pytest.param("- [ ] b 📅 2026-11-20", "- [ ] a 📅 2026-11-21", id="longer overdue first"),
        pytest.param("- [ ] b 📅 2026-11-23", "- [ ] a 📅 2026-11-24 🔺", id="due earlier first"),
        pytest.param("- [ ] b 📅 2026-12-31", "- [ ] a ⏳ 2026-11-01", id="due before scheduled"),
        pytest.param("- [ ] b ⏳ 2026-11-23", "- [ ] a ⏳ 2026-11-24 🔺", id="scheduled earlier first"),
        pytest.param("- [ ] b ⏳ 2026-12-31", "- [ ] a 🔺", id="scheduled before urgency"),
        pytest.param("- [ ] b 🔽", "- [ ] a ⏬", id="more urgent first"),
        pytest.param("- [ ] b 🔼", "- [ ] a", id="some priority before none"),
        pytest.param("- [ ] b", "- [ ] a 🔽", id="none before low"),
    ],
)
def test_order(first: str, second: str) -> None:
    assert next_of(f"{first}\n{second}") == "b"
    assert next_of(f"{second}\n{first}") == "b"


def test_among_equals_the_place_in_the_file_decides() -> None:
    assert next_of("- [ ] b\n- [ ] a") == "b"


@pytest.mark.parametrize(
    ("line", "ready"),
    [
        ("- [ ] a", True),
        ("- [x] a", False),
        ("- [-] a", False),
        ("- [h] a", False),
        ("- [/] a", True),
        ("- [>] a", True),
        ("- [ ] a 🛫 2026-11-22", True),
        ("- [ ] a 🛫 2026-11-23", False),
        ("- [ ] a 📅 2026-11-20 🛫 2026-11-23", False),
        ("- [ ] a ⛔ open", False),
        ("- [ ] a ⛔ done", True),
        ("- [ ] a ⛔ cancelled", True),
        ("- [ ] a ⛔ below", True),
        ("- [ ] a ⛔ nowhere", True),
        ("- [ ] a ⛔ done,open", False),
        ("- [x] a\n  - [ ] b", False),
        ("- [-] a\n  - [ ] b", False),
        ("- [h] a\n  - [ ] b", False),
        ("- [ ] a 🛫 2026-11-23\n  - [ ] b", False),
        ("- [ ] a 🛫 2026-11-23\n  - [ ] b 🛫 2026-11-01", False),
        ("- [ ] a ⛔ open\n  - [ ] b", False),
        ("- [ ] a ⛔ part\n  - [ ] b 🆔 part", True),
        ("- [ ] a ⛔ part,open\n  - [ ] b 🆔 part", False),
        ("- [ ] a ⛔ part\n  - [ ] c\n    - [ ] b 🆔 part", True),
        ("- [ ] a\n  - [-] b", True),
    ],
)
def test_only_what_can_be_done_today_is_next(line: str, *, ready: bool) -> None:
    more = "=== Inbox.md\n- [ ] x 🆔 open\n- [x] y 🆔 done\n  - [ ] under y 🆔 below\n- [-] z 🆔 cancelled\n"
    assert (next_of(line, more=more) is not None) is ready


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param("- [ ] a\n  - [ ] b\n- [ ] c", "b", id="a leaf, not the task around it"),
        pytest.param(
            "- [ ] c 📅 2026-11-25\n- [ ] a 📅 2026-11-21\n  - [ ] b",
            "b",
            id="overdue with the task around it",
        ),
        pytest.param("- [ ] c ⏳ 2026-11-25\n- [ ] a ⏳ 2026-11-23\n  - [ ] b", "b", id="scheduled with it"),
        pytest.param("- [ ] c 📅 2026-11-01\n- [/] a\n  - [ ] b", "b", id="in progress with it"),
        pytest.param(
            "- [ ] a 📅 2026-11-01\n  - [ ] b 📅 2026-11-30\n- [ ] c 📅 2026-11-29",
            "c",
            id="but with its own day",
        ),
        pytest.param("- [x] a\n  - [ ] b\n- [ ] c", "c", id="what was ticked from above is done"),
        pytest.param("- [-] a\n  - [ ] b\n- [ ] c", "c", id="what was cancelled from above is out"),
        pytest.param("- [ ] a\n  - [-] b\n", "a", id="with all below cancelled it is a leaf"),
        pytest.param("- [ ] a\n  - [x] b\n", None, id="with all below done nothing is left"),
        pytest.param("## Done when\n- [ ] a", None, id="a criterion is no task"),
    ],
)
def test_it_is_a_leaf_with_what_the_tasks_around_it_say(body: str, title: str | None) -> None:
    assert next_of(body) == title


def test_a_task_that_only_links_may_be_next() -> None:
    assert next_of("- [ ] own", more="=== Inbox.md\n- [ ] linked [[Goal]] 📅 2026-11-23") == "linked [[Goal]]"


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ((), "sub"),
        (("status: paused",), "own"),
        (("status: someday",), "own"),
        (("status: done",), "own"),
        (("start: 2026-11-23",), "own"),
        (("start: 2026-11-22",), "sub"),
    ],
)
def test_a_subgoals_task_is_next_only_while_it_is_being_worked_on(keys: tuple[str, ...], title: str) -> None:
    lines = "\n".join(keys)
    sub = f'=== Sub.md\n---\ntype: goal\nparent: "[[Goal]]"\n{lines}\n---\n- [ ] sub 📅 2026-11-23'
    assert next_of("- [ ] own", more=sub) == title


def test_nor_is_one_below_a_paused_subgoal_or_in_the_archive(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    - [ ] own
    === Paused.md
    ---
    type: goal
    status: paused
    parent: "[[Goal]]"
    ---
    - [ ] paused 📅 2026-11-20
    === Below.md
    ---
    type: goal
    parent: "[[Paused]]"
    ---
    - [ ] below 📅 2026-11-20
    === Archive/Old.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [ ] old 📅 2026-11-20
    """
    titles = {
        path: measure.next_action and measure.next_action.title for path, measure in measures.goals.items()
    }
    assert titles == {PATH: "own", "Paused.md": "paused", "Below.md": "below", "Archive/Old.md": "old"}


@pytest.mark.parametrize(
    ("line", "points"),
    [
        # What the Tasks plugin documents for a task without and with each priority.
        ("a", 1.95),
        ("a 🔺", 9.0),
        ("a ⏫", 6.0),
        ("a 🔼", 3.9),
        ("a 🔽", 0.0),
        ("a ⏬", -1.8),
        # Due: 12 points, from a fifth of them two weeks ahead to all of them one week late.
        ("a 🔽 📅 2026-11-08", 12.0),
        ("a 🔽 📅 2026-11-15", 12.0),
        ("a 🔽 📅 2026-11-16", 11.54286),
        ("a 🔽 📅 2026-11-21", 9.25714),
        ("a 🔽 📅 2026-11-22", 8.8),
        ("a 🔽 📅 2026-11-23", 8.34286),
        ("a 🔽 📅 2026-11-29", 5.6),
        ("a 🔽 📅 2026-12-06", 2.4),
        ("a 🔽 📅 2026-12-07", 2.4),
        ("a 🔽 📅 2027-12-07", 2.4),
        # Scheduled: 5 points from that day on. Start in the future: 3 less.
        ("a 🔽 ⏳ 2026-11-22", 5.0),
        ("a 🔽 ⏳ 2026-11-01", 5.0),
        ("a 🔽 ⏳ 2026-11-23", 0.0),
        ("a 🔽 🛫 2026-11-22", 0.0),
        ("a 🔽 🛫 2026-11-23", -3.0),
        ("a 🔺 ⏳ 2026-11-01 📅 2026-11-01 🛫 2026-10-01", 26.0),
    ],
)
def test_urgency_is_what_the_tasks_plugin_documents(line: str, points: float) -> None:
    (task,) = one_goal(f"- [ ] {line}").goal.own
    assert urgency(task, SUNDAY) == pytest.approx(points, abs=1e-5)


def test_urgency_crosses_the_year() -> None:
    (task,) = one_goal("- [ ] a 🔽 📅 2026-12-31").goal.own
    assert urgency(task, date(2027, 1, 7)) == pytest.approx(12.0)
