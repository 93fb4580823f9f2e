"""The weekday in front of a task, in English and Korean. Which day of the calendar it means is for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KOREAN = "월화수목금토일"

WEEKDAYS: Mapping[str, int] = {
    name: weekday
    for weekday, (english, korean) in enumerate(zip(_ENGLISH, _KOREAN, strict=True))
    for name in (english, english[:3], f"{korean}요일", korean)
}
"""Every name of a weekday, in lower case, and its number: 0 = Monday."""

_NAME = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_SEPARATOR = re.compile(" *[,\N{FULLWIDTH COMMA}\N{IDEOGRAPHIC COMMA}\N{MIDDLE DOT}/] *")
_COLON = ":(?!:)|\N{FULLWIDTH COLON}"
# With ASCII only plain letters match without case, so that every match is a key of WEEKDAYS.
_PREFIX = re.compile(
    f" *((?:{_NAME})(?:{_SEPARATOR.pattern}(?:{_NAME}))*) *(?:{_COLON})", re.ASCII | re.IGNORECASE
)


def weekday_prefix(text: str) -> tuple[tuple[int, ...], str] | None:
    """The weekdays (0 = Monday, in order) in front of a task, and the text after them; else None.

    `Wednesday: write`, `Mon, Thu: run`, `수요일: 쓰기`, `화·목: 운동`: full or three-letter English names in
    either case, Korean names with or without 요일, an ASCII or a full-width colon. `mon:: x` is an inline
    field instead.
    """
    if ":" not in text and "\N{FULLWIDTH COLON}" not in text:
        return None
    prefix = _PREFIX.match(text)
    if prefix is None:
        return None
    days = {WEEKDAYS[name.lower()] for name in _SEPARATOR.split(prefix[1])}
    return tuple(sorted(days)), text[prefix.end() :].strip()
