"""A daemon's life in fast motion: edits and commits without end, and what it costs to keep going.

    python benchmarks/soak.py [EDITS] [EVERY]

Turns over one vault as the daemon does, in one process; makes so many edits, and a commit after every so
many of them (10,000 and 5 unless told otherwise), a hundred edits a day of a clock that goes as fast. Prints
memory, objects of Python's, open files, threads and children as it goes, and the slope of each: over all
edits, and over the second half, in which what levels off does not grow any more.

Two things level off after some 5,000 edits. The hashes of the lines that aimo writes are kept, up to 4,096 of
them, which take 2 MiB (`text/blocks.py`); and the heap keeps a few MiB that a turn needs now and then.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.cycle import take_turn
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = datetime(2026, 8, 3, 8, tzinfo=UTC)
EDITS_A_DAY = 100
BETWEEN_EDITS = timedelta(days=1) / EDITS_A_DAY
SAMPLES = 20
GOALS = 10


def main() -> None:
    """Edit, turn, commit, and measure."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    edits, every = (*numbers, *(10_000, 5)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        commit_as_of(FIRST_DAY)
        root = make_vault(Path(folder, "vault"))
        place = Workplace(root)
        now = FIRST_DAY
        names = ("edits", "KiB", "objects", "files", "threads", "children")
        print(*(f"{name:>9}" for name in names))
        samples: list[tuple[int, ...]] = []
        for number in range(1, edits + 1):
            note = root / f"Goal {number % GOALS}.md"
            note.write_text(goal(number % GOALS, number), "utf-8")
            now += BETWEEN_EDITS
            if number % EDITS_A_DAY == 0:  # at every edit it would cost memory: nothing set is ever freed
                commit_as_of(now)
            take_turn(place, now, commit_due=number % every == 0)
            if number % max(edits // SAMPLES, 1) == 0:
                gc.collect()
                samples.append((number, *used()))
                print(*(f"{value:9,}" for value in samples[-1]), flush=True)
    for column, name in enumerate(names[1:], 1):
        whole, half = (slope(part, column) for part in (samples, samples[len(samples) // 2 :]))
        print(f"{name}: {whole:+.3f} per 1,000 edits, {half:+.3f} in the second half")


def commit_as_of(now: datetime) -> None:
    """Let git take this for the time of its commits."""
    os.environ["GIT_AUTHOR_DATE"] = os.environ["GIT_COMMITTER_DATE"] = now.isoformat()


def make_vault(root: Path) -> Path:
    """A repository with some goals."""
    root.mkdir()
    for number in range(GOALS):
        (root / f"Goal {number}.md").write_text(goal(number, 0), "utf-8")
    git = ("git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@localhost")
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "first")):
        subprocess.run([*git, *command], check=True)
    return root


def goal(number: int, edit: int) -> str:
    """A goal whose boxes change with every edit."""
    boxes = "".join(f"- [{'x' if edit >> bit & 1 else ' '}] Step {bit}\n" for bit in range(10))
    return f"---\ntype: goal\nstart: 2026-10-01\ndeadline: 2026-12-31\n---\n# Goal {number}\n\n{boxes}"


def used() -> tuple[int, int, int, int, int]:
    """Resident memory in KiB, Python's own objects, open files, threads and children; Linux tells."""
    status = Path("/proc/self/status").read_text("utf-8")
    memory = next(int(line.split()[1]) for line in status.split("\n") if line.startswith("VmRSS"))
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("utf-8").split()
    files = len(list(Path("/proc/self/fd").iterdir()))
    return memory, sys.getallocatedblocks(), files, threading.active_count(), len(children)


def slope(samples: Sequence[Sequence[int]], column: int) -> float:
    """By how much the values of a column grow in a thousand edits, by least squares."""
    edits, values = [sample[0] for sample in samples], [sample[column] for sample in samples]
    middle, mean = sum(edits) / len(edits), sum(values) / len(values)
    across = sum((edit - middle) ** 2 for edit in edits)
    along = sum((edit - middle) * (value - mean) for edit, value in zip(edits, values, strict=True))
    return along / across * 1_000 if across else 0.0


if __name__ == "__main__":
    main()
