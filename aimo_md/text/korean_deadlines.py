"""Deadlines in Korean sentences: `3개월 안에`, `내년 3월까지`, `이번 달 말`, `다음 주 금요일까지`.

Knows the words and their order; the calendar behind them is in `day_phrases`. `까지` and `안에` mean the last
day of a period, `전에` the day before it; month and day stand in this order, `3/4` is the fourth of March.
A day that stands by itself, as in `금요일에 시험`, counts where no phrase says `까지` or the like; a bare
month, year or `내일` may as well belong to a name, as in `내일 배움 카드`, and only who wrote it can say.
Feasts of the moon's calendar, seasons and the beginning (`초`) of a period name no day that can be told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import Period, PeriodKind, day_of, month_of, quarter_of, year_of
from aimo_md.text.day_phrases import Edge, Now, Rule, at_edge, distance, later, read_phrases
from aimo_md.text.spelled_numbers import KOREAN_COUNT, count_of
from aimo_md.text.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aimo_md.text.day_phrases import Phrase

_Days = tuple[date, ...]

_UNITS: Final = {
    "일": PeriodKind.DAY,
    "주일": PeriodKind.WEEK,
    "주": PeriodKind.WEEK,
    "개월": PeriodKind.MONTH,
    "달": PeriodKind.MONTH,
    "분기": PeriodKind.QUARTER,
    "년": PeriodKind.YEAR,
    "해": PeriodKind.YEAR,
}
_DAY_COUNTS: Final = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_YEARS: Final = {"올해": 0, "올": 0, "금년": 0, "내년": 1, "후년": 2, "내후년": 2}
_AHEAD: Final = {"이번": 0, "이": 0, "다음": 1, "내": 1, "다다음": 2}
_CENTURY: Final = 100
_MONTHS_A_YEAR: Final = 12
_SHARES: Final = 4
"""What is counted in halves, thirds or quarters is more often a share than a day."""
_HANGUL: Final = re.compile("[가-힣]")
_OFTEN: Final = re.compile("매주|마다|격주|매일|매달|매월|요일.*요일")
_DAYS_AHEAD: Final = {"오늘": 0, "내일": 1, "모레": 2, "글피": 3}
_HALVES: Final = {"상": 2, "하": 4}
"""The halves of a year, by the quarter that ends them."""
_FEASTS: Final = {"크리스마스": (12, 25), "성탄절": (12, 25), "새해": (1, 1)}
_THIRDS: Final = {"초순": 10, "상순": 10, "중순": 20}

_YEAR: Final = (
    r"(?P<year>올해|금년|내년|내후년|후년|올(?=\s*(?:연?말|[0-9봄여가겨]))"
    r"|[0-9]{4}\s*년|[0-9]{2}\s*년(?=\s*[0-9]+\s*월))"
)
_BEFORE: Final = r"(?:이전|전|(?:이|가)?\s*(?:되기|오기)\s*전)(?:까지|에)"
_BY: Final = rf"(?P<how>까지(?:는)?|(?:이내|안|내)(?:에|로)?|중에|동안(?:에)?|에|{_BEFORE})"
_YEAR_LAST: Final = r"(?P<one>[0-9]{1,2})(?P<gap>[./-])(?P<other>[0-9]{1,2})(?P=gap)(?P<year>[0-9]{4})"
_MAYBE_BY: Final = rf"(?:\s*{_BY}|는|엔)?"
_PART: Final = r"(?:\s*(?P<part>말일|말|초순|상순|중순|하순))?"
_WITHIN: Final = r"(?:이내|안|내|뒤|후|만)(?:에|로)?|안으로"
_BARE_MONTH: Final = rf"(?:{_YEAR}\s*)?(?P<month>1[0-2]|0?[1-9])\s*월{_PART}"
_WEEK_OF_MONTH: Final = r"(?:초|첫|둘|셋|넷|마지막|[0-9])"
_END: Final = r"(?![가-힣\w])"


def korean_deadlines(text: str, now: Now, *, lasting: bool) -> Iterator[Phrase]:
    """Every phrase of a text that states a deadline in Korean, overlapping or not.

    `lasting` says that `30일 동안` is one, too.
    """
    return read_phrases((*_RULES, *_LASTING) if lasting else _RULES, text, now)


def korean_bare_days(text: str, now: Now) -> Iterator[Phrase]:
    """Every day of a Korean text that stands by itself, overlapping or not."""
    return read_phrases(_BARE, text, now) if _HANGUL.search(text) else iter(())


def korean_doubtful_days(text: str, now: Now) -> Iterator[Phrase]:
    """Every bare month, year or word for a day of a Korean text that may as well be a part of a name."""
    return read_phrases(_DOUBTFUL, text, now) if _HANGUL.search(text) else iter(())


def _at(match: re.Match[str], period: Period) -> _Days:
    """Its last day, or where it is to be done before it, the day before."""
    how = match.groupdict().get("how") or ""
    before = "전" in how and not how.startswith("이전")  # which includes it
    return (at_edge(period, Edge.BEFORE if before else Edge.LAST),)


def _part_of(match: re.Match[str], month: Period) -> Period:
    """The part of a month that is named; `말` and `하순` end with it."""
    last = _THIRDS.get(match["part"] or "")
    return month if last is None else day_of(month.first + timedelta(days=last - 1))


def _year_number(match: re.Match[str], now: Now) -> int:
    """A year by its word or number; of two digits it is one of this century's."""
    word = match["year"]
    if word in _YEARS:
        return now.today.year + _YEARS[word]
    number = int(word.removesuffix("년"))
    return number if number > _CENTURY else now.today.year // _CENTURY * _CENTURY + number


def _month(match: re.Match[str], now: Now) -> _Days:
    number = int(match["month"])
    if match["year"] is None:
        return _at(match, _part_of(match, now.month(number)))
    return _at(match, _part_of(match, month_of(date(_year_number(match, now), number, 1))))


def _month_and_day(match: re.Match[str], now: Now) -> _Days:
    month, day = int(match["month"]), int(match["day"])
    if match["year"] is None:
        return tuple(each for period in now.day(month, day) for each in _at(match, period))
    return _at(match, day_of(date(_year_number(match, now), month, day)))


def _figures(match: re.Match[str], now: Now) -> _Days | None:
    """A month and a day in figures; where there is no such day they mean something else, `1/2` perhaps."""
    month, day = int(match["month"]), int(match["day"])
    if not 1 <= month <= _MONTHS_A_YEAR:
        return None
    if month < day <= _SHARES:
        return ()
    return tuple(each for period in now.day(month, day) for each in _at(match, period)) or None


def _day(match: re.Match[str], now: Now) -> _Days:
    return tuple(each for period in now.day_of_month(int(match["day"])) for each in _at(match, period))


def _quarter(match: re.Match[str], now: Now) -> _Days:
    number = int(match["quarter"]) if match["quarter"] else _HALVES[match["half"]]
    if match["year"] is None:
        return _at(match, now.quarter(number))
    return _at(match, quarter_of(date(_year_number(match, now), 3 * number, 1)))


def _year(match: re.Match[str], now: Now) -> _Days:
    return _at(match, year_of(date(_year_number(match, now), 1, 1)))


def _bare_year(match: re.Match[str], now: Now) -> _Days | None:
    return _year(match, now) if now.plans_for(int(match["year"])) else None


def _week(match: re.Match[str], now: Now) -> _Days:
    ahead = _AHEAD[match["ahead"] or "이번"]
    if match["weekday"] is None:
        return _at(match, now.week(ahead))
    return _at(match, now.weekday_in(ahead, WEEKDAYS[match["weekday"]]))


def _weekend(match: re.Match[str], now: Now) -> _Days:
    """The coming weekend; said of next week, the one in that week."""
    ahead = _AHEAD[match["ahead"] or "이번"]
    return _at(match, now.weekend(0) if ahead == 0 else now.weekday_in(ahead, 6))


def _relative(match: re.Match[str], now: Now) -> _Days:
    period = now.running(_UNITS[match["unit"]], _AHEAD[match["ahead"]])
    return _at(match, _part_of(match, period))


def _day_of_month(match: re.Match[str], now: Now) -> _Days:
    month = now.running(PeriodKind.MONTH, _AHEAD[match["ahead"]]).first
    return _at(match, day_of(month.replace(day=int(match["day"]))))


def _end(match: re.Match[str], now: Now) -> _Days:
    kind = {"연": PeriodKind.YEAR, "월": PeriodKind.MONTH, "분기": PeriodKind.QUARTER}[match["unit"]]
    return (now.running(kind, 0).last,)


def _weekday(match: re.Match[str], now: Now) -> _Days:
    """The coming one; `다음` may also stand for the one of next week."""
    weekday = WEEKDAYS[match["weekday"]]
    periods = [now.weekday(weekday)]
    if match["this"] == "다음":
        periods.append(now.weekday_in(1, weekday))
    return tuple(each for period in periods for each in _at(match, period))


def _once(match: re.Match[str], now: Now) -> _Days | None:
    """A weekday of one week; where something is said to be done every week it is none."""
    return None if _OFTEN.search(match.string) else _weekday(match, now)


def _either_order(match: re.Match[str], _: Now) -> _Days:
    """Day and month in figures before a year: with dots the day comes first, else it may be either."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    if match["gap"] == ".":
        return _at(match, day_of(date(year, other, one)))
    found = ((day, month) for day, month in ((one, other), (other, one)) if 1 <= month <= _MONTHS_A_YEAR)
    fit = (day_of(date(year, month, day)) for day, month in found if 1 <= day <= monthrange(year, month)[1])
    return tuple(each for period in fit for each in _at(match, period))


def _day_word(match: re.Match[str], now: Now) -> _Days:
    return _at(match, day_of(now.today + timedelta(days=_DAYS_AHEAD[match["word"]])))


def _feast(match: re.Match[str], now: Now) -> _Days:
    month, day = _FEASTS[match["feast"]]
    return tuple(each for period in now.day(month, day) for each in _at(match, period))


def _distance(match: re.Match[str], now: Now) -> _Days:
    return (distance(now.today, count_of(match["count"]), _UNITS[match["unit"]]),)


def _two_spans(match: re.Match[str], now: Now) -> _Days:
    """So far from today, and then so far again."""
    (day,) = _distance(match, now)
    return (distance(day, count_of(match["more"]), _UNITS[match["smaller"]]),)


def _large_span(match: re.Match[str], now: Now) -> _Days:
    """A distance in whole figures; of a part of a unit, or back from today, no day."""
    if not match["count"].isdecimal():
        return ()
    return (distance(now.today, int(match["count"]), _UNITS[match["unit"]]),)


def _lasting(match: re.Match[str], now: Now) -> _Days:
    """So many days from today on, which is the first of them."""
    return tuple(day - timedelta(days=1) for day in _distance(match, now))


def _with_half(match: re.Match[str], now: Now) -> _Days:
    return (later(now.today, months=12 * (count_of(match["count"]) if match["count"] else 0) + 6),)


def _days(match: re.Match[str], now: Now) -> _Days:
    return (now.today + timedelta(days=_DAY_COUNTS[match["word"]]),)


def _days_left(match: re.Match[str], now: Now) -> _Days:
    return (now.today + timedelta(days=int(match["count"])),)


def _no_day(_: re.Match[str], __: Now) -> _Days:
    return ()


def _rule(pattern: str, days: Callable[[re.Match[str], Now], _Days | None]) -> Rule:
    return Rule(pattern=re.compile(rf"(?<![가-힣\w])(?:{pattern}){_END}"), days=days)


_RULES: Final = (
    _rule(
        rf"(?:앞으로\s*)?(?P<count>{KOREAN_COUNT})\s*(?P<unit>주일|주|일|개월|달|분기|년|해)\s*(?:{_WITHIN})",
        _distance,
    ),
    _rule(
        rf"(?:앞으로\s*)?(?P<count>{KOREAN_COUNT})\s*(?P<unit>년|개월|달|주일|주)\s*"
        rf"(?P<more>{KOREAN_COUNT})\s*(?P<smaller>개월|달|주일|주|일)\s*(?:{_WITHIN})",
        _two_spans,
    ),
    _rule(
        rf"(?:앞으로\s*)?(?P<count>[-+\u2212]?[0-9][0-9.,]*)\s*(?P<unit>주일|주|일|개월|달|분기|년|해)\s*(?:{_WITHIN})",
        _large_span,
    ),
    _rule(rf"(?:앞으로\s*)?(?:반\s*년|(?P<count>{KOREAN_COUNT})\s*년\s*반)\s*(?:{_WITHIN})", _with_half),
    _rule(rf"(?:앞으로\s*)?(?P<word>{'|'.join(_DAY_COUNTS)})\s*(?:{_WITHIN})", _days),
    _rule(rf"(?:{_YEAR}\s*)?(?P<month>[0-9]{{1,2}})\s*월{_PART}\s*{_BY}", _month),
    _rule(rf"(?:{_YEAR}\s*)(?P<month>[0-9]{{1,2}})\s*월{_PART}{_MAYBE_BY}", _month),
    _rule(
        rf"(?:{_YEAR}\s*)?(?P<month>[0-9]{{1,2}})\s*월\s*(?P<day>[0-9]{{1,2}})\s*일{_MAYBE_BY}",
        _month_and_day,
    ),
    _rule(
        r"(?:(?P<year>[0-9]{4}|[0-9]{2})\s*[./-]\s*)?(?P<month>[0-9]{1,2})\s*[./-]\s*(?P<day>[0-9]{1,2})\.?\s*"
        rf"(?P<how>까지|{_BEFORE})",
        _month_and_day,
    ),
    _rule(rf"{_YEAR_LAST}\s*(?P<how>까지|{_BEFORE})", _either_order),
    _rule(rf"(?:{_YEAR}\s*)?(?:(?P<quarter>[1-4])\s*분기|(?P<half>[상하])반기)(?:\s*말)?\s*{_BY}", _quarter),
    _rule(rf"{_YEAR}\s*(?:(?P<quarter>[1-4])\s*분기|(?P<half>[상하])반기)(?:\s*말)?{_MAYBE_BY}", _quarter),
    _rule(rf"{_YEAR}(?:\s*(?:연)?말)?{_MAYBE_BY}", _year),
    _rule(
        rf"(?P<ahead>이번|다음|다다음)\s*주(?:\s*(?P<weekday>[월화수목금토일]요일))?(?:\s*말)?{_MAYBE_BY}",
        _week,
    ),
    _rule(rf"(?:(?P<ahead>이번|다음|다다음)\s*(?:주\s*)?)?주말\s*{_BY}", _weekend),
    _rule(rf"(?P<ahead>이번|다음|다다음)\s*(?P<unit>달|분기|해){_PART}{_MAYBE_BY}", _relative),
    _rule(rf"(?P<ahead>이번|다음|다다음|이|내)\s*달\s*(?P<day>[0-9]{{1,2}})\s*일{_MAYBE_BY}", _day_of_month),
    _rule(rf"(?P<ahead>이|내)(?P<unit>달){_PART}{_MAYBE_BY}", _relative),
    _rule(rf"(?P<unit>연|월|분기)\s*말(?:\s*{_BY})?", _end),
    _rule(
        rf"(?:(?P<this>오는|돌아오는|이번|다음)\s+)?(?P<weekday>[월화수목금토일]요일)\s*(?P<how>까지|{_BEFORE})",
        _weekday,
    ),
    _rule(rf"(?:매달\s*)?(?P<day>[0-9]{{1,2}})\s*일\s*(?P<how>까지|{_BEFORE})", _day),
    _rule(rf"(?P<word>{'|'.join(_DAYS_AHEAD)})\s*(?P<how>까지|안에|중에|{_BEFORE})", _day_word),
    _rule(rf"(?P<feast>크리스마스|성탄절|새해)\s*(?P<how>까지|{_BEFORE})", _feast),
    _rule(
        rf"(?:{_YEAR}\s*|(?:이번|다음)\s*(?:달\s*)?|[0-9]{{1,2}}\s*월\s*)*"
        r"(?:초|(?:첫째?|둘째|셋째|넷째|마지막)\s*주(?:말)?|봄|여름|가을|겨울|설날|설|구정|추석|명절|(?:여름|겨울)?\s*(?:방학|휴가)|생일|학기말|학기)\s*"
        rf"(?:까지|안에|중에|동안|에|{_BEFORE})",
        _no_day,
    ),
    _rule(
        rf"(?:수능|졸업|개학|입학|(?:중간|기말)고사|마감|결혼식|출산)\s*(?:때)?\s*(?:까지|{_BEFORE})", _no_day
    ),
    _rule(rf"(?:(?:한|두|세|네)\s*(?:달|주)\s*반|몇\s*(?:개월|달|주|년|일))\s*(?:{_WITHIN})", _no_day),
    _rule(
        rf"앞으로\s*(?P<count>{KOREAN_COUNT})\s*(?P<unit>주일|주|일|개월|달|년)\s*(?:간|동안(?:에)?)",
        _lasting,
    ),
)
_BARE: Final = (
    _rule(
        r"(?P<year>[0-9]{4}|2[0-9])(?P<gap>[./-])(?P<month>[0-9]{1,2})(?P=gap)(?P<day>[0-9]{1,2})\.?",
        _month_and_day,
    ),
    _rule(_YEAR_LAST, _either_order),
    _rule(r"(?<=^)(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?:에)?", _figures),
    _rule(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?=[\s.!]*$)", _figures),
    _rule(r"D-(?P<count>[0-9]{1,4})", _days_left),
    _rule(r"(?P<this>오는|돌아오는|이번|다음)\s*(?P<weekday>[월화수목금토일]요일)(?:에)?", _once),
    _rule(r"(?P<this>)(?P<weekday>[월화수목금토일]요일)에", _once),
    _rule(r"(?<=^)(?P<this>)(?P<weekday>[월화수목금토일]요일)(?=\s)", _once),
    _rule(r"(?P<this>)(?P<weekday>[월화수목금토일]요일)(?=[\s.!]*$)", _once),
    _rule(rf"(?P<word>{'|'.join(_DAYS_AHEAD)})(?=[\s.!]*$)", _day_word),
)
_DOUBTFUL: Final = (
    _rule(rf"(?<=^){_BARE_MONTH}(?=\s)(?!\s*{_WEEK_OF_MONTH})", _month),
    _rule(rf"{_BARE_MONTH}(?=[\s.!]*$)", _month),
    _rule(r"(?<=^)(?P<year>[0-9]{4})(?=\s+[가-힣]{2})", _bare_year),
    _rule(r"(?P<year>[0-9]{4})(?=[\s.!]*$)", _bare_year),
    _rule(rf"(?<=^)(?P<word>{'|'.join(_DAYS_AHEAD)})(?=\s)", _day_word),
)
_LASTING: Final = (
    _rule(
        rf"(?P<count>{KOREAN_COUNT})\s*(?P<unit>주일|주|일|개월|달|년)\s*(?:간|동안(?:에)?)",
        _lasting,
    ),
)
