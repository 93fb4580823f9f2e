"""The properties of goals, kept by the turns where their owner wants that."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import CommitNotes, WriteNote
from aimo_md.text.dates import parse_period
from aimo_md.workplace import Workplace
from tests.folders import NOON, change, files, git, make_vault, put, subjects, turn

if TYPE_CHECKING:
    from pathlib import Path

GOAL = "Goals/Garden.md"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden, committed and left alone for a minute; its owner wants the properties."""
    root = make_vault(tmp_path / "vault", with_git=True)
    put(root / "aimo.toml", "[notes]\nproperties = true\n")
    leave_alone(root / GOAL)
    return root


def leave_alone(path: Path) -> None:
    then = time.time() - 60
    os.utime(path, (then, then))


def test_they_are_kept_and_the_next_turn_has_nothing_to_do(vault: Path) -> None:
    before = files(vault)[GOAL]
    done = turn(vault)
    assert [action.path for action in done.actions if isinstance(action, WriteNote)] == [GOAL, "Aimo.md"]
    text = (vault / GOAL).read_text("utf-8")
    assert "\naimo_progress: 33\naimo_health: " in text
    assert "\ntasks_done: 1\ntasks_total: 3\n---\n" in text
    assert text.endswith(before.decode().partition("---\n# ")[2])
    assert turn(vault).actions == ()


def test_a_note_that_is_being_edited_waits(vault: Path) -> None:
    change(vault / GOAL, "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-22")
    place = Workplace(vault, patience=30)
    turn(place)
    assert "aimo_progress" not in (vault / GOAL).read_text("utf-8")
    leave_alone(vault / GOAL)
    turn(place)
    assert "\naimo_progress: 67\n" in (vault / GOAL).read_text("utf-8")


def test_alone_they_make_no_commit_and_join_the_next(vault: Path) -> None:
    turn(vault)
    assert subjects(vault) == ["By hand"]
    change(vault / GOAL, "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-22")
    done = turn(vault)
    assert [action.paths for action in done.actions if isinstance(action, CommitNotes)] == [("Aimo.md", GOAL)]
    assert git(vault, "status", "--porcelain") == "?? aimo.toml"


def test_a_commit_is_not_named_after_them(vault: Path) -> None:
    turn(vault, wanted=parse_period("2026-11"))
    assert subjects(vault) == ["Write 2026-11 review and refresh the dashboard", "By hand"]
    assert "aimo_progress" in git(vault, "show", f"HEAD:{GOAL}")


def test_by_itself_no_note_of_a_goal_is_touched(vault: Path) -> None:
    put(vault / "aimo.toml", "")
    before = files(vault)[GOAL]
    turn(vault, NOON)
    assert files(vault)[GOAL] == before


def test_goals_in_the_archive_are_left_alone(vault: Path) -> None:
    text = "---\ntype: goal\n---\n- [ ] a\n"
    put(vault / "Archive/Old.md", text)
    leave_alone(vault / "Archive/Old.md")
    turn(vault)
    assert (vault / "Archive/Old.md").read_text("utf-8") == text
