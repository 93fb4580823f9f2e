"""The past by replay: the vault as git had it after each day's work, read again with today's config.

Knows how git, the readers and the measures go together, and what of it is kept for the next time. What is
kept is never trusted further than the history that it was made from: deleted, damaged or of another history,
it is worked out anew. Knows nothing of the working tree.
"""

from __future__ import annotations

import dataclasses
import time
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
from msgspec.structs import replace

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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, tzinfo
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Vault
    from aimo_md.world.git import Repository
    from aimo_md.world.git.past import Commit, PastNotes

_AT_ONCE: Final = 32
"""So many states are fetched from git together."""

_Known: TypeAlias = "Callable[[str, str], NoteReading | None]"
_Saved: TypeAlias = tuple[str, dict[str, str], Past]
"""A commit; the notes that cannot be read at it, with the last blob of each that could; the past up to it."""


def nothing_known(_path: str, _blob: str) -> NoteReading | None:
    """What a note says where nobody has read it."""
    return None


class Replay:
    """The past of one vault. Each time it is asked for, it goes on from the last day that was over."""

    def __init__(
        self,
        repository: Repository,
        config: Config,
        zone: tzinfo | None,
        folder: Path,
        known: _Known = nothing_known,
    ) -> None:
        """Read nothing yet.

        Args:
            repository: the vault's.
            config: with what all notes are read, those of old too.
            zone: in which days are counted; None for that of this machine.
            folder: where results are kept for the next time; all of it may be deleted.
            known: what a note says with such a config, by its path and blob, where somebody has read it.
        """
        self._git = past_of(repository)
        self._config = config
        self._zone = zone
        self._kept = Checkpoints(folder, _key(config, zone))
        self._known = known
        self._stand: _Stand | None = None

    def history(self, until: date | None = None) -> History | None:
        """What git knows of the vault's past.

        Args:
            until: leave out what was committed on later days; None for all that there is.

        Returns:
            None if no note was committed, or none until that day.

        Raises:
            GitError: git refused.
        """
        walk = self._begun(until)
        begun, stand = walk.stand, walk.walk(until)
        if stand is not None and (begun is None or begun.commit != stand.commit):
            saved = (stand.commit, stand.held, stand.past)
            name = f"{stand.past.day}.{stand.commit}.json"
            self._kept.write(name, msgspec.json.encode(saved, enc_hook=dict))
        if until is None:
            self._stand = stand
        return walk.history

    def _begun(self, until: date | None) -> _Walk:
        """A walk that goes on from the newest place that still holds, else from the first commit."""
        if until is None and self._stand is not None:
            walk = self._from(self._stand)
            if walk is not None:
                return walk
        for name in reversed(self._kept.names()):
            if until is None or name[: len("YYYY-MM-DD")] <= until.isoformat():
                walk = self._from_saved(self._kept.read(name))
                if walk is not None:
                    return walk
        return _Walk(self._notes(), day_states(self._git.commits() or (), self._zone))

    def _from_saved(self, data: bytes | None) -> _Walk | None:
        """A walk that goes on from an earlier result, None if that does not hold any more."""
        if data is None:
            return None
        try:
            commit, held, past = msgspec.json.decode(data, type=_Saved)
        except msgspec.DecodeError:
            return None
        commits = self._commits_since(commit, past.day)
        if commits is None:
            return None
        blobs, notes = self._git.blobs(commit), self._notes()
        notes.resume(DayState(day=past.day, commit=commit, blobs=blobs, changed=frozenset(blobs)), held)
        if not past.is_of(notes.vault()):  # another version of the reader, under the same number
            return None
        past = replace(past, notes=Layered.of(past.notes))
        return self._walk(notes.stand(commit, past), commits)

    def _from(self, stand: _Stand) -> _Walk | None:
        """A walk that goes on from a place where an earlier one was, None if that does not hold any more."""
        commits = self._commits_since(stand.commit, stand.past.day)
        return None if commits is None else self._walk(stand, commits)

    def _walk(self, stand: _Stand, commits: Sequence[Commit]) -> _Walk:
        nothing: frozenset[str] = frozenset()
        state = DayState(day=stand.past.day, commit=stand.commit, blobs=stand.blobs, changed=nothing)
        return _Walk(self._notes(stand), day_states(commits, self._zone, state), stand)

    def _notes(self, stand: _Stand | None = None) -> _Notes:
        return _Notes(self._git, self._config, self._known, stand)

    def _commits_since(self, commit: str, day: date) -> Sequence[Commit] | None:
        """What was committed since the end of a day.

        None if it was another day's end, or there is more of that day: it is then worked out as a whole.
        """
        commits = self._git.commits(after=commit)
        later = next((commit for commit in commits or () if commit.changed), None)
        return None if later is not None and later.day(self._zone) <= day else commits


def _key(config: Config, zone: tzinfo | None) -> bytes:
    """Whatever the past depends on beside the commits."""
    named = (time.tzname, time.timezone) if zone is None else zone
    reader = f"{__version__} {READER} {named}".encode()
    return reader + msgspec.json.encode(config, order="deterministic")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Stand:
    """The end of a day that is over, from which a walk can go on.

    `commit` left the notes so, with these `blobs`. `held` are the notes that cannot be read then, with the
    last blob of each that could. `assembly` is what they say together, `past` what was known.
    """

    commit: str
    blobs: Mapping[str, str]
    held: Mapping[str, str]
    assembly: Assembly
    past: Past


class _Walk:
    """Goes through the states of a vault, one after the other."""

    def __init__(self, notes: _Notes, states: Iterator[DayState], stand: _Stand | None = None) -> None:
        """Stand at the beginning, or where an earlier walk stood.

        Args:
            notes: those at that place.
            states: all that follow.
            stand: that place; None for the beginning.
        """
        self.stand = stand
        self.history: History | None = None
        self._notes = notes
        self._states = states
        self._commit = ""
        if stand is not None:
            self.history = History(past=stand.past, vault=stand.assembly.vault)
            self._commit = stand.commit

    def walk(self, until: date | None) -> _Stand | None:
        """Go on to the end, or to the last state of a day.

        Returns:
            The end of the day before the last, which no further commit changes; where there is none, the
            place where the walk began.
        """
        wanted = takewhile(lambda state: until is None or state.day <= until, self._states)
        while chunk := tuple(islice(wanted, _AT_ONCE)):
            self._notes.fetch(chunk)
            for state in chunk:
                if self.history is not None and state.day > self.history.past.day:
                    self.stand = self._notes.stand(self._commit, self.history.past)
                self._step(state)
        return self.stand

    def _step(self, state: DayState) -> None:
        self._notes.turn_to(state)
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

    def __init__(self, git: PastNotes, config: Config, known: _Known, stand: _Stand | None) -> None:
        """Have the notes of a place where a walk can go on; none at the beginning."""
        self._git = git
        self._config = config
        self._known = known
        self._assembly = Assembly.of({}, config) if stand is None else stand.assembly
        self._blobs: Mapping[str, str] = {} if stand is None else stand.blobs
        self._held: dict[str, str] = {} if stand is None else dict(stand.held)
        self._contents: dict[str, bytes] = {}
        self._are_notes: dict[str, bool] = {}

    def vault(self) -> Vault:
        """What the notes say together."""
        return self._assembly.vault

    def stand(self, commit: str, past: Past) -> _Stand:
        """This place, with the commit that left the notes so, and what was known of them."""
        held = dict(self._held)
        return _Stand(commit=commit, blobs=self._blobs, held=held, assembly=self._assembly, past=past)

    def resume(self, state: DayState, held: Mapping[str, str]) -> None:
        """Have the notes of a first state, with those that could not be read there."""
        readable = dataclasses.replace(state, blobs={**state.blobs, **held})
        self.fetch([readable])
        self.turn_to(readable)
        self._blobs = state.blobs
        self._held.update(held)

    def fetch(self, states: Iterable[DayState]) -> None:
        """Get from git at once what these states will need."""
        self._contents = self._git.contents(
            blob for state in states for path, blob in self._changed(state) if self._known(path, blob) is None
        )

    def turn_to(self, state: DayState) -> None:
        """Turn to the next state, one of those that were fetched."""
        before = Layered.of(self._assembly.vault.notes)
        gone = [path for path in state.changed if path not in state.blobs]
        read: dict[str, NoteReading] = {}
        for path in gone:
            self._held.pop(path, None)
        for path, blob in self._changed(state):
            if self._blobs.get(path) == blob:
                continue
            reading = self._known(path, blob) or self._read(path, self._contents.get(blob))
            if reading is not None:
                read[path] = reading
                self._held.pop(path, None)
            elif path in before:
                self._held.setdefault(path, self._blobs[path])
        self._assembly = self._assembly.after(before.without(gone).but(read))
        self._blobs = state.blobs

    def _changed(self, state: DayState) -> Iterator[tuple[str, str]]:
        """The notes that may be others than in the state before, with their blobs."""
        for path in state.changed:
            blob = state.blobs.get(path)
            if blob is not None and (self._known(path, blob) or self._is_note(path)):
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
