"""The planned days of items: those that nobody gave are spread over the goal's days, the others kept within.

Knows cohorts and spans. Knows nothing of what has been earned.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from aimo_md.measures.model import ItemKind, PlannedBy, Step
from aimo_md.measures.schedule import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.measures.model import Item, ItemKey, Span

_FIRST_COHORT = timedelta(days=7)
"""What appears in so many days from the start on was part of the plan from the beginning."""


def implied_days(items: Iterable[Item], span: Span) -> dict[ItemKey, date]:
    """The days of the undated leaves among these items, which stand in the order of the plan.

    Those that were there in the goal's first seven days are one cohort, spread from the start to the
    deadline; those that appeared later on one day are another, spread from that day on. None without a start
    and a deadline after it.
    """
    if span.start is None or span.deadline is None or span.start > span.deadline:
        return {}
    cohorts: defaultdict[date, list[Item]] = defaultdict(list)
    for item in items:
        if item.kind is ItemKind.LEAF and item.weight and not item.steps:
            is_late = item.appeared is not None and item.appeared - span.start >= _FIRST_COHORT
            cohorts[item.appeared if is_late and item.appeared else span.start].append(item)
    return {
        item.key: day
        for first, cohort in cohorts.items()
        for item, day in zip(
            cohort, spread([item.weight for item in cohort], first, span.deadline), strict=True
        )
    }


def stepped(item: Item, span: Span, implied: Mapping[ItemKey, date]) -> Item:
    """The item with its implied day, or with its own days, brought within the goal's span.

    A goal that starts after its deadline has no plan.
    """
    steps, planned_by = item.steps, item.planned_by
    if not steps and item.kind is ItemKind.LEAF and item.weight and item.key in implied:
        steps, planned_by = (Step(implied[item.key], item.weight),), PlannedBy.COHORT
    if span.start is not None and span.deadline is not None and span.start > span.deadline:
        steps, planned_by = (), None
    within = tuple(Step(_nearest(step.day, span), step.weight) for step in steps)
    return item if within == item.steps else replace(item, steps=within, planned_by=planned_by)


def _nearest(day: date, span: Span) -> date:
    if span.start is not None and day < span.start:
        return span.start
    return span.deadline if span.deadline is not None and day > span.deadline else day
