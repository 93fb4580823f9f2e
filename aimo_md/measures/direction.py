"""Where the work of a period went.

Knows done tasks and measured goals; knows nothing of the days to come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.model import Direction, Health, priority_rank

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.measures.sums import Deeds


class Heading(Struct, frozen=True, kw_only=True):
    """What one top-level goal, with all below it, adds to a direction.

    `active` says whether it is one of those that could have moved, `moved` whether it did. `worked` gives, by
    the rank of each priority that an active goal states, how much was done for the goals of that priority
    and all below them.
    """

    active: bool
    moved: bool
    worked: Mapping[int, int]


class Headings:
    """The sum of headings, to which one can be added and from which one can be taken off."""

    def __init__(self) -> None:
        self._active = 0
        self._moved = 0
        self._stating: Counter[int] = Counter()
        self._worked: Counter[int] = Counter()

    def copy(self) -> Headings:
        """Another sum of the same."""
        found = Headings()
        found._active, found._moved = self._active, self._moved
        found._stating, found._worked = self._stating.copy(), self._worked.copy()
        return found

    def add(self, heading: Heading, times: int = 1) -> None:
        """Add a heading; -1 times takes it off."""
        self._active += times * heading.active
        self._moved += times * heading.moved
        for rank, worked in heading.worked.items():
            self._stating[rank] += times
            self._worked[rank] += times * worked

    def direction(self, first: date, last: date, *, moving: int, misc: int) -> Direction:
        """Where the work of these days went, of which so many tasks moved a goal, and so many none."""
        best = min((rank for rank, trees in self._stating.items() if trees), default=None)
        return Direction(
            first=first,
            last=last,
            done=moving + misc,
            moving=moving,
            misc=misc,
            goals_active=self._active,
            goals_moved=self._moved,
            top_share=None if best is None or not moving else self._worked[best] / moving,
        )


def heading(
    top: str,
    vault: Vault,
    goals: Mapping[str, GoalMeasure],
    done: Mapping[str, int],
    between: tuple[date, date],
) -> Heading:
    """What a top-level goal adds to the direction of the days `between`, both included.

    Args:
        top: its path.
        vault: whose goal it is.
        goals: the measures of it and all below it.
        done: how much was done for each goal in these days.
        between: the first and the last of the days.
    """
    measure = goals[top]
    active = _is_active(measure.goal) and measure.health is not Health.UPCOMING
    chosen: defaultdict[int, set[str]] = defaultdict(set)
    for path in vault.below(top):
        priority = vault.goals[path].keys.priority
        if priority is not None and _is_active(vault.goals[path]):
            chosen[priority_rank(priority)].update(vault.below(path))
    return Heading(
        active=active,
        moved=active and measure.moved_between(*between),
        worked={rank: sum(done.get(path, 0) for path in paths) for rank, paths in chosen.items()},
    )


def direction(
    vault: Vault, goals: Mapping[str, GoalMeasure], done: Deeds, first: date, last: date
) -> Direction:
    """What was done in these days, and the goals that it moved; both ends included."""
    owners = [deed.goal for deed in done.between(first, last)]
    counts = Counter(owner for owner in owners if owner is not None)
    headings = Headings()
    for path, goal in vault.goals.items():
        if goal.parent is None:
            headings.add(heading(path, vault, goals, counts, (first, last)))
    moving = counts.total()
    return headings.direction(first, last, moving=moving, misc=len(owners) - moving)


def _is_active(goal: Goal) -> bool:
    return goal.keys.status is GoalStatus.ACTIVE and not goal.archived
