"""A vault in which some things had not happened: no task was added or got heavier, no deadline moved.

Knows how to take such things back, in one goal and all below it. Knows no numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, structs
from msgspec.structs import replace

from aimo_md.goals.leaves import is_series, task_weight
from aimo_md.goals.miscellany import Miscellany
from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.circumstances import added_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import Goal, Task, Vault
    from aimo_md.measures.past import Cleared, Move, Past, Weighing


def part_of(vault: Vault, path: str) -> Vault:
    """What a goal's numbers come from.

    All below it; where it states no day of its own, all that it is planned together with; and the goals above
    that without their tasks.
    """
    top = _planner(vault, path)
    goals = {below: vault.goals[below] for below in vault.below(top)}
    child, above = top, vault.goals[top].parent
    while above is not None:
        goal = vault.goals[above]
        goals[above] = structs.replace(goal, children=(child,), child_lines=(None,), own=(), linked=())
        child, above = above, goal.parent
    return _with(goals, vault)


class Grown(NamedTuple):
    """A part of a vault before it grew: the days on which tasks were added since, and got other weights."""

    part: Vault
    added: tuple[date, ...]
    weighed: tuple[date, ...]


class Undo(Struct, frozen=True, kw_only=True):
    """Takes back what happened to a goal later than `since` in a part of the vault.

    `vault` and `past` are those of the whole; `path` is the goal's.
    """

    vault: Vault
    past: Past | None
    path: str
    since: date

    def growth(self, part: Vault) -> Grown:
        """The part without the tasks that were added, each with all below it, and with the weights of then.

        A sub-task shares the weight of the task around it, and an occurrence belongs to its series: neither
        makes the scope larger. A cancelled task does not either, nor one that only links to the goal.
        """
        below = self.vault.below(self.path)
        new = {place: task for path in below for place, task in self._new_tasks(part.goals[path])}
        added = [
            day
            for task in new.values()
            if (day := added_on(task, self.vault, self.past)) is not None
            and task.state is not TaskType.CANCELLED
            and _place_around(task) not in new
        ]
        removed = () if self.past is None else self._removed(self.past)
        then = {
            task.place: changes
            for path in below
            for task in _outermost(part.goals[path])
            if task.place not in new and (changes := self._weighed(task))
        }
        if not added and not removed and not then:
            return Grown(part, (), ())
        goals = {
            path: structs.replace(
                goal,
                own=tuple(
                    _weighing(task, then[task.place][0].old) if task.place in then else task
                    for task in goal.own
                    if task.place not in new
                ),
            )
            for path, goal in part.goals.items()
        }
        weighed = tuple(change.on for changes in then.values() for change in changes)
        return Grown(_with(goals, part), (*added, *removed), weighed)

    def deadlines(self, part: Vault) -> tuple[Vault, date | None]:
        """The part with the deadlines of that day, and the day on which the first was moved."""
        moves = {path: move for path in part.goals if (move := self._first_move(path)) is not None}
        if not moves:
            return part, None
        goals = dict(part.goals)
        for path, move in moves.items():
            keys = structs.replace(goals[path].keys, deadline=move.old)
            goals[path] = structs.replace(goals[path], keys=keys)
        return _with(goals, part), min(move.on for move in moves.values())

    def older_past(self, part: Vault) -> Past | None:
        """The past of the part, without what was added later and then done and removed."""
        if self.past is None:
            return None
        below = frozenset(self.vault.below(self.path))
        cleared = {
            goal: tuple(leaf for leaf in leaves if goal not in below or self._new_on(leaf) is None)
            for goal in part.goals
            if (leaves := self.past.cleared.get(goal))
        }
        return replace(self.past, cleared=cleared)

    def _removed(self, past: Past) -> tuple[date, ...]:
        """The days on which those were added that were done and removed since."""
        below = self.vault.below(self.path)
        leaves = (leaf for goal in below for leaf in past.cleared.get(goal, ()))
        return tuple(day for leaf in leaves if (day := self._new_on(leaf)) is not None)

    def _new_on(self, leaf: Cleared) -> date | None:
        """The day on which a leaf was added that was done and removed since; None for an older one."""
        is_new = leaf.appeared is not None and leaf.appeared > self.since
        return leaf.appeared if is_new and leaf.own and leaf.recurrence is None else None

    def _new_tasks(self, goal: Goal) -> Iterator[tuple[Place, Task]]:
        roots = {task.place for task in _outermost(goal)}
        new: set[Place] = set()
        for task in goal.own:
            if _place_around(task) in new or (task.place in roots and self._is_new(task)):
                new.add(task.place)
                yield task.place, task

    def _weighed(self, root: Task) -> tuple[Weighing, ...]:
        """How the weight of a task changed since; nothing where it is what it was then."""
        known = None if self.past is None else self.past.task(root.place)
        since = () if known is None else tuple(each for each in known.weighed if each.on > self.since)
        if not since or is_series(root) or root.state is TaskType.CANCELLED:
            return ()
        return () if task_weight(_weighing(root, since[0].old)) == task_weight(root) else since

    def _is_new(self, root: Task) -> bool:
        day = added_on(root, self.vault, self.past)
        return day is not None and day > self.since and not is_series(root)

    def _first_move(self, path: str) -> Move | None:
        """How a goal's deadline was first moved; one that it had not had before was set, not moved."""
        known = None if self.past is None else self.past.goal(path)
        moves = () if known is None else known.deadlines
        return next((move for move in moves if move.on > self.since and move.old is not None), None)


def _planner(vault: Vault, path: str) -> str:
    """The goal itself, or the nearest one above it that states a day or has none above."""
    goal = vault.goals[path]
    while goal.parent is not None and goal.keys.start is None and goal.keys.deadline is None:
        goal = vault.goals[goal.parent]
    return goal.path


def _outermost(goal: Goal) -> Iterator[Task]:
    """The tasks of a goal's own notes that lie in no other of these."""
    there = {task.place for task in goal.own}
    return (task for task in goal.own if _place_around(task) not in there)


def _weighing(task: Task, weight: float | None) -> Task:
    """The task, stating another weight."""
    return structs.replace(task, words=structs.replace(task.words, weight=weight))


def _place_around(task: Task) -> Place | None:
    return None if task.parent is None else Place(task.path, task.parent)


def _with(goals: Mapping[str, Goal], vault: Vault) -> Vault:
    """The vault with only these goals, their tasks, and the notes in which these stand."""
    owners = {task.place: path for path, goal in goals.items() for task in (*goal.own, *goal.linked)}
    paths = dict.fromkeys((*goals, *(place.path for place in owners)))
    notes = {path: vault.notes[path] for path in paths}
    return structs.replace(vault, notes=notes, goals=goals, owners=owners, misc=Miscellany(), problems=())
