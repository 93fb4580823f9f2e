"""Why a goal is behind: its slip, taken apart into days that add up to it.

The slip at a baseline is "from before": the end of the goal's seventh day, or of the day of its last reduce,
extend, replan or resume. What came on top since is undone one after the other, and each cause is the change
in slip that this makes: tasks that were added or became heavier, a deadline that was moved, days on which it
could have begun and did not, days on which all that was open waited for something. The rest is pace.

To undo something means to measure a vault in which it did not happen. A cause is never less than nothing, nor
more than what those before it left; so a change for the better is not set off against the others.

Knows the measures of one goal and what is known of its past. Knows no words.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.measures.circumstances import circumstances
from aimo_md.measures.earned import all_earned_days
from aimo_md.measures.measure import measure as measured
from aimo_md.measures.model import ItemKind
from aimo_md.measures.schedule import Plan
from aimo_md.measures.undo import Undo, part_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.config import Config
    from aimo_md.goals.model import Vault
    from aimo_md.measures.model import GoalMeasure, Item, Measures

_DAY: Final = timedelta(days=1)
_FIRST_WEEK: Final = timedelta(days=6)
_FRESH_STARTS: Final = frozenset({"reduce", "extend", "replan", "resume"})
_NOISE: Final = 1e-6
"""Days. Below this a change in slip is none."""


class CauseKind(StrEnum):
    """What can hold a goal up, in the order in which it is undone."""

    FROM_BEFORE = "from_before"
    SCOPE_GROWN = "scope_grown"
    DEADLINE_MOVED = "deadline_moved"
    STARTED_LATE = "started_late"
    BLOCKED = "blocked"
    PACE = "pace"


class Cause(Struct, frozen=True, kw_only=True):
    """One part of a slip, in days.

    `since` is the day of the baseline, the first day on which tasks were added or got another weight, or the
    day on which the deadline was moved; None for the others. `until` is the last day on which tasks were
    added or got another weight, `tasks` how many were added.
    """

    kind: CauseKind
    days: float
    since: date | None = None
    until: date | None = None
    tasks: int = 0


class Causes(Struct, frozen=True, kw_only=True):
    """Takes the slips of goals apart.

    `free_on` has the day on which each id was done that a task waits for: the end of the calendar for
    one that is open, its beginning where nobody knows.
    """

    measures: Measures
    config: Config
    free_on: Mapping[str, date]

    @classmethod
    def of(cls, measures: Measures, config: Config) -> Causes:
        """For all goals of one measuring."""
        free_on: dict[str, date] = {}
        vault, past = measures.vault, measures.past
        for name in vault.ties.waiting:
            for task in vault.ties.bearing.get(name, ()):
                days = all_earned_days({task.path: vault.notes[task.path]}, past)[task.path]
                day = date.max if task.is_open else days.get(task.line) or date.min
                free_on[name] = max(day, free_on.get(name, date.min))
        return cls(measures=measures, config=config, free_on=free_on)

    def causes(self, path: str) -> tuple[Cause, ...] | None:
        """What a goal's slip is made of, in the order of `CauseKind`; nothing where it is not behind.

        None where it has no plan, or nobody knows since when it runs.
        """
        measure = self.measures.goals[path]
        if measure.slip is None or measure.span.start is None:
            return None
        left, found = measure.slip, []
        for cause in self._undone(measure, measure.slip) if left > _NOISE else ():
            days = min(cause.days, left)
            if days > _NOISE:
                found.append(replace(cause, days=days))
                left -= days
        if left > _NOISE:
            found.append(Cause(kind=CauseKind.PACE, days=left))
        return tuple(found)

    def _undone(self, measure: GoalMeasure, slip: float) -> Iterator[Cause]:
        """What comes to light when one thing after the other is undone; may be less than 0, or too much."""
        path, since = measure.goal.path, baseline(measure, self.measures.today)
        undo = Undo(vault=self.measures.vault, past=self.measures.past, path=path, since=since)
        part = part_of(self.measures.vault, path)
        smaller, added, weighed = undo.growth(part)
        then, moved_on = undo.deadlines(smaller)
        grown_on = (*added, *weighed)
        without_growth = self._measured(smaller, undo, path) if grown_on else measure
        as_then = without_growth if moved_on is None else self._measured(then, undo, path)
        begun = self._begun(as_then)
        slips = slip, without_growth.slip or 0.0, as_then.slip or 0.0
        yield Cause(kind=CauseKind.FROM_BEFORE, days=_slip_on(since, as_then), since=since)
        yield Cause(
            kind=CauseKind.SCOPE_GROWN,
            days=slips[0] - slips[1],
            since=min(grown_on, default=None),
            until=max(grown_on, default=None),
            tasks=len(added),
        )
        yield Cause(kind=CauseKind.DEADLINE_MOVED, days=slips[1] - slips[2], since=moved_on)
        yield Cause(kind=CauseKind.STARTED_LATE, days=_late_start(as_then, since, begun))
        yield Cause(kind=CauseKind.BLOCKED, days=self._blocked(measure, max(since + _DAY, begun)))

    def _measured(self, part: Vault, undo: Undo, path: str) -> GoalMeasure:
        return measured(part, self.measures.today, self.config, undo.older_past(part)).goals[path]

    def _begun(self, measure: GoalMeasure) -> date:
        """The first day on which something planned was earned; today if nothing was.

        What was earned on an unknown day was earned before all else: then no start was late.
        """
        days = [gain.day or date.min for item in measure.items if item.steps for gain in item.gains]
        return min([*days, self.measures.today])

    def _blocked(self, measure: GoalMeasure, first: date) -> float:
        """The days from `first` to yesterday on which every open planned leaf waited for a task."""
        today, past = self.measures.today, self.measures.past
        part = part_of(self.measures.vault, measure.goal.path)
        if not any(task.words.depends_on for note in part.notes.values() for task in note.tasks):
            return 0.0
        held = circumstances(part, all_earned_days(part.notes, past), today, past)
        leaves = [
            _Leaf(
                since=item.appeared or date.min,
                done_on=_earned_on(item),
                free_on=max(
                    (self.free_on.get(name, date.min) for name in held[item.place].waits_for),
                    default=date.min,
                ),
            )
            for item in measure.items
            if item.steps and item.kind is ItemKind.LEAF and item.task is not None
        ]
        days = {day for leaf in leaves for day in leaf if first < day < today}
        return float(
            sum(
                measure.rest.off.between(begin - _DAY, end - _DAY)
                for begin, end in pairwise(sorted({first, *days, max(first, today)}))
                if _all_wait(leaves, begin)
            )
        )


class _Leaf(NamedTuple):
    """From when on a leaf was there, when it was done, and when all that it waited for was done."""

    since: date
    done_on: date
    free_on: date


def baseline(measure: GoalMeasure, today: date) -> date:
    """The day from whose end on causes are looked for.

    In a goal's first seven days, if nothing was decided yet, it is the day before its start.
    """
    yesterday = today - _DAY
    start = measure.span.start or yesterday
    decided = [line.day for line in measure.goal.decisions if line.option in _FRESH_STARTS]
    resumed = () if measure.rest.resumed_on is None else (measure.rest.resumed_on,)
    known = [day for day in (*decided, *resumed) if start <= day <= today]
    if (yesterday - start) >= _FIRST_WEEK:
        known.append(start + _FIRST_WEEK)
    return min(max(known), yesterday) if known else max(start, date.min + _DAY) - _DAY


def _slip_on(day: date, measure: GoalMeasure) -> float:
    """What the slip was at the end of a day, by the plan of this measure."""
    items = [item for item in measure.items if item.steps]
    gains = (gain for item in items for gain in item.gains)
    earned = fsum(gain.weight for gain in gains if gain.day is None or gain.day <= day)
    return Plan.of(step for item in items for step in item.steps).slip(earned, day, measure.rest.off) or 0.0


def _late_start(measure: GoalMeasure, since: date, begun: date) -> float:
    """The days later than `since` on which the plan wanted something and nothing had been done yet."""
    planned = min((step.day for item in measure.items for step in item.steps), default=begun)
    return float(measure.rest.off.between(max(since + _DAY, planned), begun))


def _earned_on(item: Item) -> date:
    """The day on which a leaf was done; it was not yet, or on a day that nobody knows."""
    if item.earned < item.weight:
        return date.max
    return max((gain.day or date.min for gain in item.gains), default=date.max)


def _all_wait(leaves: Iterable[_Leaf], day: date) -> bool:
    """Whether leaves were open on a day, and each waited for a task that was not done by its end."""
    open_then = [leaf for leaf in leaves if leaf.since <= day < leaf.done_on]
    return bool(open_then) and all(day < leaf.free_on for leaf in open_then)
