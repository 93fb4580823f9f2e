"""Deadlines in English sentences: `in three months`, `by March`, `before 1 May 2027`, `end of Q1`.

Knows the words and their order; the calendar behind them is in `day_phrases`. What these words can mean:

- `by`, `until`, `in` and `on` a period: its last day; `before`: the day before it begins.
- `next Friday`: the coming one, or the one of next week; only where both are the same day is it certain.
- `3/4`: day and month in either order, as far as the calendar has both.
- seasons, `early` in a month or its first week, `a few weeks`, `my birthday`: no day that can be told.
- `on Monday and Friday`: two days of every week, and no deadline.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import Period, PeriodKind, day_of, month_of, parse_period, quarter_of, year_of
from aimo_md.text.day_phrases import Edge, Now, Rule, at_edge, distance, later, read_phrases
from aimo_md.text.spelled_numbers import ENGLISH_COUNT, count_of
from aimo_md.text.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aimo_md.text.day_phrases import Phrase

_Days = tuple[date, ...]

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
_INITIALS: Final = {"w": "week", "m": "month", "q": "quarter", "y": "year"}
_FEASTS: Final = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new year's": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}

_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9]|[.,/-][0-9])"
_OF_YEAR: Final = rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}|(?P<which_year>this|next)\s+year))?"
_DAY: Final = r"(?P<day>first|[0-9]{1,2}(?:st|nd|rd|th)?)"
_WEEKDAY: Final = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_UNIT: Final = r"(?P<unit>day|week|wk|fortnight|month|quarter|year|yr)s?"
_PERIOD: Final = r"(?P<unit>week|month|quarter|year)"
_BY: Final = (
    r"by|until|till|due(?:\s+(?:by|on))?|deadline(?:\s+is|:)?|n(?:o|ot)\s+later\s+than|before|prior\s+to"
    r"|at\s+the\s+latest(?:\s+by)?"
)
_AT: Final = r"(?:the\s+)?(?:(?P<at>end|start|beginning)\s+of\s+)?(?:the\s+)?"
_BY_PERIOD: Final = rf"(?:(?P<how>{_BY}|in|during|within)\s+{_AT}|end\s+of\s+(?:the\s+)?)"
_BY_DAY: Final = rf"(?P<how>{_BY}|on)\s+(?:the\s+)?"
_OCCASION: Final = r"(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?(?:birthday|wedding|anniversary)"
_FOR_DAY: Final = rf"(?P<how>{_BY}|on|for)\s+(?:the\s+)?(?:{_OCCASION},?\s+(?:on\s+)?(?:the\s+)?)?"
"""As `_BY_DAY`, of a day with its month: `for 3 May`, `before my birthday on 3 May`."""
_MORE_DAYS: Final = r"(?:\s*[,/&]\s*(?:and\s+)?|\s+and\s+)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
_END: Final = r"(?!['\u2019]s|[\w-])"


def english_deadlines(text: str, now: Now, *, lasting: bool) -> Iterator[Phrase]:
    """Every phrase of a text that states a deadline in English, overlapping or not.

    `lasting` says that `for 30 days` is one, too.
    """
    return read_phrases((*_RULES, *_LASTING) if lasting else _RULES, text, now)


def _edge(match: re.Match[str]) -> Edge:
    """Which day of the period is meant: `before the end of` is by its end."""
    how, at = (match["how"] or "by").casefold(), (match.groupdict().get("at") or "").casefold()
    if at == "end":
        return Edge.LAST
    if how.startswith(("before", "prior")):
        return Edge.BEFORE
    return Edge.FIRST if at else Edge.LAST


def _at(match: re.Match[str], *periods: Period) -> _Days:
    return tuple(at_edge(period, _edge(match)) for period in periods)


def _month_number(match: re.Match[str]) -> int:
    return _MONTHS.index(match["month"][:3].casefold()) + 1


def _stated_year(match: re.Match[str], now: Now) -> int | None:
    """The year that is said of a day or period: `2027`, `next year`."""
    if match["which_year"]:
        return now.today.year + (match["which_year"].casefold() == "next")
    return None if match["year"] is None else int(match["year"])


def _iso(match: re.Match[str], now: Now) -> _Days:
    period = parse_period(match["key"], week_start=now.week_start)
    return () if period is None else _at(match, period)


def _numeric(match: re.Match[str], now: Now) -> _Days:
    """Either order of day and month, as far as the calendar has it."""
    one, other = int(match["one"]), int(match["other"])
    found: list[Period] = []
    for day, month in ((one, other), (other, one)):
        if not 1 <= month <= len(_MONTHS):
            continue
        if match["year"] is None:
            found += now.day(month, day)
        elif day <= month_of(date(int(match["year"]), month, 1)).last.day:
            found.append(day_of(date(int(match["year"]), month, day)))
    return _at(match, *found)


def _day_and_month(match: re.Match[str], now: Now) -> _Days:
    month, day = _month_number(match), re.sub(r"\D", "", match["day"]) or "1"  # the first
    year = _stated_year(match, now)
    if year is None:
        return _at(match, *now.day(month, int(day)))
    return _at(match, day_of(date(year, month, int(day))))


def _nth(match: re.Match[str], now: Now) -> _Days:
    return _at(match, *now.day_of_month(int(match["day"])))


def _whole_month(match: re.Match[str], now: Now) -> _Days:
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


def _quarter(match: re.Match[str], now: Now) -> _Days:
    """A quarter; half a year is the quarter that ends it."""
    word = match["ordinal"] or match["which"]
    number = _ORDINALS[word.casefold()] if word else int(match["digit"] or match["half"])
    if match["which"] or match["half"]:
        number = min(2 * number, 4)
    year = _stated_year(match, now)
    if year is None:
        return _at(match, now.quarter(number))
    return _at(match, quarter_of(date(year, 3 * number, 1)))


def _year(match: re.Match[str], now: Now) -> _Days | None:
    """A year; a number that has passed is more likely to count something."""
    year = int(match["year"])
    return None if year < now.today.year else _at(match, year_of(date(year, 1, 1)))


def _relative(match: re.Match[str], now: Now) -> _Days:
    """The running or the next period; of `this year or next` either."""
    kind, is_next = _UNITS[match["unit"].casefold()][1], match["this"].casefold() == "next"
    ahead = (0, 1) if match["either"] else (int(is_next),)
    return _at(match, *(now.running(kind, periods) for periods in ahead))


def _end_of_running(match: re.Match[str], now: Now) -> _Days:
    initial = match["initial"]
    unit = _INITIALS[initial.casefold()] if initial else (match["unit"] or match["own"]).casefold()
    is_next = match.groupdict().get("following") is not None
    return (now.running(_UNITS[unit][1], int(is_next)).last,)


def _weekend(match: re.Match[str], now: Now) -> _Days:
    ahead = (0, 1) if match["this"].casefold() == "next" else (0,)
    return tuple(now.weekend(weeks).last for weeks in ahead)


def _weekday(match: re.Match[str], now: Now) -> _Days:
    """The coming one; `next` may also stand for the one of next week."""
    weekday = WEEKDAYS[match["weekday"].casefold()]
    periods = [now.weekday(weekday)]
    if (match["this"] or "").casefold() == "next":
        periods.append(now.weekday_in(1, weekday))
    return _at(match, *periods)


def _day_word(match: re.Match[str], now: Now) -> _Days:
    ahead = {"today": 0, "tonight": 0, "tomorrow": 1}.get(match["word"].casefold(), 2)
    return _at(match, day_of(now.today + timedelta(days=ahead)))


def _feast(match: re.Match[str], now: Now) -> _Days:
    name = match["feast"].casefold().replace("\u2019", "'")
    year = _stated_year(match, now)
    if year is None:
        return _at(match, *now.day(*_FEASTS[name]))
    return _at(match, day_of(date(year, *_FEASTS[name])))


def _distance(match: re.Match[str], now: Now) -> _Days:
    """So far from today; of `two to three months` either."""
    times, kind = _UNITS[match["unit"].casefold()]
    counts = [count_of(match["count"])] if match["count"] else [1]
    counts += [count_of(match["most"])] if match.groupdict().get("most") else []
    return tuple(distance(now.today, times * count, kind) for count in counts)


def _with_half(match: re.Match[str], now: Now) -> _Days:
    return (later(now.today, months=12 * (count_of(match["count"]) if match["count"] else 0) + 6),)


def _lasting(match: re.Match[str], now: Now) -> _Days:
    """So many days from today on, which is the first of them."""
    return tuple(day - timedelta(days=1) for day in _distance(match, now))


def _no_day(_: re.Match[str], __: Now) -> _Days:
    return ()


def _rule(pattern: str, days: Callable[[re.Match[str], Now], _Days | None]) -> Rule:
    return Rule(
        pattern=re.compile(rf"(?<![\w-])(?:{pattern})(?:\s+at\s+the\s+latest)?{_END}", re.IGNORECASE),
        days=days,
    )


_IN: Final = r"(?:in|within|inside(?:\s+of)?|over)"
_RULES: Final = (
    _rule(
        rf"(?:{_BY_PERIOD})?(?P<key>[0-9]{{4}}-(?:q[1-4]|w[0-9]{{2}}|[0-9]{{2}}(?:-[0-9]{{2}})?))"
        r"(?:[t\s][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
        _iso,
    ),
    _rule(rf"{_BY_DAY}(?P<one>[0-9]{{1,2}})/(?P<other>[0-9]{{1,2}})(?:/(?P<year>[0-9]{{4}}))?", _numeric),
    _rule(rf"{_BY_DAY}(?P<one>[0-9]{{1,2}})\.(?P<other>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}})?", _numeric),
    _rule(rf"{_FOR_DAY}{_DAY}\s+(?:of\s+)?{_MONTH}{_OF_YEAR}", _day_and_month),
    _rule(rf"{_FOR_DAY}{_MONTH}\s+(?:the\s+)?{_DAY}{_OF_YEAR}", _day_and_month),
    _rule(rf"(?P<how>{_BY}|on)\s+the\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)", _nth),
    _rule(rf"{_BY_PERIOD}(?P<mid>mid[\s-]+)?(?:(?P<this>this|next)\s+)?{_MONTH}{_OF_YEAR}", _whole_month),
    _rule(
        rf"{_BY_PERIOD}(?:q(?P<digit>[1-4])|(?P<ordinal>first|second|third|fourth|last)\s+quarter"
        rf"|h(?P<half>[12])|(?P<which>first|second|last)\s+half(?:\s+of\s+the\s+year)?){_OF_YEAR}",
        _quarter,
    ),
    _rule(rf"{_BY_PERIOD}{_YEAR}", _year),
    _rule(
        rf"(?:(?P<how>{_BY}|in|during|within)\s+)?(?:(?:the\s+)?(?P<at>end|start|beginning)\s+of\s+)?"
        rf"(?P<this>this|next)\s+{_PERIOD}(?P<either>\s+or\s+(?:the\s+)?next(?:\s+one)?)?",
        _relative,
    ),
    _rule(
        rf"(?:(?:{_BY}|at)\s+)?(?:(?:the\s+)?end\s+of\s+(?:(?:the|this)\s+)?{_PERIOD}"
        r"|(?:the\s+|this\s+|(?P<following>next)\s+)?(?P<own>year|month|quarter)(?:['\u2019]s)?[\s-]end"
        r"|eo(?P<initial>[wmqy]))",
        _end_of_running,
    ),
    _rule(rf"within\s+the\s+{_PERIOD}(?P<own>)(?P<initial>)", _end_of_running),
    _rule(rf"(?:(?:{_BY}|on)\s+)?(?P<this>this|next)\s+weekend", _weekend),
    _rule(
        rf"(?P<how>{_BY}|on)\s+(?:(?P<this>this|next)\s+|(?:the\s+)?coming\s+)?{_WEEKDAY}(?!{_MORE_DAYS})",
        _weekday,
    ),
    _rule(
        rf"(?P<how>{_BY})\s+(?:the\s+end\s+of\s+)?(?P<word>today|tonight|tomorrow|the\s+day\s+after\s+tomorrow)",
        _day_word,
    ),
    _rule(r"(?P<how>)(?P<word>today|tonight|tomorrow)(?=[\s.!]*$)", _day_word),
    _rule(
        rf"{_BY_DAY}(?P<feast>christmas(?:\s+(?:day|eve))?|new\s+year(?:['\u2019]s(?:\s+(?:day|eve))?)?)"
        rf"{_OF_YEAR}",
        _feast,
    ),
    _rule(
        rf"{_IN}\s+(?:the\s+(?:next|coming)\s+)?(?:(?:less\s+than|under|at\s+most|about|only)\s+)?"
        rf"(?P<count>{ENGLISH_COUNT})(?:\s*(?:to|or|-|\N{{EN DASH}})\s*(?P<most>{ENGLISH_COUNT}))?\s+{_UNIT}"
        r"(?:['\u2019]?\s+time|\s+from\s+(?:now|today))?",
        _distance,
    ),
    _rule(rf"(?:{_IN}|during)\s+the\s+(?:next|coming)\s+(?P<count>){_UNIT}", _distance),
    _rule(rf"(?P<count>{ENGLISH_COUNT})\s+{_UNIT}\s+from\s+(?:now|today)", _distance),
    _rule(
        rf"{_IN}\s+(?:half\s+a\s+year|(?P<count>{ENGLISH_COUNT})\s+(?:years?\s+and\s+a\s+half|and\s+a\s+half\s+years))",
        _with_half,
    ),
    _rule(
        rf"(?:(?:{_BY}|in|during|over)\s+(?:the\s+|(?:end|start|beginning|middle)\s+of\s+"
        r"|next\s+|this\s+|early\s+|late\s+|mid[\s-]+)*|(?:this|next)\s+)"
        rf"(?:spring|summer|autumn|fall|winter|easter|ramadan|weekend){_OF_YEAR}",
        _no_day,
    ),
    _rule(
        rf"(?:{_BY}|in)\s+(?:early|late)[\s-]+(?:{_MONTH}|this\s+year|next\s+year|next\s+month|[0-9]{{4}})"
        r"(?:\s+(?:of\s+)?[0-9]{4})?",
        _no_day,
    ),
    _rule(
        rf"(?:{_BY}|in)\s+the\s+(?:first|second|third|fourth|last)\s+(?:week|weekend|days|half)\s+of\s+"
        rf"(?:(?:this|next)\s+month|{_MONTH}{_OF_YEAR})",
        _no_day,
    ),
    _rule(rf"{_IN}\s+(?:the\s+next\s+)?(?:a\s+few|several|some|many)\s+{_UNIT}", _no_day),
    _rule(rf"(?:{_BY})\s+{_OCCASION}", _no_day),
)
_LASTING: Final = (_rule(rf"for\s+(?:the\s+next\s+)?(?P<count>{ENGLISH_COUNT})\s+{_UNIT}", _lasting),)
