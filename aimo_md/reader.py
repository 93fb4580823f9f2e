"""The reader of a vault: its settings and notes as they stand on the disk, and what was last read of them.

Only what changed since the last look is read again. Knows files and when to trust them. Knows nothing of what
the notes say together, nor of git and whatever is written.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from aimo_md.config import CONFIG_NAME, DEFAULTS, Config, read_config
from aimo_md.errors import Problem
from aimo_md.goals.layered import Layered
from aimo_md.goals.model import NoteReading  # noqa: TC001 (msgspec looks up the types of `_Known`)
from aimo_md.goals.parse import read_note
from aimo_md.notes.places import is_own_place
from aimo_md.notes.review_places import period_with_markers
from aimo_md.toml_lines import lines_of_keys
from aimo_md.world import disk, host, memory, obsidian, processors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_COARSEST_CLOCK: Final = 2_000_000_000
"""In nanoseconds: the largest step in which a file system keeps the time of a change (FAT)."""
_A_DAY: Final = 86_400_000_000_000
"""In nanoseconds."""


class Kept(Struct, frozen=True, kw_only=True):
    """A note that aimo may rewrite, as it stands: its text, the hash of its bytes, when it was changed."""

    text: str
    sha: str
    mtime_ns: int


class Look(Struct, frozen=True, kw_only=True):
    """One look at a vault: `kept` are notes that aimo may rewrite, `open` those that an editor has open."""

    config: Config
    notes: Mapping[str, NoteReading]
    problems: tuple[Problem, ...]
    kept: Mapping[str, Kept]
    open: frozenset[str]


class _Known(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A note as it was last looked at; `kept` only if aimo may rewrite it.

    `reading` is the last good one: a note that cannot be read now keeps counting as it was. `settled` says
    that a note with the same stamp is the same note; a stamp that was young when the note was read could hide
    a second change.
    """

    found: disk.Found
    settled: bool
    reading: NoteReading | None
    kept: Kept | None
    problem: Problem | None


class Reader:
    """The reader of the vault at `root`. It changes nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._settings = _Settings(root)
        self._known: dict[str, _Known] = {}

    @property
    def config(self) -> Config:
        """What the owner chose, as of the last look."""
        return self._settings.config

    def reads(self, path: str) -> bool:
        """Whether the note was there at the last look, and is one that is read."""
        return path in self._known

    def look(self) -> Look:
        """What the vault holds now."""
        config_before = self.config
        self._settings.read()
        if self.config != config_before:
            self._known = {path: replace(known, settled=False) for path, known in self._known.items()}
        vault = self.config.vault
        scan = disk.scan(self._root, ignore=vault.ignore, largest=vault.largest_note)
        unread = tuple(problem.path for problem in scan.problems)
        kept = {path: known for path, known in self._known.items() if _is_below(path, unread)}
        notes = [self._note(found) for found in scan.notes] if self._known else self._all(scan.notes)
        self._known = kept | {note.found.path: note for note in notes if note is not None}
        known = self._known.values()
        told = tuple(note.problem for note in known if note.problem is not None)
        return Look(
            config=self.config,
            notes=Layered({note.found.path: note.reading for note in known if note.reading is not None}),
            problems=(*self._settings.problems, *scan.problems, *told, *self._left_open(scan.locks)),
            kept={note.found.path: note.kept for note in known if note.kept is not None},
            open=frozenset(lock.path for lock in scan.locks),
        )

    def _left_open(self, locks: Iterable[disk.Lock]) -> Iterator[Problem]:
        """The notes that aimo would write, and that have been open for longer than anyone edits a note."""
        for lock in locks:
            known = self._known.get(lock.path)
            if known is not None and known.kept is not None and time.time_ns() - lock.since_ns > _A_DAY:
                yield Problem(
                    path=lock.path,
                    line=0,
                    code="note-open",
                    message="has been open in an editor for more than a day, and is not written meanwhile",
                    remedy=f"close it there, or delete `{lock.name}` if no editor has it open",
                )

    def look_closer(self, paths: Iterable[str]) -> Mapping[str, Kept]:
        """Notes that are read, as they stand now; without those that cannot be read or written."""
        found: dict[str, Kept] = {}
        for path in paths:
            note = disk.read_note(self._root, path) if path in self._known else None
            changed = disk.writable_since(self._root, path)
            if isinstance(note, disk.NoteBytes) and changed is not None:
                text = disk.decode(path, note.data)
                if isinstance(text, str):
                    found[path] = Kept(text=text, sha=note.sha256, mtime_ns=changed)
        return found

    def _all(self, found: Sequence[disk.Found]) -> list[_Known | None]:
        """The notes of the first look, which are all of them, read on all processors."""
        decoder = msgspec.msgpack.Decoder(list[_Known | None])
        with memory.filling():
            return processors.shared_out(found, self._note, decoder.decode)

    def _note(self, found: disk.Found) -> _Known | None:
        """The note, read again where it changed; None where it was removed since it was found.

        A note that was emptied a moment ago is most likely being saved: it stays what it was until it is
        filled, or has been empty for longer than that.
        """
        known = self._known.get(found.path)
        if known is not None and known.settled and known.found == found:
            return known
        young = abs(time.time_ns() - found.mtime_ns) < _COARSEST_CLOCK
        note = disk.read_note(self._root, found.path, found.size)
        if isinstance(note, Problem):
            return None if note.code == "missing" else _unread(found, known, note)
        if known is not None and known.found.size and not note.data and (young or found.size):
            return known
        text = disk.decode(found.path, note.data)
        if isinstance(text, Problem):
            return _unread(found, known, text)
        reading = read_note(found.path, text, self.config)
        rewritable = (
            reading.is_generated
            or is_own_place(found.path, self.config)
            or period_with_markers(found.path, text, self.config) is not None
            or (self.config.notes.properties and reading.goal is not None)
        )
        return _Known(
            found=found,
            settled=not young,
            reading=reading,
            kept=Kept(text=text, sha=note.sha256, mtime_ns=found.mtime_ns) if rewritable else None,
            problem=None,
        )


class _Settings:
    """What `aimo.toml` and Obsidian's settings say, as they last said something that can be understood."""

    def __init__(self, root: Path) -> None:
        self.config = DEFAULTS
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._files: tuple[disk.NoteBytes | Problem, Mapping[str, bytes | Problem]] | None = None
        self._toml = ""
        self._obsidian: obsidian.ObsidianSettings | None = None
        self.read()

    def read(self) -> None:
        """Read them again where they changed; what is broken or gone now stays in use as it was."""
        files = disk.read_note(self._root, CONFIG_NAME), obsidian.load_settings(self._root)
        if files == self._files:
            return
        self._files = files
        settings, not_understood = obsidian.read_settings(files[1])
        if self._obsidian is None or not not_understood:
            self._obsidian = settings
        defaults = self._obsidian.defaults()
        toml, unread = _toml(files[0], self._toml)
        config, faults = read_config(toml, defaults)
        if any(fault.code == "config-toml" for fault in faults):
            config, _ = read_config(self._toml, defaults)
        else:
            self._toml = toml
        self.config, unknown = _with_known_zone(config, self._toml)
        self.problems = (*unread, *faults, *unknown, *not_understood)


def _with_known_zone(config: Config, toml: str) -> tuple[Config, tuple[Problem, ...]]:
    """The config with a time zone that this machine knows, and a problem where it names another."""
    zone = config.vault.timezone
    if host.knows_zone(zone):
        return config, ()
    unknown = Problem(
        path=CONFIG_NAME,
        line=lines_of_keys(toml).get("vault.timezone", 0),
        code="config-value",
        message=f"`vault.timezone`: there is no zone named {zone!r}, so that of this machine is used",
        remedy='write one such as "Europe/Berlin", or "" for the zone of this machine',
    )
    return replace(config, vault=replace(config.vault, timezone="")), (unknown,)


def _toml(note: disk.NoteBytes | Problem, before: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of `aimo.toml`; what it was before, with a problem, where it cannot be read or is gone."""
    text = note if isinstance(note, Problem) else disk.decode(CONFIG_NAME, note.data)
    if isinstance(text, Problem) and text.code != "missing":
        return before, (text,)
    if isinstance(text, str) and text.strip():
        return text, ()
    gone = Problem(
        path=CONFIG_NAME,
        line=0,
        code="config-gone",
        message="is empty or gone, so what it said last stays in use",
        remedy="put it back, or start aimo again to go on without it",
    )
    return before, (gone,) if before.strip() else ()


def _unread(found: disk.Found, known: _Known | None, problem: Problem) -> _Known:
    """The note as it was last read; its next look reads it again, since permissions leave no stamp."""
    if known is None:
        return _Known(found=found, settled=False, reading=None, kept=None, problem=problem)
    return replace(known, found=found, settled=False, problem=problem)


def _is_below(path: str, places: tuple[str, ...]) -> bool:
    """Whether a note is one of these, or lies in one of these folders."""
    return any(path == place or path.startswith(f"{place}/") for place in places)
