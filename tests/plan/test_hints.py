"""What would make a plan a better one."""

from __future__ import annotations

import pytest

from aimo_md.plan.hints import hints
from tests.vaults import measured, sample

GOOD = """
    === Goals/Garden.md
    ---
    type: goal
    start: 2026-11-20
    ---
    # Grow a garden

    ## Done when

    - [ ] There was salad from it

    ## Beds 📅 2026-12-05

    - [ ] Dig
"""


def told(text: str) -> list[str]:
    """The hints as `path:line code`."""
    return [f"{hint.path}:{hint.line} {hint.code}" for hint in hints(measured(text))]


def test_a_good_plan_has_none() -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("Dig", "Grow a garden!", "Goals/Garden.md:13 only-the-title"),
        ("- [ ] There was salad from it", "", "Goals/Garden.md:0 no-criterion"),
        (
            "- [ ] Dig",
            "- [x] Dig ✅ 2026-11-21\n    - [ ] Sow 🛫 2026-12-01",
            "Goals/Garden.md:0 no-next-action",
        ),
        ("📅 2026-12-05", "📅 2026-12-07", "Goals/Garden.md:0 nothing-dated"),
        ("📅 2026-12-05", "", "Goals/Garden.md:0 nothing-dated"),
        (
            "start: 2026-11-20\n    ---\n",
            "deadline: 2026-12-31\n    ---\n    - [ ] Sow\n",
            "Goals/Garden.md:3 no-start",
        ),
    ],
)
def test_each_hint(old: str, new: str, hint: str) -> None:
    assert told(GOOD.replace(old, new)) == [hint]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("📅 2026-12-05\n\n    - [ ] Dig", "\n\n    - [ ] Dig 📅 2026-12-05"),
        ("📅 2026-12-05\n\n    - [ ] Dig", "\n\n    - [ ] Dig ⏳ 2026-11-22"),
        ("📅 2026-12-05\n\n    - [ ] Dig", "\n\n    - [ ] Dig 🔁 every week 📅 2026-11-29"),
        ("start: 2026-11-20", "start: 2026-11-23\n    status: active"),
        ("start: 2026-11-20", "status: paused"),
        ("start: 2026-11-20", "habit: 3/week"),
        ("start: 2026-11-20", "metric: beds\n    metric_target: 3"),
        ("- [ ] Dig", "- [x] Dig ✅ 2026-11-21"),
    ],
)
def test_what_needs_no_hint(old: str, new: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    assert told(text) == []


def test_an_overdue_day_is_not_ahead() -> None:
    assert told(GOOD.replace("2026-12-05", "2026-11-21")) == ["Goals/Garden.md:0 nothing-dated"]


def test_a_heap_of_tasks_wants_milestones() -> None:
    tasks = "\n".join(f"    - [ ] Task {number} 📅 2026-11-24" for number in range(26))
    heap = GOOD.replace("    ## Beds 📅 2026-12-05\n", "").replace("    - [ ] Dig", tasks)
    above = heap.replace("    ## Done when\n\n    - [ ] There was salad from it\n", "")
    closing = "\n\n    ## Done when\n\n    - [ ] There was salad from it\n"
    assert told(above + closing) == ["Goals/Garden.md:0 no-milestone"]
    assert told(above.replace("    - [ ] Task 25 📅 2026-11-24", "") + closing) == []
    assert told(above.replace("    - [ ] Task 0", "    ## Beds\n\n    - [ ] Task 0") + closing) == []


def test_a_goal_that_lives_in_its_subgoals_needs_no_action_of_its_own() -> None:
    parent = """
    === Goals/Home.md
    ---
    type: goal
    ---
    ## Done when

    - [ ] All is green
"""
    child = GOOD.replace("start:", "parent: '[[Home]]'\n    start:")
    assert told(parent + child) == []
    assert told(parent + child.replace("type: goal", "type: goal\n    status: someday", 1)) == [
        "Goals/Home.md:0 no-next-action"
    ]


def test_the_sample_vault_has_some() -> None:
    assert [(hint.path, hint.code) for hint in hints(sample())] == [
        (f"Goals/Korean {what}.md", code)
        for what in ("lessons", "reading")
        for code in ("no-criterion", "nothing-dated")
    ]
