"""What the coming week holds, Monday 23 to Sunday 29 November, against what a week usually holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, VaultConfig, Weekday
from tests.vaults import SUNDAY, measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


@pytest.mark.parametrize(
    ("line", "planned"),
    [
        pytest.param("- [ ] a 📅 2026-11-22", 0, id="due today"),
        pytest.param("- [ ] a 📅 2026-11-23", 1, id="due tomorrow"),
        pytest.param("- [ ] a 📅 2026-11-29", 1, id="due in a week"),
        pytest.param("- [ ] a 📅 2026-11-30", 0, id="due later"),
        pytest.param("- [ ] a ⏳ 2026-11-25", 1, id="scheduled"),
        pytest.param("- [ ] a ⏳ 2026-11-25 📅 2026-11-26", 1, id="scheduled and due"),
        pytest.param("- [ ] a", 0, id="undated"),
        pytest.param("- [/] a 📅 2026-11-25", 1, id="in progress"),
        pytest.param("- [x] a 📅 2026-11-25", 0, id="done"),
        pytest.param("- [-] a 📅 2026-11-25", 0, id="cancelled"),
        pytest.param("- [h] a 📅 2026-11-25", 0, id="on hold"),
        pytest.param("- [x] a\n  - [ ] b 📅 2026-11-25", 0, id="ticked from above"),
        pytest.param("- [ ] Wednesday: a", 1, id="a weekday in front"),
        pytest.param("- [ ] Sunday: a", 1, id="today's weekday is the next one"),
        pytest.param("- [ ] Mon, Thu: a", 1, id="two weekdays are one task"),
        pytest.param("- [ ] 수요일: a", 1, id="in Korean"),
        pytest.param("## 2026-W48\n- [ ] Wed: a", 1, id="a weekday of the coming week"),
        pytest.param("## 2026-W47\n- [ ] Wed: a", 0, id="a weekday of this week"),
        pytest.param("- [ ] a 🔁 every week 📅 2026-11-24", 1, id="recurring, once"),
        pytest.param("- [ ] a 🔁 every day 📅 2026-11-22", 7, id="recurring, every day"),
        pytest.param("- [ ] a 🔁 every day 📅 2026-11-27", 3, id="recurring, from Friday on"),
        pytest.param("- [ ] a 🔁 every week on Monday, Friday 📅 2026-11-20", 2, id="recurring, overdue"),
        pytest.param("- [ ] a 🔁 every month 📅 2026-11-01", 0, id="recurring, not this week"),
        pytest.param("- [ ] a 🔁 every day", 0, id="recurring without a day"),
        pytest.param("- [ ] Mon: a 🔁 every day", 1, id="recurring without a day, with a weekday"),
    ],
)
def test_what_the_coming_week_holds(line: str, planned: int) -> None:
    assert measured(f"=== Inbox.md\n{line}").load.planned == planned


@pytest.mark.parametrize(
    ("keys", "planned"),
    [
        ("", 1),
        ("status: paused", 0),
        ("status: done", 0),
        ("start: 2026-11-23", 0),
        ("start: 2026-11-22", 1),
    ],
)
def test_goals_that_rest_take_no_time(keys: str, planned: int) -> None:
    assert measured(f"=== G.md\n---\ntype: goal\n{keys}\n---\n- [ ] a 📅 2026-11-25").load.planned == planned


def test_nor_do_their_subgoals_and_archived_ones(measures: Measures) -> None:
    """
    === Paused.md
    ---
    type: goal
    status: paused
    ---
    === Sub.md
    ---
    type: goal
    parent: "[[Paused]]"
    ---
    - [ ] a 📅 2026-11-25
    === Archive/Old.md
    ---
    type: goal
    ---
    - [ ] b 📅 2026-11-25
    """
    assert measures.load.planned == 0


def done(*per_week: int) -> str:
    """So many tasks done in each of the last weeks that end on Saturday 21, the newest first."""
    days = [
        SUNDAY - timedelta(days=4 + 7 * week) for week, count in enumerate(per_week) for _ in range(count)
    ]
    return "=== Inbox.md\n" + "\n".join(f"- [x] a ✅ {day}" for day in days)


@pytest.mark.parametrize(
    ("per_week", "low", "high"),
    [
        pytest.param((3, 1, 2), None, None, id="three weeks are too few"),
        pytest.param((4, 1, 2, 3), 1, 4, id="four weeks: the first and the last in order"),
        pytest.param((0, 0, 0, 3), 0, 3, id="weeks without anything count, once there is a history"),
        # In order 1 to 8: the second, as 0.15 * 8 = 1.2, and the seventh, as 0.85 * 8 = 6.8.
        pytest.param((8, 1, 7, 2, 6, 3, 5, 4), 2, 7, id="eight weeks"),
        pytest.param((1, 1, 1, 1, 1, 1, 1, 1, 50), 1, 1, id="a ninth week is too long ago"),
        pytest.param((5, 5, 5, 5), 5, 5, id="always the same"),
    ],
)
def test_a_usual_week(per_week: tuple[int, ...], low: int | None, high: int | None) -> None:
    load = measured(done(*per_week)).load
    assert (load.usual_low, load.usual_high) == (low, high)


def test_what_was_done_today_belongs_to_no_full_week() -> None:
    load = measured(f"{done(1, 1, 1, 1)}\n- [x] a ✅ {SUNDAY}\n- [x] a ✅ {SUNDAY}").load
    assert (load.usual_low, load.usual_high) == (1, 1)


def slow_goal(name: str, *keys: str) -> str:
    """A goal that has done one of its leaves in each of eight weeks, with a hundred more to do this year."""
    frontmatter = "\n".join(("type: goal", "start: 2026-09-01", "deadline: 2026-12-31", *keys))
    ticks = "\n".join(f"- [x] a ✅ {SUNDAY - timedelta(days=3 + 7 * week)}" for week in range(8))
    left = "\n".join(f"- [ ] b{number}" for number in range(100))
    return f"=== {name}.md\n---\n{frontmatter}\n---\n{ticks}\n{left}\n"


@pytest.mark.parametrize(
    ("notes", "conflicts"),
    [
        pytest.param(slow_goal("A") + slow_goal("B"), ("A.md", "B.md"), id="two that cannot both fit"),
        pytest.param(slow_goal("A"), (), id="one alone has no conflict"),
        pytest.param(slow_goal("A") + slow_goal("B", "status: paused"), (), id="one of them paused"),
        pytest.param(slow_goal("A") + slow_goal("Archive/B"), (), id="one of them archived"),
        pytest.param(slow_goal("A") + slow_goal("B", 'parent: "[[A]]"'), (), id="one below the other"),
    ],
)
def test_goals_that_cannot_all_keep_their_deadlines(notes: str, conflicts: tuple[str, ...]) -> None:
    assert measured(notes).load.conflicts == conflicts


def test_weekdays_go_by_the_week_of_the_config() -> None:
    config = Config(vault=VaultConfig(week_start=Weekday.SUNDAY))
    note = "=== 2026-11-22.md\n- [ ] Mon: a"
    assert measured(note, config=config).load.planned == 1
    assert measured(note).load.planned == 0


def test_the_coming_week_may_lie_in_two_years() -> None:
    note = "=== Inbox.md\n- [ ] a 📅 2027-01-02\n- [ ] b 🔁 every day 📅 2026-12-30"
    assert measured(note, today=date(2026, 12, 28)).load.planned == 7
