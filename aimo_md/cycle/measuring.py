"""A snapshot measured: as of its day, or as of the end of a period that is over.

Knows which state of the vault is measured, and with which past. Knows nothing of what is done about it.
"""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from aimo_md.cycle.asking import asking_boxes, ticks_elsewhere
from aimo_md.cycle.last_measured import measured_since
from aimo_md.errors import Problem
from aimo_md.goals.vault import assemble
from aimo_md.measures.direction import direction
from aimo_md.measures.history import as_of, past_as_of
from aimo_md.measures.measure import measure
from aimo_md.notes.places import review_path
from aimo_md.plan.undo import read_undos, vanished_problems
from aimo_md.text.dates import PeriodKind, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.goals.model import Vault
    from aimo_md.measures.model import Measures
    from aimo_md.measures.past import Past
    from aimo_md.text.dates import Period


def measured(snapshot: Snapshot, taken_back: frozenset[str] = frozenset()) -> Measures:
    """Everything measured as of the snapshot's day; `taken_back` are decisions that went on purpose."""
    return measured_and_kept(snapshot, taken_back)[1]


def measured_and_kept(
    snapshot: Snapshot, taken_back: frozenset[str] = frozenset()
) -> tuple[Snapshot, Measures]:
    """The same, with the snapshot that keeps it: what comes of that one is measured by what changed."""
    problems = (*snapshot.problems, *_places_taken(snapshot), *ticks_elsewhere(snapshot))
    today, config = snapshot.now.date(), snapshot.config
    last = measured_since(snapshot.last_measured, snapshot.notes, today, config, snapshot.history, problems)
    measures = last.measures
    boxes = (box for of_note in asking_boxes(snapshot).values() for box in of_note)
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
        is_last = today <= period.next().last
        found = None if is_last else snapshot.history_until(period.last)
        vault, past = (found.vault, found.past) if found is not None else _as_of(snapshot, period.last)
        measures = measure(vault, period.last + timedelta(days=1), snapshot.config, past)
    last = min(period.last, today)
    moved = direction(measures.vault, measures.goals, measures.done, period.first, last)
    return replace(measures, direction=moved)


def _as_of(snapshot: Snapshot, day: date) -> tuple[Vault, Past | None]:
    """What the notes of today, with their past, say of an earlier day."""
    today, config = snapshot.now.date(), snapshot.config
    known = measured_since(
        snapshot.last_measured, snapshot.notes, today, config, snapshot.history
    ).measures.past
    past = None if known is None else past_as_of(known, day)
    return assemble(as_of(snapshot.notes.values(), day, past), snapshot.config, snapshot.problems), past


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
