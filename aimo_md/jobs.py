"""What is due by the wall clock: the reviews that the config names, the day's digest, the end of quiet hours.

Knows days, times and which period a job was last done for; passed the time, it never asks for it. A job that
was missed, because the machine slept, is due once for the newest period, not once for each that went by.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Config, DiscordConfig
    from aimo_md.text.dates import Period

REVIEW_JOBS: Final[Mapping[PeriodKind, str]] = {
    PeriodKind.WEEK: "weekly-review",
    PeriodKind.MONTH: "monthly-review",
    PeriodKind.QUARTER: "quarterly-review",
    PeriodKind.YEAR: "yearly-review",
}
DAILY_DIGEST: Final = "daily-digest"

_CLOCK_IS_RIGHT: Final = timedelta(days=35)
"""So far a clock may be set back and still be taken for right."""


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


def noted_reviews(now: datetime, config: Config, done: Mapping[str, str]) -> tuple[Period, ...]:
    """The periods to note as done from now on, of those kinds for which what is noted may not stay.

    A period that is far ahead was noted while the clock was wrong: kept, it would put off every review until
    then.
    """
    return tuple(period for period in newest_reviews(now, config) if not _is_noted(period, now, config, done))


def due_day(now: datetime, config: DiscordConfig, done: Mapping[str, str]) -> str | None:
    """Today's key if the day's digest is due and was not yet made. A day that went by is not made up for."""
    today = now.date().isoformat()
    last = done.get(DAILY_DIGEST)
    reached = now.time() >= config.daily_time
    return today if config.daily and reached and last is not None and last < today else None


def noted_day(now: datetime, config: DiscordConfig, done: Mapping[str, str]) -> str | None:
    """The key of the day to note as done from now on; None where what is noted may stay.

    A day to come was noted while the clock was wrong, and is not kept.
    """
    last = done.get(DAILY_DIGEST)
    if not config.daily:
        return None
    newest = now.date() if now.time() >= config.daily_time else now.date() - timedelta(days=1)
    known = last is not None and newest.isoformat() <= last <= now.date().isoformat()
    return None if known else newest.isoformat()


def quiet_for(now: datetime, config: DiscordConfig) -> float:
    """The seconds that are left of the quiet hours; 0 outside of them."""
    begin, end = config.quiet_from, config.quiet_until
    clock = now.time()
    inside = begin <= clock < end if begin <= end else clock >= begin or clock < end
    if not inside:
        return 0.0
    day = now.date() if clock < end else now.date() + timedelta(days=1)
    return datetime.combine(day, end, now.tzinfo).timestamp() - now.timestamp()


def _is_noted(newest: Period, now: datetime, config: Config, done: Mapping[str, str]) -> bool:
    last = done.get(REVIEW_JOBS[newest.kind])
    ahead = period_of(newest.kind, now.date() + _CLOCK_IS_RIGHT, week_start=config.vault.week_start.number)
    return last is not None and newest.key <= last <= ahead.key


def _newest(kind: PeriodKind, now: datetime, config: Config) -> Period:
    period = period_of(kind, now.date(), week_start=config.vault.week_start.number)
    day = period.last
    if kind is PeriodKind.WEEK:
        day = period.first + timedelta(days=(config.review.day.number - period.first.weekday()) % 7)
    reached = now.replace(tzinfo=None) >= datetime.combine(day, config.review.time)
    return period if reached else period.previous()
