from __future__ import annotations

from datetime import date

import pytest

from aimo_md.plan.late_entries import late_entries
from aimo_md.text.dates import week_of
from tests.states import measured_after
from tests.vaults import SUNDAY, measured

WEEK = week_of(date(2026, 11, 9))
"""Its last day is the 15th; the next review is written on the 22nd."""


def ticked(stamp: str, noted: int, goal: str = " (goal)") -> str:
    """A box that is open up to a day of November, and ticked with a ✅ day from the next on."""
    states = [f"=== A.md{goal}\n- [ ] dig\n"] * noted + [f"=== A.md{goal}\n- [x] dig ✅ 2026-{stamp}\n"]
    return "~~~\n".join(states)


@pytest.mark.parametrize(
    ("stamp", "noted", "late"),
    [
        pytest.param("11-05", 15, True, id="of the week before, noted after its review"),
        pytest.param("11-05", 14, True, id="noted on the day on which the review was written"),
        pytest.param("11-05", 13, False, id="noted while the review before still followed"),
        pytest.param("11-05", 20, True, id="noted a week later"),
        pytest.param("11-05", 21, False, id="that is for the next review"),
        pytest.param("11-09", 16, False, id="of this week"),
        pytest.param("10-01", 16, True, id="of a week long ago"),
    ],
)
def test_what_was_noted_late(stamp: str, noted: int, late: bool) -> None:  # noqa: FBT001 (a column)
    measures = measured_after(ticked(stamp, noted), date(2026, 11, 30))
    assert [deed.text for deed in late_entries(measures, WEEK)] == (["dig"] if late else [])


def test_what_moved_no_goal_is_not_told() -> None:
    assert late_entries(measured_after(ticked("11-05", 15, goal=""), SUNDAY), WEEK) == ()


def test_without_a_history_nobody_knows_when_it_was_noted() -> None:
    assert late_entries(measured("=== A.md\n---\ntype: goal\n---\n- [x] dig ✅ 2026-11-05\n"), WEEK) == ()
