"""From the items of single goals to those of goals with their subgoals, each with its planned days.

Knows the tree of goals: which days a subgoal has from its parent, in which order their undated leaves are
spread, what a subgoal weighs. Knows nothing of today's distance to any of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING

from aimo_md.errors import Problem
from aimo_md.goals.model import GoalStatus, Place
from aimo_md.measures.habit import habit_item, habit_ticks
from aimo_md.measures.metric import metric_item
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy, Span, Step
from aimo_md.measures.progress import goal_items
from aimo_md.measures.schedule import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Goal, Vault

_FIRST_COHORT = timedelta(days=7)
"""Leaves that are known this long after the start were part of the plan from the beginning."""
_CLOSED = frozenset({GoalStatus.PAUSED, GoalStatus.SOMEDAY, GoalStatus.DROPPED})


def spans(vault: Vault) -> dict[str, Span]:
    """The days of every goal: its own, and those that it lacks from its parent.

    Without a `start` anywhere above, a goal starts with the earliest day on which a leaf of its own was
    done; with neither it has no start.
    """
    found: dict[str, Span] = {}

    def look(path: str) -> Span:
        if path not in found:
            goal = vault.goals[path]
            above = Span(start=None, deadline=None) if goal.parent is None else look(goal.parent)
            found[path] = Span(
                start=goal.keys.start or above.start or _first_day(goal),
                deadline=goal.keys.deadline or above.deadline,
            )
        return found[path]

    for path in vault.goals:
        look(path)
    return found


def roll_up(
    vault: Vault, goal_spans: Mapping[str, Span], today: date, config: Config
) -> dict[str, tuple[Item, ...]]:
    """The items of every goal, those of its subgoals among them, with their steps.

    A subgoal that states no day of its own is planned with its parent: its undated leaves stand in the
    parent's cohorts, at the place where the parent's note links to it.
    """
    own = {
        path: _own_items(goal, goal_spans[path], vault, today, config) for path, goal in vault.goals.items()
    }
    roots = [path for path, goal in vault.goals.items() if _plans_itself(goal)]
    days: dict[tuple[str, str, int], date] = {}
    for path in roots:
        days.update(_implied_days(path, vault, goal_spans[path], own))
    found: dict[str, tuple[Item, ...]] = {}
    for path in sorted(vault.goals, key=lambda path: -_depth(path, vault)):
        goal = vault.goals[path]
        items = [_stepped(item, goal_spans[path], days) for item in own[path]]
        for child in goal.children:
            items.extend(as_subgoal(vault.goals[child], found[child]))
        found[path] = tuple(items)
    return found


def plan_problems(vault: Vault, goal_spans: Mapping[str, Span]) -> Iterator[Problem]:
    """Days that contradict each other: a start after the deadline, a leaf due after it."""
    for path, goal in vault.goals.items():
        span = goal_spans[path]
        if span.deadline is None or goal.keys.status is not GoalStatus.ACTIVE:
            continue
        if span.start is not None and span.start > span.deadline:
            yield Problem(
                path=path,
                line=0,
                code="start-after-deadline",
                message=f"starts on {span.start}, after its deadline {span.deadline}",
                remedy="change one of the two; until then it has no plan",
            )
            continue
        for task in (*goal.own, *goal.linked):
            due = task.words.due
            if task.type.is_open and due is not None and due > span.deadline:
                yield Problem(
                    path=task.path,
                    line=task.line,
                    code="due-after-deadline",
                    message=f"is due on {due}, after its goal's deadline {span.deadline}",
                    remedy="move one of the two; it is planned for the deadline",
                )


def as_subgoal(goal: Goal, items: tuple[Item, ...]) -> Iterator[Item]:
    """What a goal brings into its parent: all of its weight, or `goal_weight` in its own shares.

    A metric or habit goal weighs 1 unless it says otherwise. A paused, dropped or someday goal brings only
    what it has earned, a done one counts as earned in full.
    """
    if goal.keys.status is GoalStatus.DONE:
        items = tuple(_completed(item) for item in items)
    elif goal.keys.status in _CLOSED:
        items = tuple(_closed(item) for item in items)
    whole = fsum(item.weight for item in items)
    single = goal.keys.metric is not None or goal.keys.habit is not None
    weight = goal.keys.weight or (1.0 if single else None)
    factor = 1.0 if weight is None or not whole else weight / whole
    for item in items:
        yield item if factor == 1.0 else _scaled(item, factor)


def _own_items(goal: Goal, span: Span, vault: Vault, today: date, config: Config) -> tuple[Item, ...]:
    """The goal's own items: its metric, its habit, or its tasks; typed progress where nothing else counts."""
    if goal.keys.metric is not None:
        return (metric_item(goal, goal.keys.metric, span, today),)
    if goal.keys.habit is not None:
        ticks = habit_ticks(goal, vault, today)
        return (habit_item(goal, goal.keys.habit, ticks, span, config.vault.week_start.number),)
    items = goal_items(goal, span, vault, today, config)
    typed = goal.keys.typed_progress
    if typed is None or goal.children or any(item.weight for item in items):
        return items
    return (
        *items,
        Item(
            goal=goal.path,
            place=Place(goal.path, 1),
            text=goal.title,
            kind=ItemKind.TYPED,
            weight=1.0,
            earned=typed,
            gains=(Gain(None, typed),) if typed else (),
            steps=(),
            planned_by=None,
            moves=(),
            own=True,
            task=None,
        ),
    )


def _first_day(goal: Goal) -> date | None:
    return min((task.words.done for task in goal.own if task.words.done is not None), default=None)


def _plans_itself(goal: Goal) -> bool:
    return goal.parent is None or goal.keys.start is not None or goal.keys.deadline is not None


def _depth(path: str, vault: Vault) -> int:
    depth = 0
    parent = vault.goals[path].parent
    while parent is not None:
        depth += 1
        parent = vault.goals[parent].parent
    return depth


def _key(item: Item) -> tuple[str, str, int]:
    return item.goal, *item.place


def _implied_days(
    root: str, vault: Vault, span: Span, own: Mapping[str, tuple[Item, ...]]
) -> dict[tuple[str, str, int], date]:
    """The days of the undated leaves of a goal and of the subgoals that are planned with it."""
    if span.start is None or span.deadline is None or span.start > span.deadline:
        return {}
    cohorts: defaultdict[date, list[Item]] = defaultdict(list)
    for item in _undated(root, vault, own):
        appeared = None if item.task is None else item.task.words.created
        late = appeared is not None and appeared >= span.start + _FIRST_COHORT
        cohorts[appeared if late and appeared else span.start].append(item)
    return {
        _key(item): day
        for first, items in cohorts.items()
        for item, day in zip(
            items, spread([item.weight for item in items], first, span.deadline), strict=True
        )
    }


def _undated(path: str, vault: Vault, own: Mapping[str, tuple[Item, ...]]) -> Iterator[Item]:
    """Undated leaves in the order of the plan: by line in the note, a subgoal's at the link to it."""
    goal = vault.goals[path]
    waiting = [
        (line, child)
        for child, line in zip(goal.children, goal.child_lines, strict=True)
        if not _plans_itself(vault.goals[child])
    ]
    for item in own[path]:
        if item.kind is not ItemKind.LEAF or item.steps or not item.weight:
            continue
        while waiting and _comes_first(waiting[0][0], item, path):
            yield from _undated(waiting.pop(0)[1], vault, own)
        yield item
    for _, child in waiting:
        yield from _undated(child, vault, own)


def _comes_first(line: int | None, item: Item, path: str) -> bool:
    return line is not None and (item.place.path != path or line <= item.place.line)


def _stepped(item: Item, span: Span, days: Mapping[tuple[str, str, int], date]) -> Item:
    """The item with its implied day, or with its own days brought within the goal's span.

    A goal that starts after its deadline has no plan.
    """
    if span.start is not None and span.deadline is not None and span.start > span.deadline:
        return replace(item, steps=(), planned_by=None)
    implied = days.get(_key(item))
    if implied is not None:
        return replace(item, steps=(Step(implied, item.weight),), planned_by=PlannedBy.COHORT)
    return replace(item, steps=tuple(Step(_nearest(step.day, span), step.weight) for step in item.steps))


def _nearest(day: date, span: Span) -> date:
    if span.start is not None and day < span.start:
        return span.start
    return span.deadline if span.deadline is not None and day > span.deadline else day


def _scaled(item: Item, factor: float) -> Item:
    return replace(
        item,
        weight=item.weight * factor,
        earned=item.earned * factor,
        gains=tuple(Gain(gain.day, gain.weight * factor) for gain in item.gains),
        steps=tuple(Step(step.day, step.weight * factor) for step in item.steps),
    )


def _closed(item: Item) -> Item:
    """The item without its open weight: what is earned stays, planned on the first of its days."""
    left = item.earned
    steps = []
    for step in sorted(item.steps):
        if left > 0:
            steps.append(Step(step.day, min(step.weight, left)))
            left -= step.weight
    return replace(item, weight=item.earned, steps=tuple(steps))


def _completed(item: Item) -> Item:
    missing = item.weight - item.earned
    gains = (*item.gains, Gain(None, missing)) if missing else item.gains
    return replace(item, earned=item.weight, gains=gains)
