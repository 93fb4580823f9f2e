"""What a turn does, as values: they are planned first, then told or done.

Knows each action by what it is about. Knows nothing of how one is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from aimo_md.cycle.last_measured import LastMeasured
    from aimo_md.errors import AimoError
    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message
    from aimo_md.plan.undo import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """Put this text into a note; `expected` is the hash of what it replaces, None for a new note.

    `asked` says that its user asked for it: where it cannot be written, nothing after it is true.
    """

    path: str
    text: str
    expected: str | None
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepVersions:
    """Keep what a decision changes, so that it can be taken back where no commit comes to hold it."""

    decision: str
    versions: tuple[Versions, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitNotes:
    """Commit these notes."""

    paths: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMessage:
    """Post to Discord, once for this key."""

    key: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberJob:
    """Note that a job is done for a period."""

    job: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOver:
    """Forget what was ticked or unticked by hand in a note, since nothing follows from it."""

    path: str


Action: TypeAlias = WriteNote | KeepVersions | CommitNotes | PostMessage | RememberJob | PassOver


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was found, and what is to be done about it.

    `waiting` says that something has to wait until the user has put a note away. `last_measured` is what the
    next look is to be measured from. Once the turn is performed, `actions` are those that were done, and
    `refused` is the first of what the disk or git refused while they were.
    """

    measures: Measures
    actions: tuple[Action, ...]
    waiting: bool = False
    last_measured: LastMeasured | None = None
    refused: AimoError | None = None
