"""Recurrence rules as calendars write them (RFC 5545): `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU` and what it says.

Knows the parts of an RRULE that a `Rule` of whole days can hold. Knows no calendar, and not where the rule
stands. The start of the series (`DTSTART`) is passed over: a task has days of its own.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from aimo_md.text.recurrence_rule import Frequency, NthWeekday, Rule

if TYPE_CHECKING:
    from collections.abc import Collection

_FREQUENCIES: Final = {
    "DAILY": Frequency.DAY,
    "WEEKLY": Frequency.WEEK,
    "MONTHLY": Frequency.MONTH,
    "YEARLY": Frequency.YEAR,
}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_READ: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "UNTIL", "WKST"})
_START: Final = re.compile(r"DTSTART[^;\s]*[;\s]+|RRULE:")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,4}")
_DAY_OF_WEEK: Final = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(_WEEKDAYS)})")
_UNTIL: Final = re.compile(r"([0-9]{8})(?:T[0-9]{6}Z?)?")

_INTERVALS: Final = range(1, 10_000)
_MONTHS: Final = range(1, 13)
_MONTH_DAYS: Final = frozenset({*range(1, 32), *range(-31, 0)})
_NTHS: Final = frozenset({*range(1, 6), *range(-5, 0)})


class _NotReadError(Exception):
    """The rule is malformed, or says what a `Rule` cannot."""


def parse_rrule(text: str) -> Rule | None:
    """The rule that an RRULE states, with or without its DTSTART; None where it says more than is read here.

    Not read are hours and minutes, a number of occurrences (it counts from the start of the series), days of
    the year, week numbers, and positions among anything but one weekday.
    """
    try:
        return _rule(_parts(text))
    except _NotReadError:
        return None


def _parts(text: str) -> dict[str, str]:
    written = _START.sub("", text.strip().upper()).removesuffix(";")
    pairs = [part.partition("=") for part in written.split(";")]
    parts = {name: value for name, _, value in pairs}
    if len(parts) < len(pairs) or not parts.keys() <= _READ:
        raise _NotReadError
    return parts


def _rule(parts: dict[str, str]) -> Rule:
    frequency = _FREQUENCIES.get(parts.get("FREQ", ""))
    intervals = _numbers(parts.get("INTERVAL", "1"), _INTERVALS)
    weekdays, nth_weekdays = _weekdays(parts)
    if frequency is None or len(intervals) > 1:
        raise _NotReadError
    if nth_weekdays and frequency not in (Frequency.MONTH, Frequency.YEAR):
        raise _NotReadError
    month_days = _numbers(parts.get("BYMONTHDAY"), _MONTH_DAYS)
    return Rule(
        when_done=False,
        frequency=frequency,
        interval=intervals[0],
        weekdays=weekdays,
        nth_weekdays=nth_weekdays,
        month_days=tuple(sorted(month_days, key=lambda day: (day < 0, abs(day)))),
        months=_numbers(parts.get("BYMONTH"), _MONTHS),
        until=_until(parts.get("UNTIL")),
    )


def _numbers(value: str | None, allowed: Collection[int]) -> tuple[int, ...]:
    words = [] if value is None else value.split(",")
    if not all(_NUMBER.fullmatch(word) and int(word) in allowed for word in words):
        raise _NotReadError
    return tuple(int(word) for word in words)


def _weekdays(parts: dict[str, str]) -> tuple[tuple[int, ...], tuple[NthWeekday, ...]]:
    """The weekdays of BYDAY, and those that are counted within the month or year, there or by BYSETPOS."""
    plain: list[int] = []
    counted: list[NthWeekday] = []
    for word in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        day = _DAY_OF_WEEK.fullmatch(word)
        if day is None:
            raise _NotReadError
        weekday = _WEEKDAYS.index(day[2])
        if day[1] is None:
            plain.append(weekday)
        else:
            counted += [NthWeekday(weekday, nth) for nth in _numbers(day[1], _NTHS)]
    positions = _numbers(parts.get("BYSETPOS"), _NTHS)
    if positions:
        if counted or len(plain) != 1 or "BYMONTHDAY" in parts:
            raise _NotReadError
        return (), tuple(NthWeekday(plain[0], nth) for nth in positions)
    return tuple(sorted(plain)), tuple(sorted(counted, key=lambda nth: nth.weekday))


def _until(value: str | None) -> date | None:
    if value is None:
        return None
    written = _UNTIL.fullmatch(value)
    if written is None:
        raise _NotReadError
    try:
        return date.fromisoformat(written[1])
    except ValueError as error:
        raise _NotReadError from error
