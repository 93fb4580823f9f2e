"""From a shape to days: milestones planned back from the deadline, and the actions of the next two weeks.

Knows shares of time and how busy the days are. Knows no note; what is planned is a value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import floor, fsum
from typing import TYPE_CHECKING, Final

from aimo_md.measures.days_off import NO_DAYS_OFF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aimo_md.measures.days_off import DaysOff
    from aimo_md.plan.shapes import Action, Milestone, Shape

DATED_DAYS: Final = 14
"""Actions in so many days from tomorrow on get a day of their own; later ones have their milestone's."""
_SOON: Final = (1, 5, 10)
"""The latest days, from today, on which the first three actions are wanted, however long the way."""
_FIRST_WITHIN: Final = 2
_LEEWAY: Final = 2
"""A day more or less than this is not looked at to find one that is less busy."""
_NOISE: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One thing to do, on its day; None where it has time until its milestone."""

    text: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMilestone:
    """A part of the way, and the day by which it is wanted; None where the goal has no deadline."""

    title: str
    due: date | None
    actions: tuple[PlannedAction, ...]


def back_planned(
    shape: Shape,
    today: date,
    deadline: date | None,
    busy: Mapping[date, int],
    off: DaysOff = NO_DAYS_OFF,
) -> tuple[PlannedMilestone, ...]:
    """The milestones of a shape with their days, and the actions of the next two weeks with theirs.

    A milestone ends so long before the deadline as the shares of those after it say. The actions of a
    milestone are spread evenly over its days; where the way is long, the first three come sooner. Of the days
    around, an action gets the one on which the fewest tasks stand; the first comes within two days.

    Args:
        shape: what is to be planned. Days that it states within today and the deadline stay as they are,
            but the first action never comes later than in two days.
        today: the day before the first action, unless the deadline is today.
        deadline: today or later.
        busy: how many tasks stand on a day already.
        off: days that are no days for the plan, and get no action.
    """
    calendar = _Calendar(today=today, deadline=deadline, busy=Counter(busy), off=off)
    dues = calendar.dues(shape.milestones)
    days = iter(calendar.chosen(shape.actions, [*calendar.ideal_days(shape.milestones, dues)]))
    return tuple(
        PlannedMilestone(
            title=milestone.title,
            due=due,
            actions=tuple(PlannedAction(text=action.text, day=next(days)) for action in milestone.actions),
        )
        for milestone, due in zip(shape.milestones, dues, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """The day that an even spread gives an action, None where it is far ahead, and its milestone's end."""

    day: date | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    """The days of one goal. `busy` is counted on while actions get their days."""

    today: date
    deadline: date | None
    busy: Counter[date]
    off: DaysOff

    def ahead(self, days: int) -> date:
        """The day so many days from today that are not off."""
        return self.off.later(self.today, days)

    def within(self, day: date | None) -> date | None:
        """The day, if it lies between today and the deadline."""
        if day is None or day < self.today or (self.deadline is not None and day > self.deadline):
            return None
        return day

    def dues(self, milestones: Sequence[Milestone]) -> list[date | None]:
        """By when each milestone is wanted; shares that are not stated are the mean of the others."""
        if self.deadline is None:
            return [None] * len(milestones)
        stated = [milestone.share for milestone in milestones if milestone.share]
        usual = fsum(stated) / len(stated) if stated else 1.0
        shares = [milestone.share or usual for milestone in milestones]
        before, whole = self.today - timedelta(days=1), fsum(shares)
        span = self.off.between(before, self.deadline)
        dues: list[date | None] = []
        for milestone, done in zip(milestones, accumulate(shares), strict=True):
            left = floor(max(whole - done, 0.0) / whole * span + _NOISE)
            planned = self.deadline if not left else self.off.later(before, span - left)
            dues.append(self.within(milestone.day) or max(planned, self.today))
        return dues

    def ideal_days(self, milestones: Sequence[Milestone], dues: Sequence[date | None]) -> Iterator[_Wanted]:
        """Where an even spread puts each action.

        Without a deadline only the first milestone is spread, over the next two weeks.
        """
        number, before = 0, self.today
        for place, (milestone, due) in enumerate(zip(milestones, dues, strict=True)):
            end = due or self.ahead(DATED_DAYS)
            before = min(before, end - timedelta(days=1))
            days = self.off.between(before, end)
            for nth in range(len(milestone.actions)):
                even = min(self.off.later(before, 1 + nth * days // len(milestone.actions)), end)
                soon = self.ahead(_SOON[number]) if number < len(_SOON) else None
                is_spread = due is not None or place == 0
                yield _Wanted(day=min(even, soon or even) if is_spread else soon, due=due)
                number += 1
            before = end if due is not None else before

    def chosen(self, actions: Sequence[Action], wanted: Sequence[_Wanted]) -> list[date | None]:
        """The day of each action; None for those that come later than the next two weeks."""
        before, last, soon = self.ahead(1), self.ahead(DATED_DAYS), self.ahead(_FIRST_WITHIN)
        days: list[date | None] = []
        for action, want in zip(actions, wanted, strict=True):
            stated = self.within(action.day)
            day = None if stated is not None and not days and stated > soon else stated
            if day is None and want.day is not None and want.day <= last:
                around = want.day + timedelta(days=_LEEWAY) if days else soon
                end = min(around, want.due or last, last)
                begin = min(max(before, want.day - timedelta(days=_LEEWAY)), end)
                day = self.least_busy(begin, end, want.day)
            if day is not None:
                self.busy[day] += 1
                before = max(before, day)
            days.append(day)
        return days

    def least_busy(self, first: date, last: date, wanted: date) -> date:
        """The least busy day from `first` to `last`, of equals the nearest to the one that is wanted."""
        around = [first + timedelta(days=days) for days in range((last - first).days + 1)]
        free = [day for day in around if day not in self.off] or [last]
        return min(free, key=lambda day: (self.busy[day], abs(day - wanted), day))
