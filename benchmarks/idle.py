"""What the daemon costs while nothing happens: processor time, and how often which of its threads wakes up.

    python benchmarks/idle.py [SECONDS [NOTES]]

Starts `aimo run` on a vault of its own in git (1,000 notes unless told otherwise), waits until it has been
idle for a while, and counts for two minutes what the system says of each of its threads (Linux). Under 0.2 %
of a processor is wanted, and nobody to wake up but the timer of `timing.SUPERVISE`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from aimo_md.timing import SUPERVISE
from tests.cli.commands import start

SECONDS = 120
NOTES = 1_000
STARTING = 45.0
"""Seconds after which the first turns and the commit are over."""
MOST = 0.2
"""Percent of a processor."""


class Spent(NamedTuple):
    """What a thread has spent: seconds of a processor, and how often it has waited for something."""

    seconds: float
    waits: int


def main() -> None:
    """Start, wait, count, print."""
    seconds, notes = (*map(int, sys.argv[1:]), *(SECONDS, NOTES)[len(sys.argv) - 1 :])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        root = make_vault(Path(folder, "vault"), notes)
        daemon = start("run", "--vault", root)
        try:
            time.sleep(STARTING)
            before = spent(daemon.pid)
            time.sleep(seconds)
            after = spent(daemon.pid)
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.communicate()
    show({thread: (before.get(thread, Spent(0.0, 0)), now) for thread, now in after.items()}, seconds)


def show(threads: dict[int, tuple[Spent, Spent]], seconds: int) -> None:
    """Print what each thread spent, and what that is in all."""
    print(f"{len(threads)} threads, {seconds} s; the timer is due every {SUPERVISE:g} s")
    for number, (before, after) in enumerate(threads.values(), 1):
        waits, took = after.waits - before.waits, after.seconds - before.seconds
        print(f"thread {number}: {waits:4} wake-ups, {took * 1e3:7.2f} ms")
    total = sum(after.seconds - before.seconds for before, after in threads.values())
    print(f"in all {total / seconds:.3%} of a processor")
    if total / seconds > MOST / 100:
        sys.exit(f"more than {MOST} %")


def make_vault(root: Path, notes: int) -> Path:
    """A repository with a goal for every twenty notes."""
    for number in range(notes):
        note = root / f"Folder {number // 50}" / f"Note {number}.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        head = "type: goal" if number % 20 == 0 else f'parent: "[[Note {number // 20 * 20}]]"'
        note.write_text(f"---\n{head}\n---\n- [ ] Step {number}\n- [x] Done {number}\n", "utf-8")
    (root / "aimo.toml").write_text("", "utf-8")
    git = ("git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@localhost")
    for command in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "first")):
        subprocess.run([*git, *command], check=True)
    return root


def spent(process: int) -> dict[int, Spent]:
    """What each thread of a process has spent so far, the main thread first."""
    return {int(task.name): of_thread(task) for task in sorted(Path(f"/proc/{process}/task").iterdir())}


def of_thread(task: Path) -> Spent:
    """What one thread has spent so far."""
    nanoseconds, *_ = (task / "schedstat").read_text("utf-8").split()
    status = (task / "status").read_text("utf-8").split("\n")
    waits = next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return Spent(int(nanoseconds) / 1e9, waits)


if __name__ == "__main__":
    main()
