"""What a turn did, in words on stderr.

Knows the kinds of action; knows nothing of how they are done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import click

from aimo_md.cycle import CommitNotes, PostMessage, RememberJob, WriteNote

if TYPE_CHECKING:
    from aimo_md.cycle import Turn


def tell_turn(turn: Turn, *, would: bool) -> None:
    """A line for each action, and one where there was nothing to do."""
    lines = [line for action in turn.actions if (line := _line(action, would=would))]
    for line in lines or ["Nothing to do: everything is up to date."]:
        click.echo(line, err=True)


def _line(action: WriteNote | CommitNotes | PostMessage | RememberJob, *, would: bool) -> str:
    match action:
        case WriteNote():
            return f"{'Would write' if would else 'Wrote'} {action.path}"
        case CommitNotes():
            subject = action.message.partition("\n")[0]
            return f"{'Would commit' if would else 'Committed'} {len(action.paths)} notes: {subject}"
        case PostMessage():
            return f"{'Would post' if would else 'Queued for Discord:'} {action.key}"
        case RememberJob():
            return ""
        case _:
            assert_never(action)
