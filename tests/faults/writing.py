"""Four writers who save the same notes in four ways, and someone who ticks boxes, as a process of their own.

Each writer counts its updates of a note in a line there, and knows what number must stand there the next
time: another one means that an update was lost. Among themselves the writers take turns, since they are to
lose nothing to each other; of aimo they know nothing. `python -m tests.faults.writing VAULT SECONDS` prints
what became of it as JSON.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.saving import WAYS, by_rename
from tests.folders import make_vault, put

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.3
"""So long aimo leaves a note alone after an edit; ten seconds where nobody waits for the end."""
GOALS = ("Garden", "Book", "House")
COUNTED = (*(f"{goal}.md" for goal in GOALS), "Aimo.md")
CONFIG = "[tasks]\ncomplete_recurring = true\n[notes]\nproperties = true\n[review]\nquestions = 9\n"
"""With all that lets aimo write into goals."""
_OFFER = re.compile(r"^(- \[) (\] .* \^aimo-(?:keep|t)-\w+)$", re.MULTILINE)
_RECURRING = re.compile(r"^- \[ \] Water", re.MULTILINE)
_WATERED = re.compile(r"^- \[x\] Water.*\n", re.MULTILINE)
_DONE = re.compile(r"^- \[x\] (Step \d).*$", re.MULTILINE)
_ASK_AGAIN = re.compile(r"^ask_again:.*\n", re.MULTILINE)


def make_goals(root: Path) -> Path:
    """A vault with goals that are late, so that there is something to decide."""
    make_vault(root, "=== Inbox.md\n- [ ] Call\n")
    put(root / "aimo.toml", CONFIG)
    for goal in GOALS:
        steps = "".join(f"- [ ] Step {number}\n" for number in range(5))
        head = "type: goal\nstart: 2026-01-01\ndeadline: 2026-02-01"
        recurring = "- [ ] Water the beds 🔁 every day 📅 2026-11-22"
        put(root / f"{goal}.md", f"---\n{head}\n---\n# {goal}\n\n{steps}{recurring}\n")
    return root


def start(root: Path, seconds: float) -> subprocess.Popen[str]:
    """The writers, at work."""
    command = [sys.executable, "-m", __name__, str(root), str(seconds)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2], encoding="utf-8"
    )


@dataclass(frozen=True)
class Report:
    """How many updates each writer made, which were lost, and how many boxes were ticked."""

    updates: dict[str, int]
    lost: list[str]
    ticks: int

    @staticmethod
    def of(process: subprocess.Popen[str]) -> Report:
        """The report of writers, once they are done."""
        out, _ = process.communicate()
        assert process.returncode == 0, "the writers failed"
        return Report(**json.loads(out))


@dataclass
class Desk:
    """What the writers share."""

    root: Path
    end: float
    turn: threading.Lock = field(default_factory=threading.Lock)
    lost: list[str] = field(default_factory=list)


class Writer(threading.Thread):
    """Opens a note, updates it and saves it, again and again, with pauses to think."""

    def __init__(self, desk: Desk, save: Callable[[Path, str], None]) -> None:
        super().__init__(name=save.__name__)
        self.desk = desk
        self.save = save
        self.numbers = dict.fromkeys(COUNTED, 0)
        self.dice = random.Random(save.__name__)  # noqa: S311 (a simulation)

    def run(self) -> None:
        while time.monotonic() < self.desk.end:
            with self.desk.turn:
                self.update(self.dice.choice(COUNTED))
            threading.Event().wait(self.dice.choice([0.0, 0.1, 4 * PATIENCE, 10 * PATIENCE]))

    def update(self, name: str) -> None:
        note = self.desk.root / name
        text = self.checked(name, note.read_bytes().decode())
        self.numbers[name] += 1
        line = f"{self.name}: {self.numbers[name]}"
        mine = re.compile(rf"^{self.name}: \d+$", re.MULTILINE)
        text = mine.sub(line, text) if mine.search(text) else f"{text.rstrip()}\n\n{line}\n"
        self.save(note, text if name == "Aimo.md" else self.worked_on(text))

    def checked(self, name: str, text: str) -> str:
        """The text, in which the last update must still stand."""
        there = re.findall(rf"^{self.name}: (\d+)$", text, re.MULTILINE)
        wanted = [str(self.numbers[name])] if self.numbers[name] else []
        if there != wanted:
            self.desk.lost.append(f"{self.name} in {name}: {there} instead of {wanted}")
        return text

    def worked_on(self, text: str) -> str:
        """A goal's note as somebody goes on with it, so that aimo always has something to write there."""
        match self.dice.randrange(4):
            case 0:
                return _RECURRING.sub("- [x] Water", text, count=1)
            case 1:
                return _DONE.sub(r"- [ ] \1", text)
            case 2:
                return _ASK_AGAIN.sub("", text) if len(_WATERED.findall(text)) < 3 else _WATERED.sub("", text)
            case _:
                return text


class Ticker(threading.Thread):
    """Ticks what the dashboard offers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="ticker")
        self.desk = desk
        self.ticks = 0
        self.dice = random.Random("ticker")  # noqa: S311 (a simulation)

    def run(self) -> None:
        while time.monotonic() < self.desk.end:
            with self.desk.turn:
                note = self.desk.root / "Aimo.md"
                text = note.read_bytes().decode()
                offers = list(_OFFER.finditer(text))
                if offers:
                    offer = self.dice.choice(offers)
                    by_rename(note, f"{text[: offer.end(1)]}x{text[offer.start(2) :]}")
                    self.ticks += 1
            threading.Event().wait(self.dice.uniform(0.0, 6 * PATIENCE))


def main(root: Path, seconds: float) -> Report:
    """Write, and look at the end whether everything is there."""
    desk = Desk(root, time.monotonic() + seconds)
    writers, ticker = [Writer(desk, save) for save in WAYS], Ticker(desk)
    for each in (*writers, ticker):
        each.start()
    for each in (*writers, ticker):
        each.join()
    threading.Event().wait(3 * PATIENCE)  # for what aimo still had in hand
    for writer in writers:
        for name in COUNTED:
            writer.checked(name, (root / name).read_bytes().decode())
    return Report({writer.name: sum(writer.numbers.values()) for writer in writers}, desk.lost, ticker.ticks)


if __name__ == "__main__":
    print(json.dumps(asdict(main(Path(sys.argv[1]), float(sys.argv[2])))))  # noqa: T201 (the answer)
