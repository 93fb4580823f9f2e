"""Where a goal will end at its usual pace: a simulation from its own past weeks.

Knows windows of earned weight and the rest to do; knows nothing of tasks or plans. The random numbers come
from the goal's path alone, so the same past gives the same forecast on every machine.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import date, timedelta
from math import ceil, fsum
from random import Random
from typing import TYPE_CHECKING

from aimo_md.measures.model import Forecast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aimo_md.measures.model import Gain

WINDOWS = 8
"""At most this many spans of seven days are looked at."""
_FEWEST = 4
_FEWEST_MOVING = 2
_WEEK = 7
_RUNS = 2_000
_HORIZON = 3_653
"""Ten years, in days: what lies beyond is not in sight."""


def windows(gains: Iterable[Gain], start: date | None, r: date) -> tuple[float, ...]:
    """Weight earned in each of the last spans of seven days that end at `r`, oldest first.

    At most eight, none that begins before `start`; what was earned on an unknown day is in none.
    """
    sums: list[list[float]] = [[] for _ in range(WINDOWS)]
    for day, weight in gains:
        if day is not None and day <= r:
            age = (r - day).days // _WEEK
            if age < WINDOWS:
                sums[age].append(weight)
    fit = WINDOWS if start is None else min(WINDOWS, max((r - start).days + 1, 0) // _WEEK)
    return tuple(fsum(window) for window in reversed(sums[:fit]))


def pace(past: Sequence[float]) -> float | None:
    """The mean earned weight a week; None with too little to go by."""
    return fsum(past) / len(past) if _enough(past) else None


def forecast(
    past: Sequence[float], rest: float, r: date, deadline: date | None, seed: str
) -> Forecast | None:
    """The days by which the rest is earned, from day `r` on; None with too little history or nothing left.

    Each run first redraws as many windows as there are, with replacement, from the windows and one of their
    mean, so that a short past does not look surer than it is; then it draws weeks from those until the rest
    is earned, going evenly through the last week.
    """
    if rest <= 0 or not _enough(past):
        return None
    mean = fsum(past) / len(past)
    pool = (*past, mean)
    draw = Random(int.from_bytes(hashlib.sha256(seed.encode()).digest()))  # noqa: S311 (a simulation)
    days = sorted(_one_run(pool, rest, draw) for _ in range(_RUNS))
    chance = None if deadline is None else bisect_right(days, (deadline - r).days) / _RUNS
    return Forecast(p50=_day(days, 0.50, r), p85=_day(days, 0.85, r), chance=chance)


def _one_run(pool: Sequence[float], rest: float, draw: Random) -> int:
    """Days until the rest is earned in one simulated future; the horizon where it never is."""
    size = len(pool)
    weeks = [pool[int(draw.random() * size)] for _ in range(size - 1)]
    if max(weeks) <= 0:
        return _HORIZON
    left = rest
    for week in range(_HORIZON // _WEEK):
        earned = weeks[int(draw.random() * (size - 1))]
        if earned >= left:
            return min(ceil(_WEEK * (week + left / earned)), _HORIZON)
        left -= earned
    return _HORIZON


def _day(days: Sequence[int], share: float, r: date) -> date | None:
    """The day by which `share` of the runs are done."""
    needed = days[ceil(share * len(days)) - 1]
    return None if needed >= _HORIZON else r + timedelta(days=needed)


def _enough(past: Sequence[float]) -> bool:
    return len(past) >= _FEWEST and sum(1 for window in past if window) >= _FEWEST_MOVING and fsum(past) > 0
