"""Goals with subgoals: what comes up, with which weight, and from when to when each runs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.model import Health, ItemKind, Span
from tests.measures.one_goal import PATH, one_goal
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure, Measures

SUB = "Sub.md"
PARENT = """
=== Goals/Goal.md
---
type: goal
start: 2026-11-01
deadline: 2026-11-30
---
- [x] own ✅ 2026-11-02
- [ ] own too
=== Sub.md
---
type: goal
parent: "[[Goal]]"
{keys}
---
{body}
"""


def with_subgoal(body: str, *keys: str) -> tuple[GoalMeasure, GoalMeasure]:
    """A parent with one of two own leaves done, and its subgoal."""
    goals = measured(PARENT.format(body=body, keys="\n".join(keys))).goals
    return goals[PATH], goals[SUB]


FOUR = "- [x] a ✅ 2026-11-03\n- [ ] b\n- [ ] c\n- [ ] d"


@pytest.mark.parametrize(
    ("keys", "scope", "earned"),
    [
        pytest.param((), 6, 2, id="all its leaves"),
        pytest.param(("goal_weight: 2",), 4, 1.5, id="a weight, earned in its own shares"),
        pytest.param(("goal_weight: 0",), 2, 1, id="no weight"),
        pytest.param(("status: paused",), 3, 2, id="paused loses its open weight"),
        pytest.param(("status: someday",), 3, 2, id="someday too"),
        pytest.param(("status: dropped",), 3, 2, id="dropped too"),
        pytest.param(
            ("status: dropped", "goal_weight: 2"), 2.5, 1.5, id="dropped, of a weight: a quarter of 2 stays"
        ),
        pytest.param(("status: done",), 6, 5, id="done is all earned"),
        pytest.param(("status: done", "goal_weight: 2"), 4, 3, id="done, of a weight"),
    ],
)
def test_what_a_subgoal_brings(keys: tuple[str, ...], scope: float, earned: float) -> None:
    parent, _ = with_subgoal(FOUR, *keys)
    assert [parent.scope, parent.earned] == pytest.approx([scope, earned])
    assert parent.progress == pytest.approx(earned / scope)


@pytest.mark.parametrize(
    ("keys", "body", "scope", "earned"),
    [
        pytest.param(
            ("metric: words", "metric_target: 1000"),
            "## Log\n- 2026-11-10: 400",
            3,
            1.4,
            id="a metric weighs 1",
        ),
        pytest.param(
            ("metric: words", "metric_target: 1000", "goal_weight: 5"),
            "## Log\n- 2026-11-10: 400",
            7,
            3,
            id="or more",
        ),
        pytest.param(
            ("metric: words", "metric_target: 1000", "status: paused"),
            "## Log\n- 2026-11-10: 400",
            2.4,
            1.4,
            id="a paused metric",
        ),
        # 30 days of a daily habit, 6 of them kept.
        pytest.param(
            ("habit: daily",),
            "## Log\n" + "\n".join(f"- 2026-11-0{day}" for day in range(1, 7)),
            3,
            1.2,
            id="a habit weighs 1",
        ),
        pytest.param(("habit: daily", "status: dropped"), "", 2, 1, id="a dropped habit that was never kept"),
        pytest.param(("progress: 40",), "", 3, 1.4, id="typed progress weighs 1"),
        pytest.param((), "", 2, 1, id="nothing to count"),
        pytest.param(("goal_weight: 5",), "", 2, 1, id="nothing to count, whatever it weighs"),
    ],
)
def test_goals_of_other_kinds_bring_their_shares(
    keys: tuple[str, ...], body: str, scope: float, earned: float
) -> None:
    parent, _ = with_subgoal(body, *keys)
    assert [parent.scope, parent.earned] == pytest.approx([scope, earned])


def test_a_closed_subgoal_is_not_what_a_parent_is_late_with(measures: Measures) -> None:
    """
    Of the paused subgoal two leaves were planned for the 5th and 10th and one of them is done: what is done
    stays planned for the first of these days, and the other is no longer wanted.

    === Goals/Goal.md
    ---
    type: goal
    ---
    - [x] own 📅 2026-11-12 ✅ 2026-11-12
    === Sub.md
    ---
    type: goal
    status: paused
    parent: "[[Goal]]"
    ---
    - [x] a 📅 2026-11-05 ✅ 2026-11-05
    - [ ] b 📅 2026-11-10
    """
    assert (measures.goals[PATH].slip, measures.goals[PATH].planned) == (0.0, 1.0)
    assert measures.goals[SUB].slip is None


def test_a_closed_metric_keeps_the_first_part_of_its_plan() -> None:
    """The line of 32 days wants 1/32 a day; an eighth was earned, which the plan wanted by the fourth day."""
    keys = ("metric: words", "metric_target: 1024", "deadline: 2026-12-02", "status: paused")
    parent, _ = with_subgoal("## Log\n- 2026-11-20: 128", *keys)
    (metric,) = (item for item in parent.items if item.kind is ItemKind.METRIC)
    assert metric.weight == 0.125
    assert [(step.day.day, step.weight) for step in metric.steps] == [(day, 1 / 32) for day in (1, 2, 3, 4)]


def test_the_children_of_a_goal_that_is_done_count_as_earned_in_the_parent_only(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    - [ ] own
    === Sub.md
    ---
    type: goal
    status: done
    parent: "[[Goal]]"
    ---
    - [x] a ✅ 2026-11-03
    - [ ] b
    === Subsub.md
    ---
    type: goal
    parent: "[[Sub]]"
    ---
    - [ ] c
    - [ ] d
    """
    goals = measures.goals
    assert goals[PATH].progress == pytest.approx(4 / 5)
    assert goals[PATH].moved_on == date(2026, 11, 3)
    assert goals[PATH].earned_by(date(2026, 10, 1)) == 3.0
    assert goals[SUB].progress == pytest.approx(1 / 4)
    assert goals[SUB].health is Health.DONE
    assert goals["Subsub.md"].progress == 0.0


def test_a_dropped_part_of_a_done_goal_stays_dropped(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    status: done
    ---
    - [ ] own
    === Mid.md
    ---
    type: goal
    status: done
    parent: "[[Goal]]"
    ---
    - [ ] a
    === Sub.md
    ---
    type: goal
    status: dropped
    parent: "[[Mid]]"
    ---
    - [x] b
    - [ ] c
    """
    assert [(item.text, item.weight, item.earned) for item in measures.goals[PATH].items] == [
        ("own", 1, 0),
        ("a", 1, 1),
        ("b", 1, 1),
        ("c", 0, 0),
    ]


def test_a_parent_moves_with_its_subgoals() -> None:
    parent, sub = with_subgoal("- [x] a ✅ 2026-11-20")
    assert parent.moved_on == sub.moved_on == date(2026, 11, 20)
    assert (parent.leaves_done, parent.leaves) == (2, 3)


@pytest.mark.parametrize(
    ("parent", "child", "span"),
    [
        (("start: 2026-10-01", "deadline: 2026-12-31"), (), (date(2026, 10, 1), date(2026, 12, 31))),
        (
            ("start: 2026-10-01", "deadline: 2026-12-31"),
            ("start: 2026-11-01",),
            (date(2026, 11, 1), date(2026, 12, 31)),
        ),
        (
            ("start: 2026-10-01", "deadline: 2026-12-31"),
            ("deadline: 2026-11-30",),
            (date(2026, 10, 1), date(2026, 11, 30)),
        ),
        ((), ("start: 2026-11-01", "deadline: 2026-11-30"), (date(2026, 11, 1), date(2026, 11, 30))),
        ((), (), (None, None)),
    ],
    ids=["both from its parent", "an own start", "an own deadline", "both its own", "none"],
)
def test_days_that_a_subgoal_lacks_come_from_its_parent(
    parent: tuple[str, ...], child: tuple[str, ...], span: tuple[date | None, date | None]
) -> None:
    lines = "\n".join(child)
    sub = f'=== Sub.md\n---\ntype: goal\nparent: "[[Goal]]"\n{lines}\n---\n'
    found = (
        measured(f"=== Goals/Goal.md\n---\ntype: goal\n{chr(10).join(parent)}\n---\n\n{sub}").goals[SUB].span
    )
    assert found == Span(start=span[0], deadline=span[1])


@pytest.mark.parametrize(
    ("body", "start"),
    [
        ("- [x] a ✅ 2026-11-05\n- [x] b ✅ 2026-11-03\n- [ ] c", date(2026, 11, 3)),
        ("- [x] a ✅ 2036-11-05", date(2026, 11, 22)),
        ("- [ ] a ✅ 2026-11-03", None),
        ("- [-] a ✅ 2026-11-03", None),
        ("- [x] a", None),
    ],
    ids=["the earliest tick", "a tick that has not come", "a day without a tick", "cancelled", "no day"],
)
def test_without_a_start_a_goal_starts_with_its_first_tick(body: str, start: date | None) -> None:
    assert one_goal(body, "deadline: 2026-12-31").span.start == start


def test_a_goal_without_a_start_starts_with_the_first_tick_of_its_subgoals_too(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    - [x] a ✅ 2026-11-05
    === Sub.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [x] b ✅ 2026-11-03
    """
    assert measures.goals[PATH].span.start == measures.goals[SUB].span.start == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("keys", "body", "progress"),
    [
        (("progress: 40",), "", 0.4),
        (("progress: 0",), "", 0.0),
        (("progress: 40",), "- [x] a\n- [ ] b", 0.5),
        (("progress: 40",), "- [-] a", 0.4),
        (("progress: 40",), "- [x] a 🔁 every day ✅ 2026-11-20", 0.4),
        (("progress: 40", "habit: daily"), "", None),
        (("progress: 40", "metric: words", "metric_target: 10"), "", 0.0),
    ],
)
def test_typed_progress_counts_only_where_nothing_can_be_counted(
    keys: tuple[str, ...], body: str, progress: float | None
) -> None:
    assert one_goal(body, *keys).progress == progress


def test_typed_progress_counts_beside_subgoals_in_which_nothing_can_be_counted(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    progress: 40
    ---
    === Sub.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    """
    measure = measures.goals[PATH]
    assert (measure.progress, measure.slip, measure.health) == (0.4, None, Health.NO_PLAN)
    assert [item.place.line for item in measure.items] == [3]


def test_items_stand_in_the_order_of_the_note_with_subgoals_at_their_link(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    ---
    - [ ] a
    - [[Sub]]
    - [ ] b
    === Sub.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [ ] x
    - [[Subsub]]
    - [ ] z
    === Subsub.md
    ---
    type: goal
    parent: "[[Sub]]"
    ---
    - [ ] y
    === Apart.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [ ] c
    """
    assert [item.text for item in measures.goals[PATH].items] == list("axyzbc")


def test_subgoals_of_a_goal_with_a_metric_come_after_it(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    metric: words
    metric_target: 10
    ---
    [[Sub]]
    === Sub.md
    ---
    type: goal
    parent: "[[Goal]]"
    ---
    - [x] x
    """
    measure = measures.goals[PATH]
    assert [item.kind for item in measure.items] == [ItemKind.METRIC, ItemKind.LEAF]
    assert measure.progress == pytest.approx(1 / 11)


def test_a_long_line_of_goals_is_measured() -> None:
    line = "".join(f'=== G{n}.md\n---\ntype: goal\nparent: "[[G{n + 1}]]"\n---\n' for n in range(1100))
    goals = measured(f"{line}=== G1100.md\n---\ntype: goal\n---\n- [ ] a\n=== In.md\n- [x] b [[G0]]").goals
    assert (goals["G1100.md"].scope, goals["G1100.md"].earned) == (2.0, 1.0)
