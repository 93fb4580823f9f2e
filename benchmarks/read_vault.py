"""How long reading a vault takes, against the time that reading its bytes takes.

    python benchmarks/read_vault.py [NOTES]

Makes a vault of its own, always the same one (10,000 notes, some 32 MB, some 38,000 tasks unless told
otherwise), in a temporary folder, and reads it several times in the same run. The ratio is what counts: it
hardly depends on the machine.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.text.document import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOTES = 10_000
REPEATS = 5
WORDS = [
    *(
        "goal",
        "week",
        "plan",
        "write",
        "draft",
        "call",
        "read",
        "note",
        "idea",
        "small",
        "step",
        "page",
        "list",
    ),
    *(
        "work",
        "time",
        "project",
        "review",
        "garden",
        "health",
        "money",
        "letter",
        "answer",
        "question",
        "meeting",
    ),
    *(
        "book",
        "chapter",
        "kitchen",
        "train",
        "morning",
        "evening",
        "계획",
        "목표",
        "정리",
        "**bold**",
        "[[Garden]]",
    ),
]
#: Of a hundred notes: how many are of each kind.
KINDS = {"prose": 46, "tasks": 40, "code": 6, "callout": 3, "comment": 2, "html": 2, "underlined": 1}


def main() -> None:
    """Make the vault, read it, print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else NOTES
    with tempfile.TemporaryDirectory() as folder:
        paths = list(write_vault(Path(folder), count))
        texts = [path.read_text(encoding="utf-8") for path in paths]
        tasks = sum(len(read_document(text).checkboxes) for text in texts)
        size = sum(path.stat().st_size for path in paths)
        print(f"{count} notes, {size / 1e6:.1f} MB, {tasks} tasks")
        reading = best(lambda: [path.read_bytes() for path in paths])
        parsing = best(lambda: [read_document(text) for text in texts])
        print(f"reading all bytes  {reading:6.3f} s  {reading / count * 1e6:6.1f} µs a note")
        print(f"read_document      {parsing:6.3f} s  {parsing / count * 1e6:6.1f} µs a note")
        print(f"ratio              {parsing / reading:6.2f}")


def best(run: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return min(times)


def write_vault(folder: Path, count: int) -> Iterator[Path]:
    """Write the notes of the vault, a hundred to a folder."""
    chance = random.Random(20261122)  # noqa: S311 (a vault that is the same every time, not a secret)
    for number in range(count):
        place = folder / f"Folder {number // 100:03d}"
        place.mkdir(exist_ok=True)
        path = place / f"Note {number:05d}.md"
        kind = chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
        path.write_text(note(chance, number, kind), encoding="utf-8")
        yield path


def note(chance: random.Random, number: int, kind: str) -> str:
    """One note of some 3 KB."""
    parts = [frontmatter(chance, number)] if often(chance, 5) else []
    parts.append(f"# Note {number}\n")
    parts += [prose(chance) for _ in range(4)]
    if kind == "code":
        parts.append(f'```dataview\nTASK FROM "{words(chance, 2)}"\n- [ ] not a task\n```\n')
    if kind == "callout":
        parts.append("> [!todo] Later\n" + "".join(f"> {task(chance)}\n" for _ in range(4)))
    if kind == "comment":
        parts.append(f"%%\n{task(chance)}\n%%\n")
    if kind == "html":
        parts.append(f"<details>\n<summary>{words(chance, 3)}</summary>\n\n{task(chance)}\n\n</details>\n")
    if kind == "underlined":
        parts.append(f"{words(chance, 3)}\n---\n")
    if kind != "prose":
        parts.append(f"## {words(chance, 2)}\n\n{tasks(chance)}")
    parts += [prose(chance) for _ in range(3)]
    return "\n".join(parts)


def frontmatter(chance: random.Random, number: int) -> str:
    """Frontmatter as Obsidian writes it."""
    tags = "".join(f"  - {chance.choice(WORDS[:20])}\n" for _ in range(chance.randrange(3)))
    return f"---\ncreated: 2026-0{1 + number % 9}-11\nstatus: active\ntags:\n{tags}---\n"


def prose(chance: random.Random) -> str:
    """A section of text, with a list now and then."""
    lines = [f"## {words(chance, 3)}\n" if often(chance, 4) else "", words(chance, 55) + ".\n"]
    if often(chance, 3):
        lines += [f"- {words(chance, 6)}" for _ in range(4)]
    return "\n".join(lines) + "\n"


def tasks(chance: random.Random) -> str:
    """A list of tasks, some of them under others."""
    return "".join(
        chance.choice(["", "", "\t"]) + task(chance) + "\n" for _ in range(chance.randrange(5, 11))
    )


def task(chance: random.Random) -> str:
    """A task line."""
    due = f" 📅 2026-1{chance.randrange(3)}-{chance.randrange(10, 29)}" if often(chance, 4) else ""
    return f"- [{chance.choice('  x/')}] {words(chance, 5)}{due}"


def often(chance: random.Random, of_ten: int) -> bool:
    """Yes, so often of ten times."""
    return chance.randrange(10) < of_ten


def words(chance: random.Random, count: int) -> str:
    """That many words."""
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()
