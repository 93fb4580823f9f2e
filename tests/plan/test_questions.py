from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.measures.measure import measure
from aimo_md.plan.questions import Question, Reason, open_questions, question_id
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

# Four leaves over forty days; today, the 22nd, the plan wants two of them.
_LATE = """
=== Goals/Late.md
---
type: goal
start: 2026-11-01
deadline: 2026-12-10
{keys}
---
- [ ] one 📅 2026-11-02
- [x] two 📅 2026-11-05 ✅ 2026-11-19
- [ ] three 📅 2026-12-01
- [ ] four 📅 2026-12-10
{more}
"""
_OVERDUE = """
=== Goals/Late.md
---
type: goal
start: 2026-10-01
deadline: 2026-11-15
{keys}
---
- [ ] one
- [x] two ✅ 2026-11-19
{more}
"""
_COMPLETE = """
=== Goals/Late.md
---
type: goal
start: 2026-10-01
deadline: 2026-12-31
{keys}
---
- [x] two ✅ 2026-11-19
{more}
"""
_PAUSED = """
=== Goals/Late.md
---
type: goal
status: paused
{keys}
---
- [ ] one
{more}
"""


def _reasons(text: str, keys: str = "", more: str = "") -> list[Reason]:
    asked = open_questions(measured(text.format(keys=keys, more=more)), Config())
    return [question.reason for question in asked]


@pytest.mark.parametrize(
    ("text", "keys", "more", "expected"),
    [
        pytest.param(_LATE, "", "", [Reason.SLIPPING], id="slipping"),
        pytest.param(_LATE, "stall_after: 2d", "", [Reason.STALLED], id="stalled"),
        pytest.param(_LATE, "slip_after: 30d", "", [], id="not slipping yet"),
        pytest.param(_LATE, "status: someday", "", [], id="someday"),
        pytest.param(_OVERDUE, "", "", [Reason.OVERDUE], id="overdue"),
        pytest.param(_COMPLETE, "", "", [Reason.COMPLETE], id="complete"),
        pytest.param(
            _LATE, "", "## Done when\n- [x] it works", [Reason.CRITERIA_MET], id="criteria met before late"
        ),
        pytest.param(_LATE, "", "## Done when\n- [ ] it works", [Reason.SLIPPING], id="criteria not met"),
        pytest.param(_PAUSED, "paused_until: 2026-11-22", "", [Reason.PAUSE_OVER], id="pause over"),
        pytest.param(_PAUSED, "paused_until: 2026-11-23", "", [], id="pause not over"),
        pytest.param(_PAUSED, "", "", [], id="paused for good"),
    ],
)
def test_what_there_is_to_ask(text: str, keys: str, more: str, expected: list[Reason]) -> None:
    assert _reasons(text, keys, more) == expected


_DECIDED = "## Decisions\n- {day} keep: go on ^aimo-d-1"


@pytest.mark.parametrize(
    ("text", "keys", "day", "is_asked"),
    [
        pytest.param(_LATE, "ask_again: 2026-11-23", None, False, id="an answer stands"),
        pytest.param(_LATE, "ask_again: 2026-11-22", None, True, id="until its day"),
        pytest.param(_OVERDUE, "ask_again: 2026-11-23", "2026-11-15", True, id="the deadline passed since"),
        pytest.param(_OVERDUE, "ask_again: 2026-11-30", "2026-11-16", False, id="answered when overdue"),
        pytest.param(_OVERDUE, "ask_again: 2026-11-23", None, True, id="overdue, no decision known"),
        pytest.param(_COMPLETE, "ask_again: 2026-11-23", "2026-11-18", True, id="complete since"),
        pytest.param(_COMPLETE, "ask_again: 2026-12-01", "2026-11-19", False, id="answered when complete"),
        pytest.param(
            _PAUSED,
            "paused_until: 2026-11-20\nask_again: 2026-11-25",
            "2026-10-01",
            True,
            id="pause ended since",
        ),
    ],
)
def test_an_answer_silences_what_it_answered(text: str, keys: str, day: str | None, is_asked: bool) -> None:  # noqa: FBT001 (a column of the table)
    more = "" if day is None else _DECIDED.format(day=day)
    assert bool(_reasons(text, keys, more)) is is_asked


def test_archived_goals_and_those_under_a_goal_that_rests_are_not_asked(measures: Measures) -> None:
    """
    === Archive/Old.md
    ---
    type: goal
    deadline: 2026-11-01
    ---
    - [ ] one
    === Someday.md
    ---
    type: goal
    status: paused
    ---
    === Below.md
    ---
    type: goal
    parent: "[[Someday]]"
    deadline: 2026-11-01
    ---
    - [ ] one
    """
    assert open_questions(measures, Config()) == ()


def test_top_priority_comes_first_then_the_most_pressing_reason(measures: Measures) -> None:
    """
    === A overdue.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-01
    ---
    - [ ] one
    === B complete.md
    ---
    type: goal
    priority: high
    ---
    - [x] one ✅ 2026-11-20
    === C paused.md
    ---
    type: goal
    status: paused
    paused_until: 2026-11-01
    ---
    === D stalled.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-12-01
    ---
    - [ ] one 📅 2026-10-20
    - [ ] two
    """
    asked = open_questions(measures, Config())
    assert [question.goal for question in asked] == [
        "B complete.md",
        "A overdue.md",
        "D stalled.md",
        "C paused.md",
    ]


_FAMILY = """
=== Parent.md
---
type: goal
start: 2026-11-01
deadline: {deadline}
{keys}
---
- [{mark}] mine 📅 2026-11-{due}{done}
=== Child.md
---
type: goal
parent: "[[Parent]]"
---
- [ ] one 📅 2026-11-02
- [ ] two 📅 2026-11-03
- [ ] three 📅 2026-11-04
- [x] four 📅 2026-11-05 ✅ 2026-11-20
"""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            {"mark": "x", "due": "10", "done": " ✅ 2026-11-10"}, ["Child.md"], id="its own part is done"
        ),
        pytest.param({"mark": " ", "due": "25", "done": ""}, ["Child.md"], id="its own part is in time"),
        pytest.param({"mark": " ", "due": "02", "done": ""}, ["Child.md", "Parent.md"], id="late by itself"),
        pytest.param(
            {"mark": " ", "due": "05", "done": "", "deadline": "2026-11-10"},
            ["Child.md", "Parent.md"],
            id="overdue by itself",
        ),
    ],
)
def test_a_parent_that_is_late_only_through_its_subgoals_is_not_asked(
    values: dict[str, str], expected: list[str]
) -> None:
    text = _FAMILY.format(**{"deadline": "2026-12-15", "keys": "", **values})
    assert [question.goal for question in open_questions(measured(text), Config())] == expected


def test_a_parent_without_a_plan_of_its_own_is_asked_where_it_stalls(measures: Measures) -> None:
    """
    === Parent.md
    ---
    type: goal
    start: 2026-10-01
    ---
    - [ ] mine
    === Child.md
    ---
    type: goal
    parent: "[[Parent]]"
    start: 2026-10-01
    deadline: 2026-12-01
    ---
    - [ ] one 📅 2026-10-10
    """
    reasons = {question.goal: question.reason for question in open_questions(measures, Config())}
    assert reasons == {"Child.md": Reason.STALLED, "Parent.md": Reason.STALLED}


def test_the_id_is_a_hash_of_the_path() -> None:
    assert question_id("Goals/Launch a side project.md") == "6b3c1d"
    assert question_id("Goals/\udcff.md") != question_id("Goals/other.md")


def test_a_question_is_the_same_however_often_it_is_asked(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] one ✅ 2026-11-20
    """
    again = measure(measures.vault, measures.today, Config())
    expected = (Question(goal="A.md", reason=Reason.COMPLETE, id=question_id("A.md")),)
    assert open_questions(measures, Config()) == open_questions(again, Config()) == expected
