"""All numbers of one goal: what it holds, how late it runs, where it will end, what to do next.

Knows in which order the numbers of one goal follow from one another. Knows nothing of the other goals but
what they bring into this one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.measures.forecast import forecast, pace, windows
from aimo_md.measures.habit import habit_record, habit_ticks
from aimo_md.measures.health import Signs, health
from aimo_md.measures.model import GoalMeasure, Item
from aimo_md.measures.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Goal, Task
    from aimo_md.measures.days_off import DaysOff
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import HabitRecord, Span
    from aimo_md.measures.pauses import Rest


class GoalMeasurer(Struct, frozen=True, kw_only=True):
    """Measures goals; it holds what is the same for every one of one measuring."""

    spans: Mapping[str, Span]
    rests: Mapping[str, Rest]
    done: Mapping[str | None, Sequence[Deed]]
    today: date
    config: Config

    def measure(self, goal: Goal, items: tuple[Item, ...], next_action: Task | None) -> GoalMeasure:
        """The numbers of a goal with these items."""
        r = self.today - timedelta(days=1)
        span, rest = self.spans[goal.path], self.rests[goal.path]
        tally = Tally.of(items, self.today)
        left = tally.scope - tally.earned
        past = windows(tally.own_gains, span.start, r, rest.off)
        habit = self._habit(goal)
        slip = likely = None
        if habit is None and goal.keys.status is GoalStatus.ACTIVE:
            slip = tally.plan.slip(tally.earned_of_plan, r, rest.off)
            likely = forecast(past, left, r, span.deadline, rest.off)
        signs = Signs(
            keys=goal.keys,
            span=span,
            progress=min(tally.earned / tally.scope, 1.0) if tally.scope else None,
            slip=slip,
            forecast=likely,
            habit=habit,
            idle_days=self._idle_days(goal, items, tally.moved_on),
            has_open=tally.has_open,
            leaf_overdue=tally.has_overdue,
        )
        return GoalMeasure(
            goal=goal,
            span=span,
            rest=rest,
            items=items,
            scope=tally.scope,
            earned=tally.earned,
            progress=signs.progress,
            planned=tally.plan.wanted_by(r) / tally.plan.total if tally.plan.total else None,
            slip=slip,
            pace=pace(past),
            required_pace=_required_pace(left, span.deadline, r, rest.off),
            forecast=likely,
            habit=habit,
            moved_on=tally.moved_on,
            stalled_days=signs.idle_days,
            health=health(signs, self.today, self.config.measures),
            next_action=next_action,
            leaves_done=tally.leaves_done,
            leaves=tally.leaves,
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


def _has_moved_some_day(item: Item) -> bool:
    """Whether something of it was done on a day that nobody knows."""
    is_begun = item.task is not None and item.task.state is TaskType.IN_PROGRESS
    return not is_begun and any(gain.day is None for gain in item.gains)


def _required_pace(rest: float, deadline: date | None, r: date, off: DaysOff) -> float | None:
    """Weight a week that would earn the rest by the deadline; None without days left."""
    days = 0 if deadline is None else off.between(r, deadline)
    return rest / (days / 7) if days > 0 and rest > 0 else None
