"""How the past grows: from what is known of one state of the vault to what is known of the next.

Knows how a task keeps its past through edits. Knows nothing of where the states come from.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from math import fsum
from typing import TYPE_CHECKING, Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.config import DEFAULTS
from aimo_md.goals.changes import DayMoved, DeadlineMoved, TaskChange, TaskFact, facts
from aimo_md.goals.differing import differing
from aimo_md.goals.layered import Layered
from aimo_md.goals.leaves import task_weight
from aimo_md.goals.lineage import lineage
from aimo_md.goals.model import TaskType
from aimo_md.goals.vault import assemble
from aimo_md.measures.cleared import cleared_weights, clearing
from aimo_md.measures.past import (
    GoalPast,
    GoneLine,
    GoneNote,
    Growth,
    Move,
    NotePast,
    Past,
    StatusSince,
    TaskPast,
    Weighing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.goals.changes import Fact
    from aimo_md.goals.lineage import Lineage
    from aimo_md.goals.model import NoteReading, Task, Vault
    from aimo_md.measures.cleared import Clearing

_NOISE: Final = 1e-9
"""Below this a scope is the same: shares such as 1/3 are not exact."""


def start(vault: Vault, day: date) -> Past:
    """The past at the end of the first day of which anything is known.

    When something that is done then was done, nobody knows.
    """
    return Past(
        day=day,
        notes={
            path: NotePast(
                first_seen=day,
                tasks={task.line: TaskPast(first_seen=day, first_done=None) for task in note.tasks},
                goal=_goal(None, note, (), day),
            )
            for path, note in vault.notes.items()
        },
        cleared={},
        gone={},
    )


def advance(past: Past, before: Vault, after: Vault, day: date) -> Past:
    """The past at the end of `day`, on which the vault changed to what it is after.

    Args:
        past: the past up to the older state.
        before: the older state, the one to which `past` belongs.
        after: the newer state.
        day: the day of the newer state; one before that of the older state counts as the same day.
    """
    day = max(day, past.day)
    kin = lineage(before, after)
    cleared = clearing(past, kin, day)
    removed = cleared_weights(past, (*kin.notes, *kin.gone))
    return _Step(past, kin, facts(kin, day, removed, cleared.weights()), cleared, day).past()


class History(Struct, frozen=True, kw_only=True):
    """The past up to a state of the vault, and that state."""

    past: Past
    vault: Vault

    @classmethod
    def beginning(cls, day: date) -> History:
        """A history that begins on `day` with nothing."""
        nothing = assemble((), DEFAULTS)
        return cls(past=start(nothing, day), vault=nothing)

    def sharing(self, vault: Vault, earlier: tuple[History, History] | None = None) -> History:
        """The same, with the very notes of a vault in place of those that say the same.

        What is one object is known to be equal without a look at what it says, and what both vaults share is
        not looked at at all.

        Args:
            vault: whose notes.
            earlier: a history, and what this gave for it and an earlier vault; what differs from that is all
                that is compared then.
        """
        was, now = self.vault.notes, vault.notes
        if earlier is None:
            base, differ = Layered.of(now), differing(was, now)
        else:
            base, differ = Layered.of(earlier[1].vault.notes), differing(earlier[0].vault.notes, was)
        there = {path: was[path] for path in differ if path in was}
        same = {path: now[path] for path, note in there.items() if path in now and now[path] == note}
        notes = base.without([path for path in differ if path not in was]).but(there | same)
        past = replace(self.past, notes=Layered.of(self.past.notes))
        return History(past=past, vault=replace(self.vault, notes=notes))

    def shares_with(self, vault: Vault) -> bool:
        """Whether finding out what is another note in this vault is a look at few notes."""
        return Layered.of(self.vault.notes).shares_with(Layered.of(vault.notes))

    def up_to(self, vault: Vault, today: date) -> Past:
        """The past up to the vault as it is now, committed or not."""
        return advance(self.past, self.vault, vault, today)


class _Step:
    """One step from a state to the next."""

    def __init__(
        self, past: Past, kin: Lineage, told: tuple[Fact, ...], cleared: Clearing, day: date
    ) -> None:
        self._past = past
        self._kin = kin
        self._facts = told
        self._day = day
        self._clearing = cleared
        self._before = {
            task.place: task for path in (*kin.notes, *kin.gone) for task in kin.before.notes[path].tasks
        }
        self._put_off = {
            fact.place: Move(day, fact.old, fact.new)
            for fact in told
            if isinstance(fact, DayMoved) and fact.put_off
        }

    def past(self) -> Past:
        """The past after the step."""
        kin = self._kin
        fresh = {new: self._lived_on(old, new) for old, new in kin.notes.items()}
        fresh |= {path: self._arrived(path) for path in kin.arrived}
        for path, growth in self._growth():
            grown = fresh.get(path) or self._past.notes[path]
            if grown.goal is not None:
                goal = replace(grown.goal, growth=(*grown.goal.growth, growth))
                fresh[path] = replace(grown, goal=goal)
        left = {path for path in (*kin.notes, *kin.gone) if kin.note_after(path) != path}
        gone = {path: note for path, note in self._past.gone.items() if path not in kin.arrived}
        return Past(
            day=self._day,
            notes=Layered.of(self._past.notes).without(left).but(fresh),
            cleared=self._clearing.of_goals,
            gone=gone | {path: self._gone(path) for path in kin.gone},
        )

    def _lived_on(self, old: str, new: str) -> NotePast:
        """The past of a note that was there before, maybe under another path."""
        was, note = self._past.notes[old], self._kin.after.notes[new]
        return NotePast(
            first_seen=was.first_seen,
            tasks={task.line: self._task(task, known=True) for task in note.tasks},
            goal=_goal(was.goal, note, self._facts, self._day),
        )

    def _arrived(self, path: str) -> NotePast:
        """The past of a note that was not there before, or was gone for a while."""
        note, was = self._kin.after.notes[path], self._past.gone.get(path)
        lines: defaultdict[str, deque[GoneLine]] = defaultdict(deque)
        for line in () if was is None else was.lines:
            lines[line.text].append(line)
        tasks = {}
        for task in note.tasks:
            if task.place not in self._kin.origins and lines[task.title]:
                line = lines[task.title].popleft()
                tasks[task.line] = replace(
                    line.past, first_done=self._first_done(task, line.past, was_done=line.is_done)
                )
            else:
                tasks[task.line] = self._task(task, known=was is not None)
        return NotePast(
            first_seen=self._day if was is None else was.first_seen,
            tasks=tasks,
            goal=_goal(None if was is None else was.goal, note, self._facts, self._day),
        )

    def _gone(self, path: str) -> GoneNote:
        was, note = self._past.notes[path], self._kin.before.notes[path]
        lines = []
        for task in note.tasks:
            if task.place not in self._kin.heirs:
                goal = self._kin.before.owners.get(task.place)
                takes_along = goal is not None and self._kin.note_after(goal) is None
                of_task = was.tasks[task.line]
                past = of_task if takes_along else replace(of_task, cleared=())
                lines.append(GoneLine(task.title, task.type is TaskType.DONE, past))
        return GoneNote(first_seen=was.first_seen, lines=tuple(lines), goal=was.goal)

    def _task(self, task: Task, *, known: bool) -> TaskPast:
        """The past of a task; `known` says that its note was seen before.

        Of a task that is done in a note that nobody saw before, nobody knows when it was done.
        """
        origin = self._kin.origins.get(task.place)
        if origin is not None:
            was = self._past.notes[origin.path].tasks[origin.line]
            put_off = self._put_off.get(task.place)
            return TaskPast(
                first_seen=was.first_seen,
                first_done=self._first_done(task, was, was_done=self._before[origin].type is TaskType.DONE),
                put_off=was.put_off if put_off is None else (*was.put_off, put_off),
                cleared=self._clearing.of_tasks.get(task.place, ()),
                weighed=(*was.weighed, *self._weighed(self._before[origin], task)),
            )
        back = self._clearing.back.get(task.place)
        if back is not None:
            return TaskPast(first_seen=back.first_seen, first_done=back.earned_on)
        is_done = known and task.type is TaskType.DONE
        return TaskPast(first_seen=self._day, first_done=self._day if is_done else None)

    def _weighed(self, old: Task, task: Task) -> tuple[Weighing, ...]:
        if not old.is_open or task_weight(old) == task_weight(task):
            return ()
        return (Weighing(self._day, old.words.weight, task.words.weight),)

    def _first_done(self, task: Task, was: TaskPast, *, was_done: bool) -> date | None:
        if task.type is not TaskType.DONE:
            return None
        return was.first_done if was_done else self._day

    def _growth(self) -> Iterator[tuple[str, Growth]]:
        """By how much the own scope of each goal grew; what a goal began with is no growth."""
        grown: defaultdict[str, list[float]] = defaultdict(list)
        tasks: Counter[str] = Counter()
        for fact in self._facts:
            if isinstance(fact, TaskFact) and fact.own and fact.goal is not None:
                grown[fact.goal].append(_scope_change(fact))
                tasks[fact.goal] += fact.change is TaskChange.ADDED and fact.weight > 0
        earlier = {new: old for old, new in self._kin.notes.items()}
        for path, weights in grown.items():
            weight = fsum((*weights, -self._clearing.regained.get(path, 0.0)))
            old = earlier.get(path, path)
            was_there = old in self._kin.before.goals and self._kin.note_after(old) == path
            if was_there and abs(weight) > _NOISE:
                yield path, Growth(self._day, weight, tasks[path])


def _scope_change(fact: TaskFact) -> float:
    match fact.change:
        case TaskChange.ADDED | TaskChange.RESIZED:
            return fact.weight
        case TaskChange.DROPPED:
            return -fact.weight
        case TaskChange.EARNED | TaskChange.UNEARNED | TaskChange.CLEARED:
            return 0.0
        case _:
            assert_never(fact.change)


def _goal(was: GoalPast | None, note: NoteReading, told: tuple[Fact, ...], day: date) -> GoalPast | None:
    """The past of a note's goal at the end of a day; `was` is None where there was no goal before."""
    if note.goal is None:
        return None
    known = () if was is None else tuple(since for since in was.statuses if since.day < day)
    if not known or known[-1].status is not note.goal.status:
        known = (*known, StatusSince(day, note.goal.status))
    parent = note.goal.parent or note.goal.up
    if was is None:
        return GoalPast(statuses=known, parent=parent, linked_on=day)
    moved = (
        Move(day, fact.old, fact.new)
        for fact in told
        if isinstance(fact, DeadlineMoved) and fact.goal == note.path
    )
    return GoalPast(
        statuses=known,
        parent=parent,
        linked_on=was.linked_on if parent == was.parent else day,
        deadlines=(*was.deadlines, *moved),
        growth=was.growth,
    )
