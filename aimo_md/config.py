"""What a vault's owner may choose, as values; `aimo.toml` is its written form.

Knows the names, types, limits and defaults of the keys. Knows nothing of where the file lies, of the clock or
of the machine: a time zone is a name here, and whoever turns asks the host what it means.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from enum import StrEnum
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, get_args, get_type_hints

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from aimo_md.errors import Problem
from aimo_md.toml_lines import line_of_fault, lines_of_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        return _WEEK.index(self)


_WEEK = tuple(Weekday)


class Symbol(StrEnum):
    """What a character between the brackets can stand for; `none` means that the line is no task."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"
    NONE = "none"


class TaskFormat(StrEnum):
    """How aimo writes a field of a task where the line shows no format of its own."""

    EMOJI = "emoji"
    DATAVIEW = "dataview"


class CommitMode(StrEnum):
    """Which notes aimo commits: all of the vault's, only those that it wrote, or none."""

    NOTES = "notes"
    OWN = "own"
    OFF = "off"


class Language(StrEnum):
    """The languages of the notes that aimo writes."""

    ENGLISH = "en"
    KOREAN = "ko"


class ReviewPeriod(StrEnum):
    """What can be looked back on."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def _one_of(words: type[StrEnum]) -> str:
    return "one of " + ", ".join(f'"{word}"' for word in words)


# What a value may be. The description says it to the person whose value cannot be taken: "write …".
_Text: TypeAlias = Annotated[str, Meta(description='a text in quotes, such as "Notes"')]
_Texts: TypeAlias = Annotated[
    tuple[str, ...], Meta(description='a list of texts in quotes, such as ["Archive"]')
]
_NAME = r"[^./\\][^/\\]*"
"""Of a folder or note that is read: hidden ones, `.` and `..` are not."""
_NotePath: TypeAlias = Annotated[
    str,
    Meta(
        pattern=rf"^(?:{_NAME}/)*[^./\\](?:[^/\\]*[^/\\])?\.md$",
        description='the path of a note in quotes, such as "Home/Aimo.md"',
    ),
]
_FolderPath: TypeAlias = Annotated[
    str,
    Meta(
        pattern=rf"^(?:{_NAME}/)*(?:{_NAME})?$",
        description='the path of a folder in quotes, such as "Reviews"',
    ),
]
_Flag: TypeAlias = Annotated[bool, Meta(description="true or false")]
_Share: TypeAlias = Annotated[float, Meta(ge=0, le=1, description="a number from 0 to 1")]
_Days: TypeAlias = Annotated[int, Meta(ge=1, le=3650, description="a number of days from 1 to 3650")]
_Spells: TypeAlias = Annotated[
    tuple[tuple[date, date], ...],
    Meta(description='a list of first and last days, such as [["2026-12-24", "2027-01-02"]]'),
]
_Seconds: TypeAlias = Annotated[
    float, Meta(ge=0, le=86_400, description="a number of seconds from 0 to 86400")
]
_Bytes: TypeAlias = Annotated[
    int, Meta(ge=1, le=1 << 30, description="a number of bytes from 1 to 1073741824")
]
_Count: TypeAlias = Annotated[int, Meta(ge=0, le=100, description="a number from 0 to 100")]
_Clock: TypeAlias = Annotated[time, Meta(tz=False, description='a time of day in quotes, such as "17:00"')]
_Day: TypeAlias = Annotated[Weekday, Meta(description=_one_of(Weekday))]
_Meaning: TypeAlias = Annotated[Symbol, Meta(description=_one_of(Symbol))]
_Format: TypeAlias = Annotated[TaskFormat, Meta(description=_one_of(TaskFormat))]
_Mode: TypeAlias = Annotated[CommitMode, Meta(description=_one_of(CommitMode))]
_Periods: TypeAlias = Annotated[
    tuple[ReviewPeriod, ...], Meta(description='a list of "week", "month", "quarter" and "year"')
]
_Tongue: TypeAlias = Annotated[Language, Meta(description=_one_of(Language))]


class VaultConfig(Struct, frozen=True, kw_only=True):
    """How the vault is laid out, and which device writes into it. Folders are relative to the vault.

    The formats are moment.js formats of the names of daily and weekly notes, as in Obsidian. They may hold
    folders, which lie below the folder of these notes; an empty folder means anywhere.
    """

    writer: _Text = ""
    timezone: _Text = ""
    week_start: _Day = Weekday.MONDAY
    ignore: _Texts = ()
    archive: _Texts = ("Archive",)
    goals_folder: _Text = ""
    daily_format: _Text = "YYYY-MM-DD"
    daily_folder: _Text = ""
    weekly_format: _Text = "GGGG-[W]WW"
    weekly_folder: _Text = ""
    largest_note: _Bytes = 1_048_576
    polling: _Flag = False


class TasksConfig(Struct, frozen=True, kw_only=True):
    """How a task line is understood.

    Outside the notes of goals a line is a task only where its text holds the `global_filter`. `symbols` says
    what single characters between the brackets mean, beside those that aimo knows. Both formats of fields are
    read everywhere; `format` is the one that is written. With `complete_recurring` a recurring task that is
    ticked by hand is completed as a command does it.
    """

    global_filter: _Text = ""
    symbols: dict[str, _Meaning] = msgspec.field(default_factory=dict)
    format: _Format = TaskFormat.EMOJI
    in_progress_earns: _Share = 0.0
    complete_recurring: _Flag = False


class MeasuresConfig(Struct, frozen=True, kw_only=True):
    """When a goal counts as slipping or stalled, in days; `away` are spells of days off for all goals."""

    slip_after: _Days = 7
    stall_after: _Days = 14
    away: _Spells = ()


class NotesConfig(Struct, frozen=True, kw_only=True):
    """Where notes are written, in which language, and with which texts; `inbox` takes what `aimo add` adds.

    What lies in the folder `templates` takes the place of aimo's own templates and phrases. With `properties`
    some measures are kept in the properties of the goals' notes.
    """

    dashboard: _NotePath = "Aimo.md"
    inbox: _NotePath = "Inbox.md"
    reviews: _FolderPath = "Reviews"
    templates: _FolderPath = ""
    language: _Tongue = Language.ENGLISH
    properties: _Flag = False


class DashboardConfig(Struct, frozen=True, kw_only=True):
    """Whether tasks can be ticked in the dashboard; else it names them without a box."""

    tick: _Flag = True


class ReviewConfig(Struct, frozen=True, kw_only=True):
    """What is looked back on, when, by the wall clock of the vault's zone, and how much a review asks.

    The `day` is that of the weekly review; a longer period is looked back on on its last day. What was missed
    is made up for `after_wakeup` seconds after the machine woke up, or aimo was started.
    """

    periods: _Periods = (ReviewPeriod.WEEK,)
    day: _Day = Weekday.SUNDAY
    time: _Clock = time(17, 0)
    after_wakeup: _Seconds = 300.0
    questions: _Count = 2
    ask_again: _Days = 14


class GitConfig(Struct, frozen=True, kw_only=True):
    """What is committed, after how many seconds without a change, and whether it is pushed."""

    commit: _Mode = CommitMode.NOTES
    quiet: _Seconds = 30.0
    push: _Flag = False


class DiscordConfig(Struct, frozen=True, kw_only=True):
    """What is posted, and when: the webhook's address never stands in the vault.

    `alerts` are posts about one event: a goal begins to slip, a decision was applied. Between `quiet_from`
    and `quiet_until` nothing goes out; where both are the same there are no quiet hours.
    """

    weekly: _Flag = True
    daily: _Flag = False
    daily_time: _Clock = time(8, 0)
    alerts: _Flag = True
    quiet_from: _Clock = time(0, 0)
    quiet_until: _Clock = time(0, 0)


class StructureConfig(Struct, frozen=True, kw_only=True):
    """The program that structures a new goal, with its arguments, and the seconds that it may take."""

    command: _Texts = ()
    timeout: _Seconds = 60.0


class Config(Struct, frozen=True, kw_only=True):
    """All choices of one vault."""

    vault: VaultConfig = VaultConfig()
    tasks: TasksConfig = TasksConfig()
    measures: MeasuresConfig = MeasuresConfig()
    notes: NotesConfig = NotesConfig()
    dashboard: DashboardConfig = DashboardConfig()
    review: ReviewConfig = ReviewConfig()
    git: GitConfig = GitConfig()
    discord: DiscordConfig = DiscordConfig()
    structure: StructureConfig = StructureConfig()


SHAPES_FOLDER: Final = "goals"
"""Below the folder of templates: where shapes of goals lie."""
DEFAULTS: Final = Config()
"""What aimo does where nobody chose anything."""

_SHOWN_CHARACTERS = 40
_SHORT_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}", re.ASCII)


def read_config(text: str, defaults: Config = DEFAULTS) -> tuple[Config, tuple[Problem, ...]]:
    """The config that `text` (TOML) states, and what is wrong with it.

    Only the keys that the text names replace those of `defaults`. A value that cannot be keeps the default of
    its key and costs no other; an unknown key is reported, since it is most often a misspelt one.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        fault = f"is not TOML: {error}"
        return defaults, (_problem(line_of_fault(error), "config-toml", fault, "mend that line"),)
    overlay = _Overlay(text)
    values = overlay.laid_over(msgspec.to_builtins(defaults), table, Config, "")
    return _without_shapes(msgspec.convert(values, Config)), tuple(sorted(overlay.problems))


def _without_shapes(config: Config) -> Config:
    """The vault's own shapes of goals are no notes: their boxes are nobody's tasks."""
    folder = config.notes.templates.strip("/")
    if not folder:
        return config
    literally = re.sub(r"[*?[]", r"[\g<0>]", folder)
    unread = (*config.vault.ignore, f"{literally}/{SHAPES_FOLDER}")
    return replace(config, vault=replace(config.vault, ignore=unread))


def config_keys() -> tuple[tuple[str, str], ...]:
    """Every key with its default as JSON, which TOML writes alike, in the order of the sections."""
    return tuple(
        (f"{section}.{key}", msgspec.json.encode(value).decode())
        for section, values in msgspec.to_builtins(DEFAULTS).items()
        for key, value in values.items()
    )


class _Overlay:
    """Lays the keys of TOML tables over others, one by one, and gathers what is wrong with them."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._lines = lines_of_keys(text)

    def laid_over(
        self, below: Mapping[str, object], table: Mapping[str, object], kind: object, place: str
    ) -> dict[str, object]:
        """The values `below` with those of the table in their place; `place` is its name, with a dot."""
        kinds = _kinds_of_keys(kind, table)
        values = dict(below)
        for key, value in table.items():
            name, inner = f"{place}{key}", below.get(key)
            if key not in kinds:
                self._report(name, "config-unknown", f"has no key `{name}`", _known_keys(place, kinds))
            elif isinstance(inner, dict) and isinstance(value, dict):
                values[key] = self.laid_over(inner, value, kinds[key], f"{name}.")
            elif isinstance(inner, dict):
                remedy = f"write [{name}] on a line of its own, and its keys below it"
                self._report(name, "config-value", f"`{name}` must be a section", remedy)
            else:
                values |= self._value(key, name, value, kinds[key])
        return values

    def _value(self, key: str, name: str, value: object, kind: object) -> dict[str, object]:
        """The key with its value; nothing if the value cannot be."""
        meant = f"{value:0>5}:00" if isinstance(value, str) and _SHORT_CLOCK.fullmatch(value) else value
        try:
            return {key: msgspec.to_builtins(msgspec.convert(meant, kind))}
        except msgspec.ValidationError:
            _, meta = get_args(kind)
            message = f"`{name}` cannot be {_shown(value)}, so this key is passed over"
            self._report(name, "config-value", message, f"write {meta.description}")
            return {}

    def _report(self, name: str, code: str, message: str, remedy: str) -> None:
        self.problems.append(_problem(self._line(name), code, message, remedy))

    def _line(self, name: str) -> int:
        """The line of a key, or of the table that it stands in."""
        while name and name not in self._lines:
            name = name.rpartition(".")[0]
        return self._lines.get(name, 0)


def _kinds_of_keys(kind: object, table: Mapping[str, object]) -> Mapping[str, object]:
    """The keys that a table of this kind may hold, each with the kind of its value."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        return get_type_hints(kind, include_extras=True)
    _, of_values = get_args(kind)
    return {symbol: of_values for symbol in table if len(symbol) == 1}


def _known_keys(place: str, kinds: Mapping[str, object]) -> str:
    if place == "tasks.symbols.":
        return "write a single character in quotes"
    return f"write one of {', '.join(kinds)}, or take it out"


def _shown(value: object) -> str:
    return shorten(msgspec.json.encode(value).decode(), _SHOWN_CHARACTERS, placeholder="…")


def _problem(line: int, code: str, message: str, remedy: str) -> Problem:
    return Problem(path=CONFIG_NAME, line=line, code=code, message=message, remedy=remedy)
