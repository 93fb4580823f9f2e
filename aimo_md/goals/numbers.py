"""Numbers as people write them in a note: `18 200`, `18,200`, `82,5 kg`, `3 000 €`.

Knows how thousands and fractions are set apart in the languages that differ about it. Knows no keys.
"""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
_GAPS: Final = f",.'_\N{RIGHT SINGLE QUOTATION MARK}{_SPACES}"
_FRONT: Final = r"(?P<sign>[-+\u2212]?)[$€£¥₩]?\ ?"
#: What follows may be a unit, but neither the rest of a date, a time or a longer number, nor a `k`.
_END: Final = rf"(?!\d|[,.:'_-]\d|[{_SPACES}]\d{{3}}(?!\d)|[kK]\b)"
_IN_GROUPS: Final = re.compile(
    rf"{_FRONT}(?P<whole>[1-9]\d{{0,2}}(?:(?P<gap>[{_GAPS}])\d{{3}})(?:(?P=gap)\d{{3}})*)"
    rf"(?:(?P<point>(?!(?P=gap))[.,])(?P<part>\d+))?{_END}",
    re.ASCII,
)
_PLAIN: Final = re.compile(
    rf"{_FRONT}(?P<whole>\d+)?(?:[.,](?P<part>\d+))?(?:[eE](?P<power>[-+]?\d{{1,2}}))?{_END}", re.ASCII
)
_TOO_LARGE: Final = 1e15
"""From here on a float no longer holds every whole number."""


def parse_number(text: str) -> float | None:
    """The number at the beginning of the text, whatever unit stands behind it; None where there is none.

    A comma, a dot, a space, an apostrophe or `_` between groups of three digits sets thousands apart, and the
    last of two different signs is the decimal one. Where one sign can mean either, a comma before exactly
    three digits sets thousands apart (`18,200` is eighteen thousand) and a dot is decimal (`18.200` is
    eighteen and a fifth), as in English; `82,5` and `0,125` can only be decimal. `1e5` is a hundred thousand.
    `18k`, a date, a time, a range and anything from 10^15 on are no numbers.
    """
    stripped = text.strip()
    match = _IN_GROUPS.match(stripped)
    if match is not None and not _is_decimal(match):
        return _number(match, re.sub(r"\D", "", match["whole"]), "0")
    match = _PLAIN.match(stripped)
    if match is None or not (match["whole"] or match["part"]):
        return None
    return _number(match, match["whole"] or "0", match["power"] or "0")


def _is_decimal(match: re.Match[str]) -> bool:
    """Whether the only sign of a number in groups is a dot."""
    return match["gap"] == "." and match["point"] is None and match["whole"].count(".") == 1


def _number(match: re.Match[str], whole: str, power: str) -> float | None:
    number = float(f"{whole}.{match['part'] or '0'}e{power}")
    if number >= _TOO_LARGE:
        return None
    return number if match["sign"] in {"", "+"} else -number
