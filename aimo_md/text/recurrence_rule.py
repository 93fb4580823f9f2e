"""What a recurrence rule says, and how it is said in English.

Knows the parts of a rule and the plugin's spelling of them. Reads no text (that is `recurrence_text`) and
knows no calendar (that is `recurrence`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
_NTH_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class Frequency(StrEnum):
    """The unit in which a rule counts its interval."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class NthWeekday(NamedTuple):
    """The nth of a weekday (0 = Monday) in its month or year; from the end where nth is negative."""

    weekday: int
    nth: int


class Rule(Struct, frozen=True, kw_only=True):
    """A recurrence rule. A day belongs to it where *every* part that is given holds for that day.

    Attributes:
        when_done: count from the day of completion, not from the task's own days.
        interval: every so many units; 1 or more.
        weekdays: 0 = Monday, in order.
        nth_weekdays: such as the last Friday.
        month_days: 1 to 31; -1 is the last day of the month. Others can be written, but no day has them.
        months: 1 to 12, as written.
        weeks: ISO week numbers, as written.
        hours: of the day, as written. They do not change the days.
        until: the last day that may be an occurrence.
        times: how many occurrences there are, counted from the task at hand.
    """

    when_done: bool
    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth_weekdays: tuple[NthWeekday, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    until: date | None = None
    times: int | None = None

    @property
    def text(self) -> str:
        """The rule in the plugin's spelling; it reads back as this same rule.

        Where the plugin's own spelling would lose a part (`every weekday at 9`, `every month in May`), the
        part is kept.
        """
        parts = ["every", _unit_in_words(self)]
        if not _is_every_workday(self):
            parts.append(_days_in_words(self))
        if self.weeks:
            parts.append(f"in {_plural('week', len(self.weeks))} {_listed(map(str, self.weeks))}")
        if self.hours:
            parts.append(f"at {_listed(map(str, self.hours))}")
        if self.until is not None:
            parts.append(f"until {MONTHS[self.until.month - 1]} {self.until.day}, {self.until.year:04}")
        if self.times is not None:
            parts.append(f"for {self.times} {_plural('time', self.times)}")
        if self.when_done:
            parts.append("when done")
        return " ".join(part for part in parts if part)


def _is_every_workday(rule: Rule) -> bool:
    """Whether `every weekday` says all that the rule says of its days."""
    others = (rule.nth_weekdays, rule.month_days, rule.months)
    return (
        rule.frequency is Frequency.WEEK
        and rule.interval == 1
        and rule.weekdays == MONDAY_TO_FRIDAY
        and not any(others)
    )


def _unit_in_words(rule: Rule) -> str:
    if _is_every_workday(rule):
        return "weekday"
    if _is_every_named_month(rule):
        return _months_in_words(rule)
    unit = _plural(rule.frequency, rule.interval)
    counted = unit if rule.interval == 1 else f"{rule.interval} {unit}"
    return f"{counted} in {_months_in_words(rule)}" if rule.months else counted


def _is_every_named_month(rule: Rule) -> bool:
    return rule.frequency is Frequency.YEAR and rule.interval == 1 and bool(rule.months)


def _months_in_words(rule: Rule) -> str:
    return _listed(MONTHS[month - 1] for month in rule.months)


def _days_in_words(rule: Rule) -> str:
    last_word = "or" if rule.weekdays and rule.month_days else "and"
    month_days = _listed((_nth_in_words(day) for day in rule.month_days), last_word)
    nth_weekdays = _listed(f"{_nth_in_words(nth)} {WEEKDAYS[weekday]}" for weekday, nth in rule.nth_weekdays)
    fixed = " the ".join(part for part in (nth_weekdays, month_days) if part)
    if not rule.weekdays:
        # After `in May` rrule.js takes `the 1st`, but not `on the 1st`.
        lead = "the" if rule.months and not _is_every_named_month(rule) else "on the"
        return f"{lead} {fixed}" if fixed else ""
    names = [WEEKDAYS[weekday] for weekday in rule.weekdays]
    if rule.weekdays == MONDAY_TO_FRIDAY:
        names = ["weekdays"]
    return f"on {_listed(names, 'or')} the {fixed}" if fixed else f"on {', '.join(names)}"


def _nth_in_words(nth: int) -> str:
    if nth == -1:
        return "last"
    counted = f"{abs(nth)}{_NTH_ENDINGS.get(abs(nth), 'th')}"
    return f"{counted} last" if nth < 0 else counted


def _plural(word: str, number: int) -> str:
    """The word as rrule.js puts it after a number: `1 day`, `2 days`, but `101 day`."""
    return word if number % 100 == 1 else word + "s"


def _listed(words: Iterable[str], last_word: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} {last_word} {last}" if most else last
