"""What this run of aimo has seen of the notes' recurring tasks, from look to look.

The first look tells nothing, nor does one after git's HEAD has moved or the config has changed: what is done
then need not have been ticked here. Knows when to begin anew. What a look tells of one note is known to
`plan.seen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.goals.parse import read_note
from aimo_md.plan.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading
    from aimo_md.plan.seen import ByHand


class Sightings:
    """The notes as they were last seen; none where `tasks.complete_recurring` is off."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}
        self._as_of: tuple[str | None, Config] | None = None

    def look(
        self, readings: Iterable[NoteReading], day: date, head: str | None, config: Config
    ) -> tuple[ByHand, ...]:
        """What was ticked and unticked by hand and has not been followed yet.

        Args:
            readings: all notes.
            day: today.
            head: git's newest commit, as it was before the notes were read: a checkout moves it last.
            config: the config with which the notes were read.
        """
        as_of = (head, config)
        before = self._seen if as_of == self._as_of and config.tasks.complete_recurring else {}
        self._as_of = as_of
        now = readings if config.tasks.complete_recurring else ()
        self._seen = {note.path: _seen(before.get(note.path), note, day) for note in now}
        return tuple(each for seen in self._seen.values() for each in seen.by_hand())

    def wrote(self, path: str, text: str, config: Config) -> None:
        """A note was written by aimo, which has followed what it told."""
        if path in self._seen:
            self._seen[path] = self._seen[path].written(read_note(path, text, config))

    def passed_over(self, path: str) -> None:
        """Nothing follows from what a note told."""
        if path in self._seen:
            self._seen[path] = self._seen[path].passed_over()

    def committed(self, before: str | None, after: str | None) -> None:
        """HEAD was moved by aimo itself, from one commit to the next."""
        if self._as_of is not None and self._as_of[0] == before:
            self._as_of = after, self._as_of[1]


def _seen(before: Seen | None, note: NoteReading, day: date) -> Seen:
    if before is None:
        return Seen(note=note)
    return before if before.note is note else before.again(note, day)
