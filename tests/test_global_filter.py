"""The word by which the Tasks plugin knows a line as a task: read, kept where it stands, and not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, TasksConfig
from aimo_md.goals.parse import read_note
from aimo_md.text.dates import week_of
from tests.answered_vaults import DASHBOARD, REVIEW, line, tick
from tests.folders import NOON, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("word", "text", "title"),
    [
        pytest.param("#task", "#task Dig 📅 2026-11-22", "Dig", id="in front"),
        pytest.param("#task", "Dig #task 📅 2026-11-22", "Dig", id="behind"),
        pytest.param("#task", "Dig #task the beds #task", "Dig the beds", id="twice"),
        pytest.param("#task", "Dig #task/home", "Dig #task/home", id="another tag"),
        pytest.param("#task", "Dig it (#task)", "Dig it (#task)", id="in brackets"),
        pytest.param("#task", "#task", "", id="alone"),
        pytest.param("TODO", "TODO Dig a TODOlist", "Dig a TODOlist", id="a word"),
        pytest.param("", "Dig #task", "Dig #task", id="no filter"),
    ],
)
def test_the_global_filter_is_no_part_of_what_a_task_is_called(word: str, text: str, title: str) -> None:
    config = Config(tasks=TasksConfig(global_filter=word))
    (task,) = read_note("Inbox.md", f"- [ ] {text}", config).tasks
    assert task.title == title
    assert task.words.text == text.removesuffix(" 📅 2026-11-22"), "programs get all that stands there"


def test_a_weekday_may_stand_behind_the_global_filter() -> None:
    config = Config(tasks=TasksConfig(global_filter="#task"))
    (task,) = read_note("Inbox.md", "- [ ] #task Wednesday: dig", config).tasks
    assert task.weekdays == (2,)


def test_a_task_with_a_global_filter_is_mirrored_without_it_and_ticked(tmp_path: Path) -> None:
    vault = make_vault(tmp_path, "=== Inbox.md\n- [ ] #task Call Ann about #1 📅 2026-11-22\n")
    put(vault / "aimo.toml", '[tasks]\nglobal_filter = "#task"\n')
    turn(vault)
    assert line(vault / DASHBOARD, "Call Ann").startswith(
        "- [ ] Call Ann about #1 (Sun 22) — [[Inbox]] ^aimo-t-"
    )
    tick(vault / DASHBOARD, "Call Ann")
    turn(vault)
    assert (vault / "Inbox.md").read_text(
        "utf-8"
    ) == "- [x] #task Call Ann about #1 📅 2026-11-22 ✅ 2026-11-22\n"
    assert turn(vault).actions == ()


def test_a_review_tells_of_what_was_done_without_it(tmp_path: Path) -> None:
    goal = "=== Bread.md\n---\ntype: goal\n---\n- [ ] Bake\n"
    vault = make_vault(tmp_path, goal + "=== 2026-11-22.md\n- [x] Ask Ann #task [[Bread]] ✅ 2026-11-22\n")
    put(vault / "aimo.toml", '[tasks]\nglobal_filter = "#task"\n')
    turn(vault, wanted=week_of(NOON.date()))
    assert line(vault / REVIEW, "Ask Ann").endswith(": Ask Ann")
