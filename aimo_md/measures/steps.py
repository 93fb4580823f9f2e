"""The planned days of items: those that nobody gave are spread over the goal's days, the others kept within.

Knows cohorts, spans and days off. Knows nothing of what has been earned.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.measures.days_off import NO_DAYS_OFF
from aimo_md.measures.model import ItemKind, PlannedBy, Step
from aimo_md.measures.schedule import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.measures.days_off import DaysOff
    from aimo_md.measures.model import Item, ItemKey, Span

_LEAF: Final = ItemKind.LEAF
_FIRST_COHORT = timedelta(days=7)
"""What appears in so many days from the start on was part of the plan from the beginning."""


def implied_days(
    items: Iterable[Item], span: Span, off: DaysOff = NO_DAYS_OFF
) -> dict[ItemKey, tuple[date, ...]]:
    """The days that the plan gives to items, which stand in its order; all others keep their own days.

    Undated leaves that were there in the goal's first seven days are one cohort, spread from the start to the
    deadline; those that appeared later on one day are another, spread from that day on. None without a start
    and a deadline after it.

    What the plan wanted before a spell of days `off` stays as it was. What it wanted then is planned anew for
    the days after it, and so are all undated leaves whose day had not come: evenly up to the deadline;
    without one, each at the distance that it had from the beginning of the spell.
    """
    there = tuple(items)
    implied = _cohorts(there, span)
    if not off.spells:
        return implied
    parts = [part for item in within(there, span) for part in _parts(item, implied, span)]
    for first, last in off.spells:
        if last < date.max:
            _spread_anew(parts, first, last, span)
    moved = {part.key for part in parts if part.moved or part.key in implied}
    days: defaultdict[ItemKey, list[date]] = defaultdict(list)
    for part in parts:
        if part.key in moved:
            days[part.key].append(part.day)
    return {key: tuple(of_item) for key, of_item in days.items()}


def _cohorts(items: Iterable[Item], span: Span) -> dict[ItemKey, tuple[date, ...]]:
    if span.start is None or span.deadline is None or span.start > span.deadline:
        return {}
    cohorts: defaultdict[date, list[Item]] = defaultdict(list)
    for item in items:
        if item.kind is _LEAF and item.weight and not item.steps:
            cohorts[_known_from(item, span.start)].append(item)
    return {
        item.key: (day,)
        for first, cohort in cohorts.items()
        for item, day in zip(
            cohort, spread([item.weight for item in cohort], first, span.deadline), strict=True
        )
    }


def _known_from(item: Item, start: date) -> date:
    """The first day of its cohort."""
    is_late = item.appeared is not None and item.appeared - start >= _FIRST_COHORT
    return item.appeared if is_late and item.appeared else start


class _Part(Struct, kw_only=True):
    """A step while the plan is made; `free_from` is the day since when no day of its own holds it."""

    key: ItemKey
    weight: float
    day: date
    free_from: date | None
    moved: bool = False


def _parts(item: Item, implied: Mapping[ItemKey, tuple[date, ...]], span: Span) -> Iterator[_Part]:
    start = span.start or date.min
    if item.key in implied:
        free_from = _known_from(item, start)
        yield _Part(key=item.key, weight=item.weight, day=implied[item.key][0], free_from=free_from)
    for step in item.steps:
        free = start if item.kind is ItemKind.METRIC else None
        yield _Part(key=item.key, weight=step.weight, day=step.day, free_from=free)


def _spread_anew(parts: Iterable[_Part], first: date, last: date, span: Span) -> None:
    """Plan for the days after a spell what it keeps from being done."""
    waiting = [
        part
        for part in parts
        if first <= part.day <= last
        or (part.day > last and part.free_from is not None and part.free_from <= last)
    ]
    back = last + timedelta(days=1)
    if span.deadline is None:
        days = tuple(back + min(part.day - first, date.max - back) for part in waiting)
    else:
        days = spread([part.weight for part in waiting], back, span.deadline) if waiting else ()
    for part, day in zip(waiting, days, strict=True):
        part.day, part.moved = day, True
        if span.deadline is not None:
            part.free_from = back


def replanned(items: tuple[Item, ...], implied: Mapping[ItemKey, tuple[date, ...]]) -> tuple[Item, ...]:
    """The items with the days that the plan gives them; those to which it gives none as they were."""
    found = list(items)
    for at, item in enumerate(items):
        days = implied.get(item.key)
        if days is not None:
            found[at] = _on(item, days)
    return tuple(found)


def _on(item: Item, days: tuple[date, ...]) -> Item:
    """The item planned for these days, one for each of its steps."""
    if not item.steps:
        return replace(item, steps=(Step(days[0], item.weight),), planned_by=PlannedBy.COHORT)
    steps = tuple(Step(day, step.weight) for day, step in zip(days, item.steps, strict=True))
    if steps == item.steps:
        return item
    by = PlannedBy.PAUSE if item.kind is _LEAF else item.planned_by
    return replace(item, steps=steps, planned_by=by)


def within(items: tuple[Item, ...], span: Span) -> tuple[Item, ...]:
    """The items, each step that lies outside the span on the nearer end of it.

    A goal that starts after its deadline has no plan.
    """
    first, last = span.start or date.min, span.deadline or date.max
    if first > last:
        return tuple(replace(item, steps=(), planned_by=None) if item.steps else item for item in items)
    for item in items:
        for day, _ in item.steps:
            if not first <= day <= last:
                return tuple(_within(each, first, last) for each in items)
    return items


def _within(item: Item, first: date, last: date) -> Item:
    steps = tuple(Step(min(max(day, first), last), weight) for day, weight in item.steps)
    return item if steps == item.steps else replace(item, steps=steps)
