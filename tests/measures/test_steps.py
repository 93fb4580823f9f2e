"""Which day the plan wants each leaf on, and what said so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.model import PlannedBy
from tests.measures.one_goal import PATH, one_goal

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure, Measures

SPAN = ("start: 2026-11-01", "deadline: 2026-11-30")
TEN_DAYS = ("start: 2026-11-01", "deadline: 2026-11-10")


def plan(measure: GoalMeasure) -> list[tuple[str, int | None, str | None]]:
    """Each item with the day of the month that it is planned for, and what gave it that day."""
    return [
        (
            item.text,
            item.steps[0].day.day if item.steps else None,
            None if item.planned_by is None else item.planned_by.value,
        )
        for item in measure.items
    ]


@pytest.mark.parametrize(
    ("body", "day", "by"),
    [
        ("- [ ] a 📅 2026-11-12", 12, PlannedBy.DUE),
        ("- [ ] a ⏳ 2026-11-12", 12, PlannedBy.SCHEDULED),
        ("- [ ] a ⏳ 2026-11-10 📅 2026-11-12", 12, PlannedBy.DUE),
        ("- [ ] b 📅 2026-11-20\n  - [ ] a 📅 2026-11-12", 12, PlannedBy.DUE),
        ("- [ ] b 📅 2026-11-20\n  - [ ] a ⏳ 2026-11-12", 12, PlannedBy.SCHEDULED),
        ("- [ ] b 📅 2026-11-20\n  - [ ] a", 20, PlannedBy.ANCESTOR),
        ("- [ ] b ⏳ 2026-11-20\n  - [ ] a", 20, PlannedBy.ANCESTOR),
        ("- [ ] c 📅 2026-11-25\n  - [ ] b 📅 2026-11-20\n    - [ ] a", 20, PlannedBy.ANCESTOR),
        ("- [ ] c 📅 2026-11-25\n  - [ ] b\n    - [ ] a", 25, PlannedBy.ANCESTOR),
        ("## M 📅 2026-11-12\n- [ ] a", 12, PlannedBy.MILESTONE),
        ("## M 📅 2026-11-12\n- [ ] b\n  - [ ] a", 12, PlannedBy.MILESTONE),
        ("## M 📅 2026-11-12\n### Part\n- [ ] a", 12, PlannedBy.MILESTONE),
        ("## M 📅 2026-11-12\n### Part 📅 2026-11-10\n- [ ] a", 10, PlannedBy.MILESTONE),
        ("## M 📅 2026-11-12\n- [ ] a 📅 2026-11-20", 20, PlannedBy.DUE),
        ("## M 📅 2026-11-12\n- [ ] b 📅 2026-11-20\n  - [ ] a", 20, PlannedBy.ANCESTOR),
        ("## M 📅 2026-11-12\n## Other\n- [ ] a", 30, PlannedBy.COHORT),
        ("- [ ] a", 30, PlannedBy.COHORT),
        ("- [ ] a 🛫 2026-11-12", 30, PlannedBy.COHORT),
        ("- [ ] a 📅 2026-10-12", 1, PlannedBy.DUE),
        ("- [ ] a 📅 2026-12-12", 30, PlannedBy.DUE),
    ],
)
def test_what_gives_a_leaf_its_day(body: str, day: int, by: PlannedBy) -> None:
    assert plan(one_goal(body, *SPAN)) == [("a", day, by.value)]


@pytest.mark.parametrize(
    ("keys", "dated", "undated"),
    [
        (SPAN, 12, 30),
        (("start: 2026-11-01",), 12, None),
        (("deadline: 2026-11-30",), 12, None),
        ((), 12, None),
        (("start: 2026-12-01", "deadline: 2026-11-30"), None, None),
    ],
    ids=["start and deadline", "no deadline", "no start", "neither", "start after the deadline"],
)
def test_undated_leaves_need_a_start_and_a_deadline(
    keys: tuple[str, ...], dated: int | None, undated: int | None
) -> None:
    measure = one_goal("- [ ] dated 📅 2026-11-12\n- [ ] undated", *keys)
    assert [day for _, day, _ in plan(measure)] == [dated, undated]
    assert (measure.slip is None) == (dated is None)


def test_equal_leaves_of_one_cohort() -> None:
    """Ten days for four leaves: shares 1/4, 2/4, 3/4 and 1, times ten, rounded up."""
    measure = one_goal("- [ ] a\n- [ ] b\n- [x] c\n- [ ] d", *TEN_DAYS)
    assert [day for _, day, _ in plan(measure)] == [3, 5, 8, 10]


def test_dated_leaves_take_no_part_in_a_cohort() -> None:
    measure = one_goal("- [ ] a\n- [ ] b 📅 2026-11-02\n- [ ] c", *TEN_DAYS)
    assert [day for _, day, _ in plan(measure)] == [5, 2, 10]


def test_weights_take_their_share_of_the_days() -> None:
    """Shares 3/5, 4/5 and 1 of ten days."""
    measure = one_goal("- [ ] a [weight:: 3]\n- [ ] b\n- [ ] c", *TEN_DAYS)
    assert [day for _, day, _ in plan(measure)] == [6, 8, 10]


def test_what_appears_after_seven_days_is_another_cohort() -> None:
    """The first cohort, a to c, has 30 days: 10, 20, 30. That of the 21st has ten of them: 25, 30."""
    body = (
        "- [ ] a ➕ 2026-10-20\n- [ ] x ➕ 2026-11-21\n- [ ] b ➕ 2026-11-07\n- [ ] c\n"
        "- [ ] y ➕ 2026-11-21\n- [ ] z ➕ 2026-11-08"
    )
    assert plan(one_goal(body, *SPAN)) == [
        ("a", 10, "cohort"),
        ("x", 25, "cohort"),
        ("b", 20, "cohort"),
        ("c", 30, "cohort"),
        ("y", 30, "cohort"),
        ("z", 30, "cohort"),
    ]


def test_sub_tasks_appeared_with_the_task_that_was_split() -> None:
    """Ten days from the 21st on for two halves of one leaf."""
    measure = one_goal("- [ ] a\n- [ ] b ➕ 2026-11-21\n  - [ ] c\n  - [ ] d", *SPAN)
    assert [day for _, day, _ in plan(measure)] == [30, 25, 30]


def test_what_appears_after_the_deadline_is_planned_for_it() -> None:
    assert plan(one_goal("- [ ] a ➕ 2026-12-05", *SPAN)) == [("a", 30, "cohort")]


def test_a_goal_that_runs_for_one_day() -> None:
    keys = ("start: 2026-11-10", "deadline: 2026-11-10")
    assert plan(one_goal("- [ ] a\n- [ ] b", *keys)) == [("a", 10, "cohort"), ("b", 10, "cohort")]


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        (("start: 2026-12-31", "deadline: 2027-01-01"), [date(2026, 12, 31), date(2027, 1, 1)]),
        (("start: 2028-02-28", "deadline: 2028-03-01"), [date(2028, 2, 29), date(2028, 3, 1)]),
        (("start: 2027-02-28", "deadline: 2027-03-01"), [date(2027, 2, 28), date(2027, 3, 1)]),
    ],
    ids=["over the year's end", "over a leap day", "over the end of a plain February"],
)
def test_every_day_of_the_calendar_is_one(keys: tuple[str, ...], days: list[date]) -> None:
    measure = one_goal("- [ ] a\n- [ ] b", *keys)
    assert [item.steps[0].day for item in measure.items] == days


def test_a_heading_outside_the_notes_of_goals_is_no_milestone(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    === Project.md
    ---
    goal: "[[Goal]]"
    ---
    ## Part 📅 2026-11-12
    - [ ] in its own note
    === Inbox.md
    ## Pay the rent 📅 2026-11-05
    - [ ] elsewhere [[Goal]] [weight:: 1]
    """
    assert plan(measures.goals[PATH]) == [
        ("in its own note", 12, "milestone"),
        ("elsewhere [[Goal]]", None, None),
    ]


def test_subgoals_without_days_stand_in_their_parents_cohort_where_it_links_to_them(
    measures: Measures,
) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-10
    ---
    - [ ] a
    - see [[Linked]]
    - [ ] b
    === Project.md
    ---
    goal: "[[Goal]]"
    ---
    - [ ] c
    === Unlinked.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [ ] z
    === Linked.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [ ] x
    """
    assert plan(measures.goals[PATH]) == [
        (text, day, "cohort") for text, day in zip("axbcz", (2, 4, 6, 8, 10), strict=True)
    ]
    assert plan(measures.goals["Linked.md"]) == [("x", 4, "cohort")]


def test_a_subgoal_with_a_day_of_its_own_is_planned_by_itself(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-10
    ---
    - [[Early]]
    - [ ] a
    - [ ] b
    === Early.md
    ---
    type: goal
    parent: "[[Goal]]"
    deadline: 2026-11-04
    ---
    - [ ] x
    - [ ] y
    === Late.md
    ---
    type: goal
    parent: "[[Goal]]"
    deadline: 2026-11-20
    ---
    - [ ] z
    """
    # In its parent's plan a subgoal cannot be later than its parent.
    assert plan(measures.goals[PATH]) == [
        ("x", 2, "cohort"),
        ("y", 4, "cohort"),
        ("a", 5, "cohort"),
        ("b", 10, "cohort"),
        ("z", 10, "cohort"),
    ]
    assert plan(measures.goals["Late.md"]) == [("z", 20, "cohort")]


def test_a_subgoal_takes_the_days_of_its_weight_in_the_cohort(measures: Measures) -> None:
    """
    Its four leaves weigh 2 together, so that a is the first third of nine days.

    === Goals/Goal.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-09
    ---
    - [ ] a
    - [[Sub]]
    === Sub.md
    ---
    type: goal
    parent: "[[Goal]]"
    goal_weight: 2
    ---
    - [ ] w
    - [ ] x
    - [ ] y
    - [ ] z
    """
    assert [day for _, day, _ in plan(measures.goals[PATH])] == [3, 5, 6, 8, 9]


def test_a_paused_subgoal_takes_no_days_of_its_parents_cohort(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-10
    ---
    - [ ] a
    - [[Sub]]
    - [ ] b
    === Sub.md
    ---
    type: goal
    status: paused
    parent: "[[Goal]]"
    ---
    - [x] x
    - [ ] y
    """
    assert plan(measures.goals[PATH]) == [
        ("a", 5, "cohort"),
        ("x", 5, "cohort"),
        ("y", None, None),
        ("b", 10, "cohort"),
    ]
    assert plan(measures.goals["Sub.md"]) == [("x", 5, "cohort"), ("y", 10, "cohort")]
