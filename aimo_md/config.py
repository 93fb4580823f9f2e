"""What a vault's owner may choose, as values; `aimo.toml` is its written form.

Knows the names, types and defaults of the keys. Knows nothing of where the file lies, of the clock or of
the machine: a time zone is a name here, and whoever turns asks the host what it means.
"""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING, get_type_hints

import msgspec

from aimo_md.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONFIG_NAME = "aimo.toml"


class Weekday(StrEnum):
    """A day of the week as it is written in the config."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """Monday is 0, as in `datetime.date.weekday`."""
        return list(Weekday).index(self)


class Symbol(StrEnum):
    """What a character between the brackets can stand for; `none` means that the line is no task."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"
    NONE = "none"


class CommitMode(StrEnum):
    """Which notes aimo commits: all of the vault's, only those that it wrote, or none."""

    NOTES = "notes"
    OWN = "own"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultConfig:
    """How the vault is laid out. Folders are relative to the vault."""

    timezone: str = ""
    week_start: Weekday = Weekday.MONDAY
    ignore: tuple[str, ...] = ()
    archive: tuple[str, ...] = ("Archive",)
    goals_folder: str = ""
    daily_format: str = "YYYY-MM-DD"
    largest_note: int = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksConfig:
    """How a task line is understood."""

    global_filter: str = ""
    symbols: dict[str, Symbol] = field(default_factory=dict)
    in_progress_earns: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresConfig:
    """When a goal counts as slipping or stalled, in days."""

    slip_after: int = 7
    stall_after: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesConfig:
    """Where generated notes are written."""

    dashboard: str = "Aimo.md"
    reviews: str = "Reviews"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewConfig:
    """When the weekly review is due, by the wall clock of the vault's zone, and how much it asks."""

    day: Weekday = Weekday.SUNDAY
    time: time = time(17, 0)
    questions: int = 2
    ask_again: int = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class GitConfig:
    """What is committed, and after how many seconds without a change."""

    commit: CommitMode = CommitMode.NOTES
    quiet: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordConfig:
    """Whether the week's digest is posted. The webhook's address never stands in the vault."""

    weekly: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All choices of one vault."""

    vault: VaultConfig = VaultConfig()
    tasks: TasksConfig = TasksConfig()
    measures: MeasuresConfig = MeasuresConfig()
    notes: NotesConfig = NotesConfig()
    review: ReviewConfig = ReviewConfig()
    git: GitConfig = GitConfig()
    discord: DiscordConfig = DiscordConfig()


def read_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """The config that `text` (TOML) states, and what is wrong with it.

    A section with a fault keeps its defaults, so that one wrong key never stops the rest; an unknown key
    is reported, since it is most often a misspelt one.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), (_problem("config-toml", f"is not TOML: {error}", "mend that line"),)
    problems = [
        _problem("config-unknown", f"has no key `{key}`", "see the list of config keys in the docs")
        for key in _unknown_keys(table, Config)
    ]
    sections: dict[str, object] = {}
    for section in fields(Config):
        if section.name not in table:
            continue
        try:
            kind = get_type_hints(Config)[section.name]
            sections[section.name] = msgspec.convert(table[section.name], kind)
        except msgspec.ValidationError as error:
            words = str(error).replace("`$.", f"`{section.name}.").replace("`$`", f"`{section.name}`")
            problems.append(_problem("config-value", words, "the defaults of this section are used"))
    return msgspec.convert(sections, Config, from_attributes=True), tuple(problems)


def config_keys() -> tuple[tuple[str, str], ...]:
    """Every key with its default as it would be written, in the order of the sections."""
    rows = []
    for section in fields(Config):
        kind = get_type_hints(Config)[section.name]
        for entry in fields(kind):
            default = entry.default if entry.default is not MISSING else {}
            rows.append((f"{section.name}.{entry.name}", msgspec.json.encode(default).decode()))
    return tuple(rows)


def _unknown_keys(table: Mapping[str, object], kind: type) -> Iterator[str]:
    known = get_type_hints(kind)
    for key, value in table.items():
        if key not in known:
            yield key
        elif isinstance(value, dict) and is_dataclass(known[key]):
            yield from (f"{key}.{inner}" for inner in _unknown_keys(value, known[key]))


def _problem(code: str, message: str, remedy: str) -> Problem:
    return Problem(path=CONFIG_NAME, line=0, code=code, message=message, remedy=remedy)
