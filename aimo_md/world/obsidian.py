"""What the owner has set in Obsidian: the Tasks plugin, and the plugins for daily and periodic notes.

Knows the files of these plugins and what their settings mean for aimo. Knows neither notes nor `aimo.toml`.
Only what is there is taken, and nothing is ever written. A community plugin that is not in the list of those
that are switched on does not count; without such a list, as where only a part of Obsidian's folder is synced,
every plugin does. Periodic Notes, where it makes daily notes, goes before Obsidian's own Daily notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from aimo_md.config import DEFAULTS, Config, Symbol, TaskFormat
from aimo_md.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LISTED: Final = ".obsidian/community-plugins.json"
_DAILY_NOTES: Final = ".obsidian/daily-notes.json"
_PERIODIC_NOTES: Final = ".obsidian/plugins/periodic-notes/data.json"
_TASKS: Final = ".obsidian/plugins/obsidian-tasks-plugin/data.json"
_FILES: Final = (_LISTED, _DAILY_NOTES, _PERIODIC_NOTES, _TASKS)

_MEANINGS: Final = {
    "TODO": Symbol.TODO,
    "IN_PROGRESS": Symbol.IN_PROGRESS,
    "ON_HOLD": Symbol.ON_HOLD,
    "DONE": Symbol.DONE,
    "CANCELLED": Symbol.CANCELLED,
    "NON_TASK": Symbol.NONE,
}
_FORMATS: Final = {"tasksPluginEmoji": TaskFormat.EMOJI, "dataview": TaskFormat.DATAVIEW}
# What these plugins use where the format is left empty.
_DAILY_FORMAT: Final = "YYYY-MM-DD"
_WEEKLY_FORMAT: Final = "gggg-[W]ww"

_T = TypeVar("_T")


class NoteNames(Struct, frozen=True, kw_only=True):
    """How the notes of one kind of period are named, as a moment.js format, and in which folder they lie."""

    format: str
    folder: str


class ObsidianSettings(Struct, frozen=True, kw_only=True):
    """What the owner has set in Obsidian; None for what is not there."""

    global_filter: str | None = None
    format: TaskFormat | None = None
    symbols: Mapping[str, Symbol] = msgspec.field(default_factory=dict)
    daily: NoteNames | None = None
    weekly: NoteNames | None = None

    def defaults(self) -> Config:
        """The config of aimo where `aimo.toml` says nothing."""
        vault, tasks = DEFAULTS.vault, DEFAULTS.tasks
        if self.daily is not None:
            vault = replace(vault, daily_format=self.daily.format, daily_folder=self.daily.folder)
        if self.weekly is not None:
            vault = replace(vault, weekly_format=self.weekly.format, weekly_folder=self.weekly.folder)
        if self.global_filter is not None:
            tasks = replace(tasks, global_filter=self.global_filter)
        if self.format is not None:
            tasks = replace(tasks, format=self.format)
        return replace(DEFAULTS, vault=vault, tasks=replace(tasks, symbols=dict(self.symbols)))


class _Names(msgspec.Struct, frozen=True):
    """How notes are named, in the settings of either plugin for such notes."""

    format: str | None = None
    folder: str | None = None


class _Periodic(_Names, frozen=True):
    enabled: bool = False


class _PeriodicNotes(msgspec.Struct, frozen=True):
    daily: _Periodic | None = None
    weekly: _Periodic | None = None


class _Status(msgspec.Struct, frozen=True):
    symbol: str = " "
    type: str = "TODO"


class _Statuses(msgspec.Struct, frozen=True, rename="camel"):
    core_statuses: tuple[_Status, ...] = ()
    custom_statuses: tuple[_Status, ...] = ()


class _Tasks(msgspec.Struct, frozen=True, rename="camel"):
    global_filter: str | None = None
    task_format: str | None = None
    status_settings: _Statuses | None = None


def load_settings(root: Path) -> Mapping[str, bytes | Problem]:
    """The files that hold the settings, as far as they are there, by path."""
    loaded = ((path, _load(root, path)) for path in _FILES)
    return {path: data for path, data in loaded if data is not None}


def read_settings(files: Mapping[str, bytes | Problem]) -> tuple[ObsidianSettings, tuple[Problem, ...]]:
    """What the files of `load_settings` say; of a broken file nothing is taken, and it is reported."""
    reader = _Reader(files)
    listed = reader.read(_LISTED, tuple[str, ...])
    daily = reader.read(_DAILY_NOTES, _Names)
    periodic = reader.read(_PERIODIC_NOTES, _PeriodicNotes)
    tasks = reader.read(_TASKS, _Tasks)
    if periodic is None or not _is_on("periodic-notes", listed):
        periodic = _PeriodicNotes()
    if tasks is None or not _is_on("obsidian-tasks-plugin", listed):
        tasks = _Tasks()
    settings = ObsidianSettings(
        global_filter=tasks.global_filter,
        format=_FORMATS.get(tasks.task_format or ""),
        symbols=_symbols(tasks.status_settings or _Statuses()),
        daily=_note_names(_enabled(periodic.daily) or daily, _DAILY_FORMAT),
        weekly=_note_names(_enabled(periodic.weekly), _WEEKLY_FORMAT),
    )
    return settings, tuple(reader.problems)


def _load(root: Path, path: str) -> bytes | Problem | None:
    try:
        return (root / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return _problem(path, f"cannot be read ({error.strerror})", "check its permissions")


class _Reader:
    """Reads the files one by one and gathers what is wrong with them."""

    def __init__(self, files: Mapping[str, bytes | Problem]) -> None:
        self.problems: list[Problem] = []
        self._files = files

    def read(self, path: str, kind: type[_T]) -> _T | None:
        """What the file at `path` says; None where it is not there or says nothing that can be understood."""
        data = self._files.get(path)
        if isinstance(data, Problem):
            self.problems.append(data)
        elif data is not None:
            try:
                return msgspec.json.decode(data, type=kind)
            except (ValueError, RecursionError) as error:
                remedy = "change a setting of this plugin in Obsidian, which writes the file anew"
                self.problems.append(_problem(path, f"cannot be understood ({error})", remedy))
        return None


def _problem(path: str, what: str, remedy: str) -> Problem:
    message = f"{what}, so these settings are passed over"
    return Problem(path=path, line=0, code="obsidian-settings", message=message, remedy=remedy)


def _is_on(plugin: str, listed: tuple[str, ...] | None) -> bool:
    return listed is None or plugin in listed


def _enabled(notes: _Periodic | None) -> _Periodic | None:
    return notes if notes is not None and notes.enabled else None


def _symbols(statuses: _Statuses) -> Mapping[str, Symbol]:
    """What each symbol means; of one that is listed twice the first counts, as in the plugin."""
    symbols: dict[str, Symbol] = {}
    for status in (*statuses.core_statuses, *statuses.custom_statuses):
        if len(status.symbol) == 1:
            symbols.setdefault(status.symbol, _MEANINGS.get(status.type, Symbol.TODO))
    return symbols


def _note_names(names: _Names | None, usual_format: str) -> NoteNames | None:
    if names is None:
        return None
    return NoteNames(
        format=(names.format or "").strip() or usual_format,
        folder=(names.folder or "").strip().strip("/"),
    )
