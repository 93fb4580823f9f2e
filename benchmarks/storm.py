"""Storms of changes against a running daemon: how long until it knows what a fresh look at the vault finds.

    python benchmarks/storm.py [CHANGES [NOTES]]

Lets a daemon watch a vault in git (2,000 notes unless told otherwise) while another process makes storms:
20,000 changes of notes, a checkout of another branch and back, and a queue that overflows because the daemon
stands still while more events come than the system keeps. For each it prints the seconds from the last change
until the model in memory is that of a fresh scan, and until all notes of aimo's say so. The dashboard is
written at most every `timing.BETWEEN_TURNS` seconds, so the second figure may be so much larger.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.cycle import WriteNote, foresee
from aimo_md.daemon import Daemon
from aimo_md.reader import Reader
from aimo_md.timing import QUIET
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.cycle import Snapshot
    from aimo_md.goals.model import NoteReading

PATIENCE = 120.0
"""Seconds after which a storm is given up."""
WANTED = 10.0
"""Seconds after which the model may be that of a fresh scan."""
GOALS = 20
CHANGES, NOTES = 20_000, 2_000


class Seen(Workplace):
    """A workplace that remembers when it was looked at, what was found, and when a note was last written."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, patience=QUIET)
        self.looks: list[tuple[float, Mapping[str, NoteReading]]] = []
        self.written = 0.0

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now."""
        snapshot = super().look(now, commit_due=commit_due)
        self.looks.append((time.monotonic(), snapshot.notes))
        return snapshot

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read."""
        super().write(path, text, expected)
        self.written = time.monotonic()


def main() -> None:
    """Let the storms pass, or be one."""
    match sys.argv[1:]:
        case ["storm", root, notes, changes, stands_still]:
            storm(Path(root), int(notes), int(changes), stands_still=stands_still == "yes")
        case numbers:
            given = [int(number) for number in numbers]
            measure(*(*given, *(CHANGES, NOTES)[len(given) :])[:2])


def measure(changes: int, notes: int) -> None:
    """Storms over a vault, one after the other."""
    most = max(changes, int(Path("/proc/sys/fs/inotify/max_queued_events").read_text("utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        root = make_vault(Path(folder, "vault"), notes)
        place = Seen(root)
        daemon = Daemon(place, lambda _: None, deliver=lambda _: None, push=lambda _: None)
        thread = threading.Thread(target=daemon.run)
        thread.start()
        ours = (sys.executable, __file__, "storm", str(root), str(notes))
        checkout = ("git", "-C", str(root), "checkout", "--quiet", "--force")
        try:
            tell("the first look", place, ("true",))
            slowest = max(
                tell(f"{changes:,} changes", place, (*ours, str(changes), "no")),
                tell("a checkout", place, (*checkout, "other")),
                tell("and back", place, (*checkout, "main")),
                tell("an overflow", place, (*ours, str(most), "yes")),
            )
        finally:
            daemon.stop()
            thread.join()
        print("git fsck:", git(root, "fsck", "--strict", "--no-dangling") or "clean")
    if slowest > WANTED:
        sys.exit(f"more than {WANTED:g} s")


def tell(name: str, place: Seen, command: Iterable[str]) -> float:
    """Let a storm pass; the seconds from its end until the model was that of a fresh scan."""
    subprocess.run([*command], check=True)
    end = time.monotonic()
    fresh = notes_of(Reader(place.root).look().notes)
    known: float | None = None
    while known is None:
        known = next((at for at, notes in place.looks if notes_of(notes) == fresh), None)
        wait(end, name, 0.1)
    while not is_told(place.root):
        wait(end, name, 1.0)
    told = max(known, place.written)
    print(f"{name}: the model {known - end:.1f} s, the notes {told - end:.1f} s", flush=True)
    place.looks.clear()
    return known - end


def wait(end: float, name: str, seconds: float) -> None:
    """Wait a little, but not for ever."""
    if time.monotonic() - end > PATIENCE:
        raise SystemExit(f"{name}: not told within {PATIENCE:.0f} s")
    time.sleep(seconds)


def notes_of(notes: Mapping[str, NoteReading]) -> dict[str, NoteReading]:
    """What the user's notes say, by path."""
    return {path: note for path, note in notes.items() if not note.is_generated}


def is_told(root: Path) -> bool:
    """Whether a fresh look at the vault would write nothing else than what stands there."""
    turn = foresee(Workplace(root), datetime.now(UTC).astimezone(), commit_due=False)
    return not any(isinstance(action, WriteNote) for action in turn.actions)


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


def storm(root: Path, notes: int, changes: int, *, stands_still: bool) -> None:
    """Change notes, one after the other, as fast as it goes; the daemon may have to stand still meanwhile."""
    dice = random.Random(changes)  # noqa: S311 (a storm, no secret)
    if stands_still:
        os.kill(os.getppid(), signal.SIGSTOP)
    for _ in range(changes):
        write(root, dice.randrange(notes), dice.randrange(8))
    if stands_still:
        os.kill(os.getppid(), signal.SIGCONT)


def git(root: Path, *arguments: str) -> str:
    """What git answers."""
    command = ("git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@localhost", *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
