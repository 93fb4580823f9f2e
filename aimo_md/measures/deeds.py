"""What was done on which day: each box that somebody ticked by itself, be the line still there or not.

Knows ticks and whose they are. Knows no weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aimo_md.goals.model import Place
from aimo_md.measures.earned import ticked_by_itself
from aimo_md.measures.past import NO_GOAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import Vault
    from aimo_md.measures.past import Cleared, Past


class Deed(NamedTuple):
    """A box that was ticked on a day that is known.

    `goal` is the path of the goal that this moved, None for miscellaneous. `place` is where the line stands,
    None where it was removed since.
    """

    day: date
    goal: str | None
    text: str
    place: Place | None


def deeds(vault: Vault, days: Mapping[str, Mapping[int, date | None]], past: Past | None) -> tuple[Deed, ...]:
    """Everything that a person would say was done on some day.

    A sub-task that was only ticked along with its parent is part of that one deed.

    Args:
        vault: whose.
        days: when each task of each note was done.
        past: what was removed since.
    """
    return (*_standing(vault, days), *(() if past is None else _removed(vault, past)))


def _standing(vault: Vault, days: Mapping[str, Mapping[int, date | None]]) -> Iterator[Deed]:
    for path, of_note in days.items():
        if not of_note:
            continue
        for task in vault.notes[path].tasks:
            day = ticked_by_itself(task, of_note)
            if day is not None:
                place = task.place
                yield Deed(day, vault.owners.get(place), task.title, place)


def _removed(vault: Vault, past: Past) -> Iterator[Deed]:
    yield from _of_cleared(past.cleared.get(NO_GOAL, ()), None)
    for path in vault.goals:
        yield from _of_cleared(past.cleared.get(path, ()), path)
    for path in vault.notes:
        for line, task in past.notes[path].tasks.items():
            if task.cleared:
                yield from _of_cleared(task.cleared, vault.owners.get(Place(path, line)))


def _of_cleared(leaves: tuple[Cleared, ...], goal: str | None) -> Iterator[Deed]:
    for leaf in leaves:
        if leaf.earned_on is not None and leaf.by_itself:
            yield Deed(leaf.earned_on, goal, leaf.text, None)
