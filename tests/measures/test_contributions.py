from __future__ import annotations

from math import fsum, isclose
from typing import TYPE_CHECKING

import pytest

from aimo_md.measures.contributions import Counted, contributions
from tests.states import measured_after
from tests.vaults import SUNDAY, sample

if TYPE_CHECKING:
    from aimo_md.measures.contributions import Contribution
    from aimo_md.measures.model import Measures


def shown(measures: Measures, path: str = "A.md") -> list[tuple[str, Counted, float, float]]:
    return [(each.text, each.counted, each.weight, each.earned) for each in every(measures, path)]


def every(measures: Measures, path: str) -> tuple[Contribution, ...]:
    return contributions(measures.goals[path], measures.vault)


def test_each_task_and_why_it_counts_or_not(measures: Measures) -> None:
    """
    The page weighs 3, of which each of its two sub-tasks has a half.

    === A.md
    ---
    type: goal
    ---
    - [x] name ✅ 2026-11-02
    - [ ] page [weight:: 3]
      - [x] top ✅ 2026-11-10
      - [ ] form
    - [-] shop
      - [ ] till
    - [ ] water 🔁 every week
      - [x] fill the can ✅ 2026-11-20
    === B.md
    - [x] call [[A]] ✅ 2026-11-03
    """
    assert shown(measures) == [
        ("name", Counted.YES, 1, 1),
        ("top", Counted.YES, 1.5, 1.5),
        ("form", Counted.YES, 1.5, 0),
        ("page", Counted.SPLIT, 0, 0),
        ("shop", Counted.CANCELLED, 0, 0),
        ("till", Counted.CANCELLED, 0, 0),
        ("water", Counted.ENDLESS, 0, 0),
        ("fill the can", Counted.SERIES, 0, 0),
        ("call [[A]]", Counted.LINK, 0, 0),
    ]


def test_a_series_with_a_deadline_counts_as_a_whole(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-29
    ---
    - [ ] water 🔁 every week 📅 2026-11-22
    - [x] water 🔁 every week 📅 2026-11-15 ✅ 2026-11-15
    """
    found = every(measures, "A.md")
    assert [(each.counted, each.place.line) for each in found] == [(Counted.YES, 6), (Counted.SERIES, 7)]


def test_a_paused_subgoal_brings_only_what_it_has_earned(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    === B.md
    ---
    type: goal
    status: paused
    parent: "[[A]]"
    ---
    - [x] done ✅ 2026-11-02
    - [ ] open
    """
    assert shown(measures) == [("done", Counted.YES, 1, 1), ("open", Counted.CLOSED, 0, 0)]


def test_a_line_that_was_done_and_removed_still_counts() -> None:
    text = """
    === A.md (goal)
    - [ ] a
    - [ ] b
    ~~~
    === A.md (goal)
    - [x] a
    - [ ] b
    ~~~
    === A.md (goal)
    - [ ] b
    """
    measures = measured_after(text, SUNDAY)
    assert shown(measures) == [("a", Counted.YES, 1, 1), ("b", Counted.YES, 1, 0)]


def test_a_goal_with_a_number_counts_as_one(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    metric: words
    metric_from: 0
    metric_target: 100
    metric_now: 40
    ---
    # A
    - [ ] a task of it
    """
    assert shown(measures) == [("words", Counted.YES, 100, 40), ("a task of it", Counted.WHOLE, 0, 0)]


@pytest.mark.parametrize("path", sample().goals)
def test_they_add_up_to_the_scope_and_all_tasks_are_there(path: str) -> None:
    measures = sample()
    measure, found = measures.goals[path], every(measures, path)
    assert isclose(fsum(each.weight for each in found), measure.scope)
    assert isclose(fsum(each.earned for each in found), measure.earned)
    assert all((each.counted is Counted.YES) == (each.weight > 0) for each in found)
    tasks = {task.place for goal in measures.vault.below(path) for task in measures.vault.goals[goal].own}
    assert tasks <= {each.place for each in found}
