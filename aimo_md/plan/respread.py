"""New days for what is overdue or has none, up to the deadline.

Knows leaves and their days; changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.measures.model import ItemKind, PlannedBy
from aimo_md.measures.schedule import spread
from aimo_md.plan.reduction import rest_fits

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.measures.model import GoalMeasure, Item, Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Respread:
    """The new day of each leaf, in the order of the list, and how many leaves the fullest week then holds."""

    days: tuple[tuple[Item, date], ...]
    fullest: int


def respread(measure: GoalMeasure, measures: Measures) -> Respread | None:
    """The overdue and undated leaves spread evenly from today to the deadline, around days off.

    None where that cannot work or would change little: no leaf is overdue, the deadline is missing or has
    passed, or the rest does not fit at the present pace.
    """
    today, deadline = measures.today, measure.span.deadline
    leaves = [item for item in measure.items if item.kind is ItemKind.LEAF and item.earned < item.weight]
    new = [item for item in leaves if _needs_a_day(item, today)]
    if deadline is None or deadline < today or rest_fits(measure, today) is False:
        return None
    if not any(item.steps and item.planned_by is not PlannedBy.COHORT for item in new):
        return None
    days = spread([item.weight for item in new], today, deadline, measure.rest.off)
    kept = [item.steps[-1].day for item in leaves if not _needs_a_day(item, today)]
    weeks = Counter((day - today).days // 7 for day in (*days, *kept))
    return Respread(days=tuple(zip(new, days, strict=True)), fullest=max(weeks.values()))


def _needs_a_day(item: Item, today: date) -> bool:
    """Whether it has no day of its own, or one that has passed."""
    return not item.steps or item.planned_by is PlannedBy.COHORT or item.steps[-1].day < today
