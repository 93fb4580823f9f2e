"""Days and periods as people write them: days, weeks, months, quarters, years, durations.

Pure calendar arithmetic. Knows no clock (today is always passed in), no time zone and no note.

A week may start on any weekday (`week_start`, 0 = Monday to 6 = Sunday). It is named by the ISO week that
holds its Thursday, which is the one that it shares most days with: `2026-W47` is Monday 16 to Sunday 22
November 2026, and where weeks start on Sunday, Sunday 15 to Saturday 21 November.

A period that would leave the years 1 to 9999 raises OverflowError; what reads text returns None there.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from pathlib import PurePosixPath
from textwrap import shorten
from typing import assert_never

from msgspec import Struct

from aimo_md.errors import LineFault
from aimo_md.text.links import single_link

_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_WEEK = "[0-9]{4}-[Ww][0-9]{2}"
_DAY = re.compile(_ISO_DAY)
_KEY = re.compile(
    "(?P<year>[0-9]{4})"
    "(?:-(?:[Ww](?P<week>[0-9]{2})|[Qq](?P<quarter>[1-4])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_TIME = "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
_ZONE = "[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?"
_DAY_WITH_TIME = re.compile(f"({_ISO_DAY})(?:[Tt]| +){_TIME} *(?:{_ZONE})?")
# Only letters and digits of ASCII end a day: in Korean a particle stands directly after it.
_IN_HEADING = re.compile(f"(?<![0-9A-Za-z])(?:{_ISO_DAY}|{_ISO_WEEK})(?![0-9A-Za-z]|-[0-9])")
_DURATION = re.compile("([0-9]{1,4})([dDwW]?)")

_THURSDAY = 3
_DAYS_A_WEEK = 7
_SHOWN_CHARACTERS = 40


class PeriodKind(Enum):
    """The length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Period(Struct, frozen=True, kw_only=True):
    """A calendar period from `first` to `last`, both included."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def key(self) -> str:
        """How the period is written: `2026-11-20`, `2026-W47`, `2026-11`, `2026-Q4` or `2026`."""
        match self.kind:
            case PeriodKind.DAY:
                return self.first.isoformat()
            case PeriodKind.WEEK:
                thursday = self.first + timedelta(days=(_THURSDAY - self.first.weekday()) % _DAYS_A_WEEK)
                year, week, _ = thursday.isocalendar()
                return f"{year:04}-W{week:02}"
            case PeriodKind.MONTH:
                return f"{self.first.year:04}-{self.first.month:02}"
            case PeriodKind.QUARTER:
                return f"{self.first.year:04}-Q{self.last.month // 3}"
            case PeriodKind.YEAR:
                return f"{self.first.year:04}"
            case _:
                assert_never(self.kind)

    def next(self) -> Period:
        """The period of the same kind that begins on the day after."""
        return period_of(self.kind, self.last + timedelta(days=1), week_start=self.first.weekday())

    def previous(self) -> Period:
        """The period of the same kind that ends on the day before."""
        return period_of(self.kind, self.first - timedelta(days=1), week_start=self.first.weekday())


class DayReading(Struct, frozen=True, kw_only=True):
    """The day that a value names, or the fault that it has; an empty value has neither."""

    day: date | None = None
    fault: LineFault | None = None


def day_of(day: date) -> Period:
    """The day as a period."""
    return Period(kind=PeriodKind.DAY, first=day, last=day)


def week_of(day: date, *, week_start: int = 0) -> Period:
    """The week that holds the day."""
    first = day - timedelta(days=(day.weekday() - week_start) % _DAYS_A_WEEK)
    return Period(kind=PeriodKind.WEEK, first=first, last=first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The month that holds the day."""
    return _months(PeriodKind.MONTH, day.year, day.month, day.month)


def quarter_of(day: date) -> Period:
    """The quarter that holds the day."""
    first_month = day.month - (day.month - 1) % 3
    return _months(PeriodKind.QUARTER, day.year, first_month, first_month + 2)


def year_of(day: date) -> Period:
    """The year that holds the day."""
    return _months(PeriodKind.YEAR, day.year, 1, 12)


def period_of(kind: PeriodKind, day: date, *, week_start: int = 0) -> Period:
    """The period of this kind that holds the day."""
    match kind:
        case PeriodKind.DAY:
            return day_of(day)
        case PeriodKind.WEEK:
            return week_of(day, week_start=week_start)
        case PeriodKind.MONTH:
            return month_of(day)
        case PeriodKind.QUARTER:
            return quarter_of(day)
        case PeriodKind.YEAR:
            return year_of(day)
        case _:
            assert_never(kind)


def parse_day(text: str) -> date | None:
    """The day written exactly as `YYYY-MM-DD`; None if it is written otherwise or does not exist."""
    return _day(text) if len(text) == len("YYYY-MM-DD") else None


@lru_cache(maxsize=4096)  # a vault names the same few thousand days again and again
def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_period(text: str, *, week_start: int = 0) -> Period | None:
    """The period with this key, `w` and `q` in either case; None if it is written otherwise or cannot be."""
    key = _KEY.fullmatch(text)
    if key is None:
        return None
    year = int(key["year"])
    try:
        if key["week"]:
            thursday = date.fromisocalendar(year, int(key["week"]), _THURSDAY + 1)
            return week_of(thursday, week_start=week_start)
        if key["quarter"]:
            return quarter_of(date(year, 3 * int(key["quarter"]), 1))
        if key["day"]:
            return day_of(date(year, int(key["month"]), int(key["day"])))
        return month_of(date(year, int(key["month"]), 1)) if key["month"] else year_of(date(year, 1, 1))
    except (ValueError, OverflowError):
        return None


def period_in_heading(text: str, *, week_start: int = 0) -> Period | None:
    """The week or day that a heading, or the name of a note, names in ISO form; of several the first.

    `2026-W47 plan` and `Wed 2026-11-18` do; `Week 47` does not, as it names no year. Give a heading without
    its task fields: a due day is not its name.
    """
    if "-" not in text:
        return None
    periods = (parse_period(match[0], week_start=week_start) for match in _IN_HEADING.finditer(text))
    return next((period for period in periods if period is not None), None)


def read_property_day(value: str | date | float | None) -> DayReading:
    """The day that the value of a frontmatter key names.

    Read are a day, plain or with a time, and the key of a period, which stands for its last day; each also
    as a link to a note of that name. A time, and its zone, never moves the day that is written. Weeks end on
    Sunday.
    """
    if isinstance(value, date):
        return DayReading(day=value.date() if isinstance(value, datetime) else value)
    text = "" if value is None else str(value).strip()
    if not text:
        return DayReading()
    link = single_link(text)
    name = text if link is None else PurePosixPath(link.target).name.removesuffix(".md")
    with_time = _DAY_WITH_TIME.fullmatch(name)
    key = with_time[1] if with_time else name
    period = parse_period(key)
    if period is not None:
        return DayReading(day=period.last)
    shown = shorten(text, _SHOWN_CHARACTERS, placeholder="…")
    if _KEY.fullmatch(key):
        code, message, remedy = "impossible-day", "does not exist", "write a day that the calendar has"
    else:
        code, message = "unreadable-day", "is no day"
        remedy = "write one such as 2026-12-31, 2026-12, 2026-Q4 or 2026-W50"
    return DayReading(fault=LineFault(code=code, message=f'"{shown}" {message}', remedy=remedy))


def parse_duration(text: str) -> int | None:
    """The days of a duration: `10d`, `2w`, or a bare number of days; None if it is written otherwise."""
    duration = _DURATION.fullmatch(text)
    if duration is None:
        return None
    return int(duration[1]) * (_DAYS_A_WEEK if duration[2] in {"w", "W"} else 1)


def _months(kind: PeriodKind, year: int, first: int, last: int) -> Period:
    return Period(kind=kind, first=date(year, first, 1), last=date(year, last, monthrange(year, last)[1]))
