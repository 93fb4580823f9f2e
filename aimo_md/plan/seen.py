"""One note as this run of aimo saw it, look by look: which recurring tasks were ticked or unticked by hand.

A tick counts where a task was open at one look and is done at a later one, and if the note does not hold its
next occurrence. It waits until it is followed, so that nothing is lost while the note is being written in.
Unticked is what was done at one look and is open at a later one, however it was completed: by hand, in the
dashboard, or by a command while this aimo looked on or before it began.
Knows the readings of one note. Knows neither when it is looked at, nor what comes of a tick.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from aimo_md.goals.identity import match_tasks
from aimo_md.goals.model import TaskType
from aimo_md.text.recurrence import parse_rule

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """How a task was completed.

    Attributes:
        day: of its stamp.
        stamped: whether aimo put that stamp there.
        followed: whether this aimo did it, following a tick; else it is told by the stamp alone.
    """

    day: date
    stamped: bool
    followed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A recurring task that was ticked by hand, and the day on which that was seen."""

    task: Task
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unticked:
    """A task that is open again after it had been completed."""

    task: Task
    completion: Completion


ByHand: TypeAlias = Ticked | Unticked


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A note as it was last seen.

    Attributes:
        note: what it said.
        ticked: the lines whose tick has not been followed, with the day on which it was seen.
        completed: the lines whose tick was followed, and those that were unticked.
    """

    note: NoteReading
    ticked: Mapping[int, date] = field(default_factory=dict)
    completed: Mapping[int, Completion] = field(default_factory=dict)

    def by_hand(self) -> Iterator[ByHand]:
        """What waits to be followed, by line."""
        for task in self.note.tasks if self.ticked or self.completed else ():
            if task.line in self.ticked:
                yield Ticked(task=task, day=self.ticked[task.line])
            elif task.line in self.completed and task.type.is_open:
                yield Unticked(task=task, completion=self.completed[task.line])

    def again(self, note: NoteReading, day: date) -> Seen:
        """The note at a later look, on a day."""
        old_lines = {new: old for old, new in match_tasks(self.note, note).items()}
        before = {task.line: task for task in self.note.tasks}
        more = _done(note) - _done(self.note)
        open_now = {_series(task) for task in note.tasks if task.type.is_open}
        ticked: dict[int, date] = {}
        completed: dict[int, Completion] = {}
        for task in note.tasks:
            line = old_lines.get(task.line)
            if line is None:
                continue
            if line in self.completed:
                completed[task.line] = self.completed[line]
            elif task.type is TaskType.DONE and _series(task) not in open_now:
                if line in self.ticked:
                    ticked[task.line] = self.ticked[line]
                elif before[line].type.is_open and _recurs(task) and more[_series(task)]:
                    ticked[task.line] = day
            elif task.type.is_open and (stamp := _completed_on(before[line])) is not None:
                completed[task.line] = Completion(day=stamp, stamped=True, followed=False)
        return Seen(note=note, ticked=ticked, completed=completed)

    def passed_over(self) -> Seen:
        """The note without what waits to be followed."""
        open_lines = {task.line for task in self.note.tasks if task.type.is_open}
        kept = {line: each for line, each in self.completed.items() if line not in open_lines}
        return Seen(note=self.note, completed=kept)

    def written(self, note: NoteReading) -> Seen:
        """The note once aimo has written it: whatever could be followed has been."""
        before, after = _done_lines(self.note), _done_lines(note)
        completed: dict[int, Completion] = {}
        for key, tasks in before.items():
            for old, new in zip(tasks, after.get(key, ()), strict=False):
                if old.line in self.completed:
                    completed[new.line] = self.completed[old.line]
                elif old.line in self.ticked and new.words.done is not None:
                    stamped = old.words.done is None
                    completed[new.line] = Completion(day=new.words.done, stamped=stamped, followed=True)
        return Seen(note=note, completed=completed)


def _recurs(task: Task) -> bool:
    """Whether it is a line with a rule that aimo understands; a note that is a task has no fields on it."""
    rule = task.words.recurrence
    return rule is not None and bool(task.words.spans) and parse_rule(rule) is not None


def _completed_on(task: Task) -> date | None:
    """The day of its stamp, of a recurring task that is done."""
    return task.words.done if task.type is TaskType.DONE and _recurs(task) else None


def _series(task: Task) -> Hashable:
    return task.title, task.words.recurrence


def _done(note: NoteReading) -> Counter[Hashable]:
    """How often each text and rule is done: a line that was removed makes no other one a tick."""
    return Counter(_series(task) for task in note.tasks if task.type is TaskType.DONE)


def _done_lines(note: NoteReading) -> Mapping[Hashable, list[Task]]:
    """The done tasks by what aimo leaves as it is when it writes beside them."""
    found: defaultdict[Hashable, list[Task]] = defaultdict(list)
    for task in note.tasks:
        if task.type is TaskType.DONE:
            words = task.words
            found[(_series(task), words.due, words.scheduled, words.start)].append(task)
    return found
