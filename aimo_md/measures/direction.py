"""Where the work of a period went, and what the coming week holds.

Knows done tasks and measured goals; knows nothing of how to change either.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.measures.forecast import WINDOWS
from aimo_md.measures.model import Direction, Load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.goals.model import Task, Vault
    from aimo_md.measures.model import GoalMeasure

_RANKS = ("highest", "high", "medium", None, "low", "lowest")
_FEWEST_WEEKS = 4


def direction(vault: Vault, goals: Mapping[str, GoalMeasure], first: date, last: date) -> Direction:
    """Tasks done in these days, and the goals that they moved; both ends included."""
    done = [task for task in _done(vault) if first <= _day(vault, task) <= last]
    owners = [vault.owners.get(task.place) for task in done]
    moving = [owner for owner in owners if owner is not None]
    top = _top_goals(vault)
    active = [
        measure
        for measure in goals.values()
        if measure.goal.parent is None and measure.status is GoalStatus.ACTIVE and not measure.goal.archived
    ]
    return Direction(
        first=first,
        last=last,
        done=len(done),
        moving=len(moving),
        misc=len(done) - len(moving),
        goals_active=len(active),
        goals_moved=sum(measure.moved_between(first, last) for measure in active),
        top_share=sum(owner in top for owner in moving) / len(moving) if moving else None,
    )


def load(vault: Vault, goals: Mapping[str, GoalMeasure], today: date) -> Load:
    """Open tasks that are dated into the seven days from tomorrow, against what a week usually holds."""
    coming = (today + timedelta(days=1), today + timedelta(days=7))
    planned = sum(
        1
        for note in vault.notes.values()
        for task in note.tasks
        if task.type.is_open and any(coming[0] <= day <= coming[1] for day in _dates(task))
    )
    low, high = _usual(vault, today)
    conflicts = tuple(sorted(measure.goal.path for measure in goals.values() if _cannot_keep(measure)))
    return Load(
        planned=planned,
        usual_low=low,
        usual_high=high,
        conflicts=conflicts if len(conflicts) > 1 else (),
    )


def _done(vault: Vault) -> Iterator[Task]:
    for note in vault.notes.values():
        for task in note.tasks:
            if task.type is TaskType.DONE and (task.words.done or note.day) is not None:
                yield task


def _day(vault: Vault, task: Task) -> date:
    day = task.words.done or vault.notes[task.path].day
    return day or date.min


def _dates(task: Task) -> Iterable[date]:
    return [day for day in (task.words.due, task.words.scheduled) if day is not None]


def _top_goals(vault: Vault) -> set[str]:
    """The goals of the highest priority that an active goal has, with everything below them."""
    active = [
        goal for goal in vault.goals.values() if goal.keys.status is GoalStatus.ACTIVE and not goal.archived
    ]
    if not active:
        return set()
    best = min(_RANKS.index(goal.keys.priority) for goal in active)
    tops = (goal.path for goal in active if _RANKS.index(goal.keys.priority) == best)
    return {below for path in tops for below in vault.below(path)}


def _usual(vault: Vault, today: date) -> tuple[int | None, int | None]:
    """The 15th and 85th percentile of the tasks done a week, over the weeks that have any history."""
    counts = [0] * WINDOWS
    oldest = -1
    for task in _done(vault):
        age = (today - timedelta(days=1) - _day(vault, task)).days // 7
        oldest = max(oldest, age)
        if 0 <= age < WINDOWS:
            counts[age] += 1
    known = sorted(counts[: oldest + 1])
    if len(known) < _FEWEST_WEEKS:
        return None, None
    return known[ceil(0.15 * len(known)) - 1], known[ceil(0.85 * len(known)) - 1]


def _cannot_keep(measure: GoalMeasure) -> bool:
    """An active top-level goal that needs more a week than it usually gets, and misses its deadline so."""
    chance = None if measure.forecast is None else measure.forecast.chance
    return (
        measure.goal.parent is None
        and measure.status is GoalStatus.ACTIVE
        and not measure.goal.archived
        and chance is not None
        and chance < 0.5  # noqa: PLR2004 (an even chance)
    )
