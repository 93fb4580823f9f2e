"""Locks of git's that were left behind, and those that were not."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import GitError
from aimo_md.world.git import open_repository
from aimo_md.world.git.locks import ABANDONED_AFTER, clear_away
from tests.world.git_vault import git, put

if TYPE_CHECKING:
    from pathlib import Path

OLD, YOUNG = ABANDONED_AFTER + 60, ABANDONED_AFTER - 60


@pytest.fixture
def lock(vault: Path) -> Path:
    """An old lock beside the index, and a note that waits to be committed."""
    lock = vault / ".git/index.lock"
    lock.touch()
    aged(lock, OLD)
    put(vault, "new.md")
    return lock


def aged(lock: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(lock, (then, then))


def commit(vault: Path) -> None:
    repository = open_repository(vault, sleep=lambda _: None)
    assert repository is not None
    repository.commit(["new.md"], "x")


def test_an_old_lock_of_a_git_that_is_gone_is_cleared_away(vault: Path, lock: Path) -> None:
    commit(vault)
    assert git(vault, "log", "-1", "--format=%s") == "x"
    assert not lock.exists()


def test_a_lock_is_left_alone_while_it_is_young(vault: Path, lock: Path) -> None:
    aged(lock, YOUNG)
    with pytest.raises(GitError, match="File exists"):
        commit(vault)
    assert lock.exists()


def test_a_lock_is_left_alone_while_a_git_is_at_work(vault: Path, lock: Path) -> None:
    (vault / "Goals").mkdir()
    with subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=vault / "Goals", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as waits_for_input:
        with pytest.raises(GitError, match="File exists"):
            commit(vault)
        assert lock.exists()
        waits_for_input.communicate()
    commit(vault)
    assert not lock.exists()


def test_a_clock_that_was_set_back_makes_no_lock_old(vault: Path, lock: Path) -> None:
    aged(lock, -OLD)
    assert not clear_away(lock, vault)


def test_where_nobody_tells_what_runs_nothing_is_deleted(vault: Path, lock: Path) -> None:
    assert not clear_away(lock, vault, processes=vault / "none")
    assert not clear_away(vault / ".git/other.lock", vault)
    assert lock.exists()


@pytest.mark.parametrize(
    ("name", "place", "deleted"),
    [
        pytest.param("git", ".", False, id="a git in the vault"),
        pytest.param("git-remote-http", ".git", False, id="a helper of git's in git's folder"),
        pytest.param("git", "..", True, id="a git elsewhere"),
        pytest.param("vim", ".", True, id="another program"),
        pytest.param("git", None, True, id="a git that has just ended"),
    ],
)
def test_which_programs_may_hold_a_lock(
    vault: Path, lock: Path, tmp_path: Path, name: str, place: str | None, *, deleted: bool
) -> None:
    process = tmp_path / "proc/4711"
    process.mkdir(parents=True)
    (tmp_path / "proc/self").mkdir()
    (tmp_path / "proc/4712").mkdir()
    (process / "comm").write_text(f"{name}\n")
    if place is not None:
        (process / "cwd").symlink_to((vault / place).resolve())
    assert clear_away(lock, vault, processes=tmp_path / "proc") == deleted
    assert lock.exists() != deleted


def test_a_git_of_somebody_else_may_hold_a_lock(vault: Path, lock: Path, tmp_path: Path) -> None:
    """Where it runs is not to be seen."""
    process = tmp_path / "proc/4711"
    process.mkdir(parents=True)
    (process / "comm").write_text("git\n")
    (process / "cwd").write_text("no link, which is refused like one that is closed")
    assert not clear_away(lock, vault, processes=tmp_path / "proc")


BRANCH, ELSEWHERE = "refs/heads/feature/herbs", "refs/heads/other"


@pytest.fixture
def branch(vault: Path) -> Path:
    """The locks of a git that was killed while it moved a branch, and a note to be committed on it."""
    git(vault, "branch", "other")
    git(vault, "checkout", "--quiet", "-b", BRANCH.removeprefix("refs/heads/"))
    for name in (BRANCH, ELSEWHERE, "packed-refs", "objects/maintenance"):
        lock = vault / f".git/{name}.lock"
        lock.touch()
        aged(lock, OLD)
    put(vault, "new.md")
    return vault / f".git/{BRANCH}.lock"


def test_an_old_lock_of_the_branch_is_cleared_away(vault: Path, branch: Path) -> None:
    commit(vault)
    assert git(vault, "log", "-1", "--format=%s", BRANCH) == "x"
    assert not branch.exists()
    assert not (vault / ".git/packed-refs.lock").exists()
    assert not (vault / ".git/objects/maintenance.lock").exists(), "nothing would ever be packed"
    assert (vault / f".git/{ELSEWHERE}.lock").exists(), "is in nobody's way"


def test_a_lock_of_the_branch_is_left_alone_while_it_is_young(vault: Path, branch: Path) -> None:
    aged(branch, YOUNG)
    with pytest.raises(GitError, match="File exists"):
        commit(vault)
    assert branch.exists()


@pytest.mark.parametrize(
    ("tree", "at_work"),
    [
        pytest.param("tree", "vault", id="held in the first work tree"),
        pytest.param("vault", "tree", id="held in a linked one"),
    ],
)
def test_a_git_in_another_work_tree_may_hold_the_lock_of_a_branch(
    vault: Path, tmp_path: Path, tree: str, at_work: str
) -> None:
    git(vault, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
    lock = vault / f".git/{git(tmp_path / tree, 'symbolic-ref', 'HEAD')}.lock"
    lock.touch()
    aged(lock, OLD)
    put(tmp_path / tree, "new.md")
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],
        cwd=tmp_path / at_work,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as waits_for_input:
        with pytest.raises(GitError, match="File exists"):
            commit(tmp_path / tree)
        waits_for_input.communicate()
    commit(tmp_path / tree)
    assert git(tmp_path / tree, "log", "-1", "--format=%s") == "x"
