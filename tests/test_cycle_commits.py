"""What a turn commits, in real repositories."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import CommitNotes
from aimo_md.errors import AimoError, GitError
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.folders import (
    EVENING,
    NOON,
    REVIEW,
    change,
    commit_all,
    git,
    make_vault,
    put,
    subjects,
    turn,
)

if TYPE_CHECKING:
    from pathlib import Path

THIS_WEEK = week_of(NOON.date(), week_start=0)
GARLIC = "- [ ] Plant the garlic"
PLANTED = "- [x] Plant the garlic ✅ 2026-11-22"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden in a repository, with a dashboard that is committed."""
    root = make_vault(tmp_path / "vault", with_git=True)
    turn(root, EVENING - timedelta(days=7))
    commit_all(root)
    return root


def committed(root: Path) -> list[str]:
    """The files of the last commit."""
    return git(root, "show", "--name-only", "--format=", "-z", "HEAD").rstrip("\0").split("\0")


def test_a_change_of_the_users_is_committed_with_the_dashboard_that_follows(vault: Path) -> None:
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    turn(vault)
    assert subjects(vault)[0] == "Grow a garden: 1 done, 33 % → 67 %"
    assert committed(vault) == ["Aimo.md", "Goals/Garden.md"]
    assert git(vault, "status", "--porcelain") == ""


def test_nothing_is_committed_before_it_is_due(vault: Path) -> None:
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    turn(vault, commit_due=False)
    assert subjects(vault)[0] == "By hand"
    turn(vault)
    assert subjects(vault)[0] == "Grow a garden: 1 done, 33 % → 67 %"


def test_what_changed_only_in_aimos_words_waits_for_the_next_commit(vault: Path) -> None:
    turn(vault)
    assert git(vault, "status", "--porcelain") == "M Aimo.md"
    assert subjects(vault)[0] == "By hand"
    put(vault / "Inbox.md", "- [ ] Call the plumber again\n")
    turn(vault)
    assert subjects(vault)[0] == "Update Inbox"
    assert committed(vault) == ["Aimo.md", "Inbox.md"]


def test_what_a_person_asked_for_is_committed(vault: Path) -> None:
    turn(vault, wanted=THIS_WEEK)
    assert subjects(vault)[0] == "Write 2026-W47 review and refresh the dashboard"
    assert committed(vault) == ["Aimo.md", REVIEW]


def test_what_the_user_writes_into_a_generated_note_is_committed(vault: Path) -> None:
    turn(vault, wanted=THIS_WEEK)
    change(vault / REVIEW, "What worked?\n", "What worked?\n\nGetting up with the birds.\n")
    turn(vault)
    assert subjects(vault)[0] == "Write 2026-W47 review"
    assert turn(vault).actions == ()


def test_a_note_that_is_removed_is_committed(vault: Path) -> None:
    (vault / "Goals/Garden.md").unlink()
    turn(vault)
    assert subjects(vault)[0] == "Grow a garden: no longer there"
    assert committed(vault) == ["Aimo.md", "Goals/Garden.md"]


@pytest.mark.parametrize(
    ("mode", "commits"),
    [
        pytest.param("notes", [["Aimo.md", "Goals/Garden.md"]], id="notes"),
        pytest.param("own", [["Aimo.md"]], id="own"),
        pytest.param("off", [], id="off"),
    ],
)
def test_whose_notes_are_committed(vault: Path, mode: str, commits: list[list[str]]) -> None:
    put(vault / "aimo.toml", f'[git]\ncommit = "{mode}"\n')
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    actions = turn(vault).actions
    assert [list(action.paths) for action in actions if isinstance(action, CommitNotes)] == commits
    assert turn(vault).actions == ()
    assert [committed(vault)] == (commits or [["Aimo.md"]])


def test_what_is_no_note_is_not_committed(vault: Path) -> None:
    put(vault / "aimo.toml", "")
    put(vault / "picture.png", "no picture")
    put(vault / ".obsidian/app.json", "{}")
    put(vault / "New.md", "Text.\n")
    turn(vault)
    assert committed(vault) == ["Aimo.md", "New.md"]


def test_what_the_user_has_staged_stays_staged(vault: Path) -> None:
    put(vault / "picture.png", "no picture")
    git(vault, "add", "picture.png")
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    turn(vault)
    assert git(vault, "status", "--porcelain") == "A  picture.png"


def test_without_a_repository_nothing_is_committed(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault")
    assert not any(isinstance(action, CommitNotes) for action in turn(root).actions)
    assert not (root / ".git").exists()


def test_the_first_commit_of_a_new_repository(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault")
    git(root, "init", "--quiet")
    turn(root)
    assert subjects(root) == ["Grow a garden: new"]
    assert committed(root) == ["Aimo.md", "Goals/Garden.md", "Inbox.md"]


def test_a_private_goal_is_in_no_message(vault: Path) -> None:
    put(vault / "Goals/Secret.md", "---\ntype: goal\nprivate: true\n---\n# A ring for Ada\n\n- [ ] Ask\n")
    turn(vault)
    change(vault / "Goals/Secret.md", "- [ ] Ask", "- [x] Ask ✅ 2026-11-22\n- [ ] Wait")
    turn(vault)
    assert len(subjects(vault)) > len(["By hand", "By hand"])
    assert not any(word in git(vault, "log", "--format=%B") for word in ("Secret", "Ada", "Ask"))


def test_a_merge_in_progress_is_waited_for(vault: Path) -> None:
    (vault / ".git/MERGE_HEAD").write_text(git(vault, "rev-parse", "HEAD") + "\n")
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    with pytest.raises(GitError, match="a merge is in progress"):
        turn(vault)
    assert "67 %" in (vault / "Aimo.md").read_text()
    (vault / ".git/MERGE_HEAD").unlink()
    turn(vault)
    assert subjects(vault)[0] == "Grow a garden: 1 done, 33 % → 67 %"


def test_a_review_whose_commit_failed_is_not_queued_again(vault: Path) -> None:
    (vault / ".git/MERGE_HEAD").write_text(git(vault, "rev-parse", "HEAD") + "\n")
    put(vault / "Inbox.md", "- [ ] Call the plumber again\n")
    place = Workplace(vault)
    with pytest.raises(GitError):
        turn(place, EVENING)
    assert place.state.read_jobs() == {"weekly-review": "2026-W47"}
    (vault / ".git/MERGE_HEAD").unlink()
    assert [type(action) for action in turn(place, EVENING).actions] == [CommitNotes]
    assert committed(vault) == ["Aimo.md", "Inbox.md", REVIEW]


def test_what_lies_in_the_way_of_the_dashboard_keeps_no_note_from_being_committed(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault", with_git=True)
    (root / "Aimo.md").mkdir()
    change(root / "Goals/Garden.md", GARLIC, PLANTED)
    with pytest.raises(AimoError, match=r"Aimo\.md"):
        turn(root)
    assert committed(root) == ["Goals/Garden.md"]


def test_a_review_that_could_not_be_written_is_due_again(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault", with_git=True)
    turn(root, EVENING - timedelta(days=7))
    put(root / "Reviews", "a file")
    with pytest.raises(AimoError):
        turn(root, EVENING)
    (root / "Reviews").unlink()
    turn(root, EVENING)
    assert (root / REVIEW).is_file()
