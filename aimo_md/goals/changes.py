"""What changed between two states of a vault, as a list of facts: the same for commits and for live edits.

Knows what counts as earned, added, dropped or put off. Knows nothing of how far a goal is, nor what was
before the older state.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from aimo_md.goals.leaves import NONE_REMOVED, is_series, share_out_note, task_weight
from aimo_md.goals.lineage import lineage
from aimo_md.goals.model import TaskType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from aimo_md.goals.leaves import Removed, Shared
    from aimo_md.goals.lineage import Lineage
    from aimo_md.goals.model import GoalStatus, Place, Task, Vault

_NOISE: Final = 1e-9
"""Below this two weights are the same: shares such as 1/3 are not exact."""


class TaskChange(StrEnum):
    """What happened to a task.

    EARNED: a leaf is done that was not. UNEARNED: a leaf is no longer done. ADDED: it is new, or no longer
    cancelled. DROPPED: it was cancelled, or removed while it was open. RESIZED: it counts for more or less
    than before. CLEARED: a done leaf was removed; it stays earned.
    """

    EARNED = "earned"
    UNEARNED = "unearned"
    ADDED = "added"
    DROPPED = "dropped"
    RESIZED = "resized"
    CLEARED = "cleared"


class TaskFact(Struct, frozen=True, kw_only=True):
    """One thing that happened to a task.

    `goal` is the path of the goal that it moves, None for miscellaneous; `own` says whether the task stands
    in one of that goal's own notes. `weight` is what was earned or cleared, or by how much the scope changed
    (0 for a sub-task, which shares its root's weight, and for a recurring series); only RESIZED may be
    negative. Paths and places are those of the newer state, or for what is gone, of the older one.
    """

    change: TaskChange
    goal: str | None
    own: bool
    place: Place
    text: str
    weight: float


class DayMoved(Struct, frozen=True, kw_only=True):
    """An open task has another due day, or where it has none, another scheduled day.

    `put_off` says that the old day had come when it was moved further out or taken away.
    """

    goal: str | None
    place: Place
    text: str
    old: date | None
    new: date | None
    put_off: bool


class DeadlineMoved(Struct, frozen=True, kw_only=True):
    """A goal has another deadline; `text` is its title."""

    goal: str
    text: str
    old: date | None
    new: date | None


class StatusChanged(Struct, frozen=True, kw_only=True):
    """A goal has another status; `text` is its title."""

    goal: str
    text: str
    old: GoalStatus
    new: GoalStatus


Fact: TypeAlias = TaskFact | DayMoved | DeadlineMoved | StatusChanged


def changes(before: Vault, after: Vault, day: date) -> tuple[Fact, ...]:
    """What changed from one state of a vault to a newer one, that of `day`, by note and line.

    What is done in a note that is seen for the first time is added, not earned: nobody knows when it was
    done.
    """
    return facts(lineage(before, after), day)


def facts(
    kin: Lineage, day: date, removed: Removed = NONE_REMOVED, removed_after: Removed = NONE_REMOVED
) -> tuple[Fact, ...]:
    """What changed between two states that are tied together already.

    Args:
        kin: the states.
        day: of the newer state.
        removed: what had been done and removed before the older state; it shares in the weights.
        removed_after: the same for the newer state.
    """
    teller = _Teller(
        kin,
        day,
        _Side(kin.before, (*kin.notes, *kin.gone), removed),
        _Side(kin.after, (*kin.notes.values(), *kin.arrived), removed_after),
    )
    found: list[Fact] = []
    for old, new in sorted(kin.notes.items()):
        found.extend(teller.facts_of_goal(old, new))
        found.extend(teller.facts_of_note(new))
        found.extend(teller.facts_of_removed(old))
    for path in kin.arrived:
        found.extend(teller.facts_of_note(path))
    for path in kin.gone:
        found.extend(teller.facts_of_removed(path))
    return tuple(found)


def is_own(task: Task, vault: Vault) -> bool:
    """Whether a task moves a goal and stands in one of that goal's own notes."""
    goal = vault.owners.get(task.place)
    if goal is None or goal == task.path:
        return goal is not None
    return all(linked.place != task.place for linked in vault.goals[goal].linked)


def planned_day(task: Task) -> date | None:
    """The day that a task itself is planned for: due, else scheduled."""
    return task.words.due or task.words.scheduled


class _Side:
    """One of the two states: what the tasks of some of its notes weigh, and which goals they move.

    `leaves` has the weight of each leaf, and `sizes` what a root brings into the scope of its goal. A
    recurring series has no size: how often it counts depends on its goal's days.
    """

    def __init__(self, vault: Vault, paths: Iterable[str], removed: Removed) -> None:
        self.vault = vault
        self.tasks: dict[Place, Task] = {}
        self.shared: dict[str, tuple[Shared, ...]] = {}
        self.leaves: dict[Place, float] = {}
        self.sizes: defaultdict[Place, float] = defaultdict(float)
        for path in paths:
            note = vault.notes[path]
            self.tasks |= {task.place: task for task in note.tasks}
            self.shared[path] = share_out_note(note, vault.owners, removed)
            for shared in self.shared[path]:
                self._weigh(shared)

    def goal(self, task: Task) -> str | None:
        return self.vault.owners.get(task.place)

    def is_own(self, task: Task) -> bool:
        return is_own(task, self.vault)

    def _weigh(self, shared: Shared) -> None:
        for leaf in shared.leaves:
            if is_series(leaf.root):
                continue
            self.sizes[leaf.root.place] += leaf.weight
            if leaf.removed is None:
                self.leaves[leaf.task.place] = leaf.weight
        self.leaves |= {root.place: task_weight(root) for root in shared.roots if is_series(root)}


class _Teller:
    """Tells the facts between two states of a vault."""

    def __init__(self, kin: Lineage, day: date, before: _Side, after: _Side) -> None:
        self._kin = kin
        self._day = day
        self._before = before
        self._after = after

    def facts_of_goal(self, old: str, new: str) -> Iterator[Fact]:
        """What happened to the goal of a note, if it was one and still is."""
        was, note = self._before.vault.notes[old].goal, self._after.vault.notes[new]
        if was is None or note.goal is None:
            return
        if was.deadline != note.goal.deadline:
            yield DeadlineMoved(goal=new, text=note.title, old=was.deadline, new=note.goal.deadline)
        if was.status is not note.goal.status:
            yield StatusChanged(goal=new, text=note.title, old=was.status, new=note.goal.status)

    def facts_of_note(self, path: str) -> Iterator[Fact]:
        """What happened to the tasks that a note holds now."""
        was_done: dict[int | None, bool] = {None: path in self._kin.arrived}
        for task in self._after.vault.notes[path].tasks:
            old = self._old(task)
            if old is None:
                # Nothing is done anew below what was done before.
                was_done[task.line] = was_done[task.parent] or was_done[None]
                size = self._after.sizes[task.place]
                if task.state is not TaskType.CANCELLED or size:
                    yield self._now(TaskChange.ADDED, task, size)
            else:
                was_done[task.line] = old.state is TaskType.DONE
                yield from self._scope_facts(old, task)
                yield from self._day_facts(old, task)
            yield from self._done_facts(old, task, was_done=was_done[task.line])

    def facts_of_removed(self, path: str) -> Iterator[Fact]:
        """What happened to the tasks that a note held and that are nowhere any more."""
        stays: defaultdict[Place, float] = defaultdict(float)
        for shared in self._before.shared[path]:
            for lost in shared.lost(self._kin.heirs):
                stays[lost.top.place] += lost.weight
        for task in self._before.vault.notes[path].tasks:
            if task.place in self._kin.heirs:
                continue
            size = self._before.sizes.get(task.place, 0.0)
            dropped = size - stays[task.place] if size else 0.0
            if task.is_open or dropped > _NOISE:
                yield self._gone(TaskChange.DROPPED, task, dropped)
            if task.state is TaskType.DONE and task.place in self._before.leaves:
                yield self._gone(TaskChange.CLEARED, task, self._before.leaves[task.place])

    def _old(self, task: Task) -> Task | None:
        place = self._kin.origins.get(task.place)
        return None if place is None else self._before.tasks[place]

    def _done_facts(self, old: Task | None, task: Task, *, was_done: bool) -> Iterator[TaskFact]:
        is_done = task.state is TaskType.DONE
        leaf = self._after.leaves.get(task.place)
        old_leaf = None if old is None else self._before.leaves.get(old.place)
        if is_done and not was_done and leaf is not None:
            yield self._now(TaskChange.EARNED, task, leaf)
        elif was_done and not is_done and old_leaf is not None:
            yield self._now(TaskChange.UNEARNED, task, old_leaf)

    def _scope_facts(self, old: Task, task: Task) -> Iterator[TaskFact]:
        """What a task that lives on does to the scope: of its goal, or of the one it left and its new one."""
        was, now = self._before.sizes[old.place], self._after.sizes[task.place]
        was_cancelled, cancelled = (each.type is TaskType.CANCELLED for each in (old, task))
        if self._goal_before(old) != self._after.goal(task):
            if not was_cancelled or was:
                yield self._gone(TaskChange.DROPPED, old, was)
            if not cancelled or now:
                yield self._now(TaskChange.ADDED, task, now)
        elif cancelled and not was_cancelled:
            yield self._now(TaskChange.DROPPED, task, was - now)
        elif was_cancelled and not cancelled:
            yield self._now(TaskChange.ADDED, task, now - was)
        elif abs(now - was) > _NOISE:
            yield self._now(TaskChange.RESIZED, task, now - was)

    def _day_facts(self, old: Task, task: Task) -> Iterator[DayMoved]:
        """A day that moved because an occurrence was done and its line deleted (🏁) was not put off."""
        was, now = planned_day(old), planned_day(task)
        if was == now or not old.is_open or not task.is_open:
            return
        went_on = task.words.recurrence is not None and task.words.on_completion == "delete"
        later = was is not None and was <= self._day and (now is None or now > was)
        yield DayMoved(
            goal=self._after.goal(task),
            place=task.place,
            text=task.title,
            old=was,
            new=now,
            put_off=later and not went_on,
        )

    def _goal_before(self, task: Task) -> str | None:
        """The goal that a task moved, by its path now; by its last path where it is gone."""
        goal = self._before.goal(task)
        return None if goal is None else self._kin.note_after(goal) or goal

    def _now(self, change: TaskChange, task: Task, weight: float) -> TaskFact:
        return TaskFact(
            change=change,
            goal=self._after.goal(task),
            own=self._after.is_own(task),
            place=task.place,
            text=task.title,
            weight=weight,
        )

    def _gone(self, change: TaskChange, task: Task, weight: float) -> TaskFact:
        """A fact about a task that its goal no longer has."""
        return TaskFact(
            change=change,
            goal=self._goal_before(task),
            own=self._before.is_own(task),
            place=self._kin.heirs.get(task.place, task.place),
            text=task.title,
            weight=weight,
        )
