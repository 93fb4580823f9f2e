"""The properties of a note: keys, what their values can be, and what a value without quotes says.

Knows what a bare word means: nothing, yes or no, a number, a day, else text. It must not know YAML's
structure nor which keys mean something.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, TypeAlias

from msgspec import Struct

from aimo_md.text.dates import parse_day

Value: TypeAlias = str | int | float | bool | date | tuple["Value", ...] | None

_WORDS: Final[dict[str, Value]] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
#: How a number or a day may begin.
_NUMERIC: Final = frozenset("+-.0123456789")
#: At most 15 digits: a longer run is a name for something, and so is one that begins with 0.
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")
_FLOAT: Final = re.compile(r"[-+]?(?:[0-9]{1,15}\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


class Entry(Struct, frozen=True, gc=False):
    """One key with its value; `key` as it is written, `line` its line in the note."""

    key: str
    line: int
    value: Value


def bare_value(text: str) -> Value:
    """What a value without quotes says.

    YAML 1.1 would read far more into it: 12:30 as 750, `yes` as true, 2026-02-30 as an error. Here these are
    text.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMERIC:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
        return parse_day(text) or text
    return text
