"""Goals and the whole as JSON, in the shapes that the docs promise.

Knows the names of the fields. Shares are 0 to 1, days ISO, paths relative with `/`, lines from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.measures.causes import Causes
from aimo_md.notes.option_lines import option_line
from aimo_md.plan.options import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.cli.json_print import Json
    from aimo_md.measures.model import Direction, GoalMeasure, Load, Measures
    from aimo_md.notes.writer import Writer


def goals_json(writer: Writer, goals: Iterable[GoalMeasure]) -> list[Json]:
    """Each goal as a line of `status`."""
    asked, causes = _questions_json(writer), Causes.of(writer.measures, writer.config)
    return [_goal_json(measure, writer.measures, asked, causes) for measure in goals]


def _goal_json(measure: GoalMeasure, measures: Measures, asked: Mapping[str, Json], causes: Causes) -> Json:
    """A goal's line of `status`; `asked` holds the question and options of the goals that have one."""
    why = causes.causes(measure.goal.path)
    keys, forecast, step = measure.goal.keys, measure.forecast, measure.next_action
    direction = measures.direction
    return {
        "path": measure.goal.path,
        "title": measure.goal.title,
        "parent": measure.goal.parent,
        "status": keys.status,
        "priority": keys.priority,
        "start": measure.span.start,
        "deadline": measure.span.deadline,
        "scope": measure.scope,
        "earned": measure.earned,
        "progress": measure.progress,
        "planned": measure.planned,
        "slip_days": measure.slip,
        "causes": None if why is None else [{"kind": cause.kind, "days": cause.days} for cause in why],
        "pace_per_week": measure.pace,
        "forecast": None
        if forecast is None
        else {"p50": forecast.p50, "p85": forecast.p85, "chance": forecast.chance},
        "stalled_days": measure.stalled_days,
        "moved_this_week": measure.moved_between(direction.first, direction.last),
        "health": measure.health,
        "next_action": None if step is None else {"path": step.path, "line": step.line, "text": step.title},
        **asked.get(measure.goal.path, {"question": None, "options": []}),
    }


def _questions_json(writer: Writer) -> dict[str, Json]:
    """The question of each goal that has one, with its options as the notes word them."""
    return {
        question.goal: {
            "question": question.reason,
            "options": [
                {
                    "key": option.key,
                    "value": list(option.editable),
                    "available": option.available,
                    "text": option_line(option, question, writer),
                }
                for option in options(question, writer.agenda, writer.config)
            ],
        }
        for question in writer.questions
    }


def direction_json(direction: Direction) -> Json:
    """Direction and volume of the week."""
    return {
        "done": direction.done,
        "moving": direction.moving,
        "misc": direction.misc,
        "goals_active": direction.goals_active,
        "goals_moved": direction.goals_moved,
        "top_share": direction.top_share,
    }


def load_json(load: Load) -> Json:
    """The load of the coming week."""
    return {
        "planned": load.planned,
        "usual_low": load.usual_low,
        "usual_high": load.usual_high,
        "conflicts": load.conflicts,
    }
