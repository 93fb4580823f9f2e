"""A task completed where it stands, and what comes of it.

The line is ticked and stamped. Of a recurring task the next occurrence goes above it, as the Obsidian Tasks
plugin does it: its days moved, without stamp, id, dependencies and block link. Its sub-tasks come along, open
again and moved by as many days. Where that occurrence stands there already, nothing is added. 🏁 delete takes
the completed lines away. A next occurrence that nobody touched can be taken back. Knows one note. Knows
nothing of how it was asked for.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import TaskType
from aimo_md.goals.parse import task_type
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.plan.task_edits import dialect_of, ended, is_note, line_of, symbol_of, with_day
from aimo_md.text.document import read_document
from aimo_md.text.edit import InsertLine, RemoveLine
from aimo_md.text.line_edit import with_field, with_symbol
from aimo_md.text.lines import split_lines
from aimo_md.text.outline import TASK_LINE
from aimo_md.text.recurrence import TaskDays, next_days, parse_rule
from aimo_md.text.refusal import Refusal
from aimo_md.text.task_fields import FieldName
from aimo_md.text.task_line import TaskLine, read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.text.edit import Edit
    from aimo_md.text.recurrence import Rule
    from aimo_md.text.task_fields import Dialect

_BOM: Final = "\ufeff"
_LEFT_BEHIND: Final = (FieldName.DONE, FieldName.CANCELLED, FieldName.ID, FieldName.DEPENDS_ON)


def complete(
    task: Task, note: NoteReading, text: str, day: date, config: Config
) -> tuple[Edit, ...] | Hindered:
    """The edits that complete a task on a day; none where it is not open.

    Args:
        task: one of `note`.
        note: what was read of `text`.
        text: the whole note.
        day: the day of the stamp, from which `when done` counts.
        config: which symbols mean what.

    Returns:
        A hindrance where the next occurrence cannot be written: then the task had better stay open.
    """
    if not task.type.is_open:
        return ()
    if is_note(task, text):
        if task.words.recurrence is not None:
            return Hindered(by=Hindrance.RECURS)
        return ended(task, note, text, TaskType.DONE, day, config)
    return _with_next(task, note, text, ended(task, note, text, TaskType.DONE, day, config), day, config)


def complete_ticked(
    task: Task, note: NoteReading, text: str, day: date, config: Config
) -> tuple[Edit, ...] | Hindered:
    """The edits that complete a recurring task whose line was ticked by hand.

    Its symbol stays as it is, and so does its stamp, whose day then counts in place of `day`. None where it
    is not done, is no line, or has no rule that aimo understands. The arguments are those of `complete`.
    """
    if task.type is not TaskType.DONE or is_note(task, text) or _rule(task) is None:
        return ()
    stamp = task.words.done
    stamped = () if stamp is not None else (with_day(task, note, text, FieldName.DONE, day),)
    return _with_next(task, note, text, stamped, stamp or day, config)


def take_back_completion(
    task: Task, note: NoteReading, text: str, day: date, config: Config
) -> tuple[Edit, ...]:
    """The edits that take the next occurrence away again, of a task that is open again.

    Args:
        task: one of `note`.
        note: what was read of `text`.
        text: the whole note.
        day: the day on which the task was completed.
        config: which symbols mean what.

    Returns:
        None where the lines above the task are not, byte for byte, what its completion put there.
    """
    following = _next_days(task, day)
    if is_note(task, text) or following is None:
        return ()
    written = _occurrence(task, note, text, following, day, config)
    if isinstance(written, Refusal):
        return ()
    first = task.line - len(written)
    above = split_lines(text)[max(first - 1, 0) : task.line - 1]
    if tuple(line.removeprefix(_BOM) for line in above) != written:
        return ()
    return tuple(RemoveLine(line=number, old=line) for number, line in enumerate(above, start=first))


def _with_next(
    task: Task, note: NoteReading, text: str, done: tuple[Edit, ...], day: date, config: Config
) -> tuple[Edit, ...] | Hindered:
    """The edits that end the task, with those that its next occurrence and 🏁 ask for."""
    written: tuple[str, ...] | Refusal = ()
    following = _next_days(task, day)
    if following is not None and not any(_is_occurrence(other, task, following) for other in note.tasks):
        written = _occurrence(task, note, text, following, day, config)
    if isinstance(written, Refusal):
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{task.path}: {written.message}")
    old = line_of(task, text)
    inserted = (InsertLine(line=task.line, old=old, text="\n".join(written)),) if written else ()
    if task.words.on_completion == "delete":
        lines = ((task.line, old), *_lines_below(task, text, config))
        return (*inserted, *(RemoveLine(line=number, old=line) for number, line in lines))
    return (*inserted, *done)


def _lines_below(task: Task, text: str, config: Config) -> Iterator[tuple[int, str]]:
    """The lines of the sub-tasks, at any depth."""
    document = read_document(text)
    within = {task.line}
    for box in document.checkboxes:
        if box.parent in within:
            within.add(box.line)
            if task_type(box.symbol, config) is not None:
                yield box.line, document.lines[box.line - 1]


def _rule(task: Task) -> Rule | None:
    return None if task.words.recurrence is None else parse_rule(task.words.recurrence)


def _next_days(task: Task, day: date) -> TaskDays | None:
    """The days of the next occurrence of a task that is completed on a day; None where none follows."""
    rule = _rule(task)
    return None if rule is None else next_days(rule, _days(task), done_on=day)


def _occurrence(
    task: Task, note: NoteReading, text: str, following: TaskDays, day: date, config: Config
) -> tuple[str, ...] | Refusal:
    """The lines of the next occurrence, which falls on the days `following`."""
    days = _days(task)
    shift = timedelta()
    if following.reference is not None and days.reference is not None:
        shift = following.reference - days.reference
    found: list[str] = []
    for line in (line_of(task, text), *(line for _, line in _lines_below(task, text, config))):
        opened = _opened(line.removeprefix(_BOM), shift, day, dialect_of(note), config)
        if isinstance(opened, Refusal):
            return opened
        found.append(opened)
    return tuple(found)


def _days(task: Task) -> TaskDays:
    return TaskDays(due=task.words.due, scheduled=task.words.scheduled, start=task.words.start)


def _is_occurrence(other: Task, task: Task, days: TaskDays) -> bool:
    """Whether an open line is the occurrence of the task's series on these days."""
    return (
        other.type.is_open
        and other.line != task.line
        and (other.title, other.words.recurrence) == (task.title, task.words.recurrence)
        and _days(other) == days
    )


def _opened(line: str, shift: timedelta, day: date, dialect: Dialect, config: Config) -> str | Refusal:
    """The line as it stands in the next occurrence."""
    changed = with_symbol(line, symbol_of(TaskType.TODO, config))
    words = _words(line)
    for name, value in _fields(words, shift, day):
        if isinstance(changed, Refusal):
            return changed
        changed = with_field(changed, name, value, dialect)
    if isinstance(changed, Refusal) or words.block_link is None:
        return changed
    return changed.rpartition(words.block_link)[0].rstrip()


def _words(line: str) -> TaskLine:
    box = TASK_LINE.match(line)
    return read_task_line("" if box is None else box[3])


def _fields(words: TaskLine, shift: timedelta, day: date) -> Iterator[tuple[FieldName, str | None]]:
    """The fields that are different in the next occurrence."""
    written = {span.name for span in words.spans}
    yield from ((name, None) for name in _LEFT_BEHIND if name in written)
    moving = (
        (FieldName.DUE, words.due),
        (FieldName.SCHEDULED, words.scheduled),
        (FieldName.START, words.start),
    )
    yield from ((name, _moved(old, shift).isoformat()) for name, old in moving if old is not None)
    if words.created is not None:
        yield FieldName.CREATED, day.isoformat()


def _moved(day: date, shift: timedelta) -> date:
    """The day so much later; a day that would leave the calendar stays."""
    try:
        return day + shift
    except OverflowError:
        return day
