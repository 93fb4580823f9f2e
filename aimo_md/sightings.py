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
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading
    from aimo_md.plan.seen import ByHand


class Sightings:
    """The notes as they were last seen; none where `tasks.complete_recurring` is off."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}
        self._telling: set[str] = set()
        self._as_of: tuple[str | None, Config] | None = None

    def look(
        self,
        notes: Mapping[str, NoteReading],
        changed: Iterable[str] | None,
        day: date,
        head: str | None,
        config: Config,
    ) -> tuple[ByHand, ...]:
        """What was ticked and unticked by hand and has not been followed yet.

        Args:
            notes: what all notes say, by path.
            changed: those that came, went or say something else since the look before; None for any.
            day: today.
            head: git's newest commit, as it was before the notes were read: a checkout moves it last.
            config: the config with which the notes were read.
        """
        as_of = (head, config)
        if not config.tasks.complete_recurring or as_of != self._as_of:
            self._seen, self._telling, changed = {}, set(), None
        self._as_of = as_of
        if config.tasks.complete_recurring:
            for path in self._seen.keys() | notes.keys() if changed is None else changed:
                self._see(path, notes.get(path), day)
        return tuple(each for path in sorted(self._telling) for each in self._seen[path].by_hand())

    def wrote(self, path: str, text: str, config: Config) -> None:
        """A note was written by aimo, which has followed what it told."""
        if path in self._seen:
            self._keep(path, self._seen[path].written(read_note(path, text, config)))

    def passed_over(self, path: str) -> None:
        """Nothing follows from what a note told."""
        if path in self._seen:
            self._keep(path, self._seen[path].passed_over())

    def committed(self, before: str | None, after: str | None) -> None:
        """HEAD was moved by aimo itself, from one commit to the next."""
        if self._as_of is not None and self._as_of[0] == before:
            self._as_of = after, self._as_of[1]

    def _see(self, path: str, note: NoteReading | None, day: date) -> None:
        before = self._seen.get(path)
        if note is None:
            self._seen.pop(path, None)
            self._telling.discard(path)
        elif before is None:
            self._keep(path, Seen(note=note))
        elif before.note is not note:
            self._keep(path, before.again(note, day))

    def _keep(self, path: str, seen: Seen) -> None:
        self._seen[path] = seen
        (self._telling.add if seen.ticked or seen.completed else self._telling.discard)(path)
