"""The notes of a vault as they stand on the disk, and what was last read of them.

Only what changed since the last look is read again; where somebody knows what may have changed, only that is
looked at. Knows files, when to trust them, and how git calls what is in them. Knows nothing of what the notes
say together, nor of what git has and whatever is written.
"""

from __future__ import annotations

import time
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from aimo_md.errors import Problem
from aimo_md.goals.layered import Layered
from aimo_md.goals.model import NoteReading  # noqa: TC001 (msgspec looks up the types of `_Read`)
from aimo_md.goals.parse import read_note
from aimo_md.notes.places import is_own_place
from aimo_md.notes.review_places import period_with_markers
from aimo_md.reader.index import Kept, known_of, what_reading_goes_by
from aimo_md.reader.settings import Settings
from aimo_md.text.note_paths import is_unicode
from aimo_md.world import disk, memory, processors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.reader.index import Index

_COARSEST_CLOCK: Final = 2_000_000_000
"""In nanoseconds: the largest step in which a file system keeps the time of a change (FAT)."""
_A_DAY: Final = 86_400_000_000_000
"""In nanoseconds."""
_SHARE: Final = 10
"""Where more than one note in so many may have changed, it takes no longer to look at all of them."""
_LARGE: Final = 1 << 20
"""So many bytes of readings take long enough to be worth another process."""
_MUCH: Final = 20
"""Where more than one note in so many is not in the index, it is worth to be written at once."""
_MANY: Final = 1_000
"""So many notes to be read are worth more than one process."""


class Look(Struct, frozen=True, kw_only=True):
    """One look at a vault.

    Attributes:
        config: what the owner chose.
        notes: what the notes say, by path. It is the very same mapping as at the look before where none says
            anything else.
        changed: the paths of the notes that came, went or say something else since the look before; None
            where that may be any.
        problems: what is wrong beside what the notes say.
        kept: the notes that aimo may rewrite.
        open: the notes that an editor has open.
        left: the files that a crash of aimo's left behind.
    """

    config: Config
    notes: Mapping[str, NoteReading]
    changed: frozenset[str] | None
    problems: tuple[Problem, ...]
    kept: Mapping[str, Kept]
    open: frozenset[str]
    left: tuple[str, ...]


class _Read(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """A note as it was just read; `kept` only if aimo may rewrite it.

    `reading` is the last good one: a note that cannot be read now keeps counting as it was. `settled` says
    that a note with the same stamp is the same note; a stamp that was young when the note was read could hide
    a second change. `blob` is the name that git has for the bytes that were read.
    """

    path: str
    stamp: disk.Stamp
    settled: bool
    reading: NoteReading | None
    blob: bytes
    kept: Kept | None
    problem: Problem | None


class Reader:
    """The reader of the vault at `root`. It changes nothing there; what it knows it may find in an index."""

    def __init__(self, root: Path, index: Index | None = None, *, keeps: bool = True) -> None:
        """Use what `index` holds. One that `keeps` nothing writes no index, nor asks how git calls a note."""
        self._root = root
        self._index = index
        self._keeps = keeps
        self._not_in_index = 0
        self._settings = Settings(root)
        self._read_with: Config | None = None
        self._stamps = disk.Stamps()
        self._unsettled: set[str] = set()
        self._notes: Layered[str, NoteReading] = Layered({})
        self._blobs: dict[str, bytes] = {}
        self._kept: dict[str, Kept] = {}
        self._told: dict[str, Problem] = {}
        self._problems: tuple[Problem, ...] = ()
        self._locks: tuple[disk.Lock, ...] = ()

    @property
    def config(self) -> Config:
        """What the owner chose, as of the last look."""
        return self._settings.config

    def reads(self, path: str) -> bool:
        """Whether the note was there at the last look, and is one that is read."""
        return path in self._stamps

    def reading_of(self, path: str, blob: str) -> NoteReading | None:
        """What a note says, if its bytes are this blob of git's; None if they are others."""
        return self._notes.get(path) if self._blobs.get(path, b"").hex() == blob else None

    def look(self, hints: Collection[str] | None = None) -> Look:
        """What the vault holds now.

        Args:
            hints: the notes and folders that may have changed since the last look, "" for the vault itself;
                None where nobody knows, which is a look at everything. Notes of which the last look was not
                sure are looked at again without being named.
        """
        self._settings.read()
        rules = what_reading_goes_by(self.config)
        first, anew = self._read_with is None, rules != self._read_with
        if anew:
            self._unsettled.update(self._stamps)
        recalled = self._recalled() if first else None
        scan = recalled or self._scan(None if first else self._places(hints), anew=anew)
        changed = self._take(scan, self._read_again(scan))
        self._read_with = rules
        told = tuple(self._told[path] for path in sorted(self._told))
        return Look(
            config=self.config,
            notes=self._notes,
            changed=None if anew else changed,
            problems=(*self._settings.problems, *self._problems, *told, *self._left_open()),
            kept=dict(self._kept),
            open=frozenset(lock.path for lock in self._locks),
            left=scan.left,
        )

    def keep_index(self, *, only_if_much: bool = False) -> None:
        """Have the index hold what is known now, where it does not, or only where much is not in it."""
        least = max(_MANY, len(self._notes) // _MUCH) if only_if_much else 1
        if self._index is None or not self._keeps or self._read_with is None or self._not_in_index < least:
            return
        settled = self._stamps.without(self._unsettled)
        kept = {path: note for path, note in self._kept.items() if path not in self._unsettled}
        notes = [note for path, note in self._notes.items() if path not in self._unsettled]
        self._index.store(known_of(settled.by_folder, kept, notes, self._blobs), self._read_with)
        self._not_in_index = 0

    def _recalled(self) -> disk.Scan | None:
        """What there is, compared with the index, which is known from now on; None where it is of no use."""
        known = None if self._index is None else self._index.load(self.config)
        if self._index is None or known is None:
            return None
        stamps = disk.Stamps(known.stamps)
        look = partial(self._look_at_all, stamps)
        decode = msgspec.msgpack.Decoder(list[disk.Scan]).decode
        large = len(known.readings) >= _LARGE
        with processors.meanwhile(look, decode) if large else nullcontext(look) as scanned:
            readings = self._index.readings(known)
            if readings is None:
                return None
            self._stamps, self._kept = stamps, known.kept
            self._notes = Layered({note.path: note for note in readings})
            self._blobs = {note.path: blob for note, blob in zip(readings, known.blobs, strict=True)}
            return scanned()

    def look_closer(self, paths: Iterable[str]) -> Mapping[str, Kept]:
        """Notes that are read, as they stand now; without those that cannot be read or written."""
        found: dict[str, Kept] = {}
        for path in paths:
            note = disk.read_note(self._root, path) if self.reads(path) else None
            changed = disk.writable_since(self._root, path)
            if isinstance(note, disk.NoteBytes) and changed is not None:
                text = disk.decode(path, note.data)
                if isinstance(text, str):
                    found[path] = Kept(text=text, sha=note.sha256, mtime_ns=changed)
        return found

    def _left_open(self) -> Iterator[Problem]:
        """The notes that aimo would write, and that have been open for longer than anyone edits a note."""
        for lock in self._locks:
            if lock.path in self._kept and time.time_ns() - lock.since_ns > _A_DAY:
                yield Problem(
                    path=lock.path,
                    line=0,
                    code="note-open",
                    message="has been open in an editor for more than a day, and is not written meanwhile",
                    remedy=f"close it there, or delete `{lock.name}` if no editor has it open",
                )

    def _places(self, hints: Collection[str] | None) -> Collection[str] | None:
        """What is to be looked at; None for everything."""
        if hints is None or "" in hints:
            return None
        places = {*hints, *self._unsettled}
        if len(places) * _SHARE > len(self._stamps) or not all(map(is_unicode, places)):
            return None
        return places

    def _scan(self, places: Collection[str] | None, *, anew: bool) -> disk.Scan:
        """What there is; `anew` where the rules changed by which a known note is one."""
        if anew:
            scan = self._look_at_all(disk.Stamps())
            return replace(scan, gone=frozenset(self._stamps) - scan.changed.keys())
        if places is None:
            return self._look_at_all(self._stamps)
        vault = self.config.vault
        return disk.look_again(
            self._root, places, ignore=vault.ignore, largest=vault.largest_note, known=self._stamps
        )

    def _look_at_all(self, known: disk.Stamps) -> disk.Scan:
        vault = self.config.vault
        return disk.scan(self._root, ignore=vault.ignore, largest=vault.largest_note, known=known)

    def _read_again(self, scan: disk.Scan) -> Mapping[str, _Read | None]:
        """The notes that are not what they were, and those that may not be; None for one that has gone."""
        paths = sorted(scan.changed.keys() | (self._unsettled - scan.gone))
        found = [(path, scan.changed.get(path) or self._stamps.get(path)) for path in paths]
        stamped = [(path, stamp) for path, stamp in found if stamp is not None]
        many = len(stamped) >= _MANY
        read = self._all(stamped) if many else [self._note(*each) for each in stamped]
        return dict(zip(paths, read, strict=True))

    def _all(self, found: Sequence[tuple[str, disk.Stamp]]) -> list[_Read | None]:
        """Very many notes, read on all processors."""
        decoder = msgspec.msgpack.Decoder(list[_Read | None])
        with memory.filling():
            return processors.shared_out(found, lambda each: self._note(*each), decoder.decode)

    def _take(self, scan: disk.Scan, read: Mapping[str, _Read | None]) -> frozenset[str]:
        """Keep what was found and read; the notes that came, went or say something else.

        A note that lies where the system does not let anyone look stays what it was.
        """
        unread = {problem.path for problem in scan.problems}
        gone = {path for path in scan.gone if not disk.lies_in(path, unread)}
        gone |= {path for path, note in read.items() if note is None and path in self._stamps}
        self._problems = _replaced(self._problems, scan.problems, scan.places)
        self._locks = _replaced(self._locks, scan.locks, scan.places)
        for path in gone:
            self._forget(path)
        self._not_in_index += len(gone) + sum(note is not None and note.settled for note in read.values())
        return self._with_notes({path: note for path, note in read.items() if note is not None}, gone)

    def _forget(self, path: str) -> None:
        self._stamps.forget(path)
        self._unsettled.discard(path)
        self._blobs.pop(path, None)
        self._kept.pop(path, None)
        self._told.pop(path, None)

    def _with_notes(self, read: Mapping[str, _Read], gone: Collection[str]) -> frozenset[str]:
        """Keep these notes and let go of those; what changed."""
        for path, note in read.items():
            self._stamps.put(path, note.stamp)
            (self._unsettled.discard if note.settled else self._unsettled.add)(path)
            self._blobs[path] = note.blob
            _keep(self._kept, path, note.kept)
            _keep(self._told, path, note.problem)
        readings = {path: note.reading for path, note in read.items() if note.reading is not None}
        before = self._notes
        others = {path: note for path, note in readings.items() if path not in before or note != before[path]}
        went = {path for path in gone if path in self._notes}
        if went:
            self._notes = self._notes.without(went)
        if others:
            self._notes = self._notes.but(others)
        return frozenset(others.keys() | went)

    def _note(self, path: str, stamp: disk.Stamp) -> _Read | None:
        """The note, read; None where it was removed since it was found.

        A note that was emptied a moment ago is most likely being saved: it stays what it was until it is
        filled, or has been empty for longer than that.
        """
        young = abs(time.time_ns() - stamp.mtime_ns) < _COARSEST_CLOCK
        note = disk.read_note(self._root, path, stamp.size)
        if isinstance(note, Problem):
            return None if note.code == "missing" else self._as_it_was(path, stamp, note)
        before = self._stamps.get(path)
        if before is not None and before.size and not note.data and (young or stamp.size):
            return self._as_it_was(path, before, self._told.get(path))
        text = disk.decode(path, note.data)
        if isinstance(text, Problem):
            return self._as_it_was(path, stamp, text)
        reading = read_note(path, text, self.config)
        rewritable = (
            reading.is_generated
            or is_own_place(path, self.config)
            or period_with_markers(path, text, self.config) is not None
            or (self.config.notes.properties and reading.goal is not None)
        )
        return _Read(
            path=path,
            stamp=stamp,
            settled=not young,
            reading=reading,
            blob=note.blob if self._keeps else b"",
            kept=Kept(text=text, sha=note.sha256, mtime_ns=stamp.mtime_ns) if rewritable else None,
            problem=None,
        )

    def _as_it_was(self, path: str, stamp: disk.Stamp, problem: Problem | None) -> _Read:
        """The note as it was last read; its next look reads it again, since permissions leave no stamp."""
        return _Read(
            path=path,
            stamp=stamp,
            settled=False,
            reading=self._notes.get(path),
            blob=self._blobs.get(path, b""),
            kept=self._kept.get(path),
            problem=problem,
        )


_Placed = TypeVar("_Placed", Problem, disk.Lock)
_Value = TypeVar("_Value")


def _replaced(
    before: tuple[_Placed, ...], found: tuple[_Placed, ...], places: Collection[str]
) -> tuple[_Placed, ...]:
    """What was known, with what was found in these places instead of what was known there."""
    known: list[_Placed] = [each for each in before if not disk.lies_in(each.path, places)]
    known.extend(found)
    return tuple(sorted(known))


def _keep(those: dict[str, _Value], path: str, value: _Value | None) -> None:
    """Set what is known of a note; None for nothing."""
    if value is None:
        those.pop(path, None)
    else:
        those[path] = value
