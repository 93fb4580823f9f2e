"""A lock of git's that was left behind: git killed, or the power gone, in the midst of its work.

Knows lock files, and how to find out whether a git is still at work that it may belong to. Knows nothing of
what git was doing.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ABANDONED_AFTER: Final = 600.0
"""Seconds after which a lock may be one that nobody holds; programs beside git hold theirs for moments."""
_PROCESSES: Final = Path("/proc")


def make_way(work_tree: Path, git_dir: Path, shared: Path, branch: str) -> None:
    """Delete the locks that keep a commit from being made, as far as `clear_away` finds them abandoned.

    That of git's maintenance keeps none from it; but with it git never packs the repository again.

    Args:
        work_tree: where the commit is made.
        git_dir: git's folder for this work tree.
        shared: git's folder for all work trees of the repository; the same one where there is no other.
        branch: the branch that is checked out.
    """
    names = ("packed-refs.lock", f"refs/heads/{branch}.lock", "objects/maintenance.lock")
    common = {shared / name for name in names}
    own = set(git_dir.glob("*.lock")) - common
    for lock in own:
        clear_away(lock, work_tree, git_dir)
    for lock in common:
        clear_away(lock, work_tree, shared, *_other_work_trees(shared))


def clear_away(lock: Path, *folders: Path, processes: Path = _PROCESSES) -> bool:
    """Delete a lock file that is old and belongs to no git any more; whether that was done.

    A git that waits in an editor for its message holds its lock for as long. Only Linux tells which programs
    run where, in `processes`; elsewhere nothing is deleted.

    Args:
        lock: the lock file, there or not.
        folders: the work tree and git's own folder; a git that is at work in one of them may hold the lock.
        processes: where the system lists what runs.
    """
    try:
        age = time.time() - lock.stat().st_mtime
    except OSError:
        return False
    if age < ABANDONED_AFTER or not processes.is_dir() or _is_at_work(folders, processes):
        return False
    with suppress(OSError):  # git will say what is in its way
        lock.unlink()
        return True
    return False


def _other_work_trees(shared: Path) -> Iterator[Path]:
    """Where a git may be at work on the same branches: beside git's folder, and where it has noted."""
    if shared.name == ".git":
        yield shared.parent
    for note in shared.glob("worktrees/*/gitdir"):
        with suppress(OSError):
            yield Path(os.fsdecode(note.read_bytes()).rstrip("\n")).parent


def _is_at_work(folders: tuple[Path, ...], processes: Path) -> bool:
    """Whether a git runs in one of the folders, or one runs of which nobody can tell where."""
    real = [folder.resolve() for folder in folders]
    for process in _gits(processes):
        try:
            place = (process / "cwd").readlink()
        except FileNotFoundError:  # it has just ended
            continue
        except OSError:  # another user's
            return True
        if any(place.is_relative_to(folder) for folder in real):
            return True
    return False


def _gits(processes: Path) -> Iterator[Path]:
    for process in processes.glob("[0-9]*"):
        try:
            name = (process / "comm").read_bytes()
        except OSError:
            continue
        if name.startswith(b"git"):
            yield process
