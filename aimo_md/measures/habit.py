"""A habit goal: how often it was kept, in periods of its own.

Knows a goal's ticks and the calendar; knows no plan and no other goal.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from aimo_md.goals.model import HabitUnit, Place, TaskType
from aimo_md.measures.model import Gain, HabitRecord, Item, ItemKind
from aimo_md.text.dates import Period, month_of, week_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.goals.model import Goal, Habit, Vault
    from aimo_md.measures.model import Span

_PERIODS = 4
"""Adherence looks at this many full periods."""
_SATURDAY = 5


def habit_item(goal: Goal, habit: Habit, ticks: Sequence[date], span: Span, week_start: int) -> Item:
    """The habit as one item of weight 1, earned in the share of the wanted times from start to deadline.

    Without a deadline there is nothing to be a share of: the weight is 0 and only the moves count. A habit
    has no planned steps, so it is never behind in days.
    """
    share, weight = 0.0, 0.0
    gains: tuple[Gain, ...] = ()
    if span.start is not None and span.deadline is not None and span.start <= span.deadline:
        counted = tuple(_counted(habit, ticks, span.start, span.deadline, week_start))
        wanted = _wanted(habit, span.start, span.deadline)
        gains = tuple(Gain(day, 1.0 / wanted) for day in counted[:wanted])
        share, weight = min(len(counted) / wanted, 1.0), 1.0
    return Item(
        goal=goal.path,
        place=Place(goal.path, 1),
        text=goal.title,
        kind=ItemKind.HABIT,
        weight=weight,
        earned=share,
        gains=gains,
        steps=(),
        planned_by=None,
        moves=tuple(ticks),
        own=True,
        task=None,
    )


def habit_ticks(goal: Goal, vault: Vault, today: date) -> tuple[date, ...]:
    """The days of all ticks up to today, in order: done tasks with a known day, and dated log lines."""
    days = [entry.day for entry in goal.log]
    for task in (*goal.own, *goal.linked):
        day = task.words.done or vault.notes[task.path].day
        if task.type is TaskType.DONE and day is not None:
            days.append(day)
    return tuple(sorted(day for day in days if day <= today))


def habit_record(habit: Habit, ticks: Sequence[date], today: date, week_start: int) -> HabitRecord:
    """Adherence, streak and the present period.

    Adherence is done / wanted over the last four full periods that begin on or after the first tick's
    period, each capped at 1; None before there is a full one.
    """
    now = _period(habit, today, week_start)
    kept: list[float] = []
    at = now.previous()
    while ticks and at.last >= ticks[0]:
        wanted = _wanted(habit, at.first, at.last)
        done = sum(1 for _ in _counted(habit, ticks, at.first, at.last, week_start))
        kept.append(min(done / wanted, 1.0))
        at = at.previous()
    streak = next((index for index, share in enumerate(kept) if share < 1.0), len(kept))
    recent = kept[:_PERIODS]
    return HabitRecord(
        adherence=sum(recent) / len(recent) if recent else None,
        streak=streak,
        this_period=sum(1 for _ in _counted(habit, ticks, now.first, now.last, week_start)),
        wanted=_wanted(habit, now.first, now.last),
    )


def _period(habit: Habit, day: date, week_start: int) -> Period:
    return month_of(day) if habit.unit is HabitUnit.MONTH else week_of(day, week_start=week_start)


def _wanted(habit: Habit, first: date, last: date) -> int:
    """How often the habit is wanted in these days: whole periods in full, a part of one in proportion."""
    days = (last - first).days + 1
    if habit.weekdays_only:
        return max(sum((first + timedelta(days=day)).weekday() < _SATURDAY for day in range(days)), 1)
    if habit.unit is HabitUnit.WEEK:
        return max(round(habit.times * days / 7), 1)
    months = {(first + timedelta(days=day)).replace(day=1) for day in range(days)}
    shares = (_overlap(month_of(month), first, last) for month in months)
    return max(round(habit.times * sum(shares)), 1)


def _overlap(period: Period, first: date, last: date) -> float:
    inside = (min(period.last, last) - max(period.first, first)).days + 1
    return inside / ((period.last - period.first).days + 1)


def _counted(habit: Habit, ticks: Sequence[date], first: date, last: date, week_start: int) -> Iterator[date]:
    """The ticks that count in these days: in each period not more than are wanted."""
    used: dict[date, int] = {}
    seen: set[date] = set()
    for day in ticks:
        if not first <= day <= last or (habit.weekdays_only and day.weekday() >= _SATURDAY):
            continue
        if habit.once_a_day and day in seen:
            continue
        seen.add(day)
        period = _period(habit, day, week_start).first
        used[period] = used.get(period, 0) + 1
        if used[period] <= habit.times:
            yield day
