from __future__ import annotations

from datetime import date, timedelta
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, strategies as st

from aimo_md.measures.days_off import DaysOff
from aimo_md.measures.forecast import forecast, pace, windows
from aimo_md.measures.model import Forecast, Gain
from benchmarks.forecast_calibration import JUDGED, KINDS, MET_BY_P50, MET_BY_P85, outcome

R = date(2026, 11, 19)
FAR = date(2150, 1, 1)
pasts = st.lists(st.integers(0, 20).map(float), min_size=4, max_size=8).filter(
    lambda past: len(past) - past.count(0.0) >= 2
)
rests = st.integers(1, 400).map(lambda quarters: quarters / 4)
spans = st.integers(0, 1_000)


def ago(days: int) -> date:
    return R - timedelta(days=days)


def later(days: int) -> date:
    return R + timedelta(days=days)


def given_forecast(past: list[float], rest: float, deadline: date | None = None) -> Forecast:
    said = forecast(past, rest, R, deadline)
    assert said is not None
    return said


def chance(past: list[float], rest: float, days: int) -> float:
    said = given_forecast(past, rest, later(days)).chance
    assert said is not None
    return said


@pytest.mark.parametrize(
    ("gains", "start", "expected"),
    [
        pytest.param([], None, (0.0,) * 8, id="nothing was earned"),
        pytest.param([Gain(R, 1), Gain(ago(6), 2)], None, (0, 0, 0, 0, 0, 0, 0, 3), id="the last ends at r"),
        pytest.param([Gain(ago(7), 2)], None, (0, 0, 0, 0, 0, 0, 2, 0), id="the one before it"),
        pytest.param(
            [Gain(ago(55), 1), Gain(ago(56), 5)], None, (1, 0, 0, 0, 0, 0, 0, 0), id="eight at most"
        ),
        pytest.param([Gain(later(1), 5), Gain(None, 5)], None, (0.0,) * 8, id="later, and on no known day"),
        pytest.param([Gain(ago(20), 1)], ago(27), (0, 1, 0, 0), id="four full weeks since the start"),
        pytest.param([Gain(ago(20), 1)], ago(26), (1, 0, 0), id="one day less is a window less"),
        pytest.param([Gain(R, 1)], ago(5), (), id="not yet a week"),
        pytest.param([Gain(R, 1)], later(9), (), id="not yet begun"),
        pytest.param([Gain(R, 0.1)] * 10, ago(6), (1.0,), id="summed without rounding"),
    ],
)
def test_windows(gains: list[Gain], start: date | None, expected: tuple[float, ...]) -> None:
    assert windows(gains, start, R) == expected


@pytest.mark.parametrize(
    ("gained", "start", "expected"),
    [
        pytest.param(ago(20), ago(27), (1, 0), id="two weeks off leave two windows of four"),
        pytest.param(ago(21), ago(27), (1, 0), id="before the days off"),
        pytest.param(ago(10), ago(27), (1, 0), id="on a day off: with the day before it"),
        pytest.param(ago(6), ago(27), (0, 1), id="after them"),
        pytest.param(ago(6), ago(20), (1,), id="began on the first day off"),
        pytest.param(ago(6), ago(21), (1,), id="began a day before them"),
        pytest.param(ago(69), None, (1, 0, 0, 0, 0, 0, 0, 0), id="the eight reach further back"),
    ],
)
def test_days_off_are_no_days(gained: date, start: date | None, expected: tuple[float, ...]) -> None:
    off = DaysOff.of([(ago(20), ago(7))])
    assert windows([Gain(gained, 1)], start, R, off) == expected


@pytest.mark.parametrize("first", [1, 8, 20, 29])
def test_days_off_to_come_put_the_end_off(first: int) -> None:
    """Four at one a week are done in four weeks and a bit; ten days off before that day move it by ten."""
    off = DaysOff.of([(later(first), later(first + 9))])
    usual, slower = forecast([1.0] * 4, 4, R, later(40)), forecast([1.0] * 4, 4, R, later(50), off)
    assert usual is not None
    assert slower is not None
    assert usual.p50 == later(29)
    assert (slower.p50, slower.chance) == (later(39), usual.chance)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        pytest.param([1, 3, 1, 3], 2.0, id="the mean"),
        pytest.param([0, 0, 0, 2, 0, 1], 0.5, id="two that moved are enough"),
        pytest.param([900, -100, 0, 0], 200.0, id="a metric that fell back"),
        pytest.param([], None, id="no past"),
        pytest.param([1, 1, 1], None, id="three windows are too few"),
        pytest.param([0, 0, 0, 9], None, id="one that moved is too little"),
        pytest.param([5, -9, 1, 1], None, id="backwards"),
        pytest.param([5, -5, 0, 0], None, id="back where it was"),
    ],
)
def test_pace(past: list[float], expected: float | None) -> None:
    assert pace(past) == expected
    assert (forecast(past, 1.0, R, None) is None) == (expected is None)


def test_a_forecast_by_hand() -> None:
    # Mean 2, u = (4 * 1 / 3) / 2^2 = 1/3. w = 8 / 2 * (1 + 1/3 / 4 / 4) = 4.0833 weeks = 28.58 days.
    # spread = sqrt(1/3 * (1 / 4.0833 + 1 / 4)) = 0.4062; half of 1.1896 * spread = 0.2416;
    # (0.2416 + sqrt(1 + 0.2416^2))^2 = 1.6138; 28.58 * 1.6138 = 46.13 days.
    # Five weeks: (5 - 4.0833) / (sqrt(5 * 4.0833) * 0.4062) = 0.4995; over sqrt(0.4995^2 + 4): 0.2423;
    # 1/2 + 0.2423 * (3 - 0.2423^2) / 4 = 0.678.
    assert forecast([1, 3, 1, 3], 8, R, later(35)) == Forecast(p50=later(29), p85=later(47), chance=0.678)


@pytest.mark.parametrize(
    ("past", "rest", "expected"),
    [
        pytest.param([2, 2, 2, 2], 8, (29, 35, 0.492), id="even: a quarter of spread, not none"),
        pytest.param([2, 2, 2, 2, 2, 2, 2, 2], 8, (29, 34, 0.495), id="even for longer"),
        pytest.param([3, 0, 2, 4, 1], 12, (44, 76, 0.204), id="five uneven weeks"),
        pytest.param([0, 0, 0, 9, 0, 1, 0, 2], 12, (64, 199, 0.225), id="a rush"),
        pytest.param([0, 0, 1, 0, 1], 0.5, (10, 41, 0.779), id="little left"),
        pytest.param([1800.0, -400.0, 2100.0, 900.0, 1600.0], 14000, (85, 143, 0.029), id="a metric"),
    ],
)
def test_the_same_past_gives_the_same_forecast_everywhere(
    past: list[float], rest: float, expected: tuple[int, int, float]
) -> None:
    p50, p85, by_28 = expected
    assert forecast(past, rest, R, later(28)) == Forecast(p50=later(p50), p85=later(p85), chance=by_28)


@pytest.mark.parametrize("rest", [0.0, -1.0])
def test_with_nothing_left_there_is_nothing_to_forecast(rest: float) -> None:
    assert forecast([1, 2, 3, 4], rest, R, FAR) is None


def test_without_a_deadline_there_is_no_chance() -> None:
    assert given_forecast([1, 2, 3, 4], 5).chance is None


@pytest.mark.parametrize("days", [0, -1, -500])
def test_a_deadline_that_is_past_has_no_chance(days: int) -> None:
    assert chance([1, 2, 3, 4], 0.01, days) == 0.0


@pytest.mark.parametrize(
    ("rest", "p50", "p85"),
    [
        pytest.param(10, True, True, id="weeks"),
        pytest.param(400, True, False, id="the 85 % day is past ten years"),
        pytest.param(600, False, False, id="both are"),
        pytest.param(1e308, False, False, id="beyond all reckoning"),
    ],
)
def test_what_is_past_ten_years_is_not_in_sight(rest: float, *, p50: bool, p85: bool) -> None:
    said = given_forecast([0, 2, 0, 2], rest, later(3_653))
    assert (said.p50 is not None, said.p85 is not None) == (p50, p85)
    assert said.chance is not None
    assert (said.chance >= 0.5) == p50


def test_ten_years_to_the_day_are_in_sight() -> None:
    weeks = 3_653 / 7 / (1 + 1 / 16 / 4 / 4)
    assert given_forecast([1, 1, 1, 1], weeks - 1e-9).p50 == later(3_653)
    assert given_forecast([1, 1, 1, 1], weeks + 1e-3).p50 is None


@pytest.mark.parametrize(
    "past",
    [[5e-324] * 4, [1e-200] * 8, [1e300, 1.0, 1e-300, 0.0], [1.0, -1.0, 1e-16, 0.0], [1e16, -1e16, 1, 1]],
)
def test_weights_of_any_size_are_reckoned_with(past: list[float]) -> None:
    assert 0 <= chance(past, 3.0, 70) <= 1


@given(past=pasts, rest=rests, more=rests, days=spans)
def test_more_to_do_takes_longer(past: list[float], rest: float, more: float, days: int) -> None:
    less, longer = given_forecast(past, rest), given_forecast(past, rest + more)
    assert (less.p50 or FAR) <= (longer.p50 or FAR)
    assert (less.p85 or FAR) <= (longer.p85 or FAR)
    assert chance(past, rest, days) >= chance(past, rest + more, days)


@given(past=pasts, rest=rests, days=spans, more=spans)
def test_a_later_deadline_is_likelier(past: list[float], rest: float, days: int, more: int) -> None:
    assert 0 <= chance(past, rest, days) <= chance(past, rest, days + more) <= 1


@given(past=pasts, rest=rests)
def test_days_and_chance_agree(past: list[float], rest: float) -> None:
    said = given_forecast(past, rest)
    assert (said.p50 or FAR) <= (said.p85 or FAR)
    for day, share in ((said.p50, 0.5), (said.p85, 0.85)):
        if day is not None:
            assert chance(past, rest, (day - R).days) >= share
            assert chance(past, rest, (day - R).days - 1) <= share


@given(past=pasts, rest=rests, days=spans, power=st.integers(-20, 20))
def test_the_unit_does_not_matter(past: list[float], rest: float, days: int, power: int) -> None:
    unit = 2.0**power
    scaled = [window * unit for window in past]
    assert forecast(scaled, rest * unit, R, later(days)) == forecast(past, rest, R, later(days))


@given(past=pasts, rest=rests, days=spans, data=st.data())
def test_the_order_of_the_windows_does_not_matter(
    past: list[float], rest: float, days: int, data: st.DataObject
) -> None:
    other = data.draw(st.permutations(past))
    assert forecast(other, rest, R, later(days)) == forecast(past, rest, R, later(days))


@pytest.mark.parametrize("kind", KINDS)
def test_forecasts_come_true_as_often_as_they_say(kind: str) -> None:
    draw = Random(20261119)  # noqa: S311 (goals that are the same every time, not a secret)
    outcomes = [outcome(draw, kind, size) for size in JUDGED for _ in range(250)]
    p50 = fmean(result.by(result.forecast.p50) for result in outcomes)
    p85 = fmean(result.by(result.forecast.p85) for result in outcomes)
    assert MET_BY_P50[0] <= p50 <= MET_BY_P50[1]
    assert MET_BY_P85[0] <= p85 <= MET_BY_P85[1]
