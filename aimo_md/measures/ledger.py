"""The moves of a goal, day by day: what was earned, added and dropped, which days moved, what was decided.

Knows what was measured and what the past tells of it. Knows no words for it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.measures.schedule import Plan
from aimo_md.text.dates import week_of
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.goals.model import Place
    from aimo_md.measures.model import GoalMeasure, Measures


class MoveKind(StrEnum):
    """What happened."""

    EARNED = "earned"
    SCOPE = "scope"
    DEADLINE = "deadline"
    PUT_OFF = "put off"
    STATUS = "status"
    DECIDED = "decided"


class Entry(Struct, frozen=True, kw_only=True):
    """One move.

    Attributes:
        day: on which it happened.
        kind: what happened.
        goal: the path of the goal to which it did, the goal itself or a subgoal.
        text: of the task or decision; the new status; empty where numbers say it all.
        place: of the line, if it still stands.
        weight: what was earned, or by how much the scope grew; 0 for all else.
        tasks: how many were added.
        old: the day that was moved, None where there was none.
        new: the day to which it was moved, None where there is none any more.
    """

    day: date
    kind: MoveKind
    goal: str
    text: str = ""
    place: Place | None = None
    weight: float = 0.0
    tasks: int = 0
    old: date | None = None
    new: date | None = None


class Level(Struct, frozen=True, kw_only=True):
    """Where a goal stood at the end of a day: shares of today's scope, 0 to 1."""

    day: date
    earned: float
    planned: float | None


def burn_up(measure: GoalMeasure, today: date, week_start: int) -> tuple[Level, ...]:
    """Done and planned at the end of each week since the goal began, the last of them today."""
    begun = [measure.span.start, *(gain.day for item in measure.items for gain in item.gains)]
    first = min((day for day in begun if day is not None), default=None)
    if first is None or first > today or measure.progress is None:
        return ()
    plan = Plan.of(step for item in measure.items for step in item.steps)
    days = []
    day = week_of(first, week_start=week_start).last
    while day < today:
        days.append(day)
        day += timedelta(weeks=1)
    return tuple(
        Level(
            day=day,
            earned=measure.progress_by(day) or 0.0,
            planned=plan.wanted_by(day) / plan.total if plan.total else None,
        )
        for day in (*days, today)
    )


def ledger(measure: GoalMeasure, measures: Measures) -> tuple[Entry, ...]:
    """Every move of a goal and its subgoals that is known, oldest first."""
    found = [*_earned(measure)]
    for path in measures.vault.below(measure.goal.path):
        found += _of_goal(path, measures)
        found += _put_off(path, measures)
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.kind, entry.goal, entry.place or ("", 0))))


def _earned(measure: GoalMeasure) -> Iterator[Entry]:
    for item in measure.items:
        by_day: dict[date, list[float]] = {day: [] for day in item.moves}
        for gain in item.gains:
            if gain.day is not None:
                by_day.setdefault(gain.day, []).append(gain.weight)
        for day, weights in by_day.items():
            yield Entry(
                day=day,
                kind=MoveKind.EARNED,
                goal=item.goal,
                text=item.text,
                place=item.place if item.nth == 0 else None,
                weight=fsum(weights),
            )


def _of_goal(path: str, measures: Measures) -> Iterator[Entry]:
    """What happened to a goal itself."""
    for line in measures.vault.goals[path].decisions:
        text = read_task_line(line.text).text  # without its block id
        yield Entry(day=line.day, kind=MoveKind.DECIDED, goal=path, text=f"{line.option}: {text}")
    past = None if measures.past is None else measures.past.goal(path)
    if past is None:
        return
    for move in past.deadlines:
        yield Entry(day=move.on, kind=MoveKind.DEADLINE, goal=path, old=move.old, new=move.new)
    for growth in past.growth:
        yield Entry(day=growth.day, kind=MoveKind.SCOPE, goal=path, weight=growth.weight, tasks=growth.tasks)
    for since in past.statuses[1:]:
        yield Entry(day=since.day, kind=MoveKind.STATUS, goal=path, text=since.status)


def _put_off(path: str, measures: Measures) -> Iterator[Entry]:
    """The tasks of a goal that got another day after theirs had come."""
    goal = measures.vault.goals[path]
    for task in goal.own if measures.past is not None else ():
        past = None if measures.past is None else measures.past.task(task.place)
        for move in () if past is None else past.put_off:
            yield Entry(
                day=move.on,
                kind=MoveKind.PUT_OFF,
                goal=path,
                text=task.title,
                place=task.place,
                old=move.old,
                new=move.new,
            )
