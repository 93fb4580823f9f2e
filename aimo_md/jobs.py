"""What is due by the wall clock: the reviews of the periods that the config names.

Knows days, times and which period a job was last done for; passed the time, it never asks for it. A job that
was missed, because the machine slept, is due once for the newest period, not once for each that went by.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Config
    from aimo_md.text.dates import Period

REVIEW_JOBS: Final[Mapping[PeriodKind, str]] = {
    PeriodKind.WEEK: "weekly-review",
    PeriodKind.MONTH: "monthly-review",
    PeriodKind.QUARTER: "quarterly-review",
    PeriodKind.YEAR: "yearly-review",
}


def newest_reviews(now: datetime, config: Config) -> tuple[Period, ...]:
    """Of each kind that the config names, the newest period whose review was due by `now`.

    `now` is the wall clock of the vault's zone. A week is looked back on at the day and time that the config
    names, a longer period at that time of its last day.
    """
    return tuple(_newest(PeriodKind(kind), now, config) for kind in dict.fromkeys(config.review.periods))


def due_reviews(now: datetime, config: Config, done: Mapping[str, str]) -> tuple[Period, ...]:
    """The periods whose review is due and was not yet written.

    Nothing is due where no period of the kind was ever noted: aimo has just come to this vault, or to this
    kind, and what lay before is not its to judge. A clock that was set back makes nothing due again.
    """
    newest = newest_reviews(now, config)
    return tuple(period for period in newest if "" < done.get(REVIEW_JOBS[period.kind], "") < period.key)


def _newest(kind: PeriodKind, now: datetime, config: Config) -> Period:
    period = period_of(kind, now.date(), week_start=config.vault.week_start.number)
    day = period.last
    if kind is PeriodKind.WEEK:
        day = period.first + timedelta(days=(config.review.day.number - period.first.weekday()) % 7)
    reached = now.replace(tzinfo=None) >= datetime.combine(day, config.review.time)
    return period if reached else period.previous()
