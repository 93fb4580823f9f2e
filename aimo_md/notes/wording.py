"""Days, numbers and lists in words.

Knows how a number or a day is said; the words themselves come from the phrases of the language. `today`
decides only whether a year has to be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aimo_md.measures.model import Forecast
    from aimo_md.notes.phrases import Phrases
    from aimo_md.text.dates import Period

CELLS: Final = 10
_FULL, _EMPTY = "█", "░"
_YEAR_IS_CLEAR: Final = timedelta(days=330)
"""Within these days of today, a day and a month name one day only."""
_SHARP_SPAN: Final = timedelta(days=14)
_SHARP_AHEAD: Final = timedelta(days=100)
"""A range this short, this near, is said in days; all others in thirds of months."""
_WHOLE_FROM: Final = 10
_NOISE: Final = 1e-9


def points(share: float) -> int:
    """A share in whole percent. Less than all is never called 100."""
    rounded = round(share * 100)
    return 99 if rounded == 100 and share < 1 - _NOISE else rounded  # noqa: PLR2004 (percent)


def bar(share: float) -> str:
    """A share as ten cells. Less than all never fills the last one."""
    full = min(max(round(share * CELLS), 0), CELLS)
    if full == CELLS and share < 1 - _NOISE:
        full -= 1
    return _FULL * full + _EMPTY * (CELLS - full)


def first_up(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one language says days and numbers, seen from `today`."""

    phrases: Phrases
    today: date

    def number(self, value: float) -> str:
        """`16 200`, `0.6`, `12`: in groups of three digits; below ten, one decimal where it is not whole."""
        rounded = round(value, 0 if abs(value) >= _WHOLE_FROM else 1)
        if rounded == 0 and abs(value) > _NOISE:
            return self.phrases.say("number.tiny")
        whole = rounded == int(rounded)
        text = f"{int(rounded):,}" if whole else f"{rounded:,.1f}"
        signs = {",": self.phrases.say("number.group"), ".": self.phrases.say("number.decimal")}
        return "".join(signs.get(sign, sign) for sign in text).replace("-", "\N{MINUS SIGN}")

    def percent(self, share: float) -> str:
        """`38 %`."""
        return self.phrases.say("number.percent", {"number": points(share)})

    def count_word(self, number: int) -> str:
        """`two`; digits where the language has no word for it."""
        words = self.phrases.words("number.words")
        return words[number] if number < len(words) else self.number(number)

    def day(self, day: date) -> str:
        """`31 Dec`, with the year where it would not be clear."""
        near = abs(day - self.today) <= _YEAR_IS_CLEAR
        return self._day("day.plain" if near else "day.with_year", day)

    def weekday_day(self, day: date) -> str:
        """`Tue 24`, for a day that is near."""
        return self._day("day.of_week", day)

    def full_day(self, day: date) -> str:
        """`Fri 20 Nov`."""
        return self._day("day.full", day)

    def week(self, first: date, last: date) -> str:
        """`16 to 22 November 2026`; a month or year is named twice where the ends differ in it."""
        if first.year != last.year:
            key = "week.two_years"
        else:
            key = "week.two_months" if first.month != last.month else "week.one_month"
        return self._span(key, first, last)

    def period(self, period: Period) -> str:
        """What a period is called: `Week 47: 16 to 22 November 2026`, `November 2026`."""
        values: dict[str, str | int] = {
            "days": self.week(period.first, period.last),
            "month": self.phrases.words("months.long")[period.first.month - 1],
            "year": period.first.year,
            "number": (period.last.month + 2) // 3,
        }
        if period.kind is PeriodKind.WEEK:
            values["number"] = int(period.key.partition("W")[2])
        return self.phrases.say(f"review.title.{period.kind.value}", values)

    def likely(self, forecast: Forecast | None) -> str:
        """Where it will end: a range of days or of thirds of months, from the 50 % to the 85 % day."""
        if forecast is None:
            return self.phrases.say("likely.unknown")
        if forecast.p50 is None:
            return self.phrases.say("likely.out_of_sight")
        if forecast.p85 is None:
            return self.phrases.say("likely.open_end", {"from": self._third(forecast.p50)})
        first, last = forecast.p50, forecast.p85
        if last - first <= _SHARP_SPAN and last - self.today <= _SHARP_AHEAD:
            return self._days(first, last)
        return self._thirds(first, last)

    def names(self, names: Sequence[str]) -> str:
        """`a, b and c`."""
        if len(names) < 2:  # noqa: PLR2004 (one name needs no joining)
            return "".join(names)
        return self.phrases.say("list.last", {"before": self.listed(names[:-1]), "last": names[-1]})

    def listed(self, names: Iterable[str]) -> str:
        """`a, b, c`."""
        return self.phrases.say("list.comma").join(names)

    def clauses(self, clauses: Iterable[str]) -> str:
        """`this is so; that is so`, without those that are empty."""
        return self.phrases.say("list.clauses").join(clause for clause in clauses if clause)

    def some(self, names: Sequence[str], most: int, of: int = 0) -> str:
        """The names, separated by commas; of more than `most` the first and the number of the others.

        `of` is how many there are in all, where not all are among the names.
        """
        shown = self.listed(names[:most])
        rest = max(len(names), of) - most
        return self.phrases.say("list.more", {"shown": shown, "rest": rest}) if rest > 0 else shown

    def quoted(self, text: str) -> str:
        """The text in the language's quotation marks."""
        return self.phrases.say("quoted", {"text": text})

    def _days(self, first: date, last: date) -> str:
        if first == last:
            return self._span("likely.day", first, last)
        same = (first.year, first.month) == (last.year, last.month)
        return self._span("likely.days" if same else "likely.days_two_months", first, last)

    def _thirds(self, first: date, last: date) -> str:
        if self._third(first) == self._third(last):
            return self._third(last)
        if (first.year, first.month) == (last.year, last.month):
            return self._of_month(self._range(self._part(first), self._part(last)), last)
        return self._range(self._third(first), self._third(last))

    def _range(self, first: str, last: str) -> str:
        return self.phrases.say("likely.range", {"from": first, "to": last})

    def _day(self, key: str, day: date) -> str:
        return self.phrases.say(
            key,
            {
                "weekday": self.phrases.words("weekdays.short")[day.weekday()],
                "day": day.day,
                "month": self.phrases.words("months.short")[day.month - 1],
                "year": day.year,
            },
        )

    def _span(self, key: str, first: date, last: date) -> str:
        months = self.phrases.words("months.long")
        return self.phrases.say(
            key,
            {
                "first_day": first.day,
                "first_month": months[first.month - 1],
                "first_year": first.year,
                "last_day": last.day,
                "last_month": months[last.month - 1],
                "last_year": last.year,
            },
        )

    def _third(self, day: date) -> str:
        return self._of_month(self._part(day), day)

    def _of_month(self, part: str, day: date) -> str:
        """A part of the month that holds the day, with the year where it would not be clear."""
        near = abs(day - self.today) <= _YEAR_IS_CLEAR
        key = "likely.third" if near else "likely.third_with_year"
        month = self.phrases.words("months.long")[day.month - 1]
        return self.phrases.say(key, {"part": part, "month": month, "year": day.year})

    def _part(self, day: date) -> str:
        """Early is to the 10th, mid to the 20th, late the rest."""
        return self.phrases.words("likely.parts")[min((day.day - 1) // 10, 2)]
