"""The plan of a week as the review before it had written it, read from that note, and what became of it.

A row that stands there without a day of its own, such as a next action or an amount, is known only from the
note; one of a task that its user had dated is graded as that task. A row whose task is gone, or has got a
later day, is no miss.

Knows the form of a row, and which task or amount it names. Knows nothing of the tasks that are dated into the
week.
"""

from __future__ import annotations

import re
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
    from collections.abc import Collection, Iterator, Mapping

    from aimo_md.config import Config
    from aimo_md.goals.model import Place
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
    for row in rows:
        measure = _goal_of(row, writer)
        grade = None if measure is None else _grade(row, measure, period, writer, known)
        if grade is not None:
            yield GradedRow(action=row.action, grade=grade)


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


def _goal_of(row: PlannedRow, writer: Writer) -> GoalMeasure | None:
    """The goal that the row links to, by its link of today or else by its title."""
    goals = writer.measures.goals
    by_link = (path for path in goals if writer.links.to(path, in_table=True) == row.goal)
    path = next(by_link, None)
    if path is None:
        links = find_links(row.goal.replace("\\|", "|"))
        titles = {(link.label or link.target).casefold() for link in links}
        same = [path for path, measure in goals.items() if measure.goal.title.casefold() in titles]
        path = same[0] if len(same) == 1 else None
    return None if path is None else goals[path]


def _grade(
    row: PlannedRow, measure: GoalMeasure, period: Period, writer: Writer, known: Collection[Place]
) -> Grade | None:
    """What became of a row; None for one that is graded by its day, is gone, or may still be done."""
    owners, path = writer.measures.vault.owners, measure.goal.path
    tasks = [
        task
        for task in (*measure.goal.own, *measure.goal.linked)
        if owners.get(task.place) == path and task_words(task.title) == row.action
    ]
    if any(task.place in known for task in tasks):
        return None
    done = writer.measures.done.between(period.first, period.last)
    if any(deed.goal == path and task_words(deed.text) == row.action for deed in done):
        return Grade.DONE
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
