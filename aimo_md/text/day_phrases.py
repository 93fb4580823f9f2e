"""The calendar behind phrases that name a day: from the words' parts to the days that they can mean.

Knows periods, edges and distances. Knows no language: a grammar says what its words stand for.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from aimo_md.text.dates import Period, PeriodKind, day_of, month_of, quarter_of, week_of, year_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7
_YEARS_AHEAD = 10
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase at `first` to `end` of a text, and the days that it may mean."""

    first: int
    end: int
    days: tuple[date, ...]


class Edge(Enum):
    """Which day of a period is meant."""

    LAST = "by it, in it"
    BEFORE = "before it"
    FIRST = "by its beginning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """From where a phrase counts."""

    today: date
    week_start: int

    def month(self, month: int) -> Period:
        """The next month of this number to come; the running one counts."""
        return month_of(date(self.today.year + (month < self.today.month), month, 1))

    def quarter(self, quarter: int) -> Period:
        """The next quarter of this number to come; the running one counts."""
        last = self.month(3 * quarter)
        return quarter_of(last.first)

    def plans_for(self, year: int) -> bool:
        """Whether a bare number may be a year that somebody plans for; `2049` is more likely a name."""
        return 0 <= year - self.today.year <= _YEARS_AHEAD

    def day(self, month: int, day: int) -> tuple[Period, ...]:
        """The next such day to come; none where neither this year nor the next has it."""
        for year in (self.today.year, self.today.year + 1):
            if day <= monthrange(year, month)[1] and date(year, month, day) >= self.today:
                return (day_of(date(year, month, day)),)
        return ()

    def day_of_month(self, day: int) -> tuple[Period, ...]:
        """The next day of this number to come."""
        month = month_of(self.today)
        for _ in range(_MONTHS_A_YEAR):
            if day <= month.last.day and month.first + timedelta(days=day - 1) >= self.today:
                return (day_of(month.first + timedelta(days=day - 1)),)
            month = month.next()
        return ()

    def week(self, ahead: int) -> Period:
        """The week so many weeks from this one."""
        return week_of(self.today + timedelta(weeks=ahead), week_start=self.week_start)

    def weekday(self, weekday: int) -> Period:
        """The next day after today that is this weekday."""
        return day_of(self.today + timedelta(days=(weekday - self.today.weekday() - 1) % _DAYS_A_WEEK + 1))

    def weekday_in(self, ahead: int, weekday: int) -> Period:
        """This weekday in the week so many weeks from this one."""
        first = self.week(ahead).first
        return day_of(first + timedelta(days=(weekday - first.weekday()) % _DAYS_A_WEEK))

    def weekend(self, ahead: int) -> Period:
        """The Sunday that ends the weekend so many weekends from the coming or running one."""
        to_sunday = (_SUNDAY - self.today.weekday()) % _DAYS_A_WEEK
        return day_of(self.today + timedelta(days=to_sunday, weeks=ahead))

    def running(self, kind: PeriodKind, ahead: int) -> Period:
        """The running period of a kind, or the one so many further on."""
        match kind:
            case PeriodKind.DAY:
                return day_of(self.today + timedelta(days=ahead))
            case PeriodKind.WEEK:
                return self.week(ahead)
            case PeriodKind.MONTH:
                return month_of(later(self.today, months=ahead))
            case PeriodKind.QUARTER:
                return quarter_of(later(self.today, months=3 * ahead))
            case PeriodKind.YEAR:
                return year_of(later(self.today, months=_MONTHS_A_YEAR * ahead))
            case _:
                assert_never(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern of a language, and what a match of it means.

    Those are the days; no day where none is certain; None where the words state no deadline after all.
    """

    pattern: re.Pattern[str]
    days: Callable[[re.Match[str], Now], tuple[date, ...] | None]


def read_phrases(rules: tuple[Rule, ...], text: str, now: Now) -> Iterator[Phrase]:
    """All that the rules find in a text, overlapping or not; days past the calendar's end are none."""
    for rule in rules:
        for match in rule.pattern.finditer(text):
            days: tuple[date, ...] | None
            try:
                days = rule.days(match, now)
            except (ValueError, OverflowError):  # the calendar has no such day, or ends before it
                days = ()
            if days is not None:
                yield Phrase(first=match.start(), end=match.end(), days=tuple(sorted(set(days))))


def at_edge(period: Period, edge: Edge) -> date:
    """The day that an edge of a period means."""
    match edge:
        case Edge.LAST:
            return period.last
        case Edge.BEFORE:
            return period.first - timedelta(days=1)
        case Edge.FIRST:
            return period.first
        case _:
            assert_never(edge)


def later(day: date, *, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def distance(day: date, count: int, kind: PeriodKind) -> date:
    """The day so many days, weeks, months, quarters or years after this one."""
    match kind:
        case PeriodKind.DAY:
            return day + timedelta(days=count)
        case PeriodKind.WEEK:
            return day + timedelta(weeks=count)
        case PeriodKind.MONTH:
            return later(day, months=count)
        case PeriodKind.QUARTER:
            return later(day, months=3 * count)
        case PeriodKind.YEAR:
            return later(day, months=_MONTHS_A_YEAR * count)
        case _:
            assert_never(kind)
