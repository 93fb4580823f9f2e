"""By when something shall be done, as a sentence says it.

Knows what a deadline found in a text is, and how those that two languages find are brought together. Knows
no clock: today is passed in. A phrase that may mean several days gives all of them, one that names no
certain day (`by summer`) gives none: whoever reads the sentence can ask, which is better than to guess. A
bare month or year, which may as well belong to a name, stays in the text, unless the reader can ask about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.text.day_phrases import Now
from aimo_md.text.english_bare_days import english_bare_days, english_doubtful_days
from aimo_md.text.english_deadlines import english_deadlines
from aimo_md.text.korean_deadlines import korean_bare_days, korean_deadlines, korean_doubtful_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from aimo_md.text.day_phrases import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What a text says about the day: its words, and the days that they may mean, in order.

    Of one day it is certain; of several, any of them may be meant; of none, the words name no day that can be
    told, or one that the calendar does not have.
    """

    words: str
    days: tuple[date, ...]

    @property
    def day(self) -> date | None:
        """The day, where there is no doubt about it."""
        return self.days[0] if len(self.days) == 1 else None


def find_deadline(
    text: str, today: date, *, week_start: int = 0, lasting: bool = False, doubtful: bool = False
) -> tuple[Deadline | None, str]:
    """The deadline that a text states, None where it states none, and the text without it.

    Two phrases that name different days are one deadline in doubt. A day that stands by itself counts where
    no phrase says `by` or the like. Months, quarters and days without a year
    are the next ones to come; a period stands for its last day; what is to be done before a day or period is
    due on the day before it.

    Args:
        text: a sentence, in English or Korean.
        today: from where `tomorrow` and `in three months` count.
        week_start: 0 for Monday to 6 for Sunday.
        lasting: whether `for 30 days` says until when, as it does of a habit, and not how long something is.
        doubtful: whether a bare month or year, or `내일`, is read as one where there is no other, though it
            may belong to a name, such as that of a film.
    """
    now = Now(today=today, week_start=week_start)
    stated = (*english_deadlines(text, now, lasting=lasting), *korean_deadlines(text, now, lasting=lasting))
    bare = () if stated else (*english_bare_days(text, now), *korean_bare_days(text, now))
    phrases = tuple(_apart(stated or bare))
    if doubtful and not phrases:
        phrases = tuple(_apart((*english_doubtful_days(text, now), *korean_doubtful_days(text, now))))
    if not phrases:
        return None, text
    words = " … ".join(text[phrase.first : phrase.end].strip() for phrase in phrases)
    certain = all(phrase.days for phrase in phrases)
    days = sorted({day for phrase in phrases for day in phrase.days}) if certain else ()
    return Deadline(words=words, days=tuple(days)), _without(text, phrases)


def _apart(found: Iterable[Phrase]) -> Iterator[Phrase]:
    """The phrases that do not overlap: of those that do the one that begins first, then the longest."""
    end = 0
    for phrase in sorted(found, key=lambda phrase: (phrase.first, -phrase.end)):
        if phrase.first >= end:
            end = phrase.end
            yield phrase


def _without(text: str, phrases: Iterable[Phrase]) -> str:
    kept, end = [], 0
    for phrase in phrases:
        kept.append(text[end : phrase.first])
        end = phrase.end
    return " ".join((*kept, text[end:]))
