"""Leaves and their shares: by hand, and the same as measuring makes of the same tasks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import DEFAULTS
from aimo_md.goals.leaves import is_series, share_out, share_out_note
from aimo_md.goals.model import Place
from aimo_md.measures.measure import measure
from aimo_md.measures.model import ItemKind
from tests.states import vault

if TYPE_CHECKING:
    from aimo_md.goals.model import Task

TODAY = date(2026, 11, 22)


def tasks(text: str) -> tuple[Task, ...]:
    return vault(f"=== G.md (goal)\n{text}").notes["G.md"].tasks


@pytest.mark.parametrize(
    ("text", "leaves", "done"),
    [
        pytest.param("- [ ] a\n- [x] b", {4: 1, 5: 1}, {5}, id="two roots"),
        pytest.param("- [ ] a [weight:: 3]", {4: 3}, set(), id="a stated weight"),
        pytest.param("- [ ] a [weight:: 9999999999]", {4: 1e9}, set(), id="too heavy to count with"),
        pytest.param(
            "- [ ] a [weight:: 4]\n  - [x] b\n  - [ ] c [weight:: 3]",
            {5: 1, 6: 3},
            {5},
            id="shared in proportion",
        ),
        pytest.param("- [x] a\n  - [ ] b\n  - [ ] c", {5: 0.5, 6: 0.5}, {5, 6}, id="ticked above"),
        pytest.param("- [ ] a\n  - [-] b\n  - [ ] c", {6: 1}, set(), id="a cancelled sub-task"),
        pytest.param("- [ ] a\n  - [-] b", {4: 1}, set(), id="all sub-tasks cancelled"),
        pytest.param("- [-] a", {}, set(), id="cancelled"),
        pytest.param("- [-] a\n  - [x] b\n  - [ ] c", {5: 0.5}, {5}, id="done below cancelled"),
        pytest.param("- [x] a\n  - [-] b\n    - [ ] c\n  - [ ] d", {7: 1}, {7}, id="no tick through"),
    ],
)
def test_leaves(text: str, leaves: dict[int, float], done: set[int]) -> None:
    found = share_out(tasks(text)).leaves
    assert {leaf.task.line: leaf.weight for leaf in found} == leaves
    assert {leaf.task.line for leaf in found if leaf.done} == done


def test_a_sub_task_that_moves_another_goal_is_a_root_there() -> None:
    found = vault(
        """
        === G.md (goal)
        - [ ] a
          - [ ] b [goal:: [[H]]]
        === H.md (goal)
        """
    )
    shared = share_out_note(found.notes["G.md"], found.owners)
    assert [[(leaf.task.line, leaf.share) for leaf in each.leaves] for each in shared] == [[(4, 1)], [(5, 1)]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- [ ] a 🔁 every day", True, id="a rule"),
        pytest.param("- [ ] a 🔁 whenever", False, id="a rule that says nothing"),
        pytest.param("- [ ] a", False, id="none"),
    ],
)
def test_series(text: str, *, expected: bool) -> None:
    assert is_series(tasks(text)[0]) is expected


class TestRemoved:
    """What was done below a task and then removed still has its share."""

    @pytest.mark.parametrize(
        ("text", "weights", "expected"),
        [
            pytest.param(
                "- [ ] a\n  - [ ] b", (3.0,), [(4, 0.75, True, 0), (5, 0.25, False, None)], id="beside others"
            ),
            pytest.param("- [ ] a", (1.0, 1.0), [(4, 0.5, True, 0), (4, 0.5, True, 1)], id="alone"),
            pytest.param("- [-] a\n  - [ ] b", (1.0,), [(4, 0.5, True, 0)], id="below a cancelled task"),
        ],
    )
    def test_it_counts_as_if_it_stood_there(
        self, text: str, weights: tuple[float, ...], expected: list[tuple[int, float, bool, int | None]]
    ) -> None:
        found = share_out(tasks(text), {Place("G.md", 4): weights}).leaves
        assert [(leaf.task.line, leaf.share, leaf.done, leaf.removed) for leaf in found] == expected

    def test_what_is_lost_with_a_task_that_is_gone(self) -> None:
        shared = share_out(tasks("- [ ] a\n  - [x] b [weight:: 2]\n    - [ ] c\n    - [ ] d\n  - [ ] e"))
        living = {Place("G.md", line) for line in (4, 7, 8)}
        assert [(lost.leaf.task.line, lost.top.line, lost.weight) for lost in shared.lost(living)] == [
            (6, 5, 1)
        ]


LINES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(" xX/-h"),
        st.sampled_from(["", "", " [weight:: 2]", " [weight:: 0.5]", " 🔁 every week"]),
    ),
    max_size=9,
)


@settings(max_examples=150)
@given(lines=LINES)
def test_measuring_finds_the_same_leaves(lines: list[tuple[int, str, str]]) -> None:
    text = "\n".join(f"{'  ' * depth}- [{sign}] t{at}{more}" for at, (depth, sign, more) in enumerate(lines))
    found = vault(f"=== G.md (goal)\n{text}")
    leaves = [leaf for leaf in share_out(found.notes["G.md"].tasks).leaves if not is_series(leaf.root)]
    measured = measure(found, TODAY, DEFAULTS).goals["G.md"].items
    items = {item.place.line: item for item in measured if item.kind is ItemKind.LEAF and item.weight}
    assert {line: item.weight for line, item in items.items()} == pytest.approx(
        {leaf.task.line: leaf.weight for leaf in leaves}
    )
    assert {line for line, item in items.items() if item.earned} == {
        leaf.task.line for leaf in leaves if leaf.done
    }
