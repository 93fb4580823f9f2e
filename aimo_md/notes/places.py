"""Where the notes of aimo's own lie.

Knows the config's names for these places. Knows nothing of what stands there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import PeriodKind, parse_period

if TYPE_CHECKING:
    from aimo_md.config import Config
    from aimo_md.text.dates import Period

_REVIEW_ENDING: Final = " review.md"


def review_path(period: Period, config: Config) -> str:
    """Where the review of a period lies; the name avoids the user's own periodic notes."""
    return _path_in(config.notes.reviews, period)


def period_of_review(path: str, config: Config) -> Period | None:
    """The week, month, quarter or year whose review lies at this path, None for any other note."""
    if not path.endswith(_REVIEW_ENDING):
        return None
    return _period_at(path, config.notes.reviews, config.vault.week_start.number)


def is_own_place(path: str, config: Config) -> bool:
    """Whether aimo writes a note of its own at this path."""
    return path == config.notes.dashboard or period_of_review(path, config) is not None


def _path_in(reviews: str, period: Period) -> str:
    return f"{reviews.strip('/')}/{period.key}{_REVIEW_ENDING}".removeprefix("/")


@lru_cache(maxsize=1 << 10)  # a turn asks this of the same few paths again and again
def _period_at(path: str, reviews: str, week_start: int) -> Period | None:
    name = path.rpartition("/")[2].removesuffix(_REVIEW_ENDING)
    period = parse_period(name, week_start=week_start)
    if period is None or period.kind is PeriodKind.DAY or path != _path_in(reviews, period):
        return None
    return period
