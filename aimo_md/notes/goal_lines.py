"""Rows about goals: how far, how much that changed, where it will end, how it is.

Knows the columns. Knows nothing of which goals are shown where.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.measures.model import Health
from aimo_md.notes.wording import bar, points
from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer

_PRIORITY_SIGNS: Final = {
    Priority.HIGHEST: "🔺",
    Priority.HIGH: "⏫",
    Priority.MEDIUM: "🔼",
    Priority.LOW: "🔽",
    Priority.LOWEST: "⏬",
}


def goal_row(measure: GoalMeasure, since: date, writer: Writer, *, mark: str = "") -> str:
    """`| [[Goal]] ⏫ | bar 38 % (+0) | likely end | health |`, with the change since `since` began."""
    name = f"{mark}{writer.links.to(measure.goal.path, in_table=True)}{_priority_sign(measure)}"
    cells = (name, _progress(measure, since, writer), likely_end(measure, writer), health(measure, writer))
    return f"| {' | '.join(cells)} |"


def change(measure: GoalMeasure, since: date) -> int | None:
    """The percent points, as they are shown, since a day began; None where nothing is counted."""
    before = measure.progress_by(since - timedelta(days=1))
    if before is None or measure.progress is None:
        return None
    return points(measure.progress) - points(before)


def signed(number: int) -> str:
    """The number with its sign, zero too."""
    return f"{number:+d}".replace("-", "\N{MINUS SIGN}")


def health(measure: GoalMeasure, writer: Writer) -> str:
    """A coloured sign and the word."""
    return writer.phrases.say(f"health.{measure.health}")


def likely_end(measure: GoalMeasure, writer: Writer) -> str:
    """Where it will end, with the deadline; for a habit how it is kept."""
    say = writer.phrases.say
    if measure.habit is not None:
        if measure.habit.adherence is None:
            return say("likely.habit_new")
        return say("likely.habit", {"share": writer.words.percent(measure.habit.adherence)})
    if measure.health is Health.COMPLETE:
        return say("likely.complete")
    likely = writer.words.likely(measure.forecast)
    if measure.span.deadline is None:
        return likely
    return say(
        "likely.with_deadline", {"likely": likely, "deadline": writer.words.day(measure.span.deadline)}
    )


def _progress(measure: GoalMeasure, since: date, writer: Writer) -> str:
    if measure.progress is None:
        return writer.phrases.say("progress.unknown")
    share = f"`{bar(measure.progress)}` {writer.words.percent(measure.progress)}"
    points_more = change(measure, since)
    return share if points_more is None else f"{share} ({signed(points_more)})"


def _priority_sign(measure: GoalMeasure) -> str:
    priority = measure.goal.keys.priority
    return "" if priority is None else " " + _PRIORITY_SIGNS[priority]
