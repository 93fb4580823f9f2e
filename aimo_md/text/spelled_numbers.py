"""Whole numbers as they are spoken of: `3`, `three`, `a couple of`, `twenty`, `세`, `열두`, `십이`.

Knows small counts in English and Korean. Knows no units, and nothing of thousands or fractions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TO_NINETEEN: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_COUNTERS: Final = ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_SINO: Final = "일이삼사오육칠팔구"


def _english() -> Iterator[tuple[str, int]]:
    yield from (("a", 1), ("an", 1), ("a couple of", 2), ("a couple", 2), ("a dozen", 12), ("a hundred", 100))
    yield from ((word, number) for number, word in enumerate(_TO_NINETEEN, 1))
    for ten, word in enumerate(_TENS, 2):
        yield word, 10 * ten
        for one, ending in enumerate(_TO_NINETEEN[:9], 1):
            yield f"{word}-{ending}", 10 * ten + one
            yield f"{word} {ending}", 10 * ten + one
    yield "one hundred", 100


def _korean() -> Iterator[tuple[str, int]]:
    yield from (("석", 3), ("넉", 4), ("열", 10), ("스무", 20), ("서른", 30), ("백", 100))
    for number, word in enumerate(_COUNTERS, 1):
        yield word, number
        yield f"열{word}", 10 + number
    for number, word in enumerate(_SINO, 1):
        yield word, number
        yield f"십{word}", 10 + number
        yield f"{word}십" if number > 1 else "십", 10 * number
        if number > 1:
            yield from ((f"{word}십{one}", 10 * number + place) for place, one in enumerate(_SINO, 1))


_ENGLISH: Final[Mapping[str, int]] = dict(_english())
_KOREAN: Final[Mapping[str, int]] = dict(_korean())


def _pattern(words: Mapping[str, int]) -> str:
    """Any of the words, the longest first, or up to four digits."""
    return "|".join(["[0-9]{1,4}", *sorted(words, key=len, reverse=True)])


ENGLISH_COUNT: Final = f"(?:{_pattern(_ENGLISH)})"
"""A pattern for a count in English, in lower case."""
KOREAN_COUNT: Final = f"(?:{_pattern(_KOREAN)})"
"""A pattern for a count in Korean, as it stands before a unit."""


def count_of(words: str) -> int:
    """The number that one of the patterns matched, in either case."""
    word = words.casefold()
    if word.isdecimal():
        return int(word)
    return _KOREAN[word] if word in _KOREAN else _ENGLISH[word]


_SCALES: Final = {"십": 10, "백": 100, "천": 1_000}
_MYRIADS: Final = {"만": 10_000, "억": 100_000_000}
KOREAN_AMOUNT: Final = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?)?[{_SINO}십백천만억]*"
"""A pattern for an amount in Korean: `천만`, `삼백만`, `500만`, `1,200`; it also fits nothing."""


def korean_amount(words: str) -> float | None:
    """The amount that `KOREAN_AMOUNT` matched; None where it matched nothing."""
    digits = words.rstrip(_SINO + "십백천만억")
    total, section, last = 0.0, 0.0, float(digits.replace(",", "")) if digits else None
    for sign in words[len(digits) :]:
        if sign in _MYRIADS:
            whole = section + (last or 0.0)
            total, section, last = total + (whole or 1.0) * _MYRIADS[sign], 0.0, None
        elif sign in _SCALES:
            section, last = section + (1.0 if last is None else last) * _SCALES[sign], None
        else:
            last = (last or 0.0) * 10 + _SINO.index(sign) + 1
    return total + section + (last or 0.0) if words else None
