"""What is wrong with a plan: days that contradict each other, and typed progress that is not what is counted.

Knows goals with their days and their numbers. Changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.errors import Problem
from aimo_md.goals.model import GoalStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.model import GoalMeasure, Span

_POINT: Final = 0.01
"""Typed progress agrees with what is counted to the percent."""


def plan_problems(vault: Vault, goals: Mapping[str, GoalMeasure]) -> Iterator[Problem]:
    """What is wrong with the plans of the goals that are being worked on."""
    for measure in goals.values():
        if measure.status is GoalStatus.ACTIVE:
            yield from _contradictions(measure.goal, measure.span, vault)
            yield from _typed_otherwise(measure)


def _contradictions(goal: Goal, span: Span, vault: Vault) -> Iterator[Problem]:
    """A start after the deadline, or something due after it."""
    deadline = span.deadline
    if deadline is None:
        return
    if span.start is not None and span.start > deadline:
        yield Problem(
            path=goal.path,
            line=max(goal.keys.line("start"), goal.keys.line("deadline")),
            code="start-after-deadline",
            message=f"starts on {span.start}, after its deadline {deadline}",
            remedy="change one of the two; until then it has no plan",
        )
        return
    for task in (*goal.own, *goal.linked):
        if task.is_open and task.words.due is not None and task.words.due > deadline:
            yield _due_too_late(task.path, task.line, task.words.due, deadline)
    for section in vault.notes[goal.path].sections:
        if section.due is not None and section.due > deadline:
            yield _due_too_late(goal.path, section.line, section.due, deadline)


def _due_too_late(path: str, line: int, due: date, deadline: date) -> Problem:
    return Problem(
        path=path,
        line=line,
        code="due-after-deadline",
        message=f"is due on {due}, after its goal's deadline {deadline}",
        remedy="move one of the two; it is planned for the deadline",
    )


def _typed_otherwise(measure: GoalMeasure) -> Iterator[Problem]:
    typed = measure.goal.keys.typed_progress
    if typed is None or measure.progress is None or abs(typed - measure.progress) < _POINT:
        return
    yield Problem(
        path=measure.goal.path,
        line=measure.goal.keys.line("progress"),
        code="progress-differs",
        message=f"`progress` says {typed:.0%}, but {measure.progress:.0%} is counted",
        remedy="take `progress` out: it counts only where nothing else can be counted",
    )
