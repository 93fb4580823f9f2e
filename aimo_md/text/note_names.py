"""Names of daily and periodic notes, read by the moment.js format that their user has set in Obsidian.

Knows the tokens of such formats, in English and in Korean. Knows neither folders nor settings.

Read are YYYY, MMMM, MMM, MM, M, DD, D, Do, dddd, ddd, Q, gggg, GGGG, ww, w, WW, W, `[literal]` text, and
signs as they stand; a format with any other letter is not read. Where a format has folders
(`YYYY/MM/YYYY-MM-DD`), the name may have them too; as many are compared as both have.

GGGG and WW are ISO weeks. gggg and ww are moment's weeks of the locale: where weeks start on Monday they
are numbered as by ISO, else so that week 1 holds 1 January, as in the United States and in Korea, where weeks
start on Sunday. Such a week keeps its days, but its `Period.key` is the ISO one and may differ from its name.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.text.dates import Period, parse_period, week_of
from aimo_md.text.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS: Mapping[str, int] = {
    name: month
    for month, english in enumerate(_ENGLISH_MONTHS, start=1)
    for name in (english, english[:3], f"{month}월")
}


class _Part(Enum):
    """What a token states."""

    YEAR = auto()
    QUARTER = auto()
    MONTH = auto()
    DAY = auto()
    WEEKDAY = auto()
    ISO_YEAR = auto()
    ISO_WEEK = auto()
    LOCALE_YEAR = auto()
    LOCALE_WEEK = auto()


class _Token(Struct, frozen=True):
    """What a token states, how that looks in a name, and its number."""

    part: _Part
    pattern: str
    number: Callable[[str], int] = int


class _Form(Struct, frozen=True):
    """How names of one format look, and the tokens in them, in order."""

    pattern: re.Pattern[str]
    tokens: tuple[_Token, ...]


def _named(part: _Part, numbers: Mapping[str, int]) -> _Token:
    names = sorted(numbers, key=len, reverse=True)
    return _Token(part, "|".join(names), lambda name: numbers[name.lower()])


_TOKENS: Mapping[str, _Token] = {
    "YYYY": _Token(_Part.YEAR, "[0-9]{4}"),
    "Q": _Token(_Part.QUARTER, "[1-4]"),
    "MMMM": _named(_Part.MONTH, _MONTHS),
    "MMM": _named(_Part.MONTH, _MONTHS),
    "MM": _Token(_Part.MONTH, "[0-9]{2}"),
    "M": _Token(_Part.MONTH, "[0-9]{1,2}"),
    "DD": _Token(_Part.DAY, "[0-9]{2}"),
    "D": _Token(_Part.DAY, "[0-9]{1,2}"),
    "Do": _Token(_Part.DAY, "[0-9]{1,2}(?:st|nd|rd|th|일)", lambda day: int(day.rstrip("stndrhSTNDRH일"))),
    "dddd": _named(_Part.WEEKDAY, WEEKDAYS),
    "ddd": _named(_Part.WEEKDAY, WEEKDAYS),
    "GGGG": _Token(_Part.ISO_YEAR, "[0-9]{4}"),
    "WW": _Token(_Part.ISO_WEEK, "[0-9]{2}"),
    "W": _Token(_Part.ISO_WEEK, "[0-9]{1,2}"),
    "gggg": _Token(_Part.LOCALE_YEAR, "[0-9]{4}"),
    "ww": _Token(_Part.LOCALE_WEEK, "[0-9]{2}"),
    "w": _Token(_Part.LOCALE_WEEK, "[0-9]{1,2}"),
}
# A literal, a token (`Do`, or a run of one letter), or a sign that stands for itself.
_PIECE = re.compile(r"\[([^\[\]]*)\]|(Do|([A-Za-z])\3*)|.", re.DOTALL)


def periodic_note_period(stem: str, date_format: str, *, week_start: int = 0) -> Period | None:
    """The day, week, month, quarter or year that a note's name states in this format; else None.

    Args:
        stem: the note's name, with or without folders, without `.md`.
        date_format: a moment.js format. A week needs its year: GGGG or gggg, or YYYY in their place.
        week_start: the weekday on which weeks start, 0 = Monday.
    """
    # macOS gives names of files decomposed; a Korean weekday in them would not be known.
    parts = _parts(unicodedata.normalize("NFC", stem), date_format)
    return None if parts is None else _period(parts, week_start)


def _parts(stem: str, date_format: str) -> Mapping[_Part, int] | None:
    """What the name states, by the format; None where it is not of that form or contradicts itself."""
    forms = _forms(date_format)
    if not forms:
        return None
    names = stem.split("/")[-len(forms) :]
    form = forms[len(names) - 1]
    match = form.pattern.fullmatch("/".join(names))
    if match is None:
        return None
    parts: dict[_Part, int] = {}
    for token, text in zip(form.tokens, match.groups(), strict=True):
        number = token.number(text)
        if parts.setdefault(token.part, number) != number:
            return None
    return parts


@lru_cache(maxsize=16)
def _forms(date_format: str) -> tuple[_Form, ...]:
    """The forms of a format: its last part, its last two, and so on; none where it cannot be read.

    Kept for the few formats of a vault, since each of its notes is compared with them.
    """
    pattern = ""
    tokens: list[_Token] = []
    for piece in _PIECE.finditer(unicodedata.normalize("NFC", date_format)):
        literal, letters = piece[1], piece[2]
        if letters is None:
            pattern += re.escape(piece[0] if literal is None else literal)
        elif letters in _TOKENS:
            tokens.append(_TOKENS[letters])
            pattern += f"({tokens[-1].pattern})"
        else:
            return ()
    # No token's pattern holds a slash.
    folders = pattern.split("/")
    endings = ("/".join(folders[at:]) for at in range(len(folders) - 1, -1, -1))
    compiled = (re.compile(ending, re.ASCII | re.IGNORECASE) for ending in endings)
    return tuple(_Form(pattern, tuple(tokens[len(tokens) - pattern.groups :])) for pattern in compiled)


def _period(parts: Mapping[_Part, int], week_start: int) -> Period | None:
    """The period that the parts state, the shortest first."""
    year = parts.get(_Part.YEAR, 0)  # there is no year 0: a key with it is no period
    if _Part.DAY in parts:
        period = parse_period(f"{year:04}-{parts.get(_Part.MONTH, 0):02}-{parts[_Part.DAY]:02}")
        return None if period is None or _other_weekday(parts, period.first) else period
    if _Part.ISO_WEEK in parts:
        key = f"{parts.get(_Part.ISO_YEAR, year):04}-W{parts[_Part.ISO_WEEK]:02}"
    elif _Part.LOCALE_WEEK in parts:
        return _locale_week(parts.get(_Part.LOCALE_YEAR, year), parts[_Part.LOCALE_WEEK], week_start)
    elif _Part.QUARTER in parts:
        key = f"{year:04}-Q{parts[_Part.QUARTER]}"
    elif _Part.MONTH in parts:
        key = f"{year:04}-{parts[_Part.MONTH]:02}"
    else:
        key = f"{year:04}"
    return parse_period(key, week_start=week_start)


def _other_weekday(parts: Mapping[_Part, int], day: date) -> bool:
    return parts.get(_Part.WEEKDAY, day.weekday()) != day.weekday()


def _locale_week(year: int, week: int, week_start: int) -> Period | None:
    """Week `week` of `year` as moment counts it where weeks start on this weekday."""
    if week_start == 0:
        return parse_period(f"{year:04}-W{week:02}")
    try:
        week_1 = week_of(date(year, 1, 1), week_start=week_start)
        period = week_of(week_1.first + timedelta(weeks=week - 1), week_start=week_start)
    except (ValueError, OverflowError):
        return None
    # The week that holds the next 1 January is already the next year's first; week 0 ends in the year before.
    return period if period.last.year == year else None
