"""What the words of an English phrase mean: from the parts that a rule has found to the days.

Knows months, units, ordinals and feasts by name. Knows no order of words: that is in `english_deadlines`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import Period, PeriodKind, day_of, month_of, parse_period, quarter_of, year_of
from aimo_md.text.day_phrases import Edge, Now, at_edge, distance, later
from aimo_md.text.spelled_numbers import count_of
from aimo_md.text.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

Days = tuple[date, ...]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNITS: Final = {
    "day": (1, PeriodKind.DAY),
    "week": (1, PeriodKind.WEEK),
    "wk": (1, PeriodKind.WEEK),
    "fortnight": (2, PeriodKind.WEEK),
    "month": (1, PeriodKind.MONTH),
    "quarter": (1, PeriodKind.QUARTER),
    "year": (1, PeriodKind.YEAR),
    "yr": (1, PeriodKind.YEAR),
}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_CENTURY: Final = 100
_INITIALS: Final = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
_FEASTS: Final = {
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}


def _edge(match: re.Match[str]) -> Edge:
    """Which day of the period is meant: `before the end of` is by its end."""
    how, at = (match["how"] or "by").casefold(), (match.groupdict().get("at") or "").casefold()
    if at == "end":
        return Edge.LAST
    if how.startswith(("before", "prior")):
        return Edge.BEFORE
    return Edge.FIRST if at else Edge.LAST


def _at(match: re.Match[str], *periods: Period) -> Days:
    return tuple(at_edge(period, _edge(match)) for period in periods)


def _on_weekday(match: re.Match[str], days: Sequence[Period], now: Now) -> Sequence[Period]:
    """Those of the days that are the weekday beside them; where none is, either may be meant."""
    name = match["beside"]
    if name is None or not days:
        return days
    weekday = WEEKDAYS[name[:3].casefold()]
    return [day for day in days if day.first.weekday() == weekday] or [*days, now.weekday(weekday)]


def _whole_year(match: re.Match[str]) -> int:
    """A year; of two figures it is one of this century."""
    year = int(match["year"])
    return year if year >= _CENTURY else year + 20 * _CENTURY


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"][:3].casefold()) + 1


def _stated_year(match: re.Match[str], now: Now) -> int | None:
    """The year that is said of a day or period: `2027`, `next year`."""
    if match["which_year"]:
        return now.today.year + (match["which_year"].casefold() == "next")
    return None if match["year"] is None else int(match["year"])


def iso(match: re.Match[str], now: Now) -> Days:
    """A day, week, month or quarter as ISO writes it."""
    period = parse_period(match["key"], week_start=now.week_start)
    return () if period is None else _at(match, period)


def numeric(match: re.Match[str], now: Now) -> Days:
    """Either order of day and month, as far as the calendar has it."""
    one, other = int(match["one"]), int(match["other"])
    found: list[Period] = []
    for day, month in ((one, other), (other, one)):
        if not 1 <= month <= len(_MONTHS):
            continue
        if match["year"] is None:
            found += now.day(month, day)
        elif day <= month_of(date(_whole_year(match), month, 1)).last.day:
            found.append(day_of(date(_whole_year(match), month, day)))
    return _at(match, *_on_weekday(match, found, now))


def ordered(match: re.Match[str], now: Now) -> Days:
    """A day and a month in figures whose order is known: with dots the day comes first, after a year last."""
    month, day = int(match["month"]), int(match["day"])
    if match["year"] is not None:
        found: tuple[Period, ...] = (day_of(date(_whole_year(match), month, day)),)
    else:
        found = now.day(month, day) if 1 <= month <= len(_MONTHS) else ()
    return _at(match, *_on_weekday(match, found, now))


def day_and_month(match: re.Match[str], now: Now) -> Days:
    """A day of a month; of none it is the first."""
    month, day = _month_number(match), re.sub(r"\D", "", match["day"]) or "1"  # the first
    year = _stated_year(match, now)
    found = now.day(month, int(day)) if year is None else (day_of(date(year, month, int(day))),)
    return _at(match, *_on_weekday(match, found, now))


def nth(match: re.Match[str], now: Now) -> Days:
    """A day of the month that runs, or of the next one."""
    return _at(match, *now.day_of_month(int(match["day"])))


def whole_month(match: re.Match[str], now: Now) -> Days:
    """A month; `next` may also stand for the one of next year."""
    number, this = _month_number(match), (match["this"] or "").casefold()
    year = _stated_year(match, now)
    if year is not None:
        months = [month_of(date(year, number, 1))]
    elif this == "this":
        months = [month_of(date(now.today.year, number, 1))]
    else:
        months = [now.month(number)]
        months += [month_of(date(now.today.year + 1, number, 1))] if this == "next" else []
    if match["mid"]:
        return tuple(month.first + timedelta(days=14) for month in months)
    return _at(match, *months)


def month_in_figures(match: re.Match[str], _: Now) -> Days:
    """A month of a year."""
    return _at(match, month_of(date(int(match["year"]), int(match["month"]), 1)))


def quarter(match: re.Match[str], now: Now) -> Days:
    """A quarter; half a year is the quarter that ends it."""
    word = match["ordinal"] or match["which"]
    number = _ORDINALS[word.casefold()] if word else int(match["digit"] or match["half"])
    if match["which"] or match["half"]:
        number = min(2 * number, 4)
    year = _stated_year(match, now)
    if year is None:
        return _at(match, now.quarter(number))
    return _at(match, quarter_of(date(year, 3 * number, 1)))


def year(match: re.Match[str], now: Now) -> Days | None:
    """A year; a number that has passed is more likely to count something."""
    year = int(match["year"])
    return None if year < now.today.year else _at(match, year_of(date(year, 1, 1)))


def after_next(match: re.Match[str], now: Now) -> Days:
    """The second period from the running one."""
    return _at(match, now.running(_UNITS[match["unit"].casefold()][1], 2))


def relative(match: re.Match[str], now: Now) -> Days:
    """The running or the next period; of `this year or next` either."""
    kind, is_next = _UNITS[match["unit"].casefold()][1], match["this"].casefold() == "next"
    ahead = (0, 1) if match["either"] else (int(is_next),)
    return _at(match, *(now.running(kind, periods) for periods in ahead))


def end_of_running(match: re.Match[str], now: Now) -> Days:
    """The end of the period that runs, or of the next one."""
    initial = match["initial"]
    unit = _INITIALS[initial.casefold()] if initial else (match["unit"] or match["own"]).casefold()
    is_next = match.groupdict().get("following") is not None
    return (now.running(_UNITS[unit][1], int(is_next)).last,)


def weekend(match: re.Match[str], now: Now) -> Days:
    """The coming weekend; `next` may also stand for the one after it."""
    ahead = (0, 1) if match["this"].casefold() == "next" else (0,)
    return tuple(now.weekend(weeks).last for weeks in ahead)


def weekday(match: re.Match[str], now: Now) -> Days:
    """The coming one; `next` may also stand for the one of next week."""
    weekday = WEEKDAYS[match["weekday"][:3].casefold()]
    periods = [now.weekday(weekday)]
    if (match["this"] or "").casefold() == "next":
        periods.append(now.weekday_in(1, weekday))
    return _at(match, *periods)


def day_word(match: re.Match[str], now: Now) -> Days:
    """Today, tomorrow or the day after."""
    ahead = {"today": 0, "tonight": 0, "tomorrow": 1}.get(match["word"].casefold(), 2)
    return _at(match, day_of(now.today + timedelta(days=ahead)))


def feast(match: re.Match[str], now: Now) -> Days:
    """A feast that has the same day every year."""
    name = match["feast"].casefold().replace("\u2019", "'")
    year = _stated_year(match, now)
    if year is None:
        return _at(match, *now.day(*_FEASTS[name]))
    return _at(match, day_of(date(year, *_FEASTS[name])))


def span(match: re.Match[str], now: Now) -> Days:
    """So far from today; of `two to three months` either."""
    times, kind = _UNITS[match["unit"].casefold()]
    counts = [count_of(match["count"])] if match["count"] else [1]
    counts += [count_of(match["most"])] if match.groupdict().get("most") else []
    return tuple(distance(now.today, times * count, kind) for count in counts)


def two_spans(match: re.Match[str], now: Now) -> Days:
    """So far from today, and then so far again."""
    times, kind = _UNITS[match["smaller"].casefold()]
    return tuple(distance(day, times * count_of(match["more"]), kind) for day in span(match, now))


def large_span(match: re.Match[str], now: Now) -> Days:
    """A distance in whole figures; of a part of a unit, or back from today, no day."""
    times, kind = _UNITS[match["unit"].casefold()]
    return (distance(now.today, times * int(match["count"]), kind),) if match["count"].isdecimal() else ()


def with_half(match: re.Match[str], now: Now) -> Days:
    """So many years and a half from today."""
    return (later(now.today, months=12 * (count_of(match["count"]) if match["count"] else 0) + 6),)


def lasting(match: re.Match[str], now: Now) -> Days:
    """So many days from today on, which is the first of them."""
    return tuple(day - timedelta(days=1) for day in span(match, now))


def no_day(_: re.Match[str], __: Now) -> Days:
    """Words that name no day that can be told."""
    return ()
