"""The steps by which a goal's slip and forecast came about, for whoever wants to check them.

Knows the same plan and windows as the measuring, and works out nothing that it does not. Knows no words.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.measures.forecast import windows
from aimo_md.measures.health import slip_limit
from aimo_md.measures.schedule import Plan, Reached

if TYPE_CHECKING:
    from aimo_md.config import MeasuresConfig
    from aimo_md.measures.model import GoalMeasure


class SlipSteps(Struct, frozen=True, kw_only=True):
    """How a slip came about.

    Attributes:
        r: the day at whose end it is measured.
        earned: the weight that is earned of what has a plan.
        wanted: the weight that the plan wants by the end of `r`.
        total: all planned weight.
        reached: where the plan wanted what is earned; None where that is just what it wants.
        off: days between there and `r` that are no days: pauses, and those on which the owner is away.
        slip: in days, positive = behind.
        limit: the days from which the goal slips.
    """

    r: date
    earned: float
    wanted: float
    total: float
    reached: Reached | None
    off: int
    slip: float
    limit: float


class ForecastSteps(Struct, frozen=True, kw_only=True):
    """What a forecast was made from: the weight earned in each of the last weeks, and what is left to earn.

    `windows` are spans of seven days that end with `r`, oldest first. `pace` is their mean, None with too
    little to go by; `required` the pace that would meet the deadline.
    """

    r: date
    windows: tuple[float, ...]
    pace: float | None
    rest: float
    required: float | None


def slip_steps(measure: GoalMeasure, today: date, config: MeasuresConfig) -> SlipSteps | None:
    """The steps of a goal's slip; None where it has none."""
    if measure.slip is None:
        return None
    r = today - timedelta(days=1)
    plan = Plan.of(step for item in measure.items for step in item.steps)
    earned = fsum(item.earned for item in measure.items if item.steps)
    reached = plan.reached(earned, r)
    off = 0
    if reached is not None:
        first, last = sorted((reached.day, r))
        off = (last - first).days - measure.rest.off.between(first, last)
    return SlipSteps(
        r=r,
        earned=earned,
        wanted=plan.wanted_by(r),
        total=plan.total,
        reached=reached,
        off=off,
        slip=measure.slip,
        limit=slip_limit(measure.goal.keys, measure.span, config),
    )


def forecast_steps(measure: GoalMeasure, today: date) -> ForecastSteps:
    """What a goal's forecast was made from, or would have been."""
    r = today - timedelta(days=1)
    gains = (gain for item in measure.items if item.own for gain in item.gains)
    return ForecastSteps(
        r=r,
        windows=windows(gains, measure.span.start, r, measure.rest.off),
        pace=measure.pace,
        rest=measure.scope - measure.earned,
        required=measure.required_pace,
    )
