"""Which reviews there are, and in which note each of them stands.

Knows aimo's own notes, and the user's own periodic notes into which they put the markers of a review: such a
note is used in place of a second one. Knows nothing of what a review says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.goals.note_days import note_period
from aimo_md.notes.ownership import may_hold_blocks
from aimo_md.notes.places import period_of_review, review_path
from aimo_md.text.blocks import find_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.text.dates import Period, PeriodKind

_BLOCKS: Final = frozenset({"summary", "decide", "moved", "next", "decided", "ahead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlace:
    """A review and its note.

    Attributes:
        period: what it looks back on.
        path: of the note.
        in_users_note: whether that is a note of the user's, of which only the blocks are aimo's.
        newest: whether there is none of a later period of its kind.
    """

    period: Period
    path: str
    in_users_note: bool
    newest: bool


def period_with_markers(path: str, text: str, config: Config) -> Period | None:
    """The period of a periodic note of the user's that holds a block of a review; None for any other note."""
    # To look for one character is many times as fast as for five.
    period = note_period(path, config.vault) if "<" in text and "aimo:" in text else None
    if period is None or not _BLOCKS & {block.name for block in find_blocks(text).blocks}:
        return None
    return period


def review_places(
    texts: Mapping[str, str], asked: Iterable[Period], config: Config, today: date
) -> tuple[ReviewPlace, ...]:
    """The reviews that there are and those that are asked for, the earliest first.

    Args:
        texts: the notes that aimo may write into, by path.
        asked: periods to be reviewed, whether they were or not.
        config: where reviews lie.
        today: a review of a period that begins later was written while the clock was wrong, and is left out.
    """
    users: dict[Period, str] = {}
    own: dict[Period, str] = {}
    for path, text in texts.items():
        marked = period_with_markers(path, text, config)
        if marked is not None:
            users.setdefault(marked, path)
        reviewed = period_of_review(path, config)
        if reviewed is not None and may_hold_blocks(text):
            own[reviewed] = path
    periods = sorted({*asked, *users, *own}, key=lambda period: (period.first, period.last))
    periods = [period for period in periods if period.first <= today]
    newest = {period.kind: period for period in periods}
    return tuple(
        ReviewPlace(
            period=period,
            path=users.get(period) or own.get(period) or review_path(period, config),
            in_users_note=period in users,
            newest=period is newest[period.kind],
        )
        for period in periods
    )


def last_reviewed(texts: Mapping[str, str], config: Config, today: date) -> dict[PeriodKind, Period]:
    """Of each kind the last period that was looked back on, as far as the notes tell.

    The arguments are those of `review_places`. A review in a note of the user's is filled all through its
    period, so that there a period that runs was not looked back on yet.
    """
    return {
        place.period.kind: place.period
        for place in review_places(texts, (), config, today)
        if not place.in_users_note or place.period.last < today
    }


def place_of(period: Period, texts: Mapping[str, str], config: Config) -> str:
    """The path of the note in which the review of a period stands, or would."""
    places = review_places(texts, (period,), config, period.last)
    return next(place.path for place in places if place.period == period)
