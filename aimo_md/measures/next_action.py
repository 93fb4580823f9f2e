"""The one thing to do next for a goal.

Knows which leaves are open, unblocked and started, and in which order they come; the last word among equals
is the urgency that the Tasks plugin documents. Knows no plan.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from aimo_md.goals.leaves import Shared
    from aimo_md.goals.model import Place, Task, Vault
    from aimo_md.measures.circumstances import Circumstances

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


class Ahead(Struct, frozen=True, kw_only=True):
    """What there is to do next. `unfinished` has the ids of open tasks: what depends on one is blocked."""

    held: Mapping[Place, Circumstances]
    unfinished: Container[str]
    today: date

    def next_actions(
        self, vault: Vault, shared: Mapping[str, Shared], running: Container[str]
    ) -> dict[str, Task | None]:
        """The next action of each goal: the first of its leaves, and of those of its subgoals, that is ready.

        Args:
            vault: whose goals, each after the one above it.
            shared: the tasks of each goal.
            running: the goals that are being worked on; of a subgoal that is not, no leaf is taken.
        """
        found: dict[str, Task | None] = {}
        for_parent: dict[str, Task | None] = {}
        for path, goal in reversed(tuple(vault.goals.items())):
            below = [task for child in goal.children if (task := for_parent[child]) is not None]
            found[path] = self._first([leaf.task for leaf in shared[path].leaves] + below)
            for_parent[path] = found[path] if path in running else self._first(below)
        return found

    def _first(self, tasks: Iterable[Task]) -> Task | None:
        """The first of some leaves that can be done today; None where there is none."""
        ready = [task for task in tasks if task.is_open and self._is_ready(task)]
        return min(ready, key=self._order, default=None)

    def _is_ready(self, task: Task) -> bool:
        """With all tasks around it not on hold, started, and waiting for nothing."""
        held = self.held[task.place]
        if held.on_hold or (held.begins is not None and held.begins > self.today):
            return False
        return not held.waits_for or not any(each in self.unfinished for each in held.waits_for)

    def _order(self, task: Task) -> tuple[bool, bool, date, date, float, Place]:
        held = self.held[task.place]
        due = held.due or date.max
        return (
            not held.in_progress,
            due >= self.today,
            due,
            held.scheduled or date.max,
            -urgency(task, self.today),
            task.place,
        )


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
