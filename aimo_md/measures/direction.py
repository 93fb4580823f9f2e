"""Where the work of a period went.

Knows done tasks and measured goals; knows nothing of the days to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.model import Direction, Health, priority_rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import GoalMeasure


def direction(
    vault: Vault, goals: Mapping[str, GoalMeasure], done: Iterable[Deed], first: date, last: date
) -> Direction:
    """What was done in these days, and the goals that it moved; both ends included."""
    done = [deed for deed in done if first <= deed.day <= last]
    owners = [deed.goal for deed in done if deed.goal is not None]
    tops = [
        measure
        for measure in goals.values()
        if measure.goal.parent is None and _is_active(measure.goal) and measure.health is not Health.UPCOMING
    ]
    return Direction(
        first=first,
        last=last,
        done=len(done),
        moving=len(owners),
        misc=len(done) - len(owners),
        goals_active=len(tops),
        goals_moved=sum(measure.moved_between(first, last) for measure in tops),
        top_share=_share(owners, _top_goals(vault)),
    )


def _share(owners: list[str], chosen: set[str]) -> float | None:
    """The share of these goals that is among the chosen; None without either."""
    return sum(owner in chosen for owner in owners) / len(owners) if owners and chosen else None


def _top_goals(vault: Vault) -> set[str]:
    """The goals of the highest priority that an active goal states, with everything below them."""
    ranked = [
        (priority_rank(goal.keys.priority), goal.path)
        for goal in vault.goals.values()
        if _is_active(goal) and goal.keys.priority is not None
    ]
    best = min(ranked, default=None)
    tops = (path for rank, path in ranked if best is not None and rank == best[0])
    return {below for path in tops for below in vault.below(path)}


def _is_active(goal: Goal) -> bool:
    return goal.keys.status is GoalStatus.ACTIVE and not goal.archived
