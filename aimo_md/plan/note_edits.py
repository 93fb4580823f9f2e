"""Edits of several notes as one change: all of them are made, or none.

Knows texts by path. Knows nothing of why they change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.text.edit import apply_edits
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.text.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEdits:
    """What is to be changed in one note."""

    path: str
    edits: tuple[Edit, ...]


def by_note(edits: Iterable[tuple[str, Edit]]) -> tuple[NoteEdits, ...]:
    """Edits with the paths of their notes, gathered note by note; within a note they keep their order."""
    found: defaultdict[str, list[Edit]] = defaultdict(list)
    for path, edit in edits:
        found[path].append(edit)
    return tuple(NoteEdits(path=path, edits=tuple(of_note)) for path, of_note in found.items())


def edited(texts: Mapping[str, str], changes: Iterable[NoteEdits]) -> dict[str, str] | Hindered:
    """The new texts of the notes that change.

    Args:
        texts: the notes by path, as they are; at least those that change.
        changes: one for each note.
    """
    new: dict[str, str] = {}
    for change in changes:
        changed = apply_edits(texts[change.path], change.edits)
        if isinstance(changed, Refusal):
            return Hindered(by=Hindrance.UNWRITABLE, detail=f"{change.path}: {changed.message}")
        new[change.path] = changed
    return new
