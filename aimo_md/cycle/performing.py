"""A planned turn done: each action through the hands, from the start again where a note changed meanwhile.

Knows the order of actions and what to do when one is refused. Knows nothing of how a file is written.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, assert_never

from aimo_md.cycle.actions import CommitNotes, PostMessage, RememberJob, WriteNote
from aimo_md.cycle.planning import plan_turn
from aimo_md.errors import AimoError, ChangedError

if TYPE_CHECKING:
    from datetime import datetime

    from aimo_md.cycle.actions import Action, Turn
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.notes.message import Message
    from aimo_md.notes.render import Templates
    from aimo_md.text.dates import Period

_TRIES = 3


class Hands(Protocol):
    """By what a turn touches the world."""

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read; ChangedError where it is not."""

    def commit(self, paths: tuple[str, ...], message: str) -> None:
        """Commit these notes."""

    def post(self, key: str, message: Message) -> None:
        """Queue a message."""

    def remember(self, job: str, period: str) -> None:
        """Note that a job is done for a period."""


class Place(Hands, Protocol):
    """What can be looked at as well as changed."""

    @property
    def templates(self) -> Templates:
        """The texts of the notes that aimo writes."""

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now."""


def perform(actions: tuple[Action, ...], hands: Hands) -> None:
    """Do the actions in their order.

    A note that cannot be written, because something else lies in its place or its folder is closed, keeps
    nothing else from being done: the user's notes are still committed.

    Raises:
        ChangedError: a note is no longer what was read. What comes after it was not done.
        AimoError: the disk, git or the outbox refused; for a note, after all else was done.
    """
    refused: AimoError | None = None
    for action in actions:
        match action:
            case WriteNote():
                try:
                    hands.write(action.path, action.text, action.expected)
                except ChangedError:
                    raise
                except AimoError as error:
                    refused = refused or error
            case CommitNotes():
                hands.commit(action.paths, action.message)
            case PostMessage():
                hands.post(action.key, action.message)
            case RememberJob():
                if refused is None:  # else the review is due again
                    hands.remember(action.job, action.period)
            case _:
                assert_never(action)
    if refused is not None:
        raise refused


def take_turn(place: Place, now: datetime, *, commit_due: bool, wanted: Period | None = None) -> Turn:
    """Look, plan and perform; from the start again where a note changed in between.

    Raises:
        ChangedError: notes kept changing; nothing of what was refused was written.
        AimoError: the disk, git or the outbox refused.
    """

    def try_it() -> Turn:
        turn = plan_turn(place.look(now, commit_due=commit_due), place.templates, wanted)
        perform(turn.actions, place)
        return turn

    for _ in range(_TRIES - 1):
        with suppress(ChangedError):
            return try_it()
    return try_it()
