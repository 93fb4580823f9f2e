"""How often forecasts come true, over simulated goals of which the true pace is known.

    python benchmarks/forecast_calibration.py [GOALS]

For each kind of pace and each number of past windows GOALS goals (1,000 unless told otherwise) earn weight
at random moments, always the same ones. aimo sees the past windows and the rest, gives its forecast, and
then the same goal goes on until the rest is earned. Goals for which aimo gives no forecast are drawn anew,
as it would say nothing about them in life either; what that does to the others is part of the result.

The 50 % day should be met by 45 to 60 of 100 goals and the 85 % day by 80 to 92, with 5 to 8 windows; the
exit status is 1 where a row falls outside. Four windows, the fewest that aimo goes by, are shown only.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from math import ceil, exp, log
from random import Random
from statistics import fmean

from aimo_md.measures.forecast import WINDOWS, forecast, windows
from aimo_md.measures.model import Forecast, Gain

GOALS = 1_000
SIZES = (4, 5, 6, 7, 8)
JUDGED = SIZES[1:]
MET_BY_P50 = (0.45, 0.60)
MET_BY_P85 = (0.80, 0.92)
RATES = (0.5, 6.0)
"""Weight a week, from slow goals to busy ones, as many between 0.5 and 1 as between 3 and 6."""
WEEKS_LEFT = (2.0, 30.0)
"""The rest, in weeks at the true pace; drawn in the same way."""
WEEKS_GIVEN = (1.0, 60.0)
"""The time up to the deadline, which asks neither for the pace nor for the rest."""
CHANCES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
"""Lower ends of the groups of chances in the last table."""
R = date(2026, 11, 19)
LIMIT = 100_000
"""Days after which a rest counts as never earned: a fall of a metric can set it back for good."""

Moments = Iterator[tuple[float, float]]
"""Weights that are earned without end: (weeks since the start, weight), in order of time."""


def steady(chance: Random, rate: float) -> Moments:
    """A Poisson process: tasks at any moment, none knowing of the others."""
    return arrivals(chance, lambda: rate)


def gaps(chance: Random, rate: float) -> Moments:
    """Every second week, on average, nothing happens; in the others twice as much."""
    return arrivals(chance, lambda: chance.choice((0.0, 2 * rate)))


def bursts(chance: Random, rate: float) -> Moments:
    """Each week has a pace of its own, from a gamma distribution: most are slow, some are a rush."""
    return arrivals(chance, lambda: chance.gammavariate(0.8, rate / 0.8))


def sizes(chance: Random, rate: float) -> Moments:
    """A Poisson process of tasks that weigh from 1 to 8."""
    return ((moment, chance.choice((1, 1, 1, 2, 3, 5, 8)) / 3) for moment, _ in steady(chance, rate))


def metric(chance: Random, rate: float) -> Moments:
    """A number in the thousands that changes daily and now and then falls back."""
    mean = 1_000 * rate / 7
    return (((day + 1) / 7, chance.gauss(mean, 2 * mean)) for day in count())


def arrivals(chance: Random, rate_of_week: Callable[[], float]) -> Moments:
    """Tasks of weight 1 at random moments of each week, at that week's rate."""
    for week in count():
        rate = rate_of_week()
        moment = chance.expovariate(rate) if rate else 1.0
        while moment < 1:
            yield week + moment, 1.0
            moment += chance.expovariate(rate)


KINDS = {"Poisson": steady, "gaps": gaps, "bursts": bursts, "task sizes": sizes, "metric": metric}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was forecast for a goal on R, and how it went; days are counted from R."""

    forecast: Forecast
    took: int
    deadline: date

    @property
    def chance(self) -> float:
        """The chance that was given for the deadline."""
        return self.forecast.chance or 0.0

    def by(self, day: date | None) -> bool:
        """Whether the rest was earned by then; a day that is not in sight was never promised."""
        return day is None or R + timedelta(days=min(self.took, LIMIT)) <= day


def main() -> int:
    """Simulate, print the tables, say whether all is within its bounds."""
    goals = int(sys.argv[1]) if len(sys.argv) > 1 else GOALS
    chance = Random(20261119)  # noqa: S311 (goals that are the same every time, not a secret)
    print(f"{goals} goals a row; of 100 goals so many were done by the day that was forecast")
    print(f"{'pace':<12}windows  by 50 % day  by 85 % day  mean chance  deadlines met")
    everything: list[Outcome] = []
    fine = True
    for kind in KINDS:
        for size in SIZES:
            outcomes = [outcome(chance, kind, size) for _ in range(goals)]
            fine = row(kind, size, outcomes) and fine
            everything += outcomes
    row("all", 0, everything)
    chances(everything)
    print(f"\n{speed(chance):.1f} µs a forecast")
    return 0 if fine else 1


def row(kind: str, size: int, outcomes: list[Outcome]) -> bool:
    """Print what became of these goals; whether that is within the bounds."""
    p50 = fmean(outcome.by(outcome.forecast.p50) for outcome in outcomes)
    p85 = fmean(outcome.by(outcome.forecast.p85) for outcome in outcomes)
    said = fmean(outcome.chance for outcome in outcomes)
    met = fmean(outcome.by(outcome.deadline) for outcome in outcomes)
    fine = MET_BY_P50[0] <= p50 <= MET_BY_P50[1] and MET_BY_P85[0] <= p85 <= MET_BY_P85[1]
    note = "" if fine else "  outside"
    print(f"{kind:<12}{size or '':>7}{p50:>13.1%}{p85:>13.1%}{said:>13.1%}{met:>15.1%}{note}")
    return fine or size not in JUDGED


def chances(outcomes: list[Outcome]) -> None:
    """Print how many deadlines were met, by the chance that was given for them."""
    print("\nchance given       goals  mean chance  deadlines met")
    for low, high in zip(CHANCES, (*CHANCES[1:], 1.01), strict=True):
        group = [outcome for outcome in outcomes if low <= outcome.chance < high]
        if group:
            said = fmean(outcome.chance for outcome in group)
            met = fmean(outcome.by(outcome.deadline) for outcome in group)
            print(f"{low:4.0%} to {min(high, 1):4.0%}{len(group):>12}{said:>13.1%}{met:>15.1%}")


def outcome(chance: Random, kind: str, size: int) -> Outcome:
    """One goal: its past as aimo sees it, what aimo says, what then happens."""
    while True:
        rate, weeks = between(chance, *RATES), between(chance, *WEEKS_LEFT)
        rest = max(round(rate * weeks), 1) * (1_000 if kind == "metric" else 1)
        deadline = R + timedelta(days=ceil(7 * between(chance, *WEEKS_GIVEN)))
        said = forecast(past(KINDS[kind](chance, rate), size), rest, R, deadline)
        if said is not None:
            return Outcome(forecast=said, took=took(KINDS[kind](chance, rate), rest), deadline=deadline)


def between(chance: Random, low: float, high: float) -> float:
    """A number between the two, as likely in the lower half of their ratio as in the upper."""
    return exp(log(low) + chance.random() * log(high / low))


def past(moments: Moments, size: int) -> tuple[float, ...]:
    """The windows of a goal that began so many weeks before the end of R."""
    start = R - timedelta(days=7 * size - 1)
    gains = []
    for moment, weight in moments:
        if moment > size:
            break
        gains.append(Gain(start + timedelta(days=max(ceil(7 * moment) - 1, 0)), weight))
    return windows(gains, start, R)


def took(moments: Moments, rest: float) -> int:
    """Days until the rest is earned."""
    earned = 0.0
    for moment, weight in moments:
        earned += weight
        days = ceil(7 * moment)
        if earned >= rest or days >= LIMIT:
            return days
    raise AssertionError("moments never end")


def speed(chance: Random) -> float:
    """Microseconds that one forecast takes, with a full past."""
    pasts = [past(steady(chance, between(chance, *RATES)), WINDOWS) for _ in range(GOALS)]
    deadline = R + timedelta(days=100)
    begun = time.perf_counter()
    for windows_of_goal in pasts:
        forecast(windows_of_goal, 20.0, R, deadline)
    return (time.perf_counter() - begun) / GOALS * 1e6


if __name__ == "__main__":
    sys.exit(main())
