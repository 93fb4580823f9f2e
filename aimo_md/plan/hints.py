"""What would make a goal's plan a better one, as hints.

A hint is no fault: what it is about can be meant so. Knows what is measured of goals that are being worked
on; changes nothing.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from aimo_md.errors import Problem
from aimo_md.goals.model import GoalStatus
from aimo_md.measures.model import Health, ItemKind, PlannedBy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.model import GoalMeasure, Item, Measures

_DAYS_AHEAD: Final = timedelta(days=14)
_MOST_TASKS: Final = 25
_RESTING: Final = frozenset({Health.UPCOMING, Health.COMPLETE})


def hints(measures: Measures) -> tuple[Problem, ...]:
    """The hints for all goals that are shown and being worked on, by path and line."""
    return tuple(sorted(chain.from_iterable(hints_of(each, measures) for each in measures.goals.values())))


def hints_of(measure: GoalMeasure, measures: Measures) -> tuple[Problem, ...]:
    """The hints for one goal, by path and line; none where it is not shown or not being worked on."""
    rests = measure.status is not GoalStatus.ACTIVE or measure.health in _RESTING
    return () if rests or measure.goal.archived else tuple(sorted(_of_goal(measure, measures)))


def _of_goal(measure: GoalMeasure, measures: Measures) -> Iterator[Problem]:
    goal, vault = measure.goal, measures.vault
    yield from _only_the_title(goal)
    yield from _no_start(measure)
    counted = goal.keys.habit is not None or goal.keys.metric is not None
    if not goal.criteria and not counted:
        yield Problem(
            path=goal.path,
            line=0,
            code="no-criterion",
            message="does not say when it is reached",
            remedy="write a box below a heading `Done when`",
        )
    if not counted and not _lives_in_subgoals(goal, vault):
        yield from _nothing_ahead(measure, measures)
    yield from _no_milestone(goal, vault)


def _only_the_title(goal: Goal) -> Iterator[Problem]:
    """Open tasks that say no more than the goal itself."""
    title = _words(goal.title)
    for task in goal.own:
        if task.is_open and _words(task.title) == title:
            yield Problem(
                path=task.path,
                line=task.line,
                code="only-the-title",
                message="says only what the goal is called",
                remedy="write the first thing that can be done in a quarter of an hour",
            )


def _no_start(measure: GoalMeasure) -> Iterator[Problem]:
    """Tasks without a day that could be planned up to the deadline, if anybody knew from when on."""
    unplanned = (
        item.kind is ItemKind.LEAF and item.earned < item.weight and not item.steps
        for item in measure.items
        if item.goal == measure.goal.path
    )
    if measure.span.start is None and measure.span.deadline is not None and any(unplanned):
        yield Problem(
            path=measure.goal.path,
            line=measure.goal.keys.line("deadline"),
            code="no-start",
            message="has a deadline and no start, so its tasks without a day have no plan",
            remedy="write `start` in its properties, or keep the notes in git",
        )


def _nothing_ahead(measure: GoalMeasure, measures: Measures) -> Iterator[Problem]:
    """A goal of which nothing can be done, or nothing has a day in the two weeks to come."""
    if measure.next_action is None:
        yield Problem(
            path=measure.goal.path,
            line=0,
            code="no-next-action",
            message="has no action that can be done now",
            remedy="write one that takes a quarter of an hour",
        )
    elif not any(_is_ahead(item, measures) for item in measure.items):
        yield Problem(
            path=measure.goal.path,
            line=0,
            code="nothing-dated",
            message="has nothing with a day in the next two weeks",
            remedy="give one action a day, or its heading",
        )


def _is_ahead(item: Item, measures: Measures) -> bool:
    """Whether something of it that is not done has a day of its own, or its milestone's, in these weeks."""
    last = measures.today + _DAYS_AHEAD
    if item.task is None or not item.task.is_open:
        return False
    given = [step.day for step in item.steps if item.planned_by is not PlannedBy.COHORT]
    days = given if item.due is None else [*given, item.due]
    return any(measures.today <= day <= last for day in days)


def _no_milestone(goal: Goal, vault: Vault) -> Iterator[Problem]:
    """Many open tasks in one heap."""
    tasks = [task for task in goal.own if task.is_open]
    sections = (vault.section_of(task) for task in tasks)
    if len(tasks) > _MOST_TASKS and not any(section and section.level > 1 for section in sections):
        yield Problem(
            path=goal.path,
            line=0,
            code="no-milestone",
            message=f"has {len(tasks)} open tasks and no milestone",
            remedy="put them below headings, each with a day",
        )


def _lives_in_subgoals(goal: Goal, vault: Vault) -> bool:
    """Whether it has an active subgoal, which then is what wants an action."""
    return any(vault.goals[path].keys.status is GoalStatus.ACTIVE for path in goal.children)


def _words(text: str) -> str:
    """A text as it is compared: letters and digits, without case."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
