"""The step that would get a goal going again.

Knows tasks and metrics; knows no day and no option.
"""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure


def smaller_step(measure: GoalMeasure) -> str | None:
    """The next action, which is the smallest step that the note names, else a day's worth of a metric.

    Given as a value that may stand in backticks, for the user to shrink further. None where nothing is open
    that could be begun.
    """
    if measure.next_action is not None:
        return as_value(measure.next_action.title)
    metric, pace = measure.goal.keys.metric, measure.pace
    if metric is not None and pace:
        return f"{_first_digit(pace / 7):g} {as_value(metric.name)}"
    return None


def as_value(text: str) -> str:
    """The user's words for between backticks: one line, no backtick, nothing that opens a comment."""
    return " ".join(text.replace("`", "'").replace("<!--", "<! --").split()) or "…"


def _first_digit(amount: float) -> float:
    """The amount with one digit that counts, rounded down: a step should be easy to take."""
    unit = 10.0 ** floor(log10(amount))
    return floor(amount / unit) * unit
