"""Leaves that were removed after they were done: whose they are, what they weigh, and when one comes back.

What is cleared counts as if it still stood there. Below a task that lives on it keeps its share among the
sub-tasks; else its weight in the goal. Knows one step from a state of the vault to the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.goals.changes import is_own
from aimo_md.goals.leaves import is_series, share_out_note, task_weight
from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.circumstances import circumstances_in
from aimo_md.measures.earned import earned_days, ticked_by_itself
from aimo_md.measures.past import NO_GOAL, Cleared
from aimo_md.measures.series import reference_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.goals.leaves import Lost, Removed, Shared
    from aimo_md.goals.lineage import Lineage
    from aimo_md.goals.model import NoteReading, Task, Vault
    from aimo_md.measures.circumstances import Circumstances
    from aimo_md.measures.past import Past, TaskPast

_BACK_WITHIN: Final = 7
"""A line that was done, was removed and comes back within so many days was never away."""

_Slot: TypeAlias = Place | str
"""Whose the cleared leaves are: a task's, by its place, or a goal's, by its path."""


class Clearing(Struct, frozen=True, kw_only=True):
    """What one step does to the cleared leaves, with the places and paths of the newer state.

    `of_tasks` and `of_goals` have those that stay cleared: by the task below which they stood, else by their
    goal. `back` are the lines that came back, each with what was remembered of it; `regained` is the weight
    that left `of_goals` by this.
    """

    of_tasks: Mapping[Place, tuple[Cleared, ...]]
    of_goals: Mapping[str, tuple[Cleared, ...]]
    back: Mapping[Place, Cleared]
    regained: Mapping[str, float]

    def weights(self) -> Removed:
        """What the cleared leaves below tasks weigh there."""
        return {place: _weights(leaves) for place, leaves in self.of_tasks.items()}


def clearing(past: Past, kin: Lineage, day: date) -> Clearing:
    """What a step from one state to the next, that of `day`, does to the cleared leaves."""
    ledger = _Ledger(past, kin, day)
    for path in (*kin.notes, *kin.gone):
        ledger.clear(path)
    back = {
        task.place: leaf
        for path in (*kin.notes.values(), *kin.arrived)
        for task, leaf in ledger.take_back(kin.after.notes[path])
    }
    slots = {slot: tuple(leaves) for slot, leaves in ledger.slots.items() if leaves}
    return Clearing(
        of_tasks={slot: leaves for slot, leaves in slots.items() if isinstance(slot, Place)},
        of_goals={slot: leaves for slot, leaves in slots.items() if isinstance(slot, str)},
        back=back,
        regained=ledger.regained,
    )


def cleared_weights(past: Past, paths: Iterable[str]) -> Removed:
    """What the cleared leaves below the tasks of some notes weigh there."""
    return {
        Place(path, line): _weights(task.cleared)
        for path in paths
        for line, task in past.notes[path].tasks.items()
        if task.cleared
    }


def _weights(leaves: tuple[Cleared, ...]) -> tuple[float, ...]:
    return tuple(leaf.weight for leaf in leaves)


class _Ledger:
    """The cleared leaves during one step."""

    def __init__(self, past: Past, kin: Lineage, day: date) -> None:
        self._past = past
        self._kin = kin
        self._day = day
        self.slots: defaultdict[_Slot, list[Cleared]] = defaultdict(list)
        self.regained: defaultdict[str, float] = defaultdict(float)
        self._standing: dict[str, list[tuple[int, Place]]] = {}
        for goal, known in past.cleared.items():
            self.slots[kin.note_after(goal) or goal].extend(map(self._carried, known))
        for old, new in kin.heirs.items():
            self.slots[new].extend(map(self._carried, past.notes[old.path].tasks[old.line].cleared))

    def clear(self, path: str) -> None:
        """Add what is gone of a note of the older state."""
        before, living = self._kin.before, self._kin.heirs
        note = before.notes[path]
        if all(task.place in living for task in note.tasks):
            return
        gone = _Gone.of(note, self._kin.before, self._past, self._day)
        for shared in share_out_note(note, before.owners, cleared_weights(self._past, (path,))):
            stating = gone.stating(shared)
            for lost in shared.lost(living):
                root = lost.leaf.root
                gone_with_it = is_series(root) and root.place not in living
                if gone_with_it and (lost.leaf.task is root or lost.leaf.task.line not in gone.deeds):
                    continue  # the occurrence stands for it, see below
                leaf = replace(self._leaf(lost, gone, shared), states=root.place in stating)
                if gone_with_it:
                    leaf = replace(leaf, weight=0.0)  # a step has moved its goal, no more
                self._add(lost.top, shared, leaf)
            for root in shared.roots:
                if root.state is TaskType.DONE and root.place not in living and is_series(root):
                    below, states = self._below(root.place), root.place in stating
                    self._add(root, shared, gone.occurrence(root, below, states=states))

    def take_back(self, note: NoteReading) -> Iterator[tuple[Task, Cleared]]:
        """Take out what came back in a note of the newer state."""
        slots: dict[int | None, _Slot] = {}
        for task in note.tasks:
            is_new = task.place not in self._kin.origins
            slot = slots.get(task.parent, self._kin.after.owners.get(task.place, NO_GOAL))
            slots[task.line] = slot if is_new else task.place
            found = self._take(slot, task) if is_new and task.type is TaskType.DONE else None
            if found is not None:
                yield task, found

    def _add(self, top: Task, shared: Shared, leaf: Cleared) -> None:
        """Give a leaf to the task around the outermost that is gone with it, else to the goal.

        With its note a goal takes along all that was in it.
        """
        around = shared.around(top)
        goal = self._kin.before.owners.get(top.place)
        if around is not None:
            self.slots[self._kin.heirs[around.place]].append(leaf)
        elif goal is None:
            self.slots[NO_GOAL].append(leaf)
        elif (path := self._kin.note_after(goal)) is not None:
            self.slots[path].append(leaf)

    def _leaf(self, lost: Lost, gone: _Gone, shared: Shared) -> Cleared:
        task, removed = lost.leaf.task, lost.leaf.removed
        if removed is not None:
            known = self._past.notes[task.path].tasks[task.line].cleared[removed]
            return replace(known, weight=lost.weight, below=self._below(known.below))
        by_itself = self._stands_for_a_deed(task, gone, shared)
        return gone.line(task, self._below(task.place), lost.weight, by_itself=by_itself)

    def _carried(self, leaf: Cleared) -> Cleared:
        """A leaf that was cleared before, below the task that it stands below now."""
        below = self._below(leaf.below)
        return leaf if below == leaf.below else replace(leaf, below=below)

    def _below(self, place: Place) -> Place:
        """The last task up to a place of the older state that still stands in its note."""
        path = self._kin.notes.get(place.path)
        if path is None:  # the note is as it was, or gone
            return place
        if place.path not in self._standing:
            tasks = self._kin.before.notes[place.path].tasks
            heirs = ((task.line, self._kin.heirs.get(task.place)) for task in tasks)
            self._standing[place.path] = [
                (line, heir) for line, heir in heirs if heir is not None and heir.path == path
            ]
        standing = self._standing[place.path]
        above = bisect_right(standing, place.line, key=itemgetter(0))
        return standing[above - 1][1] if above else Place(path, 0)

    def _stands_for_a_deed(self, task: Task, gone: _Gone, shared: Shared) -> bool:
        """Whether its own box was ticked by itself, or the first around it that is gone too.

        The latter stands for only one of the leaves below it.
        """
        at: Task | None = task
        while at is not None and at.place not in self._kin.heirs:
            if at.line in gone.deeds:
                gone.deeds.remove(at.line)
                return True
            at = shared.around(at)
        return False

    def _take(self, slot: _Slot, task: Task) -> Cleared | None:
        leaves = self.slots[slot]
        for index, leaf in enumerate(leaves):
            away = (self._day - leaf.cleared_on).days
            if (leaf.text, leaf.stamp) == (task.title, task.words.done) and away < _BACK_WITHIN:
                if isinstance(slot, str):
                    self.regained[slot] += leaf.weight
                return leaves.pop(index)
        return None


class _Gone(Struct, frozen=True, kw_only=True):
    """What was known of the tasks of a note before some of them were removed.

    `deeds` are the lines of the boxes that were ticked by themselves; one is taken out when a leaf that is
    gone stands for it.
    """

    vault: Vault
    pasts: Mapping[int, TaskPast]
    days: Mapping[int, date | None]
    held: Mapping[Place, Circumstances]
    deeds: set[int]
    day: date

    @classmethod
    def of(cls, note: NoteReading, vault: Vault, past: Past, day: date) -> _Gone:
        """Of one note of the older state; `day` is that of the newer."""
        pasts = past.notes[note.path].tasks
        days = earned_days(note, pasts)
        return cls(
            vault=vault,
            pasts=pasts,
            days=days,
            held=circumstances_in(note.path, vault, days, day, past),
            deeds={task.line for task in note.tasks if ticked_by_itself(task, days) is not None},
            day=day,
        )

    def stating(self, shared: Shared) -> set[Place]:
        """The outermost tasks that state a weight, or of which a leaf has a due day."""
        return {
            leaf.root.place
            for leaf in shared.leaves
            if leaf.root.words.weight is not None
            or self.held[leaf.task.place].has_due
            or (leaf.removed is not None and self.pasts[leaf.task.line].cleared[leaf.removed].states)
        }

    def occurrence(self, root: Task, below: Place, *, states: bool) -> Cleared:
        """What is remembered of an occurrence of a series."""
        line = self.line(root, below, task_weight(root), by_itself=True)
        rule, day = root.words.recurrence, reference_day(root)
        return replace(line, recurrence=rule, planned_for=day, states=states)

    def line(self, task: Task, below: Place, weight: float, *, by_itself: bool) -> Cleared:
        """What is remembered of a task that was done, beside what the outermost around it states."""
        held = self.held[task.place]
        return Cleared(
            text=task.title,
            below=below,
            line=task.line,
            weight=weight,
            own=is_own(task, self.vault),
            recurrence=None,
            planned_for=held.day,
            earned_on=self.days[task.line],
            stamp=task.words.done,
            first_seen=self.pasts[task.line].first_seen,
            appeared=held.appeared,
            states=False,
            by_itself=by_itself,
            cleared_on=self.day,
        )
