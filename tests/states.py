"""Vaults that change from day to day, in the texts of tests.

States are parted by a line `~~~`, notes stand below lines `=== path`. `=== path (goal)` is the note of a
goal: three lines of frontmatter go before its text, so that this begins on line 4.
"""

from __future__ import annotations

import inspect
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from aimo_md.config import Config
from aimo_md.goals.model import Place
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.advance import advance, start
from aimo_md.measures.measure import measure

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault
    from aimo_md.measures.model import Measures
    from aimo_md.measures.past import Past, TaskPast

FIRST = date(2026, 11, 1)
"""The day of the first state; each further one is that of the next day."""
_GOAL = " (goal)"


def day(number: int) -> date:
    """The day of a state, counted from 0."""
    return FIRST + timedelta(days=number)


def states(text: str | None, config: Config | None = None) -> tuple[Vault, ...]:
    """The vaults that a text describes."""
    return tuple(vault(part, config) for part in re.split(r"^~~~\n", _clean(text), flags=re.MULTILINE))


def vault(text: str | None, config: Config | None = None) -> Vault:
    """The vault of one state."""
    chosen = config or Config()
    parts = re.split(r"^=== (.+)\n", _clean(text), flags=re.MULTILINE)[1:]
    notes = dict(zip(parts[::2], parts[1::2], strict=True))
    return assemble(
        (
            read_note(
                path.removesuffix(_GOAL),
                "---\ntype: goal\n---\n" + note if path.endswith(_GOAL) else note,
                chosen,
            )
            for path, note in notes.items()
        ),
        chosen,
    )


def past_after(text: str | None) -> Past:
    """What is known of the past after all states of a text, a day each."""
    vaults = states(text)
    past = start(vaults[0], day(0))
    for number, (before, after) in enumerate(pairwise(vaults), 1):
        past = advance(past, before, after, day(number))
    return past


def task_past(past: Past, path: str, line: int) -> TaskPast:
    """What is known of the past of the task on a line."""
    found = past.task(Place(path, line))
    assert found is not None
    return found


def growth(past: Past, path: str = "G.md") -> list[tuple[date, float, int]]:
    """By how much the scope of a goal grew on which day, and by how many tasks."""
    goal = past.goal(path)
    assert goal is not None
    return [(each.day, each.weight, each.tasks) for each in goal.growth]


def measured_after(text: str | None, today: date, config: Config | None = None) -> Measures:
    """What is measured of the last state, with the past that all of them make."""
    chosen = config or Config()
    return measure(states(text, chosen)[-1], today, chosen, past_after(text))


def _clean(text: str | None) -> str:
    return inspect.cleandoc(text or "") + "\n"
