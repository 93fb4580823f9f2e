"""Looking at a vault on the disk, and making its files as old as a test wants them."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.cycle import Snapshot

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = 60.0
JUST_NOW = 0.0


def put(root: Path, path: str, text: str, age: float = LONG_AGO) -> None:
    """Write a file in place, and let it look as if that had been so many seconds ago."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    then = time.time_ns() - int(age * 1e9)
    os.utime(file, ns=(then, then))


def opened(root: Path) -> Workplace:
    """A workplace that has looked once."""
    place = Workplace(root)
    look(place)
    return place


def look(place: Workplace) -> Snapshot:
    return place.look(NOW, commit_due=False)


def tasks(snapshot: Snapshot) -> list[str]:
    """The symbols and titles of all tasks, by path and line."""
    readings = sorted(snapshot.notes.values(), key=lambda reading: reading.path)
    return [f"[{task.symbol}] {task.title}" for reading in readings for task in reading.tasks]


def codes(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in snapshot.problems]
