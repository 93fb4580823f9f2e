"""Days in English sentences that stand there by themselves: `Exam 5 December`, `Exam next Friday`.

They are deadlines only where a sentence states none (`english_deadlines`), and where the word before them
makes nothing else of them: `from 5 December`, `every Friday`. A day and a month in figures without a year
must begin or end a part of the sentence, a weekday must end one: `3/4 of the book` is no day.

A bare month or year at the end, as in `Marathon October`, may as well belong to a name (`Red October`):
whether it is a deadline, only who wrote it can say.

Knows the words and their order; what they mean is in `english_readings`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from aimo_md.text import english_readings as mean
from aimo_md.text.day_phrases import read_phrases
from aimo_md.text.english_words import (
    BESIDE,
    DOTTED,
    MONTH,
    MONTH_IN_FIGURES,
    MORE_DAYS,
    NUMERIC,
    NUMERIC_WITH_YEAR,
    OF_YEAR,
    SOME_YEAR,
    WEEKDAY,
    YEAR,
    YEAR_FIRST,
    english_rule,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aimo_md.text.day_phrases import Now, Phrase, Rule

    _Reading: TypeAlias = Callable[[re.Match[str], Now], mean.Days | None]

_HANGUL: Final = re.compile("[가-힣]")
_NO_DEADLINE: Final = re.compile(
    r"\b(?:(?:from|since|after|about|of|between|and|or|to|through|every|each|other|second|black|good|any)\b[\s,]+(?:the\s+)?"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*[,/&]\s*)$",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(r"(?:^|[,;:(])\s*$")
_ENDS: Final = re.compile(r"\s*(?:$|[,;:.!?)])")
_VERBS: Final = frozenset({"march", "may"})
_DETERMINED: Final = re.compile(
    r"\b(?:the|an?|my|our|your|his|her|its|their|this|that|last|past|next|to|with|in|on|at)\s+$",
    re.IGNORECASE,
)
"""What stands before a noun that is no month: `the March`, `a cold May`, `call my April`."""
_SIGNED: Final = re.compile(r"[$€£¥₩#+/=<>~]\s*$|\b(?:no|nr|number|room|version)\.?\s*$", re.IGNORECASE)
_NO_SHARE: Final = r"(?!24/7)"
_DAY: Final = r"(?P<day>[0-9]{1,2}(?P<ordinal>st|nd|rd|th)?)"


def english_bare_days(text: str, now: Now) -> Iterator[Phrase]:
    """Every day of a text that stands by itself, overlapping or not.

    In a Korean text figures stand in another order, and it has words of its own.
    """
    return iter(()) if _HANGUL.search(text) else read_phrases(_RULES, text, now)


def english_doubtful_days(text: str, now: Now) -> Iterator[Phrase]:
    """Every bare month or year of a text that may be a deadline, and may be a part of a name."""
    return iter(()) if _HANGUL.search(text) else read_phrases(_DOUBTFUL, text, now)


def _bare(pattern: str, days: _Reading) -> Rule:
    def read(match: re.Match[str], now: Now) -> mean.Days | None:
        return None if _NO_DEADLINE.search(match.string[: match.start()]) else days(match, now)

    return english_rule(rf"(?P<how>)(?:{pattern})", read)


def _at_an_edge(days: _Reading) -> _Reading:
    """What begins or ends a part of the sentence, and can be a day: else it may be a share or a score."""

    def read(match: re.Match[str], now: Now) -> mean.Days | None:
        begins = _BEGINS.search(match.string[: match.start()]) is not None
        followed = match.string[match.end() :].lstrip().casefold().startswith("of ")
        if not ((begins and not followed) or _at_the_end(match)):
            return None
        try:
            found = days(match, now) or ()
        except ValueError:  # the calendar has no such day: a version, perhaps
            return None
        return tuple(day for day in found if day >= now.today) or None

    return read


def _last(days: _Reading) -> _Reading:
    """What ends a part of the sentence."""
    return lambda match, now: days(match, now) if _at_the_end(match) else None


def _named_month(match: re.Match[str], now: Now) -> mean.Days | None:
    """A month by its name; `may` and `march` in small letters are words."""
    name = match["month"]
    return None if name.casefold() in _VERBS and name.islower() else mean.whole_month(match, now)


def _bare_month(match: re.Match[str], now: Now) -> mean.Days | None:
    """A month by its name alone, where the word before it asks for no other noun."""
    return None if _DETERMINED.search(match.string[: match.start()]) else _named_month(match, now)


def _bare_year(match: re.Match[str], now: Now) -> mean.Days | None:
    """A year by its number alone; behind a sign such as that of a currency it counts something."""
    counts = _SIGNED.search(match.string[: match.start()])
    return mean.year(match, now) if now.plans_for(int(match["year"])) and not counts else None


def _at_the_end(match: re.Match[str]) -> bool:
    return _ENDS.match(match.string, match.end()) is not None


def _day_of_month(match: re.Match[str], now: Now) -> mean.Days | None:
    """A day of a month by its name; `March 10 miles` and `10 may` name none, unless they end there."""
    doubtful = match["month"].casefold() in _VERBS and match["year"] is None and match["ordinal"] is None
    return None if doubtful and not _at_the_end(match) else mean.day_and_month(match, now)


_RULES: Final = (
    _bare(rf"{BESIDE}{NUMERIC_WITH_YEAR}", mean.numeric),
    _bare(rf"{BESIDE}{DOTTED}\s?(?P<year>[0-9]{{4}})", mean.ordered),
    _bare(rf"{BESIDE}{YEAR_FIRST}", mean.ordered),
    _bare(rf"{BESIDE}{_NO_SHARE}{NUMERIC}(?:/{SOME_YEAR})?", _at_an_edge(mean.numeric)),
    _bare(rf"{BESIDE}{DOTTED}{SOME_YEAR}", _at_an_edge(mean.ordered)),
    _bare(rf"{BESIDE}{_DAY}\s+(?:of\s+)?{MONTH}{OF_YEAR}", _day_of_month),
    _bare(rf"{BESIDE}{MONTH}\s+(?:the\s+)?{_DAY}{OF_YEAR}", _day_of_month),
    _bare(rf"(?P<mid>mid[\s-]+)(?P<this>){MONTH}{OF_YEAR}", mean.whole_month),
    _bare(rf"(?P<mid>)(?P<this>)(?P<which_year>){MONTH}\s+{YEAR}", mean.whole_month),
    _bare(rf"(?P<mid>)(?P<this>this|next)\s+{MONTH}{OF_YEAR}", _last(_named_month)),
    _bare(MONTH_IN_FIGURES, mean.month_in_figures),
    _bare(rf"(?:early|late)[\s-]+{MONTH}{OF_YEAR}", mean.no_day),
    _bare(rf"(?:(?:(?P<this>this|next)|(?:the\s+)?coming)\s+){WEEKDAY}(?!{MORE_DAYS})", mean.weekday),
    _bare(rf"(?P<this>){WEEKDAY}(?!{MORE_DAYS})", _last(mean.weekday)),
)
_DOUBTFUL: Final = (
    _bare(rf"(?P<mid>)(?P<this>){MONTH}{OF_YEAR}", _last(_bare_month)),
    _bare(YEAR, _last(_bare_year)),
)
