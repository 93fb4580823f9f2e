"""When the daemon looks and commits, as a story of seconds."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.timing import BETWEEN_TURNS, POLL, QUIET, RESCAN, RETRY, SETTLE, SETTLE_AT_MOST, Timing

COMMIT_QUIET = 30.0
TURN = 0.5
"""So long a turn takes."""
WAKING = 200.0
LATE = 1e9
"""The seconds of a day that ends far from here."""


def after_a_turn(
    at: float,
    *,
    wrote: bool = False,
    committed: bool = True,
    waiting: bool = False,
    day_ends: float = LATE,
    before: Timing | None = None,
) -> Timing:
    """What is to be waited for after a turn that was done at this moment."""
    return (
        (before or Timing())
        .begun(at - TURN)
        .looked(at, wrote=wrote, committed=committed, waiting=waiting, day_ends=day_ends)
    )


def changes(timing: Timing, *moments: float, quiet: float = COMMIT_QUIET) -> Timing:
    for moment in moments:
        timing = timing.changed(moment, quiet=quiet)
    return timing


@pytest.mark.parametrize(
    ("timing", "look_at"),
    [
        pytest.param(after_a_turn(100), 100 + RESCAN, id="nothing happened"),
        pytest.param(changes(after_a_turn(100), 110), 110 + SETTLE, id="a change"),
        pytest.param(changes(after_a_turn(100), 110, 110.2, 110.3), 110.3 + SETTLE, id="a few changes"),
        pytest.param(
            changes(after_a_turn(100), *(110 + 0.2 * number for number in range(100))),
            110 + SETTLE_AT_MOST,
            id="changes without an end",
        ),
        pytest.param(
            changes(after_a_turn(100, wrote=True), 101),
            100 - TURN + BETWEEN_TURNS,
            id="a change right after a writing",
        ),
        pytest.param(
            changes(after_a_turn(100, wrote=True), 120), 120 + SETTLE, id="a change long after a writing"
        ),
        pytest.param(
            changes(after_a_turn(105, before=after_a_turn(100, wrote=True)), 106),
            100 - TURN + BETWEEN_TURNS,
            id="a turn that wrote nothing does not start the pause anew",
        ),
        pytest.param(
            after_a_turn(101, wrote=True, committed=False, before=changes(Timing(), 100)),
            100 + COMMIT_QUIET,
            id="looked at, and still to be committed",
        ),
        pytest.param(
            after_a_turn(101, wrote=True, committed=False, before=changes(Timing(), 100, quiet=10 * RESCAN)),
            101 + RESCAN,
            id="to be committed, but much later",
        ),
        pytest.param(after_a_turn(100, waiting=True), 100 + QUIET, id="somebody is writing in a note"),
        pytest.param(
            after_a_turn(112, before=after_a_turn(100, waiting=True)), 112 + RESCAN, id="and is not any more"
        ),
        pytest.param(after_a_turn(100).polling(0.2), 100 + POLL, id="nothing tells of changes"),
        pytest.param(after_a_turn(100).polling(3), 100 + 60, id="and looking takes long"),
        pytest.param(after_a_turn(100).polling(3).hearing(), 100 + RESCAN, id="now something does"),
        pytest.param(
            after_a_turn(101, before=Timing().woken(100, wait=WAKING)),
            100 + WAKING,
            id="what was missed while the machine slept",
        ),
        pytest.param(
            after_a_turn(350, before=Timing().woken(100, wait=WAKING).begun(345)),
            350 + RESCAN,
            id="nothing was missed, or it was made up for",
        ),
        pytest.param(
            after_a_turn(250, before=Timing().woken(100, wait=WAKING).woken(200, wait=WAKING).begun(245)),
            200 + WAKING,
            id="the machine slept again",
        ),
        pytest.param(after_a_turn(100).failed(200), 200 + RETRY, id="a turn failed"),
        pytest.param(
            after_a_turn(100, waiting=True).failed(110), 110 + RETRY, id="a turn failed that was waited for"
        ),
    ],
)
def test_when_to_look_next(timing: Timing, look_at: float) -> None:
    assert timing.look_at() == pytest.approx(look_at)


@pytest.mark.parametrize(
    ("timing", "due_at"),
    [
        pytest.param(changes(Timing(), 100), 100 + COMMIT_QUIET, id="one change"),
        pytest.param(changes(Timing(), 100, 120, 140), 140 + COMMIT_QUIET, id="each change puts it off"),
        pytest.param(
            after_a_turn(101, wrote=True, committed=False, before=changes(Timing(), 100)),
            100 + COMMIT_QUIET,
            id="a look in between changes nothing",
        ),
        pytest.param(changes(after_a_turn(0, day_ends=110), 100), 110, id="but not over midnight"),
        pytest.param(
            changes(after_a_turn(0, day_ends=110), 115), 115 + COMMIT_QUIET, id="nor is midnight waited for"
        ),
        pytest.param(
            changes(Timing(), 100).failed(130), 130 + RETRY, id="a commit that failed is tried again"
        ),
    ],
)
def test_when_to_commit(timing: Timing, due_at: float) -> None:
    assert not timing.commit_due(due_at - 0.01)
    assert timing.commit_due(due_at)


@pytest.mark.parametrize(
    "timing",
    [
        pytest.param(after_a_turn(0), id="nothing changed"),
        pytest.param(
            after_a_turn(130, wrote=False, committed=True, before=changes(Timing(), 100)), id="committed"
        ),
    ],
)
def test_nothing_is_to_be_committed(timing: Timing) -> None:
    assert not timing.commit_due(LATE)


@pytest.mark.parametrize(
    ("began", "waits"), [(100.0, True), (299.9, True), (300.0, False), (500.0, False)], ids=str
)
def test_what_was_missed_waits_after_a_wakeup(began: float, *, waits: bool) -> None:
    timing = Timing().woken(100, wait=WAKING).begun(began)
    assert (timing.jobs_at is not None) == waits
    assert changes(timing, began).begun(began).jobs_at == timing.jobs_at


def test_without_a_wait_nothing_waits() -> None:
    assert Timing().woken(100, wait=0.0).begun(100).jobs_at is None


@given(moments=st.lists(st.floats(0, 1000), min_size=1).map(sorted), quiet=st.floats(0, 100))
def test_a_change_is_looked_at_soon_and_committed_when_it_is_quiet(
    moments: list[float], quiet: float
) -> None:
    timing = changes(Timing(), *moments, quiet=quiet)
    assert moments[0] < timing.look_at() <= moments[0] + SETTLE_AT_MOST
    assert timing.commit_due(moments[-1] + quiet)
