"""What was done in earlier periods and noted only when their reviews had got their last word.

Knows done tasks and since when git has them ticked. Knows no words.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import Measures
    from aimo_md.text.dates import Period


def late_entries(measures: Measures, period: Period) -> tuple[Deed, ...]:
    """The late entries of a period's review, by day: what moved a goal before the period.

    A review follows the facts until the next one is written, on the last day of its period. What is noted
    later, up to the day before the one after, is told here. Without a history nobody knows when that was.
    """
    noted = measures.done.noted_between(period.last, period.next().last - timedelta(days=1))
    found = (deed for deed in noted if deed.goal is not None and deed.day < period.first)
    return tuple(sorted(_noted_late(found, measures, period), key=lambda deed: (deed.day, deed.text)))


def _noted_late(deeds: Iterator[Deed], measures: Measures, period: Period) -> Iterator[Deed]:
    for deed in deeds:
        known = None if measures.past is None or deed.place is None else measures.past.task(deed.place)
        noted = None if known is None else known.first_done
        if noted is not None and period.last <= noted < period.next().last:
            yield deed
