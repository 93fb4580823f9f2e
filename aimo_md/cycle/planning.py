"""A turn planned: all that should happen, given what is there, in the order in which it is to be done.

Knows how measuring, writing, posting and committing follow from one another. Knows nothing of how an action
is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.cycle.actions import PostMessage, RememberJob, Turn
from aimo_md.cycle.answering import requested
from aimo_md.cycle.course import begun, followed
from aimo_md.cycle.measuring import measured_at_the_end
from aimo_md.jobs import REVIEW_JOBS, due_reviews, newest_reviews
from aimo_md.notes.digest import digest
from aimo_md.notes.fit import fit
from aimo_md.notes.review_places import place_of
from aimo_md.text.dates import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from aimo_md.cycle.requests import Request
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.notes.render import Templates
    from aimo_md.text.dates import Period

_PASSES: Final = 6
"""What is written can change what is to be said: a line that moves out of a block is read as a task."""


def plan_turn(
    snapshot: Snapshot,
    templates: Templates,
    wanted: Period | None = None,
    request: Request | None = None,
) -> Turn:
    """What should happen, given what is there.

    Args:
        snapshot: what the vault holds, with all that `requests.needs` names.
        templates: the texts of the notes.
        wanted: the period whose review is asked for, due or not.
        request: what a command asks for.

    Raises:
        HinderedError: the request cannot be followed.
    """
    due = due_reviews(snapshot.now, snapshot.config, snapshot.jobs)
    asked = due if wanted is None else (*due, wanted)
    course = begun(snapshot)
    if request is not None:
        course = course.with_step(requested(request, snapshot, course.measures))
    if not snapshot.busy:
        for _ in range(_PASSES):
            course, refused = followed(course, templates)
            texts = course.generated(templates).rendered(asked, refused, course.dealt)
            if not texts:
                break
            course = course.with_rendered(texts)
    posts = () if snapshot.busy else tuple(_digests(due, course.ahead, templates))
    jobs = () if snapshot.busy else tuple(_jobs(due, course.ahead))
    return Turn(
        measures=course.measures,
        actions=(*course.actions(), *posts, *jobs, *course.due_commit(asked=wanted is not None)),
        waiting=bool(snapshot.busy),
    )


def _digests(due: Iterable[Period], snapshot: Snapshot, templates: Templates) -> Iterator[PostMessage]:
    """The digest of a week, in as many messages as it needs; none where there is nothing to say."""
    for week in due:
        if week.kind is not PeriodKind.WEEK or not snapshot.config.discord.weekly:
            continue
        note = place_of(week, snapshot.plain_texts(), snapshot.config)
        message = digest(measured_at_the_end(snapshot, week), week, snapshot.config, templates, note)
        for number, part in enumerate(() if message is None else fit(message), 1):
            key = f"weekly:{week.key}" if number == 1 else f"weekly:{week.key}:{number}"
            yield PostMessage(key=key, message=part)


def _jobs(due: Collection[Period], snapshot: Snapshot) -> Iterator[RememberJob]:
    """What was done; of a job that was never noted, what is not aimo's to do any more."""
    for period in newest_reviews(snapshot.now, snapshot.config):
        job = REVIEW_JOBS[period.kind]
        if period in due or job not in snapshot.jobs:
            yield RememberJob(job=job, period=period.key)
