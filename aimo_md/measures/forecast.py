"""Where a goal will end at its usual pace, from its own past weeks.

Knows windows of earned weight and the rest to do; knows nothing of tasks or plans. A forecast is a closed
form, no simulation: nothing is drawn, so the same past gives the same forecast on every machine.

**The rule.** At the usual pace the rest takes w weeks. Whether it is done after k weeks is a matter of how
far k is from w, measured by how uneven the weeks are: those still to come, and the n windows that the pace
is known from:

    chance(k) = F((k - w) / (sqrt(k * w) * spread)),   spread^2 = u * (1 / w + 1 / n)

u is the sample variance of the windows as a share of their squared mean; F is Student's distribution. This
is the time that pieces of uneven size take to reach a level (Birnbaum and Saunders 1969, "A new family of
life distributions"), with the second term for a pace that is itself only estimated. Solved for k it gives
the 50 % day, w, and the 85 % day. It has no unit: windows in tasks, in words or in shares of a metric give
the same days.

**Why not redraw past windows at random?** The variance of redrawn windows, with one of their mean among
them, is too small by (n - 1) / (n + 1), and none is ever larger or smaller than those seen. Over simulated
goals the 85 % day was then met by 76 to 81 of 100 with four windows and by 81 to 84 with five, and 4 of 100
deadlines that were given a chance of 0.2 % were met. A redraw also takes thousands of draws a goal, and a
seed that has nothing to do with the pace. `benchmarks/forecast_calibration.py` measures how often the days
and chances given here come true.
"""

from __future__ import annotations

from collections import defaultdict
from math import ceil, fsum, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.measures.days_off import NO_DAYS_OFF
from aimo_md.measures.model import Forecast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aimo_md.measures.days_off import DaysOff
    from aimo_md.measures.model import Gain

WINDOWS = 8
"""At most this many spans of seven days are looked at."""
_FEWEST = 4
_FEWEST_MOVING = 2
_WEEK = 7
_STEADIEST = 0.25
"""No pace is taken to vary by less than this share of itself from week to week: equal windows are luck."""
_HORIZON = 3_653
"""Ten years, in days: what lies beyond is not in sight."""
_FARTHEST = 1e300
"""Weeks. Far beyond any horizon, and small enough that no sum of weights overflows."""
_CAUTION = 0.25
"""What is added to the rest for each unit of the pace's squared relative error."""
_AT_85 = 1.1895668524436944
"""Where Student's distribution with four degrees of freedom reaches 85 %."""


def windows(
    gains: Iterable[Gain], start: date | None, r: date, off: DaysOff = NO_DAYS_OFF
) -> tuple[float, ...]:
    """Weight earned in each of the last spans of seven days that end at `r`, oldest first.

    At most eight, none that begins before `start`; what was earned on an unknown day is in none. Days that
    are `off` (paused, away) are no days: a span goes on before them, and takes what was earned on them along.
    """
    fit = WINDOWS
    if start is not None:
        since = off.between(start, r) + (start not in off)
        fit = min(WINDOWS, max(since, 0) // _WEEK)
    earned: defaultdict[int, list[float]] = defaultdict(list)
    for day, weight in gains:
        if day is not None and day <= r:
            earned[off.between(day, r) // _WEEK].append(weight)
    return tuple(fsum(earned[age]) if age in earned else 0.0 for age in reversed(range(fit)))


def pace(past: Sequence[float]) -> float | None:
    """The mean earned weight a week; None with too little to go by."""
    if len(past) < _FEWEST or len(past) - past.count(0.0) < _FEWEST_MOVING:
        return None
    mean = fsum(past) / len(past)
    return mean if mean > 0 else None


def forecast(
    past: Sequence[float],
    rest: float,
    r: date,
    deadline: date | None,
    off: DaysOff = NO_DAYS_OFF,
) -> Forecast | None:
    """The days by which the rest is earned, from day `r` on; None with too little history or nothing left.

    On days `off` nothing is earned. The chance is rounded to a tenth of a percent: finer differences mean
    nothing.
    """
    usual = pace(past)
    if usual is None or rest <= 0:
        return None
    end = _End.of(past, usual, rest)
    left = None if deadline is None else off.between(r, deadline)
    return Forecast(
        p50=_day(r, end.weeks, off),
        p85=_day(r, end.weeks_for(_AT_85), off),
        chance=None if left is None else round(end.chance_within(left / _WEEK), 3),
    )


class _End(Struct, frozen=True, kw_only=True):
    """When the rest will be earned: as likely before as after `weeks`, and how far from that, `spread`."""

    weeks: float
    spread: float

    @classmethod
    def of(cls, past: Sequence[float], usual: float, rest: float) -> _End:
        """The end of the rest after these windows, whose mean is `usual`.

        w is a little longer than rest / mean, the more so the less the mean is known. A pace may be twice
        its estimate but not below nothing, so the middle of what it may be lies below the mean (in a gamma
        distribution by a third of the squared relative error); and a goal has a forecast only where it was
        lucky enough to move twice. A quarter came true best, for short and long rests alike.
        """
        size = len(past)
        shares = [window / usual - 1 for window in past]
        uneven = max(fsum(share * share for share in shares) / (size - 1), _STEADIEST * _STEADIEST)
        weeks = min(rest / usual * (1 + _CAUTION * uneven / size), _FARTHEST)
        return cls(weeks=weeks, spread=sqrt(uneven * (1 / weeks + 1 / size)))

    def weeks_for(self, score: float) -> float:
        """The weeks k with (k - w) / (sqrt(k * w) * spread) equal to `score`."""
        half = score * self.spread / 2
        root = half + sqrt(1 + half * half)
        return self.weeks * root * root

    def chance_within(self, weeks: float) -> float:
        """The likelihood, 0 to 1, that the rest is earned within so many weeks."""
        if weeks <= 0:
            return 0.0
        return _student((weeks - self.weeks) / (sqrt(weeks * self.weeks) * self.spread))


def _student(score: float) -> float:
    """Student's distribution function with four degrees of freedom: what five windows leave.

    With an even number of them it needs no more than a square root, which is exact on every machine.
    """
    slope = score / sqrt(score * score + 4)
    return 0.5 + slope * (3 - slope * slope) / 4


def _day(r: date, weeks: float, off: DaysOff) -> date | None:
    days = weeks * _WEEK
    return None if days > _HORIZON else off.later(r, ceil(days))
