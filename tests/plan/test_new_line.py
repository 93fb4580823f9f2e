"""Where a new task or a new entry of a log goes, as texts."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.config import Config, TasksConfig
from aimo_md.goals.parse import read_note
from aimo_md.plan.new_line import log_edits, neighbour, with_new_task
from aimo_md.plan.refused import Hindered
from aimo_md.text.edit import apply_edits
from tests.vaults import measured

GOAL = "---\ntype: goal\n---\n"
DAY = date(2026, 11, 22)


def added(note: str, near: str = "", config: Config | None = None) -> str:
    """A note with the task `new`, beside the task that says `near`."""
    chosen = config or Config()
    tasks = {task.title: task for task in read_note("Note.md", note, chosen).tasks}
    new = with_new_task("Note.md", note, "new", tasks.get(near), chosen)
    assert isinstance(new, str), new
    return new


@pytest.mark.parametrize(
    ("note", "near", "expected"),
    [
        pytest.param("", "", "- [ ] new\n", id="an empty note"),
        pytest.param("Text\n\n", "", "Text\n- [ ] new\n\n", id="below the last text"),
        pytest.param("- [ ] a\r\n", "", "- [ ] a\r\n- [ ] new\r\n", id="CRLF"),
        pytest.param(
            GOAL + "# Run\n\nWhy not.\n",
            "",
            GOAL + "# Run\n\nWhy not.\n\n## Steps\n- [ ] new\n",
            id="a goal without a task",
        ),
        pytest.param(
            GOAL + "- [ ] a\n\n## Log\n", "a", GOAL + "- [ ] a\n- [ ] new\n\n## Log\n", id="above any heading"
        ),
        pytest.param(
            GOAL + "## One\n- [ ] a\n  - [ ] b\n\n### Two\n- [ ] c\n",
            "a",
            GOAL + "## One\n- [ ] a\n  - [ ] b\n- [ ] new\n\n### Two\n- [ ] c\n",
            id="under the heading of its neighbour",
        ),
        pytest.param(
            GOAL + "## One\n- [ ] a\n## Two\n- [ ] c\n",
            "c",
            GOAL + "## One\n- [ ] a\n## Two\n- [ ] c\n- [ ] new\n",
            id="under the last heading",
        ),
    ],
)
def test_where_a_task_goes(note: str, near: str, expected: str) -> None:
    assert added(note, near) == expected


def test_outside_of_goals_it_gets_the_word_that_makes_a_task() -> None:
    config = Config(tasks=TasksConfig(global_filter="#task"))
    assert added("", config=config) == "- [ ] new #task\n"
    assert added(GOAL, config=config).endswith("- [ ] new\n")
    assert with_new_task("Note.md", "", "new #task", None, config) == "- [ ] new #task\n"


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("```\ncode\n", id="an open fence"),
        pytest.param("%% a comment\n", id="an open comment"),
        pytest.param(GOAL + "## Steps\n\n## Steps\n", id="two headings of one name"),
    ],
)
def test_where_there_is_no_place_for_it(note: str) -> None:
    assert isinstance(with_new_task("Note.md", note, "new", None, Config()), Hindered)


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        pytest.param("- [x] a\n- [ ] b\n- [ ] c", "b", id="the next action"),
        pytest.param("- [x] a\n- [x] b", "b", id="the last task"),
        pytest.param("", None, id="none"),
    ],
)
def test_beside_which_task_of_a_goal(tasks: str, expected: str | None) -> None:
    found = neighbour(measured(f"=== Goal.md\n---\ntype: goal\n---\n{tasks}\n").goals["Goal.md"])
    assert (found and found.title) == expected


@pytest.mark.parametrize(
    ("body", "number", "expected"),
    [
        pytest.param(
            "metric: km\n---\n# Run\n",
            5.5,
            "metric: km\n---\n# Run\n\n## Log\n- 2026-11-22: 5,5 km\n",
            id="new",
        ),
        pytest.param(
            "metric: km\nmetric_now: 3 # mine\n---\n## 기록\n- 2026-11-01: 3\n",
            5.5,
            "metric: km\nmetric_now: 5.5 # mine\n---\n## 기록\n- 2026-11-01: 3\n- 2026-11-22: 5,5 km\n",
            id="where it stands by hand, too",
        ),
        pytest.param(
            "habit: daily\nmetric_now: 3\n---\n## Log:\n",
            None,
            "habit: daily\nmetric_now: 3\n---\n## Log:\n- 2026-11-22: 5,5 km\n",
            id="a habit",
        ),
    ],
)
def test_where_an_entry_of_a_log_goes(body: str, number: float | None, expected: str) -> None:
    head = "---\ntype: goal\n"
    note = read_note("Run.md", head + body, Config())
    assert apply_edits(head + body, log_edits(note, "5,5 km", number, DAY)) == head + expected
