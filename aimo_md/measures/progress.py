"""From a goal's tasks to the items that count: leaves and series, their weights, and when they were earned.

The rules are those of DESIGN 3, "leaves and weights" and "when something was earned". Knows nothing of
subgoals or forecasts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aimo_md.goals.model import TaskType
from aimo_md.measures.model import Gain, Item, ItemKind, Step
from aimo_md.measures.series import find_series, series_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.goals.leaves import Leaf, Shared
    from aimo_md.goals.model import Goal, Place, Task
    from aimo_md.measures.circumstances import Circumstances
    from aimo_md.measures.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskItems:
    """Makes the items of goals from their tasks.

    `held` is what holds for each task; `in_progress_earns` the share that a leaf in progress earns, 0 to 1.
    """

    held: Mapping[Place, Circumstances]
    in_progress_earns: float

    def of(self, goal: Goal, shared: Shared, span: Span) -> tuple[Item, ...]:
        """The items of the goal's tasks, its own first, in the order in which the plan wants them.

        A recurring line at the root of a list is part of a series. Its sub-tasks are steps of the occurrence:
        they have no weight, but move the goal when done. A recurring line below another task is a leaf like
        any other.

        A task elsewhere that only links to the goal moves it when done. It enters the scope only where it or
        a task around it has a due day, where the outermost of these states a weight, or where the goal's own
        notes hold no leaf.

        A leaf without a day of its own has no step yet: the roll-up spreads those over the goal's days.
        """
        found = tuple(self._items(goal, shared, span))
        holds_leaves = any(item.own and item.weight for _, item in found)
        return tuple(
            _only_moves(item) if holds_leaves and self._only_links(item, root) else item
            for root, item in found
        )

    def _items(self, goal: Goal, shared: Shared, span: Span) -> Iterator[tuple[Task, Item]]:
        """Each item with the outermost task that it belongs to."""
        own = {task.place for task in goal.own}
        below: defaultdict[Place, list[Leaf]] = defaultdict(list)
        for leaf in shared.leaves:
            below[leaf.root.place].append(leaf)
        series = find_series(shared.roots)
        for root in shared.roots:
            place = root.place
            of_root = series.get(place)
            if of_root is not None and of_root.lines[0] is root:
                is_own = any(line.place in own for line in of_root.lines)
                yield root, series_item(of_root, self.held, goal.path, span, own=is_own)
            for leaf in below[place]:
                item = self._item(leaf, goal.path, own=place in own)
                if of_root is None:
                    yield root, item
                elif leaf.task is not root and item.moves:
                    yield root, _only_moves(item)

    def _only_links(self, item: Item, root: Task) -> bool:
        return not item.own and root.words.weight is None and not self.held[item.place].has_due

    def _item(self, leaf: Leaf, goal: str, *, own: bool) -> Item:
        place = leaf.task.place
        held = self.held[place]
        weight = leaf.weight
        part = 0.0
        if leaf.done:
            part = 1.0
        elif leaf.task.type is TaskType.IN_PROGRESS:
            part = self.in_progress_earns
        return Item(
            goal=goal,
            place=place,
            text=leaf.task.title,
            kind=ItemKind.LEAF,
            weight=weight,
            earned=weight * part,
            gains=(Gain(held.ticked_on, weight * part),) if part else (),
            steps=() if held.day is None else (Step(held.day, weight),),
            planned_by=held.planned_by,
            due=held.due,
            appeared=held.appeared,
            moves=() if held.ticked_on is None else (held.ticked_on,),
            own=own,
            task=leaf.task,
        )


def _only_moves(item: Item) -> Item:
    return replace(item, weight=0.0, earned=0.0, gains=(), steps=(), planned_by=None)
