"""That a repository which aimo commits to for months is packed, and is not asked about it at each commit."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.world.git_vault import git, opened, put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def crowded(vault: Path) -> Path:
    """A repository in which so much lies about that git wants to pack it."""
    git(vault, "config", "gc.auto", "1")
    git(vault, "config", "gc.autoDetach", "false")
    lay_about(vault)
    return vault


def lay_about(vault: Path) -> None:
    """Leave objects in the one folder by which git tells how many there are in all."""
    texts = (b"%d" % number for number in itertools.count())
    crowd = (text for text in texts if hashlib.sha1(b"blob %d\0" % len(text) + text).digest()[0] == 0x17)  # noqa: S324 (the names that git gives)
    for text in itertools.islice(crowd, 3):
        subprocess.run(
            ["git", "-C", str(vault), "hash-object", "-w", "--stdin"],
            input=text,
            check=True,
            capture_output=True,
        )


def packed(vault: Path) -> int:
    told = git(vault, "count-objects", "-v")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("in-pack:"))


def test_git_packs_now_and_then(crowded: Path) -> None:
    repository = opened(crowded)
    known = [packed(crowded)]
    for number in range(70):
        if number == 1:  # what the first commit packed is gone
            lay_about(crowded)
        put(crowded, "a.md", f"changed {number}\n")
        assert repository.commit(["a.md"], "x")
        known.append(packed(crowded))
    grown = [number for number, (before, after) in enumerate(itertools.pairwise(known)) if after > before]
    assert grown == [0, 64]


def test_a_command_that_commits_once_leaves_it_to_git(crowded: Path) -> None:
    put(crowded, "a.md", "changed\n")
    assert opened(crowded).commit(["a.md"], "x")
    assert packed(crowded) > 0


def test_who_packs_by_hand_is_left_to_it(crowded: Path) -> None:
    git(crowded, "config", "maintenance.auto", "false")
    put(crowded, "a.md", "changed\n")
    assert opened(crowded).commit(["a.md"], "x")
    assert packed(crowded) == 0


def test_a_packing_that_fails_costs_no_commit(crowded: Path) -> None:
    (crowded / ".git/packed-refs.lock").touch()  # with that git does not begin
    put(crowded, "a.md", "changed\n")
    committed = opened(crowded).commit(["a.md"], "x")
    assert committed is not None
    assert committed.id == git(crowded, "rev-parse", "HEAD")
    assert packed(crowded) == 0
