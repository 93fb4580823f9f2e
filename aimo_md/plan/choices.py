"""What can be chosen for a goal in its present state, whether it is asked about or not.

Knows which options fit which status. What each would bring about is known to `options`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import GoalStatus
from aimo_md.plan.options import OptionKey, options
from aimo_md.plan.questions import Question, Reason, question_id
from aimo_md.plan.week import Agenda

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Config
    from aimo_md.measures.model import Measures
    from aimo_md.plan.options import Option

_REASONS: Final = {
    GoalStatus.ACTIVE: (Reason.SLIPPING, Reason.COMPLETE, Reason.PAUSE_OVER),
    GoalStatus.PAUSED: (Reason.PAUSE_OVER, Reason.COMPLETE),
}
"""The questions whose options, all together, are what there is to choose from."""
_UNFIT: Final = {
    GoalStatus.ACTIVE: frozenset({OptionKey.RESUME}),
    GoalStatus.PAUSED: frozenset({OptionKey.KEEP}),
}


def choices(goal: str, measures: Measures, config: Config) -> Mapping[OptionKey, Option]:
    """The options of a goal that are available; none where it is archived, done, dropped or someday."""
    measure = measures.goals.get(goal)
    if measure is None or measure.goal.archived or measure.status not in _REASONS:
        return {}
    questions = (
        Question(goal=goal, reason=reason, id=question_id(goal)) for reason in _REASONS[measure.status]
    )
    agenda = Agenda.of(measures)
    found = (option for question in questions for option in options(question, agenda, config))
    unfit = _UNFIT[measure.status]
    return {option.key: option for option in found if option.available and option.key not in unfit}
