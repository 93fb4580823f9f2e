"""The leaves of a goal: which of its tasks count, and how the weight of a task is shared among its sub-tasks.

Knows tasks and their marks. Knows no days and no plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import TaskType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.goals.model import Task

_LIGHTEST, _HEAVIEST = 1e-6, 1e9
"""Farther apart two weights say nothing about each other, and their sums and shares would leave floats."""


class Leaf(Struct, frozen=True, kw_only=True):
    """A task that counts, with its `share` of the weight of its root, 0 to 1.

    `root` is the outermost task around it that moves the same goal; it may be the task itself.
    """

    task: Task
    root: Task
    share: float

    @property
    def done(self) -> bool:
        """Ticked, or below a ticked task."""
        return self.task.state is TaskType.DONE


def task_weight(task: Task) -> float:
    """The weight that a task states, 1 where it states none."""
    stated = task.words.weight
    return 1.0 if stated is None else min(max(stated, _LIGHTEST), _HEAVIEST)


def outermost(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Those that lie in no other of these tasks, of which a task comes before those below it."""
    return tuple(task for task, around in zip(tasks, _tasks_around(tasks), strict=True) if around is None)


def leaves(tasks: Sequence[Task]) -> Iterator[Leaf]:
    """The leaves among the tasks of one goal, in their order; a task comes before those below it.

    A task's weight is shared among its sub-tasks that are not cancelled, in proportion to their own. A task
    whose sub-tasks are all cancelled is a leaf itself. A cancelled task brings only what was done below it,
    with the share that it had.
    """
    around = _tasks_around(tasks)
    below = [claim.below for claim in _claims(tasks, around)]
    roots: list[Task] = []
    shares: list[float] = []
    for at, task in enumerate(tasks):
        parent = around[at]
        if parent is None:
            roots.append(task)
            shares.append(1.0)
        else:
            roots.append(roots[parent])
            shares.append(shares[parent] * task_weight(task) / below[parent] if below[parent] else 0.0)
        if not below[at] and shares[at] and task.state is not TaskType.CANCELLED:
            yield Leaf(task=task, root=roots[at], share=shares[at])


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


def _claims(tasks: Sequence[Task], around: Sequence[int | None]) -> Sequence[_Claim]:
    claims = [_Claim() for _ in tasks]
    for at in reversed(range(len(tasks))):
        parent = around[at]
        if parent is not None:
            counts, done = claims[at].of(tasks[at])
            weight = task_weight(tasks[at])
            claims[parent].below += weight * counts
            claims[parent].done_below += weight * done
    return claims


def _tasks_around(tasks: Sequence[Task]) -> Sequence[int | None]:
    """For each task the index of the one around it, None where that is not among them."""
    found: dict[tuple[str, int | None], int] = {}
    around = []
    for at, task in enumerate(tasks):
        around.append(found.get((task.path, task.parent)))
        found[task.path, task.line] = at
    return around
