"""One opened vault: its folder, config, repository and state, and what was last read of its notes.

Brings the files of `world` together for a turn: `look` gives a `Snapshot`, and the workplace itself is the
`Hands` by which a turn is performed. Owned by one thread. Knows nothing of what a turn decides.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from aimo_md.config import CONFIG_NAME, DEFAULTS, CommitMode, Config, read_config
from aimo_md.cycle import NoteText, Snapshot
from aimo_md.delivery import Delivery
from aimo_md.errors import Problem
from aimo_md.goals.parse import read_note
from aimo_md.notes.render import Templates
from aimo_md.world import disk, obsidian
from aimo_md.world.assets import TEMPLATES, bundled, read_texts
from aimo_md.world.git import Repository, open_repository
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from aimo_md.goals.model import NoteReading
    from aimo_md.notes.message import Message

_LANGUAGE = "en"
_COARSEST_CLOCK: Final = 2_000_000_000
"""In nanoseconds: the largest step in which a file system keeps the time of a change (FAT)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A note as it was last looked at; `text` is kept only of the notes that aimo may rewrite.

    `reading` is the last good one: a note that cannot be read now keeps counting as it was. `settled` says
    that a note with the same stamp is the same note; a stamp that was young when the note was read could hide
    a second change.
    """

    found: disk.Found
    settled: bool
    sha: str
    reading: NoteReading | None
    text: str | None
    problem: Problem | None


class Workplace:
    """The vault at `root`. Opening it changes nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = vault_state(root)
        self.templates = Templates.of(read_texts(bundled(TEMPLATES)), _LANGUAGE)
        self.delivery = Delivery(self.state.folder)
        self._settings = _Settings(root)
        self._known: dict[str, _Known] = {}
        self._repository: Repository | None = None

    @property
    def config(self) -> Config:
        """What the owner chose, as of the last look."""
        return self._settings.config

    @property
    def repository(self) -> Repository | None:
        """The git repository that the vault lies in, None where there is none."""
        if self._repository is None:
            self._repository = open_repository(self.root)
        return self._repository

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now. Only notes that changed since the last look are read again."""
        config_before = self.config
        self._settings.read()
        if self.config != config_before:
            self._known = {path: replace(known, settled=False) for path, known in self._known.items()}
        vault = self.config.vault
        scan = disk.scan(self.root, ignore=vault.ignore, largest=vault.largest_note)
        unread = tuple(problem.path for problem in scan.problems)
        kept = {path: known for path, known in self._known.items() if _is_below(path, unread)}
        notes = ((found.path, self._note(found)) for found in scan.notes)
        self._known = kept | {path: note for path, note in notes if note is not None}
        known = self._known.values()
        told = tuple(note.problem for note in known if note.problem is not None)
        return Snapshot(
            now=now,
            config=self.config,
            readings=tuple(note.reading for note in known if note.reading is not None),
            problems=(*self._settings.problems, *scan.problems, *told),
            texts={
                note.found.path: NoteText(text=note.text, sha=note.sha)
                for note in known
                if note.text is not None
            },
            uncommitted=self._uncommitted() if commit_due else None,
            jobs=self.state.read_jobs(),
        )

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read; ChangedError where it is not."""
        disk.write_note(self.root, path, text.encode(), expected=expected)

    def commit(self, paths: tuple[str, ...], message: str) -> None:
        """Commit these notes."""
        if self.repository is not None:
            self.repository.commit(paths, message)

    def post(self, key: str, message: Message) -> None:
        """Queue a message."""
        self.delivery.put(key, message)

    def remember(self, job: str, period: str) -> None:
        """Note that a job is done for a period."""
        self.state.write_job(job, period)

    def _note(self, found: disk.Found) -> _Known | None:
        """The note, read again where it changed; None where it was removed since it was found.

        A note that was emptied a moment ago is most likely being saved: it stays what it was until it is
        filled, or has been empty for longer than that.
        """
        known = self._known.get(found.path)
        if known is not None and known.settled and known.found == found:
            return known
        young = abs(time.time_ns() - found.mtime_ns) < _COARSEST_CLOCK
        note = disk.read_note(self.root, found.path)
        if isinstance(note, Problem):
            return None if note.code == "missing" else _unread(found, known, note)
        if known is not None and known.found.size and not note.data and (young or found.size):
            return known
        text = disk.decode(found.path, note.data)
        if isinstance(text, Problem):
            return _unread(found, known, text)
        reading = read_note(found.path, text, self.config)
        rewritable = reading.is_generated or found.path == self.config.notes.dashboard
        return _Known(
            found=found,
            settled=not young,
            sha=note.sha256,
            reading=reading,
            text=text if rewritable else None,
            problem=None,
        )

    def _uncommitted(self) -> dict[str, str | None] | None:
        """The notes that differ from the last commit, with their text in it; None without commits."""
        repository = self.repository
        if repository is None or self.config.git.commit is CommitMode.OFF:
            return None
        changed = repository.changed()
        committed = repository.show_many(changed)
        return {path: _text(committed.get(path)) for path in changed}


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
        self.config = config
        self.problems = (*unread, *faults, *not_understood)


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
        return _Known(found=found, settled=False, sha="", reading=None, text=None, problem=problem)
    return replace(known, found=found, settled=False, problem=problem)


def _is_below(path: str, places: tuple[str, ...]) -> bool:
    """Whether a note is one of these, or lies in one of these folders."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors="replace")
