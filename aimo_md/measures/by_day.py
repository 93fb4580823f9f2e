"""On which days notes have something, kept so that a question about some days is no walk over all notes.

Knows what a day is asked for: what was done on it, what was noted late on it, what is or was meant for it.
Knows no today, and nothing of what stands in a note on these days.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.goals.listed_days import named_weekdays, stated_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Vault
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.past import Past


class NoteDays(Struct, frozen=True):
    """The days on which one note has something.

    Attributes:
        done: something of it was done, be the line still there or not.
        noted: a line was noted as done, as the past knows, that had been done on an earlier day.
        dated: a task of it names the day, or named it until that day had come.
    """

    done: frozenset[date]
    noted: frozenset[date]
    dated: frozenset[date]


NO_DAYS: Final = NoteDays(frozenset(), frozenset(), frozenset())
"""Those of a note of which no day is known."""


def note_days(
    note: NoteReading, standing: Iterable[Deed], removed: Iterable[Deed], vault: Vault, past: Past | None
) -> NoteDays:
    """The days on which a note has something.

    Args:
        note: the note.
        standing: the deeds of its lines.
        removed: those of lines that were removed below them.
        vault: where it stands.
        past: what is known of its past, if anybody kept it.
    """
    done = [deed.day for deed in (*standing, *removed)]
    noted = [] if past is None else [*_noted(standing, past)]
    dated = [*_dated(note, vault), *(() if past is None else _put_off(note, past))]
    if not (done or noted or dated):
        return NO_DAYS
    return NoteDays(done=frozenset(done), noted=frozenset(noted), dated=frozenset(dated))


class NotesByDay(Struct, frozen=True):
    """The paths of notes, by each day on which they have something."""

    paths: Mapping[date, frozenset[str]] = {}

    def after(self, gone: Mapping[str, frozenset[date]], came: Mapping[str, frozenset[date]]) -> NotesByDay:
        """What it is without the days of some notes, by path, and with those of others or of the same.

        Each day is changed once, however many notes have something on it.
        """
        left, new = _turned(gone), _turned(came)
        days = {day for day in {*left, *new} if left.get(day) != new.get(day)}
        if not days:
            return self
        nobody: frozenset[str] = frozenset()
        changed = {
            day: self.paths.get(day, nobody).difference(left.get(day, ())).union(new.get(day, ()))
            for day in days
        }
        return NotesByDay({day: paths for day, paths in {**self.paths, **changed}.items() if paths})

    def between(self, first: date, last: date) -> tuple[str, ...]:
        """The notes that have something on one of these days, both included, by path."""
        found: set[str] = set()
        for day, paths in self.paths.items():
            if first <= day <= last:
                found |= paths
        return tuple(sorted(found))


class ByDay(Struct, frozen=True, kw_only=True):
    """The notes by their days, for each of the three things that a day is asked for."""

    done: NotesByDay = NotesByDay()
    noted: NotesByDay = NotesByDay()
    dated: NotesByDay = NotesByDay()

    def after(self, gone: Mapping[str, NoteDays], came: Mapping[str, NoteDays]) -> ByDay:
        """What it is without the days of some notes, by path, and with those of others or of the same."""
        return ByDay(
            done=self.done.after(
                {path: days.done for path, days in gone.items() if days.done},
                {path: days.done for path, days in came.items() if days.done},
            ),
            noted=self.noted.after(
                {path: days.noted for path, days in gone.items() if days.noted},
                {path: days.noted for path, days in came.items() if days.noted},
            ),
            dated=self.dated.after(
                {path: days.dated for path, days in gone.items() if days.dated},
                {path: days.dated for path, days in came.items() if days.dated},
            ),
        )


def _noted(standing: Iterable[Deed], past: Past) -> Iterator[date]:
    for deed in standing:
        known = None if deed.place is None else past.task(deed.place)
        noted = None if known is None else known.first_done
        if noted is not None and noted > deed.day:
            yield noted


def _dated(note: NoteReading, vault: Vault) -> Iterator[date]:
    for task in note.tasks:
        words = task.words
        if words.due is not None or words.scheduled is not None:  # of very many tasks the fewest have one
            yield from stated_days(task)
        if task.weekdays:
            yield from named_weekdays(task, vault)


def _put_off(note: NoteReading, past: Past) -> Iterator[date]:
    known = past.notes.get(note.path)
    for task_past in () if known is None else known.tasks.values():
        yield from (move.old for move in task_past.put_off if move.old is not None)


def _turned(days: Mapping[str, frozenset[date]]) -> dict[date, set[str]]:
    """The paths by day, of days by path."""
    found: defaultdict[date, set[str]] = defaultdict(set)
    for path, of_note in days.items():
        for day in of_note:
            found[day].add(path)
    return found
