"""Notes that are a task each, as the TaskNotes plugin keeps them: the frontmatter says what a line would.

Knows the plugin's keys and words. Does not know which goal such a note belongs to: its `projects` say so, as
in any other note. What the plugin keeps beside the task itself (time entries, reminders, single occurrences
that are done) is not read.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import structs
from msgspec.structs import replace

from aimo_md.errors import LineFault
from aimo_md.goals.model import Place, Task, TaskType
from aimo_md.text.dates import read_property_day
from aimo_md.text.icalendar_rule import parse_rrule
from aimo_md.text.links import link_targets
from aimo_md.text.task_line import TaskLine
from aimo_md.text.weekdays import weekday_prefix

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.goals.keys import KeyReader
    from aimo_md.text.frontmatter import Frontmatter

_TAG: Final = "task"
_FIRST_LINE: Final = 1
_SYMBOLS: Final = {
    TaskType.TODO: " ",
    TaskType.IN_PROGRESS: "/",
    TaskType.ON_HOLD: "h",
    TaskType.DONE: "x",
    TaskType.CANCELLED: "-",
}
_TYPES: Final = {
    **dict.fromkeys(("", "none", "open", "todo", "false"), TaskType.TODO),
    **dict.fromkeys(("in-progress", "doing", "started"), TaskType.IN_PROGRESS),
    **dict.fromkeys(("on-hold", "waiting", "paused"), TaskType.ON_HOLD),
    **dict.fromkeys(("done", "completed", "true"), TaskType.DONE),
    **dict.fromkeys(("cancelled", "canceled", "dropped"), TaskType.CANCELLED),
}


def with_task_of_note(
    path: str, frontmatter: Frontmatter, keys: KeyReader, tasks: tuple[Task, ...]
) -> tuple[Task, ...]:
    """The tasks of a note: where it is a task itself, that one on line 1, and its checkboxes below it.

    A note is a task if `task` is among its frontmatter tags and it has a `status`.
    """
    if keys.entry("status") is None or _TAG not in (tag.casefold() for tag in keys.tags()):
        return tasks
    below = (structs.replace(task, parent=_FIRST_LINE) if task.parent is None else task for task in tasks)
    return (_Reader(path, frontmatter, keys).task(), *below)


class _Reader:
    """Reads one such note; what is wrong with its properties is told to `keys`."""

    def __init__(self, path: str, frontmatter: Frontmatter, keys: KeyReader) -> None:
        self._path = path
        self._frontmatter = frontmatter
        self._keys = keys

    def task(self) -> Task:
        title = self._keys.text("title") or PurePosixPath(self._path).stem
        ended = self._day("completedDate", "completed_date")
        kind = self._type(ended)
        words = TaskLine(
            text=title,
            due=self._day("due"),
            scheduled=self._day("scheduled"),
            created=self._day("dateCreated", "date_created"),
            done=ended if kind is TaskType.DONE else None,
            cancelled=ended if kind is TaskType.CANCELLED else None,
            priority=self._keys.priority(),
            recurrence=self._recurrence(),
            tags=tuple(f"#{tag}" for tag in self._keys.tags()),
        )
        prefix = weekday_prefix(title)
        return Task(
            place=Place(self._path, _FIRST_LINE),
            symbol=_SYMBOLS[kind],
            type=kind,
            around=None,
            words=words,
            links=link_targets(title),
            weekdays=() if prefix is None else prefix[0],
            parent=None,
            section=None,
        )

    def _type(self, ended: date | None) -> TaskType:
        """What the status means.

        The plugin lets its user invent words, and stamps a day of completion with those that end a task: an
        unknown word with that day is done, without it open.
        """
        word = "-".join(self._keys.text("status").casefold().replace("_", " ").split())
        return _TYPES.get(word, TaskType.TODO if ended is None else TaskType.DONE)

    def _day(self, *names: str) -> date | None:
        entry = self._frontmatter.get(*names)
        if entry is None:
            return None
        reading = read_property_day(None if isinstance(entry.value, tuple) else entry.value)
        if reading.fault is not None:
            self._keys.report(entry.line, reading.fault)
        return reading.day

    def _recurrence(self) -> str | None:
        """The rule in the words of the Tasks plugin, by which a task line would state it."""
        entry = self._frontmatter.get("recurrence")
        if entry is None or not isinstance(entry.value, str) or not entry.value.strip():
            return None
        rule = parse_rrule(entry.value)
        if rule is None:
            fault = LineFault(
                code="unread-recurrence",
                message=f'the rule "{entry.value}" is not understood, so the task counts once',
                remedy="choose days, weeks, months or years without a number of times",
            )
            self._keys.report(entry.line, fault)
            return None
        anchor = self._frontmatter.get("recurrence_anchor", "recurrenceAnchor")
        return replace(rule, when_done=anchor is not None and anchor.value == "completion").text
