"""Vaults as folders on the disk, with git where a test wants it, and how a test waits for something."""

from __future__ import annotations

import inspect
import re
import subprocess
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aimo_md.cycle import take_turn
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aimo_md.cycle import Turn
    from aimo_md.text.dates import Period

GARDEN = """
    === Goals/Garden.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-12-31
    ---
    # Grow a garden

    - [x] Buy seeds ✅ 2026-11-10
    - [ ] Dig the beds
    - [ ] Plant the garlic
    === Inbox.md
    - [ ] Call the plumber 📅 2026-11-23
"""
"""A goal with three tasks, and one that moves no goal."""

TIMELESS = """
    === Goals/Garden.md
    ---
    type: goal
    ---
    # Grow a garden

    - [x] Buy seeds
    - [ ] Dig the beds
    - [ ] Plant the garlic
"""
"""The same goal without any day, for what runs by the real clock."""

REVIEW = "Reviews/2026-W47 review.md"
"""The review of the week of `NOON`."""


def at(moment: str) -> datetime:
    """A moment such as `2026-11-22 12:00`."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


NOON = at("2026-11-22 12:00")
"""A Sunday, some hours before the review is due."""
EVENING = at("2026-11-22 18:00")
"""The same Sunday, when the review is due."""


def make_vault(root: Path, text: str = GARDEN, *, with_git: bool = False) -> Path:
    """The notes of a text, each below a line `=== path`, as a folder; committed where it is a repository."""
    parts = re.split(r"^=== (.+)\n", inspect.cleandoc(text) + "\n", flags=re.MULTILINE)[1:]
    root.mkdir(parents=True, exist_ok=True)
    for path, note in zip(parts[::2], parts[1::2], strict=True):
        put(root / path, note)
    if with_git:
        git(root, "init", "--quiet", "--initial-branch=main")
        commit_all(root)
    return root


def put(path: Path, text: str) -> None:
    """Write a text as it is, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def change(path: Path, old: str, new: str) -> None:
    """Change the one place where a note says `old`."""
    text = path.read_bytes().decode()
    assert text.count(old) == 1, f"{path.name} says {old!r} {text.count(old)} times"
    path.write_bytes(text.replace(old, new).encode())


def files(root: Path) -> dict[str, bytes]:
    """All files of a vault by path, without git's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def git(root: Path, *arguments: str) -> str:
    """What git answers."""
    command = ["git", "-C", str(root), "-c", "user.name=Test", "-c", "user.email=test@localhost", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit_all(root: Path) -> None:
    """Commit everything, as the vault's owner would."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "By hand")


def subjects(root: Path) -> list[str]:
    """The subjects of all commits, the newest first."""
    return git(root, "log", "--format=%s").splitlines()


def turn(
    root: Path | Workplace, now: datetime = NOON, *, commit_due: bool = True, wanted: Period | None = None
) -> Turn:
    """One turn of a vault; what was refused while all else was done is raised."""
    place = root if isinstance(root, Workplace) else Workplace(root)
    taken = take_turn(place, now, commit_due=commit_due, wanted=wanted)
    if taken.refused is not None:
        raise taken.refused
    return taken


def wait_until(condition: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait for a condition, and fail if it does not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.02)
