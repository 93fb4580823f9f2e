"""The days on which a task stands by its own words: due, scheduled, and the weekdays in front of it.

A weekday in front of a task puts it on that day's list: of the week that its heading or note names, else of
the coming one. Knows no plan: an implied day is none of these.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.goals.model import Task, Vault


def stated_days(task: Task) -> tuple[date, ...]:
    """Its due and its scheduled day."""
    due, scheduled = task.words.due, task.words.scheduled
    if due is None:
        return () if scheduled is None else (scheduled,)
    return (due,) if scheduled is None else (due, scheduled)


def weekday_days(task: Task, vault: Vault, today: date) -> tuple[date, ...]:
    """The days that the weekdays in front of a task mean.

    In a note or under a heading that names a day or a week, those of that week; elsewhere the coming ones,
    today included.
    """
    return (named_weekdays(task, vault) or _from(today, task)) if task.weekdays else ()


def named_weekdays(task: Task, vault: Vault) -> tuple[date, ...]:
    """The days of the named week that the weekdays in front of a task mean; none where no week is named."""
    if not task.weekdays:
        return ()
    note = vault.notes[task.path]
    index = task.section
    while index is not None:
        section = note.sections[index]
        if section.days is not None:
            return _from(section.days[0], task)
        index = section.parent
    return () if note.days is None else _from(note.days[0], task)


def _from(first: date, task: Task) -> tuple[date, ...]:
    """The task's weekdays in the seven days from `first` on."""
    return tuple(sorted(first + timedelta(days=(day - first.weekday()) % 7) for day in task.weekdays))
