"""How the tasks went that stood on the list of some days: done, put off, dropped or still open.

On it stand those that their owner had dated into these days, and those without a day that a review had put
there. A task whose day was moved before it came is no miss, and one whose day has not come yet is not looked
at: where none is named, that is the last. What was put off is known from the history. Knows no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aimo_md.goals.listed_days import named_weekdays, stated_days
from aimo_md.goals.model import TaskType
from aimo_md.plan.week import runs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from aimo_md.goals.model import Task
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.measures.past import Move


class Grade(StrEnum):
    """What became of a task."""

    DONE = "done"
    PUT_OFF = "put off"
    DROPPED = "dropped"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A task that was dated into the days, and what became of it."""

    task: Task
    grade: Grade


def graded(measures: Measures, first: date, last: date) -> tuple[Graded, ...]:
    """The tasks that were dated into the days from `first` to `last`, by path and line.

    Those of a goal that rests are left out unless they are done.
    """
    last, notes = min(last, measures.today), measures.vault.notes
    found = (
        (task, _grade(task, measures, first, last))
        for path in measures.dated.between(first, last)
        for task in notes[path].tasks
    )
    return tuple(Graded(task=task, grade=grade) for task, grade in found if grade is not None)


def grade_undated(tasks: Sequence[Task], measures: Measures, last: date) -> Grade | None:
    """What became of a task that had no day of its own; None where nothing is to be said of it.

    Args:
        tasks: those of its text, of which a series has several.
        measures: those of the last of the days, of a later day, or of a day before while they run.
        last: the last of the days.
    """
    still_open = [task for task in tasks if task.type.is_open]
    if not still_open:
        return Grade.DONE if any(task.type is TaskType.DONE for task in tasks) else None
    task = still_open[0]
    if min(stated_days(task), default=last) > last:
        return None
    owner = measures.vault.owners.get(task.place)
    return None if owner is None else open_at_the_end(measures.goals[owner], measures, last)


def open_at_the_end(measure: GoalMeasure, measures: Measures, last: date) -> Grade | None:
    """Open, of what a goal had no day for; None while the days run, and where the goal rests."""
    return Grade.OPEN if measures.today >= last and runs(measure, measures) else None


def times_put_off(task: Task, measures: Measures) -> tuple[Move, ...]:
    """How its day was moved, each time after it had come, oldest first; nothing without a history."""
    past = None if measures.past is None else measures.past.task(task.place)
    return () if past is None else past.put_off


def _grade(task: Task, measures: Measures, first: date, last: date) -> Grade | None:
    """What became of a task; None for one that was not dated into these days."""
    dated = (*stated_days(task), *named_weekdays(task, measures.vault))
    days = [day for day in dated if first <= day <= last]
    left = [move for move in times_put_off(task, measures) if move.old and first <= move.old <= last]
    if not days and not left:
        return None
    if task.type is TaskType.DONE:
        return Grade.DONE
    if _rests(task, measures):
        return None
    if task.type is TaskType.CANCELLED:
        ended = task.words.cancelled
        return Grade.DROPPED if ended is not None and (left or ended >= min(days)) else None
    return Grade.OPEN if days else Grade.PUT_OFF


def _rests(task: Task, measures: Measures) -> bool:
    owner = measures.vault.owners.get(task.place)
    return owner is not None and not runs(measures.goals[owner], measures)
