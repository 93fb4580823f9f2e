"""What each task and item of a goal brings into its numbers, and why some bring nothing.

Knows the items that were measured, and the tasks that they were made of. Knows no words for them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.model import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.goals.model import Goal, Task, Vault
    from aimo_md.measures.model import GoalMeasure, Item, PlannedBy


class Counted(StrEnum):
    """Whether something is in the goal's scope, and if not, why.

    `SPLIT`: its sub-tasks count in its place. `CANCELLED`: it, or a task around it, was. `ENDLESS`: a
    recurring series of a goal without a deadline. `SERIES`: an occurrence or a step of one, which counts as a
    whole. `LINK`: it stands in somebody else's note and only links here. `CLOSED`: its subgoal is paused,
    dropped or for some day, or no weight was left for it. `WHOLE`: its goal counts as one, by a habit or a
    number.
    """

    YES = "yes"
    SPLIT = "split"
    CANCELLED = "cancelled"
    ENDLESS = "endless"
    SERIES = "series"
    LINK = "link"
    CLOSED = "closed"
    WHOLE = "whole"


class Contribution(Struct, frozen=True, kw_only=True):
    """One line of the reckoning.

    Attributes:
        goal: the path of the goal whose own it is.
        place: where it stands; line 0 where the line was removed or the whole note counts.
        text: without fields.
        kind: None for a task that is no item by itself.
        counted: whether it is in the scope.
        weight: what it brings into the scope.
        earned: the part of that which is earned.
        earned_on: the last day on which something of it was earned, as far as days are known.
        planned_for: the day, or the last of the days, for which the plan wants it.
        planned_by: where that day comes from.
    """

    goal: str
    place: Place
    text: str
    kind: ItemKind | None
    counted: Counted
    weight: float
    earned: float
    earned_on: date | None
    planned_for: date | None
    planned_by: PlannedBy | None


def contributions(measure: GoalMeasure, vault: Vault) -> tuple[Contribution, ...]:
    """Everything that counts in a goal, in the order of the plan, then what does not, by place."""
    shown = {item.place for item in measure.items if item.task is not None}
    items = tuple(_of_item(item, vault) for item in measure.items)
    others = (
        _of_task(task, goal)
        for goal in (vault.goals[path] for path in vault.below(measure.goal.path))
        for task in (*goal.own, *goal.linked)
        if task.place not in shown
    )
    left_out = (*(each for each in items if each.counted is not Counted.YES), *others)
    return (
        *(each for each in items if each.counted is Counted.YES),
        *sorted(left_out, key=lambda each: each.place),
    )


def _of_item(item: Item, vault: Vault) -> Contribution:
    return Contribution(
        goal=item.goal,
        place=item.place if item.nth == 0 else Place(item.place.path, 0),
        text=item.text,
        kind=item.kind,
        counted=Counted.YES if item.weight else _why_not(item, vault),
        weight=item.weight,
        earned=item.earned,
        earned_on=max(_days(item), default=None),
        planned_for=max((step.day for step in item.steps), default=None),
        planned_by=item.planned_by,
    )


def _days(item: Item) -> Iterator[date]:
    """The days on which it was earned, or at least moved its goal."""
    yield from (gain.day for gain in item.gains if gain.day is not None)
    yield from item.moves


def _why_not(item: Item, vault: Vault) -> Counted:
    if item.kind is ItemKind.SERIES:
        return Counted.ENDLESS
    if item.task is not None and item.task.state is TaskType.CANCELLED:
        return Counted.CANCELLED
    if item.task is not None and _in_series(item.task, vault):
        return Counted.SERIES
    return Counted.CLOSED if item.own else Counted.LINK


def _in_series(task: Task, vault: Vault) -> bool:
    """Whether a task stands below a recurring one."""
    note = vault.notes[task.path]
    lines = {each.line: each for each in note.tasks}
    while task.parent is not None:
        task = lines[task.parent]
    return task.words.recurrence is not None


def _of_task(task: Task, goal: Goal) -> Contribution:
    """A task that is no item: its goal counts as one, it was cancelled, recurs, or its sub-tasks count."""
    if goal.keys.metric is not None or goal.keys.habit is not None:
        counted = Counted.WHOLE
    elif task.state is TaskType.CANCELLED:
        counted = Counted.CANCELLED
    elif task.words.recurrence is not None and task.parent is None:
        counted = Counted.SERIES
    else:
        counted = Counted.SPLIT
    return Contribution(
        goal=goal.path,
        place=task.place,
        text=task.title,
        kind=None,
        counted=counted,
        weight=0.0,
        earned=0.0,
        earned_on=None,
        planned_for=None,
        planned_by=None,
    )
