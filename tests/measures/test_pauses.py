"""Pauses and days away: no days for the slip, the windows, standing still and habits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import Config, MeasuresConfig
from aimo_md.measures.days_off import DaysOff
from aimo_md.measures.model import GoalMeasure, Health, PlannedBy
from tests.measures.one_goal import one_goal
from tests.states import day, measured_after
from tests.vaults import SUNDAY, measured

TEN_DAYS = ("start: 2026-11-01", "deadline: 2026-11-20")
PAUSED = "## Decisions\n- 2026-11-06 pause: until 2026-11-11\n- 2026-11-11 resume: 5 open tasks\n"
"""The 6th to the 10th of November: five days."""


def november(number: int) -> date:
    return date(2026, 11, number)


def spells(found: GoalMeasure) -> list[tuple[date, date]]:
    return list(found.rest.off.spells)


def planned(found: GoalMeasure) -> list[int]:
    """The days of November for which the items are planned."""
    return [step.day.day for item in found.items for step in item.steps]


class TestWhen:
    """When a goal rested."""

    @pytest.mark.parametrize(
        ("status", "lines", "expected", "resumed"),
        [
            pytest.param("active", (), [], None, id="never"),
            pytest.param("active", ("02 pause", "05 resume"), [(2, 4)], 5, id="up to the day before"),
            pytest.param("active", ("02 pause: x", "02 resume"), [], 2, id="resumed on the same day"),
            pytest.param(
                "active",
                ("02 pause", "05 resume", "09 pause", "12 resume"),
                [(2, 4), (9, 11)],
                12,
                id="twice",
            ),
            pytest.param("active", ("02 pause", "04 pause", "09 resume"), [(2, 8)], 9, id="put off once"),
            pytest.param("paused", ("02 pause",), [(2, 22)], None, id="goes on until today"),
            pytest.param("paused", (), [], None, id="nobody knows since when"),
            pytest.param("active", ("02 pause",), [], None, id="nobody knows until when"),
            pytest.param("dropped", ("02 pause", "05 drop"), [(2, 4)], 5, id="ended by another decision"),
            pytest.param("active", ("05 resume",), [], 5, id="resumed, nobody knows from what"),
            pytest.param("paused", ("29 pause",), [], None, id="a day that has not come"),
        ],
    )
    def test_by_its_decisions(
        self, status: str, lines: tuple[str, ...], expected: list[tuple[int, int]], resumed: int | None
    ) -> None:
        body = "\n".join(["## Decisions", *(f"- 2026-11-{line}" for line in lines)])
        found = one_goal(body, f"status: {status}", "start: 2026-11-01")
        assert spells(found) == [(november(first), november(last)) for first, last in expected]
        assert found.rest.resumed_on == (None if resumed is None else november(resumed))

    def test_by_the_history(self) -> None:
        text = "~~~\n".join(
            f"=== A.md\n---\ntype: goal\nstatus: {status}\n---\n"
            for status in ("active", "paused", "paused", "active", "someday", "paused")
        )
        found = measured_after(text, SUNDAY).goals["A.md"].rest
        assert found.off == DaysOff(((day(1), day(2)), (day(5), SUNDAY)))
        assert found.resumed_on == day(3)

    def test_what_came_later_than_the_day_that_is_looked_at_is_not_known_yet(self) -> None:
        text = "~~~\n".join(
            f"=== A.md\n---\ntype: goal\nstatus: {status}\n---\n" for status in ("active", "active", "paused")
        )
        assert spells(measured_after(text, day(1)).goals["A.md"]) == []
        assert spells(measured_after(text, day(3)).goals["A.md"]) == [(day(2), day(3))]

    def test_before_the_history_by_its_decisions(self) -> None:
        note = (
            "---\ntype: goal\nstatus: {}\n---\n## Decisions\n- 2026-10-05 pause\n- 2026-10-08 resume\n"
            "- 2026-10-25 pause\n- 2026-11-09 resume\n"
        )
        text = f"=== A.md\n{note.format('paused')}~~~\n=== A.md\n{note.format('active')}"
        found = measured_after(text, SUNDAY).goals["A.md"]
        # The history saw that the second pause ended on the 2nd; what the line says of the 9th is not needed.
        assert spells(found) == [(date(2026, 10, 5), date(2026, 10, 7)), (date(2026, 10, 25), day(0))]

    def test_with_the_goal_above_it(self) -> None:
        found = measured(
            """
            === Top.md
            ---
            type: goal
            status: paused
            ---
            ## Decisions
            - 2026-11-10 pause
            === Sub.md
            ---
            type: goal
            parent: "[[Top]]"
            ---
            ## Decisions
            - 2026-11-02 pause
            - 2026-11-04 resume
            """
        )
        assert spells(found.goals["Sub.md"]) == [(november(2), november(3)), (november(10), SUNDAY)]

    def test_while_its_owner_is_away(self) -> None:
        config = Config(measures=MeasuresConfig(away=((november(9), november(5)),)))
        found = one_goal("- [ ] a", "start: 2026-11-01", config=config)
        assert spells(found) == [(november(5), november(9))]
        assert found.rest.resumed_on is None


class TestThePlan:
    """At resume the plan goes on from where it stood."""

    def test_by_hand(self) -> None:
        """Ten undated leaves over twenty days: one every other day, the 2nd, 4th, 6th ... 20th.

        Two were planned before the pause, on the 2nd and the 4th. The other eight are spread over the ten
        days from the 11th to the 20th: the k-th of them on day ceil(10 k / 8) = 2, 3, 4, 5, 7, 8, 9, 10.
        """
        assert planned(one_goal("- [ ] a\n" * 10, *TEN_DAYS)) == [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]
        found = one_goal("- [ ] a\n" * 10 + PAUSED, *TEN_DAYS)
        assert planned(found) == [2, 4, 12, 13, 14, 15, 17, 18, 19, 20]

    def test_what_fell_due_is_spread_with_the_undated(self) -> None:
        """Over the days from the 11th to the 20th, in the order of the note; the 15th keeps its day."""
        body = "- [ ] a 📅 2026-11-05\n- [ ] b 📅 2026-11-08\n- [ ] c\n- [ ] d 📅 2026-11-15\n" + PAUSED
        found = one_goal(body, *TEN_DAYS)
        assert planned(found) == [5, 15, 20, 15]
        assert [item.planned_by for item in found.items] == [
            PlannedBy.DUE,
            PlannedBy.PAUSE,
            PlannedBy.COHORT,
            PlannedBy.DUE,
        ]

    def test_without_a_deadline_the_distances_stay(self) -> None:
        """The 7th was the second day of the pause; so it becomes the second day after it."""
        body = "- [ ] a 📅 2026-11-05\n- [ ] b 📅 2026-11-07\n- [ ] c 📅 2026-11-15\n" + PAUSED
        assert planned(one_goal(body, "start: 2026-11-01")) == [5, 12, 15]

    def test_what_came_after_the_pause_is_not_touched(self) -> None:
        body = "- [ ] a ➕ 2026-11-08\n- [ ] b ➕ 2026-11-16\n" + PAUSED
        assert planned(one_goal(body, *TEN_DAYS)) == [20, 20]
        assert planned(one_goal("- [ ] b ➕ 2026-11-16\n- [ ] c ➕ 2026-11-16\n" + PAUSED, *TEN_DAYS)) == [
            18,
            20,
        ]

    def test_two_pauses(self) -> None:
        """Four leaves over 4, 8, 12 and 16 days; after the 5th to 8th three are left for the 9th to 16th.

        They are due on day ceil(8 k / 3) of these: the 11th, 14th and 16th. The second pause, from the 10th
        to the 12th, leaves all three for the four days from the 13th on: the 14th, 15th and 16th.
        """
        away = ((november(5), november(8)), (november(10), november(12)))
        config = Config(measures=MeasuresConfig(away=away))
        keys = ("start: 2026-11-01", "deadline: 2026-11-16")
        assert planned(one_goal("- [ ] a\n" * 4, *keys)) == [4, 8, 12, 16]
        assert planned(one_goal("- [ ] a\n" * 4, *keys, config=config)) == [4, 14, 15, 16]

    def test_a_metric_goes_on_too(self) -> None:
        """10 of 20 a day; the line of the first five days stays, the other 15 are left for ten days."""
        keys = ("metric: pages", "metric_target: 20", *TEN_DAYS)
        steps = [step for item in one_goal(PAUSED, *keys).items for step in item.steps]
        assert sum(step.weight for step in steps if step.day <= november(5)) == 5
        assert not any(november(6) <= step.day <= november(10) for step in steps)
        assert sum(step.weight for step in steps if step.day <= november(16)) == pytest.approx(5 + 15 * 0.6)

    def test_a_deadline_in_the_pause(self) -> None:
        assert planned(
            one_goal("- [ ] a\n- [ ] b\n" + PAUSED, "start: 2026-11-01", "deadline: 2026-11-08")
        ) == [
            4,
            8,
        ]

    def test_away_for_ever(self) -> None:
        """There is no day to go on; the plan stays as it was."""
        config = Config(measures=MeasuresConfig(away=((november(6), date.max),)))
        assert planned(one_goal("- [ ] a\n- [ ] b", *TEN_DAYS, config=config)) == [10, 20]

    def test_a_subgoal_that_rested_alone_goes_on_alone(self) -> None:
        """Four leaves of one list over 20 days: 5, 10, 15, 20. The two of the subgoal rested from the 6th."""
        found = measured(
            f"""
            === Top.md
            ---
            type: goal
            start: 2026-11-01
            deadline: 2026-11-20
            ---
            - [ ] a
            - [ ] b
            === Sub.md
            ---
            type: goal
            parent: "[[Top]]"
            ---
            - [ ] c
            - [ ] d
            {PAUSED.replace(chr(10), chr(10) + " " * 12)}
            """
        )
        assert planned(found.goals["Top.md"]) == [10, 20, 15, 20]


class TestTheNumbers:
    """Paused days are no days."""

    def test_slip_by_hand(self) -> None:
        """Ten leaves, planned for the 2nd, 4th, 12th, 13th, 14th ...; one was done.

        On the 12th, r is the 11th. Wanted are two; the first day that wants more than one is the 4th, so ES
        is the end of the 3rd. Since then the 4th, 5th and 11th count: slip = 3. Before the pause it was 2.
        """
        body = "- [x] a ✅ 2026-11-02\n" + "- [ ] a\n" * 9
        assert one_goal(body, *TEN_DAYS, today=november(6)).slip == 2.0
        assert one_goal(body + PAUSED, *TEN_DAYS, today=november(11)).slip == 2.0
        assert one_goal(body + PAUSED, *TEN_DAYS, today=november(12)).slip == 3.0

    def test_standing_still(self) -> None:
        """Moved on the 2nd. Away from the 6th to the 10th, it has stood still for 15 days on the 22nd.

        After a pause these are counted from the day on which it was resumed, the 11th.
        """
        body = "- [x] a ✅ 2026-11-02\n- [ ] b\n"
        config = Config(measures=MeasuresConfig(away=((november(6), november(10)),)))
        assert one_goal(body, "start: 2026-11-01").stalled_days == 20
        assert one_goal(body, "start: 2026-11-01", config=config).stalled_days == 15
        assert one_goal(body + PAUSED, "start: 2026-11-01").stalled_days == 11

    def test_the_pace(self) -> None:
        """A leaf a week in the four weeks of October, none in three weeks of rest, then the last day."""
        ticks = "\n".join(f"- [x] a ✅ 2026-10-{number:02}" for number in (3, 10, 17, 24))
        rest = "\n- [ ] b\n## Decisions\n- 2026-10-29 pause\n- 2026-11-22 resume\n"
        keys = ("start: 2026-10-01", "deadline: 2026-12-31")
        assert one_goal(ticks, *keys).pace == pytest.approx(3 / 7)
        assert one_goal(ticks + rest, *keys).pace == 1.0

    def test_a_habit(self) -> None:
        """Once a week, kept in the weeks of 19 and 26 October; the next two had days off."""
        body = "- [x] run ✅ 2026-10-20\n- [x] run ✅ 2026-10-27\n"
        keys = ("habit: 1/week", "start: 2026-10-12")
        plain, rested = one_goal(body, *keys).habit, one_goal(body + PAUSED, *keys).habit
        assert plain is not None
        assert rested is not None
        assert (plain.adherence, plain.streak) == (0.5, 0)
        # Full are those of 12, 19 and 26 October; the last two make the streak.
        assert rested.adherence == pytest.approx(2 / 3)
        assert rested.streak == 2

    def test_the_pace_that_would_be_needed(self) -> None:
        config = Config(measures=MeasuresConfig(away=((november(23), november(26)),)))
        found = one_goal("- [ ] a", "start: 2026-11-01", "deadline: 2026-12-02", config=config)
        assert found.required_pace == pytest.approx(7 / 7)

    def test_health_after_a_long_rest(self) -> None:
        body = "- [x] a ✅ 2026-09-10\n" + "- [ ] a\n" * 9
        keys = ("start: 2026-09-01", "deadline: 2026-12-31")
        rest = "## Decisions\n- 2026-09-14 pause\n- 2026-11-20 resume\n"
        assert one_goal(body, *keys).health is Health.STALLED
        assert one_goal(body + rest, *keys).health is Health.ON_TRACK


LEAVES = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(
            ("", "", " [weight:: 2]", " 📅 2026-11-03", " 📅 2026-11-08", " ⏳ 2026-11-17", " ➕ 2026-11-07")
        ),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(leaves=LEAVES, first=st.integers(2, 20), length=st.integers(1, 12), ends=st.booleans())
def test_who_is_late_at_the_pause_is_as_late_at_the_end_of_it(
    leaves: list[tuple[bool, str]], first: int, length: int, *, ends: bool
) -> None:
    keys = ("start: 2026-11-01", "deadline: 2026-12-15") if ends else ("start: 2026-11-01",)
    begin, back = november(first), november(first) + timedelta(days=length)
    body = "\n".join(f"- [{'x' if done else ' '}] a{fields}" for done, fields in leaves)
    lines = f"\n## Decisions\n- {begin} pause\n- {back} resume\n"
    before = one_goal(body, *keys, today=begin).slip
    after = one_goal(body + lines, *keys, today=back).slip
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert max(after, 0.0) == pytest.approx(max(before, 0.0))


@settings(max_examples=40, deadline=None)
@given(
    leaves=st.integers(1, 13),
    days=st.integers(5, 40),
    first=st.integers(0, 30),
    length=st.integers(1, 9),
)
def test_who_does_each_leaf_on_its_planned_day_is_on_time_after_a_pause_too(
    leaves: int, days: int, first: int, length: int
) -> None:
    begin = november(1) + timedelta(days=first)
    back, deadline = begin + timedelta(days=length), november(1) + timedelta(days=days - 1)
    keys, lines = (
        ("start: 2026-11-01", f"deadline: {deadline}"),
        f"\n## Decisions\n- {begin} pause\n- {back} resume\n",
    )
    plan = [item.steps[0].day for item in one_goal("- [ ] a\n" * leaves + lines, *keys, today=back).items]
    for number in range((deadline - back).days + 2):
        today = back + timedelta(days=number)
        body = "\n".join(f"- [x] a ✅ {each}" if each < today else "- [ ] a" for each in plan)
        assert one_goal(body + lines, *keys, today=today).slip == 0.0


@settings(max_examples=80, deadline=None)
@given(leaves=LEAVES, age=st.integers(0, 30), at=st.integers(0, 8))
def test_adding_an_open_undated_task_makes_nothing_later_after_a_pause_either(
    leaves: list[tuple[bool, str]], age: int, at: int
) -> None:
    keys, today = ("start: 2026-11-01", "deadline: 2026-12-15"), november(11) + timedelta(days=age)
    lines = [f"- [{'x' if done else ' '}] a{fields}" for done, fields in leaves]
    more = [*lines[:at], f"- [ ] new ➕ {today}", *lines[at:]]
    before, after = (
        one_goal("\n".join(each) + f"\n{PAUSED}", *keys, today=today).slip for each in (lines, more)
    )
    assert max(after or 0.0, 0.0) == pytest.approx(max(before or 0.0, 0.0))
