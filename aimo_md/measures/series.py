"""A recurring series: lines of the same text and rule that move one goal are one thing that counts.

With a deadline its scope is its occurrences from the start to the deadline, each planned on its day; without
one it is outside the scope, and its ticks move the goal. Knows recurrence rules; knows no other leaf.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from aimo_md.goals.leaves import task_weight
from aimo_md.goals.model import TaskType
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy, Step
from aimo_md.text.recurrence import Rule, occurrences, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.goals.model import Place, Task
    from aimo_md.measures.circumstances import Circumstances
    from aimo_md.measures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Lines of the same text and rule, in their order."""

    lines: tuple[Task, ...]
    rule: Rule

    @property
    def head(self) -> Task:
        """The line that stands for the series: the open one, where the next occurrence is ticked."""
        return next((line for line in self.lines if line.is_open), self.lines[-1])

    def days(self, span: Span) -> tuple[date, ...]:
        """The occurrences that count, none without a deadline or where no line has a day.

        The series begins with its earliest line: what may have been before is not known. An occurrence that
        was cancelled is out; where no line is open and the last was cancelled, so is what would follow it.
        """
        days = {day: line for line in self.lines if (day := _reference_day(line)) is not None}
        if not days or span.deadline is None:
            return ()
        first, last = min(days), span.deadline
        if not self.head.is_open and days[max(days)].state is TaskType.CANCELLED:
            last = min(last, max(days))
        if span.start is not None:
            first = max(first, span.start)
        found = occurrences(self.rule, min(days), first=first, last=last)
        return tuple(day for day in found if day not in days or days[day].state is not TaskType.CANCELLED)

    def ticks(self, held: Mapping[Place, Circumstances], span: Span) -> tuple[date | None, ...]:
        """The days of the ticks that stand for an occurrence of the span, unknown ones first."""
        done = (line for line in self.lines if line.state is TaskType.DONE and _is_within(line, span))
        return tuple(sorted((held[line.place].ticked_on for line in done), key=lambda day: day or date.min))


def find_series(tasks: Iterable[Task]) -> dict[Place, Series]:
    """The series that each of these tasks belongs to, for those whose rule can be read."""
    rules: dict[tuple[str, str], Rule] = {}
    groups: defaultdict[tuple[str, str], list[Task]] = defaultdict(list)
    for task in tasks:
        rule = None if task.words.recurrence is None else parse_rule(task.words.recurrence)
        if rule is not None:
            rules[task.title, rule.text] = rule
            groups[task.title, rule.text].append(task)
    found = (Series(lines=tuple(lines), rule=rules[key]) for key, lines in groups.items())
    return {line.place: series for series in found for line in series.lines}


def series_item(
    series: Series, held: Mapping[Place, Circumstances], goal: str, span: Span, *, own: bool
) -> Item:
    """One item for the whole series; more ticks than occurrences earn no more than all of them.

    Every tick moves the goal, one outside the span too.
    """
    head = series.head
    weight, days = task_weight(head), series.days(span)
    counted = series.ticks(held, span)[: len(days)]
    ticked = (held[line.place].ticked_on for line in series.lines)
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
        due=held[head.place].due if head.is_open else None,
        moves=tuple(sorted(day for day in ticked if day is not None)),
        own=own,
        task=head,
    )


def _is_within(line: Task, span: Span) -> bool:
    """Whether a line stands for an occurrence of the span; one without a day may."""
    day = _reference_day(line)
    after_start = day is None or span.start is None or day >= span.start
    return after_start and (day is None or span.deadline is None or day <= span.deadline)


def _reference_day(line: Task) -> date | None:
    return line.words.due or line.words.scheduled or line.words.start
