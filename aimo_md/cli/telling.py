"""What a turn did, in words on stderr.

Knows the kinds of action; knows nothing of how they are done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import click

from aimo_md.cycle import CommitNotes, PassOver, PostMessage, RememberJob, WriteNote

if TYPE_CHECKING:
    from aimo_md.cycle import Action, Turn
    from aimo_md.delivery import Delivery


def counted(number: int, word: str) -> str:
    """`1 goal`, `2 goals`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def tell_turn(turn: Turn, delivery: Delivery, *, would: bool) -> None:
    """A line for each action, and one where there was nothing to do; without a webhook none of posts."""
    told = (action for action in turn.actions if not isinstance(action, PostMessage) or delivery.possible)
    lines = [line for action in told if (line := _line(action, would=would))]
    for line in lines or ["Nothing to do: everything is up to date."]:
        click.echo(line, err=True)


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
        case RememberJob() | PassOver():
            return ""
        case _:
            assert_never(action)
