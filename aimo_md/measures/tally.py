"""What the items of one goal add up to.

Knows items and the day that it is. Knows nothing of the goal, and draws no conclusions.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.measures.model import ItemKind, PlannedBy
from aimo_md.measures.schedule import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aimo_md.measures.model import Gain, Item, Step

_LEAF: Final = ItemKind.LEAF
_SERIES: Final = ItemKind.SERIES


class Tally(Struct, frozen=True, kw_only=True):
    """The sums over some items.

    Attributes:
        scope: what they weigh.
        earned: what of that is earned.
        earned_of_plan: what is earned of those that have a plan.
        plan: their plan.
        own_gains: what was earned in the goals' own notes.
        moved_on: the last day on which something of them was done.
        has_open: whether anything is left to earn.
        has_overdue: whether their owner wanted something of that done before today.
        leaves_done: so many leaves are done, an occurrence of a series being one.
        leaves: of so many.
    """

    scope: float
    earned: float
    earned_of_plan: float
    plan: Plan
    own_gains: tuple[Gain, ...]
    moved_on: date | None
    has_open: bool
    has_overdue: bool
    leaves_done: int
    leaves: int

    @classmethod
    def of(cls, items: Iterable[Item], today: date) -> Tally:
        """Add up items, each of which is looked at once: there are very many of them."""
        weights: list[float] = []
        earned: list[float] = []
        earned_of_plan: list[float] = []
        steps: list[Step] = []
        gains: list[Gain] = []
        moves: list[date] = []
        still_open: list[Item] = []
        leaves_done = leaves = 0
        for item in items:
            weights.append(item.weight)
            earned.append(item.earned)
            moves += item.moves
            if item.steps:
                steps += item.steps
                earned_of_plan.append(item.earned)
            if item.own:
                gains += item.gains
            if item.earned < item.weight:
                still_open.append(item)
            if item.kind is _SERIES:
                leaves_done += len(item.gains)
                leaves += len(item.steps)
            elif item.kind is _LEAF and item.weight:
                leaves_done += item.earned == item.weight
                leaves += 1
        return cls(
            scope=fsum(weights),
            earned=fsum(earned),
            earned_of_plan=fsum(earned_of_plan),
            plan=Plan.of(steps),
            own_gains=tuple(gains),
            moved_on=max((day for day in moves if day <= today), default=None),
            has_open=bool(still_open),
            has_overdue=any(_is_late(item, today) for item in still_open),
            leaves_done=leaves_done,
            leaves=leaves,
        )


def _is_late(item: Item, today: date) -> bool:
    """Whether its owner wanted it done before today; what fell due in a pause was planned anew."""
    due = max(step.day for step in item.steps) if item.planned_by is PlannedBy.PAUSE else item.due
    return due is not None and due < today
