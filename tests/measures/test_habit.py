"""Habits by hand. Sunday 22 November 2026 lies in the week of Monday 16; four weeks earlier is 19 October."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, VaultConfig, Weekday
from aimo_md.measures.model import Health
from tests.measures.one_goal import PATH, one_goal

if TYPE_CHECKING:
    from aimo_md.measures.model import HabitRecord, Measures

SUNDAY_WEEKS = Config(vault=VaultConfig(week_start=Weekday.SUNDAY))


def log(*days: str) -> str:
    return "\n".join(("## Log", *(f"- 2026-{day}" for day in days)))


def record(habit: str, *days: str, start: str = "", config: Config | None = None) -> HabitRecord:
    keys = (f"habit: {habit}", *((f"start: {start}",) if start else ()))
    found = one_goal(log(*days), *keys, config=config).habit
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("days", "adherence", "streak"),
    [
        # Weeks from 19 October, 26 October, 2 November and 9 November.
        pytest.param(["10-20", "10-27", "11-03", "11-10"], 0.5, 0, id="one of two in each"),
        pytest.param(
            ["10-20", "10-21", "10-27", "10-28", "11-03", "11-04", "11-10", "11-11"], 1.0, 4, id="all"
        ),
        # 2, 2, 0 and 2 of two: 3 of 4 weeks.
        pytest.param(["10-20", "10-21", "10-27", "10-28", "11-10", "11-11"], 0.75, 1, id="one week without"),
        # 5 of 2 is no more than 2 of 2.
        pytest.param(
            ["10-19", "10-20", "10-21", "10-22", "10-23", "11-03", "11-10", "11-11"], 0.625, 1, id="capped"
        ),
        pytest.param(["11-17", "11-18"], None, 0, id="only this week"),
        pytest.param(["11-10"], 0.5, 0, id="since last week"),
        pytest.param(["09-01", "11-10", "11-11"], 0.25, 1, id="long ago and last week"),
        pytest.param([], None, 0, id="never"),
    ],
)
def test_adherence_over_the_last_four_full_weeks(
    days: list[str], adherence: float | None, streak: int
) -> None:
    found = record("2/week", *days)
    assert (found.adherence, found.streak, found.wanted) == (adherence, streak, 2)


def test_a_streak_may_be_longer_than_four_periods() -> None:
    days = [f"{date(2026, 11, 10) - timedelta(weeks=weeks):%m-%d}" for weeks in range(10)]
    assert record("1/week", *days).streak == 10


@pytest.mark.parametrize(
    ("start", "adherence"),
    [
        ("2026-10-19", 0.25),
        ("2026-10-20", 1 / 3),
        ("2026-11-09", 1.0),
        ("2026-11-10", None),
        ("2026-01-01", 0.25),
    ],
    ids=["four weeks ago", "a day into the first week", "last week", "a day into last week", "long ago"],
)
def test_only_periods_that_begin_after_the_start_are_full(start: str, adherence: float | None) -> None:
    assert record("1/week", "11-10", start=start).adherence == (adherence and pytest.approx(adherence))


def test_a_habit_that_was_begun_but_never_kept_slips() -> None:
    measure = one_goal("", "habit: 1/week", "start: 2026-10-19")
    assert measure.habit is not None
    assert (measure.habit.adherence, measure.health) == (0.0, Health.SLIPPING)


@pytest.mark.parametrize(
    ("habit", "days", "kept", "wanted"),
    [
        pytest.param("3/week", ["11-16", "11-16", "11-17"], 3, 3, id="twice on one day"),
        pytest.param("3/week", ["11-15", "11-16", "11-22"], 2, 3, id="the week begins on Monday"),
        pytest.param("daily", ["11-16", "11-16", "11-17"], 2, 7, id="daily is once a day"),
        pytest.param(
            "weekdays", ["11-20", "11-20", "11-21", "11-22"], 1, 5, id="weekdays are not at weekends"
        ),
        pytest.param("1/week", ["11-16", "11-17"], 1, 1, id="no more than wanted"),
        pytest.param("20/month", ["10-31", "11-01", "11-30"], 1, 20, id="months, and no day to come"),
    ],
)
def test_the_present_period(habit: str, days: list[str], kept: int, wanted: int) -> None:
    found = record(habit, *days)
    assert (found.this_period, found.wanted) == (kept, wanted)


def test_a_week_may_begin_on_sunday() -> None:
    """With weeks from Sunday, the 22nd begins one, and the 15th began the one before."""
    found = record("2/week", "11-15", "11-21", "11-22", config=SUNDAY_WEEKS)
    assert (found.this_period, found.adherence, found.streak) == (1, 1.0, 1)
    start = record("1/week", "11-16", start="2026-11-15", config=SUNDAY_WEEKS)
    assert start.adherence == 1.0


@pytest.mark.parametrize(
    ("days", "start", "adherence"),
    [
        # July to October: 10, 20, 0 and 5 of 10.
        (
            [f"07-{day:02}" for day in range(1, 11)]
            + [f"08-{day:02}" for day in range(1, 21)]
            + [f"10-{day:02}" for day in range(1, 6)],
            "",
            2.5 / 4,
        ),
        (["10-31"] * 10, "2026-10-01", 1.0),
        (["10-31"] * 10, "2026-10-02", None),
    ],
    ids=["four months", "a month from its first day on", "a month that had begun"],
)
def test_adherence_by_months(days: list[str], start: str, adherence: float | None) -> None:
    assert record("10/month", *days, start=start).adherence == adherence


@pytest.mark.parametrize(
    ("keys", "days", "progress"),
    [
        # 28 days are four weeks: 8 wanted.
        pytest.param(
            ("habit: 2/week", "start: 2026-11-02", "deadline: 2026-11-29"),
            ["11-03", "11-04"],
            0.25,
            id="weeks",
        ),
        pytest.param(
            ("habit: 2/week", "start: 2026-11-02", "deadline: 2026-11-29"),
            ["11-03", "11-04", "11-05", "11-06"],
            0.25,
            id="no week counts more than it wants",
        ),
        pytest.param(
            ("habit: 2/week", "start: 2026-11-02", "deadline: 2026-11-29"),
            ["11-01", "11-30"],
            0.0,
            id="before the start",
        ),
        # 10 days are 1.43 weeks: 2.86 of 2/week is 3.
        pytest.param(
            ("habit: 2/week", "start: 2026-11-13", "deadline: 2026-11-22"),
            ["11-14"],
            1 / 3,
            id="a part of a week",
        ),
        pytest.param(
            ("habit: 1/week", "start: 2026-11-20", "deadline: 2026-11-21"),
            ["11-20"],
            1.0,
            id="wanted at least once",
        ),
        # Monday 16 to Sunday 29 has ten weekdays.
        pytest.param(
            ("habit: weekdays", "start: 2026-11-16", "deadline: 2026-11-29"),
            ["11-16", "11-21"],
            0.1,
            id="weekdays",
        ),
        # Friday 20 to Monday 23: two weekdays.
        pytest.param(
            ("habit: weekdays", "start: 2026-11-20", "deadline: 2026-11-23"),
            ["11-20"],
            0.5,
            id="over a weekend",
        ),
        # Half of November and the whole of December: 1.5 months, 30 wanted.
        pytest.param(
            ("habit: 20/month", "start: 2026-11-16", "deadline: 2026-12-31"),
            ["11-16", "11-17", "11-18"],
            0.1,
            id="a part of a month",
        ),
        # 7 of 28 days of February are a quarter of it.
        pytest.param(
            ("habit: 4/month", "start: 2026-02-08", "deadline: 2026-02-14"),
            ["02-10"],
            1.0,
            id="a short month",
        ),
        pytest.param(
            ("habit: daily", "start: 2025-12-30", "deadline: 2026-01-02"),
            ["01-01"],
            0.25,
            id="over the year's end",
        ),
        pytest.param(("habit: daily", "start: 2026-11-01"), ["11-10"], None, id="no deadline"),
        pytest.param(
            ("habit: daily", "start: 2026-11-30", "deadline: 2026-11-01"),
            ["11-10"],
            None,
            id="start after deadline",
        ),
    ],
)
def test_progress(keys: tuple[str, ...], days: list[str], progress: float | None) -> None:
    measure = one_goal(log(*days), *keys)
    assert measure.progress == (progress and pytest.approx(progress))


def test_the_leap_day_is_a_day() -> None:
    keys = ("habit: daily", "start: 2028-02-28", "deadline: 2028-03-01")
    measure = one_goal("## Log\n- 2028-02-29", *keys, today=date(2028, 3, 2))
    assert measure.progress == pytest.approx(1 / 3)


def test_nothing_is_late_or_foretold() -> None:
    days = [f"{date(2026, 11, 21) - timedelta(days=days):%m-%d}" for days in range(0, 60, 2)]
    measure = one_goal(log(*days), "habit: 3/week", "start: 2026-09-01", "deadline: 2026-12-31")
    assert (measure.slip, measure.forecast, measure.planned) == (None, None, None)
    assert measure.pace is not None


@pytest.mark.parametrize(
    ("adherence", "health"),
    [(0.5, Health.SLIPPING), (0.6, Health.AT_RISK), (0.8, Health.ON_TRACK), (1.0, Health.ON_TRACK)],
)
def test_health(adherence: float, health: Health) -> None:
    """Ten times a week; the four full weeks have as many ticks each as the adherence says."""
    mondays = [date(2026, 11, 9) - timedelta(weeks=weeks) for weeks in range(4)]
    days = [f"{monday:%m-%d}" for monday in mondays for _ in range(round(10 * adherence))]
    measure = one_goal(log(*days, "11-21"), "habit: 10/week")
    assert measure.health is health


def test_ticks_are_done_tasks_and_dated_lines(measures: Measures) -> None:
    """
    === Goals/Goal.md
    ---
    type: goal
    habit: 3/week
    ---
    - [x] Walk 🔁 every week on Tuesday 📅 2026-11-17 ✅ 2026-11-17
    - [ ] Walk 🔁 every week on Tuesday 📅 2026-11-24
    - [x] Strength, on some day
    - [x] Yoga ✅ 2026-11-18
      - [x] mat
      - [x] breathe ✅ 2026-11-18
    ## Log
    - 2026-11-19 a long way home
    - [x] 2026-11-20 climbing ✅ 2026-11-20
    - [ ] 2026-11-21 not yet
    === Daily/2026-11-16.md
    - [x] Run [[Goal]]
    === Daily/2026-12-24.md
    - [x] Sledge [[Goal]]
    """
    days = [day.day for day in measures.goals[PATH].items[0].moves]
    assert days == [16, 17, 18, 18, 19, 20, 22]


def test_tasks_of_a_habit_are_no_leaves_but_one_of_them_is_next() -> None:
    measure = one_goal(
        "- [x] a ✅ 2026-11-20\n- [ ] b", "habit: 3/week", "start: 2026-11-02", "deadline: 2026-11-29"
    )
    assert (measure.scope, measure.leaves, measure.leaves_done) == (1.0, 0, 0)
    assert measure.next_action is not None
    assert measure.next_action.title == "b"
    assert measure.moved_on == date(2026, 11, 20)


@pytest.mark.parametrize("config", [Config(), SUNDAY_WEEKS], ids=["Monday", "Sunday"])
def test_days_at_the_edges_of_the_calendar_are_counted(config: Config) -> None:
    ends = ("start: 0001-01-01", "deadline: 9999-12-31")
    for habit in ("daily", "weekdays", "20/month"):
        measure = one_goal("## Log\n- 0001-01-01\n- 9999-12-31", f"habit: {habit}", *ends, config=config)
        assert measure.progress is not None
        assert measure.habit is not None
