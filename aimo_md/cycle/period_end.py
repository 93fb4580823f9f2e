"""The vault as of the end of a day that is over, told from the notes of today.

It is kept, so that the next time only the notes that changed since are thought back. Knows what of it holds
no longer. Knows nothing of reviews, nor which days are asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from aimo_md.goals.differing import differing
from aimo_md.goals.layered import Layered
from aimo_md.goals.vault import Assembly
from aimo_md.measures.history import (
    as_of,
    cleared_as_of,
    note_as_of,
    note_past_as_of,
    past_as_of,
    was_there,
)
from aimo_md.measures.measure import Measuring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.past import NotePast, Past


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodEnd:
    """The end of a day, measured.

    Attributes:
        day: the day.
        notes: the notes that it was told from, as they were then.
        past: what was known of their past, up to then.
        earlier: that past without what was later than the day.
        assembly: the notes as they stood at the end of the day.
        measuring: all numbers of the morning after.
    """

    day: date
    notes: Mapping[str, NoteReading]
    past: Past | None
    earlier: Past | None
    assembly: Assembly
    measuring: Measuring

    @classmethod
    def of(
        cls,
        day: date,
        notes: Mapping[str, NoteReading],
        past: Past | None,
        config: Config,
        problems: Iterable[Problem],
    ) -> PeriodEnd:
        """Think all notes back to the end of a day.

        Args:
            day: the day.
            notes: the notes as they are now.
            past: what is known of their past, up to now.
            config: what their owner chose.
            problems: what is wrong beside the notes.
        """
        earlier = None if past is None else past_as_of(past, day)
        then = {note.path: note for note in as_of(notes.values(), day, earlier)}
        assembly = Assembly.of(then, config, problems)
        return cls(
            day=day,
            notes=notes,
            past=past,
            earlier=earlier,
            assembly=assembly,
            measuring=Measuring.of(assembly.vault, day + timedelta(days=1), config, earlier),
        )

    def after(
        self, notes: Mapping[str, NoteReading], past: Past | None, config: Config, problems: Iterable[Problem]
    ) -> PeriodEnd:
        """What `of` gives for the same day, with the notes and their past as they are by now."""
        if (past is None) != (self.past is None):
            return PeriodEnd.of(self.day, notes, past, config, problems)
        earlier = self._earlier(past)
        changed = {*differing(self.notes, notes), *_differing_notes(self.earlier, earlier)}
        then = {path: notes[path] for path in changed if path in notes and was_there(notes[path], self.day)}
        read = {path: note_as_of(note, self.day, _past_of(path, earlier)) for path, note in then.items()}
        before = Layered.of(self.assembly.vault.notes)
        assembly = self.assembly.after(before.without(changed - read.keys()).but(read), problems)
        return PeriodEnd(
            day=self.day,
            notes=notes,
            past=past,
            earlier=earlier,
            assembly=assembly,
            measuring=self.measuring.after(assembly.vault, earlier),
        )

    def _earlier(self, past: Past | None) -> Past | None:
        """That past without what was later; of notes of which nothing new is known, the very same."""
        if past is None or self.past is None or self.earlier is None:
            return None if past is None else past_as_of(past, self.day)
        changed = differing(self.past.notes, past.notes)
        known = {path: note_past_as_of(past.notes[path], self.day) for path in changed if path in past.notes}
        left = [path for path in changed if path not in past.notes]
        notes = Layered.of(self.earlier.notes).without(left).but(known)
        return replace(past, notes=notes, cleared=cleared_as_of(past, self.day))


def _differing_notes(before: Past | None, after: Past | None) -> tuple[str, ...]:
    """The notes of which something else is known."""
    return () if before is None or after is None else differing(before.notes, after.notes)


def _past_of(path: str, past: Past | None) -> NotePast | None:
    return None if past is None else past.notes.get(path)
