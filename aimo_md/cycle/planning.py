"""A turn planned: all that should happen, given what is there, in the order in which it is to be done.

Knows how measuring, writing, posting and committing follow from one another. Knows nothing of how an action
is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.cycle.actions import PassOver, Turn
from aimo_md.cycle.answering import done_by_hand, requested
from aimo_md.cycle.course import begun, followed
from aimo_md.cycle.posting import Posting
from aimo_md.jobs import REVIEW_JOBS, due_reviews
from aimo_md.notes.review_places import last_reviewed

if TYPE_CHECKING:
    from aimo_md.cycle.actions import Action
    from aimo_md.cycle.course import Course
    from aimo_md.cycle.requests import Request
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.notes.render import Templates
    from aimo_md.text.dates import Period

_PASSES: Final = 6
"""What is written can change what is to be said: a line that moves out of a block is read as a task.

Most of the time it does not, and then there is no second look.
"""


def plan_turn(
    snapshot: Snapshot,
    templates: Templates,
    wanted: Period | None = None,
    request: Request | None = None,
    *,
    jobs_wait: bool = False,
) -> Turn:
    """What should happen, given what is there.

    Args:
        snapshot: what the vault holds, with all that `requests.needs` names.
        templates: the texts of the notes.
        wanted: the period whose review is asked for, due or not.
        request: what a command asks for.
        jobs_wait: whether no review is written and nothing posted that only the clock gives rise to.

    Raises:
        HinderedError: the request cannot be followed.
    """
    due = () if jobs_wait else _due_reviews(snapshot)
    asked = due if wanted is None else (*due, wanted)
    course = begun(snapshot)
    before = course.measures
    rests = bool(snapshot.busy) or (snapshot.visiting and request is not None)
    by_hand, passed_over = (None, ()) if rests else done_by_hand(snapshot, course.measures)
    if by_hand is not None:
        course = course.with_step(by_hand)
    if request is not None:
        course = course.with_step(requested(request, course.ahead, course.measures))
    if not rests:
        course = _written(course, templates, asked)
    posting = Posting(snapshot=course.ahead, templates=templates, measures=course.measures)
    tells = not (rests or jobs_wait)
    posts: tuple[Action, ...] = (*posting.messages(due), *posting.remembered()) if tells else ()
    untold = () if snapshot.visiting else posting.untold(before)
    return Turn(
        measures=course.measures,
        actions=(
            *posting.announced(untold),
            *course.actions(),
            *(PassOver(path=path) for path in sorted(passed_over)),
            *posting.decided(untold),
            *posts,
            *course.due_commit(asked=wanted is not None),
        ),
        waiting=bool(snapshot.busy),
        last_measured=course.ahead.last_measured,
    )


def _written(course: Course, templates: Templates, asked: tuple[Period, ...]) -> Course:
    """The course once all that the boxes ask for is followed, and aimo's notes tell of it.

    What was refused is told in these notes, and may be gone with what they said before.
    """
    for _ in range(_PASSES):
        course, refused = followed(course, templates)
        texts = course.generated(templates).rendered(asked, refused, course.dealt)
        if not texts:
            break
        before, course = course, course.with_rendered(texts)
        if not refused and course.says_the_same_as(before):
            break
    return course


def _due_reviews(snapshot: Snapshot) -> tuple[Period, ...]:
    """The periods whose review is due; where the state was deleted, those that are there tell the last."""
    done = snapshot.jobs
    if done.keys().isdisjoint(REVIEW_JOBS.values()):
        last = last_reviewed(snapshot.plain_texts(), snapshot.config, snapshot.now.date())
        done = {REVIEW_JOBS[kind]: period.key for kind, period in last.items()}
    return due_reviews(snapshot.now, snapshot.config, done)
