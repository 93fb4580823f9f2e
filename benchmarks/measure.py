"""How long measuring takes, with all notes in memory: everything, and again after one box was ticked.

    python benchmarks/measure.py [GOALS]

Makes a vault of its own, always the same one (10,000 goals with 38,000 tasks unless told otherwise, one in
three of them a subgoal), and does the same with a tenth of it. Everything is measured as the daemon and the
commands do it the first time: Python looks for no garbage meanwhile (`world/memory.py`). A tick is everything
from the note that was read again to all numbers: the vault, its past and its measures.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from aimo_md.config import DEFAULTS
from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import Assembly, assemble
from aimo_md.measures.advance import History
from aimo_md.measures.measure import Measuring, measure
from aimo_md.world import memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.model import Measures


GOALS = 10_000
REPEATS = 5
TICKS = 50
TODAY = date(2026, 11, 22)


def main() -> None:
    """Measure a large vault and one of a tenth, and print what that took."""
    goals = int(sys.argv[1]) if len(sys.argv) > 1 else GOALS
    for count in (goals, goals // 10):
        show(count)


def show(count: int) -> None:
    """What it takes with so many goals."""
    chance = random.Random(20261122)  # noqa: S311 (a vault that is the same every time, not a secret)
    texts = [note(chance, number) for number in range(count)]
    readings = tuple(read_note(path(number), text, DEFAULTS) for number, text in enumerate(texts))
    gc.freeze()
    tasks = sum(len(reading.tasks) for reading in readings)
    print(f"{count:,} goals, {tasks:,} tasks")
    vault = assemble(readings, DEFAULTS)
    print(f"  assemble             {shortest(lambda: assemble(readings, DEFAULTS)) * 1e3:8.1f} ms")
    print(f"  measure              {first(lambda: measure(vault, TODAY, DEFAULTS)) * 1e3:8.1f} ms")
    history = History.beginning(TODAY)
    past = history.up_to(vault, TODAY)
    history = History(past=past, vault=vault)
    print(f"  past up to now       {shortest(lambda: history.up_to(vault, TODAY)) * 1e3:8.1f} ms")
    print(f"  measure with a past  {first(lambda: measure(vault, TODAY, DEFAULTS, past)) * 1e3:8.1f} ms")
    times = sorted(ticked(readings, texts, history))
    print(f"  after one tick       {times[len(times) // 2] * 1e3:8.1f} ms (at most {times[-1] * 1e3:.1f})")


def ticked(readings: tuple[NoteReading, ...], texts: list[str], history: History) -> Iterator[float]:
    """The seconds from a note with a box that is ticked to all numbers, for notes all over the vault."""
    notes = Layered({reading.path: reading for reading in readings})
    assembly = Assembly.of(notes, DEFAULTS)
    history = history.sharing(assembly.vault)
    measuring = Measuring.of(assembly.vault, TODAY, DEFAULTS, history.up_to(assembly.vault, TODAY))
    gc.collect()
    gc.freeze()
    for number in range(0, len(texts), len(texts) // TICKS):
        text = texts[number].replace("[ ]", "[x]", 1)
        read = read_note(path(number), text, DEFAULTS)
        yield shortest(partial(after, assembly, measuring, history, notes.but({read.path: read})))


def after(
    assembly: Assembly, measuring: Measuring, history: History, notes: Mapping[str, NoteReading]
) -> Measures:
    """All numbers after a change: the vault, its past and its measures, from those before it."""
    vault = assembly.after(notes).vault
    return measuring.after(vault, history.up_to(vault, TODAY)).measures


def first(work: Callable[[], object]) -> float:
    """The shortest seconds for something that makes as many values as a first measuring does."""
    with memory.filling():
        return shortest(work)


def shortest(work: Callable[[], object]) -> float:
    """The seconds until something is made, the shortest of a few times; to forget it is not counted."""
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        made = work()
        times.append(time.perf_counter() - begun)
        del made
    return min(times)


def path(number: int) -> str:
    """The path of a goal's note."""
    return f"Goals/{number // 100:03d}/Goal {number:05d}.md"


def note(chance: random.Random, number: int) -> str:
    """A goal's note: one in three belongs to one before it."""
    parent = f'parent: "[[Goal {chance.randrange(number):05d}]]"\n' if number and number % 3 == 0 else ""
    days = "start: 2026-09-01\ndeadline: 2026-12-31\n" if number % 4 else ""
    lines = "".join(task(chance, each) for each in range(chance.choice((2, 3, 4, 5, 5))))
    return f"---\ntype: goal\n{days}{parent}---\n# Goal {number}\n\n{lines}"


def task(chance: random.Random, number: int) -> str:
    """A task line; of a hundred so many have each kind of field."""
    done = often(chance, 40)
    day = TODAY - timedelta(days=chance.randrange(60))
    due = f" 📅 {TODAY + timedelta(days=chance.randrange(-20, 40))}" if often(chance, 30) else ""
    indent = "  " if number and often(chance, 20) else ""
    return f"{indent}- [{'x' if done else ' '}] step {number}{due}{f' ✅ {day}' if done else ''}\n"


def often(chance: random.Random, of_hundred: int) -> bool:
    """Yes, so often of a hundred times."""
    return chance.randrange(100) < of_hundred


if __name__ == "__main__":
    main()
