"""The values that measuring gives: what counts, how far it is, where it will end.

Weights have no unit but the goal's own (leaves for tasks, the metric's unit for a metric goal). Days are
calendar days of the vault's zone. `None` always means "not known", never zero.
"""

from __future__ import annotations

from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from msgspec import Struct

from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aimo_md.errors import Problem
    from aimo_md.goals.model import Goal, GoalStatus, Place, Task, Vault
    from aimo_md.measures.by_day import NotesByDay
    from aimo_md.measures.past import Past
    from aimo_md.measures.pauses import Rest
    from aimo_md.measures.sums import Deeds


_PRIORITIES: Final = (
    Priority.HIGHEST,
    Priority.HIGH,
    Priority.MEDIUM,
    None,
    Priority.LOW,
    Priority.LOWEST,
)


class Health(StrEnum):
    """One word for how a goal is."""

    DONE = "done"
    DROPPED = "dropped"
    PAUSED = "paused"
    SOMEDAY = "someday"
    UPCOMING = "upcoming"
    COMPLETE = "complete"
    NO_PLAN = "no plan"
    OVERDUE = "overdue"
    STALLED = "stalled"
    SLIPPING = "slipping"
    AT_RISK = "at risk"
    ON_TRACK = "on track"
    AHEAD = "ahead"


class PlannedBy(StrEnum):
    """What gave an item its planned day; REMOVED is a day of a line that is no longer there.

    PAUSE is a new day for one that fell due while its goal rested.
    """

    DUE = "due"
    SCHEDULED = "scheduled"
    ANCESTOR = "ancestor"
    MILESTONE = "milestone"
    COHORT = "cohort"
    SERIES = "series"
    LINE = "line"
    REMOVED = "removed"
    PAUSE = "pause"


class ItemKind(StrEnum):
    """What an item stands for."""

    LEAF = "leaf"
    SERIES = "series"
    METRIC = "metric"
    HABIT = "habit"
    TYPED = "typed"


ItemKey: TypeAlias = "tuple[Place, int]"
"""The place of an item, and which of that place it is."""


class Gain(NamedTuple):
    """Weight that was earned on a day; the day is None where it is not known."""

    day: date | None
    weight: float


class Step(NamedTuple):
    """Weight that the plan wants done by the end of a day."""

    day: date
    weight: float


class Item(Struct, frozen=True, kw_only=True):
    """One thing that counts in a goal: a leaf, a recurring series, or a whole metric or habit goal.

    `goal` is the goal whose note or task it is; in a parent's list the item of a subgoal keeps it. `gains`
    add up to `earned`; `steps` add up to `weight` or are empty where nothing is planned. `due` is the day by
    which its owner wants it done, `appeared` the day on which it was added, where that is known. `moves`
    are the days on which it moved its goal, counted in the scope or not. `own` is false for a task that
    stands in a note of somebody else's. `task` is the line that stands for it. A leaf without one was removed
    after it was done; its place is then that of the last task above it that still stands, and `nth` a number
    that tells it apart from all others, 0 for what stands there.
    """

    goal: str
    place: Place
    text: str
    kind: ItemKind
    weight: float
    earned: float
    gains: tuple[Gain, ...]
    steps: tuple[Step, ...]
    planned_by: PlannedBy | None
    due: date | None = None
    appeared: date | None = None
    moves: tuple[date, ...]
    own: bool
    task: Task | None
    nth: int = 0

    @property
    def key(self) -> ItemKey:
        """What tells it apart from all others of its goal."""
        return self.place, self.nth


class Forecast(Struct, frozen=True, kw_only=True):
    """Where the goal will end at its usual pace. A day of None is not in sight (past ten years).

    `p50` and `p85` are the days by which it is done with that likelihood, in percent; `chance` is the
    likelihood, 0 to 1, to be done by the deadline, None without a deadline.
    """

    p50: date | None
    p85: date | None
    chance: float | None


class HabitRecord(Struct, frozen=True, kw_only=True):
    """How a habit is kept: `adherence` over the last full periods, 0 to 1; `streak` in full periods kept."""

    adherence: float | None
    streak: int
    this_period: int
    wanted: int


class Span(Struct, frozen=True, kw_only=True):
    """From when to when a goal is meant to run, with what it has from its parents; ends included."""

    start: date | None
    deadline: date | None


class GoalMeasure(Struct, frozen=True, kw_only=True):
    """All numbers of one goal, subgoals included. Its `goal` is what was measured."""

    goal: Goal
    span: Span
    rest: Rest
    items: tuple[Item, ...]
    scope: float
    earned: float
    progress: float | None
    planned: float | None
    slip: float | None
    pace: float | None
    required_pace: float | None
    forecast: Forecast | None
    habit: HabitRecord | None
    moved_on: date | None
    stalled_days: int | None
    health: Health
    next_action: Task | None
    leaves_done: int
    leaves: int

    def earned_by(self, day: date) -> float:
        """Weight that was earned by the end of `day`; what has no known day was earned before any."""
        gains = (gain for item in self.items for gain in item.gains)
        return fsum(gain.weight for gain in gains if gain.day is None or gain.day <= day)

    def progress_by(self, day: date) -> float | None:
        """The share of today's scope that was earned by the end of `day`."""
        return None if self.progress is None or not self.scope else min(self.earned_by(day) / self.scope, 1.0)

    def moved_between(self, first: date, last: date) -> bool:
        """Whether something of it was earned in these days, both included."""
        for item in self.items:
            for day in item.moves:
                if first <= day <= last:
                    return True
        return False

    @property
    def status(self) -> GoalStatus:
        """What its owner says."""
        return self.goal.keys.status


class Direction(Struct, frozen=True, kw_only=True):
    """Where the work of a period went.

    `done` tasks, of which `moving` moved a goal and `misc` none; top-level goals that are active and those
    of them that moved; the share of the moving work that went to goals of the top priority in use.
    """

    first: date
    last: date
    done: int
    moving: int
    misc: int
    goals_active: int
    goals_moved: int
    top_share: float | None


class Load(Struct, frozen=True, kw_only=True):
    """What the coming seven days hold against what a week usually holds, in tasks.

    `usual_low` and `usual_high` are the 15th and 85th percentile of eight weeks, None with too little to go
    by. `conflicts` are the goals that cannot both keep their deadlines at the present pace, by path.
    """

    planned: int
    usual_low: int | None
    usual_high: int | None
    conflicts: tuple[str, ...]


class Measures(Struct, frozen=True, kw_only=True):
    """Every number about a vault as of `today`. Goals by path.

    `done` is all that was done on a day that is known. `dated` are the notes by the days that their tasks
    name, or named until these days had come. `past` is what is known of the vault's past, None where nobody
    kept it. `problems` are those of the notes and those that only the plan shows.
    """

    today: date
    vault: Vault
    goals: Mapping[str, GoalMeasure]
    direction: Direction
    load: Load
    done: Deeds
    dated: NotesByDay
    past: Past | None
    problems: tuple[Problem, ...]

    def shown(self) -> tuple[GoalMeasure, ...]:
        """The goals that are shown: not archived, top priority first, then by title."""
        return tuple(
            sorted((m for m in self.goals.values() if not m.goal.archived), key=lambda m: _rank(m.goal))
        )


def priority_rank(priority: Priority | None) -> int:
    """0 for the highest; none at all stands between medium and low, as the Tasks plugin has it."""
    return _PRIORITIES.index(priority)


def _rank(goal: Goal) -> tuple[int, str, str]:
    return priority_rank(goal.keys.priority), goal.title.casefold(), goal.path
