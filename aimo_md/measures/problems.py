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

    from aimo_md.goals.model import Vault
    from aimo_md.measures.model import GoalMeasure

_POINT: Final = 0.01
"""Typed progress agrees with what is counted to the percent."""


def plan_problems(vault: Vault, goals: Mapping[str, GoalMeasure]) -> Iterator[Problem]:
    """What is wrong with the plans of the goals that are being worked on."""
    for measure in goals.values():
        if measure.goal.keys.status is GoalStatus.ACTIVE:
            deadline = _first_deadline(measure, goals)
            if deadline is not None:
                yield from _contradictions(measure, deadline, vault)
            if measure.goal.keys.typed_progress is not None:
                yield from _typed_otherwise(measure, measure.goal.keys.typed_progress)


def _contradictions(measure: GoalMeasure, deadline: date, vault: Vault) -> Iterator[Problem]:
    """A start after the deadline, or something due after the first deadline of it and the goals above."""
    goal, span = measure.goal, measure.span
    if span.deadline is not None and span.start is not None and span.start > span.deadline:
        yield Problem(
            path=goal.path,
            line=max(goal.keys.line("start"), goal.keys.line("deadline")),
            code="start-after-deadline",
            message=f"starts on {span.start}, after its deadline {span.deadline}",
            remedy="change one of the two; until then it has no plan",
        )
        return
    whose = "its goal's deadline" if deadline == span.deadline else "the deadline of a goal above it,"
    for task in (*goal.own, *goal.linked):
        if task.words.due is not None and task.words.due > deadline and task.is_open:
            yield _due_too_late(task.path, task.line, task.words.due, f"{whose} {deadline}")
    for section in vault.notes[goal.path].sections:
        if section.due is not None and section.due > deadline:
            yield _due_too_late(goal.path, section.line, section.due, f"{whose} {deadline}")


def _first_deadline(measure: GoalMeasure, goals: Mapping[str, GoalMeasure]) -> date | None:
    """The earliest deadline of a goal and those above it."""
    first, above = measure.span.deadline, measure.goal.parent
    while above is not None:
        deadline, above = goals[above].span.deadline, goals[above].goal.parent
        if deadline is not None and (first is None or deadline < first):
            first = deadline
    return first


def _due_too_late(path: str, line: int, due: date, what: str) -> Problem:
    return Problem(
        path=path,
        line=line,
        code="due-after-deadline",
        message=f"is due on {due}, after {what}",
        remedy="move one of the two; it is planned for the deadline",
    )


def _typed_otherwise(measure: GoalMeasure, typed: float) -> Iterator[Problem]:
    if measure.progress is None or abs(typed - measure.progress) < _POINT:
        return
    yield Problem(
        path=measure.goal.path,
        line=measure.goal.keys.line("progress"),
        code="progress-differs",
        message=f"`progress` says {typed:.0%}, but {measure.progress:.0%} is counted",
        remedy="take `progress` out: it counts only where nothing else can be counted",
    )
