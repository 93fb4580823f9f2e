"""Which notes take answers: the newest review, and the dashboard.

Knows where they lie and which of their boxes ask for something. Knows nothing of what a box brings about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.errors import Problem
from aimo_md.notes.refresh import is_frozen
from aimo_md.notes.review_places import review_places
from aimo_md.plan.boxes import BoxKind
from aimo_md.text.dates import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import TypeAlias

    from aimo_md.cycle.own_boxes import NoteBoxes
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.notes.review_places import ReviewPlace
    from aimo_md.plan.boxes import Box

    Boxes: TypeAlias = Mapping[str, tuple[Box, ...]]


def asking_review(snapshot: Snapshot) -> ReviewPlace | None:
    """The review of a week that takes answers: the newest, unless it is frozen."""
    places = review_places(snapshot.plain_texts(), (), snapshot.config, snapshot.now.date())
    newest = next((place for place in places if place.newest and place.period.kind is PeriodKind.WEEK), None)
    if newest is None or newest.path not in snapshot.texts:
        return None
    alone = not newest.in_users_note and is_frozen(snapshot.texts[newest.path].text)
    return None if alone else newest


def asking_boxes(snapshot: Snapshot, own: Mapping[str, NoteBoxes]) -> Boxes:
    """The boxes of the notes that take answers, by path: the review first, then the dashboard.

    `own` are those of all notes that aimo may rewrite.
    """
    review = asking_review(snapshot)
    places = (*(() if review is None else (review.path,)), snapshot.config.notes.dashboard)
    return {path: own[path].boxes for path in places if path in own}


def ticks_elsewhere(
    snapshot: Snapshot, own: Mapping[str, NoteBoxes], asking: Collection[str]
) -> Iterator[Problem]:
    """What is ticked in notes of aimo's that take no answers, such as a review that was copied or renamed.

    `own` are the boxes of all notes that aimo may rewrite, `asking` the notes that take answers.
    """
    places = " or ".join(asking or (snapshot.config.notes.dashboard,))
    for path in own.keys() - asking:
        for box in filter(asks, own[path].boxes):
            yield Problem(
                path=box.path,
                line=box.line,
                code="tick-not-followed",
                message=f"this note takes no answers, so the tick is not followed; answer in {places}",
                remedy="tick it there and take it away here, or use `aimo decide` or `aimo done`",
            )


def asks(box: Box) -> bool:
    """Whether a box asks for something to be done: an option or task by its tick, a decision without one."""
    if box.kind is BoxKind.DECISION:
        return not box.ticked
    return box.ticked and not box.aside
