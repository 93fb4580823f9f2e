"""What a turn did, in words on stderr, and what it could not do.

Knows the kinds of action; knows nothing of how they are done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from aimo_md.cli.saying import say
from aimo_md.cycle import CommitNotes, KeepVersions, PassOver, PostMessage, RememberJob, WriteNote
from aimo_md.errors import GitError

if TYPE_CHECKING:
    from aimo_md.cycle import Action, Turn
    from aimo_md.delivery import Delivery

_NOTHING_TO_REPEAT: Final = (
    "what was written stays, so there is nothing to repeat: only the commit is missing,"
)
_NEXT_COMMIT: Final = "and the next one, aimo's or yours, takes it in"


def counted(number: int, word: str) -> str:
    """`1 goal`, `2 goals`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def tell_turn(turn: Turn, delivery: Delivery, *, would: bool) -> None:
    """A line for each action, and one where there was nothing to do; without a webhook none of posts."""
    told = (action for action in turn.actions if not isinstance(action, PostMessage) or delivery.queues)
    lines = [line for action in told if (line := _line(action, would=would))]
    for line in lines or ["Nothing to do: everything is up to date."]:
        say(line, err=True)


def require_all_done(turn: Turn) -> None:
    """Make sure that nothing was refused of what a turn was to do; to be called once it is told.

    Raises:
        AimoError: the disk or git refused something.
    """
    if turn.refused is None:
        return
    wrote = any(isinstance(action, WriteNote) for action in turn.actions)
    if wrote and isinstance(turn.refused, GitError):
        raise not_committed(turn.refused)
    raise turn.refused


def not_committed(error: GitError, later: str = _NEXT_COMMIT) -> GitError:
    """The same, told to somebody for whom something was written; `later` says how it gets committed."""
    return GitError(str(error), hint=f"{error.hint}\n      {_NOTHING_TO_REPEAT} {later}")


def _line(action: Action, *, would: bool) -> str:
    match action:
        case WriteNote():
            return f"{'Would write' if would else 'Wrote'} {action.path}"
        case CommitNotes():
            subject = action.message.partition("\n")[0]
            return (
                f"{'Would commit' if would else 'Committed'} {counted(len(action.paths), 'note')}: {subject}"
            )
        case PostMessage():
            return f"{'Would post' if would else 'Queued for Discord:'} {action.key}"
        case RememberJob() | KeepVersions() | PassOver():
            return ""
        case _:
            assert_never(action)
