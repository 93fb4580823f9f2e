"""Deadlines in English sentences: `in three months`, `by March`, `before 1 May 2027`, `end of Q1`.

Knows the words and their order; the calendar behind them is in `day_phrases`. What these words can mean:

- `by`, `until`, `in` and `on` a period: its last day; `before`: the day before it begins.
- `next Friday`: the coming one, or the one of next week; only where both are the same day is it certain.
- `3/4`: day and month in either order, as far as the calendar has both; with dots the day comes first.
- seasons, `early` in a month or its first week, `a few weeks`, `my birthday`: no day that can be told.
- `on Monday and Friday`: two days of every week, and no deadline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.text import english_readings as mean
from aimo_md.text.day_phrases import Now, read_phrases
from aimo_md.text.english_words import (
    BESIDE,
    BY,
    BY_DAY,
    BY_PERIOD,
    DAY,
    DOTTED,
    FOR_DAY,
    MONTH,
    MONTH_IN_FIGURES,
    MORE_DAYS,
    NUMERIC,
    NUMERIC_WITH_YEAR,
    OCCASION,
    OF_YEAR,
    PERIOD,
    SOME_YEAR,
    UNIT,
    WEEKDAY,
    YEAR,
    YEAR_FIRST,
    english_rule,
)
from aimo_md.text.spelled_numbers import ENGLISH_COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.text.day_phrases import Phrase


def english_deadlines(text: str, now: Now, *, lasting: bool) -> Iterator[Phrase]:
    """Every phrase of a text that states a deadline in English, overlapping or not.

    `lasting` says that `for 30 days` is one, too.
    """
    return read_phrases((*_RULES, *_LASTING) if lasting else _RULES, text, now)


_IN: Final = r"(?:in|within|inside(?:\s+of)?|over)"
_RULES: Final = (
    english_rule(
        rf"(?:{BY_PERIOD})?(?P<key>[0-9]{{4}}-(?:q[1-4]|w[0-9]{{2}}|[0-9]{{2}}(?:-[0-9]{{2}})?))"
        r"(?:[t\s][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
        mean.iso,
    ),
    english_rule(rf"{BY_DAY}{BESIDE}{NUMERIC}(?:/{SOME_YEAR})?", mean.numeric),
    english_rule(rf"{BY_DAY}{BESIDE}{NUMERIC_WITH_YEAR}", mean.numeric),
    english_rule(rf"{BY_DAY}{BESIDE}{DOTTED}(?:\s?{SOME_YEAR})?", mean.ordered),
    english_rule(rf"{BY_DAY}{BESIDE}{YEAR_FIRST}", mean.ordered),
    english_rule(rf"{FOR_DAY}{BESIDE}{DAY}\s+(?:of\s+)?{MONTH}{OF_YEAR}", mean.day_and_month),
    english_rule(rf"{FOR_DAY}{BESIDE}{MONTH}\s+(?:the\s+)?{DAY}{OF_YEAR}", mean.day_and_month),
    english_rule(rf"(?P<how>{BY}|on)\s+the\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)", mean.nth),
    english_rule(
        rf"{BY_PERIOD}(?P<mid>mid[\s-]+)?(?:(?P<this>this|next)\s+)?{MONTH}{OF_YEAR}", mean.whole_month
    ),
    english_rule(
        rf"{BY_PERIOD}(?:q(?P<digit>[1-4])|(?P<ordinal>first|second|third|fourth|last)\s+quarter"
        rf"|h(?P<half>[12])|(?P<which>first|second|last)\s+half(?:\s+of\s+the\s+year)?){OF_YEAR}",
        mean.quarter,
    ),
    english_rule(rf"{BY_PERIOD}{MONTH_IN_FIGURES}", mean.month_in_figures),
    english_rule(rf"{BY_PERIOD}{YEAR}", mean.year),
    english_rule(
        rf"(?:(?P<how>{BY}|in|during|within|at)\s+)?(?:(?:the\s+)?(?P<at>end|start|beginning)\s+of\s+)?"
        rf"(?P<this>this|next)\s+{PERIOD}(?P<either>\s+or\s+(?:the\s+)?next(?:\s+one)?)?",
        mean.relative,
    ),
    english_rule(rf"(?:(?P<how>{BY}|in|during)\s+)?the\s+{PERIOD}\s+after\s+next", mean.after_next),
    english_rule(
        rf"(?:(?:{BY}|at)\s+)?(?:(?:the\s+)?end\s+of\s+(?:(?:the|this)\s+)?{PERIOD}"
        r"|(?:the\s+|this\s+|(?P<following>next)\s+)?(?P<own>year|month|quarter)(?:['\u2019]s)?[\s-]end"
        r"|eo(?P<initial>[wmqy]))",
        mean.end_of_running,
    ),
    english_rule(rf"within\s+the\s+{PERIOD}(?P<own>)(?P<initial>)", mean.end_of_running),
    english_rule(rf"(?:(?:{BY}|on)\s+)?(?P<this>this|next)\s+weekend", mean.weekend),
    english_rule(
        rf"(?P<how>{BY}|on)\s+(?:(?P<this>this|next)\s+|(?:the\s+)?coming\s+)?{WEEKDAY}(?!{MORE_DAYS})",
        mean.weekday,
    ),
    english_rule(
        rf"(?P<how>{BY}|on)\s+(?:(?P<this>this|next)\s+)?(?P<weekday>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
        rf"(?!{MORE_DAYS})(?=\s*(?:$|[.,;:!?)]))",
        mean.weekday,
    ),
    english_rule(
        rf"(?P<how>{BY})\s+(?:the\s+end\s+of\s+)?(?P<word>today|tonight|tomorrow|the\s+day\s+after\s+tomorrow)",
        mean.day_word,
    ),
    english_rule(
        r"(?P<how>)(?P<word>(?:the\s+)?day\s+after\s+tomorrow|today|tonight|tomorrow)(?=[\s.!]*$)",
        mean.day_word,
    ),
    english_rule(
        rf"{BY_DAY}(?P<feast>christmas(?:\s+(?:day|eve))?|new\s+year(?:['\u2019]s(?:\s+(?:day|eve))?)?"
        rf"|halloween|valentine['\u2019]s\s+day){OF_YEAR}",
        mean.feast,
    ),
    english_rule(
        rf"{_IN}\s+(?:the\s+(?:next|coming)\s+)?(?:(?:less\s+than|under|at\s+most|about|only)\s+)?"
        rf"(?P<count>{ENGLISH_COUNT})(?:\s*(?:to|or|-|\N{{EN DASH}})\s*(?P<most>{ENGLISH_COUNT}))?\s+{UNIT}"
        r"(?:['\u2019]?\s+time|\s+from\s+(?:now|today))?",
        mean.span,
    ),
    english_rule(
        rf"{_IN}\s+(?P<count>{ENGLISH_COUNT})\s+{UNIT}\s+or\s+(?P<most>{ENGLISH_COUNT})(?!\s+\w)", mean.span
    ),
    english_rule(
        rf"{_IN}\s+(?P<count>{ENGLISH_COUNT})\s+{UNIT}(?:\s+and|,)\s+(?P<more>{ENGLISH_COUNT})"
        r"\s+(?P<smaller>day|week|month)s?",
        mean.two_spans,
    ),
    english_rule(rf"{_IN}\s+(?P<count>[-+\u2212]?\s?[0-9][0-9.,]*)\s+{UNIT}", mean.large_span),
    english_rule(
        rf"(?:{_IN}\s+)?{ENGLISH_COUNT}\s+{UNIT}\s+(?:from|on|after|before)\s+(?:next\s+|this\s+)?"
        rf"(?:{WEEKDAY}|tomorrow|christmas|easter)",
        mean.no_day,
    ),
    english_rule(rf"(?:{_IN}|during)\s+the\s+(?:next|coming)\s+(?P<count>){UNIT}", mean.span),
    english_rule(rf"(?P<count>{ENGLISH_COUNT})\s+{UNIT}\s+from\s+(?:now|today)", mean.span),
    english_rule(
        rf"{_IN}\s+(?:half\s+a\s+year|(?P<count>{ENGLISH_COUNT})\s+(?:years?\s+and\s+a\s+half|and\s+a\s+half\s+years))",
        mean.with_half,
    ),
    english_rule(
        rf"{_IN}\s+(?:(?:minus|negative)\s+[\w-]+|(?:{ENGLISH_COUNT}\s+and\s+)?a\s+half|half\s+an?)\s+{UNIT}",
        mean.no_day,
    ),
    english_rule(
        rf"(?:(?:{BY}|in|during|over|at|on)\s+(?:the\s+|(?:end|start|beginning|middle)\s+of\s+"
        r"|next\s+|this\s+|early\s+|late\s+|mid[\s-]+)*|(?:this|next)\s+)"
        r"(?:spring|summer|autumn|fall|winter|easter|ramadan|thanksgiving|lent|passover|diwali|hanukkah|weekend)"
        r"(?:\s+(?:holidays?|vacation|break|term|semester))?"
        rf"{OF_YEAR}",
        mean.no_day,
    ),
    english_rule(
        rf"(?:(?:{BY}|in)\s+(?:early|late)[\s-]+{MONTH}|(?:{BY}|in)\s+(?:early|late|mid)[\s-]+"
        r"(?:this\s+year|next\s+year|this\s+month|next\s+month|[0-9]{4}))"
        r"(?:\s+(?:of\s+)?[0-9]{4})?",
        mean.no_day,
    ),
    english_rule(
        rf"(?:{BY}|in)\s+the\s+(?:first|second|third|fourth|last)\s+(?:week|weekend|days|half)\s+of\s+"
        rf"(?:(?:this|next)\s+month|{MONTH}{OF_YEAR})",
        mean.no_day,
    ),
    english_rule(rf"{_IN}\s+(?:the\s+next\s+)?(?:a\s+few|several|some|many)\s+{UNIT}", mean.no_day),
    english_rule(rf"(?:{BY})\s+{OCCASION}", mean.no_day),
)
_LASTING: Final = (
    english_rule(rf"for\s+(?:the\s+next\s+)?(?P<count>{ENGLISH_COUNT})\s+{UNIT}", mean.lasting),
)
