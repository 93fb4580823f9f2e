"""The values that notes stand for: goals, tasks, criteria, log entries.

Two layers. A `NoteReading` is what one note says by itself: it depends on that note's text and the config
alone, so it can be kept until either changes. A `Vault` is what the notes say together, with links resolved
and every task given to the goal that it moves. Neither knows what day it is. What a vault has very many of is
a struct, which is made ten times as fast as a frozen dataclass; none of them can hold itself, so Python's
collector need not look at them (`gc=False`).
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 (msgspec looks up the types of a reading; so for those below)
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from aimo_md.errors import Problem  # noqa: TC001
from aimo_md.text.outline import Checkbox  # noqa: TC001
from aimo_md.text.task_line import Priority, TaskLine  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.goals.miscellany import Miscellany
    from aimo_md.goals.resolve import LinkIndex
    from aimo_md.goals.ties import Ties

GENERATED: Final = "aimo-"
"""How the `type` of aimo's own notes begins."""


class GoalStatus(StrEnum):
    """What the owner says about a goal."""

    ACTIVE = "active"
    PAUSED = "paused"
    SOMEDAY = "someday"
    DONE = "done"
    DROPPED = "dropped"


class TaskType(StrEnum):
    """What a task's symbol means."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled."""
        return self is not TaskType.DONE and self is not TaskType.CANCELLED


# Python 3.11 looks up a member of an enum so slowly that it shows where it is done for every task of a vault.
_DONE: Final = TaskType.DONE
_CANCELLED: Final = TaskType.CANCELLED


class HabitUnit(StrEnum):
    """The span in which a habit's wanted number counts."""

    WEEK = "week"
    MONTH = "month"


class Habit(Struct, frozen=True, kw_only=True):
    """`3/week` is 3 times a week; `weekdays` is 5 a week of which only Monday to Friday count."""

    times: int
    unit: HabitUnit
    weekdays_only: bool = False
    once_a_day: bool = False


class Metric(Struct, frozen=True, kw_only=True):
    """A number that the goal moves from `origin` to `target`; a falling target is allowed."""

    name: str
    origin: float
    target: float
    now: float | None


class Place(NamedTuple):
    """Where a line stands: the note's path and the line, from 1. Identifies a task within one vault."""

    path: str
    line: int


class GoalKeys(Struct, frozen=True, kw_only=True):
    """A goal's frontmatter, read. Links are raw targets until the vault resolves them.

    `parent` must lead to a goal; `up`, which other habits use too, may lead anywhere. `lines` has every key
    that is there, by its first name, with its line in the note.
    """

    status: GoalStatus
    priority: Priority | None
    start: date | None
    deadline: date | None
    parent: str | None
    up: str | None
    why: str
    tags: tuple[str, ...]
    hard: bool
    private: bool
    weight: float | None
    metric: Metric | None
    habit: Habit | None
    typed_progress: float | None
    slip_after: int | None
    stall_after: int | None
    ask_again: date | None
    paused_until: date | None
    lines: tuple[tuple[str, int], ...]

    def line(self, key: str) -> int:
        """The line on which a key stands; 0, which stands for the note as a whole, where it is not there."""
        return dict(self.lines).get(key, 0)


class Section(Struct, frozen=True, gc=False, array_like=True):
    """A heading and what its text says; `parent` is the index of the section around it.

    `due` is the day of a milestone. `days` is the week that the heading names, or in which the day lies that
    it names, from the first day to the last: for tasks that begin with a weekday.
    """

    line: int
    level: int
    title: str
    links: tuple[str, ...]
    due: date | None
    days: tuple[date, date] | None
    parent: int | None


class Task(Struct, frozen=True, gc=False, array_like=True):
    """A checkbox that is a task, or a whole note that is one (its line is then 1).

    `type` is what its own mark says; `around` what a task around it says, the nearest that is ticked or
    cancelled. `parent` is the line of the task around it, `section` an index. `unfiltered` is its text
    without the word by which Tasks knows a line as a task; None where it does not hold that word. A vault has
    very many: they are made by place, as a `TaskLine` is.
    """

    place: Place
    symbol: str
    type: TaskType
    around: TaskType | None
    words: TaskLine
    links: tuple[str, ...]
    weekdays: tuple[int, ...]
    parent: int | None
    section: int | None
    unfiltered: str | None = None

    @property
    def path(self) -> str:
        """The path of its note."""
        return self.place.path

    @property
    def line(self) -> int:
        """The line on which it stands."""
        return self.place.line

    @property
    def title(self) -> str:
        """Its text without fields, and without the word that only says that it is a task."""
        return self.words.text if self.unfiltered is None else self.unfiltered

    @property
    def state(self) -> TaskType:
        """What holds for it: its own tick or cancellation, else that of the nearest task around it."""
        own, around = self.type, self.around
        return own if around is None or own is _DONE or own is _CANCELLED else around

    @property
    def is_open(self) -> bool:
        """Neither done nor cancelled, by itself or by a task around it."""
        own = self.type
        return self.around is None and own is not _DONE and own is not _CANCELLED


class Criterion(Struct, frozen=True, kw_only=True):
    """A box under `Done when`: says when the goal is reached; `met_on` is its ✅ day where it has one."""

    line: int
    text: str
    met: bool
    met_on: date | None


class LogEntry(Struct, frozen=True, kw_only=True):
    """A dated line under `Log`: a value for a metric, a tick for a habit (value None)."""

    line: int
    day: date
    value: float | None
    text: str


class NamedNumber(Struct, frozen=True, kw_only=True):
    """A number under a name, in a property or an inline field of a daily note; the name is in lower case."""

    line: int
    name: str
    value: float


class MetricValue(Struct, frozen=True, kw_only=True):
    """Where a goal's metric stood on a day, and the line that says so."""

    day: date
    value: float
    place: Place


class DecisionLine(Struct, frozen=True, kw_only=True):
    """A dated line under `Decisions`: what its owner chose that day."""

    line: int
    day: date
    option: str
    text: str


class NoteReading(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """All that one note says by itself.

    `belongs` are the link targets of its `goal`, `parent` and `projects` keys, where it is no goal itself,
    and `goal_link` the one under `goal` with its line. `day` and `numbers` are set for a daily note; `days`
    is the week that the note's name states, or in which its day lies. `links` are a goal note's links with
    their lines, raw. `sections` are only those of goals and of notes with a checkbox. `managed` are the boxes
    inside aimo's own blocks, which are no tasks. `kind` is the `type` of the frontmatter; aimo's own notes
    begin theirs with `aimo-`.
    """

    path: str
    kind: str
    title: str
    aliases: tuple[str, ...]
    goal: GoalKeys | None
    belongs: tuple[str, ...]
    goal_link: tuple[int, str] | None
    links: tuple[tuple[int, str], ...]
    day: date | None
    days: tuple[date, date] | None
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    criteria: tuple[Criterion, ...]
    log: tuple[LogEntry, ...]
    decisions: tuple[DecisionLine, ...]
    numbers: tuple[NamedNumber, ...]
    managed: tuple[Checkbox, ...]
    problems: tuple[Problem, ...]

    @property
    def is_generated(self) -> bool:
        """Whether the note is one of aimo's own."""
        return self.kind.startswith(GENERATED)


class Goal(Struct, frozen=True, kw_only=True):
    """A goal in its vault.

    `own` are the tasks of its own notes that move it, in the order in which the plan wants them: its note
    first, then the notes that name it, by path. `linked` are tasks elsewhere that only link to it.
    `children` stand in the order in which its note links to them, the others after, by path; `child_lines`
    are the lines of those links (None where its note does not link to the child). `values` is the history of
    its metric, by day; of two values of a day the later one in the list counts. `archived` goals are counted,
    but neither shown nor asked about.
    """

    path: str
    title: str
    keys: GoalKeys
    parent: str | None
    children: tuple[str, ...]
    child_lines: tuple[int | None, ...]
    own: tuple[Task, ...]
    linked: tuple[Task, ...]
    criteria: tuple[Criterion, ...]
    log: tuple[LogEntry, ...]
    values: tuple[MetricValue, ...]
    decisions: tuple[DecisionLine, ...]
    archived: bool


class Vault(Struct, frozen=True, kw_only=True):
    """What all notes say together.

    `owners` gives each task's goal; a task without one is miscellaneous, and in `misc` if it is open. `ties`
    knows which tasks wait for which, `index` which notes bear which names.
    """

    notes: Mapping[str, NoteReading]
    goals: Mapping[str, Goal]
    owners: Mapping[Place, str]
    misc: Miscellany
    ties: Ties
    index: LinkIndex
    problems: tuple[Problem, ...]

    def below(self, path: str) -> tuple[str, ...]:
        """The goal and all goals under it, parents first."""
        found = [path]
        for at in found:
            found.extend(self.goals[at].children)
        return tuple(found)

    def section_of(self, task: Task) -> Section | None:
        """The section in which a task stands."""
        return None if task.section is None else self.notes[task.path].sections[task.section]
