"""What is due when, by the wall clock of the vault's zone."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from aimo_md.config import Config, DiscordConfig, ReviewConfig, ReviewPeriod, VaultConfig, Weekday
from aimo_md.jobs import (
    DAILY_DIGEST,
    due_day,
    due_reviews,
    newest_reviews,
    noted_day,
    noted_reviews,
    quiet_for,
)
from tests.folders import at

if TYPE_CHECKING:
    from aimo_md.text.dates import Period

WEEKLY = "weekly-review"
SEOUL = ZoneInfo("Asia/Seoul")
SUNDAY_EVENING = Config()
MONDAY_MORNING = Config(review=ReviewConfig(day=Weekday.MONDAY, time=time(7, 0)))
FROM_SUNDAY = Config(
    vault=VaultConfig(week_start=Weekday.SUNDAY),
    review=ReviewConfig(day=Weekday.SATURDAY, time=time(20, 0)),
)


def keys(periods: tuple[Period, ...]) -> list[str]:
    return [period.key for period in periods]


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
    assert keys(newest_reviews(at(now), config)) == [week]


@pytest.mark.parametrize(
    ("done", "due"),
    [
        pytest.param({}, [], id="aimo has just come"),
        pytest.param({WEEKLY: "2026-W47"}, [], id="written"),
        pytest.param({WEEKLY: "2026-W46"}, ["2026-W47"], id="not written"),
        pytest.param({WEEKLY: "2025-W52"}, ["2026-W47"], id="many missed, one is due"),
        pytest.param({WEEKLY: "2026-W50"}, [], id="the clock was set back"),
        pytest.param({"another": "2026-W46"}, [], id="another job"),
    ],
)
def test_what_is_due(done: dict[str, str], due: list[str]) -> None:
    assert keys(due_reviews(at("2026-11-22 17:00"), SUNDAY_EVENING, done)) == due


ALL = Config(review=ReviewConfig(periods=tuple(ReviewPeriod), day=Weekday.MONDAY))


@pytest.mark.parametrize(
    ("now", "newest"),
    [
        pytest.param("2026-11-30 16:59", ["2026-W48", "2026-10", "2026-Q3", "2025"], id="just before"),
        pytest.param("2026-11-30 17:00", ["2026-W49", "2026-11", "2026-Q3", "2025"], id="a month's last day"),
        pytest.param("2026-12-31 17:00", ["2026-W53", "2026-12", "2026-Q4", "2026"], id="a year's last day"),
        pytest.param("2027-01-01 00:00", ["2026-W53", "2026-12", "2026-Q4", "2026"], id="the day after"),
    ],
)
def test_a_longer_period_is_looked_back_on_on_its_last_day(now: str, newest: list[str]) -> None:
    assert keys(newest_reviews(at(now), ALL)) == newest


def test_only_the_periods_that_are_asked_for_are_due() -> None:
    done = {WEEKLY: "2026-W40", "monthly-review": "2026-10", "quarterly-review": "2026-Q2"}
    now = at("2026-11-30 17:00")
    assert keys(due_reviews(now, ALL, done)) == ["2026-W49", "2026-11", "2026-Q3"]
    months = Config(review=ReviewConfig(periods=(ReviewPeriod.MONTH, ReviewPeriod.MONTH)))
    assert keys(due_reviews(now, months, done)) == ["2026-11"]
    assert due_reviews(now, Config(review=ReviewConfig(periods=())), done) == ()


@pytest.mark.parametrize(
    ("noted", "then_noted"),
    [
        pytest.param(None, ["2026-W47"], id="aimo has just come"),
        pytest.param("2026-W46", ["2026-W47"], id="due"),
        pytest.param("2026-W47", [], id="written"),
        pytest.param("2026-W50", [], id="the clock was set back"),
        pytest.param("2027-W47", ["2026-W47"], id="noted while the clock was a year ahead"),
    ],
)
def test_what_is_noted(noted: str | None, then_noted: list[str]) -> None:
    done = {} if noted is None else {WEEKLY: noted}
    assert keys(noted_reviews(at("2026-11-22 17:00"), SUNDAY_EVENING, done)) == then_noted


@pytest.mark.parametrize(
    ("now", "noted", "due", "then_noted"),
    [
        pytest.param("2026-11-22 09:00", None, None, "2026-11-22", id="just switched on"),
        pytest.param("2026-11-22 07:00", None, None, "2026-11-21", id="just switched on, before its time"),
        pytest.param("2026-11-22 07:59", "2026-11-21", None, None, id="not yet"),
        pytest.param("2026-11-22 08:00", "2026-11-21", "2026-11-22", "2026-11-22", id="on time"),
        pytest.param("2026-11-22 08:00", "2026-10-31", "2026-11-22", "2026-11-22", id="three weeks asleep"),
        pytest.param("2026-11-22 07:00", "2026-10-31", None, "2026-11-21", id="awake too early"),
        pytest.param("2026-11-22 23:00", "2026-11-22", None, None, id="made"),
        pytest.param("2026-11-22 07:00", "2026-11-22", None, None, id="the clock was set back by hours"),
        pytest.param("2026-11-22 09:00", "2027-11-22", None, "2026-11-22", id="the clock was a year ahead"),
    ],
)
def test_the_days_digest(now: str, noted: str | None, due: str | None, then_noted: str | None) -> None:
    wanted = DiscordConfig(daily=True)
    done = {} if noted is None else {DAILY_DIGEST: noted}
    assert due_day(at(now), wanted, done) == due
    assert noted_day(at(now), wanted, done) == then_noted
    assert due_day(at(now), DiscordConfig(), done) is None
    assert noted_day(at(now), DiscordConfig(), done) is None


NIGHT = DiscordConfig(quiet_from=time(22, 0), quiet_until=time(7, 0))
NOON_REST = DiscordConfig(quiet_from=time(12, 0), quiet_until=time(14, 0))


@pytest.mark.parametrize(
    ("now", "config", "hours"),
    [
        pytest.param("2026-11-22 21:59", NIGHT, 0, id="before the night"),
        pytest.param("2026-11-22 22:00", NIGHT, 9, id="the night begins"),
        pytest.param("2026-11-23 00:00", NIGHT, 7, id="midnight"),
        pytest.param("2026-11-23 06:00", NIGHT, 1, id="before dawn"),
        pytest.param("2026-11-23 07:00", NIGHT, 0, id="the night is over"),
        pytest.param("2026-11-22 12:30", NOON_REST, 1.5, id="at noon"),
        pytest.param("2026-11-22 11:00", NOON_REST, 0, id="before noon"),
        pytest.param("2026-11-22 00:00", DiscordConfig(), 0, id="never"),
    ],
)
def test_quiet_hours(now: str, config: DiscordConfig, hours: float) -> None:
    assert quiet_for(at(now), config) == hours * 3600


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 8), ("2026-10-24", 10)], ids=["spring", "autumn"])
def test_a_night_in_which_the_clock_is_changed(day: str, hours: int) -> None:
    begin = datetime.fromisoformat(f"{day} 22:00").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert quiet_for(begin, NIGHT) == hours * 3600


@pytest.mark.parametrize("hour", ["02:30", "03:30"])
def test_it_is_the_clock_on_the_wall_that_counts(hour: str) -> None:
    """In the night in which summer time ends there are two half past two."""
    config = Config(review=ReviewConfig(day=Weekday.SUNDAY, time=time(2, 30)))
    for fold in (0, 1):
        now = datetime.fromisoformat(f"2026-10-25 {hour}").replace(
            tzinfo=ZoneInfo("Europe/Berlin"), fold=fold
        )
        assert keys(newest_reviews(now, config)) == ["2026-W43"]


@given(
    now=st.integers(1_600_000_000, 2_200_000_000).map(lambda second: datetime.fromtimestamp(second, SEOUL)),
    day=st.sampled_from(Weekday),
    clock=st.times(),
    week_start=st.sampled_from(Weekday),
)
def test_a_week_is_due_once(now: datetime, day: Weekday, clock: time, week_start: Weekday) -> None:
    config = Config(vault=VaultConfig(week_start=week_start), review=ReviewConfig(day=day, time=clock))
    (newest,) = newest_reviews(now, config)
    assert newest.first <= now.date()
    assert due_reviews(now, config, {WEEKLY: newest.previous().key}) == (newest,)
    assert due_reviews(now, config, {WEEKLY: newest.key}) == ()
