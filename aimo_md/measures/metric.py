"""A metric goal: one item, from the values that its log and the daily notes hold.

Measured in the metric's own unit, from `origin` to `target`; a falling target counts downwards. Knows the
values of one goal; knows no task and no other goal.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from aimo_md.goals.model import Place
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy
from aimo_md.measures.schedule import straight_line

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.goals.model import Goal, Metric
    from aimo_md.measures.model import Span, Step


def metric_item(goal: Goal, metric: Metric, span: Span, today: date) -> Item:
    """The metric as one item: its scope is the way from origin to target, in its own unit.

    The value is `metric_now`, else the newest value that was noted on a day, else the origin. Each of these
    values gains what it is above the one before it, the first what it is above the origin (a loss is a
    negative gain); what lies between the last and `metric_now` has no known day. Earned is kept within the
    way, so that a goal that is past its target is done and not more.
    """
    way = abs(metric.target - metric.origin)
    sign = 1.0 if metric.target > metric.origin else -1.0
    values = _by_day(goal, today)
    reached = [(None, 0.0)] + [(day, sign * (value - metric.origin)) for day, value in values]
    if metric.now is not None:
        reached.append((None, sign * (metric.now - metric.origin)))
    gains = tuple(
        Gain(day, _within(after, way) - _within(before, way))
        for (_, before), (day, after) in pairwise(reached)
    )
    steps: tuple[Step, ...] = ()
    if span.start is not None and span.deadline is not None and span.start <= span.deadline:
        steps = straight_line(way, span.start, span.deadline)
    return Item(
        goal=goal.path,
        place=Place(goal.path, goal.keys.line("metric")),
        text=metric.name,
        kind=ItemKind.METRIC,
        weight=way,
        earned=_within(reached[-1][1], way),
        gains=tuple(gain for gain in gains if gain.weight),
        steps=steps,
        planned_by=PlannedBy.LINE if steps else None,
        moves=tuple(gain.day for gain in gains if gain.day is not None and gain.weight > 0),
        own=True,
        task=None,
    )


def metric_value(goal: Goal, metric: Metric, today: date) -> float:
    """Where the metric stands, in its own unit."""
    values = _by_day(goal, today)
    newest = values[-1][1] if values else metric.origin
    return newest if metric.now is None else metric.now


def _by_day(goal: Goal, today: date) -> list[tuple[date, float]]:
    """The value that counts of each day up to today, in order."""
    return sorted({value.day: value.value for value in goal.values if value.day <= today}.items())


def _within(value: float, way: float) -> float:
    return min(max(value, 0.0), way)
