"""All numbers of a goal together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure
from aimo_md.measures.model import priority_rank
from aimo_md.text.task_line import Priority
from tests.measures.one_goal import PATH, one_goal
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def test_a_whole_goal_by_hand(measures: Measures) -> None:
    """
    Six leaves of weight 1 and one of 2 that is split in two: the scope is 8. Done are "name" and half of
    "page", one of them after it had come due. By the end of Saturday 21 the plan wanted "name", "page" and
    "form": 4 of 8. What is earned, 2, is less: the first day that wants more is the 20th, on which the form
    was due, and before it 3 were wanted since the 14th. The first day that wants more than 2 is the 14th:
    ES = 14 - 1 + (2 - 1) / (3 - 1) = 13.5, slip = 21 - 13.5 = 7.5.

    === Goals/Goal.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-12-31
    ---
    ## Page 📅 2026-12-10
    - [x] name 📅 2026-10-18 ✅ 2026-10-20
    - [ ] page [weight:: 2] 📅 2026-11-14
      - [x] hero ✅ 2026-11-16
      - [ ] text
    - [ ] form 📅 2026-11-20
    - [ ] photo
    ## Launch 📅 2026-12-20
    - [ ] post
    - [ ] mail
    - [-] fax
    - [ ] party 📅 2026-12-31
    """
    found = measures.goals[PATH]
    assert (found.scope, found.earned, found.progress) == (8.0, 2.0, 0.25)
    assert (found.planned, found.slip) == (0.5, 7.5)
    assert (found.leaves_done, found.leaves) == (2, 8)
    assert (found.moved_on, found.stalled_days) == (date(2026, 11, 16), 6)
    assert found.next_action is not None
    assert found.next_action.title == "text"
    # Six weeks and a bit since the start hold two weeks that moved: 2 in 7 windows of seven days.
    assert found.pace == pytest.approx(2 / 7)
    # 6 left, 40 days from the 22nd to the deadline.
    assert found.required_pace == pytest.approx(6 / (40 / 7))


@pytest.mark.parametrize(
    ("keys", "body", "pace"),
    [
        (("deadline: 2026-12-02",), "- [ ] a\n- [ ] b", pytest.approx(2 * 7 / 11)),
        (("deadline: 2026-11-22",), "- [ ] a", 7.0),
        (("deadline: 2026-11-21",), "- [ ] a", None),
        (("deadline: 2026-12-02",), "- [x] a", None),
        ((), "- [ ] a", None),
    ],
    ids=["days left", "the last day", "overdue", "nothing left", "no deadline"],
)
def test_the_pace_that_would_be_needed(keys: tuple[str, ...], body: str, pace: float | None) -> None:
    assert one_goal(body, *keys).required_pace == pace


def weekly(*counts: int, start: int = 0) -> str:
    """So many leaves done in each of the weeks that end on Saturday 21, the newest first, and ten open."""
    days = [
        SUNDAY - timedelta(days=4 + 7 * week)
        for week, count in enumerate(counts, start)
        for _ in range(count)
    ]
    return "\n".join([f"- [x] a ✅ {day}" for day in days] + ["- [ ] b"] * 10)


@pytest.mark.parametrize(
    ("counts", "start", "pace"),
    [
        pytest.param((1, 2, 1, 2), "2026-10-25", 1.5, id="four windows since the start"),
        pytest.param((1, 2, 1), "2026-11-01", None, id="three are too few"),
        pytest.param((1, 2, 1, 2), "2026-10-26", None, id="nor are three and a part"),
        pytest.param((2, 0, 0, 0), "2026-10-25", None, id="one that moved is too little"),
        pytest.param((2, 0, 0, 1), "2026-10-25", 0.75, id="two are enough"),
        pytest.param((1,) * 8 + (50,), "2026-01-01", 1.0, id="no more than eight"),
    ],
)
def test_the_pace_of_the_last_weeks(counts: tuple[int, ...], start: str, pace: float | None) -> None:
    found = one_goal(weekly(*counts), f"start: {start}", "deadline: 2027-06-30")
    assert found.pace == pace
    assert (found.forecast is None) == (pace is None)


def test_a_forecast_has_days_and_a_chance() -> None:
    found = one_goal(weekly(1, 1, 1, 1, 1, 1, 1, 1), "start: 2026-09-01", "deadline: 2027-03-31").forecast
    assert found is not None
    assert found.p50 is not None
    assert found.p85 is not None
    assert found.chance is not None
    # Ten leaves at one a week.
    assert abs(found.p50 - (SUNDAY + timedelta(weeks=10))) <= timedelta(days=7)
    assert found.p50 < found.p85 < date(2027, 3, 31)
    assert 0.85 < found.chance <= 1.0
    assert one_goal(weekly(1, 1, 1, 1), "start: 2026-10-25").forecast is not None


@pytest.mark.parametrize("status", ["paused", "someday", "done", "dropped"])
def test_only_an_active_goal_is_late_or_foretold(status: str) -> None:
    found = one_goal(weekly(1, 1, 1, 1), f"status: {status}", "start: 2026-10-01", "deadline: 2026-11-30")
    assert (found.slip, found.forecast) == (None, None)


def test_a_goal_that_is_complete_has_no_forecast() -> None:
    body = weekly(1, 1, 1, 1).replace("- [ ] b", "- [-] b")
    assert one_goal(body, "start: 2026-10-01", "deadline: 2026-12-31").forecast is None


def test_only_leaves_in_own_notes_make_the_pace() -> None:
    linked = "=== Inbox.md\n" + "\n".join(
        f"- [x] a [[Goal]] [weight:: 1] ✅ {SUNDAY - timedelta(days=4 + 7 * week)}" for week in range(4)
    )
    found = one_goal("- [ ] b", "start: 2026-10-01", "deadline: 2026-12-31", more=linked)
    assert (found.earned, found.pace, found.forecast) == (4.0, None, None)


@pytest.mark.parametrize(
    ("day", "earned", "progress"),
    [
        (date(2026, 1, 1), 1.0, 0.25),
        (date(2026, 11, 9), 1.0, 0.25),
        (date(2026, 11, 10), 2.0, 0.5),
        (date(2026, 11, 22), 3.0, 0.75),
    ],
)
def test_how_far_it_was_on_an_earlier_day(day: date, earned: float, progress: float) -> None:
    found = one_goal("- [x] a\n- [x] b ✅ 2026-11-10\n- [x] c ✅ 2026-11-20\n- [ ] d")
    assert (found.earned_by(day), found.progress_by(day)) == (earned, progress)


def test_where_nothing_counts_nothing_ever_did() -> None:
    assert one_goal("").progress_by(SUNDAY) is None


@pytest.mark.parametrize(
    ("first", "last", "moved"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), True),
        (date(2026, 11, 20), date(2026, 11, 20), True),
        (date(2026, 11, 21), date(2026, 11, 30), False),
        (date(2026, 11, 1), date(2026, 11, 19), False),
    ],
)
def test_whether_it_moved_in_some_days(first: date, last: date, *, moved: bool) -> None:
    assert one_goal("- [x] a ✅ 2026-11-20\n- [ ] b").moved_between(first, last) is moved


def test_goals_are_shown_by_priority_and_title_without_the_archive(measures: Measures) -> None:
    """
    === d.md
    ---
    type: goal
    priority: low
    ---
    === c.md
    ---
    type: goal
    ---
    === b.md
    ---
    type: goal
    title: Zebra
    priority: medium
    ---
    === a.md
    ---
    type: goal
    title: apple
    priority: medium
    ---
    === e.md
    ---
    type: goal
    priority: highest
    ---
    === Archive/f.md
    ---
    type: goal
    priority: highest
    ---
    """
    assert [measure.goal.path for measure in measures.shown()] == ["e.md", "a.md", "b.md", "c.md", "d.md"]
    assert "Archive/f.md" in measures.goals


def test_priorities_in_their_order() -> None:
    order = (Priority.HIGHEST, Priority.HIGH, Priority.MEDIUM, None, Priority.LOW, Priority.LOWEST)
    assert [priority_rank(priority) for priority in order] == [0, 1, 2, 3, 4, 5]


def test_an_empty_vault_can_be_measured() -> None:
    found = measure(assemble((), Config()), SUNDAY, Config())
    assert (found.goals, found.problems, found.direction.done, found.load.planned) == ({}, (), 0, 0)
