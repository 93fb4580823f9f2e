"""What a commit changed that left a line in its message, in real repositories."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.world.git import open_repository
from aimo_md.world.git.records import ChangedNote, changed_by
from tests.repositories import commit, git, make_repository, repository

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 22)
LINE = "Decision: ^aimo-d-7c21e0"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A repository with two notes."""
    root = make_repository(tmp_path / "vault")
    commit(root, DAY, {"Goal.md": "a\n", "Other.md": "x\n"})
    return root


def recorded(root: Path, notes: dict[str, str | None], line: str = LINE) -> None:
    """A commit with a line in its body."""
    commit(root, DAY, notes, "--message", line)


def test_the_notes_before_and_after(vault: Path) -> None:
    recorded(vault, {"Goal.md": "b\n"})
    commit(vault, DAY, {"Goal.md": "c\n"})
    assert changed_by(repository(vault), LINE) == (ChangedNote(path="Goal.md", before=b"a\n", after=b"b\n"),)


def test_of_several_commits_the_newest(vault: Path) -> None:
    recorded(vault, {"Goal.md": "b\n"})
    commit(vault, DAY, {"Goal.md": "a\n"})
    recorded(vault, {"Goal.md": "c\n", "Other.md": "y\n"})
    assert [(note.path, note.after) for note in changed_by(repository(vault), LINE)] == [
        ("Goal.md", b"c\n"),
        ("Other.md", b"y\n"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Undoes: ^aimo-d-7c21e0", id="another word"),
        pytest.param(f"{LINE}0", id="a longer line"),
        pytest.param(f"No {LINE}", id="in the midst of a line"),
        pytest.param("Decision: xaimo-d-7c21e0", id="no pattern"),
    ],
)
def test_only_the_whole_line_counts(vault: Path, line: str) -> None:
    recorded(vault, {"Goal.md": "b\n"}, line)
    assert changed_by(repository(vault), LINE) == ()


def test_what_came_or_went_is_left_out(vault: Path) -> None:
    recorded(vault, {"Goal.md": None, "New.md": "n\n", "Other.md": "y\n", "picture.txt": "p\n"})
    assert [note.path for note in changed_by(repository(vault), LINE)] == ["Other.md"]


def test_a_vault_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "all")
    commit(root, DAY, {"notes/Goal.md": "a\n", "Outside.md": "x\n"})
    recorded(root, {"notes/Goal.md": "b\n", "Outside.md": "y\n"})
    inside = open_repository(root / "notes")
    assert inside is not None
    assert changed_by(inside, LINE) == (ChangedNote(path="Goal.md", before=b"a\n", after=b"b\n"),)


def test_whatever_the_owner_has_set_for_searching(vault: Path) -> None:
    recorded(vault, {"Goal.md": "b\n"})
    git(vault, "config", "grep.patternType", "fixed")
    git(vault, "config", "log.showSignature", "true")
    assert len(changed_by(repository(vault), LINE)) == 1


def test_without_a_commit_there_is_nothing(tmp_path: Path) -> None:
    assert changed_by(repository(make_repository(tmp_path / "empty")), LINE) == ()
