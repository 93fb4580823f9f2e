"""What stands on the list of a day or of the coming days.

Knows due and scheduled days, weekdays in front of a task, and that every running goal shall have
something on the list. Knows no words: how a row reads is the room `notes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import TYPE_CHECKING

from aimo_md.goals.listed_days import stated_days, weekday_days
from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.measures.model import Health, ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.goals.model import Task
    from aimo_md.measures.model import GoalMeasure, Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing to do.

    Attributes:
        day: on which it stands; None for any day of those asked about.
        goal: the goal that it moves, by path; None for miscellaneous.
        task: None where a metric or habit goal wants an amount and no task says how.
        amount: of the metric's unit, or times for a habit; None for a task.
    """

    day: date | None
    goal: str | None
    task: Task | None
    amount: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Misc:
    """Miscellaneous tasks with a day up to the last one asked about, and how many others are open."""

    rows: tuple[Row, ...]
    undated: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What the lists of days are made from, found once for all lists of the same measures.

    Attributes:
        measures: of the day that it is.
        running: the goals that are being worked on.
        top: those of them that are nobody's subgoals, in the order in which goals are shown.
        ranks: the place of each goal in that order.
        tasks: the open tasks of the running goals that name a day or are begun, without those on hold.
    """

    measures: Measures
    running: tuple[GoalMeasure, ...]
    top: tuple[GoalMeasure, ...]
    ranks: Mapping[str, int]
    tasks: tuple[Task, ...]

    @classmethod
    def of(cls, measures: Measures) -> Agenda:
        """The agenda of these measures."""
        running = tuple(measure for measure in measures.goals.values() if runs(measure, measures))
        shown = measures.shown()
        return cls(
            measures=measures,
            running=running,
            top=tuple(each for each in shown if each.goal.parent is None and runs(each, measures)),
            ranks={measure.goal.path: rank for rank, measure in enumerate(shown)},
            tasks=tuple(
                task
                for measure in running
                for task in (*measure.goal.own, *measure.goal.linked)
                if _may_be_listed(task)
            ),
        )

    def begun_by(self, day: date) -> Iterator[Task]:
        """The tasks without those that are to be begun later than on a day."""
        return (task for task in self.tasks if task.words.start is None or task.words.start <= day)


def today_rows(agenda: Agenda) -> tuple[Row, ...]:
    """What is to be done today: due or scheduled by now, on today's list, or begun.

    The next action of every running goal is there too, unless it has a later day. An overdue row carries the
    day that has passed.
    """
    measures, today = agenda.measures, agenda.measures.today
    rows = []
    for task in agenda.begun_by(today):
        days = _days(task, measures, today)
        ripe = [day for day in days if day <= today and (day == today or day in stated_days(task))]
        if ripe or task.type is TaskType.IN_PROGRESS:
            rows.append(_row(task, min(ripe, default=today), measures))
    return _in_order(_with_next_actions(rows, agenda, today), agenda.ranks)


def coming_rows(agenda: Agenda, first: date, last: date) -> tuple[Row, ...]:
    """What the days from `first` to `last` hold for the goals, in the order of the days.

    Tasks on each day that they name, the amounts that metric goals want, and the next action of every running
    goal, unless it has a later day.
    """
    measures = agenda.measures
    rows: list[Row] = []
    reference = max(first, measures.today)
    for task in agenda.begun_by(last):
        days = {day for day in _days(task, measures, reference) if first <= day <= last}
        rows += [_row(task, day, measures) for day in days]
    rows += _amounts(agenda, first, last, {row.goal for row in rows})
    return _in_order(_with_next_actions(rows, agenda, last), agenda.ranks)


def miscellaneous(measures: Measures, last: date) -> Misc:
    """The open tasks that move no goal: those due or scheduled by `last`, and the number of the others."""
    misc = measures.vault.misc
    near = [
        Row(day=min(days), goal=None, task=task)
        for task in (*misc.dated_by(last), *misc.on_weekdays)
        if min(days := _days(task, measures, measures.today)) <= last
    ]
    dated = len(misc.dated) + len(misc.on_weekdays)
    return Misc(rows=_in_order(near, {}), undated=len(misc.undated), later=dated - len(near))


def runs(measure: GoalMeasure, measures: Measures) -> bool:
    """Whether the goal is being worked on: active, begun, not archived, under no goal that is not active."""
    goal = measure.goal
    if goal.archived or measure.health is Health.UPCOMING:
        return False
    while goal.keys.status is GoalStatus.ACTIVE:
        if goal.parent is None:
            return True
        goal = measures.goals[goal.parent].goal
    return False


def _may_be_listed(task: Task) -> bool:
    """Whether a task may stand on a list: open, not on hold, and with a day or begun."""
    if not task.type.is_open or task.type is TaskType.ON_HOLD:
        return False
    return task.type is TaskType.IN_PROGRESS or bool(task.weekdays) or bool(stated_days(task))


def _days(task: Task, measures: Measures, today: date) -> tuple[date, ...]:
    """The days that a task names; a weekday is the next one from `today` on, where no week is named."""
    stated = stated_days(task)
    return (*stated, *weekday_days(task, measures.vault, today)) if task.weekdays else stated


def _row(task: Task, day: date, measures: Measures) -> Row:
    return Row(day=day, goal=measures.vault.owners.get(task.place), task=task)


def _amounts(agenda: Agenda, first: date, last: date, have_rows: set[str | None]) -> Iterator[Row]:
    """What metric goals want in these days by their plan, and habits for which no task stands there."""
    for measure in agenda.running:
        path = measure.goal.path
        if measure.habit is not None and measure.next_action is None and path not in have_rows:
            yield Row(day=None, goal=path, task=None, amount=float(measure.habit.wanted))
        if measure.goal.keys.metric is None:
            continue
        steps = (
            step.weight
            for item in measure.items
            if item.kind is ItemKind.METRIC and item.goal == path
            for step in item.steps
            if first <= step.day <= last
        )
        amount = min(fsum(steps), measure.scope - measure.earned)
        if amount > 0:
            yield Row(day=None, goal=path, task=None, amount=amount)


def _with_next_actions(rows: list[Row], agenda: Agenda, last: date) -> list[Row]:
    """The rows, and the next action of every running top-level goal that is not dated later than `last`."""
    found, measures = list(rows), agenda.measures
    listed = {row.task.place for row in rows if row.task is not None}
    for measure in agenda.top:
        task = measure.next_action
        if task is None or task.place in listed:
            continue
        days = _days(task, measures, measures.today)
        if not days or min(days) <= last:
            found.append(Row(day=None, goal=measures.vault.owners[task.place], task=task))
    return found


def _in_order(rows: list[Row], ranks: Mapping[str, int]) -> tuple[Row, ...]:
    """By day, then as their goals are shown, then by place."""

    def key(row: Row) -> tuple[date, int, str, int]:
        path, line = ("", 0) if row.task is None else row.task.place
        return row.day or date.max, ranks.get(row.goal or "", len(ranks)), path, line

    return tuple(sorted(rows, key=key))
