"""All numbers of one goal: what it holds, how late it runs, where it will end, what to do next.

Knows in which order the numbers of one goal follow from one another. Knows nothing of the other goals but
what they bring into this one.
"""

from __future__ import annotations

from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.measures.forecast import forecast, pace, windows
from aimo_md.measures.habit import habit_record, habit_ticks
from aimo_md.measures.health import Signs, health
from aimo_md.measures.model import GoalMeasure, Item, ItemKind, PlannedBy
from aimo_md.measures.schedule import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.leaves import Shared
    from aimo_md.goals.model import Goal, Task, Vault
    from aimo_md.measures.days_off import DaysOff
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import HabitRecord, Span
    from aimo_md.measures.next_action import Ahead
    from aimo_md.measures.pauses import Rest


class GoalMeasurer(Struct, frozen=True, kw_only=True):
    """Measures goals; it holds what is the same for every one of one measuring."""

    vault: Vault
    spans: Mapping[str, Span]
    rests: Mapping[str, Rest]
    worked_on: frozenset[str]
    shared: Mapping[str, Shared]
    done: Mapping[str | None, Sequence[Deed]]
    ahead: Ahead
    today: date
    config: Config

    def measure(self, goal: Goal, items: tuple[Item, ...]) -> GoalMeasure:
        """The numbers of a goal with these items."""
        r = self.today - timedelta(days=1)
        span, rest = self.spans[goal.path], self.rests[goal.path]
        scope, earned = fsum(item.weight for item in items), fsum(item.earned for item in items)
        plan = Plan.of(step for item in items for step in item.steps)
        past = windows((gain for item in items if item.own for gain in item.gains), span.start, r, rest.off)
        habit = self._habit(goal)
        slip = likely = None
        if habit is None and _runs(goal):
            slip = plan.slip(fsum(item.earned for item in items if item.steps), r, rest.off)
            likely = forecast(past, scope - earned, r, span.deadline, rest.off)
        moved_on = max((day for item in items for day in item.moves if day <= self.today), default=None)
        signs = Signs(
            keys=goal.keys,
            span=span,
            progress=min(earned / scope, 1.0) if scope else None,
            slip=slip,
            forecast=likely,
            habit=habit,
            idle_days=self._idle_days(goal, items, moved_on),
            has_open=any(item.earned < item.weight for item in items),
            leaf_overdue=any(_is_overdue(item, self.today) for item in items),
        )
        done, all_leaves = _count(items)
        return GoalMeasure(
            goal=goal,
            span=span,
            rest=rest,
            items=items,
            scope=scope,
            earned=earned,
            progress=signs.progress,
            planned=plan.wanted_by(r) / plan.total if plan.total else None,
            slip=slip,
            pace=pace(past),
            required_pace=_required_pace(scope - earned, span.deadline, r, rest.off),
            forecast=likely,
            habit=habit,
            moved_on=moved_on,
            stalled_days=signs.idle_days,
            health=health(signs, self.today, self.config.measures),
            next_action=self.ahead.next_action(self._leaf_tasks(goal)),
            leaves_done=done,
            leaves=all_leaves,
        )

    def _habit(self, goal: Goal) -> HabitRecord | None:
        if goal.keys.habit is None or goal.keys.metric is not None:
            return None
        ticks = habit_ticks(goal, self.done.get(goal.path, ()), self.today)
        start, off = self.spans[goal.path].start, self.rests[goal.path].off
        week_start = self.config.vault.week_start.number
        return habit_record(goal.keys.habit, ticks, start, self.today, week_start, off)

    def _idle_days(self, goal: Goal, items: tuple[Item, ...], moved_on: date | None) -> int | None:
        """Days since the goal last moved, started or was resumed; None where nobody knows."""
        if moved_on is None and any(_has_moved_some_day(item) for item in items):
            return None
        rest = self.rests[goal.path]
        known = (moved_on, self.spans[goal.path].start, rest.resumed_on)
        last = max((day for day in known if day is not None and day <= self.today), default=None)
        return None if last is None else rest.off.between(last, self.today)

    def _leaf_tasks(self, goal: Goal) -> Iterator[Task]:
        """The leaves of the goal, and of the subgoals that are being worked on."""
        for path in self.vault.below(goal.path):
            if path == goal.path or path in self.worked_on:
                yield from (leaf.task for leaf in self.shared[path].leaves)


def _runs(goal: Goal) -> bool:
    return goal.keys.status is GoalStatus.ACTIVE


def _is_overdue(item: Item, today: date) -> bool:
    """Whether its owner wanted it done before today; what fell due in a pause was planned anew."""
    due = max(step.day for step in item.steps) if item.planned_by is PlannedBy.PAUSE else item.due
    return due is not None and due < today and item.earned < item.weight


def _has_moved_some_day(item: Item) -> bool:
    """Whether something of it was done on a day that nobody knows."""
    is_begun = item.task is not None and item.task.state is TaskType.IN_PROGRESS
    return not is_begun and any(gain.day is None for gain in item.gains)


def _required_pace(rest: float, deadline: date | None, r: date, off: DaysOff) -> float | None:
    """Weight a week that would earn the rest by the deadline; None without days left."""
    days = 0 if deadline is None else off.between(r, deadline)
    return rest / (days / 7) if days > 0 and rest > 0 else None


def _count(items: tuple[Item, ...]) -> tuple[int, int]:
    """Leaves done and leaves in all; an occurrence of a series is one."""
    done = in_all = 0
    for item in items:
        if item.kind is ItemKind.SERIES:
            done += len(item.gains)
            in_all += len(item.steps)
        elif item.kind is ItemKind.LEAF and item.weight:
            done += item.earned == item.weight
            in_all += 1
    return done, in_all
