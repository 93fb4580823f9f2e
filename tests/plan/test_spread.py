"""Milestones back from the deadline, and the actions of the next two weeks."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.measures.days_off import DaysOff
from aimo_md.plan.shapes import Action, Milestone, Shape
from aimo_md.plan.spread import DATED_DAYS, PlannedMilestone, back_planned

SUNDAY = date(2026, 11, 22)


def shape(*milestones: tuple[float | None, int]) -> Shape:
    """A shape of milestones with these shares and so many actions."""
    return Shape(
        name="test",
        words=(),
        criteria=(),
        milestones=tuple(
            Milestone(
                title=f"Part {number}",
                share=share,
                day=None,
                actions=tuple(Action(text=f"{number}.{nth}") for nth in range(actions)),
            )
            for number, (share, actions) in enumerate(milestones)
        ),
    )


def days(planned: tuple[PlannedMilestone, ...]) -> list[date | None]:
    return [action.day for milestone in planned for action in milestone.actions]


def november(*numbers: int) -> list[date]:
    return [date(2026, 11, number) for number in numbers]


def test_milestones_end_as_long_before_the_deadline_as_the_shares_after_them_say() -> None:
    """100 days from 22 November on, both ends counted: the last fifth begins after 80 of them."""
    planned = back_planned(shape((0.3, 1), (0.5, 1), (0.2, 1)), SUNDAY, date(2027, 3, 1), {})
    assert [each.due for each in planned] == [date(2026, 12, 21), date(2027, 2, 9), date(2027, 3, 1)]


@pytest.mark.parametrize("shares", [(None, None), (0.5, None), (0.4, 0.4), (2.0, 2.0)])
def test_shares_need_not_be_stated_nor_add_up(shares: tuple[float | None, float | None]) -> None:
    planned = back_planned(shape(*((share, 1) for share in shares)), SUNDAY, date(2026, 12, 1), {})
    assert [each.due for each in planned] == [date(2026, 11, 26), date(2026, 12, 1)]


def test_actions_are_spread_over_the_days_of_their_milestone() -> None:
    planned = back_planned(shape((1, 4)), SUNDAY, date(2026, 12, 4), {})
    assert days(planned) == [*november(23, 26, 29), date(2026, 12, 2)]


def test_the_first_three_actions_come_soon_on_a_long_way() -> None:
    planned = back_planned(shape((1, 4), (1, 1)), SUNDAY, date(2028, 11, 22), {})
    assert days(planned) == [date(2026, 11, 23), date(2026, 11, 27), date(2026, 12, 2), None, None]


def test_without_a_deadline_only_the_first_part_gets_days() -> None:
    planned = back_planned(shape((None, 3), (None, 2)), SUNDAY, None, {})
    assert days(planned) == [date(2026, 11, 23), date(2026, 11, 27), date(2026, 12, 2), None, None]
    assert [each.due for each in planned] == [None, None]


def test_a_busy_day_is_passed_over_for_one_near_it() -> None:
    busy = Counter(
        {date(2026, 11, 23): 3, date(2026, 11, 24): 1, date(2026, 11, 27): 4, date(2026, 11, 26): 1}
    )
    planned = back_planned(shape((1, 2)), SUNDAY, date(2026, 12, 1), busy)
    assert days(planned) == november(24, 28)


def test_a_day_that_is_stated_stays_where_it_lies_within_the_goal() -> None:
    stated = Milestone(
        title="Stated",
        share=None,
        day=date(2026, 11, 30),
        actions=(
            Action(text="Within", day=date(2026, 11, 24)),
            Action(text="Too late", day=date(2027, 11, 25)),
            Action(text="Too early", day=date(2025, 11, 25)),
        ),
    )
    plan = Shape(name="test", words=(), criteria=(), milestones=(stated,))
    (planned,) = back_planned(plan, SUNDAY, date(2026, 12, 31), {})
    assert planned.due == date(2026, 11, 30)
    assert days((planned,)) == november(24, 25, 28)


def test_the_first_action_is_not_put_off_by_a_day_that_is_stated() -> None:
    actions = (Action(text="First", day=date(2026, 11, 30)), Action(text="Second", day=date(2026, 11, 30)))
    stated = Milestone(title="", share=None, day=None, actions=actions)
    plan = Shape(name="test", words=(), criteria=(), milestones=(stated,))
    assert days(back_planned(plan, SUNDAY, date(2026, 12, 31), {})) == november(23, 30)


@pytest.mark.parametrize(
    ("off", "chosen"),
    [
        ((23, 24), (25, 27, 29)),
        ((23, 26), (27, 28, 29)),
        ((24, 24), (23, 26, 28)),
        ((23, 30), (30, 30, 30)),
        ((25, 28), (23, 24, 29)),
    ],
)
def test_a_day_off_gets_no_action(off: tuple[int, int], chosen: tuple[int, ...]) -> None:
    away = DaysOff.of([(november(off[0])[0], november(off[1])[0])])
    planned = back_planned(shape((1, 3)), SUNDAY, date(2026, 11, 30), {}, away)
    assert days(planned) == november(*chosen)


def test_days_off_are_no_days_between_milestones() -> None:
    """Of the 20 days up to the deadline ten are off: the middle of the others is the fifth."""
    away = DaysOff.of([(date(2026, 11, 24), date(2026, 12, 3))])
    planned = back_planned(shape((1, 1), (1, 1)), SUNDAY, date(2026, 12, 11), {}, away)
    assert [each.due for each in planned] == [date(2026, 12, 6), date(2026, 12, 11)]
    assert days(planned) == [date(2026, 11, 23), date(2026, 12, 7)]


def test_without_a_deadline_the_first_action_comes_after_the_days_off() -> None:
    away = DaysOff.of([(date(2026, 11, 20), date(2027, 1, 10))])
    assert days(back_planned(shape((1, 1)), SUNDAY, None, {}, away)) == [date(2027, 1, 11)]


def test_what_is_due_today_is_planned_for_today() -> None:
    assert days(back_planned(shape((1, 2), (1, 1)), SUNDAY, SUNDAY, {})) == [SUNDAY] * 3


SHARES = st.none() | st.floats(0, 1, allow_nan=False)
BUSY = st.dictionaries(st.integers(0, 20), st.integers(1, 9))


@settings(max_examples=200)
@given(
    st.lists(st.tuples(SHARES, st.integers(1, 6)), min_size=1, max_size=6),
    st.none() | st.integers(0, 2000),
    BUSY,
)
def test_every_plan_keeps_to_its_days(
    parts: list[tuple[float | None, int]], span: int | None, busy: dict[int, int]
) -> None:
    deadline = None if span is None else SUNDAY + timedelta(days=span)
    loaded = {SUNDAY + timedelta(days=day): count for day, count in busy.items()}
    planned = back_planned(shape(*parts), SUNDAY, deadline, loaded)
    dues = [each.due for each in planned if each.due is not None]
    dated = [day for day in days(planned) if day is not None]
    assert dues == sorted(dues)
    assert not dues or dues[-1] == deadline
    assert dated == sorted(dated)
    assert dated[0] <= SUNDAY + timedelta(days=2)
    assert all(SUNDAY <= day <= SUNDAY + timedelta(days=DATED_DAYS) for day in dated)
    for each in planned:
        assert all(
            action.day is None or each.due is None or action.day <= each.due for action in each.actions
        )
