"""Vaults for measuring: two dozen goals among any number of notes, always the same ones.

Two fifths of the notes that are no goals have a few tasks, most of them done or without a day; a few hundred
of these tasks move a goal. A note has some 1 KB.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

GOALS = 24
FOLDERS = 100
MOVING = 240
"""So many of the other notes have a task for a goal."""


def write_vault(root: Path, notes: int) -> list[str]:
    """Write a vault of so many notes, and the paths of those that are goals. It commits nothing."""
    chance = random.Random(20261122)  # noqa: S311 (a vault that is the same every time, not a secret)
    (root / "aimo.toml").parent.mkdir(parents=True)
    (root / "aimo.toml").write_text('[git]\ncommit = "off"\n', "utf-8")
    for number in range(FOLDERS):
        (root / f"Folder {number:02d}").mkdir()
    for number in range(notes):
        text = _goal(chance, number) if number < GOALS else _note(chance, number)
        (root / _path(number)).write_text(text, "utf-8")
    return [_path(number) for number in range(GOALS)]


def tick_or_untick(root: Path, path: str, day: date) -> None:
    """Tick a task of a goal's note as done on this day, or take that tick back."""
    text = (root / path).read_text("utf-8")
    ticked = f" ✅ {day}\n"
    first, _, rest = text.partition("- [ ] Step 10")
    changed = f"{first}- [x] Step 10{rest.replace(chr(10), ticked, 1)}" if rest else _unticked(text, ticked)
    (root / path).write_text(changed, "utf-8")


def _unticked(text: str, ticked: str) -> str:
    first, _, rest = text.partition("- [x] Step 10")
    return f"{first}- [ ] Step 10{rest.replace(ticked, chr(10), 1)}"


def _path(number: int) -> str:
    return f"Folder {number % FOLDERS:02d}/Note {number}.md"


def _goal(chance: random.Random, number: int) -> str:
    """A goal's note: some steps are done, some have a day, and some have neither."""
    done = [f"- [x] Step {step} of goal {number} ✅ 2026-10-{chance.randint(6, 20):02d}" for step in range(4)]
    due = [
        f"- [ ] Step {step} of goal {number} 📅 2026-12-{chance.randint(1, 28):02d}" for step in range(4, 10)
    ]
    lines = "\n".join((*done, *due, *(f"- [ ] Step {step} of goal {number}" for step in range(10, 16))))
    return f"---\ntype: goal\nstart: 2026-10-05\ndeadline: 2027-03-01\n---\n# Goal {number}\n\n{lines}\n"


def _note(chance: random.Random, number: int) -> str:
    text = "---\ntags: [a, b]\n---\n" if _of_hundred(chance, 30) else ""
    text += f"# Note {number}\n" + "Some words on [[Note 5]] and what comes of it.\n" * chance.randint(5, 40)
    if _of_hundred(chance, 40):
        for task in range(chance.randint(1, 8)):
            day = f"2027-1{chance.randint(0, 2)}-{chance.randint(1, 28):02d}"
            due = f" 📅 {day}" if _of_hundred(chance, 30) else ""
            text += f"- [{chance.choice(' xxx')}] Do {task} of {number}{due}\n"
    return text + (f"- [ ] For a goal [[Note {number % GOALS}]]\n" if number < GOALS + MOVING else "")


def _of_hundred(chance: random.Random, often: int) -> bool:
    return chance.randrange(100) < often
