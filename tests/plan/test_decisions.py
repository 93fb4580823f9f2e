from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.plan.decisions import (
    Decision,
    decision_line,
    decisions,
    decisions_heading,
    new_decision_id,
)
from aimo_md.plan.options import OptionKey

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

DAY = date(2026, 11, 22)


def test_decisions_are_the_lines_with_an_option_and_an_id(measures: Measures) -> None:
    """
    === B.md
    ---
    type: goal
    ---
    ## Decisions
    - 2026-11-20 pause: until 2027-01-04 (was active) ^aimo-d-00bb00
    - 2026-11-19 extend: deadline 2027-03-16 (was 2026-12-31) ^aimo-d-00aa00
    - 2026-11-18 extend: by hand
    - 2026-11-18 extend: by hand ^mine
    - 2026-11-18 think: about it ^aimo-d-00cc00
    === A.md
    ---
    type: goal
    ---
    ## Decisions
    - 2026-11-20 drop: 0 open tasks (was none) ^aimo-d-00dd00
    """
    found = decisions(measures.vault)
    assert [decision.id for decision in found] == ["aimo-d-00aa00", "aimo-d-00dd00", "aimo-d-00bb00"]
    assert found[0] == Decision(
        day=date(2026, 11, 19),
        goal="B.md",
        line=6,
        option=OptionKey.EXTEND,
        words="deadline 2027-03-16 (was 2026-12-31)",
        id="aimo-d-00aa00",
    )
    assert decisions(measures.vault, date(2026, 11, 20)) == found[1:]


def test_a_decision_is_read_as_it_was_written(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    ## Decisions
    - 2026-11-22 keep: next action "Call ^ Ana" on 2026-11-24 ^aimo-d-3f9a21
    """
    (found,) = decisions(measures.vault)
    line = decision_line(found.day, found.option, found.words, found.id)
    assert line == '- 2026-11-22 keep: next action "Call ^ Ana" on 2026-11-24 ^aimo-d-3f9a21'


def test_an_id_says_goal_day_and_option_and_stands_once_in_a_note(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    === B.md
    ---
    type: goal
    ---
    ## Decisions
    - 2026-11-22 keep: as it is ^aimo-d-5b606a
    """
    a, b = (measures.vault.goals[path] for path in ("A.md", "B.md"))
    ids = [
        new_decision_id(a, DAY, OptionKey.KEEP),
        new_decision_id(a, date(2026, 11, 23), OptionKey.KEEP),
        new_decision_id(a, DAY, OptionKey.DROP),
        new_decision_id(b, DAY, OptionKey.KEEP),
        "aimo-d-5b606a",
    ]
    assert len(set(ids)) == len(ids)
    assert ids[0] == new_decision_id(a, DAY, OptionKey.KEEP)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("# A", "Decisions", id="none yet"),
        pytest.param("## decisions:\n", "decisions:", id="as its user writes it"),
        pytest.param("# A\n## 결정\n## Decisions", "결정", id="the first of several"),
    ],
)
def test_decisions_stand_under_the_heading_that_is_there(text: str, heading: str) -> None:
    assert decisions_heading(text) == heading
