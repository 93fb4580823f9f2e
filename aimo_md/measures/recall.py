"""What the vault's history adds to what its notes say.

A box that was ticked without a ✅ day was done when it was first seen done; a line without ➕ was added when
it was first seen; a note is as old as its first commit. Knows the past and the notes; works out no measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from aimo_md.goals.model import TaskType
from aimo_md.measures.earned import earned_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.measures.past import NotePast, Past


def recalled(readings: Iterable[NoteReading], past: Past) -> Iterator[NoteReading]:
    """The notes, each with what the past adds to it.

    Args:
        readings: the notes of the state that `past` leads up to.
        past: their past.
    """
    for note in readings:
        known = past.notes.get(note.path)
        yield note if known is None else _recalled(note, known)


def _recalled(note: NoteReading, known: NotePast) -> NoteReading:
    days = earned_days(note, known.tasks)
    tasks = tuple(_task(task, days, known) for task in note.tasks)
    return replace(note, tasks=tasks, seen_first=known.first_seen)


def _task(task: Task, days: Mapping[int, date | None], known: NotePast) -> Task:
    """The task with its days. One that was there when its note was first seen may be older than that."""
    past = known.tasks.get(task.line)
    first = None if past is None or past.first_seen <= known.first_seen else past.first_seen
    return replace(task, seen_first=first, seen_done=_done_on(task, days))


def _done_on(task: Task, days: Mapping[int, date | None]) -> date | None:
    """The day on which its own box was ticked; None for one that was only ticked along with another."""
    day = days.get(task.line)
    if task.type is not TaskType.DONE:
        return None
    along = task.around is TaskType.DONE and task.words.done is None
    return None if along and task.parent is not None and days.get(task.parent) == day else day
