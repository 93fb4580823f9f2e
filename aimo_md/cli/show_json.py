"""Where a goal's numbers come from, and its moves, as JSON in the shapes that the docs promise.

Knows the names of the fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.measures.contributions import contributions
from aimo_md.measures.ledger import burn_up, ledger
from aimo_md.measures.reckoning import forecast_steps, slip_steps

if TYPE_CHECKING:
    from aimo_md.cli.json_print import Json
    from aimo_md.config import Config
    from aimo_md.measures.contributions import Contribution
    from aimo_md.measures.ledger import Entry
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.measures.reckoning import ForecastSteps, SlipSteps


def why_json(measure: GoalMeasure, measures: Measures, config: Config) -> Json:
    """Every contribution, and the steps of the slip and the forecast."""
    slip = slip_steps(measure, measures.today, config.measures)
    return {
        "contributions": [_contribution(each) for each in contributions(measure, measures.vault)],
        "slip": None if slip is None else _slip(slip),
        "forecast": _forecast(forecast_steps(measure, measures.today)),
    }


def history_json(measure: GoalMeasure, measures: Measures, config: Config) -> Json:
    """Done and planned by week, and every move."""
    levels = burn_up(measure, measures.today, config.vault.week_start.number)
    return {
        "burn_up": [{"day": level.day, "earned": level.earned, "planned": level.planned} for level in levels],
        "moves": [_move(entry) for entry in ledger(measure, measures)],
    }


def _contribution(each: Contribution) -> Json:
    return {
        "goal": each.goal,
        "path": each.place.path,
        "line": each.place.line,
        "text": each.text,
        "kind": each.kind,
        "counted": each.counted,
        "weight": each.weight,
        "earned": each.earned,
        "earned_on": each.earned_on,
        "planned_for": each.planned_for,
        "planned_by": each.planned_by,
    }


def _slip(steps: SlipSteps) -> Json:
    reached = steps.reached
    return {
        "at_end_of": steps.r,
        "earned": steps.earned,
        "wanted": steps.wanted,
        "total": steps.total,
        "reached": None
        if reached is None
        else {"day": reached.day, "before": reached.before, "by": reached.by, "part": reached.part},
        "days_off": steps.off,
        "days": steps.slip,
        "limit": steps.limit,
    }


def _forecast(steps: ForecastSteps) -> Json:
    return {
        "at_end_of": steps.r,
        "windows": steps.windows,
        "pace": steps.pace,
        "rest": steps.rest,
        "required_pace": steps.required,
    }


def _move(entry: Entry) -> Json:
    return {
        "day": entry.day,
        "kind": entry.kind,
        "goal": entry.goal,
        "text": entry.text,
        "path": None if entry.place is None else entry.place.path,
        "line": None if entry.place is None else entry.place.line,
        "weight": entry.weight,
        "tasks": entry.tasks,
        "old": entry.old,
        "new": entry.new,
    }
