"""What counts in one goal, how much, and when it was earned. The numbers are worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, TasksConfig
from aimo_md.measures.model import Gain
from tests.measures.one_goal import PATH, one_goal

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


@pytest.mark.parametrize(
    ("body", "items"),
    [
        pytest.param("- [ ] a\n- [x] b", [("a", 1, 0), ("b", 1, 1)], id="one each"),
        pytest.param("- [x] a [weight:: 3]\n- [ ] b", [("a", 3, 3), ("b", 1, 0)], id="a stated weight"),
        # 3 is shared as 1 : 2, so that c weighs 3 * 2/3 = 2.
        pytest.param(
            "- [ ] a [weight:: 3]\n  - [x] b\n  - [ ] c [weight:: 2]", [("b", 1, 1), ("c", 2, 0)], id="shared"
        ),
        # c has half of a, d and e a quarter each.
        pytest.param(
            "- [ ] a\n  - [ ] b\n    - [x] d\n    - [ ] e\n  - [ ] c",
            [("d", 0.25, 0.25), ("e", 0.25, 0), ("c", 0.5, 0)],
            id="shared twice",
        ),
        pytest.param("- [x] a\n  - [ ] b\n  - [ ] c", [("b", 0.5, 0.5), ("c", 0.5, 0.5)], id="ticked parent"),
        pytest.param(
            "- [x] a\n  - [ ] b\n    - [ ] c",
            [("c", 1, 1)],
            id="a ticked parent ticks all below, however deep",
        ),
        pytest.param("- [-] a\n- [ ] b", [("b", 1, 0)], id="cancelled is out of the scope"),
        pytest.param(
            "- [ ] a\n  - [-] b\n  - [ ] c", [("c", 1, 0)], id="the others take a cancelled one's share"
        ),
        pytest.param("- [ ] a\n  - [-] b", [("a", 1, 0)], id="with all below cancelled it is a leaf again"),
        # b was half of a; the other half went with a.
        pytest.param(
            "- [-] a\n  - [x] b\n  - [ ] c", [("b", 0.5, 0.5)], id="done below cancelled stays done"
        ),
        pytest.param(
            "- [-] a\n  - [x] b\n    - [ ] c", [("c", 1, 1)], id="ticked below cancelled ticks all below"
        ),
        pytest.param("- [-] a\n  - [ ] b\n    - [ ] c", [], id="open below cancelled leaves the scope"),
        # b brings half a weight beside c's whole: 0.5 / 1.5 and 1 / 1.5.
        pytest.param(
            "- [ ] a\n  - [-] b\n    - [x] d\n    - [ ] e\n  - [ ] c",
            [("d", 1 / 3, 1 / 3), ("c", 2 / 3, 0)],
            id="half done and cancelled among others",
        ),
        pytest.param(
            "- [x] a\n  - [-] b\n    - [ ] d\n  - [ ] c",
            [("c", 1, 1)],
            id="no tick goes through a cancelled one",
        ),
        pytest.param(
            "- [/] a\n- [h] b\n- [>] c\n- [?] d",
            [(text, 1, 0) for text in "abcd"],
            id="open marks earn nothing",
        ),
        pytest.param("## Done when\n- [x] a\n## Steps\n- [ ] b", [("b", 1, 0)], id="criteria are not tasks"),
        pytest.param("- a\n- plain\n1. [ ] b", [("b", 1, 0)], id="a bullet is no task"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_leaves_and_weights(body: str, items: list[tuple[str, float, float]]) -> None:
    measure = one_goal(body)
    found = [item for item in measure.items if item.weight]
    assert [item.text for item in found] == [text for text, *_ in items]
    assert [item.weight for item in found] == pytest.approx([weight for _, weight, _ in items])
    assert [item.earned for item in found] == pytest.approx([part for *_, part in items])
    assert measure.scope == pytest.approx(sum(weight for _, weight, _ in items))
    assert measure.earned == pytest.approx(sum(part for *_, part in items))
    assert (measure.progress is None) == (not items)


@pytest.mark.parametrize(
    ("body", "split"),
    [
        ("- [ ] a\n- [x] b", "- [ ] a\n  - [ ] one\n  - [ ] two\n  - [ ] three\n- [x] b"),
        (
            "- [ ] a [weight:: 5]\n- [x] b",
            "- [ ] a [weight:: 5]\n  - [ ] one [weight:: 9]\n  - [ ] two\n- [x] b",
        ),
        (
            "- [ ] a\n  - [x] b\n  - [ ] c",
            "- [ ] a\n  - [x] b\n  - [ ] c\n    - [ ] one\n    - [ ] two [weight:: 0.1]\n      - [ ] three",
        ),
    ],
)
def test_splitting_an_open_task_changes_neither_progress_nor_scope(body: str, split: str) -> None:
    before, after = one_goal(body), one_goal(split)
    assert after.scope == pytest.approx(before.scope)
    assert after.progress == pytest.approx(before.progress)


@pytest.mark.parametrize(
    ("share", "progress"), [(0.0, 0.0), (0.5, 0.25), (1.0, 0.5), (7.0, 0.5), (-1.0, 0.0)]
)
def test_a_leaf_in_progress_may_earn_a_share(share: float, progress: float) -> None:
    config = Config(tasks=TasksConfig(in_progress_earns=share))
    measure = one_goal("- [/] a\n- [ ] b", config=config)
    assert measure.progress == progress
    assert measure.moved_on is None
    assert [item.gains for item in measure.items if item.earned] == (
        [(Gain(None, 2 * progress),)] if progress else []
    )


def test_weights_of_any_size_can_be_added() -> None:
    nine = "9" * 308
    tiny = "0." + "0" * 300 + "1"
    measure = one_goal(f"- [x] a [weight:: {nine}]\n- [ ] b [weight:: {nine}]\n- [ ] c [weight:: {tiny}]")
    assert measure.progress == pytest.approx(0.5)


def test_nesting_without_end_is_measured() -> None:
    measure = one_goal("\n".join(f"{'  ' * depth}- [ ] step {depth}" for depth in range(400)))
    assert (measure.scope, measure.leaves) == (1.0, 1)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("- [x] a ✅ 2026-11-10", date(2026, 11, 10)),
        ("- [x] a", None),
        ("- [x] a ✅ 2026-12-24", date(2026, 11, 22)),
        ("- [x] a ✅ 2026-11-12\n  - [x] b ✅ 2026-11-10", date(2026, 11, 10)),
        ("- [x] a ✅ 2026-11-12\n  - [x] b", date(2026, 11, 12)),
        ("- [x] a ✅ 2026-11-12\n  - [ ] b", date(2026, 11, 12)),
        ("- [x] a ✅ 2026-11-12\n  - [ ] b ✅ 2026-11-01", date(2026, 11, 12)),
        ("- [x] a ✅ 2026-11-12\n  - [x] b\n    - [ ] c", date(2026, 11, 12)),
        ("- [ ] a ✅ 2026-11-12\n  - [x] b", None),
    ],
    ids=[
        "its own",
        "nobody knows",
        "one that has not come is today at the latest",
        "its own before its parent's",
        "its parent's",
        "its parent's, though it has no tick itself",
        "a day without a tick says nothing",
        "two levels up",
        "an open parent's says nothing",
    ],
)
def test_when_something_was_earned(body: str, day: date | None) -> None:
    measure = one_goal(body)
    assert [gain.day for item in measure.items for gain in item.gains] == [day]
    assert measure.moved_on == day


def test_a_daily_note_gives_its_day_to_what_was_ticked_in_it(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    === Daily/2026-11-18.md
    - [x] one [[Goal]]
    - [x] two [[Goal]] ✅ 2026-11-19
    - [ ] three [[Goal]]
    === Daily/2026-12-24.md
    - [x] planned too early [[Goal]]
    """
    gains = [gain.day for item in measures.goals[PATH].items for gain in item.gains]
    assert gains == [date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 22)]


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("- [ ] a [[Goal]]", 0),
        ("- [x] a [[Goal]] ✅ 2026-11-20", 0),
        ("- [ ] a [[Goal]] [weight:: 2]", 2),
        ("- [ ] a [[Goal]] 📅 2026-12-01", 1),
        ("- [ ] a [[Goal]] ⏳ 2026-12-01", 0),
        ("- [ ] a [[Goal]] 📅 2026-12-01\n  - [ ] b\n  - [ ] c", 1),
        ("- [ ] a [[Goal]] [weight:: 2]\n  - [ ] b ⏳ 2026-12-01\n  - [ ] c", 2),
        ("- [ ] a [[Goal]]\n  - [ ] b 📅 2026-12-01\n  - [ ] c", 1),
    ],
    ids=[
        "open",
        "done",
        "with a weight",
        "with a due day",
        "with a scheduled day",
        "with a due day and split",
        "with a weight and split",
        "split, one with a due day",
    ],
)
def test_a_task_that_only_links_enters_the_scope_by_weight_or_due_day(line: str, weight: float) -> None:
    with_leaves = one_goal("- [ ] own", more=f"=== Inbox.md\n{line}")
    assert with_leaves.scope == 1 + weight


def test_without_leaves_of_its_own_a_goal_counts_all_that_links_to_it() -> None:
    inbox = "=== Inbox.md\n- [x] a [[Goal]] ✅ 2026-11-20\n- [ ] b [[Goal]]"
    assert one_goal("", more=inbox).progress == 0.5
    assert one_goal("- [-] cancelled", more=inbox).progress == 0.5
    assert one_goal("- [ ] own", more=inbox).progress == 0.0


def test_a_linked_task_moves_the_goal_wherever_it_counts() -> None:
    measure = one_goal("- [ ] own", more="=== Inbox.md\n- [x] a [[Goal]] ✅ 2026-11-20")
    assert (measure.earned, measure.moved_on) == (0.0, date(2026, 11, 20))
    assert measure.moved_between(date(2026, 11, 16), date(2026, 11, 22))
    assert not measure.moved_between(date(2026, 11, 21), date(2026, 11, 22))


def test_tasks_in_a_note_that_names_the_goal_are_its_own(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    - [ ] first
    === Project.md
    ---
    projects: ["[[Goal]]"]
    ---
    - [x] second ✅ 2026-11-20
    - [x] third [[Elsewhere]] ✅ 2026-11-20
    """
    measure = measures.goals[PATH]
    assert [(item.text, item.own) for item in measure.items] == [
        ("first", True),
        ("second", True),
        ("third [[Elsewhere]]", True),
    ]
    assert measure.progress == pytest.approx(2 / 3)


def test_a_note_that_is_a_task_is_one_leaf_with_its_boxes_below_it(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    - [ ] own
    === Tasks/Call the bank.md
    ---
    tags: [task]
    status: open
    due: 2026-12-01
    projects: ["[[Goal]]"]
    ---
    - [x] find the number ✅ 2026-11-20
    - [ ] call
    """
    items = [(item.text, item.weight, item.earned) for item in measures.goals[PATH].items]
    assert items == [("own", 1, 0), ("find the number", 0.5, 0.5), ("call", 0.5, 0)]
    assert [item.due for item in measures.goals[PATH].items][1:] == [date(2026, 12, 1)] * 2


def test_a_cancelled_task_with_an_open_one_below_it_may_still_bring_a_leaf() -> None:
    """If links counted as long as "b" is open, ticking it would take "done" out of the scope again."""
    link = "=== Inbox.md\n- [x] done [[Goal]]\n- [ ] due [[Goal]] 📅 2026-12-01"
    assert one_goal("- [-] a\n  - [ ] b", more=link).progress == 0.0
    assert one_goal("- [-] a\n  - [x] b", more=link).progress == 0.5
    assert one_goal("- [-] a\n  - [-] b", more=link).progress == 0.5
