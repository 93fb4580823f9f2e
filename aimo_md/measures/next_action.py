"""The one thing to do next for a goal.

Knows which leaves are open, unblocked and started, and in which order they come; the last word among equals
is the urgency that the Tasks plugin documents. Knows no plan.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import TaskType
from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimo_md.goals.model import Task, Vault

_DUE_SOON = 14
_DUE_LATE = 7
_BY_PRIORITY: Final = {
    Priority.HIGHEST: 9.0,
    Priority.HIGH: 6.0,
    Priority.MEDIUM: 3.9,
    None: 1.95,
    Priority.LOW: 0.0,
    Priority.LOWEST: -1.8,
}


def next_action(leaves: Iterable[Task], unfinished: frozenset[str], today: date) -> Task | None:
    """The first of the open leaves that can be done today, None where there is none.

    `unfinished` are the ids of tasks that are not done, anywhere in the vault.
    """
    ready = (task for task in leaves if is_ready(task, unfinished, today))
    return min(ready, key=lambda task: _order(task, today), default=None)


def unfinished_ids(vault: Vault) -> frozenset[str]:
    """The ids of all open tasks: whatever depends on one of them is blocked."""
    return frozenset(
        task.words.id
        for note in vault.notes.values()
        for task in note.tasks
        if task.words.id is not None and task.type.is_open
    )


def is_ready(task: Task, unfinished: frozenset[str], today: date) -> bool:
    """Open, not on hold, started, and waiting for nothing."""
    started = task.words.start is None or task.words.start <= today
    waiting = task.type is TaskType.ON_HOLD or any(name in unfinished for name in task.words.depends_on)
    return task.type.is_open and started and not waiting


def urgency(task: Task, today: date) -> float:
    """The urgency score that the Tasks plugin documents.

    Due: 12 points times 1.0 when seven days late or more, falling evenly to 0.2 when 14 days ahead or more.
    Priority: 9 highest, 6 high, 3.9 medium, 1.95 none, 0 low, -1.8 lowest. Scheduled today or before: 5.
    Start in the future: -3.
    """
    points = _BY_PRIORITY[task.words.priority]
    if task.words.due is not None:
        late = min(max((today - task.words.due).days, -_DUE_SOON), _DUE_LATE)
        points += 12.0 * ((late + _DUE_SOON) * 0.8 / (_DUE_SOON + _DUE_LATE) + 0.2)
    if task.words.scheduled is not None and task.words.scheduled <= today:
        points += 5.0
    if task.words.start is not None and task.words.start > today:
        points -= 3.0
    return points


def _order(task: Task, today: date) -> tuple[bool, bool, date, date, float, str, int]:
    due = task.words.due or date.max
    return (
        task.type is not TaskType.IN_PROGRESS,
        due >= today,
        due,
        task.words.scheduled or date.max,
        -urgency(task, today),
        *task.place,
    )
