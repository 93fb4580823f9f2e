"""The English of recurrence rules: `every 2 weeks on Tuesday when done` and what it says.

Reads what rrule.js reads, as the Obsidian Tasks plugin feeds it, slips included: words that rrule.js passes
over are passed over here, so that both tools put the same day on the next line. Knows no calendar: which
days a rule means is for `recurrence`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aimo_md.text.recurrence_rule import MONDAY_TO_FRIDAY, MONTHS, WEEKDAYS, Frequency, NthWeekday, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEEKDAY_BY_LETTERS = {name[:2].lower(): index for index, name in enumerate(WEEKDAYS)}
_MONTH_BY_LETTERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_ORDINALS = {"first": 1, "second": 2, "third": 3}

# A rule of more digits would lead out of the calendar, and int() refuses some thousands of them.
_MOST_DIGITS = 6
_MOST_NTH = 366
_HOURS_A_DAY = 24

_MONTH_PATTERN = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)

# All that the plugin lets through to rrule.js; a rule with any other character is no rule to it.
_RULE_TEXT = re.compile("[a-z0-9, !]+", re.ASCII | re.IGNORECASE)

# rrule.js takes the longest word that fits; here each alternative stands before those that begin like it.
_TOKEN = re.compile(
    rf"""\ *+(?:
    (?P<every>every)
  | (?P<nth>[1-9][0-9]*+(?:th|nd|rd|st))
  | (?P<number>[1-9][0-9]*+)
  | (?P<other>one|two|three|times?)
  | (?P<workdays>weekdays?)
  | (?P<unit>(?:minute|hour|day|week|month|year)s?)
  | (?P<on>on|in)
  | (?P<at>at)
  | (?P<the>the)
  | (?P<ordinal>first|second|third)
  | (?P<last>last)
  | (?P<for>for)
  | (?P<until>(?:un)?til)
  | (?P<weekday>mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:n(?:esday)?)?)?|th(?:u(?:r(?:sday)?)?)?
        |fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?)
  | (?P<month>{_MONTH_PATTERN})
  | (?P<comma>(?:(?:,|and|or)\ *+)++)
    )""",
    re.VERBOSE,
)
_UNTIL_DAY = re.compile(
    rf"(?:(?P<m1>{_MONTH_PATTERN}) +(?P<d1>[0-9]{{1,2}})|(?P<d2>[0-9]{{1,2}}) +(?P<m2>{_MONTH_PATTERN}))"
    r"(?: *, *| +)(?P<year>[0-9]{4})"
)


def parse_rule(text: str) -> Rule | None:
    """The rule that the text after 🔁 states, or None where the plugin would not understand it.

    Never raises; takes time linear in the length of the text. Stricter than the plugin for numbers that lead
    out of the calendar, hours past 23, and days after `until` other than `January 31, 2027` and
    `31 January 2027`.
    """
    given = text.strip()
    if not _RULE_TEXT.fullmatch(given):
        return None
    lowered = given.lower()
    words = lowered.removesuffix(" when done")
    reader = _Reader(words)
    try:
        reader.read_rule()
    except _NotUnderstoodError:
        return None
    return Rule(
        when_done=words != lowered,
        frequency=reader.frequency,
        interval=reader.interval,
        weekdays=tuple(sorted(reader.weekdays)),
        nth_weekdays=tuple(sorted(reader.nth_weekdays, key=lambda nth: nth.weekday)),
        month_days=tuple(sorted(reader.month_days, key=lambda day: (day < 0, abs(day)))),
        months=tuple(reader.months),
        weeks=tuple(reader.weeks),
        hours=tuple(reader.hours),
        until=reader.until,
        times=reader.times,
    )


class _NotUnderstoodError(Exception):
    """The text leaves the grammar at a place where rrule.js gives up."""


class _Token(NamedTuple):
    kind: str
    text: str
    end: int


def _tokens(words: str) -> Iterator[_Token]:
    """The words that mean something, up to the first that does not: there rrule.js stops without a fault."""
    position = 0
    while (found := _TOKEN.match(words, position)) is not None:
        # Every alternative is a named group, so there always is a last one.
        kind = found.lastgroup or ""
        position = found.end()
        yield _Token(kind, found[kind], position)


class _Reader:
    """Walks over the words of a rule once and gathers its parts."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._tokens = _tokens(words)
        self._token = next(self._tokens, None)
        self.frequency = Frequency.DAY
        self.interval = 1
        self.weekdays: list[int] = []
        self.nth_weekdays: list[NthWeekday] = []
        self.month_days: list[int] = []
        self.months: list[int] = []
        self.weeks: list[int] = []
        self.hours: list[int] = []
        self.until: date | None = None
        self.times: int | None = None

    def read_rule(self) -> None:
        """`every [number]`, what recurs, on which days, and where it ends."""
        self._expect("every")
        if self._at("number"):
            self.interval = self._number()
        if self._at("unit"):
            self._unit()
        elif self._accept("workdays"):
            self.frequency = Frequency.WEEK
            self.weekdays.extend(MONDAY_TO_FRIDAY)
            self._read_hours()
        elif self._at("weekday"):
            self.frequency = Frequency.WEEK
            self.weekdays.append(self._weekday())
            while self._accept("comma"):
                self.weekdays.append(self._weekday())
            self._read_hours()
            self._month_days_of_weekdays()
        else:
            self.frequency = Frequency.YEAR
            self.months.append(self._month())
            while self._accept("comma"):
                self.months.append(self._month())
            self._read_on()
        self._read_end()

    def _unit(self) -> None:
        self.frequency = Frequency(self._expect("unit").removesuffix("s"))
        if self.frequency is not Frequency.DAY:
            self._read_on()
        if self.frequency in (Frequency.DAY, Frequency.WEEK):
            self._read_hours()

    def _read_on(self) -> None:
        """`on the 1st and last`, `on Monday, Friday`, `on the last Friday`, `in May`, `in week 5`."""
        on = self._accept("on")
        if not self._accept("the") and not on:
            return
        while self._read_on_part():
            if not (self._accept("comma") or self._accept("the") or self._accept("on")):
                return

    def _read_on_part(self) -> bool:
        nth = self._nth()
        if nth is not None and self._at("weekday"):
            self.nth_weekdays.append(NthWeekday(self._weekday(), nth))
        elif nth is not None:
            self.month_days.append(nth)
            if self._at_unit("day"):
                self._advance()
        elif self._at("weekday"):
            self.weekdays.append(self._weekday())
        elif self._accept("workdays"):
            # Beside other weekdays rrule.js passes over the word.
            if not (self.weekdays or self.nth_weekdays):
                self.weekdays.extend(MONDAY_TO_FRIDAY)
        elif self._at_unit("week"):
            self._advance()
            self.weeks = self._numbers()
        elif self._at("month"):
            self.months.append(self._month())
        else:
            return False
        return True

    def _month_days_of_weekdays(self) -> None:
        """`the 13th` after `every Friday`."""
        self._accept("on")
        self._accept("the")
        nth = self._nth()
        while nth is not None:
            self.month_days.append(nth)
            # rrule.js passes over one word here, whatever it is: of `the 13th and 20th` it takes the 13th.
            self._advance()
            nth = self._expect_nth() if self._accept("comma") else None

    def _read_hours(self) -> None:
        """`at 9 and 17`."""
        while self._accept("at"):
            self.hours = self._numbers()
            if max(self.hours) >= _HOURS_A_DAY:
                raise _NotUnderstoodError

    def _read_end(self) -> None:
        """`until January 31, 2027` or `for 3 times`."""
        if self._token is not None and self._token.kind == "until":
            self.until = _until_day(self._words[self._token.end :].strip(" "))
        elif self._accept("for"):
            self.times = self._number()

    def _advance(self) -> None:
        self._token = next(self._tokens, None)

    def _at(self, kind: str) -> bool:
        return self._token is not None and self._token.kind == kind

    def _at_unit(self, unit: str) -> bool:
        return self._token is not None and self._token.text in (unit, unit + "s")

    def _accept(self, kind: str) -> bool:
        if not self._at(kind):
            return False
        self._advance()
        return True

    def _expect(self, kind: str) -> str:
        if self._token is None or self._token.kind != kind:
            raise _NotUnderstoodError
        text = self._token.text
        self._advance()
        return text

    def _number(self) -> int:
        return _count(self._expect("number"))

    def _numbers(self) -> list[int]:
        numbers = [self._number()]
        while self._accept("comma"):
            numbers.append(self._number())
        return numbers

    def _weekday(self) -> int:
        return _WEEKDAY_BY_LETTERS[self._expect("weekday")[:2]]

    def _month(self) -> int:
        return _MONTH_BY_LETTERS[self._expect("month")[:3]]

    def _nth(self) -> int | None:
        """`first`, `2nd`, `last`, `2nd last`, where one stands next."""
        if self._accept("last"):
            return -1
        if self._at("ordinal"):
            word = self._expect("ordinal")
            nth = _ORDINALS[word]
            # `first last` is none of rrule.js's words.
            return -nth if nth > 1 and self._accept("last") else nth
        if self._at("nth"):
            nth = _count(self._expect("nth")[:-2])
            if nth > _MOST_NTH:
                raise _NotUnderstoodError
            return -nth if self._accept("last") else nth
        return None

    def _expect_nth(self) -> int:
        nth = self._nth()
        if nth is None:
            raise _NotUnderstoodError
        return nth


def _count(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise _NotUnderstoodError
    return int(digits)


def _until_day(words: str) -> date:
    found = _UNTIL_DAY.fullmatch(words)
    if found is None:
        raise _NotUnderstoodError
    month = _MONTH_BY_LETTERS[(found["m1"] or found["m2"])[:3]]
    try:
        return date(int(found["year"]), month, int(found["d1"] or found["d2"]))
    except ValueError as error:
        raise _NotUnderstoodError from error
