"""When the weekly review is due, by the wall clock of the vault's zone."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from aimo_md.config import Config, ReviewConfig, VaultConfig, Weekday
from aimo_md.jobs import WEEKLY_REVIEW, due_week, newest_week
from tests.folders import at

SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY_EVENING = Config()
MONDAY_MORNING = Config(review=ReviewConfig(day=Weekday.MONDAY, time=time(7, 0)))
FROM_SUNDAY = Config(
    vault=VaultConfig(week_start=Weekday.SUNDAY),
    review=ReviewConfig(day=Weekday.SATURDAY, time=time(20, 0)),
)


@pytest.mark.parametrize(
    ("now", "config", "week"),
    [
        pytest.param("2026-11-22 16:59", SUNDAY_EVENING, "2026-W46", id="just before"),
        pytest.param("2026-11-22 17:00", SUNDAY_EVENING, "2026-W47", id="on time"),
        pytest.param("2026-11-23 09:00", SUNDAY_EVENING, "2026-W47", id="the day after"),
        pytest.param("2027-01-03 17:00", SUNDAY_EVENING, "2026-W53", id="the last week of a long year"),
        pytest.param("2026-11-16 06:59", MONDAY_MORNING, "2026-W46", id="before it is asked for"),
        pytest.param("2026-11-16 07:00", MONDAY_MORNING, "2026-W47", id="a review at the week's begin"),
        pytest.param("2026-11-21 20:00", FROM_SUNDAY, "2026-W47", id="a week that begins on Sunday"),
        pytest.param("2026-11-22 20:00", FROM_SUNDAY, "2026-W47", id="and the day after it"),
    ],
)
def test_the_newest_week_to_look_back_on(now: str, config: Config, week: str) -> None:
    assert newest_week(at(now), config).key == week


@pytest.mark.parametrize(
    ("done", "due"),
    [
        pytest.param({}, None, id="aimo has just come"),
        pytest.param({WEEKLY_REVIEW: "2026-W47"}, None, id="written"),
        pytest.param({WEEKLY_REVIEW: "2026-W46"}, "2026-W47", id="not written"),
        pytest.param({WEEKLY_REVIEW: "2025-W52"}, "2026-W47", id="many missed, one is due"),
        pytest.param({WEEKLY_REVIEW: "2026-W50"}, None, id="the clock was set back"),
        pytest.param({"another": "2026-W46"}, None, id="another job"),
    ],
)
def test_what_is_due(done: dict[str, str], due: str | None) -> None:
    week = due_week(at("2026-11-22 17:00"), SUNDAY_EVENING, done)
    assert (week.key if week else None) == due


@pytest.mark.parametrize("hour", ["02:30", "03:30"])
def test_it_is_the_clock_on_the_wall_that_counts(hour: str) -> None:
    """In the night in which summer time ends there are two half past two."""
    config = Config(review=ReviewConfig(day=Weekday.SUNDAY, time=time(2, 30)))
    for fold in (0, 1):
        now = datetime.fromisoformat(f"2026-10-25 {hour}").replace(
            tzinfo=ZoneInfo("Europe/Berlin"), fold=fold
        )
        assert newest_week(now, config).key == "2026-W43"


@given(
    now=st.integers(1_600_000_000, 2_200_000_000).map(lambda second: datetime.fromtimestamp(second, SEOUL)),
    day=st.sampled_from(Weekday),
    clock=st.times(),
    week_start=st.sampled_from(Weekday),
)
def test_a_week_is_due_once(now: datetime, day: Weekday, clock: time, week_start: Weekday) -> None:
    config = Config(vault=VaultConfig(week_start=week_start), review=ReviewConfig(day=day, time=clock))
    newest = newest_week(now, config)
    assert newest.first <= now.date()
    assert due_week(now, config, {WEEKLY_REVIEW: newest.previous().key}) == newest
    assert due_week(now, config, {WEEKLY_REVIEW: newest.key}) is None
