"""What the coming week holds against what a week usually holds, in tasks.

Knows the days on which tasks stand and when tasks were done. Knows no plan.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Final

from aimo_md.goals.listed_days import weekday_days
from aimo_md.goals.model import TaskType
from aimo_md.measures.forecast import WINDOWS
from aimo_md.measures.model import Load
from aimo_md.text.recurrence import TaskDays, occurrences, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.goals.model import Task, Vault
    from aimo_md.measures.model import GoalMeasure

_FEWEST_WEEKS = 4
_LOW, _HIGH = 0.15, 0.85
_EVEN = 0.5
_ON_HOLD: Final = TaskType.ON_HOLD


def planned_times(tasks: Iterable[Task], vault: Vault, today: date) -> int:
    """How often these tasks, if they are open and not on hold, stand in the seven days from tomorrow on.

    A task counts once if it is due or scheduled on one of these days or has one of their weekdays in front, a
    recurring one once for each of its occurrences.
    """
    dated = [task for task in tasks if _may_stand(task)]
    if not dated:
        return 0
    first, last = today + timedelta(days=1), today + timedelta(days=7)
    return sum(_times(task, vault, first, last) for task in dated)


def load(planned: int, at_odds: tuple[str, ...], done: Mapping[date, int], today: date) -> Load:
    """How much is planned for the coming week, and what a usual week holds.

    A usual week is one of the last eight that have any history, by tasks done.

    Args:
        planned: how often the tasks of goals that are being worked on, and of none, stand in these days.
        at_odds: the goals that cannot keep their deadlines, by path.
        done: how many tasks were done on each day.
        today: the day that is not over yet.
    """
    low, high = _usual(done, today)
    return Load(
        planned=planned,
        usual_low=low,
        usual_high=high,
        conflicts=at_odds if len(at_odds) > 1 else (),
    )


def _may_stand(task: Task) -> bool:
    """Whether a task waits for a day and for nothing else; most wait for none."""
    words = task.words
    return (
        (
            words.due is not None
            or words.scheduled is not None
            or words.start is not None
            or task.weekdays != ()
        )
        and task.is_open
        and task.type is not _ON_HOLD
    )


def _times(task: Task, vault: Vault, first: date, last: date) -> int:
    """How often a task stands in these days."""
    words = task.words
    rule = None if words.recurrence is None else parse_rule(words.recurrence)
    if rule is not None:
        days = TaskDays(due=words.due, scheduled=words.scheduled, start=words.start)
        if days.reference is not None:
            return len(occurrences(rule, days.reference, first=max(first, days.reference), last=last))
    for day in (words.due, words.scheduled):
        if day is not None and first <= day <= last:
            return 1
    named = weekday_days(task, vault, first) if task.weekdays else ()
    return int(any(first <= day <= last for day in named))


def _usual(done: Mapping[date, int], today: date) -> tuple[int | None, int | None]:
    """The 15th and 85th percentile of the tasks done a week, over the weeks that have any history."""
    counts = [0] * WINDOWS
    oldest = -1
    for day, tasks in done.items():
        age = (today - timedelta(days=1) - day).days // 7
        oldest = max(oldest, age)
        if 0 <= age < WINDOWS:
            counts[age] += tasks
    known = sorted(counts[: oldest + 1])
    if len(known) < _FEWEST_WEEKS:
        return None, None
    return known[ceil(_LOW * len(known)) - 1], known[ceil(_HIGH * len(known)) - 1]


def cannot_keep(measure: GoalMeasure) -> bool:
    """Whether a top-level goal will more likely than not miss its deadline at its present pace."""
    chance = None if measure.forecast is None else measure.forecast.chance
    return measure.goal.parent is None and chance is not None and chance < _EVEN
