"""Charts in Mermaid, as text: done against plan over the last weeks, and goals along the calendar.

Knows Mermaid's grammar as far as it is used. A title from a note goes through `label`, so that none can
break a chart.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.measures.model import Health
from aimo_md.measures.schedule import Plan
from aimo_md.notes.escape import label
from aimo_md.notes.wording import points
from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period

_WEEKS: Final = 8
_GANTT_TAGS: Final = {
    Health.OVERDUE: "crit, ",
    Health.STALLED: "crit, ",
    Health.SLIPPING: "crit, ",
    Health.COMPLETE: "done, ",
    Health.DONE: "done, ",
    Health.UPCOMING: "",
}


def burn_up(measure: GoalMeasure, last: date, writer: Writer) -> str:
    """Done (bars) against plan (line) at the end of each of the last eight weeks since the goal began.

    Empty where there is no plan to draw, or only one week.
    """
    plan = Plan.of(step for item in measure.items for step in item.steps)
    weeks = _weeks(measure.span.start, last, writer.config.vault.week_start.number)
    if not plan.total or measure.progress is None or len(weeks) < 2:  # noqa: PLR2004 (a line needs two points)
        return ""
    done = [measure.progress_by(min(week.last, last)) or 0.0 for week in weeks]
    planned = [plan.wanted_by(min(week.last, last)) / plan.total for week in weeks]
    title = writer.phrases.say("chart.burn_up", {"goal": label(measure.goal.title)})
    names = ", ".join(f'"{_week_name(week, writer)}"' for week in weeks)
    return _fenced(
        "xychart-beta",
        f'title "{title}"',
        f"x-axis [{names}]",
        "y-axis 0 --> 100",
        f"bar [{_percents(done)}]",
        f"line [{_percents(planned)}]",
    )


def gantt(measures: Iterable[GoalMeasure], writer: Writer) -> str:
    """Each goal that has a deadline, from its start to its deadline; without a start, from today."""
    rows = []
    for measure in measures:
        deadline = measure.span.deadline
        if deadline is None:
            continue
        start = min(measure.span.start or writer.measures.today, deadline)
        tags = _GANTT_TAGS.get(measure.health, "active, ")
        sign = writer.phrases.say(f"health.{measure.health}").partition(" ")[0]
        rows.append(f"{sign} {label(measure.goal.title)} :{tags}{start.isoformat()}, {deadline.isoformat()}")
    if not rows:
        return ""
    return _fenced(
        "gantt",
        "dateFormat YYYY-MM-DD",
        f"axisFormat {writer.phrases.say('chart.axis')}",
        "inclusiveEndDates",
        *rows,
    )


def _week_name(week: Period, writer: Writer) -> str:
    return writer.phrases.say("chart.week", {"number": week.key.partition("W")[2]})


def _weeks(start: date | None, last: date, week_start: int) -> list[Period]:
    """The last eight weeks up to the one that holds `last`, from the one in which the goal began."""
    weeks = [week_of(last - timedelta(weeks=ago), week_start=week_start) for ago in reversed(range(_WEEKS))]
    return [week for week in weeks if start is None or week.last >= start]


def _percents(shares: Sequence[float]) -> str:
    return ", ".join(str(points(share)) for share in shares)


def _fenced(kind: str, *lines: str) -> str:
    return "\n".join(["```mermaid", kind, *(f"    {line}" for line in lines), "```"])
