"""Storms of changes against a real daemon: how long until what it wrote is what a fresh look would write.

Runs `aimo run` over a vault in git and prints, for each storm, the seconds from its last change: many changed
notes, a checkout of another branch and back, and a queue that overflows because the daemon stands still while
more events come than the system keeps. `python benchmarks/storm.py [CHANGES] [NOTES]`; the default is 20,000
changes of 2,000 notes.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.cycle import WriteNote, foresee
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120.0
"""Seconds after which a storm is given up."""
GOALS = 20


def main() -> None:
    """Three storms."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    changes, notes = (*numbers, *(20_000, 2_000)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        root = make_vault(Path(folder, "vault"), notes)
        daemon = subprocess.Popen(
            [sys.executable, "-c", "from aimo_md.cli import main; main()", "run", "--vault", str(root)],
            stderr=subprocess.DEVNULL,
        )
        try:
            tell("the first look", root, lambda: None)
            tell(f"{changes:,} changes", root, lambda: change(root, notes, changes))
            tell("a checkout", root, lambda: git(root, "checkout", "--quiet", "--force", "other"))
            tell("and back", root, lambda: git(root, "checkout", "--quiet", "--force", "main"))
            tell("an overflow", root, lambda: overflow(root, notes, changes, daemon))
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.wait()
        print("git fsck:", git(root, "fsck", "--strict", "--no-dangling") or "clean")


def make_vault(root: Path, notes: int) -> Path:
    """Goals and notes, a second branch with other boxes ticked, and commits only when told."""
    root.mkdir()
    (root / "aimo.toml").write_text('[git]\ncommit = "off"\n', "utf-8")
    for number in range(notes):
        write(root, number, 0)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    git(root, "checkout", "--quiet", "-b", "other")
    for number in range(notes):
        write(root, number, 5)
    git(root, "commit", "--quiet", "--all", "-m", "other")
    git(root, "checkout", "--quiet", "main")
    return root


def write(root: Path, number: int, edit: int) -> None:
    """A note; the first ones are goals, the others hold tasks of theirs."""
    boxes = "".join(f"- [{'x' if edit >> bit & 1 else ' '}] Step {number} {bit}\n" for bit in range(3))
    head = "type: goal\ndeadline: 2099-12-31" if number < GOALS else f'parent: "[[Note {number % GOALS}]]"'
    (root / f"Note {number}.md").write_text(f"---\n{head}\n---\n{boxes}", "utf-8")


def change(root: Path, notes: int, changes: int) -> None:
    """Change notes, one after the other, as fast as it goes."""
    dice = random.Random(changes)  # noqa: S311 (a storm, no secret)
    for _ in range(changes):
        write(root, dice.randrange(notes), dice.randrange(8))


def overflow(root: Path, notes: int, changes: int, daemon: subprocess.Popen[bytes]) -> None:
    """Change more than the queue of events holds while nobody takes from it."""
    daemon.send_signal(signal.SIGSTOP)
    change(root, notes, max(changes, int(Path("/proc/sys/fs/inotify/max_queued_events").read_text("utf-8"))))
    daemon.send_signal(signal.SIGCONT)


def tell(name: str, root: Path, storm: Callable[[], object]) -> None:
    """Let a storm pass, and say how long it took from its end until all was told."""
    storm()
    end = time.monotonic()
    while not is_told(root):
        if time.monotonic() - end > PATIENCE:
            raise SystemExit(f"{name}: not told within {PATIENCE:.0f} s")
        time.sleep(0.1)
    print(f"{name}: {time.monotonic() - end:.1f} s", flush=True)


def is_told(root: Path) -> bool:
    """Whether a fresh look at the vault would write nothing else than what stands there."""
    turn = foresee(Workplace(root), datetime.now(UTC).astimezone(), commit_due=False)
    return not any(isinstance(action, WriteNote) for action in turn.actions)


def git(root: Path, *arguments: str) -> str:
    """What git answers."""
    command = ("git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@localhost", *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
