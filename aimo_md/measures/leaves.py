"""The leaves of a goal: which of its tasks count, and how the weight of a task is shared among its sub-tasks.

Knows tasks and their marks. Knows no days and no plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.goals.model import Place, TaskType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.goals.model import Task

_LIGHTEST, _HEAVIEST = 1e-6, 1e9
"""Farther apart two weights say nothing about each other, and their sums and shares would leave floats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A task that counts. `root` is the outermost task around it that moves the same goal."""

    task: Task
    root: Task
    share: float
    """Of the root's weight, 0 to 1."""

    @property
    def done(self) -> bool:
        """Ticked, or below a ticked task."""
        return self.task.state is TaskType.DONE


def outermost(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Those that lie in no other of these tasks."""
    places = {task.place for task in tasks}
    return tuple(task for task in tasks if _place_around(task) not in places)


def task_weight(task: Task) -> float:
    """The weight that a task states, 1 where it states none."""
    return min(max(task.words.weight or 1.0, _LIGHTEST), _HEAVIEST)


def leaves(tasks: Sequence[Task]) -> Iterator[Leaf]:
    """The leaves among the tasks of one goal, in their order; a task comes before those below it.

    A task's weight is shared among its sub-tasks that are not cancelled, in proportion to their own. A task
    whose sub-tasks are all cancelled is a leaf itself. A cancelled task brings only what was done below it,
    with the share that it had.
    """
    claims = _claims(tasks)
    roots: dict[Place, tuple[Task, float]] = {}
    for task in tasks:
        parent = _place_around(task)
        if parent is None or parent not in claims:
            root, share = task, 1.0
        else:
            root, share = roots[parent]
            share *= task_weight(task) / claims[parent].below if claims[parent].below else 0.0
        roots[task.place] = root, share
        if not claims[task.place].below and share and task.state is not TaskType.CANCELLED:
            yield Leaf(task=task, root=root, share=share)


@dataclass(slots=True)
class _Claim:
    """What the sub-tasks of a task add up to, by their weights: all that count, and the part that is done."""

    below: float = 0.0
    done_below: float = 0.0

    def of(self, task: Task) -> tuple[float, float]:
        """The share of the task's own weight that counts, and the share that is done."""
        if not self.below:
            counts = 0.0 if task.type is TaskType.CANCELLED else 1.0
            return counts, counts if task.state is TaskType.DONE else 0.0
        done = self.done_below / self.below
        return done if task.type is TaskType.CANCELLED else 1.0, done


def _claims(tasks: Sequence[Task]) -> dict[Place, _Claim]:
    claims = {task.place: _Claim() for task in tasks}
    for task in reversed(tasks):
        around = _place_around(task)
        if around in claims:
            counts, done = claims[task.place].of(task)
            claims[around].below += task_weight(task) * counts
            claims[around].done_below += task_weight(task) * done
    return claims


def _place_around(task: Task) -> Place | None:
    return None if task.parent is None else Place(task.path, task.parent)
