"""Why something that a person asked for was not done, as data.

Knows the reasons, and which line of a note asked. Knows no words: how a reason reads is the room `notes`.

A tick that was refused stays in its note, so that the word beside it stays true from turn to turn: either *in
place*, where the offer still stands and only has to be made clear, or *aside*, as a line of its own with
another id, where what it offered is no longer offered. Unticking a line that was put aside takes it away.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from aimo_md.plan.boxes import Box


class Hindrance(StrEnum):
    """What stands in the way."""

    #: Two different answers are ticked for one goal.
    TWO_TICKS = "two_ticks"
    #: What stands in backticks is no day where there must be one.
    NO_DAY = "no_day"
    #: The day has passed.
    PAST_DAY = "past_day"
    #: There are no words in backticks where there must be some.
    NO_WORDS = "no_words"
    #: A value was given to an option that has none.
    NO_VALUE = "no_value"
    #: The goal is gone, or has changed since so that the offer is another one or none.
    NOT_OFFERED = "not_offered"
    #: A note that has to change cannot be changed as meant.
    UNWRITABLE = "unwritable"
    #: What is to be taken back was changed since.
    CHANGED_SINCE = "changed_since"
    #: What is to be taken back cannot be told without git's history of the note.
    UNKNOWN_BEFORE = "unknown_before"
    #: A decision was applied and stands in no goal's note any more.
    VANISHED = "vanished"
    #: No task, or more than one, is the one that was ticked.
    NO_TASK = "no_task"
    #: The task recurs in a way that only its own plugin can complete.
    RECURS = "recurs"


_ASIDE: Final = frozenset({Hindrance.NOT_OFFERED, Hindrance.NO_TASK, Hindrance.VANISHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindered:
    """What stands in the way; `detail` says more where more is known, as half a sentence in English."""

    by: Hindrance
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line whose tick, or missing tick, was not followed; `goal` is a path, where one is known."""

    why: Hindered
    box: Box
    goal: str | None = None

    @property
    def aside(self) -> bool:
        """Whether the line is put aside; else it stays in the place of the offer that it changed."""
        return self.why.by in _ASIDE
