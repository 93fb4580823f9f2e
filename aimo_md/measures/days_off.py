"""Days that are no days: those of pauses, and those on which its owner is away.

Knows how to count around them. Knows nothing of where they come from.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY: Final = timedelta(days=1)
_LAST: Final = date.max.toordinal()


class DaysOff(Struct, frozen=True):
    """Spells of days off, each from its first to its last day; in order, with a day between any two."""

    spells: tuple[tuple[date, date], ...] = ()

    @classmethod
    def of(cls, spells: Iterable[tuple[date, date]]) -> DaysOff:
        """The days of all these spells, which may overlap."""
        merged: list[tuple[date, date]] = []
        for first, last in sorted(spells):
            if merged and first <= _after(merged[-1][1]):
                merged[-1] = merged[-1][0], max(merged[-1][1], last)
            else:
                merged.append((first, last))
        return cls(tuple(merged))

    def __contains__(self, day: date) -> bool:
        """Whether it is off."""
        return bool(self.spells) and any(first <= day <= last for first, last in self.spells)

    def between(self, after: date, until: date) -> int:
        """The days later than `after`, up to and including `until`, that are not off.

        Negative where `until` is before `after`.
        """
        if not self.spells:
            return (until - after).days
        if until < after:
            return -self.between(until, after)
        return (until - after).days - sum(_both(spell, after, until) for spell in self.spells)

    def later(self, day: date, days: int) -> date:
        """The day that is so many days later that are not off; the last of the calendar where it ends before.

        Args:
            day: from which to count.
            days: how many, 0 or more.
        """
        reached = date.fromordinal(min(day.toordinal() + days, _LAST))
        for first, last in self.spells:
            if first <= reached:
                off = _both((first, last), day, last)
                reached += timedelta(days=min(off, (date.max - reached).days))
        return reached


NO_DAYS_OFF: Final = DaysOff()


def _both(spell: tuple[date, date], after: date, until: date) -> int:
    """The days of a spell that are later than `after`, and not later than `until`."""
    first, last = spell
    return max(min(last, until).toordinal() - max(first.toordinal() - 1, after.toordinal()), 0)


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY
