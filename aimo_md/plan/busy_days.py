"""How many tasks stand on each of the coming days.

Knows the days that tasks state: due, scheduled, by a weekday in front, or by their recurrence. Knows nothing
of what is to be added.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aimo_md.goals.listed_days import stated_days, weekday_days
from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.text.recurrence import TaskDays, occurrences, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.goals.model import Task, Vault


def busy_days(vault: Vault, first: date, last: date) -> Counter[date]:
    """The open tasks of active goals, and of none, that stand on each day from `first` to `last`.

    A task that states several days counts on each of them: on one it may be done, on the other it must be.
    """
    busy: Counter[date] = Counter()
    for note in vault.notes.values():
        for task in note.tasks:
            owner = vault.owners.get(task.place)
            rests = owner is not None and vault.goals[owner].keys.status is not GoalStatus.ACTIVE
            if task.is_open and task.type is not TaskType.ON_HOLD and not rests:
                busy.update({day for day in _days(task, vault, first, last) if first <= day <= last})
    return busy


def _days(task: Task, vault: Vault, first: date, last: date) -> Iterator[date]:
    rule = None if task.words.recurrence is None else parse_rule(task.words.recurrence)
    days = TaskDays(due=task.words.due, scheduled=task.words.scheduled, start=task.words.start)
    if rule is not None and days.reference is not None:
        yield from occurrences(rule, days.reference, first=max(first, days.reference), last=last)
    else:
        yield from (*stated_days(task), *weekday_days(task, vault, first))
