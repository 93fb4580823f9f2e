"""When something was earned: what the line says, else its daily note, else what its past says.

Knows the tasks of one note with their pasts. Knows no weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import TaskType

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.measures.past import Past, TaskPast

NO_PASTS: Final[Mapping[int, TaskPast]] = {}
"""The pasts of the tasks of a note of which nobody kept any."""
_DONE: Final = TaskType.DONE


def earned_days(note: NoteReading, pasts: Mapping[int, TaskPast]) -> dict[int, date | None]:
    """The day on which each task of a note that is done was done, by line; None where nobody knows.

    It is its ✅ day, else the day of the daily note, else the day on which it was first seen done. A ✅ day
    later than that cannot be. A box without a ✅ day that was ticked together with the one around it has that
    one's day, and so has one that is not ticked itself.

    Args:
        note: the note.
        pasts: the pasts of its tasks by line, as far as they are known.
    """
    days: dict[int, date | None] = {}
    ticked: dict[int | None, Task] = {}
    for task in note.tasks:
        is_ticked = task.type is _DONE
        if not is_ticked and task.state is not _DONE:
            continue
        line, around = task.place.line, ticked.get(task.parent)
        if around is not None and (not is_ticked or _along(task, around, days, pasts)):
            days[line] = days[around.line]
        else:
            past = pasts.get(line)
            stamp = task.words.done
            days[line] = stamp or note.day if past is None else past.earned_on(stamp, note.day)
        ticked[line] = task if is_ticked or around is None else around
    return days


def all_earned_days(
    notes: Mapping[str, NoteReading], past: Past | None
) -> dict[str, Mapping[int, date | None]]:
    """The same for all notes, by path; `past` is theirs, as far as it is known."""
    known = {} if past is None else past.notes
    return {
        path: earned_days(note, known[path].tasks if path in known else NO_PASTS)
        for path, note in notes.items()
    }


def ticked_by_itself(task: Task, days: Mapping[int, date | None]) -> date | None:
    """The day on which a task's own box was ticked; None for one that was only ticked along with another.

    Args:
        task: which.
        days: when each task of its note was done.
    """
    if task.type is not _DONE:
        return None
    day = days[task.line]
    along = task.around is _DONE and task.words.done is None
    return None if along and task.parent is not None and days.get(task.parent) == day else day


def _along(task: Task, around: Task, days: Mapping[int, date | None], pasts: Mapping[int, TaskPast]) -> bool:
    """Whether a box was ticked together with the one around it, as far as anybody can tell."""
    first, first_around = (
        None if past is None else past.first_done for past in (pasts.get(task.line), pasts.get(around.line))
    )
    return task.words.done is None and days[around.line] is not None and first == first_around
