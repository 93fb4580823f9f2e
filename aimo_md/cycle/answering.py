"""What is asked for, followed one thing at a time: decisions taken back, tasks ticked, questions answered.

Each step changes texts; the caller measures again before the next, since one answer can change what another
goal is offered. Knows the order in which things are followed and what has been dealt with. Knows nothing of
disk, git, or how the notes of aimo's are written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, assert_never

from aimo_md.cycle.asking import asking_boxes
from aimo_md.cycle.own_boxes import own_boxes
from aimo_md.cycle.requests import Addition, Completion
from aimo_md.errors import RequestError
from aimo_md.plan.answers import Answer, read_answers
from aimo_md.plan.apply import Applied, apply
from aimo_md.plan.by_hand import follow, still_standing
from aimo_md.plan.complete import complete
from aimo_md.plan.new_line import with_new_task
from aimo_md.plan.note_edits import NoteEdits, by_note, edited
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.plan.ticks import read_ticks, tick_off
from aimo_md.plan.undo import Undo, read_undos, take_back

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.cycle.asking import Boxes
    from aimo_md.cycle.generated import Generated
    from aimo_md.cycle.requests import Request
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.plan.refused import Refused


class HinderedError(RequestError):
    """What a command asks for cannot be done; `why` says what stands in the way."""

    def __init__(self, why: Hindered) -> None:
        super().__init__(why.detail or str(why.by))
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """What a turn has dealt with: the ids of boxes that were followed, and of decisions taken back."""

    settled: frozenset[str] = frozenset()
    taken_back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was followed.

    Attributes:
        texts: the new texts of the notes that it changes, by path.
        dealt: what has been dealt with since.
        record: a line for the body of its commit; empty for none.
        decision: the id of the decision that it applies; empty where it is none.
        alone: whether it is a commit of its own; what follows a task's tick is one of the user's changes.
    """

    texts: Mapping[str, str]
    dealt: Dealt
    record: str = ""
    decision: str = ""
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The next step, if there is one; else all that was asked for and could not be followed."""

    step: Step | None
    refused: tuple[Refused, ...] = ()


def next_step(generated: Generated, dealt: Dealt) -> Asked:
    """The first thing that the boxes in aimo's notes ask for and that can be done."""
    refused: list[Refused] = []
    boxes = asking_boxes(generated.snapshot, own_boxes(generated.snapshot))
    for read in (_taken_back, _ticked, _answered):
        found = read(generated, boxes, dealt)
        if found.step is not None:
            return found
        refused += found.refused
    return Asked(step=None, refused=tuple(refused))


def done_by_hand(snapshot: Snapshot, measures: Measures) -> tuple[Step | None, frozenset[str]]:
    """What follows from the recurring tasks that were ticked or unticked by hand.

    With it the notes with such tasks from which nothing follows. A note that cannot be changed now, or says
    something else by now, is not among them: it waits for another look.
    """
    notes, texts = measures.vault.notes, _texts(snapshot)
    standing = still_standing(snapshot.by_hand, notes, texts)
    new = follow(standing, notes, texts, snapshot.config)
    step = Step(texts=new, dealt=Dealt(), alone=False) if new else None
    return step, frozenset(each.task.path for each in standing) - new.keys()


def requested(request: Request, snapshot: Snapshot, measures: Measures) -> Step:
    """What a command asks for.

    Raises:
        HinderedError: it cannot be done.
    """
    match request:
        case Answer():
            found = _apply(request, snapshot, measures, Dealt())
        case Undo():
            found = _take_back(request, snapshot, Dealt())
        case Completion():
            found = _complete(request, snapshot, measures)
        case Addition():
            found = _add(request, snapshot)
        case NoteEdits():
            found = _edit(request, snapshot)
        case _:
            assert_never(request)
    if isinstance(found, Hindered):
        raise HinderedError(found)
    return found


def decision_record(decision: str) -> str:
    """The line in the body of a decision's commit, by which that commit is found again."""
    return f"Decision: ^{decision}"


def _taken_back(generated: Generated, boxes: Boxes, dealt: Dealt) -> Asked:
    undos = read_undos(chain.from_iterable(boxes.values()), generated.measures.vault, dealt.taken_back)
    refused = list(undos.vanished)
    for undo in undos.undos:
        found = _take_back(undo, generated.snapshot, dealt)
        if isinstance(found, Step):
            return Asked(step=found)
        refused += undo.refused(found)
    return Asked(step=None, refused=tuple(refused))


def _ticked(generated: Generated, boxes: Boxes, dealt: Dealt) -> Asked:
    snapshot, vault = generated.snapshot, generated.measures.vault
    ticks = read_ticks(boxes.get(snapshot.config.notes.dashboard, ()), vault, dealt.settled)
    off = tick_off(ticks.ticks, vault, _texts(snapshot), snapshot.now.date(), snapshot.config)
    settled = replace(dealt, settled=dealt.settled | off.settles)
    step = Step(texts=off.texts, dealt=settled, alone=False) if off.settles else None
    return Asked(step=step, refused=(*ticks.refused, *off.refused))


def _answered(generated: Generated, boxes: Boxes, dealt: Dealt) -> Asked:
    snapshot, measures = generated.snapshot, generated.measures
    answers = read_answers(generated.asking(boxes), measures, snapshot.config, dealt.settled)
    refused = list(answers.refused)
    for answer in answers.answers:
        found = _apply(answer, snapshot, measures, dealt)
        if isinstance(found, Step):
            return Asked(step=found)
        refused += answer.refused(found)
    return Asked(step=None, refused=tuple(refused))


def _apply(answer: Answer, snapshot: Snapshot, measures: Measures, dealt: Dealt) -> Step | Hindered:
    applied = apply(answer, measures, _texts(snapshot), snapshot.config)
    if not isinstance(applied, Applied):
        return applied
    return Step(
        texts=applied.texts,
        dealt=replace(dealt, settled=dealt.settled | answer.settles),
        record=decision_record(applied.decision),
        decision=applied.decision,
    )


def _take_back(undo: Undo, snapshot: Snapshot, dealt: Dealt) -> Step | Hindered:
    decision = undo.decision
    new = take_back(decision, snapshot.decided.get(decision.id, ()), _texts(snapshot), snapshot.config)
    if isinstance(new, Hindered):
        return new
    return Step(
        texts=new,
        dealt=replace(dealt, taken_back=dealt.taken_back | {decision.id}),
        record=f"Undoes: ^{decision.id}",
    )


def _complete(request: Completion, snapshot: Snapshot, measures: Measures) -> Step | Hindered:
    task, texts = request.task, _texts(snapshot)
    if task.path not in texts:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{task.path} cannot be read")
    note, text = measures.vault.notes[task.path], texts[task.path]
    edits = complete(task, note, text, snapshot.now.date(), snapshot.config)
    if isinstance(edits, Hindered):
        return edits
    new = edited(texts, by_note((task.path, edit) for edit in edits))
    return new if isinstance(new, Hindered) else Step(texts=new, dealt=Dealt())


def _add(request: Addition, snapshot: Snapshot) -> Step | Hindered:
    """One more task, in a note that is made where there is none yet."""
    texts, path = _texts(snapshot), request.path
    if path not in texts and path in snapshot.notes:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{path} cannot be read")
    new = with_new_task(path, texts.get(path, ""), request.words, request.near, snapshot.config)
    return new if isinstance(new, Hindered) else Step(texts={path: new}, dealt=Dealt())


def _edit(request: NoteEdits, snapshot: Snapshot) -> Step | Hindered:
    texts = _texts(snapshot)
    if request.path not in texts:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{request.path} cannot be read")
    new = edited(texts, (request,))
    return new if isinstance(new, Hindered) else Step(texts=new, dealt=Dealt())


def _texts(snapshot: Snapshot) -> Mapping[str, str]:
    return {path: note.text for path, note in snapshot.known.items()}
