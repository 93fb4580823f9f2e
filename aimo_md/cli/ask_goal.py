"""What `aimo new` asks on a terminal: what is in doubt, and what only its owner knows of a goal.

Knows how a question is put and an answer read. Knows nothing of what becomes of it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from aimo_md.cli.saying import say
from aimo_md.errors import RequestError
from aimo_md.goals.keys import PRIORITIES
from aimo_md.plan.sentence import understand
from aimo_md.text.dates import parse_day
from aimo_md.text.deadline import find_deadline

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.plan.sentence import Sentence
    from aimo_md.text.deadline import Deadline
    from aimo_md.text.task_line import Priority

_YES: Final = frozenset({"y", "yes", "네", "예"})
_NO: Final = frozenset({"", "n", "no", "아니요"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What its owner told of a goal; empty where a question was skipped."""

    why: str = ""
    criterion: str = ""
    priority: Priority | None = None


def at_terminal() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def spoken(day: date) -> str:
    """A day in words: `Mon 22 Feb 2027`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def certain_day(deadline: Deadline, today: date, *, ask: bool) -> date | None:
    """The day that is meant; where the words leave it in doubt, it is asked for, or refused.

    Raises:
        RequestError: nobody can be asked, or the day has passed.
    """
    day = deadline.day
    if day is None:
        if not ask:
            raise _in_doubt(deadline)
        day = _asked_day(deadline, today)
    if day is not None and day < today:
        raise RequestError(f"{spoken(day)} has passed ({deadline.words})", hint="name a day that is to come")
    return day


def understood(text: str, today: date, week_start: int, *, ask: bool) -> Sentence:
    """What a sentence says; whether a bare month or year in it is the deadline is asked, where it can be."""
    sentence = understand(text, today, week_start=week_start)
    if not ask or sentence.deadline is not None:
        return sentence
    guessed = understand(text, today, week_start=week_start, doubtful=True)
    if guessed.deadline is None or guessed.deadline.day is None or not guessed.title:
        return sentence
    say(f'"{guessed.deadline.words}" may be the deadline, {spoken(guessed.deadline.day)}.', err=True)
    while True:
        answer = _asked("Is it (y), or does it belong to the title (press Enter)?").casefold()
        if answer in _NO:
            return sentence
        if answer in _YES:
            return guessed
        say("Write y or n.", err=True)


def asked_about_goal() -> Told:
    """The three questions whose answers only the owner knows; all may be skipped."""
    say("Three questions; press Enter to skip one.", err=True)
    why = _asked("Why is it worth it?")
    criterion = _asked("How will you see that it is done?")
    return Told(why=why, criterion=criterion, priority=_asked_priority())


def _asked_priority() -> Priority | None:
    """How much a goal matters, in any of the ways in which its note may say it."""
    while True:
        answer = _asked("How much does it matter (highest, high, medium, low, lowest)?").casefold()
        if not answer or answer in PRIORITIES:
            return PRIORITIES.get(answer)
        say("Write one of these words, 1 to 5 or A to E, or nothing.", err=True)


def _asked(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()


def _in_doubt(deadline: Deadline) -> RequestError:
    """Why the words are not taken, with what they may mean."""
    if not deadline.days:
        message = f'"{deadline.words}" names no day that can be told'
        return RequestError(message, hint="write one such as 2027-03-31 or `by March`")
    readings = " or ".join(spoken(day) for day in deadline.days)
    return RequestError(
        f'"{deadline.words}" may be {readings}', hint=f"write the day, such as {deadline.days[0]}"
    )


def _asked_day(deadline: Deadline, today: date) -> date | None:
    """The day that is chosen or written; None where the goal shall have none."""
    if deadline.days:
        say(f'"{deadline.words}" may be', err=True)
        numbered = {str(number): day for number, day in enumerate(deadline.days, 1)}
        for number, day in numbered.items():
            say(f"  {number}. {spoken(day)}", err=True)
        while True:
            answer = _asked("Which of them?")
            if answer in numbered:
                return numbered[answer]
            say(f"Write a number from 1 to {len(numbered)}.", err=True)
    say(f'"{deadline.words}" names no day that can be told.', err=True)
    while True:
        answer = _asked("By when (a day such as 2027-03-31, `March`, or nothing)?")
        if not answer:
            return None
        found = find_deadline(answer, today)[0] or find_deadline(f"by {answer}", today)[0]
        written = parse_day(answer) or (None if found is None else found.day)
        if written is not None:
            return written
        say("That names no certain day.", err=True)
