"""The open tasks that move no goal, kept so that those of the coming days are found at once.

Most notes of a vault are no goal's, and most of their tasks wait for no day. Knows which days a task names.
Knows no today, so what a weekday in front of a task means is left to whoever has one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from aimo_md.goals.listed_days import stated_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from aimo_md.goals.model import Task

    Key: TypeAlias = Callable[[Task], tuple[date, str, int]] | Callable[[Task], tuple[str, int]]


class Miscellany(Struct, frozen=True, kw_only=True):
    """Open tasks without a goal.

    Attributes:
        dated: those with a due or scheduled day and no weekday, by the first of these days.
        on_weekdays: those with a weekday in front of them.
        undated: the others. Equals stand by place in each of the three.
    """

    dated: tuple[Task, ...] = ()
    on_weekdays: tuple[Task, ...] = ()
    undated: tuple[Task, ...] = ()

    @classmethod
    def of(cls, tasks: Iterable[Task]) -> Miscellany:
        """These tasks, without those that are not open."""
        dated: list[Task] = []
        on_weekdays: list[Task] = []
        undated: list[Task] = []
        for task in tasks:
            if task.type.is_open:
                (on_weekdays if task.weekdays else dated if stated_days(task) else undated).append(task)
        return cls(
            dated=tuple(sorted(dated, key=_day_and_place)),
            on_weekdays=tuple(sorted(on_weekdays, key=_place)),
            undated=tuple(sorted(undated, key=_place)),
        )

    def after(self, gone: Miscellany, came: Miscellany) -> Miscellany:
        """What it is without the tasks of one, and with those of the other."""
        return Miscellany(
            dated=_exchanged(self.dated, gone.dated, came.dated, _day_and_place),
            on_weekdays=_exchanged(self.on_weekdays, gone.on_weekdays, came.on_weekdays, _place),
            undated=_exchanged(self.undated, gone.undated, came.undated, _place),
        )

    def dated_by(self, day: date) -> tuple[Task, ...]:
        """Those of `dated` that name a day up to this one."""
        return self.dated[: bisect_right(self.dated, day, key=_first_day)]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them."""
        return (*self.dated, *self.on_weekdays, *self.undated)


def _exchanged(
    tasks: tuple[Task, ...], gone: tuple[Task, ...], came: tuple[Task, ...], key: Key
) -> tuple[Task, ...]:
    if gone == came:
        return tasks
    found = list(tasks)
    for task in gone:
        del found[bisect_left(found, key(task), key=key)]
    for task in came:
        insort(found, task, key=key)
    return tuple(found)


def _first_day(task: Task) -> date:
    return min(stated_days(task))


def _day_and_place(task: Task) -> tuple[date, str, int]:
    return _first_day(task), task.path, task.line


def _place(task: Task) -> tuple[str, int]:
    return task.path, task.line
