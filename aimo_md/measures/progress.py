"""From a goal's tasks to the items that count: leaves with their weights, and when they were earned.

The rules are those of DESIGN 3, "leaves and weights" and "when something was earned". Knows tasks and the
notes in which they stand; knows nothing of plans, subgoals or forecasts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from aimo_md.goals.model import TaskType
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy, Step
from aimo_md.measures.series import read_series, series_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Goal, Task, Vault
    from aimo_md.measures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A unit that counts, before the plan gives it a day: `share` of its root task's weight, 0 to 1."""

    task: Task
    share: float
    done: bool
    earned_on: date | None
    day: date | None
    planned_by: PlannedBy | None


def goal_items(goal: Goal, span: Span, vault: Vault, today: date, config: Config) -> tuple[Item, ...]:
    """The items of the goal's tasks, its own first, in the order in which the plan wants them.

    A recurring line at the root of a list is part of a series, and its sub-tasks belong to the occurrence;
    one below another task is a leaf like any other. A task elsewhere that only links to the goal counts as
    moving it; it enters the scope only with a weight or a due day, or where the goal's own notes hold no
    leaf. A leaf without a day of its own has no step yet: the roll-up spreads those over the goal's days.
    """
    reader = _Reader(vault=vault, today=today, config=config)
    own = tuple(reader.items(goal.own, goal.path, span, own=True))
    counted = any(item.weight for item in own)
    linked = tuple(reader.items(goal.linked, goal.path, span, own=False))
    return own + tuple(item if _enters(item, counted=counted) else _only_moves(item) for item in linked)


def _enters(item: Item, *, counted: bool) -> bool:
    words = None if item.task is None else item.task.words
    stated = words is not None and (words.weight is not None or words.due is not None)
    return stated or not counted


def _only_moves(item: Item) -> Item:
    return Item(
        goal=item.goal,
        place=item.place,
        text=item.text,
        kind=item.kind,
        weight=0.0,
        earned=0.0,
        gains=(),
        steps=(),
        planned_by=None,
        moves=item.moves,
        own=item.own,
        task=item.task,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    vault: Vault
    today: date
    config: Config

    def items(self, tasks: tuple[Task, ...], goal: str, span: Span, *, own: bool) -> Iterator[Item]:
        within = {task.place for task in tasks}
        below: defaultdict[tuple[str, int], list[Task]] = defaultdict(list)
        roots = []
        for task in tasks:
            if task.parent is not None and (task.path, task.parent) in within:
                below[task.path, task.parent].append(task)
            else:
                roots.append(task)
        series = read_series(roots)
        for root in roots:
            if root.place in series.members:
                if root.place in series.heads:
                    days = {task.place: self._earned_on(task, None) for task in series.heads[root.place]}
                    yield series_item(series.heads[root.place], days, goal, span, own=own)
                continue
            weight = root.words.weight or 1.0
            for leaf in self._leaves(root, below, _Above()):
                yield self._item(leaf, weight * leaf.share, goal, own=own)

    def _leaves(
        self, task: Task, below: Mapping[tuple[str, int], list[Task]], above: _Above
    ) -> Iterator[Leaf]:
        """The leaves of a task, their shares adding up to its claim (1, or less where it is cancelled).

        A cancelled task claims only what was done below it: its done leaves stay done, its open ones leave
        the scope.
        """
        here = self._above(task, above)
        children = below.get(task.place, ())
        claims = [(child, tuple(self._leaves(child, below, here))) for child in children]
        weights = [(child.words.weight or 1.0) * fsum(leaf.share for leaf in ls) for child, ls in claims]
        total = fsum(weights)
        if not total:
            if task.type is not TaskType.CANCELLED:
                yield self._leaf(task, here)
            return
        for (child, leaves), _ in zip(claims, weights, strict=True):
            own_weight = child.words.weight or 1.0
            for leaf in leaves:
                if leaf.done or task.type is not TaskType.CANCELLED:
                    yield Leaf(
                        task=leaf.task,
                        share=leaf.share * own_weight / total,
                        done=leaf.done,
                        earned_on=leaf.earned_on,
                        day=leaf.day,
                        planned_by=leaf.planned_by,
                    )

    def _above(self, task: Task, above: _Above) -> _Above:
        day, by = _own_day(task)
        if day is None:
            day, by = above.day, PlannedBy.ANCESTOR if above.day else None
        done = task.type is TaskType.DONE or (above.done and task.type is not TaskType.CANCELLED)
        return _Above(
            done=done,
            earned_on=self._earned_on(task, above.earned_on) if done else None,
            day=day,
            planned_by=by,
        )

    def _leaf(self, task: Task, here: _Above) -> Leaf:
        day, by = here.day, here.planned_by
        if day is None:
            day = self._milestone(task)
            by = None if day is None else PlannedBy.MILESTONE
        return Leaf(task=task, share=1.0, done=here.done, earned_on=here.earned_on, day=day, planned_by=by)

    def _milestone(self, task: Task) -> date | None:
        note = self.vault.notes[task.path]
        index = task.section
        while index is not None:
            section = note.sections[index]
            if section.due is not None:
                return section.due
            index = section.parent
        return None

    def _earned_on(self, task: Task, of_parent: date | None) -> date | None:
        """The ✅ day, else the day of the ticked parent, else that of the daily note it stands in.

        A ✅ day that has not come yet cannot be when it was done; the box was ticked today at the latest.
        """
        day = task.words.done or of_parent or self.vault.notes[task.path].day
        return None if day is None else min(day, self.today)

    def _item(self, leaf: Leaf, weight: float, goal: str, *, own: bool) -> Item:
        part = 0.0
        if leaf.done:
            part = 1.0
        elif leaf.task.type is TaskType.IN_PROGRESS:
            part = min(max(self.config.tasks.in_progress_earns, 0.0), 1.0)
        earned = weight * part
        return Item(
            goal=goal,
            place=leaf.task.place,
            text=leaf.task.title,
            kind=ItemKind.LEAF,
            weight=weight,
            earned=earned,
            gains=(Gain(leaf.earned_on, earned),) if earned else (),
            steps=() if leaf.day is None else (Step(leaf.day, weight),),
            planned_by=leaf.planned_by,
            moves=(leaf.earned_on,) if leaf.done and leaf.earned_on else (),
            own=own,
            task=leaf.task,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Above:
    """What a task has from the tasks around it."""

    done: bool = False
    earned_on: date | None = None
    day: date | None = None
    planned_by: PlannedBy | None = None


def _own_day(task: Task) -> tuple[date | None, PlannedBy | None]:
    if task.words.due is not None:
        return task.words.due, PlannedBy.DUE
    if task.words.scheduled is not None:
        return task.words.scheduled, PlannedBy.SCHEDULED
    return None, None
