"""What the vault holds at one moment, as far as a turn needs to know it.

Knows the values that a look gives, and which notes may be written. Knows nothing of how they are read, nor of
what a turn makes of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aimo_md.goals.parse import read_note
from aimo_md.notes.ownership import may_hold_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from aimo_md.config import Config
    from aimo_md.cycle.actions import WriteNote
    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.advance import History


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """A note's text, and the hash of what stands on disk, by which a write makes sure that it still does.

    The hash is None where nothing stands there yet.
    """

    text: str
    sha: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a turn needs to know of the world.

    `texts` are the notes that aimo may rewrite, as they stand. `uncommitted` holds the notes that differ from
    the last commit, with their text in it (None for a new note); it is None itself while no commit is due.
    `jobs` says for which period each job was last done; `history` is what git knows of the past, None where
    there is no repository.
    """

    now: datetime
    config: Config
    readings: tuple[NoteReading, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, NoteText]
    uncommitted: Mapping[str, str | None] | None
    jobs: Mapping[str, str]
    history: History | None

    def plain_texts(self) -> dict[str, str]:
        """The texts of the notes that aimo may rewrite, by path."""
        return {path: note.text for path, note in self.texts.items()}

    def may_write(self, path: str) -> bool:
        """Whether there is no note yet, or one that aimo may write into; one that cannot be read is not."""
        if any(problem.path == path for problem in self.problems):
            return False
        there = self.texts.get(path)
        if there is not None:
            return may_hold_blocks(there.text)
        return all(note.path != path for note in self.readings)

    def with_writes(self, writes: Iterable[WriteNote]) -> Snapshot:
        """What there will be once these notes are written."""
        written = {write.path: write for write in writes}
        kept = (note for note in self.readings if note.path not in written)
        new = (read_note(write.path, write.text, self.config) for write in written.values())
        texts = {path: NoteText(text=write.text, sha=write.expected) for path, write in written.items()}
        return replace(self, readings=(*kept, *new), texts={**self.texts, **texts})
