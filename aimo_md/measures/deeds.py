"""What was done on which day: each box that somebody ticked by itself, be the line still there or not.

Knows ticks and whose they are. Knows no weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.earned import ticked_by_itself

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.past import Cleared, Past

_DONE: Final = TaskType.DONE


class Deed(NamedTuple):
    """A box that was ticked on a day that is known.

    `goal` is the path of the goal that this moved, None for miscellaneous. `place` is where the line stands,
    None where it was removed since.
    """

    day: date
    goal: str | None
    text: str
    place: Place | None


def standing(
    note: NoteReading, days: Mapping[int, date | None], owners: Mapping[Place, str]
) -> tuple[Deed, ...]:
    """The boxes of a note that a person would say were ticked on some day.

    A sub-task that was only ticked along with its parent is part of that one deed.

    Args:
        note: whose boxes.
        days: when each of its tasks was done.
        owners: the goal of each task.
    """
    # Most ticks of a large vault are of no day that is known.
    ticked = [task for task in note.tasks if task.type is _DONE and days[task.place.line] is not None]
    known = ((task, ticked_by_itself(task, days)) for task in ticked)
    return tuple(
        [Deed(day, owners.get(task.place), task.title, task.place) for task, day in known if day is not None]
    )


def removed_below(path: str, past: Past, owners: Mapping[Place, str]) -> tuple[Deed, ...]:
    """What was done and then removed below tasks that still stand in a note."""
    return tuple(
        deed
        for line, task in past.notes[path].tasks.items()
        if task.cleared
        for deed in _of_cleared(task.cleared, owners.get(Place(path, line)))
    )


def removed_whole(goals: Iterable[str], past: Past) -> tuple[Deed, ...]:
    """What was done for goals, or for `NO_GOAL`, and then removed with all that stood around it."""
    return tuple(deed for path in goals for deed in _of_cleared(past.cleared.get(path, ()), path or None))


def _of_cleared(leaves: tuple[Cleared, ...], goal: str | None) -> Iterator[Deed]:
    for leaf in leaves:
        if leaf.earned_on is not None and leaf.by_itself:
            yield Deed(leaf.earned_on, goal, leaf.text, None)
