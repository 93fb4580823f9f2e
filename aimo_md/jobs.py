"""What is due by the wall clock: for now the weekly review.

Knows days, times and which period a job was last done for; passed the time, it never asks for it. A job that
was missed, because the machine slept, is due once for the newest period, not once for each that went by.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Config
    from aimo_md.text.dates import Period

WEEKLY_REVIEW = "weekly-review"


def newest_week(now: datetime, config: Config) -> Period:
    """The newest week whose review was due by `now`, which is the wall clock of the vault's zone."""
    week = week_of(now.date(), week_start=config.vault.week_start.number)
    day = week.first + timedelta(days=(config.review.day.number - week.first.weekday()) % 7)
    reached = now.replace(tzinfo=None) >= datetime.combine(day, config.review.time)
    return week if reached else week.previous()


def due_week(now: datetime, config: Config, done: Mapping[str, str]) -> Period | None:
    """The week whose review is due and was not yet written.

    Nothing is due where no week was ever noted: aimo has just come to this vault, and what lay before is
    not its to judge. A clock that was set back makes nothing due again.
    """
    week = newest_week(now, config)
    last = done.get(WEEKLY_REVIEW)
    return week if last is not None and last < week.key else None
