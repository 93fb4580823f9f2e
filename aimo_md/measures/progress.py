"""From a goal's tasks to the items that count: leaves and series, their weights, and when they were earned.

A leaf weighs its share of the task around it (`goals/leaves.py`). Done, it is earned in full, on the day that
`measures/earned.py` finds; in progress, in the share that the config says. Knows nothing of subgoals or
forecasts.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.model import Gain, Item, ItemKind, PlannedBy, Step
from aimo_md.measures.series import find_series, series_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.goals.leaves import Leaf, Shared
    from aimo_md.goals.model import Goal, Task
    from aimo_md.measures.circumstances import Circumstances
    from aimo_md.measures.model import Span
    from aimo_md.measures.past import Cleared, Past
    from aimo_md.measures.series import Series

_Stated: TypeAlias = "tuple[Item, bool]"
"""An item, and whether it counts even where it only links: an own one does, and one that states enough."""
_LEAF: Final = ItemKind.LEAF
_DONE: Final = TaskType.DONE
_IN_PROGRESS: Final = TaskType.IN_PROGRESS


class TaskItems(Struct, frozen=True, kw_only=True):
    """Makes the items of goals from their tasks.

    `held` is what holds for each task; `past` knows what was removed after it was done; `in_progress_earns`
    is the share that a leaf in progress earns, 0 to 1.
    """

    held: Mapping[Place, Circumstances]
    past: Past | None
    in_progress_earns: float

    def of(self, goal: Goal, shared: Shared, span: Span) -> tuple[Item, ...]:
        """The items of the goal's tasks, its own first, in the order in which the plan wants them.

        A recurring line at the root of a list is part of a series. Its sub-tasks are steps of the occurrence:
        they have no weight, but move the goal when done. A recurring line below another task is a leaf like
        any other.

        A task elsewhere that only links to the goal moves it when done. With all below it, it enters the
        scope only where it states a weight, where a due day stands on or around one of its leaves, or where
        the goal's own notes hold no leaf.

        A leaf without a day of its own has no step yet: the roll-up spreads those over the goal's days. What
        was done and then removed counts as if it still stood there.
        """
        removed = () if self.past is None else self.past.cleared.get(goal.path, ())
        recurring = [root for root in shared.roots if root.words.recurrence is not None]
        series = find_series(recurring, removed) if recurring or removed else ()
        found = (
            *self._standing(goal, shared, series, span),
            *self._removed(goal.path, removed, series, span),
        )
        if self.past is not None:
            found = _in_order(goal.path, found)
        holds_leaves = any(item.own and item.weight for item, _ in found) or any(map(_may_count, goal.own))
        return tuple(
            item if item.own or states or not holds_leaves else _only_moves(item) for item, states in found
        )

    def _standing(
        self, goal: Goal, shared: Shared, series: Iterable[Series], span: Span
    ) -> Iterator[_Stated]:
        """The items of what stands in the notes."""
        linked = {task.place for task in goal.linked}
        below: defaultdict[Place, list[Leaf]] = defaultdict(list)
        for leaf in shared.leaves:
            below[leaf.root.place].append(leaf)
        of_lines = {line.place: each for each in series for line in each.lines}
        for root in shared.roots:
            place = root.place
            of_root = of_lines.get(place)
            own = place not in linked
            states = own or root.words.weight is not None or any(map(self._has_due, below[place]))
            if of_root is not None and of_root.lines[0] is root:
                is_own = any(line.place not in linked for line in of_root.lines)
                yield series_item(of_root, self.held, goal.path, span, own=is_own), states
            for leaf in below[place]:
                item = self._item(leaf, goal.path, own=own)
                if of_root is None:
                    yield item, states
                elif (leaf.removed is not None or leaf.task is not root) and item.moves:
                    yield _only_moves(item), states

    def _removed(
        self, goal: str, removed: Iterable[Cleared], series: Iterable[Series], span: Span
    ) -> Iterator[_Stated]:
        """The items of what was done and then removed with all that stood around it."""
        for each in series:
            if not each.lines:
                is_own = any(leaf.own for leaf in each.removed)
                yield series_item(each, self.held, goal, span, own=is_own), each.removed[-1].states
        for leaf in removed:
            if leaf.recurrence is None:
                yield _removed_item(leaf, leaf.weight, goal), leaf.states

    def _has_due(self, leaf: Leaf) -> bool:
        """Whether a due day stands on a leaf or around it, or did until it was removed."""
        cleared = self._cleared(leaf)
        return self.held[leaf.task.place].has_due or (cleared is not None and cleared.states)

    def _cleared(self, leaf: Leaf) -> Cleared | None:
        """What is known of a leaf that was removed below a task."""
        if leaf.removed is None or self.past is None:
            return None
        return self.past.notes[leaf.task.path].tasks[leaf.task.line].cleared[leaf.removed]

    def _item(self, leaf: Leaf, goal: str, *, own: bool) -> Item:
        task, weight = leaf.task, leaf.weight
        cleared = None if leaf.removed is None else self._cleared(leaf)
        if cleared is not None:
            return _removed_item(cleared, weight, goal)
        held = self.held[task.place]
        part = 0.0
        if task.state is _DONE:
            part = 1.0
        elif task.type is _IN_PROGRESS:
            part = self.in_progress_earns
        return Item(
            goal=goal,
            place=task.place,
            text=task.title,
            kind=_LEAF,
            weight=weight,
            earned=weight * part,
            gains=(Gain(held.ticked_on, weight * part),) if part else (),
            steps=() if held.day is None else (Step(held.day, weight),),
            planned_by=held.planned_by,
            due=held.due,
            appeared=held.appeared,
            moves=() if held.ticked_on is None else (held.ticked_on,),
            own=own,
            task=task,
        )


def _may_count(task: Task) -> bool:
    """Whether it is cancelled only by what stands around it: ticked, it would be a leaf."""
    return task.type is not TaskType.CANCELLED and task.state is TaskType.CANCELLED


def _only_moves(item: Item) -> Item:
    return replace(item, weight=0.0, earned=0.0, gains=(), steps=(), planned_by=None)


def _in_order(goal: str, found: tuple[_Stated, ...]) -> tuple[_Stated, ...]:
    """The items in the order in which the plan wants them; those that were removed each where it stood."""
    if all(item.task is not None for item, _ in found):
        return found
    ordered = sorted(
        found, key=lambda one: (not one[0].own, one[0].place.path != goal, one[0].place, one[0].nth)
    )
    return tuple(
        (item if item.task is not None else replace(item, nth=number), states)
        for number, (item, states) in enumerate(ordered, 1)
    )


def _removed_item(leaf: Cleared, weight: float, goal: str) -> Item:
    return Item(
        goal=goal,
        place=leaf.below,
        text=leaf.text,
        kind=_LEAF,
        weight=weight,
        earned=weight,
        gains=(Gain(leaf.earned_on, weight),),
        steps=() if leaf.planned_for is None else (Step(leaf.planned_for, weight),),
        planned_by=None if leaf.planned_for is None else PlannedBy.REMOVED,
        appeared=leaf.appeared,
        moves=() if leaf.earned_on is None else (leaf.earned_on,),
        own=leaf.own,
        task=None,
        nth=leaf.line,
    )
