"""Which notes take answers: the newest review, and the dashboard.

Knows where they lie and which of their boxes ask for something. Knows nothing of what a box brings about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.notes.refresh import is_frozen
from aimo_md.notes.review_places import review_places
from aimo_md.plan.boxes import BoxKind, read_boxes
from aimo_md.text.dates import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

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


def asking_boxes(snapshot: Snapshot) -> Boxes:
    """The boxes of the notes that take answers, by path: the review first, then the dashboard."""
    review, config = asking_review(snapshot), snapshot.config
    places = (*(() if review is None else (review.path,)), config.notes.dashboard)
    return {
        path: read_boxes(snapshot.notes[path], snapshot.texts[path].text, config)
        for path in places
        if path in snapshot.notes and path in snapshot.texts
    }


def asks(box: Box) -> bool:
    """Whether a box asks for something to be done: an option or task by its tick, a decision without one."""
    if box.kind is BoxKind.DECISION:
        return not box.ticked
    return box.ticked and not box.aside
