"""Which goals wait for a decision, and why.

Knows when a question is open and which comes first. Knows no options and no words: what can be answered is
`options`, how it reads is the room `notes`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.health import slip_limit
from aimo_md.measures.model import Health
from aimo_md.measures.pauses import away
from aimo_md.measures.schedule import Plan
from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.config import Config, MeasuresConfig
    from aimo_md.goals.model import Goal
    from aimo_md.measures.days_off import DaysOff
    from aimo_md.measures.model import GoalMeasure, Item, Measures


class Reason(StrEnum):
    """Why a goal is asked about, the most pressing first."""

    OVERDUE = "overdue"
    STALLED = "stalled"
    SLIPPING = "slipping"
    CRITERIA_MET = "criteria met"
    COMPLETE = "complete"
    PAUSE_OVER = "pause over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A goal, by path, that waits for an answer; `id` is the hash in the block ids of its options."""

    goal: str
    reason: Reason
    id: str


SLIPPING_REASONS: Final = frozenset({Reason.OVERDUE, Reason.STALLED, Reason.SLIPPING})
"""The goal is behind; the other reasons are not about being late."""

_BY_HEALTH: Final = {
    Health.OVERDUE: Reason.OVERDUE,
    Health.STALLED: Reason.STALLED,
    Health.SLIPPING: Reason.SLIPPING,
    Health.COMPLETE: Reason.COMPLETE,
}
_PRIORITIES: Final = (
    Priority.HIGHEST,
    Priority.HIGH,
    Priority.MEDIUM,
    None,
    Priority.LOW,
    Priority.LOWEST,
)
_NOISE: Final = 1e-9


def question_id(goal_path: str) -> str:
    """Six hex digits that stand for the goal in a block id; a renamed goal has another."""
    return hashlib.sha256(goal_path.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def open_questions(measures: Measures, config: Config) -> tuple[Question, ...]:
    """Every question that is open today, top priority first, then the most pressing reason.

    A review asks the first `config.review.questions` of them; the others are a line each. While the owner is
    away nothing is asked.
    """
    if measures.today in away(config):
        return ()
    found = [
        (
            priority_rank(measure.goal.keys.priority),
            list(Reason).index(reason),
            measure.goal.title.casefold(),
            path,
            reason,
        )
        for path, measure in measures.goals.items()
        if (reason := _open_reason(measure, measures, config)) is not None
    ]
    return tuple(
        Question(goal=path, reason=reason, id=question_id(path)) for *_, path, reason in sorted(found)
    )


def priority_rank(priority: Priority | None) -> int:
    """0 for the highest; none at all stands between medium and low, as the Tasks plugin has it."""
    return _PRIORITIES.index(priority)


def _open_reason(measure: GoalMeasure, measures: Measures, config: Config) -> Reason | None:
    goal = measure.goal
    if goal.archived or not all(above.keys.status is GoalStatus.ACTIVE for above in _above(goal, measures)):
        return None
    reason = _reason(measure, measures.today)
    if reason is None or _is_answered(measure, reason, measures.today):
        return None
    if reason in SLIPPING_REASONS and not _holds_by_itself(measure, reason, measures, config.measures):
        return None
    return reason


def _above(goal: Goal, measures: Measures) -> Iterator[Goal]:
    parent = goal.parent
    while parent is not None:
        above = measures.goals[parent].goal
        yield above
        parent = above.parent


def _reason(measure: GoalMeasure, today: date) -> Reason | None:
    """What there is to ask about, answered or not."""
    keys = measure.goal.keys
    if keys.status is GoalStatus.PAUSED:
        is_over = keys.paused_until is not None and keys.paused_until <= today
        return Reason.PAUSE_OVER if is_over else None
    if keys.status is not GoalStatus.ACTIVE:
        return None
    criteria = measure.goal.criteria
    if criteria and all(criterion.met for criterion in criteria):
        return Reason.CRITERIA_MET
    return _BY_HEALTH.get(measure.health)


def _is_answered(measure: GoalMeasure, reason: Reason, today: date) -> bool:
    """Whether an answer stands that silences this reason.

    A deadline that passes, a goal that becomes complete or a pause that ends is a new situation: only an
    answer that was given since then counts.
    """
    keys = measure.goal.keys
    if keys.ask_again is None or today >= keys.ask_again:
        return False
    arose = _arose(measure, reason)
    if arose is None:
        return True
    return any(decision.day >= arose for decision in measure.goal.decisions)


def _arose(measure: GoalMeasure, reason: Reason) -> date | None:
    """The day on which the situation began, for the reasons that an earlier answer does not cover."""
    if reason is Reason.OVERDUE and measure.span.deadline is not None:
        return measure.span.deadline + timedelta(days=1)
    if reason is Reason.COMPLETE:
        return measure.moved_on
    return measure.goal.keys.paused_until if reason is Reason.PAUSE_OVER else None


def _holds_by_itself(
    measure: GoalMeasure, reason: Reason, measures: Measures, config: MeasuresConfig
) -> bool:
    """Whether the goal would be asked about even without those of its subgoals that slip themselves."""
    below = measures.vault.below(measure.goal.path)[1:]
    slipping = [path for path in below if _BY_HEALTH.get(measures.goals[path].health) in SLIPPING_REASONS]
    if not slipping:
        return True
    theirs = {path for root in slipping for path in measures.vault.below(root)}
    rest = [item for item in measure.items if item.goal not in theirs]
    if not any(item.earned < item.weight - _NOISE for item in rest):
        return False
    if reason is Reason.OVERDUE:
        return True
    slip = _slip(rest, measures.today - timedelta(days=1), measure.rest.off)
    if slip is None:
        return reason is Reason.STALLED
    limit = 0.0 if reason is Reason.STALLED else slip_limit(measure.goal.keys, measure.span, config)
    return slip > limit


def _slip(items: Sequence[Item], r: date, off: DaysOff) -> float | None:
    plan = Plan.of(step for item in items for step in item.steps)
    return plan.slip(fsum(item.earned for item in items if item.steps), r, off)
