"""What the notes of today say about an earlier day: how a note stood at its end.

Knows the days that stand in the notes (✅, ❌ and ➕, dated log lines), and those that their past knows. What
has no day was always so. What was edited since stands as it is now: the state that git had knows better, but
not what was noted late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs
from msgspec.structs import replace

from aimo_md.goals.model import Criterion, TaskType
from aimo_md.goals.tasks import told_by_those_around
from aimo_md.measures.earned import earned_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.measures.past import Cleared, NotePast, Past


def as_of(readings: Iterable[NoteReading], day: date, past: Past | None = None) -> tuple[NoteReading, ...]:
    """The notes as they stood at the end of `day`; daily notes of later days were not there yet.

    Decisions of later days stay: a question that was answered since is not asked again.

    Args:
        readings: the notes as they are now.
        day: the earlier day.
        past: what is known of their past, up to now.
    """
    return tuple(
        note_as_of(note, day, None if past is None else past.notes.get(note.path))
        for note in readings
        if was_there(note, day)
    )


def was_there(note: NoteReading, day: date) -> bool:
    """Whether a note was there at the end of `day`, as far as its name tells."""
    return note.day is None or note.day <= day


def past_as_of(past: Past, day: date) -> Past:
    """The past of these notes, without what was done later and then removed."""
    return structs.replace(
        past,
        notes={path: note_past_as_of(note, day) for path, note in past.notes.items()},
        cleared=cleared_as_of(past, day),
    )


def note_past_as_of(note: NotePast, day: date) -> NotePast:
    """The past of one note; the very same where nothing of it was later."""
    tasks = {
        line: structs.replace(task, cleared=done)
        for line, task in note.tasks.items()
        if task.cleared and (done := _done_by(task.cleared, day)) != task.cleared
    }
    return structs.replace(note, tasks={**note.tasks, **tasks}) if tasks else note


def cleared_as_of(past: Past, day: date) -> Mapping[str, tuple[Cleared, ...]]:
    """What was done for each goal and then removed with all around it, without what was later."""
    return {goal: _done_by(leaves, day) for goal, leaves in past.cleared.items()}


def _done_by(leaves: tuple[Cleared, ...], day: date) -> tuple[Cleared, ...]:
    return tuple(leaf for leaf in leaves if leaf.earned_on is None or leaf.earned_on <= day)


def note_as_of(note: NoteReading, day: date, known: NotePast | None) -> NoteReading:
    """One note as it stood at the end of `day`; `known` is what is known of its past."""
    done = earned_days(note, {} if known is None else known.tasks)
    there = [task for task in note.tasks if _was_there(task, day, known)]
    lines = {task.line for task in there}
    return replace(
        note,
        tasks=told_by_those_around(_task_as_of(task, day, lines, done) for task in there),
        criteria=tuple(_criterion_as_of(criterion, day) for criterion in note.criteria),
        log=tuple(entry for entry in note.log if entry.day <= day),
    )


def _was_there(task: Task, day: date, known: NotePast | None) -> bool:
    """Whether a line was there, by its ➕, else by its past; one as old as its note always was."""
    if task.words.created is not None or known is None:
        return task.words.created is None or task.words.created <= day
    seen = known.tasks[task.line].first_seen
    return seen <= day or seen <= known.first_seen


def _task_as_of(task: Task, day: date, lines: set[int], done: Mapping[int, date | None]) -> Task:
    """The task, open where it was done or cancelled later; its parent only if that was there already."""
    parent = task.parent if task.parent in lines else None
    ended = {TaskType.DONE: done.get(task.line), TaskType.CANCELLED: task.words.cancelled}.get(task.type)
    if ended is None or ended <= day:
        return replace(task, parent=parent)
    words = replace(task.words, done=None, cancelled=None)
    return replace(task, parent=parent, symbol=" ", type=TaskType.TODO, words=words)


def _criterion_as_of(criterion: Criterion, day: date) -> Criterion:
    """The criterion, unmet where it was met later."""
    if criterion.met_on is None or criterion.met_on <= day:
        return criterion
    return Criterion(line=criterion.line, text=criterion.text, met=False, met_on=None)
