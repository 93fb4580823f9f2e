"""What a person asks for by a command, and what has to be read before anything can be done.

Knows the requests as values, and which notes and decisions they and the ticks in aimo's notes are about.
Knows nothing of how they are carried out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from aimo_md.cycle.asking import asking_boxes, asks
from aimo_md.cycle.last_measured import assembled_since
from aimo_md.cycle.own_boxes import own_boxes
from aimo_md.plan.answers import Answer
from aimo_md.plan.apply import sources
from aimo_md.plan.boxes import BoxKind
from aimo_md.plan.goal_finder import GoalFinder
from aimo_md.plan.note_edits import NoteEdits
from aimo_md.plan.ticks import read_ticks
from aimo_md.plan.undo import Undo, read_undos

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.goals.model import Task, Vault
    from aimo_md.plan.boxes import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A task is done."""

    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One more task: `words` in the note at `path`, where there is one beside the task `near`."""

    path: str
    words: str
    near: Task | None = None


Request: TypeAlias = Answer | Undo | Completion | Addition | NoteEdits


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What must be known to follow what is asked for: the texts of notes, the commits of decisions by id."""

    notes: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        """What either needs."""
        return Needs(notes=self.notes | other.notes, decisions=self.decisions | other.decisions)


def needs(snapshot: Snapshot, request: Request | None = None) -> Needs | None:
    """What has to be read; None where nothing is asked for, by a box, by a tick by hand or by a request."""
    asking = asking_boxes(snapshot, own_boxes(snapshot))
    boxes = tuple(box for of_note in asking.values() for box in of_note if asks(box))
    if not boxes and not snapshot.by_hand and request is None:
        return None
    vault = assembled_since(snapshot.last_measured, snapshot.notes, snapshot.config).vault
    found = Needs(notes=frozenset(each.task.path for each in snapshot.by_hand))
    for each in (*_of_boxes(boxes, vault), *(() if request is None else (_of_request(request, vault),))):
        found |= each
    return found


def _of_boxes(boxes: Iterable[Box], vault: Vault) -> Iterator[Needs]:
    boxes = tuple(boxes)
    finder = GoalFinder.of(vault)
    goals = {finder.goal_of(box) for box in boxes if box.kind is BoxKind.OPTION}
    yield from (Needs(notes=sources(goal, vault)) for goal in goals if goal is not None)
    yield Needs(notes=frozenset(tick.task.path for tick in read_ticks(boxes, vault).ticks))
    yield from (_of_request(undo, vault) for undo in read_undos(boxes, vault).undos)


def _of_request(request: Request, vault: Vault) -> Needs:
    match request:
        case Answer():
            return Needs(notes=sources(request.goal, vault))
        case Undo():
            return Needs(notes=frozenset({request.decision.goal}), decisions=frozenset({request.decision.id}))
        case Completion():
            return Needs(notes=frozenset({request.task.path}))
        case Addition() | NoteEdits():
            return Needs(notes=frozenset({request.path}))
        case _:
            assert_never(request)
