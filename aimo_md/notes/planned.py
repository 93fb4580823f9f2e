"""The plan of a week as the review before it had written it, read from that note, and what became of it.

A row that stands there without a day of its own, such as a next action or an amount, is known only from the
note; one of a task that its user had dated is graded as that task. A row whose task is gone, or has got a
later day, is no miss.

Knows the form of a row, and which task or amount it names. Knows nothing of the tasks that are dated into the
week.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.goals.numbers import parse_number
from aimo_md.measures.model import ItemKind
from aimo_md.notes.escape import inline
from aimo_md.notes.review_places import place_of
from aimo_md.notes.task_lines import task_words
from aimo_md.plan.grading import Grade, grade_undated, open_at_the_end
from aimo_md.text.blocks import find_blocks
from aimo_md.text.lines import split_lines
from aimo_md.text.links import find_links

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from aimo_md.config import Config
    from aimo_md.goals.model import Place, Task
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period

_PLAN: Final = "next"
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"[:-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A row of a plan: what was to be done, and the link to the goal that it moves, as they stand there."""

    action: str
    goal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedRow:
    """What was to be done, and what became of it."""

    action: str
    grade: Grade


def planned_rows(period: Period, texts: Mapping[str, str], config: Config) -> tuple[PlannedRow, ...]:
    """The plan of a period, as the review of the one before says it; none where there is no such review."""
    before = period.previous()
    block = find_blocks(texts.get(place_of(before, texts, config), "")).get(_PLAN)
    return () if block is None else tuple(dict.fromkeys(_rows(block.body)))


def graded_rows(
    rows: tuple[PlannedRow, ...], period: Period, writer: Writer, known: Collection[Place]
) -> Iterator[GradedRow]:
    """What became of the rows; of those whose task is `known` to be graded by its day, nothing."""
    goals = _Goals.of(writer)
    found = [(row, measure) for row in rows if (measure := goals.of_row(row)) is not None]
    named = {measure.goal.path: measure for _, measure in found}
    tasks = {path: _by_words(measure, writer.measures.vault.owners) for path, measure in named.items()}
    done = writer.measures.done.between(period.first, period.last)
    deeds = {(deed.goal, task_words(deed.text)) for deed in done if deed.goal in tasks}
    for row, measure in found:
        of_row = tasks[measure.goal.path].get(row.action, ())
        if any(task.place in known for task in of_row):
            continue
        if (measure.goal.path, row.action) in deeds:
            yield GradedRow(action=row.action, grade=Grade.DONE)
            continue
        grade = _grade(row, measure, of_row, period, writer)
        if grade is not None:
            yield GradedRow(action=row.action, grade=grade)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Goals:
    """The goals by what a row may say of them: the link of today, or their title."""

    by_link: Mapping[str, GoalMeasure]
    by_title: Mapping[str, list[GoalMeasure]]

    @classmethod
    def of(cls, writer: Writer) -> _Goals:
        by_link: dict[str, GoalMeasure] = {}
        by_title: defaultdict[str, list[GoalMeasure]] = defaultdict(list)
        for path, measure in writer.measures.goals.items():
            by_link.setdefault(writer.links.to(path, in_table=True), measure)
            by_title[measure.goal.title.casefold()].append(measure)
        return cls(by_link=by_link, by_title=by_title)

    def of_row(self, row: PlannedRow) -> GoalMeasure | None:
        """The goal that the row links to, by its link of today or else by its title."""
        if row.goal in self.by_link:
            return self.by_link[row.goal]
        links = find_links(row.goal.replace("\\|", "|"))
        titles = {(link.label or link.target).casefold() for link in links}
        same = [measure for title in titles for measure in self.by_title.get(title, ())]
        return same[0] if len(same) == 1 else None


def _rows(body: str) -> Iterator[PlannedRow]:
    """The rows of the first table, without its head."""
    lines = [line.strip() for line in split_lines(body)]
    cells = [
        [cell.strip() for cell in _BAR.split(line)[1:-1]] if line.startswith("|") else [] for line in lines
    ]
    head = next((at for at, row in enumerate(cells) if row and all(map(_RULE.fullmatch, row))), len(cells))
    for row in cells[head + 1 :]:
        if len(row) != 3:  # noqa: PLR2004 (day, action and goal)
            return
        yield PlannedRow(action=row[1], goal=row[2])


def _by_words(measure: GoalMeasure, owners: Mapping[Place, str]) -> Mapping[str, list[Task]]:
    """The tasks of a goal by what a row says of each."""
    found: defaultdict[str, list[Task]] = defaultdict(list)
    for task in (*measure.goal.own, *measure.goal.linked):
        if owners.get(task.place) == measure.goal.path:
            found[task_words(task.title)].append(task)
    return found


def _grade(
    row: PlannedRow, measure: GoalMeasure, tasks: Sequence[Task], period: Period, writer: Writer
) -> Grade | None:
    """What became of a row of which no deed is known; None for one that is gone, or may still be done."""
    if tasks:
        return grade_undated(tasks, writer.measures, period.last)
    reached = _reached(row, measure, period, writer)
    if reached:
        return Grade.DONE
    return None if reached is None else open_at_the_end(measure, writer.measures, period.last)


def _reached(row: PlannedRow, measure: GoalMeasure, period: Period, writer: Writer) -> bool | None:
    """Whether the amount was reached that a row asks for; None where it asks for none."""
    keys = measure.goal.keys
    if keys.metric is not None and row.action.endswith(inline(keys.metric.name)):
        amount = parse_number(row.action)
        gained = measure.earned_by(period.last) - measure.earned_by(period.first - timedelta(days=1))
        return None if amount is None else gained >= amount
    if measure.habit is not None and row.action == writer.phrases.count("row.times", measure.habit.wanted):
        ticks = (day for item in measure.items if item.kind is ItemKind.HABIT for day in item.moves)
        return sum(period.first <= day <= period.last for day in ticks) >= measure.habit.wanted
    return None
