"""Recurring series: with a deadline a scope of occurrences, without one only ticks that move."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.model import GoalMeasure, Item, ItemKind
from tests.measures.one_goal import PATH, one_goal

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

# Tuesdays from 3 to 24 November 2026: four of them.
SPAN = ("start: 2026-11-01", "deadline: 2026-11-30")
RULE = "🔁 every week on Tuesday"


def series(measure: GoalMeasure) -> Item:
    (found,) = (item for item in measure.items if item.kind is ItemKind.SERIES)
    return found


def walks(*days: str, then: str = "2026-11-24") -> str:
    """Lines of a series: done on these days of November, open for the day after them."""
    done = "\n".join(f"- [x] Walk {RULE} 📅 2026-11-{day} ✅ 2026-11-{day}" for day in days)
    return f"- [ ] Walk {RULE} 📅 {then}\n{done}"


def test_with_a_deadline_its_scope_is_its_occurrences_planned_on_their_days() -> None:
    measure = one_goal(walks("03", "10"), *SPAN)
    item = series(measure)
    assert [step.day.day for step in item.steps] == [3, 10, 17, 24]
    assert (item.weight, item.earned) == (4.0, 2.0)
    assert [gain.day for gain in item.gains] == [date(2026, 11, 3), date(2026, 11, 10)]
    assert (measure.progress, measure.leaves_done, measure.leaves) == (0.5, 2, 4)
    # By the end of Saturday 21 three were wanted; what is earned now was wanted on the 10th, and the 17th is
    # the first day that wants more: ES = 17 - 1 + 0, slip = 21 - 16.
    assert (measure.planned, measure.slip) == (0.75, 5.0)


@pytest.mark.parametrize("keys", [(), ("start: 2026-11-01",)], ids=["no days", "no deadline"])
def test_without_a_deadline_its_ticks_only_move_the_goal(keys: tuple[str, ...]) -> None:
    measure = one_goal(walks("03", "10"), *keys)
    assert (measure.scope, measure.progress, measure.leaves) == (0.0, None, 0)
    assert (measure.moved_on, series(measure).steps) == (date(2026, 11, 10), ())


def test_without_a_start_it_begins_with_its_earliest_line() -> None:
    item = series(one_goal(walks(then="2026-11-10"), "deadline: 2026-11-30"))
    assert [step.day.day for step in item.steps] == [10, 17, 24]


def test_beside_leaves_a_series_without_a_deadline_counts_nothing() -> None:
    assert one_goal(f"- [x] once\n- [ ] twice\n{walks('03')}").progress == 0.5


@pytest.mark.parametrize(
    ("lines", "days", "earned"),
    [
        pytest.param(walks(then="2026-11-03"), [3, 10, 17, 24], 0, id="nothing done yet"),
        pytest.param(walks("10", "17"), [10, 17, 24], 2, id="it begins with its earliest line"),
        pytest.param(
            f"{walks('03')}\n- [x] Walk {RULE} 📅 2026-10-27 ✅ 2026-10-27",
            [3, 10, 17, 24],
            1,
            id="before the start",
        ),
        pytest.param(
            f"{walks('03', '10', '17', '24', then='2026-12-01')}",
            [3, 10, 17, 24],
            4,
            id="the next is after the deadline",
        ),
        pytest.param(
            f"{walks('03', '10', '17')}\n- [x] Walk {RULE} 📅 2026-11-12 ✅ 2026-11-12\n"
            f"- [x] Walk {RULE} 📅 2026-11-13 ✅ 2026-11-13",
            [3, 10, 17, 24],
            4,
            id="more ticks than occurrences",
        ),
        pytest.param(f"- [x] Walk {RULE} 📅 2026-11-03 ✅ 2026-11-03", [3, 10, 17, 24], 1, id="no open line"),
        pytest.param(
            f"{walks('03', '17')}\n- [-] Walk {RULE} 📅 2026-11-10 ❌ 2026-11-10",
            [3, 17, 24],
            2,
            id="one cancelled",
        ),
        pytest.param(
            f"- [-] Walk {RULE} 📅 2026-11-17 ❌ 2026-11-15\n- [x] Walk {RULE} 📅 2026-11-10 ✅ 2026-11-10",
            [10],
            1,
            id="cancelled for good",
        ),
        pytest.param(f"- [ ] Walk {RULE}", [], 0, id="no day"),
        pytest.param(f"- [ ] Walk {RULE} ⏳ 2026-11-10", [10, 17, 24], 0, id="scheduled"),
        pytest.param(f"- [ ] Walk {RULE} 🛫 2026-11-10", [10, 17, 24], 0, id="started"),
        pytest.param(
            "- [x] Walk 🔁 every week 📅 2026-11-05", [5, 12, 19, 26], 1, id="done on an unknown day"
        ),
        pytest.param(f"- [x] Walk {RULE}\n{walks('10')}", [10, 17, 24], 2, id="a line without a day"),
    ],
)
def test_occurrences_that_count(lines: str, days: list[int], earned: float) -> None:
    item = series(one_goal(lines, *SPAN))
    assert [step.day.day for step in item.steps] == days
    assert (item.weight, item.earned) == (len(days), earned)


def test_it_has_the_weight_of_its_open_line() -> None:
    item = series(one_goal(walks("03", then="2026-11-24 [weight:: 2]"), *SPAN))
    assert (item.weight, item.earned) == (8.0, 2.0)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (f"- [ ] Walk {RULE} 📅 2026-11-24", 1),
        ("- [ ] Walk 🔁 every Tuesday 📅 2026-11-24", 1),
        ("- [ ] Walk 🔁 every week on Friday 📅 2026-11-27", 2),
        (f"- [ ] Run {RULE} 📅 2026-11-24", 2),
    ],
    ids=["same", "the same rule in other words", "another rule", "another text"],
)
def test_lines_of_the_same_text_and_rule_are_one_series(other: str, count: int) -> None:
    items = one_goal(f"{walks('03')}\n{other}", *SPAN).items
    assert sum(item.kind is ItemKind.SERIES for item in items) == count


def test_a_series_may_be_spread_over_notes(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-30
    ---
    - [ ] Walk 🔁 every week on Tuesday 📅 2026-11-24
    === Daily/2026-11-17.md
    ## [[Goal]]
    - [x] Walk 🔁 every week on Tuesday 📅 2026-11-17
    """
    (item,) = measures.goals[PATH].items
    assert (item.weight, item.earned, item.own) == (2.0, 1.0, True)
    assert item.moves == (date(2026, 11, 17),)


def test_a_rule_that_cannot_be_read_makes_no_series() -> None:
    measure = one_goal("- [x] Walk 🔁 whenever I like ✅ 2026-11-03\n- [ ] Walk 🔁 whenever I like", *SPAN)
    assert [item.kind for item in measure.items] == [ItemKind.LEAF] * 2


def test_below_another_task_a_recurring_line_is_a_leaf() -> None:
    measure = one_goal(
        f"- [ ] Health\n  - [x] Walk {RULE} 📅 2026-11-17\n  - [ ] Walk {RULE} 📅 2026-11-24", *SPAN
    )
    assert (measure.scope, measure.earned) == (1.0, 0.5)


def test_sub_tasks_are_steps_of_an_occurrence_that_move_but_do_not_count() -> None:
    lines = f"- [ ] Walk {RULE} 📅 2026-11-24\n  - [x] shoes ✅ 2026-11-20\n  - [ ] bottle"
    measure = one_goal(lines, *SPAN)
    assert (measure.scope, measure.earned, measure.leaves) == (1.0, 0.0, 1)
    assert measure.moved_on == date(2026, 11, 20)
    assert measure.next_action is not None
    assert measure.next_action.title == "bottle"
    done = one_goal(lines.replace("- [ ] Walk", "- [x] Walk"), *SPAN)
    assert (done.scope, done.earned) == (1.0, 1.0)


def test_an_overdue_open_line_is_an_overdue_leaf() -> None:
    item = series(one_goal(walks("03", then="2026-11-10"), *SPAN))
    assert item.due == date(2026, 11, 10)
    assert series(one_goal(f"- [x] Walk {RULE} 📅 2026-11-03", *SPAN)).due is None
