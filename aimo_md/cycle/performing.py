"""A planned turn done: each action through the hands, from the start again where a note changed meanwhile.

Knows the order of actions and what to do when one is refused. Knows nothing of how a file is written.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, assert_never

from aimo_md.cycle.actions import CommitNotes, KeepVersions, PassOver, PostMessage, RememberJob, WriteNote
from aimo_md.cycle.measuring import measured_and_kept
from aimo_md.cycle.planning import plan_turn
from aimo_md.cycle.requests import needs
from aimo_md.errors import AimoError, ChangedError, GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from aimo_md.cycle.actions import Action, Turn
    from aimo_md.cycle.last_measured import LastMeasured
    from aimo_md.cycle.requests import Needs, Request
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message
    from aimo_md.notes.render import Templates
    from aimo_md.plan.undo import Versions
    from aimo_md.text.dates import Period

_TRIES = 3


class Hands(Protocol):
    """By what a turn touches the world."""

    def clear_away(self) -> None:
        """Remove what a turn that died left behind."""

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read; ChangedError where it is not."""

    def keep_versions(self, decision: str, versions: tuple[Versions, ...]) -> None:
        """Keep what a decision changes."""

    def commit(self, paths: tuple[str, ...], message: str) -> tuple[str, ...]:
        """Commit these notes; those that were committed, since git may ignore some or find nothing new."""

    def post(self, key: str, message: Message) -> None:
        """Queue a message."""

    def remember(self, job: str, period: str) -> None:
        """Note that a job is done for a period."""

    def pass_over(self, path: str) -> None:
        """Forget what was ticked and unticked by hand in a note."""


class Place(Hands, Protocol):
    """What can be looked at as well as changed."""

    @property
    def templates(self) -> Templates:
        """The texts of the notes that aimo writes."""

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now."""

    def look_closer(self, snapshot: Snapshot, needs: Needs) -> Snapshot:
        """The snapshot with the notes and commits that are needed to follow what is asked for."""

    def keep(self, measured: LastMeasured) -> None:
        """Have the next look be measured from this; it stays true, whatever becomes of the turn."""


def foresee(
    place: Place,
    now: datetime,
    *,
    commit_due: bool,
    wanted: Period | None = None,
    ask: Callable[[Measures], Request] | None = None,
    jobs_wait: bool = False,
) -> Turn:
    """Look and plan; nothing is written.

    Args:
        place: the vault.
        now: the wall clock of its zone.
        commit_due: whether the user's changes are to be committed.
        wanted: the period whose review is asked for.
        ask: what a command asks for, worked out from what is measured.
        jobs_wait: whether what is due by the clock waits: notes of other devices may be on their way.

    Raises:
        RequestError: what is asked for cannot be understood or followed.
        AimoError: the disk or git refused.
    """
    snapshot = place.look(now, commit_due=commit_due)
    request = None
    if ask is not None:
        snapshot, measures = measured_and_kept(snapshot)
        request = ask(measures)
    needed = needs(snapshot, request)
    if needed is not None:
        snapshot = place.look_closer(snapshot, needed)
    turn = plan_turn(snapshot, place.templates, wanted, request, jobs_wait=jobs_wait)
    if turn.last_measured is not None:
        place.keep(turn.last_measured)
    return turn


def perform(turn: Turn, hands: Hands) -> Turn:
    """Do the actions of a planned turn in their order; the turn as it was done.

    A note of aimo's that cannot be written, because something else lies in its place or its folder is closed,
    keeps nothing else from being done: the user's notes are still committed. Where git refuses a commit,
    those that would come after it are left out, since they would hold what it did not take.

    Raises:
        ChangedError: a note is no longer what was read. What comes after it was not done.
        AimoError: the disk or the outbox refused what is asked for.
    """
    hands.clear_away()
    refused: list[AimoError] = []
    done: list[Action] = []
    for action in turn.actions:
        if _is_still_wanted(action, refused):
            try:
                done += _do(action, hands)
            except AimoError as error:
                if not _goes_on_after(error, action):
                    raise
                refused.append(error)
    return replace(turn, actions=tuple(done), refused=refused[0] if refused else None)


def _do(action: Action, hands: Hands) -> Iterator[Action]:
    """Do it; what it came to."""
    match action:
        case WriteNote():
            hands.write(action.path, action.text, action.expected)
        case KeepVersions():
            hands.keep_versions(action.decision, action.versions)
        case CommitNotes():
            committed = hands.commit(action.paths, action.message)
            if committed:
                yield replace(action, paths=committed)
            return
        case PostMessage():
            hands.post(action.key, action.message)
        case RememberJob():
            hands.remember(action.job, action.period)
        case PassOver():
            hands.pass_over(action.path)
        case _:
            assert_never(action)
    yield action


def _is_still_wanted(action: Action, refused: Sequence[AimoError]) -> bool:
    """Whether an action makes sense after what was refused; a review that was not written is due again."""
    if isinstance(action, CommitNotes):
        return not any(isinstance(error, GitError) for error in refused)
    return not isinstance(action, RememberJob) or all(isinstance(error, GitError) for error in refused)


def _goes_on_after(error: AimoError, action: Action) -> bool:
    """Whether the other actions make sense although this one was refused."""
    if isinstance(action, WriteNote):
        return not action.asked and not isinstance(error, ChangedError)
    return isinstance(action, CommitNotes) and isinstance(error, GitError)


def take_turn(
    place: Place,
    now: datetime,
    *,
    commit_due: bool,
    wanted: Period | None = None,
    ask: Callable[[Measures], Request] | None = None,
    jobs_wait: bool = False,
) -> Turn:
    """Look, plan and perform; from the start again where a note changed in between.

    The arguments are those of `foresee`.

    Raises:
        ChangedError: notes kept changing; nothing of what was refused was written.
        RequestError: what is asked for cannot be understood or followed.
        AimoError: the disk, git or the outbox refused, before anything was done or what is asked for.
    """

    def try_it() -> Turn:
        turn = foresee(place, now, commit_due=commit_due, wanted=wanted, ask=ask, jobs_wait=jobs_wait)
        return perform(turn, place)

    for _ in range(_TRIES - 1):
        with suppress(ChangedError):
            return try_it()
    return try_it()
