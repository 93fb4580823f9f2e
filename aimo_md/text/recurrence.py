"""Which days a recurring task falls on, and on which days it stands when it comes round again.

Computes what the Obsidian Tasks plugin computes, day by day over the calendar. Reads no English (that is
`recurrence_text`), no clock and no task line.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date
from typing import TYPE_CHECKING, assert_never

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from msgspec.structs import replace

from aimo_md.text.recurrence_rule import Frequency, NthWeekday, Rule
from aimo_md.text.recurrence_text import parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Frequency", "NthWeekday", "Rule", "TaskDays", "next_days", "occurrences", "parse_rule"]

# A rule may ask for a day that no calendar has, such as 30 February, so a search needs an end. The rarest
# day that people name, 29 February on a given weekday, comes round within 40 years.
_FARTHEST = 36_525

_MINUTES_AN_HOUR = 60
_MINUTES_A_DAY = 24 * _MINUTES_AN_HOUR
_MONTHS_A_YEAR = 12
_SATURDAY = 5


class TaskDays(Struct, frozen=True, kw_only=True):
    """The days of a task that recurrence moves."""

    due: date | None = None
    scheduled: date | None = None
    start: date | None = None

    @property
    def reference(self) -> date | None:
        """The day that the rule is counted from; the others keep their distance to it."""
        return self.due or self.scheduled or self.start


def next_days(rule: Rule, days: TaskDays, *, done_on: date) -> TaskDays | None:
    """The days of the next occurrence of a task that is completed on `done_on`.

    A task without days comes round without days. None where nothing follows: the rule has ended, names no
    day of the next hundred years, or leads out of the calendar.
    """
    reference = days.reference
    found = _next_day(rule, done_on if rule.when_done or reference is None else reference)
    if found is None:
        return None
    if reference is None:
        return TaskDays()
    shift = found - reference
    try:
        return TaskDays(
            due=days.due and days.due + shift,
            scheduled=days.scheduled and days.scheduled + shift,
            start=days.start and days.start + shift,
        )
    except OverflowError:
        return None


def occurrences(rule: Rule, anchor: date, *, first: date, last: date) -> tuple[date, ...]:
    """The days of the series from `first` to `last`, both included, given that `anchor` is one of them.

    The days after the anchor are those that follow when each occurrence is completed on its day; those
    before it have the same rhythm backwards. `until` ends the series, and a rule with a number of times
    begins at the anchor. Nothing farther than a hundred years from the anchor is looked for.
    """
    begin = max(min(first, anchor).toordinal(), anchor.toordinal() - _FARTHEST)
    end = min(max(last, anchor).toordinal(), anchor.toordinal() + _FARTHEST)
    step = _months_of_step(rule)
    if step is None:
        fixed = _spelt_out(rule, anchor)
        days = [day for day in _calendar(begin, end) if day == anchor or _falls_on(fixed, anchor, day)]
    else:
        earlier = [*_steps(anchor, -step, begin, end)]
        days = [*reversed(earlier), anchor, *_steps(anchor, step, begin, end)]
    if rule.times is not None:
        days = [day for day in days if day >= anchor][: rule.times]
    if rule.until is not None:
        last = min(last, rule.until)
    return tuple(day for day in days if first <= day <= last)


def _next_day(rule: Rule, start: date) -> date | None:
    """The first day of the rule after `start`, where the rule is counted from `start`."""
    step = _months_of_step(rule)
    if step is None:
        fixed = _spelt_out(rule, start)
        end = min(start.toordinal() + _FARTHEST, date.max.toordinal())
        later = _calendar(start.toordinal() + 1, end)
        found = next((day for day in later if _falls_on(fixed, start, day)), None)
        used = int(_falls_on(fixed, start, start))
    else:
        found = _months_on(start, step)
        used = 1
    ended = (rule.times is not None and rule.times <= used) or (
        found is not None and rule.until is not None and rule.until < found
    )
    return None if ended else found


def _calendar(begin: int, end: int) -> Iterator[date]:
    """The days from one ordinal to the other, both included."""
    return map(date.fromordinal, range(begin, end + 1))


def _months_of_step(rule: Rule) -> int | None:
    """The months from one occurrence to the next where the rule says only that: `every 3 months`.

    Such a rule moves back to the last day of a month that is too short, and stays there; a rule that names
    a day or a month passes over what does not exist.
    """
    if rule.weekdays or rule.nth_weekdays or rule.month_days or rule.months or rule.weeks:
        return None
    if rule.frequency is Frequency.MONTH:
        return rule.interval
    if rule.frequency is Frequency.YEAR:
        return rule.interval * _MONTHS_A_YEAR
    return None


def _months_on(day: date, months: int) -> date | None:
    """The same day so many months on, or the last day of a shorter month; None outside the calendar."""
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError):
        return None


def _steps(anchor: date, months: int, begin: int, end: int) -> Iterator[date]:
    """The days that follow the anchor step by step, or go before it, within two ordinals."""
    day = _months_on(anchor, months)
    while day is not None and begin <= day.toordinal() <= end:
        yield day
        day = _months_on(day, months)


def _spelt_out(rule: Rule, anchor: date) -> Rule:
    """The rule with all that it leaves to the anchor: `every week` from a Friday is every Friday."""
    frequency = rule.frequency
    if rule.nth_weekdays and frequency not in (Frequency.MONTH, Frequency.YEAR):
        # There is no second Friday of a week: rrule.js then means any Friday.
        weekdays = rule.weekdays + tuple(weekday for weekday, _ in rule.nth_weekdays)
        return replace(rule, weekdays=weekdays, nth_weekdays=())
    if rule.weekdays or rule.nth_weekdays or rule.month_days or rule.weeks:
        return rule
    match frequency:
        case Frequency.WEEK:
            return replace(rule, weekdays=(anchor.weekday(),))
        case Frequency.MONTH:
            return replace(rule, month_days=(anchor.day,))
        case Frequency.YEAR:
            return replace(rule, month_days=(anchor.day,), months=rule.months or (anchor.month,))
        case _:
            return rule


def _falls_on(rule: Rule, anchor: date, day: date) -> bool:
    """Whether a rule that is spelt out falls on the day, where the anchor is in its rhythm."""
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.weekdays or day.weekday() in rule.weekdays)
        and (not rule.weeks or _week_number(day) in rule.weeks)
        and _in_rhythm(rule, anchor, day)
        and (not rule.month_days or _is_month_day(rule, day))
        and (not rule.nth_weekdays or _is_nth_weekday(rule, day))
    )


def _week_number(day: date) -> int:
    """The ISO week of a day, with the one slip that rrule.js makes, and so the plugin.

    A year of 365 days that begins on a Saturday begins in a week 53 there, also where that is the 52nd.
    """
    iso = day.isocalendar()
    slips = iso.year < day.year and date(day.year, 1, 1).weekday() == _SATURDAY and not isleap(day.year)
    return 53 if slips else iso.week


def _in_rhythm(rule: Rule, anchor: date, day: date) -> bool:
    """Whether the day lies in every `interval`-th unit from the anchor's."""
    match rule.frequency:
        case Frequency.MINUTE:
            return _holds_a_multiple(rule.interval, anchor, day)
        case Frequency.HOUR:
            return _holds_a_multiple(rule.interval * _MINUTES_AN_HOUR, anchor, day)
        case Frequency.DAY:
            units = (day - anchor).days
        case Frequency.WEEK:
            # Day 1 of the calendar is a Monday, and weeks begin on Mondays.
            units = (day.toordinal() - 1) // 7 - (anchor.toordinal() - 1) // 7
        case Frequency.MONTH:
            units = (day.year - anchor.year) * _MONTHS_A_YEAR + day.month - anchor.month
        case Frequency.YEAR:
            units = day.year - anchor.year
        case _:
            assert_never(rule.frequency)
    return units % rule.interval == 0


def _holds_a_multiple(minutes: int, anchor: date, day: date) -> bool:
    """Whether a clock that strikes every so many minutes, from the anchor's midnight, strikes on the day."""
    return -((day - anchor).days * _MINUTES_A_DAY) % minutes < _MINUTES_A_DAY


def _is_month_day(rule: Rule, day: date) -> bool:
    _, length = monthrange(day.year, day.month)
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _is_nth_weekday(rule: Rule, day: date) -> bool:
    """Whether the day is such a weekday of its month, or of its year in a yearly rule that names no month."""
    if rule.frequency is Frequency.YEAR and not rule.months:
        before, after = day - date(day.year, 1, 1), date(day.year, 12, 31) - day
    else:
        _, length = monthrange(day.year, day.month)
        before, after = day - day.replace(day=1), day.replace(day=length) - day
    from_first = NthWeekday(day.weekday(), before.days // 7 + 1)
    from_last = NthWeekday(day.weekday(), -(after.days // 7) - 1)
    return from_first in rule.nth_weekdays or from_last in rule.nth_weekdays
