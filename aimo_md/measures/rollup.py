"""From the items of single goals to those of goals with their subgoals, each with its planned days.

Knows the tree of goals: in which order the items of a goal and its subgoals stand, and what a subgoal weighs.
Knows nothing of today's distance to any of it.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.goals.model import GoalStatus, Place
from aimo_md.measures.habit import habit_item, habit_ticks
from aimo_md.measures.metric import metric_item
from aimo_md.measures.model import Gain, Item, ItemKind, Step
from aimo_md.measures.progress import TaskItems
from aimo_md.measures.steps import implied_days, replanned, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.leaves import Shared
    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.circumstances import Circumstances
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import Span
    from aimo_md.measures.past import Past
    from aimo_md.measures.pauses import Rest

_CLOSED = frozenset({GoalStatus.PAUSED, GoalStatus.SOMEDAY, GoalStatus.DROPPED})


class RollUp(Struct, frozen=True, kw_only=True):
    """Makes the items of all goals of a vault, from their tasks as `shared` out and what holds for each.

    `done` is what was done for each goal on a day that is known; `past` what is known of the vault's past.
    """

    vault: Vault
    spans: Mapping[str, Span]
    rests: Mapping[str, Rest]
    shared: Mapping[str, Shared]
    held: Mapping[Place, Circumstances]
    done: Mapping[str | None, Sequence[Deed]]
    past: Past | None
    today: date
    config: Config

    def items(self) -> dict[str, tuple[Item, ...]]:
        """The items of every goal, those of its subgoals among them, with their steps.

        A subgoal that states no day of its own is planned with its parent: its undated leaves stand in the
        parent's cohorts, with the weight that they have there.
        """
        earns = min(max(self.config.tasks.in_progress_earns, 0.0), 1.0)
        maker = TaskItems(held=self.held, past=self.past, in_progress_earns=earns)
        own: dict[str, tuple[Item, ...]] = {}
        found: dict[str, tuple[Item, ...]] = {}
        for path, goal in reversed(tuple(self.vault.goals.items())):
            own[path] = self._own_items(goal, maker)
            if self._plans_itself(goal):
                self._plan(path, own, found)
            else:  # it has its days from a goal above, which comes later
                found[path] = self._gathered(path, own, found)
        return found

    def _plan(self, path: str, own: dict[str, tuple[Item, ...]], found: dict[str, tuple[Item, ...]]) -> None:
        """Give days to the own items of a goal and of the subgoals that have theirs from it."""
        together, items = self._planned_together(path), own[path]
        if len(together) > 1:
            items = tuple(item for item in self._gathered(path, own, found) if item.goal in together)
        implied = implied_days(items, self.spans[path], self.rests[path].off)
        for each in reversed(together):
            if implied:
                own[each] = replanned(own[each], implied)
            found[each] = self._gathered(each, own, found)

    def _gathered(
        self, path: str, own: Mapping[str, tuple[Item, ...]], found: Mapping[str, tuple[Item, ...]]
    ) -> tuple[Item, ...]:
        """A goal's own items and those of its subgoals, in the order of the plan and within its span."""
        goal, items = self.vault.goals[path], own[path]
        if goal.children:
            below = {child: as_subgoal(self.vault.goals[child], found[child]) for child in goal.children}
            items = tuple(_in_order(goal, items, below))
        typed = goal.keys.typed_progress
        if typed is not None and goal.keys.habit is None and not any(item.weight for item in items):
            items = (*items, _typed_item(goal, typed))
        return within(items, self.spans[path])

    def _planned_together(self, path: str) -> dict[str, None]:
        """The goal and the subgoals that take their days from it, parents first."""
        found = [path]
        for at in found:
            children = self.vault.goals[at].children
            found.extend(child for child in children if not self._plans_itself(self.vault.goals[child]))
        return dict.fromkeys(found)

    def _plans_itself(self, goal: Goal) -> bool:
        """Whether its undated leaves are spread over its own days.

        A closed goal takes none of its parent's, and one that rested while its parent did not goes on by
        itself.
        """
        if goal.parent is None or goal.keys.start is not None or goal.keys.deadline is not None:
            return True
        return goal.keys.status in _CLOSED or self.rests[goal.path] != self.rests[goal.parent]

    def _own_items(self, goal: Goal, maker: TaskItems) -> tuple[Item, ...]:
        """The goal's own items: its metric, its habit, or its tasks."""
        span = self.spans[goal.path]
        if goal.keys.metric is not None:
            return (metric_item(goal, goal.keys.metric, span, self.today),)
        if goal.keys.habit is not None:
            ticks = habit_ticks(goal, self.done.get(goal.path, ()), self.today)
            return (habit_item(goal, goal.keys.habit, ticks, span, self.config.vault.week_start.number),)
        return maker.of(goal, self.shared[goal.path], span)


def as_subgoal(goal: Goal, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What a goal brings into its parent: all of its weight, or `goal_weight` in its own shares.

    A metric or habit goal weighs 1 unless it says otherwise. A paused, dropped or someday goal brings only
    what it has earned, a done one counts as earned in full.
    """
    single = goal.keys.metric is not None or goal.keys.habit is not None
    weight = 1.0 if single and goal.keys.weight is None else goal.keys.weight
    whole = 0.0 if weight is None else fsum(item.weight for item in items)
    if weight is not None and whole:
        items = tuple(_scaled(item, weight / whole) for item in items)
    if goal.keys.status is GoalStatus.DONE:
        return tuple(_completed(item) for item in items)
    if goal.keys.status in _CLOSED:
        return tuple(_closed(item) for item in items)
    return items


def _in_order(goal: Goal, own: tuple[Item, ...], below: Mapping[str, tuple[Item, ...]]) -> Iterator[Item]:
    """The items in the order of the plan: by line in the note, those of a subgoal at the link to it."""
    waiting = list(zip(goal.children, goal.child_lines, strict=True))
    for item in own:
        while waiting and _comes_first(waiting[0][1], item, goal.path):
            yield from below[waiting.pop(0)[0]]
        yield item
    for child, _ in waiting:
        yield from below[child]


def _comes_first(line: int | None, item: Item, path: str) -> bool:
    return line is not None and (item.place.path != path or line <= item.place.line)


def _typed_item(goal: Goal, share: float) -> Item:
    """Progress as its owner typed it, for a goal in which nothing can be counted."""
    return Item(
        goal=goal.path,
        place=Place(goal.path, goal.keys.line("progress")),
        text=goal.title,
        kind=ItemKind.TYPED,
        weight=1.0,
        earned=share,
        gains=(Gain(None, share),) if share else (),
        steps=(),
        planned_by=None,
        moves=(),
        own=True,
        task=None,
    )


def _scaled(item: Item, factor: float) -> Item:
    return replace(
        item,
        weight=item.weight * factor,
        earned=item.earned * factor,
        gains=tuple(Gain(gain.day, gain.weight * factor) for gain in item.gains),
        steps=tuple(Step(step.day, step.weight * factor) for step in item.steps),
    )


def _closed(item: Item) -> Item:
    """The item without its open weight: what is earned stays, planned on the first of its days."""
    left = item.earned
    steps = []
    for step in sorted(item.steps):
        if left > 0:
            steps.append(Step(step.day, min(step.weight, left)))
            left -= step.weight
    by = item.planned_by if steps else None
    return replace(item, weight=item.earned, steps=tuple(steps), planned_by=by)


def _completed(item: Item) -> Item:
    missing = item.weight - item.earned
    gains = (*item.gains, Gain(None, missing)) if missing else item.gains
    return replace(item, earned=item.weight, gains=gains)
