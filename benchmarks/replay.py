"""How long replaying a vault's history takes, the first time and after, against `git log` of the same.

    python benchmarks/replay.py [COMMITS [NOTES]]

Makes a repository of its own, always the same one (2,000 commits of a vault of 200 notes unless told
otherwise, a commit a day), in a temporary folder. Each commit does what a day does: some tasks are ticked,
some are put off, some come in, some are taken out, a note is added or renamed now and then.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.config import Config
from aimo_md.replay import Replay
from aimo_md.world.git import init_repository, open_repository

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMITS = 2_000
NOTES = 200
FIRST_DAY = datetime(2021, 1, 4, 18, tzinfo=UTC)
FIRST_TIME = 20.0
"""Seconds that the first replay may take."""
AFTER = 1.0
"""Seconds that each later one may take."""
WORDS = (
    *("goal", "week", "plan", "write", "draft", "call", "read", "note", "idea", "small", "step", "page"),
    *("list", "work", "time", "project", "review", "garden", "health", "money", "letter", "answer"),
    *("question", "meeting", "book", "chapter", "kitchen", "train", "morning", "evening", "계획", "목표"),
)
TASKS = 7
"""So many tasks a note has, about."""
STAMPED, DUE, RENAMED = 0.5, 0.4, 0.02
"""How often a tick has a ✅ day, a task a due day, and a day a note with a new name."""


def main() -> None:
    """Make the repository, replay it three times, print what was measured."""
    given = [int(argument) for argument in sys.argv[1:]]
    commits, notes = (*given, *(COMMITS, NOTES)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        vault, state = Path(folder, "vault"), Path(folder, "state")
        make_repository(vault, commits, notes)
        log = logged(vault)
        print(f"{commits} commits, {notes} notes; git log --raw takes {log:.3f} s")
        first = replayed(vault, state)
        print(f"first replay   {first:7.3f} s  {first / log:7.1f} times git log")
        second = replayed(vault, state)
        print(f"second replay  {second:7.3f} s  {second / log:7.1f} times git log")
    if first > FIRST_TIME or second > AFTER:
        sys.exit(f"too slow: {FIRST_TIME:g} s are allowed the first time and {AFTER:g} s after")


def replayed(vault: Path, state: Path) -> float:
    """Seconds that a replay takes."""
    repository = open_repository(vault)
    begun = time.perf_counter()
    if repository is None or Replay(repository, Config(), UTC, state).history() is None:
        sys.exit("there is nothing to replay")
    return time.perf_counter() - begun


def logged(vault: Path) -> float:
    """Seconds that git takes to list the same history."""
    begun = time.perf_counter()
    subprocess.run(["git", "-C", str(vault), "log", "--raw", "--no-renames"], capture_output=True, check=True)
    return time.perf_counter() - begun


def make_repository(vault: Path, commits: int, notes: int) -> None:
    """Write the history through `git fast-import`, and check out its end."""
    vault.mkdir()
    init_repository(vault)
    stream = b"".join(history(commits, notes))
    subprocess.run(["git", "-C", str(vault), "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", str(vault), "reset", "--quiet", "--hard", "main"], check=True)


def history(commits: int, notes: int) -> Iterator[bytes]:
    """The stream of all commits."""
    life = Life(notes)
    for number in range(commits):
        day = FIRST_DAY + timedelta(days=number)
        changed = life.texts if number == 0 else life.live(day.date())
        yield f"commit refs/heads/main\ncommitter A <a@example.org> {int(day.timestamp())} +0000\n".encode()
        yield b"data 3\nday\n"
        for path, text in sorted(changed.items()):
            if text is None:
                yield f"D {path}\n".encode()
            else:
                data = text.encode()
                yield f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
    yield b"reset HEAD\nfrom refs/heads/main\n"


class Life:
    """A vault that changes day by day."""

    def __init__(self, notes: int) -> None:
        self._chance = random.Random(20261122)  # noqa: S311 (a life that is the same every time, no secret)
        self.texts: dict[str, str | None] = {
            f"Folder {number // 20}/Note {number}.md": self._note(number, FIRST_DAY.date())
            for number in range(notes)
        }

    def live(self, today: date) -> dict[str, str | None]:
        """The notes that a day changes; None for one that is gone."""
        paths = self._chance.sample(sorted(self.texts), self._chance.randrange(1, 5))
        changed: dict[str, str | None] = {path: self._edited(self.texts[path] or "", today) for path in paths}
        if self._chance.random() < RENAMED:
            renamed = paths[0].replace(".md", f" {today}.md")
            changed = {**changed, renamed: changed[paths[0]], paths[0]: None}
        self.texts = {path: text for path, text in {**self.texts, **changed}.items() if text is not None}
        return changed

    def _edited(self, text: str, today: date) -> str:
        """One task ticked, one put off, one taken out, one that comes in."""
        lines = text.split("\n")
        tasks = [number for number, line in enumerate(lines) if line.lstrip().startswith("- [")]
        chosen = self._chance.sample(tasks, min(3, len(tasks)))
        if chosen:
            stamp = f" ✅ {today}" if self._chance.random() < STAMPED else ""
            lines[chosen[0]] = lines[chosen[0]].replace("[ ]", "[x]") + stamp
        if len(chosen) > 1:
            later = today + timedelta(days=self._chance.randrange(1, 30))
            lines[chosen[1]] = lines[chosen[1]].split(" 📅 ")[0] + f" 📅 {later}"
        if len(tasks) >= TASKS:
            del lines[chosen[-1]]
        return "\n".join([*lines[:-1], self._task(today), ""])

    def _note(self, number: int, today: date) -> str:
        goal = f"---\ntype: goal\ndeadline: {today + timedelta(days=300)}\n---\n" if number % 10 == 0 else ""
        link = f"[[Note {number // 10 * 10}]]"
        tasks = "\n".join(self._task(today) for _ in range(TASKS))
        prose = "\n\n".join(self._words(60) + "." for _ in range(5))
        return f"{goal}# Note {number}\n\n{prose}\n\n## For {link}\n\n{tasks}\n"

    def _task(self, today: date) -> str:
        indent = self._chance.choice(["", "", "\t"])
        due = f" 📅 {today + timedelta(days=self._chance.randrange(60))}"
        return f"{indent}- [ ] {self._words(5)}{due if self._chance.random() < DUE else ''}"

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()
