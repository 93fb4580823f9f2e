"""Why an edit was not made, as a value: the caller tells the person, or reads the note again."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class RefusalReason(StrEnum):
    """What stands in the way; stable, so that a caller can decide by it."""

    #: The text that the edit names is not in the note any more.
    GONE = "gone"
    #: The text that the edit names stands in several places, none of them the expected one.
    AMBIGUOUS = "ambiguous"
    #: Two edits of one request want different things of one line.
    CONFLICT = "conflict"
    #: The line that should get a symbol or a field is no task.
    NOT_A_TASK = "not-a-task"
    #: A frontmatter value is a list, block text or otherwise more than one plain value on one line.
    NOT_A_PLAIN_VALUE = "not-a-plain-value"
    #: The note would not read as wanted afterwards, or something else in it would read differently.
    WOULD_MISREAD = "would-misread"


class Refusal(Struct, frozen=True, kw_only=True):
    """An edit that was not made. `message` is a sentence for the person, without a full stop."""

    reason: RefusalReason
    message: str
