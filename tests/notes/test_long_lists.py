"""Notes about a vault with more in it than anybody could do: each list ends, and says how much there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.notes.daily import daily_digest
from aimo_md.notes.dashboard import dashboard_blocks
from aimo_md.notes.digest import digest
from aimo_md.notes.fit import fit
from aimo_md.notes.message import as_text
from aimo_md.notes.review import review_blocks
from aimo_md.text.dates import month_of, week_of
from tests.vaults import SUNDAY, measured, templates

if TYPE_CHECKING:
    from aimo_md.text.block_merge import NewBlock

GOALS, TASKS = 40, 12


def _goal(number: int, keys: str = "") -> str:
    tasks = "\n".join(f"- [ ] task {at} of {number} 📅 2026-10-{at + 1:02}" for at in range(TASKS))
    soon = f"- [ ] soon {number} 📅 2026-11-25\n- [ ] later {number} 📅 2026-12-0{number % 9 + 1}"
    days = "start: 2026-09-01\ndeadline: 2026-12-31"
    return f"=== G{number:02}.md\n---\ntype: goal\n{days}\n{keys}---\n{tasks}\n{soon}"


INBOX = "=== Inbox.md\n" + "\n".join(f"- [ ] errand {at} 📅 2026-10-{at + 1:02}" for at in range(TASKS))
VAULT = "\n".join([*(_goal(number) for number in range(GOALS)), INBOX])
RESTING = "\n".join(_goal(number, "status: paused\n") for number in range(GOALS))


def _bodies(blocks: tuple[NewBlock, ...]) -> dict[str, str]:
    return {block.name: block.body for block in blocks}


@pytest.fixture(scope="module")
def dashboard() -> dict[str, str]:
    return _bodies(dashboard_blocks(measured(VAULT), Config(), templates()))


def test_today_holds_the_nearest_tasks_of_the_first_goals(dashboard: dict[str, str]) -> None:
    body = dashboard["today"]
    assert body.count("\n**[[") == 30
    assert body.count("- [ ] ") == 300
    assert body.count("\n- and 2 more\n") == 30
    assert "task 11 of 0 (due 12 Oct)" in body
    assert "task 0 of 0 " in body, "the next action of a goal always stands there"
    assert body.endswith("10 more goals are not shown here. `aimo today` shows all.")


def test_a_coming_day_and_what_moves_no_goal_are_cut_too(dashboard: dict[str, str]) -> None:
    coming, misc = dashboard["coming"].split("## Miscellaneous")
    assert coming.count("- [ ] soon") == 10
    assert "\n- and 30 more" in coming
    assert misc.count("- [ ] errand") == 10
    assert "\n- and 2 more" in misc


def test_a_table_and_a_chart_hold_the_first_goals(dashboard: dict[str, str]) -> None:
    body = dashboard["goals"]
    assert body.count("\n| [[") == 30
    assert body.count(":crit, ") == 30
    assert "10 more goals are not shown here. `aimo status` shows all." in body


def test_subgoals_stand_in_the_table_as_far_as_they_leave_room_for_the_goals() -> None:
    tops = "\n".join(_goal(number) for number in range(20))
    below = "\n".join(_goal(number, 'parent: "[[G00]]"\n') for number in range(20, GOALS))
    body = _bodies(dashboard_blocks(measured(f"{tops}\n{below}"), Config(), templates()))["goals"]
    assert body.count("\n| [[") == 20
    assert body.count("\n| ↳ [[") == 10
    assert "10 more goals are not shown here." in body


def test_the_other_questions_are_a_sentence_that_ends(dashboard: dict[str, str]) -> None:
    others = next(line for line in dashboard["decide"].split("\n") if line.startswith("Also waiting"))
    assert len(re.findall(r"\[\[", others)) == 10
    assert others.endswith("; and 28 more.")


def test_resting_goals_are_named_up_to_ten() -> None:
    body = _bodies(dashboard_blocks(measured(RESTING), Config(), templates()))["goals"]
    assert "[[G09]] and 30 more." in body


def test_where_all_is_shown_nothing_says_that_there_is_more() -> None:
    few = "\n".join(_goal(1).split("\n")[:-8])
    bodies = _bodies(dashboard_blocks(measured(few), Config(), templates()))
    assert "more" not in bodies["today"] + bodies["coming"] + bodies["goals"]


def test_the_plan_of_a_week_is_a_table_that_ends() -> None:
    body = _bodies(review_blocks(measured(VAULT), week_of(SUNDAY), Config(), templates()))["next"]
    assert body.count("\n| Wed 25 |") == 30
    assert "\nAnd 50 more." in body, "a next action a goal, too"


def test_a_month_names_what_comes_and_what_waits_up_to_an_end() -> None:
    bodies = _bodies(review_blocks(measured(VAULT), month_of(SUNDAY), Config(), templates()))
    assert bodies["ahead"].count("\n- ") == 31
    assert "\n- and 10 more" in bodies["ahead"]
    assert "; and 30 more." in bodies["decided"]
    assert bodies["summary"].count("\n| [[") == 30
    assert "10 more goals are not shown here." in bodies["summary"]


def test_the_days_post_names_the_nearest_too() -> None:
    message = daily_digest(measured(_goal(1)), Config(), templates())
    assert message is not None
    said = as_text(message)
    assert "task 0 of 1" in said
    assert "task 11 of 1" in said
    assert "task 1 of 1" not in said
    assert "and 7 more" in said


def test_posts_are_one_message_that_says_how_many_goals_it_leaves_out() -> None:
    measures = measured(VAULT)
    week = digest(measures, week_of(SUNDAY), Config(), templates(), "Review.md")
    for message in (week, daily_digest(measures, Config(), templates())):
        assert message is not None
        assert len(fit(message)) == 1
        assert "20 more goals are not shown here." in as_text(message)


def test_what_moves_no_goal_is_named_by_what_is_nearest() -> None:
    body = _bodies(review_blocks(measured(VAULT), week_of(SUNDAY), Config(), templates()))["next"]
    misc = next(line for line in body.split("\n") if line.startswith("Miscellaneous"))
    assert "errand 11 (due 12 Oct)" in misc
    assert "errand 0 " not in misc
    assert misc.endswith(" and 6 more.")


@pytest.mark.parametrize(
    ("done", "expected"),
    [pytest.param("x", "What moved", id="moved"), pytest.param(" ", "What did not", id="did not")],
)
def test_goals_that_moved_or_did_not_end_after_thirty(done: str, expected: str) -> None:
    stamp = " ✅ 2026-11-19" if done == "x" else " 📅 2026-11-19"
    vault = "\n".join(f"{_goal(number)}\n- [{done}] step{stamp}" for number in range(GOALS))
    body = _bodies(review_blocks(measured(vault), week_of(SUNDAY), Config(), templates()))["moved"]
    (part,) = (part for part in body.split("## ") if part.startswith(expected))
    assert part.count("- [[G") == 30
    assert "\n- and 10 more\n" in f"{part}\n"
