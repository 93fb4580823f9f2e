"""A decision taken back: by unticking its line in a note of aimo's, or by a command.

What was there before is found in git: the decision was a commit of its own, so each note that it changed has
a version before and one after, and what differs between them is changed back in the note as it is now
(`text.revert`). Where there is no such commit, these versions are those that were kept when it was applied.
Where they are gone, the words of the decision tell what a property was; one that changed tasks cannot be
taken back then. Nothing is taken back where one of its lines was changed since.

A decision whose ticked line is still there while it stands in no goal's note has vanished: that is a problem,
and the line stays for as long as it is ticked, so that the problem is told until someone has seen to it.

Knows decisions and versions of notes. Knows no git, nor how the options come back: once the decision is gone,
the question is open again by itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.errors import Problem
from aimo_md.goals.parse import read_note
from aimo_md.plan.before import properties_before
from aimo_md.plan.boxes import BoxKind
from aimo_md.plan.decisions import decisions
from aimo_md.plan.effects import name_of_key
from aimo_md.plan.note_edits import NoteEdits, edited
from aimo_md.plan.refused import Hindered, Hindrance, Refused
from aimo_md.text.block_merge import aimo_id
from aimo_md.text.blocks import find_blocks
from aimo_md.text.edit import RemoveLine, SetProperty
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal
from aimo_md.text.revert import reverted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from aimo_md.config import Config
    from aimo_md.goals.model import Vault
    from aimo_md.plan.boxes import Box
    from aimo_md.plan.decisions import Decision

_GENERATED: Final = "aimo-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """A decision to take back, and the unticked lines that say so; none where it was a command."""

    decision: Decision
    boxes: tuple[Box, ...] = ()

    def refused(self, why: Hindered) -> tuple[Refused, ...]:
        """The lines that said so, where it could not be followed."""
        return tuple(Refused(why=why, box=box, goal=self.decision.goal) for box in self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undos:
    """What is to be taken back, and the ticked lines of decisions that have vanished."""

    undos: tuple[Undo, ...]
    vanished: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A note before and after a decision, between which nothing else was changed; `path` is its path then."""

    path: str
    before: str
    after: str


def read_undos(boxes: Iterable[Box], vault: Vault, taken_back: Collection[str] = ()) -> Undos:
    """What the decision lines in aimo's notes ask for.

    Args:
        boxes: of the notes that take answers.
        vault: the notes as they are.
        taken_back: ids of decisions that this turn has already taken back.
    """
    known = {decision.id: decision for decision in decisions(vault)}
    unticked: defaultdict[str, list[Box]] = defaultdict(list)
    vanished: list[Refused] = []
    for box in boxes:
        if box.kind is not BoxKind.DECISION or box.id in taken_back:
            continue
        if not box.ticked and box.id in known:
            unticked[box.id].append(box)
        elif box.ticked and box.id not in known:
            vanished.append(Refused(why=Hindered(by=Hindrance.VANISHED), box=box))
    undos = tuple(Undo(decision=known[found], boxes=tuple(lines)) for found, lines in unticked.items())
    return Undos(undos=undos, vanished=tuple(vanished))


def vanished_problems(vanished: Iterable[Refused]) -> tuple[Problem, ...]:
    """The decisions that were applied and stand in no goal's note any more, one problem for each."""
    boxes: dict[str, Box] = {}
    for refusal in vanished:
        boxes.setdefault(refusal.box.id, refusal.box)
    return tuple(
        Problem(
            path=box.path,
            line=box.line,
            code="decision-vanished",
            message=f"`^{box.id}` was decided, and stands in no goal's note any more",
            remedy="put its line back below `Decisions`, or untick it here",
        )
        for box in boxes.values()
    )


def take_back(
    decision: Decision, versions: Sequence[Versions], texts: Mapping[str, str], config: Config
) -> dict[str, str] | Hindered:
    """The texts of the notes without a decision, by path: all of it is taken back, or nothing.

    Args:
        decision: which.
        versions: of the notes that it changed; empty where they are not known.
        texts: these notes as they are, by path, and the goal's.
        config: for reading the goal's note.
    """
    text = texts.get(decision.goal)
    if text is None:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{decision.goal} cannot be read")
    # Where the user commits, or git leaves a note alone, the commit may hold nothing but aimo's own notes.
    sources = [version for version in versions if is_source(version)]
    new = _by_versions(decision, sources, texts) if sources else _by_words(decision, text, config)
    if isinstance(new, Hindered):
        return new
    note = read_note(decision.goal, new.get(decision.goal, text), config)
    if decision.id in {aimo_id(line.text) for line in note.decisions}:
        return Hindered(by=Hindrance.UNKNOWN_BEFORE)
    return new


def _by_versions(
    decision: Decision, versions: Sequence[Versions], texts: Mapping[str, str]
) -> dict[str, str] | Hindered:
    """The notes with the lines changed back that the commit changed."""
    new: dict[str, str] = {}
    for version in versions:
        holds_it = any(aimo_id(line) == decision.id for line in split_lines(version.after))
        path = decision.goal if holds_it else version.path
        if path not in texts:
            return Hindered(by=Hindrance.CHANGED_SINCE, detail=f"{path} is gone")
        text = reverted(version.before, version.after, texts[path])
        if isinstance(text, Refusal):
            return Hindered(by=Hindrance.CHANGED_SINCE, detail=f"{path}: {text.message}")
        new[path] = text
    return new


def is_source(version: Versions) -> bool:
    """Whether what its user wrote there was changed: aimo's own notes and blocks are written anew."""
    kind = read_frontmatter(split_lines(version.after)).get("type")
    if kind is not None and str(kind.value).startswith(_GENERATED):
        return False
    return _outside_blocks(version.before) != _outside_blocks(version.after)


def _outside_blocks(text: str) -> list[str]:
    inside = {line for block in find_blocks(text).blocks for line in range(block.first, block.last + 1)}
    return [line for number, line in enumerate(split_lines(text), 1) if number not in inside]


def _by_words(decision: Decision, text: str, config: Config) -> dict[str, str] | Hindered:
    """The goal's note with the properties that the words of the decision name, and without its line."""
    keys = read_note(decision.goal, text, config).goal
    if keys is None:
        return Hindered(by=Hindrance.CHANGED_SINCE)
    values = properties_before(decision, keys)
    if isinstance(values, Hindered):
        return values
    properties = (SetProperty(key=name_of_key(key, text), value=value) for key, value in values.items())
    line = RemoveLine(line=decision.line, old=split_lines(text)[decision.line - 1])
    return edited({decision.goal: text}, (NoteEdits(path=decision.goal, edits=(line, *properties)),))
