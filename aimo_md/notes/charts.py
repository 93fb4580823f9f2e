"""Charts in Mermaid, as text: done against plan over the last weeks or months, and goals along the calendar.

Knows Mermaid's grammar as far as it is used. A title from a note goes through `label`, so that none can
break a chart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.measures.model import Health
from aimo_md.measures.schedule import Plan
from aimo_md.notes.escape import label
from aimo_md.notes.wording import points
from aimo_md.text.dates import PeriodKind, month_of, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period

_SPANS: Final = {PeriodKind.WEEK: 8, PeriodKind.MONTH: 8, PeriodKind.QUARTER: 13}
"""How many weeks the chart of a review looks back; that of a year looks back on months."""
_MONTHS: Final = 12
_GANTT_TAGS: Final = {
    Health.OVERDUE: "crit, ",
    Health.STALLED: "crit, ",
    Health.SLIPPING: "crit, ",
    Health.COMPLETE: "done, ",
    Health.DONE: "done, ",
    Health.UPCOMING: "",
}


def burn_up(measure: GoalMeasure, period: Period, writer: Writer) -> str:
    """Done (bars) against plan (line) at the end of each of the last weeks since the goal began.

    Of a year: of each of its months. Empty where there is no plan to draw, or only one point.
    """
    plan = Plan.of(step for item in measure.items for step in item.steps)
    last = min(period.last, writer.measures.today)
    spans = _spans(measure.span.start, last, period.kind, writer.config.vault.week_start.number)
    if not plan.total or measure.progress is None or len(spans) < 2:  # noqa: PLR2004 (a line needs two points)
        return ""
    done = [measure.progress_by(min(span.last, last)) or 0.0 for span in spans]
    planned = [plan.wanted_by(min(span.last, last)) / plan.total for span in spans]
    title = writer.phrases.say("chart.burn_up", {"goal": label(measure.goal.title)})
    names = ", ".join(f'"{_name(span, writer)}"' for span in spans)
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


def _name(span: Period, writer: Writer) -> str:
    if span.kind is PeriodKind.MONTH:
        return writer.phrases.words("months.short")[span.first.month - 1]
    return writer.phrases.say("chart.week", {"number": span.key.partition("W")[2]})


def _spans(start: date | None, last: date, kind: PeriodKind, week_start: int) -> list[Period]:
    """The weeks or months of a chart, up to the one that holds `last`, from that in which the goal began."""
    span = month_of(last) if kind is PeriodKind.YEAR else week_of(last, week_start=week_start)
    spans = [span]
    while len(spans) < _SPANS.get(kind, _MONTHS) and (start is None or spans[0].first > start):
        spans.insert(0, spans[0].previous())
    return spans


def _percents(shares: Sequence[float]) -> str:
    return ", ".join(str(points(share)) for share in shares)


def _fenced(kind: str, *lines: str) -> str:
    return "\n".join(["```mermaid", kind, *(f"    {line}" for line in lines), "```"])
