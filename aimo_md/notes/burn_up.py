"""Done against plan over the last weeks or months, as numbers for a chart.

Knows which weeks or months a chart shows. Knows nothing of how it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.measures.schedule import Plan
from aimo_md.notes.escape import label
from aimo_md.notes.wording import points
from aimo_md.text.dates import PeriodKind, month_of, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period

_SPANS: Final = {PeriodKind.WEEK: 8, PeriodKind.MONTH: 8, PeriodKind.QUARTER: 13}
"""How many weeks the chart of a review looks back; that of a year looks back on months."""
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUp:
    """A chart: its title, and what was done and planned at the end of each week or month, in percent."""

    title: str
    names: tuple[str, ...]
    done: tuple[int, ...]
    planned: tuple[int, ...]


def burn_up(measure: GoalMeasure, period: Period, writer: Writer) -> BurnUp | None:
    """The last weeks since the goal began, up to the end of the period or today; of a year its months.

    None where there is no plan to draw, or only one point.
    """
    plan = Plan.of(step for item in measure.items for step in item.steps)
    last = min(period.last, writer.measures.today)
    spans = _spans(measure.span.start, last, period.kind, writer.config.vault.week_start.number)
    if not plan.total or measure.progress is None or len(spans) < 2:  # noqa: PLR2004 (a line needs two points)
        return None
    ends = [min(span.last, last) for span in spans]
    return BurnUp(
        title=writer.phrases.say("chart.burn_up", {"goal": label(measure.goal.title)}),
        names=tuple(_name(span, writer) for span in spans),
        done=_percents(measure.progress_by(end) or 0.0 for end in ends),
        planned=_percents(plan.wanted_by(end) / plan.total for end in ends),
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


def _percents(shares: Iterable[float]) -> tuple[int, ...]:
    return tuple(points(share) for share in shares)
