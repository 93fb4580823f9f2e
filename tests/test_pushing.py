"""Pushing to real repositories, and what is said where that does not work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.pushing import AGAIN, Pushing
from tests.folders import commit_all, git, make_vault, put, subjects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """An empty repository to push to."""
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def vault(tmp_path: Path, remote: Path) -> Path:
    """A repository that is set to push there."""
    root = make_vault(tmp_path / "vault", with_git=True)
    git(root, "remote", "add", "origin", str(remote))
    git(root, "push", "--quiet", "--set-upstream", "origin", "main")
    return root


def pushing(vault: Path, said: list[str], *, wanted: bool = True) -> Pushing:
    return Pushing(vault, lambda: wanted, said.append)


def write(vault: Path, text: str) -> None:
    put(vault / "Inbox.md", text)
    commit_all(vault)


def test_what_was_committed_arrives(vault: Path, remote: Path) -> None:
    said: list[str] = []
    write(vault, "- [ ] Call\n")
    assert pushing(vault, said).push() is None
    assert git(remote, "rev-parse", "main") == git(vault, "rev-parse", "main")
    assert said == []


def test_nothing_is_pushed_where_nobody_wants_it(vault: Path, remote: Path) -> None:
    write(vault, "- [ ] Call\n")
    assert pushing(vault, [], wanted=False).push() is None
    assert len(subjects(remote)) == 1


def test_without_a_repository_there_is_nothing_to_push(tmp_path: Path) -> None:
    assert pushing(make_vault(tmp_path / "plain"), []).push() is None


def test_a_rejected_push_is_said_once_and_never_forced(vault: Path, remote: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(remote), "other")
    write(tmp_path / "other", "- [ ] Theirs\n")
    git(tmp_path / "other", "push", "--quiet")
    theirs = git(remote, "rev-parse", "main")
    write(vault, "- [ ] Mine\n")
    said: list[str] = []
    mine = pushing(vault, said)
    assert mine.push() == AGAIN
    write(vault, "- [ ] Mine again\n")
    assert mine.push() == AGAIN
    assert git(remote, "rev-parse", "main") == theirs
    assert len(said) == 1
    assert "[rejected]" in said[0]
    assert said[0].endswith("aimo never forces a push")
    git(vault, "pull", "--quiet", "--rebase", "--strategy-option=theirs")
    assert mine.push() is None
    assert git(remote, "rev-parse", "main") == git(vault, "rev-parse", "main")


@pytest.mark.parametrize(
    ("setting", "value", "hint"),
    [
        pytest.param("remote.origin.url", "/nowhere", "with git itself", id="nowhere"),
        pytest.param("branch.main.remote", "", "--set-upstream", id="no upstream"),
        pytest.param(
            "remote.origin.url",
            "ssh://nobody@127.0.0.1:9/x",
            "try the same with git itself",
            id="unreachable",
        ),
    ],
)
def test_what_stands_in_the_way_is_said(vault: Path, setting: str, value: str, hint: str) -> None:
    if value:
        git(vault, "config", setting, value)
    else:
        git(vault, "config", "--unset", setting)
    write(vault, "- [ ] Call\n")
    said: list[str] = []
    assert pushing(vault, said).push() == AGAIN
    assert said[0].startswith("not pushed: git refused: ")
    assert hint in said[0]
