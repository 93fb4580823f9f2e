"""One word for how a goal is, from its numbers.

The first that holds:

- done, dropped, paused or someday, as its owner says; upcoming before its start;
- complete: all is done, but it is not closed yet; overdue: its deadline has passed;
- stalled: idle for more than `stall_after` days, and behind the plan, or without one and with something open;
- of a habit: slipping under 60 % of what was wanted in the last periods, at risk under 80 %, else on track;
- no plan: nothing says when what should be done;
- slipping: more days behind than `slip_after` and than a tenth of its span;
- at risk: more likely than not to miss its deadline, over half as far behind as a slip, or a leaf is overdue;
- ahead: more than seven days before its plan; else on track.

Knows no notes and no plan in detail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.model import Health

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.config import MeasuresConfig
    from aimo_md.goals.model import GoalKeys
    from aimo_md.measures.model import Forecast, HabitRecord, Span

_BY_STATUS: Final = {
    GoalStatus.DONE: Health.DONE,
    GoalStatus.DROPPED: Health.DROPPED,
    GoalStatus.PAUSED: Health.PAUSED,
    GoalStatus.SOMEDAY: Health.SOMEDAY,
}
_AHEAD = -7.0
_EVEN = 0.5
_HABIT_SLIPS = 0.6
_HABIT_AT_RISK = 0.8


class Signs(Struct, frozen=True, kw_only=True):
    """What health is judged by. `idle_days` are the days since the goal last moved or started."""

    keys: GoalKeys
    span: Span
    progress: float | None
    slip: float | None
    forecast: Forecast | None
    habit: HabitRecord | None
    idle_days: int | None
    has_open: bool
    leaf_overdue: bool


def health(signs: Signs, today: date, config: MeasuresConfig) -> Health:
    """The first word that holds."""
    stated = _BY_STATUS.get(signs.keys.status)
    if stated is not None:
        return stated
    if signs.span.start is not None and signs.span.start > today:
        return Health.UPCOMING
    if signs.progress == 1.0:
        return Health.COMPLETE
    if signs.span.deadline is not None and signs.span.deadline < today:
        return Health.OVERDUE
    if _is_stalled(signs, config):
        return Health.STALLED
    return _habit_health(signs.habit) if signs.habit is not None else _plan_health(signs, config)


def slip_limit(keys: GoalKeys, span: Span, config: MeasuresConfig) -> float:
    """The days from which a goal slips: its own `slip_after`, else 7 days or a tenth of its span."""
    if keys.slip_after is not None:
        return float(keys.slip_after)
    if span.start is None or span.deadline is None:
        return float(config.slip_after)
    return max(float(config.slip_after), ((span.deadline - span.start).days + 1) / 10)


def _is_stalled(signs: Signs, config: MeasuresConfig) -> bool:
    """Idle for too long, and behind the plan, or without a plan and with something open.

    A goal of which nobody knows when it last moved is not called stalled.
    """
    limit = config.stall_after if signs.keys.stall_after is None else signs.keys.stall_after
    if signs.idle_days is None or signs.idle_days <= limit:
        return False
    return signs.has_open if signs.slip is None else signs.slip > 0


def _habit_health(habit: HabitRecord) -> Health:
    if habit.adherence is None:
        return Health.ON_TRACK
    if habit.adherence < _HABIT_SLIPS:
        return Health.SLIPPING
    return Health.AT_RISK if habit.adherence < _HABIT_AT_RISK else Health.ON_TRACK


def _plan_health(signs: Signs, config: MeasuresConfig) -> Health:
    if signs.slip is None:
        return Health.NO_PLAN
    limit = slip_limit(signs.keys, signs.span, config)
    if signs.slip > limit:
        return Health.SLIPPING
    chance = None if signs.forecast is None else signs.forecast.chance
    if (chance is not None and chance < _EVEN) or signs.slip > limit / 2 or signs.leaf_overdue:
        return Health.AT_RISK
    return Health.AHEAD if signs.slip < _AHEAD else Health.ON_TRACK
