"""What was, as far as measuring has to know: when things were first seen, first done, put off or moved.

Knows values only; how they grow from one state of the vault to the next is `advance`. They can be written
down, any mapping as a dict, and read back; so their annotations are read while the program runs: hence no
deferred annotations here.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from msgspec import Struct

from aimo_md.goals.model import GoalStatus, Place, Vault

NO_GOAL: Final = ""
"""Stands for the path of a goal where a miscellaneous task has none."""


class Move(NamedTuple):
    """A day that was moved on the day `on`; None where there was none, or is none any more."""

    on: date
    old: date | None
    new: date | None


class Weighing(NamedTuple):
    """An open task got another weight on the day `on`; None where it stated none."""

    on: date
    old: float | None
    new: float | None


class StatusSince(NamedTuple):
    """A goal has had this status from the evening of `day` on."""

    day: date
    status: GoalStatus


class Growth(NamedTuple):
    """By how much a goal's own scope grew on a day, negative where it shrank; `tasks` that were added."""

    day: date
    weight: float
    tasks: int


class Cleared(Struct, frozen=True, kw_only=True):
    """A leaf that was removed after it was done, and stays earned.

    Attributes:
        text: its text.
        below: the last task above it in its note that still stands; line 0 where there is none.
        line: on which it stood last; of those below the same task it tells which came first.
        weight: what it weighs beside the other sub-tasks of the task that it stood below; where it stood
            below none that is still there, its weight in the goal's scope.
        own: whether it stood in one of the goal's own notes.
        recurrence: its rule as written, if it was an occurrence of a series.
        planned_for: the day that it was planned for by its line, a task around it or its milestone; of an
            occurrence of a series the day that it stood for.
        earned_on: the day on which it was earned, None if nobody knows.
        stamp: its ✅ day as written.
        first_seen: the day on which it was first there.
        appeared: the day on which it was added to its goal, None if it was there from the beginning.
        states: whether the outermost task around it stated a weight, or a due day stood there on any leaf:
            what only links to a goal counts in its scope by that.
        by_itself: whether it was one deed: a box that was ticked by itself, and not only along with another.
        cleared_on: the day on which it was no longer there.
    """

    text: str
    below: Place
    line: int
    weight: float
    own: bool
    recurrence: str | None
    planned_for: date | None
    earned_on: date | None
    stamp: date | None
    first_seen: date
    appeared: date | None
    states: bool
    by_itself: bool
    cleared_on: date


class TaskPast(Struct, frozen=True, kw_only=True):
    """The past of a task.

    `first_seen` is the first day on whose evening it was there. `first_done` is the day since whose evening
    its own box has been ticked; None while it is not, and where it was so when its note was first seen.
    `put_off` are the moves of its day after that day had come. `cleared` are the leaves below it that were
    done and then removed. `weighed` is how its weight changed while it was open, in the order of days.
    """

    first_seen: date
    first_done: date | None
    put_off: tuple[Move, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    weighed: tuple[Weighing, ...] = ()

    def earned_on(self, stamp: date | None, note_day: date | None) -> date | None:
        """The day on which the task, whose own box is ticked, was earned; None if nobody knows.

        Args:
            stamp: its ✅ day. One later than the day on which it was first seen done cannot be.
            note_day: the day of the daily note that it stands in.
        """
        stated = stamp or note_day
        return self.first_done if stated is None else min(stated, self.first_done or self.first_seen)


class GoalPast(Struct, frozen=True, kw_only=True):
    """The past of a goal; the last of `statuses` is that of the newest state. All in the order of days.

    `parent` is the link to the goal above as it is written, `linked_on` the day since whose evening it is so.
    """

    statuses: tuple[StatusSince, ...]
    parent: str | None
    linked_on: date
    deadlines: tuple[Move, ...] = ()
    growth: tuple[Growth, ...] = ()

    def pauses(self) -> tuple[tuple[date, date | None], ...]:
        """The first and last day of each pause; the last is None while it goes on."""
        ends = (*(since.day - timedelta(days=1) for since in self.statuses[1:]), None)
        return tuple(
            (since.day, end)
            for since, end in zip(self.statuses, ends, strict=True)
            if since.status is GoalStatus.PAUSED
        )


class NotePast(Struct, frozen=True, kw_only=True):
    """The past of a note: the first day on whose evening it was there, its tasks by line, its goal."""

    first_seen: date
    tasks: Mapping[int, TaskPast]
    goal: GoalPast | None


class GoneLine(NamedTuple):
    """A task of a note that is gone, in case the note comes back."""

    text: str
    is_done: bool
    past: TaskPast


class GoneNote(Struct, frozen=True, kw_only=True):
    """The past of a note that is gone, in case it comes back: a sync tool may have taken it away."""

    first_seen: date
    lines: tuple[GoneLine, ...]
    goal: GoalPast | None


class Past(Struct, frozen=True, kw_only=True):
    """All that is known of the past at the end of `day`, by the paths and lines of that day's state.

    `cleared` holds by the path of a goal what was done in it and removed with all that stood above it, under
    `NO_GOAL` what moved none. `gone` are the notes that were there once, by their last path.
    """

    day: date
    notes: Mapping[str, NotePast]
    cleared: Mapping[str, tuple[Cleared, ...]]
    gone: Mapping[str, GoneNote]

    def is_of(self, vault: Vault) -> bool:
        """Whether it belongs to this state of the vault: to its notes, and to their tasks by line."""
        return self.notes.keys() == vault.notes.keys() and all(
            past.tasks.keys() == {task.line for task in vault.notes[path].tasks}
            and (past.goal is None) == (vault.notes[path].goal is None)
            for path, past in self.notes.items()
        )

    def task(self, place: Place) -> TaskPast | None:
        """The past of the task at a place."""
        note = self.notes.get(place.path)
        return None if note is None else note.tasks.get(place.line)

    def goal(self, path: str) -> GoalPast | None:
        """The past of a goal."""
        note = self.notes.get(path)
        return None if note is None else note.goal

    def linked(self) -> Mapping[str, date]:
        """Since when each goal's link to the one above it stands, by path."""
        return {path: note.goal.linked_on for path, note in self.notes.items() if note.goal is not None}

    def first_seen(self, path: str) -> date | None:
        """The day of the note's first commit."""
        note = self.notes.get(path)
        return None if note is None else note.first_seen
