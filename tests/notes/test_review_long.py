"""The reviews of a month, a quarter and a year, on Sunday 22 November 2026."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, NotesConfig
from aimo_md.notes.review import new_review, review_blocks
from aimo_md.text.dates import month_of, parse_period, quarter_of, year_of
from tests.vaults import SUNDAY, measured, templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from aimo_md.measures.model import Measures
    from aimo_md.text.dates import Period


def bodies(measures: Measures, period: Period, config: Config | None = None) -> dict[str, str]:
    blocks = review_blocks(measures, period, config or Config(), templates())
    return {block.name: block.body for block in blocks}


@pytest.mark.parametrize(
    ("of", "title", "quiet"),
    [
        (month_of, "# November 2026", "No goal this month."),
        (quarter_of, "# Quarter 4 of 2026", "No goal this quarter."),
        (year_of, "# The year 2026", "No goal this year."),
    ],
)
def test_each_has_its_own_words(of: Callable[[date], Period], title: str, quiet: str) -> None:
    found = bodies(measured("=== A.md\n---\ntype: goal\n---\n- [ ] a"), of(SUNDAY))
    assert found["summary"].startswith(title)
    assert found["moved"].startswith(f"## What moved\n{quiet}\n")


def test_it_asks_nothing_and_has_no_box(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    deadline: 2026-11-01
    ---
    - [ ] a 📅 2026-11-10
    """
    note = new_review(measures, month_of(SUNDAY), Config(), templates())
    assert "aimo_blocks: [summary, moved, decided, ahead]" in note
    assert "[ ]" not in note
    assert "Last week" not in note


def test_what_was_decided_in_it_and_what_still_waits(measures: Measures) -> None:
    """
    === Late.md
    ---
    type: goal
    deadline: 2026-11-01
    ---
    - [ ] a
    ## Decisions
    - 2026-10-26 extend: deadline 2026-11-01 (was 2026-10-30)
    - 2026-11-05 keep: next action "a"
    - 2026-11-02 thought: about it for long
    === Closed.md
    ---
    type: goal
    status: done
    ---
    ## Decisions
    - 2026-11-03 close: reached
    """
    config = Config(notes=NotesConfig(dashboard="Home/Aimo.md"))
    assert bodies(measures, month_of(SUNDAY), config)["decided"] == inspect.cleandoc(
        """
        ## Decided
        - 3 Nov: [[Closed]], closed
        - 5 Nov: [[Late]], kept, with a small next step

        Waiting for your decision: [[Late]] (its deadline was 21 days ago). Answer in [[Home/Aimo]].
        """
    )


def test_nothing_was_decided_and_nothing_waits(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] a ✅ 2026-11-20
    - [ ] b
    """
    assert bodies(measures, month_of(SUNDAY))["decided"] == ""


def test_what_the_next_one_holds(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    deadline: 2027-01-31
    ---
    ## Page 📅 2026-12-10
    - [ ] one 📅 2026-12-03
    ### Parts
    - [ ] two
    ## Old 📅 2026-12-11
    - [x] three ✅ 2026-11-20
    ## Far 📅 2027-01-10
    - [ ] four
    === B.md
    ---
    type: goal
    parent: "[[A]]"
    deadline: 2026-12-05
    ---
    - [ ] five 📅 2026-12-04
    === Paused.md
    ---
    type: goal
    status: paused
    deadline: 2026-12-05
    ---
    - [ ] six
    """
    assert bodies(measures, month_of(SUNDAY))["ahead"] == inspect.cleandoc(
        """
        ## Next month
        If you do only one thing: **one** (the next step of [[A]]).

        - 5 Dec: deadline of [[B]]
        - 10 Dec: Page ([[A]])

        2 tasks have a day in this time.
        """
    )


def test_without_a_running_goal_there_is_nothing_ahead() -> None:
    year = parse_period("2026")
    assert year is not None
    assert bodies(measured("=== A.md\n- [ ] a 📅 2027-01-02"), year)["ahead"] == ""
