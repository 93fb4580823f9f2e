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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    shape: Shape, today: date, deadline: date | None, busy: Mapping[date, int]
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
    """
    dues = _dues(shape.milestones, today, deadline)
    ideal = _ideal_days(shape.milestones, dues, today)
    days = iter([*_chosen(shape.actions, ideal, today, deadline, busy)])
    return tuple(
        PlannedMilestone(
            title=milestone.title,
            due=due,
            actions=tuple(PlannedAction(text=action.text, day=next(days)) for action in milestone.actions),
        )
        for milestone, due in zip(shape.milestones, dues, strict=True)
    )


def _dues(milestones: Sequence[Milestone], today: date, deadline: date | None) -> list[date | None]:
    """By when each milestone is wanted; shares that are not stated are the mean of the others."""
    if deadline is None:
        return [None] * len(milestones)
    stated = [milestone.share for milestone in milestones if milestone.share]
    usual = fsum(stated) / len(stated) if stated else 1.0
    shares = [milestone.share or usual for milestone in milestones]
    span, whole = (deadline - today).days + 1, fsum(shares)
    left = (max(whole - done, 0.0) / whole for done in accumulate(shares))
    planned = [deadline - timedelta(days=floor(share * span + _NOISE)) for share in left]
    own = (_within(milestone.day, today, deadline) for milestone in milestones)
    return [day or max(usual_day, today) for day, usual_day in zip(own, planned, strict=True)]


def _ideal_days(
    milestones: Sequence[Milestone], dues: Sequence[date | None], today: date
) -> Iterator[tuple[date | None, date | None]]:
    """For each action the day that an even spread gives it, and the last that it may get.

    Without a deadline only the first milestone is spread, over the next two weeks.
    """
    number, begin = 0, today + timedelta(days=1)
    for place, (milestone, due) in enumerate(zip(milestones, dues, strict=True)):
        end = today + timedelta(days=DATED_DAYS) if due is None else due
        begin = min(begin, end)
        days = (end - begin).days + 1
        for nth in range(len(milestone.actions)):
            even = begin + timedelta(days=nth * days // len(milestone.actions))
            soon = today + timedelta(days=_SOON[number]) if number < len(_SOON) else None
            spread = due is not None or place == 0
            yield (min(even, soon or even) if spread else soon), due
            number += 1
        begin = end + timedelta(days=1) if due is not None else begin


def _chosen(
    actions: Sequence[Action],
    ideal: Iterator[tuple[date | None, date | None]],
    today: date,
    deadline: date | None,
    busy: Mapping[date, int],
) -> Iterator[date | None]:
    """The day of each action; None for those that come later than the next two weeks."""
    own = Counter(busy)
    before, last = today, today + timedelta(days=DATED_DAYS)
    for number, (action, (wanted, due)) in enumerate(zip(actions, ideal, strict=True)):
        stated = _within(action.day, today, deadline)
        is_late = stated is not None and number == 0 and stated > today + timedelta(days=_FIRST_WITHIN)
        day = None if is_late else stated
        if day is None and wanted is not None and wanted <= last:
            leeway = (
                today + timedelta(days=_FIRST_WITHIN) if number == 0 else wanted + timedelta(days=_LEEWAY)
            )
            end = min(leeway, due or last, last)
            begin = min(max(before, wanted - timedelta(days=_LEEWAY), today + timedelta(days=1)), end)
            day = min(_days(begin, end), key=lambda each: (own[each], abs(each - wanted), each))
        if day is not None:
            own[day] += 1
            before = max(before, day)
        yield day


def _within(day: date | None, today: date, deadline: date | None) -> date | None:
    """The day, if it lies between today and the deadline."""
    return day if day is not None and today <= day and (deadline is None or day <= deadline) else None


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=days) for days in range((last - first).days + 1))
