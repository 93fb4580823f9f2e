"""Charts in Mermaid, as text: done against plan, and goals along the calendar.

Knows Mermaid's grammar as far as it is used. A title from a note goes through `label`, so that none can
break a chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.measures.model import Health
from aimo_md.notes.escape import label
from aimo_md.notes.long_lists import MOST_GOALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.burn_up import BurnUp
    from aimo_md.notes.writer import Writer

_GANTT_TAGS: Final = {
    Health.OVERDUE: "crit, ",
    Health.STALLED: "crit, ",
    Health.SLIPPING: "crit, ",
    Health.COMPLETE: "done, ",
    Health.DONE: "done, ",
    Health.UPCOMING: "",
}


def xychart(chart: BurnUp) -> str:
    """Done as bars, the plan as a line."""
    title = chart.title.replace('"', "'")
    names = ", ".join(f'"{name}"' for name in chart.names)
    return _fenced(
        "xychart-beta",
        f'title "{title}"',
        f"x-axis [{names}]",
        "y-axis 0 --> 100",
        f"bar [{', '.join(map(str, chart.done))}]",
        f"line [{', '.join(map(str, chart.planned))}]",
    )


def gantt(measures: Iterable[GoalMeasure], writer: Writer) -> str:
    """The first goals that have a deadline, from their start to their deadline; without a start, from today.

    Obsidian refuses to draw a chart of more than 50,000 characters.
    """
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
        *rows[:MOST_GOALS],
    )


def _fenced(kind: str, *lines: str) -> str:
    return "\n".join(["```mermaid", kind, *(f"    {line}" for line in lines), "```"])
