"""What git's history adds to a turn, in real repositories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import measured
from aimo_md.workplace import Workplace
from tests.folders import NOON, change, commit_all, git, make_vault, turn

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.measures.model import GoalMeasure

GOAL = "Goals/Garden.md"
GARDEN = """
    === Goals/Garden.md
    ---
    type: goal
    deadline: 2026-12-31
    ---
    - [ ] Buy seeds
    - [ ] Dig the beds
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A goal without any day but its deadline, in a repository without a commit."""
    root = make_vault(tmp_path / "vault", GARDEN)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def committed_on(root: Path, moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit all as of a moment."""
    with monkeypatch.context() as patch:
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            patch.setenv(name, moment.isoformat())
        commit_all(root)


def garden(root: Path, now: datetime) -> GoalMeasure:
    return measured(Workplace(root).look(now, commit_due=False)).goals[GOAL]


def test_a_tick_without_a_day_moves_its_goal_today(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    assert garden(vault, NOON).moved_on is None
    change(vault / GOAL, "- [ ] Buy seeds", "- [x] Buy seeds")
    assert garden(vault, NOON).moved_on == NOON.date()
    committed_on(vault, NOON, monkeypatch)
    assert garden(vault, NOON + timedelta(days=3)).moved_on == NOON.date()


def test_without_a_start_a_goal_begins_with_the_first_commit_of_its_note(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    found = garden(vault, NOON)
    assert found.span.start == (NOON - timedelta(days=10)).date()
    assert found.slip is not None


def test_a_note_that_is_not_committed_begins_today(vault: Path) -> None:
    assert garden(vault, NOON).span.start == NOON.date()


def test_without_git_nothing_is_guessed(tmp_path: Path) -> None:
    found = garden(make_vault(tmp_path / "bare", GARDEN), NOON)
    assert found.span.start is None
    assert found.slip is None


def test_the_next_turn_finds_nothing_to_do(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed_on(vault, NOON - timedelta(days=10), monkeypatch)
    change(vault / GOAL, "- [ ] Buy seeds", "- [x] Buy seeds")
    now = datetime.now(UTC)
    assert turn(vault, now).actions
    assert turn(vault, now).actions == ()
