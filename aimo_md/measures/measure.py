"""All numbers about a vault as of one day: the face of this room.

Knows in which order the parts are worked out. `today` is passed in; nothing here reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING

from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.measures.direction import direction, load
from aimo_md.measures.forecast import forecast, pace, windows
from aimo_md.measures.habit import habit_record, habit_ticks
from aimo_md.measures.health import Signs, health
from aimo_md.measures.model import GoalMeasure, Item, ItemKind, Measures
from aimo_md.measures.next_action import next_action, unfinished_ids
from aimo_md.measures.rollup import plan_problems, roll_up, spans
from aimo_md.measures.schedule import Plan
from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Goal, Task, Vault
    from aimo_md.measures.model import HabitRecord, Span


def measure(vault: Vault, today: date, config: Config) -> Measures:
    """Every number about the vault as of `today`; slip and forecast look from yesterday's end."""
    goal_spans = spans(vault)
    items = roll_up(vault, goal_spans, today, config)
    measurer = _Measurer(vault=vault, today=today, config=config, unfinished=unfinished_ids(vault))
    goals = {path: measurer.goal(goal, goal_spans[path], items[path]) for path, goal in vault.goals.items()}
    week = week_of(today, week_start=config.vault.week_start.number)
    return Measures(
        today=today,
        vault=vault,
        goals=goals,
        direction=direction(vault, goals, week.first, min(week.last, today)),
        load=load(vault, goals, today),
        problems=tuple(sorted({*vault.problems, *plan_problems(vault, goal_spans)})),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measurer:
    """What is the same for every goal of one measuring."""

    vault: Vault
    today: date
    config: Config
    unfinished: frozenset[str]

    def goal(self, goal: Goal, span: Span, items: tuple[Item, ...]) -> GoalMeasure:
        r = self.today - timedelta(days=1)
        scope, earned = fsum(item.weight for item in items), fsum(item.earned for item in items)
        progress = min(earned / scope, 1.0) if scope else None
        plan = Plan.of(step for item in items for step in item.steps)
        slip = plan.slip(fsum(item.earned for item in items if item.steps), r) if _runs(goal) else None
        past = windows((gain for item in items if item.own for gain in item.gains), span.start, r)
        habit = self._habit(goal)
        likely = (
            forecast(past, scope - earned, r, span.deadline, goal.path)
            if habit is None and _runs(goal)
            else None
        )
        moved_on = max((day for item in items for day in item.moves if day <= self.today), default=None)
        idle = self._idle_days(goal, span, items, moved_on)
        signs = Signs(
            keys=goal.keys,
            span=span,
            progress=progress,
            slip=slip,
            forecast=likely,
            habit=habit,
            idle_days=idle,
            has_open=any(item.earned < item.weight for item in items),
            leaf_overdue=any(_is_overdue(item, self.today) for item in items),
        )
        done, leaves = _count(items)
        return GoalMeasure(
            goal=goal,
            span=span,
            items=items,
            scope=scope,
            earned=earned,
            progress=progress,
            planned=plan.wanted_by(r) / plan.total if plan.total else None,
            slip=slip,
            pace=pace(past),
            required_pace=_required_pace(scope - earned, span.deadline, r),
            forecast=likely,
            habit=habit,
            moved_on=moved_on,
            stalled_days=idle,
            health=health(signs, self.today, self.config.measures),
            next_action=next_action(self._leaf_tasks(goal), self.unfinished, self.today),
            leaves_done=done,
            leaves=leaves,
        )

    def _habit(self, goal: Goal) -> HabitRecord | None:
        if goal.keys.habit is None:
            return None
        ticks = habit_ticks(goal, self.vault, self.today)
        return habit_record(goal.keys.habit, ticks, self.today, self.config.vault.week_start.number)

    def _idle_days(
        self, goal: Goal, span: Span, items: tuple[Item, ...], moved_on: date | None
    ) -> int | None:
        """Days since the goal last moved, started or was resumed; None where nobody knows."""
        if moved_on is None and any(gain.day is None for item in items for gain in item.gains):
            return None
        known = [moved_on, span.start, *(line.day for line in goal.decisions if line.option == "resume")]
        last = max((day for day in known if day is not None and day <= self.today), default=None)
        return None if last is None else (self.today - last).days

    def _leaf_tasks(self, goal: Goal) -> Iterator[Task]:
        """The tasks without open sub-tasks of the goal and of its subgoals that are being worked on."""
        for path in self.vault.below(goal.path):
            below = self.vault.goals[path]
            if path != goal.path and not _runs(below):
                continue
            tasks = (*below.own, *below.linked)
            parents = {(task.path, task.parent) for task in tasks if task.type is not TaskType.CANCELLED}
            yield from (task for task in tasks if (task.path, task.line) not in parents)


def _runs(goal: Goal) -> bool:
    return goal.keys.status is GoalStatus.ACTIVE


def _is_overdue(item: Item, today: date) -> bool:
    due = None if item.task is None or not item.task.type.is_open else item.task.words.due
    return due is not None and due < today and item.weight > 0


def _required_pace(rest: float, deadline: date | None, r: date) -> float | None:
    """Weight a week that would earn the rest by the deadline; None without days left."""
    if deadline is None or deadline <= r or rest <= 0:
        return None
    return rest / ((deadline - r).days / 7)


def _count(items: tuple[Item, ...]) -> tuple[int, int]:
    """Leaves done and leaves in all; an occurrence of a series is one."""
    done = leaves = 0
    for item in items:
        if item.kind is ItemKind.SERIES:
            done += len(item.gains)
            leaves += len(item.steps)
        elif item.kind is ItemKind.LEAF and item.weight:
            done += item.earned == item.weight
            leaves += 1
    return done, leaves
