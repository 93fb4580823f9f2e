"""The plan as steps, and how late a goal is against it, in days.

The plan PW(d) is the weight that should be done by the end of day d. Slip is the time variance of earned
schedule (Lipke 2003, "Schedule is different") in weights instead of money: the day on which the plan wanted
what is earned now, ES, against yesterday, r: slip = r - ES, in days, positive = behind. Knows steps and
weights; knows nothing of tasks or notes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from itertools import accumulate, pairwise
from math import ceil, fsum
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.measures.days_off import NO_DAYS_OFF
from aimo_md.measures.model import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aimo_md.measures.days_off import DaysOff

_NOISE = 1e-9
"""Below this share of the whole, two sums of weights are the same: shares such as 1/3 are not exact."""
_MOST_STEPS = 3_653
_SECOND_DAY = date.min + timedelta(days=1)


class Reached(Struct, frozen=True, kw_only=True):
    """How far into the plan some weight leads: all days before `day`, and `part` (0 to 1) of that day.

    The plan wants `before` by the end of the day before it, and `by` by its own end.
    """

    day: date
    before: float
    by: float
    part: float


class Plan(Struct, frozen=True, kw_only=True):
    """Cumulative planned weight: `done_by[i]` is wanted by the end of `days[i]`; days strictly increase."""

    days: tuple[date, ...]
    done_by: tuple[float, ...]

    @classmethod
    def of(cls, steps: Iterable[Step]) -> Plan:
        """The plan of these steps, the same for any order of them."""
        by_day: defaultdict[date, list[float]] = defaultdict(list)
        for day, weight in steps:
            by_day[day].append(weight)
        days = tuple(sorted(by_day))
        return cls(days=days, done_by=tuple(accumulate(fsum(by_day[day]) for day in days)))

    @property
    def total(self) -> float:
        """All planned weight."""
        return self.done_by[-1] if self.done_by else 0.0

    def wanted_by(self, day: date) -> float:
        """PW(day): the weight planned for the days up to and including `day`."""
        index = bisect_right(self.days, day)
        return self.done_by[index - 1] if index else 0.0

    def slip(self, earned: float, r: date, off: DaysOff = NO_DAYS_OFF) -> float | None:
        """Days behind (positive) or ahead at the end of day `r`, with `earned` weight of the planned items.

        Where the plan wants just what is earned the slip is 0; else it is the days from where the plan wanted
        that to `r`, without those that are `off`. None where nothing is planned.
        """
        if not self.total:
            return None
        reached = self.reached(earned, r)
        if reached is None:
            return 0.0
        return off.between(reached.day, r) + (reached.day not in off) - reached.part

    def reached(self, earned: float, r: date) -> Reached | None:
        """The day on which the plan wanted what is earned; None where that is just what it wants by `r`.

        Behind, d is the first day that wants more than is earned; ahead, the first that wants at least that
        much; then ES = d - 1 + (earned - PW(d-1)) / (PW(d) - PW(d-1)). Something must be planned.
        """
        noise = _NOISE * self.total
        short = self.wanted_by(r) - earned
        if abs(short) <= noise:
            return None
        level = earned + noise if short > 0 else earned - noise
        index = min(bisect_right(self.done_by, level), len(self.days) - 1)
        before = self.done_by[index - 1] if index else 0.0
        by = self.done_by[index]
        part = min(max((earned - before) / (by - before), 0.0), 1.0)
        return Reached(day=self.days[index], before=before, by=by, part=part)


def straight_line(weight: float, start: date, deadline: date) -> tuple[Step, ...]:
    """Equal steps on every day from `start` to `deadline`, both included: the plan of a metric goal.

    Over more than ten years a step stands for several days, on the last of them.
    """
    days = (deadline - start).days + 1
    stride = ceil(days / _MOST_STEPS)
    ends = (*range(stride, days, stride), days)
    return tuple(
        Step(start + timedelta(days=end - 1), weight * (end - before) / days)
        for before, end in pairwise((0, *ends))
    )


def spread(
    weights: Sequence[float], first: date, deadline: date, off: DaysOff = NO_DAYS_OFF
) -> tuple[date, ...]:
    """The implied day of each leaf of a cohort, in the order given.

    The leaf that brings the cohort's done weight to the share q is planned for `first` - 1 + ceil(q * N),
    N being the days from `first` to `deadline`, both included. Days `off` are not counted.
    """
    eve = max(min(first, deadline), _SECOND_DAY) - timedelta(days=1)
    span = max(off.between(eve, deadline), 1)
    total = fsum(weights)
    counts = [max(ceil(span * (reached / total - _NOISE)), 1) for reached in accumulate(weights)]
    return tuple(min(off.later(eve, count), deadline) for count in counts)
