"""Numbers that a sentence wants reached: `write 50 000 words`, `save 3 000 €`, `from 80 to 75 kg`.

Knows the verbs and units by which a number is counted up to, in English and Korean, so that it can be told
from a number that only describes something. A distance that can be run in one go (up to a marathon) is such a
description. Knows no days and no habits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from aimo_md.goals.numbers import parse_number
from aimo_md.text.spelled_numbers import ENGLISH_COUNT, KOREAN_AMOUNT, KOREAN_COUNT, count_of, korean_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The number that is wanted: the unit by its name, where it begins, and where it should end."""

    name: str
    origin: float
    target: float


_MARATHON_KM: Final = 42.2
_MARATHON_MILES: Final = 26.3
_THOUSAND: Final = 1_000

_GAP: Final = (
    "[ \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE},.'\N{RIGHT SINGLE QUOTATION MARK}_]"
)
_DIGITS: Final = rf"[0-9]+(?:{_GAP}[0-9]{{3}}(?![0-9]))*(?:[.,][0-9]{{1,2}}(?![0-9]))?"
_NUMBER: Final = rf"(?P<number>{_DIGITS}|(?!an?\b){ENGLISH_COUNT}\b)\s?(?P<scale>k\b|thousand\b)?"
_SIGNS: Final = "[$€£¥₩]"
_MONEY: Final = r"[$€£¥₩]|(?:euros?|dollars?|pounds?|yen|won|francs?|eur|usd|gbp|krw|jpy|chf)\b"
_MORE: Final = (
    r"(?:(?:at least|a total of|about|over|more than|up to|another|my first|the first|all|to|for) )*"
)
_MASS: Final = r"(?:kgs?|kilos?|kilograms?|pounds|lbs?|stone)\b"
_DISTANCE: Final = r"km|kms|kilomet(?:re|er)s|miles|mi"
_COUNT_VERBS: Final = (
    "write|read|finish|complete|publish|post|draw|paint|record|learn|memori[sz]e|solve|run|jog|walk|cycle|bike"
    "|ride|swim|row|hike|climb|visit|meet|interview|call|contact|apply|send|submit|sell|win|get|gain|reach"
    "|collect|plant|cook|bake|watch|practi[sc]e|study|take|make|create|build|ship|review|see|try|attend|give"
    "|host|translate|edit|donate|compose|answer|have|find"
)

_FROM_TO: Final = re.compile(
    rf"\bfrom (?P<from>{_DIGITS}) ?(?:%|{_SIGNS}|[a-z]+)? to (?P<to>{_DIGITS}) ?(?P<unit>%|{_SIGNS}|[a-z]+)",
    re.IGNORECASE,
)
_MONEY_SAVED: Final = re.compile(
    r"\b(?:save|earn|raise|make|invest|donate|repay|put (?:aside|away)|set aside|pay (?:off|back)) (?:up )?"
    rf"{_MORE}(?:(?P<sign>{_SIGNS}) ?{_NUMBER}|{_NUMBER.replace('P<', 'P<other_')}\s?(?P<unit>{_MONEY}))",
    re.IGNORECASE,
)
_MASS_CHANGED: Final = re.compile(
    rf"\b(?P<verb>lose|shed|drop|gain|put on) {_MORE}{_NUMBER}\s?(?P<unit>{_MASS})", re.IGNORECASE
)
_COUNTED: Final = re.compile(
    rf"\b(?:{_COUNT_VERBS}) (?:(?:out|in|up|off|down) )?{_MORE}{_NUMBER}\s?"
    rf"(?P<unit>(?:{_DISTANCE}|people)\b|(?:[a-z-]+ ){{0,2}}?[a-z-]+s\b)"
    r"(?! (?:a|per|each|every) (?:quarter|year)\b)",
    re.IGNORECASE,
)
_KOREAN_MONEY: Final = re.compile(
    rf"(?P<amount>{KOREAN_AMOUNT})\s*(?P<unit>원|달러|유로|엔|(?<=[만억]))(?:을|를)?\s*(?:더\s*)?"
    r"(?:모으|모아|모은|저축|저금|벌|갚|상환|마련)"
)
_KOREAN_MASS: Final = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?:kg|킬로(?:그램)?|키로)(?:을|를)?\s*"
    r"(?P<verb>빼|뺀|감량|줄이|찌우|증량|늘리)",
    re.IGNORECASE,
)
_KOREAN_COUNTED: Final = re.compile(
    rf"(?:(?P<count>{KOREAN_COUNT})|(?P<amount>{KOREAN_AMOUNT}))\s*"
    r"(?P<unit>권|편|자|페이지|쪽|km|킬로(?:미터)?|개|명|곳|곡|단어|문제|회|나라|통|점|그루)(?:을|를|에|과|와|의)?\s*(?:책\s*)?"
    r"(?:읽|쓰|독서|완독|외우|암기|풀|만나|인터뷰|방문|달리|뛰|걷|지원|그리|녹음|작성|집필|발행|심|모으|배우|올리|팔|보기)",
    re.IGNORECASE,
)


def number_in(text: str) -> Wanted | None:
    """The number that the text wants reached; None where it states none."""
    for find in (_from_to, _money, _mass, _counted, _korean_money, _korean_mass, _korean_counted):
        wanted = find(text)
        if wanted is not None:
            return wanted
    return None


def _from_to(text: str) -> Wanted | None:
    match = _FROM_TO.search(text)
    if match is None:
        return None
    origin, target = parse_number(match["from"]), parse_number(match["to"])
    if origin is None or target is None or origin == target:
        return None
    return Wanted(name=match["unit"], origin=origin, target=target)


def _money(text: str) -> Wanted | None:
    match = _MONEY_SAVED.search(text)
    if match is None:
        return None
    number, scale = match["number"] or match["other_number"], match["scale"] or match["other_scale"]
    return _upwards(match["sign"] or match["unit"], _value(number, scale))


def _mass(text: str) -> Wanted | None:
    match = _MASS_CHANGED.search(text)
    if match is None:
        return None
    change = "gained" if match["verb"].casefold() in {"gain", "put on"} else "lost"
    return _upwards(f"{match['unit']} {change}", _value(match["number"], match["scale"]))


def _counted(text: str) -> Wanted | None:
    match = _COUNTED.search(text)
    if match is None:
        return None
    number = _value(match["number"], match["scale"])
    return None if _in_one_go(number, match["unit"]) else _upwards(match["unit"], number)


def _korean_money(text: str) -> Wanted | None:
    match = _KOREAN_MONEY.search(text)
    return None if match is None else _upwards(match["unit"] or "원", korean_amount(match["amount"]))


def _korean_mass(text: str) -> Wanted | None:
    match = _KOREAN_MASS.search(text)
    if match is None:
        return None
    change = "증량" if match["verb"] in {"찌우", "증량", "늘리"} else "감량"
    return _upwards(f"kg {change}", float(match["number"]))


def _korean_counted(text: str) -> Wanted | None:
    match = _KOREAN_COUNTED.search(text)
    if match is None:
        return None
    number = float(count_of(match["count"])) if match["count"] else korean_amount(match["amount"])
    return None if _in_one_go(number, match["unit"]) else _upwards(match["unit"], number)


def _upwards(name: str, target: float | None) -> Wanted | None:
    """From nothing up to a target; one of something is no number to count up to."""
    return None if target is None or target <= 1 else Wanted(name=name, origin=0.0, target=target)


def _value(number: str, scale: str | None) -> float | None:
    value = parse_number(number) if number[0].isdecimal() else float(count_of(number))
    return None if value is None else value * (_THOUSAND if scale else 1)


def _in_one_go(number: float | None, unit: str) -> bool:
    """Whether it is a distance that is run at once."""
    if number is None:
        return False
    if unit.casefold() in {"miles", "mi"}:
        return number <= _MARATHON_MILES
    return (
        re.fullmatch(rf"{_DISTANCE}|킬로(?:미터)?", unit, re.IGNORECASE) is not None
        and number <= _MARATHON_KM
    )
