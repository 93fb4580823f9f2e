"""Habits in sentences: `three times a week`, `daily`, `매주 두 번`.

Knows how often something is done, in English and Korean, and gives it as the frontmatter of a goal writes it:
`3/week`, `daily`, `weekdays`, `20/month`. Knows nothing of what is done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.text.spelled_numbers import ENGLISH_COUNT, KOREAN_COUNT, count_of

if TYPE_CHECKING:
    from collections.abc import Callable

_DAYS_A_MONTH: Final = 30
_MOST: Final = 31
"""More than this many of something in a week or month are an amount, not as many times."""
_MONTHS: Final = {"quarter": 3, "year": 12}
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_WEEKDAYS: Final = rf"{_WEEKDAY}s?(?:(?:\s*[,/&]\s*(?:and |or )?| (?:and|or) )(?:on |every )?{_WEEKDAY}s?)"
"""Several of them; what may repeat is left to the pattern that this is put into."""
_INITIALS: Final = "[월화수목금토일]"
_COUNTED: Final = r"(?P<count>once|twice|thrice|[0-9][0-9.,]*|" + ENGLISH_COUNT + ")"
_WORD: Final = r"(?!once\b|twice\b|thrice\b)[a-z-]+"
_AS_ADVERB: Final = (
    r"(?=[\s.!]*$|[,;]|\s+(?:at|in|on|with|without|before|after|during|for|until|till|by|from|to)\b(?!-))"
)
"""What follows a `daily` that says how often something is done; a noun makes a `daily routine` of it."""
_MEASURES: Final = re.compile(
    r"minutes?|mins?|hours?|h|km|kilomet(?:er|re)s?|miles?|words?|pages?|steps|euros?|dollars?|pounds?|won|kg"
    r"|시간|분|km|킬로|자|쪽|페이지|원",
    re.IGNORECASE,
)


def habit_in(text: str) -> str | None:
    """How often, as the key `habit` of a goal says it; None where the text states no habit."""
    for pattern, habit in _RULES:
        match = pattern.search(text)
        found = None if match is None else habit(match)
        if found is not None:
            return found
    return None


def _times(match: re.Match[str]) -> str | None:
    """So many times a week or month; an amount in a week or month is one time, and any a day is daily.

    What is counted in a fortnight, quarter or year becomes as many times a month, if these are whole.
    """
    unit = match["unit"].casefold()
    if unit in {"day", "night"}:
        return "daily"
    what = (match["what"] or "").strip()
    words = match["count"].casefold()
    count = {"once": 1, "twice": 2, "thrice": 3}.get(words) or _count(words)
    is_amount = not 1 <= count <= _MOST or (what and _MEASURES.fullmatch(what.split()[0]) is not None)
    if unit in {"week", "month"}:
        return f"{1 if is_amount else count}/{unit}"
    times, rest = divmod(2 * count, 1) if unit == "fortnight" else divmod(count, _MONTHS[unit])
    return None if rest or is_amount or not times else f"{times}/month"


def _count(words: str) -> int:
    """The count; 0 for a number that is no count of times, such as 10,000 or 2.5."""
    if words[0].isdecimal():
        return int(words) if words.isdecimal() else 0
    return count_of(words)


def _named_days(match: re.Match[str]) -> str:
    """On so many weekdays of every week; three letters tell the English ones apart."""
    names = match["days"].casefold().replace("요일", "")
    days = {name[:3] for name in re.findall(rf"\b{_WEEKDAY}|{_INITIALS}", names)}
    return f"{max(len(days), 1)}/week"


def _every(match: re.Match[str]) -> str:
    """Once in so many days or weeks."""
    days = count_of(match["count"]) * (7 if match["unit"] in {"week", "주"} else 1)
    return f"{max(round(_DAYS_A_MONTH / days), 1)}/month" if days > 1 else "daily"


def _always(habit: str) -> Callable[[re.Match[str]], str]:
    return lambda _: habit


def _rule(
    pattern: str, habit: Callable[[re.Match[str]], str | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]:
    return re.compile(pattern, re.IGNORECASE), habit


_RULES: Final = (
    _rule(r"\b(?:every|each) (?:other|second) day\b|이틀에 한\s?번|격일", _always("15/month")),
    _rule(
        rf"\b(?:every|each) (?:other|second) (?:week|{_WEEKDAY})\b|\bevery fortnight\b|격주",
        _always("2/month"),
    ),
    _rule(rf"\bevery (?P<count>{ENGLISH_COUNT}) (?P<unit>day|week)s\b", _every),
    _rule(rf"(?P<count>{KOREAN_COUNT})\s?(?P<unit>일|주)(?:일)?에 한\s?번", _every),
    _rule(r"\b(?:every|each) (?:weekday|working day|workday)\b|\bon weekdays\b|평일", _always("weekdays")),
    _rule(r"\bmon(?:day)?s?\s?(?:to|through|-|\N{EN DASH})\s?fri(?:day)?s?\b", _always("weekdays")),
    _rule(
        rf"\b{_COUNTED}\s?(?P<what>(?:x|times|{_WORD}(?: {_WORD})?)?)\s?"
        r"(?:\b(?:a|per|each|every)\s|/\s?)(?P<unit>day|night|week|fortnight|month|quarter|year)\b",
        _times,
    ),
    _rule(
        r"\b(?:every|each|per) (?:single )?day\b"
        r"|\b(?:every|each) (?:single )?(?:morning|evening|night|afternoon|lunch(?:time)?)\b",
        _always("daily"),
    ),
    _rule(rf"\b(?P<days>{_WEEKDAYS}+)\b", _named_days),
    _rule(rf"\b(?:every {_WEEKDAY}|{_WEEKDAY}(?<=day)s)\b", _always("1/week")),
    _rule(rf"\b(?:every|each|per) week(?:end)?\b|^weekly\b|\bweekly{_AS_ADVERB}", _always("1/week")),
    _rule(rf"\b(?:every|each|per) month\b|^monthly\b|\bmonthly{_AS_ADVERB}", _always("1/month")),
    _rule(rf"^(?:daily|nightly)\b|\b(?:daily|nightly){_AS_ADVERB}", _always("daily")),
    _rule(
        rf"(?:매주|(?:일|1)\s?주일에|(?:한|1)\s?주에|(?<![가-힣0-9])주)\s*(?:책\s*)?(?P<count>{KOREAN_COUNT})\s*"
        r"(?P<what>회|번|일|권|편|개|시간|분|km|자|쪽|페이지)",
        lambda match: _korean_times(match, "week"),
    ),
    _rule(
        rf"(?:매달|매월|(?:한|1)\s?달에|1개월에|(?<![가-힣0-9])(?<![0-9]\s)월)\s*(?:책\s*)?(?P<count>{KOREAN_COUNT})\s*"
        r"(?P<what>회|번|일|권|편|개|시간|분|km|자|쪽|페이지)",
        lambda match: _korean_times(match, "month"),
    ),
    _rule(
        rf"매주 (?P<days>{_INITIALS}{{2,7}}(?=[\s,에마]|$)"
        rf"|{_INITIALS}(?:요일)?(?:\s?[,·/]?\s?{_INITIALS}(?:요일|(?=[,·/ ])))*)",
        _named_days,
    ),
    _rule(rf"(?P<days>{_INITIALS}요일(?:\s?[,·/와과]?\s?{_INITIALS}요일)+)", _named_days),
    _rule(rf"(?P<days>{_INITIALS}요일)마다", _named_days),
    _rule(rf"(?<![가-힣])(?P<days>(?={_INITIALS}{{3}})월?화?수?목?금?토?일?)(?=에|마다|\s|$)", _named_days),
    _rule(r"매일|날마다|(?:아침|점심|저녁|밤)마다|하루에|하루\s*(?:한|두|세|만|반|[0-9])", _always("daily")),
    _rule(r"매주|주말마다|주마다", _always("1/week")),
    _rule(r"매달|매월|달마다", _always("1/month")),
)


def _korean_times(match: re.Match[str], unit: str) -> str:
    count = count_of(match["count"])
    is_amount = not 1 <= count <= _MOST or _MEASURES.fullmatch(match["what"]) is not None
    return f"{1 if is_amount else count}/{unit}"
