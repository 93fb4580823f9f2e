"""A recurring series: lines of the same text and rule that move one goal are one thing that counts.

With a deadline its scope is its occurrences from the start to the deadline, each planned on its day; without
one it is outside the scope, and its ticks move the goal. Knows recurrence rules; knows no other leaf.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.goals.model import TaskType
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy, Step
from aimo_md.text.recurrence import Rule, occurrences, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.goals.model import Place, Task
    from aimo_md.measures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The lines of each series by the place of the first of them."""

    heads: Mapping[Place, tuple[Task, ...]]
    members: frozenset[Place]


def read_series(tasks: Iterable[Task]) -> Series:
    """The series among these tasks: those with a rule that can be read, by text and rule."""
    groups: defaultdict[tuple[str, str], list[Task]] = defaultdict(list)
    for task in tasks:
        if task.words.recurrence is not None:
            rule = parse_rule(task.words.recurrence)
            if rule is not None:
                groups[task.title, rule.text].append(task)
    heads = {lines[0].place: tuple(lines) for lines in groups.values()}
    return Series(heads=heads, members=frozenset(task.place for lines in heads.values() for task in lines))


def series_item(
    lines: tuple[Task, ...], earned_on: Mapping[Place, date | None], goal: str, span: Span, *, own: bool
) -> Item:
    """One item for the whole series; `earned_on` gives the day of each line that is done.

    The open line stands for the series: its place is where the next occurrence is ticked.
    """
    head = next((task for task in lines if task.type.is_open), lines[-1])
    weight = head.words.weight or 1.0
    ticks = [earned_on[task.place] for task in lines if task.type is TaskType.DONE]
    ticks.sort(key=lambda day: (day is not None, day))
    days = _planned_days(lines, span)
    counted = ticks[: len(days)]
    return Item(
        goal=goal,
        place=head.place,
        text=head.title,
        kind=ItemKind.SERIES,
        weight=weight * len(days),
        earned=weight * len(counted),
        gains=tuple(Gain(day, weight) for day in counted),
        steps=tuple(Step(day, weight) for day in days),
        planned_by=PlannedBy.SERIES if days else None,
        moves=tuple(day for day in ticks if day is not None),
        own=own,
        task=head,
    )


def _planned_days(lines: tuple[Task, ...], span: Span) -> tuple[date, ...]:
    """The occurrences in the goal's span; none where its ends or the series' own days are not known."""
    known = [day for task in lines if (day := _reference_day(task)) is not None]
    rule = _rule(lines[0])
    if rule is None or not known or span.start is None or span.deadline is None:
        return ()
    return occurrences(rule, min(known), first=span.start, last=span.deadline)


def _reference_day(task: Task) -> date | None:
    return task.words.due or task.words.scheduled or task.words.start


def _rule(task: Task) -> Rule | None:
    return None if task.words.recurrence is None else parse_rule(task.words.recurrence)
