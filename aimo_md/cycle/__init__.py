"""One turn: from what the vault holds now to everything that should happen, as a value; then doing it.

`plan_turn` is pure: a `Snapshot` in, a `Turn` out, its actions in the order in which they are to be done.
`perform` does them through the `Hands` that it is given. A turn that follows a turn finds nothing to do.
"""

from aimo_md.cycle.actions import (
    Action,
    CommitNotes,
    KeepVersions,
    PassOver,
    PostMessage,
    RememberJob,
    Turn,
    WriteNote,
)
from aimo_md.cycle.answering import HinderedError
from aimo_md.cycle.measuring import measured, measured_at_the_end
from aimo_md.cycle.performing import Hands, Place, foresee, perform, take_turn
from aimo_md.cycle.planning import plan_turn
from aimo_md.cycle.requests import Addition, Completion, Needs, Request, needs
from aimo_md.cycle.snapshot import NoteText, Snapshot

__all__ = [
    "Action",
    "Addition",
    "CommitNotes",
    "Completion",
    "Hands",
    "HinderedError",
    "KeepVersions",
    "Needs",
    "NoteText",
    "PassOver",
    "Place",
    "PostMessage",
    "RememberJob",
    "Request",
    "Snapshot",
    "Turn",
    "WriteNote",
    "foresee",
    "measured",
    "measured_at_the_end",
    "needs",
    "perform",
    "plan_turn",
    "take_turn",
]
