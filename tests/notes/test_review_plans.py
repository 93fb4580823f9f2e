"""What a review says of the week's plan: how the last one was kept, and what the next one holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.notes.reviews import ONE, rivals, said_in
from tests.states import measured_after
from tests.vaults import SUNDAY, measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def test_the_plan_is_graded_by_what_was_dated_into_the_week(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] due and done 📅 2026-11-18 ✅ 2026-11-18
    - [ ] scheduled ⏳ 2026-11-16
    - [-] cancelled 📅 2026-11-18
    - [ ] of another week 📅 2026-11-25
    - [ ] Monday: of no week that is named
    # 2026-W47
    - [x] Tuesday: of this week ✅ 2026-11-20
    === Paused.md
    ---
    type: goal
    status: paused
    ---
    - [ ] rests 📅 2026-11-18
    """
    assert said_in(measures, "moved").endswith('## Last week\'s plan\n2 of 3 done. Still open: "scheduled".')


def test_a_plan_that_was_kept(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] a 📅 2026-11-18 ✅ 2026-11-18
    """
    assert said_in(measures, "moved").endswith("1 of 1 done.")


def test_what_was_put_off_and_what_was_dropped() -> None:
    """From the 1st to the 17th, on the 18th, and from the 19th of November on."""
    states = [
        "- [ ] page 📅 2026-11-16\n- [ ] form 📅 2026-11-17\n- [ ] fax 📅 2026-11-17\n",
        "- [ ] page 📅 2026-11-19\n- [ ] form 📅 2026-11-17\n- [-] fax 📅 2026-11-17 ❌ 2026-11-18\n",
        "- [ ] page 📅 2026-11-30\n- [ ] form 📅 2026-11-20\n- [-] fax 📅 2026-11-17 ❌ 2026-11-18\n",
    ]
    notes = [f"=== A.md\n---\ntype: goal\n---\n{tasks}" for tasks in states]
    body = said_in(measured_after("~~~\n".join([notes[0]] * 17 + notes[1:]), SUNDAY), "moved")
    assert '- [[A]]: "page" was due on 16 Nov and has been put off twice' in body
    assert body.endswith(
        '## Last week\'s plan\n0 of 3 done. Put off: "page". Dropped: "fax". Still open: "form".'
    )


_USUAL = "".join(f"- [x] misc ✅ 2026-10-{day:02}\n" for day in range(3, 32))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("", "That is 1; your usual week is 0 to 7.", id="within"),
        pytest.param(
            "- [ ] a 📅 2026-11-25\n",
            "That is 2 with the miscellaneous ones; your usual week is 0 to 7.",
            id="misc",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-25\n" * 9,
            "That is 10 with the miscellaneous ones, which is more than usual: your usual week is 0 to 7.",
            id="more than usual",
        ),
    ],
)
def test_the_load_against_a_usual_week(more: str, expected: str) -> None:
    inbox = f"=== Inbox.md\n- [x] misc ✅ 2026-11-10\n- [x] misc ✅ 2026-11-12\n{_USUAL}{more}"
    measures = measured(f"{ONE}{inbox}", today=date(2026, 11, 22))
    assert expected in said_in(measures, "next")


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        (("2026-12-01", "2026-12-01"), "A and B can't both keep 1 Dec at this pace."),
        (("2026-12-01", "2026-12-02"), "A and B can't both keep their deadlines at this pace."),
        (("2026-12-01", "2026-12-01", "2026-12-01"), "A, B and C can't all keep 1 Dec at this pace."),
        (
            ("2026-12-01", "2026-12-02", "2026-12-01"),
            "A, B and C can't all keep their deadlines at this pace.",
        ),
    ],
)
def test_goals_that_are_in_each_others_way(deadlines: tuple[str, ...], expected: str) -> None:
    assert expected in said_in(rivals(*deadlines), "next")


def test_miscellaneous_alone_still_makes_a_next_week(measures: Measures) -> None:
    """
    === Inbox.md
    - [ ] tax 📅 2026-11-20
    - [ ] later 📅 2026-12-20
    """
    assert said_in(measures, "next") == "## Next week\n\nMiscellaneous this week: tax (due 20 Nov). 1 later."
