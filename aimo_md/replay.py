"""The past by replay: the vault as git had it after each day's work, read again with today's config.

Knows how git, the readers and the measures go together, and what of it is kept for the next time. What is
kept is never trusted further than the history that it was made from: deleted, damaged or of another history,
it is worked out anew. Knows nothing of the working tree.
"""

from __future__ import annotations

import time
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from aimo_md import __version__
from aimo_md.errors import Problem
from aimo_md.goals import READER
from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import Assembly
from aimo_md.measures.advance import History, advance, start
from aimo_md.measures.past import Past
from aimo_md.text.note_paths import is_note
from aimo_md.world import disk
from aimo_md.world.checkpoints import Checkpoints
from aimo_md.world.git.past import DayState, day_states, past_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, tzinfo
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Vault
    from aimo_md.world.git import Repository
    from aimo_md.world.git.past import Commit, PastNotes

_AT_ONCE: Final = 32
"""So many states are fetched from git together."""

_Saved: TypeAlias = tuple[str, dict[str, str], Past]
"""A commit; the notes that cannot be read at it, with the last blob of each that could; the past up to it."""


def replay(
    repository: Repository,
    config: Config,
    zone: tzinfo | None,
    folder: Path,
    *,
    until: date | None = None,
    known: Mapping[tuple[str, str], NoteReading] | None = None,
) -> History | None:
    """What git knows of the vault's past.

    Args:
        repository: the vault's.
        config: with what all notes are read, those of old too.
        zone: in which days are counted; None for that of this machine.
        folder: where results are kept for the next time; all of it may be deleted.
        until: leave out what was committed on later days; None for all that there is.
        known: notes that were read with the same config, by path and blob; they are not read again.

    Returns:
        None if no note was committed, or none until that day.

    Raises:
        GitError: git refused.
    """
    starter = _Starter(past_of(repository), config, zone, known or {})
    kept = Checkpoints(folder, _key(config, zone))
    earlier = (
        starter.from_saved(kept.read(name))
        for name in reversed(kept.names())
        if until is None or name[: len("YYYY-MM-DD")] <= until.isoformat()
    )
    walk = next((walk for walk in earlier if walk is not None), None) or starter.from_the_first()
    closed = walk.walk(until)
    if closed is not None:
        commit, _, past = closed
        kept.write(f"{past.day}.{commit}.json", msgspec.json.encode(closed, enc_hook=dict))
    return walk.history


def _key(config: Config, zone: tzinfo | None) -> bytes:
    """Whatever the past depends on beside the commits."""
    named = (time.tzname, time.timezone) if zone is None else zone
    reader = f"{__version__} {READER} {named}".encode()
    return reader + msgspec.json.encode(config, order="deterministic")


class _Starter:
    """Finds where a walk can begin."""

    def __init__(
        self,
        git: PastNotes,
        config: Config,
        zone: tzinfo | None,
        known: Mapping[tuple[str, str], NoteReading],
    ) -> None:
        self._git = git
        self._config = config
        self._zone = zone
        self._known = known

    def from_the_first(self) -> _Walk:
        """A walk through all that was committed."""
        return _Walk(self._notes(), day_states(self._git.commits() or (), self._zone))

    def from_saved(self, data: bytes | None) -> _Walk | None:
        """A walk that goes on from an earlier result, None if that does not hold any more."""
        if data is None:
            return None
        try:
            commit, held, past = msgspec.json.decode(data, type=_Saved)
        except msgspec.DecodeError:
            return None
        commits = self._git.commits(after=commit)
        if commits is None or self._goes_on(past.day, commits):
            return None
        state = DayState(day=past.day, commit=commit, blobs=self._git.blobs(commit))
        notes = self._notes()
        notes.resume(state.blobs, held)
        vault = notes.vault()
        if not past.is_of(vault):  # another version of the reader, under the same number
            return None
        history = History(past=past, vault=vault)
        return _Walk(notes, day_states(commits, self._zone, state), commit, history)

    def _goes_on(self, day: date, commits: Sequence[Commit]) -> bool:
        """Whether there is more of a day that was over: it is then worked out as a whole."""
        later = next((commit for commit in commits if commit.changed), None)
        return later is not None and later.day(self._zone) <= day

    def _notes(self) -> _Notes:
        return _Notes(self._git, self._config, self._known)


class _Walk:
    """Goes through the states of a vault, one after the other."""

    def __init__(
        self, notes: _Notes, states: Iterator[DayState], commit: str = "", history: History | None = None
    ) -> None:
        """Stand at the beginning, or where an earlier walk stood.

        Args:
            notes: those at that place.
            states: all that follow.
            commit: which left the notes so.
            history: up to that place.
        """
        self.history = history
        self._notes = notes
        self._states = states
        self._commit = commit

    def walk(self, until: date | None) -> _Saved | None:
        """Go on to the end, or to the last state of a day.

        Returns:
            What to keep: the result of the day before the last, which no further commit changes; None if that
            is where the walk began.
        """
        begun, closed = self._commit, None
        wanted = takewhile(lambda state: until is None or state.day <= until, self._states)
        while chunk := tuple(islice(wanted, _AT_ONCE)):
            self._notes.fetch([state.blobs for state in chunk])
            for state in chunk:
                if self.history is not None and self._commit != begun and state.day > self.history.past.day:
                    closed = (self._commit, dict(self._notes.held), self.history.past)
                self._step(state)
        return closed

    def _step(self, state: DayState) -> None:
        self._notes.turn_to(state.blobs)
        vault = self._notes.vault()
        if self.history is None:
            past = start(vault, state.day)
        else:
            past = advance(self.history.past, self.history.vault, vault, state.day)
        self.history = History(past=past, vault=vault)
        self._commit = state.commit


class _Notes:
    """The notes of one state after another; only what differs is read.

    `held` are the notes that cannot be read now, with the last blob of each that could: it keeps counting.
    """

    def __init__(self, git: PastNotes, config: Config, known: Mapping[tuple[str, str], NoteReading]) -> None:
        self.held: dict[str, str] = {}
        self._git = git
        self._config = config
        self._known = known
        self._readings: Layered[str, NoteReading] = Layered({})
        self._assembly = Assembly.of(self._readings, config)
        self._blobs: dict[str, str] = {}
        self._contents: dict[str, bytes] = {}
        self._are_notes: dict[str, bool] = {}

    def vault(self) -> Vault:
        """What the notes say together."""
        self._assembly = self._assembly.after(self._readings)
        return self._assembly.vault

    def resume(self, blobs: Mapping[str, str], held: Mapping[str, str]) -> None:
        """Stand at a state, with the notes that could not be read there."""
        readable = {**blobs, **held}
        self.fetch([readable])
        self.turn_to(readable)
        self._blobs |= {path: blobs[path] for path in held}
        self.held |= held

    def fetch(self, states: Sequence[Mapping[str, str]]) -> None:
        """Get from git at once what these states will need."""
        self._contents = self._git.contents(
            blob
            for blobs in states
            for path, blob in self._different(blobs)
            if (path, blob) not in self._known
        )

    def turn_to(self, blobs: Mapping[str, str]) -> None:
        """Turn to another state, one of those that were fetched."""
        gone = [path for path in self._blobs if path not in blobs]
        read: dict[str, NoteReading] = {}
        for path in gone:
            del self._blobs[path]
            self.held.pop(path, None)
        for path, blob in tuple(self._different(blobs)):
            reading = self._known.get((path, blob)) or self._read(path, self._contents.get(blob))
            if reading is not None:
                read[path] = reading
                self.held.pop(path, None)
            elif path in self._readings:
                self.held.setdefault(path, self._blobs[path])
            self._blobs[path] = blob
        self._readings = self._readings.without(gone).but(read)

    def _different(self, blobs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for path, blob in blobs.items():
            if self._blobs.get(path) != blob and self._is_note(path):
                yield path, blob

    def _is_note(self, path: str) -> bool:
        if path not in self._are_notes:
            self._are_notes[path] = is_note(path, self._config.vault.ignore)
        return self._are_notes[path]

    def _read(self, path: str, data: bytes | None) -> NoteReading | None:
        if data is None or len(data) > self._config.vault.largest_note:
            return None
        text = disk.decode(path, data)
        return None if isinstance(text, Problem) else read_note(path, text, self._config)
