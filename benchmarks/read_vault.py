"""How long `aimo tasks` takes over a whole vault, against the time that reading its bytes takes.

    python benchmarks/read_vault.py [NOTES]

Makes a vault of its own, always the same one (10,000 notes, 32 MB, 38,000 tasks unless told otherwise), in a
temporary folder. Then it reads all notes with `open(path).read()`, as text and as bytes, and runs the command
as a process of its own, in turns and several times in the same run. Nothing is cached: the vault is new, and
the command keeps nothing of what it reads. The ratio is what counts: it hardly depends on the machine, as
long as nothing else keeps it busy.
"""

from __future__ import annotations

import compileall
import json
import random
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import aimo_md
from aimo_md.cli.task_json import task_json
from aimo_md.config import DEFAULTS
from aimo_md.goals.owners import Owners
from aimo_md.goals.parse import read_note
from aimo_md.world import disk, memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOTES = 10_000
REPEATS = 7
TODAY = date(2026, 11, 22)
AIMO = Path(sysconfig.get_path("scripts")) / "aimo"
_VOCABULARY = (
    "goal week plan write draft call read note idea small step page list work time project review "
    "garden health  money letter answer question meeting book chapter kitchen train morning "
    "evening 계획 목표 정리 **bold**  [[Garden]] "
)
WORDS = _VOCABULARY.split()
#: Of a hundred notes: how many are of each kind.
KINDS = {"prose": 46, "tasks": 40, "code": 6, "callout": 3, "comment": 2, "html": 2, "underlined": 1}
#: Every so many notes is a goal.
GOAL_EVERY = 400


def main() -> None:
    """Make the vault, read it, print what was measured."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else NOTES
    compileall.compile_dir(Path(aimo_md.__file__).parent, quiet=1)  # as pip does when it installs
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder, "vault")
        paths = [str(path) for path in write_vault(vault, count)]
        printed = Path(folder, "tasks.json")
        print(f"Python {sys.version.split()[0]}, {count:,} notes, {size(paths) / 1e6:.1f} MB", end=", ")
        run_aimo(vault, printed)
        print(f"{len(json.loads(printed.read_bytes())['tasks']):,} tasks")
        timings = in_turns(
            {
                "open(path).read(), text": lambda: read_text(paths),
                "open(path, 'rb').read()": lambda: read_bytes(paths),
                "aimo tasks --json": lambda: run_aimo(vault, printed),
            }
        )
        text, data, aimo = timings.values()
        for name, times in timings.items():
            print(f"{name:25} shortest {min(times):6.3f} s   median {statistics.median(times):6.3f} s")
        print(f"aimo tasks : reading text  {ratios(aimo, text)}")
        print(f"aimo tasks : reading bytes {ratios(aimo, data)}")
        print("In one process, without starting Python and printing:")
        for name, seconds in stages(vault):
            print(f"  {name:23} {seconds:6.3f} s   {seconds / count * 1e6:6.1f} µs a note")


def in_turns(runs: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    """The seconds that each of these takes, one after the other and that several times."""
    timings: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, run in runs.items():
            begun = time.perf_counter()
            run()
            timings[name].append(time.perf_counter() - begun)
    return timings


def ratios(these: list[float], those: list[float]) -> str:
    """How many times as long these take."""
    medians = statistics.median(these) / statistics.median(those)
    return f"shortest {min(these) / min(those):5.2f}   median {medians:5.2f}"


def read_text(paths: list[str]) -> None:
    """Read every note as text."""
    for path in paths:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 (the measure is open itself)
            file.read()


def read_bytes(paths: list[str]) -> None:
    """Read every note as bytes."""
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 (the measure is open itself)
            file.read()


def run_aimo(vault: Path, printed: Path) -> None:
    """Let the command print all tasks into a file."""
    with printed.open("wb") as output:
        subprocess.run([AIMO, "tasks", "--json", vault], stdout=output, check=True)


def stages(vault: Path) -> Iterator[tuple[str, float]]:
    """The parts of the command's work, and the seconds that each takes."""
    with memory.filling():
        begun = time.perf_counter()
        found = disk.scan(vault, largest=DEFAULTS.vault.largest_note).changed
        yield "find the notes", time.perf_counter() - begun
        begun = time.perf_counter()
        texts = [(path, text_of(vault, path)) for path in found]
        yield "read and decode them", time.perf_counter() - begun
        begun = time.perf_counter()
        readings = [read_note(path, text, DEFAULTS) for path, text in texts]
        yield "understand each", time.perf_counter() - begun
        begun = time.perf_counter()
        owners = Owners.of({note.path: note for note in readings}).by_place
        yield "understand them together", time.perf_counter() - begun
        begun = time.perf_counter()
        tasks = [task for note in readings for task in note.tasks]
        msgspec.json.encode([task_json(task, owners.get(task.place), TODAY) for task in tasks])
        yield "write the JSON", time.perf_counter() - begun


def text_of(vault: Path, path: str) -> str:
    """The text of a note, which can be read."""
    note = disk.read_note(vault, path)
    assert isinstance(note, disk.NoteBytes)  # noqa: S101 (the vault was made a moment ago)
    return note.data.decode()


def size(paths: list[str]) -> int:
    """The bytes of all these files."""
    return sum(Path(path).stat().st_size for path in paths)


def write_vault(vault: Path, count: int) -> Iterator[Path]:
    """Write the notes of the vault, a hundred to a folder."""
    chance = random.Random(20261122)  # noqa: S311 (a vault that is the same every time, not a secret)
    for number in range(count):
        place = vault / f"Folder {number // 100:03d}"
        place.mkdir(parents=True, exist_ok=True)
        path = place / ("Garden.md" if number == 0 else f"Note {number:05d}.md")
        kind = chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
        path.write_text(note(chance, number, kind), encoding="utf-8")
        yield path


def note(chance: random.Random, number: int, kind: str) -> str:
    """One note of some 3 KB."""
    is_goal = number % GOAL_EVERY == 0
    parts = [goal_keys(number) if is_goal else keys(chance, number)] if is_goal or often(chance, 50) else []
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
    if kind != "prose" or is_goal:
        parts.append(f"## {words(chance, 2)}\n\n{tasks(chance)}")
    parts += [prose(chance) for _ in range(3)]
    return "\n".join(parts)


def goal_keys(number: int) -> str:
    """The frontmatter of a goal."""
    return f"---\ntype: goal\nstart: 2026-0{1 + number % 9}-11\ndeadline: 2026-12-31\n---\n"


def keys(chance: random.Random, number: int) -> str:
    """Frontmatter as Obsidian writes it."""
    tags = "".join(f"  - {chance.choice(WORDS[:20])}\n" for _ in range(chance.randrange(3)))
    return f"---\ncreated: 2026-0{1 + number % 9}-11\nstatus: active\ntags:\n{tags}---\n"


def prose(chance: random.Random) -> str:
    """A section of text, with a list now and then."""
    lines = [f"## {words(chance, 3)}\n" if often(chance, 40) else "", words(chance, 54) + ".\n"]
    if often(chance, 30):
        lines += [f"- {words(chance, 6)}" for _ in range(4)]
    return "\n".join(lines) + "\n"


def tasks(chance: random.Random) -> str:
    """A list of tasks, some of them under others."""
    indents = ["", *(chance.choice(["", "", "\t"]) for _ in range(chance.randrange(3, 9)))]
    return "".join(f"{indent}{task(chance)}\n" for indent in indents)


def task(chance: random.Random) -> str:
    """A task line; of a hundred so many have each kind of field."""
    symbol = chance.choice("  x/")
    line = f"- [{symbol}] {'Wed: ' if often(chance, 4) else ''}{words(chance, 5)}"
    line += " #errand" if often(chance, 5) else ""
    line += " ⏫" if often(chance, 8) else ""
    line += " 🔁 every week" if often(chance, 4) else ""
    line += f" 📅 {day(chance)}" if often(chance, 35) else ""
    line += f" [due:: {day(chance)}]" if often(chance, 3) else ""
    return line + (f" ✅ {day(chance)}" if symbol == "x" else "")


def day(chance: random.Random) -> str:
    """A day in the last quarter of a year."""
    return f"2026-1{chance.randrange(3)}-{chance.randrange(10, 29)}"


def often(chance: random.Random, of_hundred: int) -> bool:
    """Yes, so often of a hundred times."""
    return chance.randrange(100) < of_hundred


def words(chance: random.Random, count: int) -> str:
    """That many words."""
    return " ".join(chance.choices(WORDS, k=count))


if __name__ == "__main__":
    main()
