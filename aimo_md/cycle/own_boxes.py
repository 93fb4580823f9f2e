"""The boxes in the notes that aimo may rewrite, read once for as long as a note says what it said.

Knows what the boxes of a note are read of. Knows nothing of which of them ask for something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.plan.boxes import read_boxes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Config
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.goals.model import NoteReading
    from aimo_md.plan.boxes import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBoxes:
    """The boxes of a note, with what they were read of."""

    note: NoteReading
    text: str
    config: Config
    boxes: tuple[Box, ...]


def own_boxes(snapshot: Snapshot) -> Mapping[str, NoteBoxes]:
    """The boxes of each note that aimo may rewrite, by path, as far as possible those that are known."""
    known = {} if snapshot.last_measured is None else snapshot.last_measured.boxes
    return {
        path: _boxes_of(snapshot.notes[path], there.text, snapshot.config, known.get(path))
        for path, there in snapshot.texts.items()
        if path in snapshot.notes
    }


def _boxes_of(note: NoteReading, text: str, config: Config, known: NoteBoxes | None) -> NoteBoxes:
    """The boxes of one note: the very ones that are known, where it says the same."""
    if known is not None and (known.note, known.text, known.config) == (note, text, config):
        return known
    return NoteBoxes(note=note, text=text, config=config, boxes=read_boxes(note, text, config))
