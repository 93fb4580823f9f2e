"""The leaves among tasks: which of them count, and how the weight of a task is shared among its sub-tasks.

Knows tasks and their marks, and that what was done below a task and then removed keeps its share. Knows no
days and no plan.
"""

from __future__ import annotations

from collections import defaultdict
from math import fsum
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from aimo_md.goals.model import Place, TaskType
from aimo_md.text.recurrence import parse_rule

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from aimo_md.goals.model import NoteReading, Task

Removed: TypeAlias = "Mapping[Place, Sequence[float]]"
"""By the place of a task the weights of what was done below it and then removed."""

NONE_REMOVED: Final[Removed] = {}
_LIGHTEST, _HEAVIEST = 1e-6, 1e9
"""Farther apart two weights say nothing about each other, and their sums and shares would leave floats."""
_DONE: Final = TaskType.DONE
_CANCELLED: Final = TaskType.CANCELLED


class Leaf(Struct, frozen=True, kw_only=True):
    """A task that counts; with `removed` the line of that index among those that were removed below it.

    `root` is the outermost task around it that moves the same goal.
    """

    task: Task
    root: Task
    share: float
    """Of the root's weight, 0 to 1."""
    removed: int | None = None

    @property
    def done(self) -> bool:
        """Ticked, or below a ticked task."""
        return self.removed is not None or self.task.state is _DONE

    @property
    def weight(self) -> float:
        """What it weighs in its goal."""
        return task_weight(self.root) * self.share


class Lost(Struct, frozen=True, kw_only=True):
    """A done leaf that is gone, with all around it up to `top`; `weight` is what it has beside that one."""

    leaf: Leaf
    top: Task
    weight: float


class Shared(Struct, frozen=True, kw_only=True):
    """Tasks of one goal, the weight of each shared among its sub-tasks.

    `shares` gives the part that each task has of its root's weight, be it a leaf or not. The `roots` lie in
    no other of these tasks.
    """

    tasks: Mapping[Place, Task]
    roots: tuple[Task, ...]
    shares: Mapping[Place, float]
    leaves: tuple[Leaf, ...]

    def around(self, task: Task) -> Task | None:
        """The task around it that moves the same goal."""
        place = _place_around(task)
        return None if place is None else self.tasks.get(place)

    def lost(self, living: Container[Place]) -> Iterator[Lost]:
        """The done leaves that do not live on."""
        for leaf in self.leaves:
            if not leaf.done or leaf.task.place in living:
                continue
            top = leaf.task
            while (around := self.around(top)) is not None and around.place not in living:
                top = around
            yield Lost(leaf=leaf, top=top, weight=task_weight(top) * leaf.share / self.shares[top.place])


def task_weight(task: Task) -> float:
    """The weight that a task states, 1 where it states none."""
    stated = task.words.weight
    return min(max(stated, _LIGHTEST), _HEAVIEST) if stated else 1.0


def share_out(tasks: Sequence[Task], removed: Removed = NONE_REMOVED) -> Shared:
    """The shares and leaves of the tasks of one goal, in their order; a task comes before those below it.

    A task's weight is shared among its sub-tasks that are not cancelled, in proportion to their own. A task
    whose sub-tasks are all cancelled is a leaf itself. A cancelled task brings only what was done below it,
    with the share that it had. What was done and removed counts as if it still stood there.
    """
    placed = {task.place: task for task in tasks}
    arounds = {
        task.place: around
        for task in tasks
        if task.parent is not None and (around := Place(task.path, task.parent)) in placed
    }
    claims = _claims(placed, arounds, removed)
    roots: dict[Place, Task] = {}
    shares: dict[Place, float] = {}
    leaves: list[Leaf] = []
    for place, task in placed.items():
        root, share = task, 1.0
        if place in arounds:
            around = arounds[place]
            root, beside = roots[around], claims[around].below
            share = shares[around] * task_weight(task) / beside if beside else 0.0
        roots[place], shares[place] = root, share
        below = claims[place].below if place in claims else 0.0
        if not below and share and task.state is not _CANCELLED:
            leaves.append(Leaf(task=task, root=root, share=share))
        if place in removed:
            shared = enumerate(share * weight / below for weight in removed[place])
            leaves += (Leaf(task=task, root=root, share=part, removed=index) for index, part in shared)
    outermost = tuple(task for place, task in placed.items() if place not in arounds)
    return Shared(tasks=placed, roots=outermost, shares=shares, leaves=tuple(leaves))


def share_out_note(
    note: NoteReading, owners: Mapping[Place, str], removed: Removed = NONE_REMOVED
) -> tuple[Shared, ...]:
    """The shares and leaves of a note's tasks, those of each goal apart."""
    groups: defaultdict[str | None, list[Task]] = defaultdict(list)
    for task in note.tasks:
        groups[owners.get(task.place)].append(task)
    return tuple(share_out(tasks, removed) for tasks in groups.values())


def is_series(root: Task) -> bool:
    """Whether a task at the root of a list is an occurrence of a recurring series."""
    return root.words.recurrence is not None and parse_rule(root.words.recurrence) is not None


class _Claim(Struct, kw_only=True):
    """What stands below a task, by weight: all that counts, and the part that is done."""

    below: float = 0.0
    done_below: float = 0.0


def _claims(
    placed: Mapping[Place, Task], arounds: Mapping[Place, Place], removed: Removed
) -> Mapping[Place, _Claim]:
    """What stands below each task below which anything stands, or stood; `arounds` has each task's parent."""
    stays = {place: fsum(removed[place]) for place in placed if place in removed}
    claims = {place: _Claim(below=weight, done_below=weight) for place, weight in stays.items()}
    for place, around in reversed(tuple(arounds.items())):
        weight = task_weight(placed[place])
        counts, done = _counting(placed[place], claims.get(place))
        claim = claims.setdefault(around, _Claim())
        claim.below += weight * counts
        claim.done_below += weight * done
    return claims


def _counting(task: Task, below: _Claim | None) -> tuple[float, float]:
    """The share of a task's own weight that counts, and the share that is done."""
    if below is None or not below.below:
        counts = 0.0 if task.type is _CANCELLED else 1.0
        return counts, counts if task.state is _DONE else 0.0
    done = below.done_below / below.below
    return done if task.type is _CANCELLED else 1.0, done


def _place_around(task: Task) -> Place | None:
    return None if task.parent is None else Place(task.path, task.parent)
