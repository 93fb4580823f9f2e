"""Which goals are told of nowhere but in the vault itself. Knows the tree of goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure, Measures


def is_private(measure: GoalMeasure, measures: Measures) -> bool:
    """Whether the goal, or one above it, says that nothing of it leaves the vault."""
    goal = measure.goal
    while not goal.keys.private:
        if goal.parent is None:
            return False
        goal = measures.goals[goal.parent].goal
    return True
