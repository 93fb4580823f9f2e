"""What to leave out so that the rest of a goal fits by its deadline at its present pace.

Knows leaves, their priorities, days and dependents. Changes nothing and knows no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from aimo_md.measures.model import ItemKind
from aimo_md.plan.questions import priority_rank
from aimo_md.plan.waiting import waiting_for

if TYPE_CHECKING:
    from aimo_md.goals.model import Place, Task
    from aimo_md.measures.model import GoalMeasure, Item, Measures

_NOISE = 1e-9


class Obstacle(StrEnum):
    """Why an option cannot work."""

    NO_PACE = "no_pace"
    NO_DEADLINE = "no_deadline"
    TOO_LATE = "too_late"
    FITS = "fits"
    METRIC = "metric"
    HABIT = "habit"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """The tasks to leave out, lowest priority first, and how many open leaves stay."""

    out: tuple[Task, ...]
    stay: int


def rest_fits(measure: GoalMeasure, today: date) -> bool | None:
    """Whether what is open fits by the deadline at the present pace; None without a pace or a deadline."""
    room = _room(measure, today)
    return None if room is None else measure.scope - measure.earned <= room + _NOISE


def leave_out(measure: GoalMeasure, measures: Measures) -> Reduction | Obstacle:
    """The leaves, in order, without which the rest just fits by the deadline; or why there is no such choice.

    The order is: lowest priority, latest planned day (no day is the latest), fewest others that wait for it,
    last in the list. A leaf for which something waits that stays, stays too; and one leaf always stays.
    """
    room = _room(measure, measures.today)
    obstacle = _obstacle(measure, measures.today)
    if obstacle is not None or room is None:
        return obstacle or Obstacle.NO_PACE
    leaves = {item.place: (item, item.task) for item in measure.items if item.task and _can_go(item)}
    waiting = {
        place: waiting_for(task, measures.vault) & leaves.keys() for place, (_, task) in leaves.items()
    }
    lines = {place: number for number, place in enumerate(leaves)}
    order = sorted(
        leaves,
        key=lambda place: (
            -priority_rank(leaves[place][1].words.priority),
            -_planned_day(leaves[place][0]).toordinal(),
            len(waiting[place]),
            -lines[place],
        ),
    )
    rest = measure.scope - measure.earned
    out: set[Place] = set()
    while rest > room + _NOISE:
        chosen = next((place for place in order if place not in out and waiting[place] <= out), None)
        if chosen is None or len(out) + 1 >= len(leaves):
            return Obstacle.NOT_ENOUGH
        out.add(chosen)
        rest -= leaves[chosen][0].weight - leaves[chosen][0].earned
    named = (task for place, (_, task) in leaves.items() if place in out)
    return Reduction(
        out=tuple(sorted(named, key=lambda task: -priority_rank(task.words.priority))),
        stay=len(leaves) - len(out),
    )


def _obstacle(measure: GoalMeasure, today: date) -> Obstacle | None:
    """What stands in the way before any leaf is looked at."""
    keys, deadline = measure.goal.keys, measure.span.deadline
    if keys.metric is not None:
        return Obstacle.METRIC
    if keys.habit is not None:
        return Obstacle.HABIT
    if deadline is None:
        return Obstacle.NO_DEADLINE
    if deadline < today:
        return Obstacle.TOO_LATE
    return Obstacle.FITS if rest_fits(measure, today) else None


def _room(measure: GoalMeasure, today: date) -> float | None:
    """The weight that the present pace earns from today to the deadline, both included, without days off."""
    deadline = measure.span.deadline
    if deadline is None or not measure.pace or measure.forecast is None:
        return None
    return measure.pace * max(measure.rest.off.between(today - timedelta(days=1), deadline), 0) / 7


def _can_go(item: Item) -> bool:
    return item.kind is ItemKind.LEAF and item.own and item.earned < item.weight


def _planned_day(item: Item) -> date:
    return max((step.day for step in item.steps), default=date.max)
