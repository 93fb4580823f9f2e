"""A task changed where it stands: its symbol and its days, on a line or in a note that is a task.

Knows how both kinds are written, and keeps to the dialect of the note. Knows nothing of why a task changes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import TaskType
from aimo_md.goals.parse import task_type
from aimo_md.plan.smaller import as_value
from aimo_md.text.edit import SetField, SetProperty, SetSymbol
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.outline import TASK_LINE
from aimo_md.text.task_fields import Dialect, FieldName

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.text.edit import Edit

_SYMBOLS: Final = {TaskType.TODO: " ", TaskType.DONE: "x", TaskType.CANCELLED: "-"}
_STAMPS: Final = {TaskType.DONE: FieldName.DONE, TaskType.CANCELLED: FieldName.CANCELLED}
_OWN_FIELDS: Final = frozenset({FieldName.WEIGHT, FieldName.GOAL})
_ENDED: Final = ("completedDate", "completed_date")
"""The key in which the TaskNotes plugin keeps the day, in both of its spellings."""


def line_of(task: Task, text: str) -> str:
    """The line on which a task stands, as it is."""
    return split_lines(text)[task.line - 1]


def is_note(task: Task, text: str) -> bool:
    """Whether the task is the note itself, as the TaskNotes plugin has it, and no line of it."""
    return TASK_LINE.match(line_of(task, text).removeprefix("\ufeff")) is None


def symbol_of(meaning: TaskType, config: Config) -> str:
    """A symbol that means this: the usual one, unless the config gives that another meaning."""
    usual = _SYMBOLS[meaning]
    return next(
        (sign for sign in (usual, *config.tasks.symbols) if task_type(sign, config) is meaning), usual
    )


def in_passing(text: str) -> str:
    """A text for a line of the user's note: on one line, and without signs that would open a comment."""
    return as_value(text).replace("%%", "%")


def dialect_of(note: NoteReading) -> Dialect:
    """The dialect in which most fields of the note are written; that of the signs where there are none."""
    spans = (span for task in note.tasks for span in task.words.spans if span.name not in _OWN_FIELDS)
    most = Counter(span.dialect for span in spans).most_common(1)
    return most[0][0] if most else Dialect.EMOJI


def ended(
    task: Task, note: NoteReading, text: str, how: TaskType, day: date, config: Config
) -> tuple[Edit, ...]:
    """The task done or cancelled on a day; `note` and `text` are the note that it stands in."""
    if is_note(task, text):
        entry = read_frontmatter(split_lines(text)).get(*_ENDED)
        stamp = _ENDED[0] if entry is None else entry.key
        return (
            SetProperty(key="status", value=how.value),
            SetProperty(key=stamp, value=day.isoformat()),
        )
    old = line_of(task, text)
    return (
        SetSymbol(line=task.line, old=old, symbol=symbol_of(how, config)),
        with_day(task, note, text, _STAMPS[how], day),
    )


def with_day(task: Task, note: NoteReading, text: str, name: FieldName, day: date) -> Edit:
    """The task with one of its days set; of a task that is a note that can be due or scheduled."""
    if is_note(task, text):
        return SetProperty(key=name.value, value=day.isoformat())
    return SetField(
        line=task.line,
        old=line_of(task, text),
        name=name,
        value=day.isoformat(),
        default=dialect_of(note),
    )
