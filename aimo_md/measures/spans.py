"""From when to when each goal runs, with what it has from the goals above it.

Knows the tree of goals and its days. Knows no plan. The goals of a vault come here each after the one above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.measures.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.past import Cleared, Past


def spans(vault: Vault, today: date, past: Past | None) -> dict[str, Span]:
    """The days of every goal: its own, and those that it lacks from its parent.

    A top-level goal that states no `start` starts with the earliest ✅ day on the tasks of its own notes and
    its subgoals' or the day of its note's first commit, whichever is earlier; with neither it has no start.
    """
    found: dict[str, Span] = {}
    for path, goal in vault.goals.items():
        keys = goal.keys
        if goal.parent is None:
            start = keys.start or _first_known_day(path, vault, today, past)
            found[path] = Span(start=start, deadline=keys.deadline)
        elif keys.start is None and keys.deadline is None:
            found[path] = found[goal.parent]
        else:
            above = found[goal.parent]
            found[path] = Span(start=keys.start or above.start, deadline=keys.deadline or above.deadline)
    return found


def worked_on(vault: Vault, goal_spans: Mapping[str, Span], today: date) -> frozenset[str]:
    """The goals that are being worked on: active, begun, not archived, under no goal that is not active."""
    active: set[str] = set()
    for path, goal in vault.goals.items():
        if goal.keys.status is GoalStatus.ACTIVE and (goal.parent is None or goal.parent in active):
            active.add(path)
    begins = {path: goal_spans[path].start or today for path in active}
    return frozenset(path for path in active if begins[path] <= today and not vault.goals[path].archived)


def _first_known_day(path: str, vault: Vault, today: date, past: Past | None) -> date | None:
    ticked = [
        task.words.done
        for below in vault.below(path)
        for task in vault.goals[below].own
        if task.type is TaskType.DONE
    ]
    if past is not None:
        ticked += [leaf.stamp for below in vault.below(path) for leaf in _removed(vault.goals[below], past)]
    known = [day for day in (*ticked, None if past is None else past.first_seen(path)) if day is not None]
    return min((*known, today)) if known else None


def _removed(goal: Goal, past: Past) -> Iterator[Cleared]:
    """What was done in the goal's own notes and then removed."""
    yield from (leaf for leaf in past.cleared.get(goal.path, ()) if leaf.own)
    for task in goal.own:
        known = past.task(task.place)
        if known is not None:
            yield from known.cleared
