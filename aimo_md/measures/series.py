"""A recurring series: lines of the same text and rule that move one goal are one thing that counts.

With a deadline its scope is its occurrences from the start to the deadline, each planned on its day; without
one it is outside the scope, and its ticks move the goal. Knows recurrence rules; knows no other leaf.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from aimo_md.goals.leaves import task_weight
from aimo_md.goals.model import TaskType
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy, Step
from aimo_md.text.recurrence import Rule, occurrences, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.goals.model import Place, Task
    from aimo_md.measures.circumstances import Circumstances
    from aimo_md.measures.model import Span
    from aimo_md.measures.past import Cleared


class Occurrence(NamedTuple):
    """One line of a series: the day that it stands for, what became of it, and when it was done."""

    day: date | None
    state: TaskType
    ticked_on: date | None


class Series(Struct, frozen=True, kw_only=True):
    """Lines of the same text and rule, in their order, and those that were removed after they were done."""

    rule: Rule
    lines: tuple[Task, ...]
    removed: tuple[Cleared, ...]

    @property
    def head(self) -> Task | None:
        """The line that stands for the series: the open one, where the next occurrence is ticked."""
        last = self.lines[-1] if self.lines else None
        return next((line for line in self.lines if line.is_open), last)

    @property
    def is_over(self) -> bool:
        """Whether no line is open."""
        return not any(line.is_open for line in self.lines)

    @property
    def weight(self) -> float:
        """What an occurrence weighs."""
        return self.removed[-1].weight if self.head is None else task_weight(self.head)

    def occurrences(self, held: Mapping[Place, Circumstances]) -> tuple[Occurrence, ...]:
        """All that is known of, there or not."""
        return (
            *(Occurrence(reference_day(line), line.state, held[line.place].ticked_on) for line in self.lines),
            *(Occurrence(leaf.planned_for, TaskType.DONE, leaf.earned_on) for leaf in self.removed),
        )

    def days(self, known: Iterable[Occurrence], span: Span) -> tuple[date, ...]:
        """The occurrences that count, none without a deadline or where no line has a day.

        The series begins with its earliest line: what may have been before is not known. An occurrence that
        was cancelled is out; where no line is open and the last was cancelled, so is what would follow it.
        """
        states = {occurrence.day: occurrence.state for occurrence in known if occurrence.day is not None}
        if not states or span.deadline is None:
            return ()
        first, last = min(states), span.deadline
        if self.is_over and states[max(states)] is TaskType.CANCELLED:
            last = min(last, max(states))
        if span.start is not None:
            first = max(first, span.start)
        found = occurrences(self.rule, min(states), first=first, last=last)
        return tuple(day for day in found if states.get(day) is not TaskType.CANCELLED)


def find_series(tasks: Iterable[Task], removed: Iterable[Cleared]) -> tuple[Series, ...]:
    """The series among these tasks whose rule can be read; those of which no line is left come first."""
    rules: dict[tuple[str, str], Rule] = {}
    gone: defaultdict[tuple[str, str], list[Cleared]] = defaultdict(list)
    groups: defaultdict[tuple[str, str], list[Task]] = defaultdict(list)
    for leaf in removed:
        rule = None if leaf.recurrence is None else parse_rule(leaf.recurrence)
        if rule is not None:
            rules[leaf.text, rule.text] = rule
            gone[leaf.text, rule.text].append(leaf)
    for task in tasks:
        rule = None if task.words.recurrence is None else parse_rule(task.words.recurrence)
        if rule is not None:
            rules[task.title, rule.text] = rule
            groups[task.title, rule.text].append(task)
    return tuple(
        Series(rule=rule, lines=tuple(groups[key]), removed=tuple(gone[key])) for key, rule in rules.items()
    )


def series_item(
    series: Series, held: Mapping[Place, Circumstances], goal: str, span: Span, *, own: bool
) -> Item:
    """One item for the whole series; more ticks than occurrences earn no more than all of them.

    Every tick moves the goal, one outside the span too. Of ticks on unknown days nobody knows that they were
    later than others, so they count first.
    """
    head, known = series.head, series.occurrences(held)
    days = series.days(known, span)
    done = [occurrence for occurrence in known if occurrence.state is TaskType.DONE]
    counted = sorted(
        (occurrence.ticked_on for occurrence in done if _is_within(occurrence.day, span)),
        key=lambda day: day or date.min,
    )[: len(days)]
    return Item(
        goal=goal,
        place=series.removed[-1].below if head is None else head.place,
        text=series.removed[-1].text if head is None else head.title,
        kind=ItemKind.SERIES,
        weight=series.weight * len(days),
        earned=series.weight * len(counted),
        gains=tuple(Gain(day, series.weight) for day in counted),
        steps=tuple(Step(day, series.weight) for day in days),
        planned_by=PlannedBy.SERIES if days else None,
        due=held[head.place].due if head is not None and head.is_open else None,
        moves=tuple(sorted(each.ticked_on for each in done if each.ticked_on is not None)),
        own=own,
        task=head,
        nth=series.removed[-1].line if head is None else 0,
    )


def reference_day(line: Task) -> date | None:
    """The day that an occurrence stands for: due, else scheduled, else start."""
    return line.words.due or line.words.scheduled or line.words.start


def _is_within(day: date | None, span: Span) -> bool:
    """Whether an occurrence of this day is one of the span; one without a day may be."""
    after_start = day is None or span.start is None or day >= span.start
    return after_start and (day is None or span.deadline is None or day <= span.deadline)
