"""A snapshot measured: as of its day, or as of the end of a period that is over.

Knows which state of the vault is measured, and with which past. Knows nothing of what is done about it.
"""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from aimo_md.cycle.asking import asking_boxes, ticks_elsewhere
from aimo_md.cycle.last_measured import measured_since, with_ends
from aimo_md.cycle.own_boxes import own_boxes
from aimo_md.cycle.period_end import PeriodEnd
from aimo_md.errors import Problem
from aimo_md.measures.direction import direction
from aimo_md.measures.measure import measure
from aimo_md.notes.places import review_path
from aimo_md.notes.review_places import review_places
from aimo_md.plan.undo import read_undos, vanished_problems
from aimo_md.text.dates import PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.text.dates import Period


def measured(snapshot: Snapshot, taken_back: frozenset[str] = frozenset()) -> Measures:
    """Everything measured as of the snapshot's day; `taken_back` are decisions that went on purpose."""
    return measured_and_kept(snapshot, taken_back)[1]


def measured_and_kept(
    snapshot: Snapshot, taken_back: frozenset[str] = frozenset()
) -> tuple[Snapshot, Measures]:
    """The same, with the snapshot that keeps it: what comes of that one is measured by what changed."""
    own = own_boxes(snapshot)
    asking = asking_boxes(snapshot, own)
    problems = (*snapshot.problems, *_places_taken(snapshot), *ticks_elsewhere(snapshot, own, asking))
    today, config = snapshot.now.date(), snapshot.config
    last = measured_since(snapshot.last_measured, snapshot.notes, today, config, snapshot.history, problems)
    last = with_ends(last, snapshot.last_measured, snapshot.notes, _ends(snapshot), snapshot.problems)
    last, measures = dataclasses.replace(last, boxes=own), last.measures
    boxes = chain.from_iterable(asking.values())
    vanished = vanished_problems(read_undos(boxes, measures.vault, taken_back).vanished)
    if vanished:
        measures = replace(measures, problems=tuple(sorted({*measures.problems, *vanished})))
    return dataclasses.replace(snapshot, last_measured=last), measures


def measured_at_the_end(snapshot: Snapshot, period: Period, now: Measures | None = None) -> Measures:
    """The measures of the day after a period, today's while it runs; their direction is the period's.

    The last period that is over follows the facts: it is told from the notes of today, so that what was noted
    late counts, and answers find the lines where they stand. One before that is told from what git had at its
    end, if that is known.

    Args:
        snapshot: what the vault holds.
        period: the period.
        now: the measures of the snapshot's day, where somebody has them already.
    """
    today = snapshot.now.date()
    if today <= period.last:
        measures = measured(snapshot) if now is None else now
    else:
        found = None if _is_last(period, today) else snapshot.history_until(period.last)
        if found is None:
            measures = _end(snapshot, period.last).measuring.measures
        else:
            measures = measure(found.vault, period.last + timedelta(days=1), snapshot.config, found.past)
    last = min(period.last, today)
    moved = direction(measures.vault, measures.goals, measures.done, period.first, last)
    return replace(measures, direction=moved)


def _is_last(period: Period, today: date) -> bool:
    """Whether the period is over, and none of its kind since."""
    return period.last < today <= period.next().last


def _ends(snapshot: Snapshot) -> Iterator[date]:
    """The ends of the periods that reviews look back on while they follow the facts."""
    today = snapshot.now.date()
    for place in review_places(snapshot.plain_texts(), (), snapshot.config, today):
        if place.newest and _is_last(place.period, today):
            yield place.period.last


def _end(snapshot: Snapshot, day: date) -> PeriodEnd:
    """What the notes of today, with their past, say of an earlier day."""
    last = snapshot.last_measured
    known = None if last is None else last.ends.get(day)
    if known is not None and known.notes is snapshot.notes:
        return known
    measured = measured_since(
        last, snapshot.notes, snapshot.now.date(), snapshot.config, snapshot.history
    ).measures
    return PeriodEnd.of(day, snapshot.notes, measured.past, snapshot.config, snapshot.problems)


def _places_taken(snapshot: Snapshot) -> Iterator[Problem]:
    """The notes of the user's that lie where aimo is going to write."""
    start = snapshot.config.vault.week_start.number
    places = {snapshot.config.notes.dashboard: "notes.dashboard"}
    for kind in snapshot.config.review.periods:
        period = period_of(PeriodKind(kind), snapshot.now.date(), week_start=start)
        for each in (period.previous(), period):
            places[review_path(each, snapshot.config)] = "notes.reviews"
    unread = snapshot.held.union(problem.path for problem in snapshot.problems)
    for path, key in places.items():
        if path in snapshot.notes and path not in unread and not snapshot.may_write(path):
            yield Problem(
                path=path,
                line=0,
                code="place-taken",
                message="is a note of yours, and aimo would write its own in this place",
                remedy=f"rename it, or name another place in `{key}` of the config",
            )
