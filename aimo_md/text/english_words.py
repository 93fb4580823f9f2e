"""The words of English phrases that name a day, as patterns.

Knows how months, days, years and periods are written. Knows neither what they mean nor their order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.text.day_phrases import Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimo_md.text.day_phrases import Now
    from aimo_md.text.english_readings import Days

MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR: Final = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9]|[.,/-][0-9])"
OF_YEAR: Final = rf"(?:,?\s+(?:of\s+)?(?:{YEAR}|(?P<which_year>this|next)\s+year))?"
DAY: Final = r"(?P<day>first|[0-9]{1,2}(?:st|nd|rd|th)?)"
WEEKDAY: Final = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
UNIT: Final = r"(?P<unit>day|week|wk|fortnight|month|quarter|year|yr)s?"
PERIOD: Final = r"(?P<unit>week|month|quarter|year)"
BY: Final = (
    r"by|until|till|due(?:\s+(?:by|on))?|deadline(?:\s+is|:)?|n(?:o|ot)\s+later\s+than|before|prior\s+to"
    r"|at\s+the\s+latest(?:\s+by)?"
)
AT: Final = r"(?:the\s+)?(?:(?P<at>end|start|beginning)\s+of\s+)?(?:the\s+)?"
BY_PERIOD: Final = rf"(?:(?P<how>{BY}|in|during|within)\s+{AT}|(?:at\s+(?:the\s+)?)?end\s+of\s+(?:the\s+)?)"
SOME_YEAR: Final = r"(?P<year>(?:[0-9]{2})?[0-9]{2})"
"""A year that stands behind a day and a month in figures."""
NUMERIC: Final = r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})"
NUMERIC_WITH_YEAR: Final = r"(?P<one>[0-9]{1,2})(?P<gap>[/-])(?P<other>[0-9]{1,2})(?P=gap)(?P<year>[0-9]{4})"
DOTTED: Final = r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\."
YEAR_FIRST: Final = r"(?P<year>[0-9]{4})(?P<gap>[./])(?P<month>[0-9]{1,2})(?P=gap)(?P<day>[0-9]{1,2})"
BY_DAY: Final = rf"(?P<how>{BY}|on)\s+(?:the\s+)?"
OCCASION: Final = r"(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?(?:birthday|wedding|anniversary)"
FOR_DAY: Final = rf"(?P<how>{BY}|on|for)\s+(?:the\s+)?(?:{OCCASION},?\s+(?:on\s+)?(?:the\s+)?)?"
"""As `BY_DAY`, of a day with its month: `for 3 May`, `before my birthday on 3 May`."""
BESIDE: Final = (
    r"(?:(?P<beside>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r?s?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?,?\s+(?:the\s+)?)?"
)
"""The weekday in front of a day: `Friday, 5 December`."""
MONTH_IN_FIGURES: Final = rf"(?P<month>0?[1-9]|1[0-2])/{YEAR}"
MORE_DAYS: Final = r"(?:\s*[,/&]\s*(?:and\s+)?|\s+and\s+)(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
END: Final = r"(?!['\u2019]s|[\w-])"


def english_rule(pattern: str, days: Callable[[re.Match[str], Now], Days | None]) -> Rule:
    """A rule for whole words, in either case; the pattern may be followed by `at the latest`."""
    return Rule(
        pattern=re.compile(rf"(?<![\w-])(?:{pattern})(?:\s+at\s+the\s+latest)?{END}", re.IGNORECASE),
        days=days,
    )
