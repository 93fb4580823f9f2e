"""What the notes of today say about an earlier day: how a note stood at its end.

Knows the days that stand in the notes: ✅, ❌ and ➕, dated log and decision lines. What has no day was
always so. Knows nothing of git, which knows better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from aimo_md.goals.model import Criterion, TaskType
from aimo_md.goals.tasks import told_by_those_around

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task


def as_of(readings: Iterable[NoteReading], day: date) -> tuple[NoteReading, ...]:
    """The notes as they stood at the end of `day`; daily notes of later days were not there yet.

    Decisions of later days stay: a question that was answered since is not asked again.
    """
    return tuple(_note_as_of(note, day) for note in readings if note.day is None or note.day <= day)


def _note_as_of(note: NoteReading, day: date) -> NoteReading:
    there = [task for task in note.tasks if task.words.created is None or task.words.created <= day]
    lines = {task.line for task in there}
    return replace(
        note,
        tasks=told_by_those_around(_task_as_of(task, day, lines) for task in there),
        criteria=tuple(_criterion_as_of(criterion, day) for criterion in note.criteria),
        log=tuple(entry for entry in note.log if entry.day <= day),
    )


def _task_as_of(task: Task, day: date, lines: set[int]) -> Task:
    """The task, open where it was done or cancelled later; its parent only if that was there already."""
    parent = task.parent if task.parent in lines else None
    ended = {TaskType.DONE: task.words.done, TaskType.CANCELLED: task.words.cancelled}.get(task.type)
    if ended is None or ended <= day:
        return replace(task, parent=parent)
    words = replace(task.words, done=None, cancelled=None)
    return replace(task, parent=parent, symbol=" ", type=TaskType.TODO, words=words)


def _criterion_as_of(criterion: Criterion, day: date) -> Criterion:
    """The criterion, unmet where it was met later."""
    if criterion.met_on is None or criterion.met_on <= day:
        return criterion
    return Criterion(line=criterion.line, text=criterion.text, met=False, met_on=None)
