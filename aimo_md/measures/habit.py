"""A habit goal: how often it was kept, in periods of its own.

Knows a goal's ticks and the calendar; knows no plan and no other goal.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from aimo_md.goals.model import HabitUnit, Place
from aimo_md.measures.days_off import NO_DAYS_OFF
from aimo_md.measures.model import Gain, HabitRecord, Item, ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from aimo_md.goals.model import Goal, Habit
    from aimo_md.measures.days_off import DaysOff
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import Span

_PERIODS = 4
"""Adherence looks at this many full periods."""
_WEEK = 7
_SATURDAY = 5
_MONTHS_A_YEAR = 12


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
        place=Place(goal.path, goal.keys.line("habit")),
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


def habit_ticks(goal: Goal, done: Iterable[Deed], today: date) -> tuple[date, ...]:
    """The days of all ticks up to today, in order: dated log lines, and what was `done` for the goal.

    A box under `Log` that carries its day in front is one tick, not two.
    """
    days = [entry.day for entry in goal.log if entry.day <= today]
    logged = {Place(goal.path, entry.line) for entry in goal.log}
    days += [min(deed.day, today) for deed in done if deed.place not in logged]
    return tuple(sorted(days))


def habit_record(
    habit: Habit,
    ticks: Sequence[date],
    start: date | None,
    today: date,
    week_start: int,
    off: DaysOff = NO_DAYS_OFF,
) -> HabitRecord:
    """Adherence, streak and the present period.

    Adherence is done / wanted over the last four full periods since the start, each capped at 1; None before
    there is a full one. Without a start, the period of the first tick is the first. One with a day `off` is
    not full: it neither adds to the streak nor ends it.
    """
    done = Counter(_period(habit, day, week_start) for day in _valid(habit, ticks))
    now = _period(habit, today, week_start)
    first = now if start is None else _first_full(habit, start, week_start)
    if start is None and ticks:
        first = _period(habit, ticks[0], week_start)
    resting = {
        period
        for begin, end in off.spells
        if begin <= today
        for period in range(
            max(_period(habit, begin, week_start), first), _period(habit, min(end, today), week_start) + 1
        )
    }
    shares = [min(done[period] / habit.times, 1.0) for period in range(first, now) if period not in resting]
    recent = shares[-_PERIODS:]
    return HabitRecord(
        adherence=sum(recent) / len(recent) if recent else None,
        streak=sum(1 for _ in takewhile(lambda share: share == 1.0, reversed(shares))),
        this_period=min(done[now], habit.times),
        wanted=habit.times,
    )


def _counted(habit: Habit, ticks: Sequence[date], first: date, last: date, week_start: int) -> Iterator[date]:
    """The ticks that count in these days: in each period not more than are wanted."""
    used: Counter[int] = Counter()
    for day in _valid(habit, ticks):
        if first <= day <= last:
            period = _period(habit, day, week_start)
            used[period] += 1
            if used[period] <= habit.times:
                yield day


def _valid(habit: Habit, ticks: Sequence[date]) -> Iterable[date]:
    """The ticks without those that such a habit does not know: at weekends, or twice a day."""
    days = dict.fromkeys(ticks) if habit.once_a_day else ticks
    return (day for day in days if not habit.weekdays_only or day.weekday() < _SATURDAY)


def _wanted(habit: Habit, first: date, last: date) -> int:
    """How often the habit is wanted in these days: whole periods in full, a part of one in proportion."""
    if habit.weekdays_only:
        return max(_workdays(last.toordinal()) - _workdays(first.toordinal() - 1), 1)
    if habit.unit is HabitUnit.WEEK:
        periods = ((last - first).days + 1) / _WEEK
    else:
        periods = _months(last, last.day) - _months(first, first.day - 1)
    return max(round(habit.times * periods), 1)


def _workdays(ordinal: int) -> int:
    """The Mondays to Fridays up to an ordinal; the calendar's first day is a Monday."""
    weeks, rest = divmod(ordinal, _WEEK)
    return weeks * _SATURDAY + min(rest, _SATURDAY)


def _months(day: date, days: int) -> float:
    """The months up to so many days of the day's month."""
    return _month(day) + days / monthrange(day.year, day.month)[1]


def _period(habit: Habit, day: date, week_start: int) -> int:
    """The number of the week or month in which a day lies."""
    return _month(day) if habit.unit is HabitUnit.MONTH else (day.toordinal() - 1 - week_start) // _WEEK


def _first_full(habit: Habit, start: date, week_start: int) -> int:
    """The number of the first period that begins on the start or later."""
    begins = start.day == 1 if habit.unit is HabitUnit.MONTH else start.weekday() == week_start
    return _period(habit, start, week_start) + (not begins)


def _month(day: date) -> int:
    return day.year * _MONTHS_A_YEAR + day.month - 1
