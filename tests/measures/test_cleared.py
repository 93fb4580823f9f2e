"""Lines that were removed after they were done, and such as came back; the first day is 1 November 2026."""

from __future__ import annotations

from datetime import date

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.advance import advance, start
from aimo_md.measures.past import NO_GOAL, Past, StatusSince, TaskPast
from tests.states import day, growth, states, task_past


class TestCleared:
    def test_a_done_line_that_was_removed_is_remembered(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a [weight:: 2]
        - [ ] b
        ~~~
        === G.md (goal)
        - [x] a [weight:: 2]
        - [ ] b
        ~~~
        === G.md (goal)
        - [ ] b
        """
        [line] = past.cleared["G.md"]
        assert (line.text, line.weight, line.own) == ("a", 2, True)
        assert (line.first_seen, line.earned_on, line.stamp, line.cleared_on) == (
            day(0),
            day(1),
            None,
            day(2),
        )
        assert growth(past) == []

    def test_below_a_task_that_lives_on_it_keeps_its_share(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [x] b [weight:: 3] ✅ 2026-10-20
          - [ ] c
        ~~~
        === G.md (goal)

        - [ ] a
          - [ ] c
        """
        assert past.cleared == {}
        [line] = task_past(past, "G.md", 5).cleared
        assert (line.text, line.weight, line.earned_on) == ("b", 3, date(2026, 10, 20))

    def test_when_that_task_goes_too_it_is_the_goals(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a [weight:: 4]
          - [x] b [weight:: 3]
          - [ ] c
        ~~~
        === G.md (goal)
        - [ ] a [weight:: 4]
          - [ ] c
        ~~~
        === G.md (goal)
        """
        assert [(line.text, line.weight, line.earned_on) for line in past.cleared["G.md"]] == [("b", 3, None)]
        assert growth(past) == [(day(2), -1, 0)]

    def test_with_a_ticked_task_all_below_it_was_done(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [ ] b
            - [ ] c
        ~~~
        === G.md (goal)
        - [x] a
          - [ ] b
            - [ ] c
        ~~~
        === G.md (goal)
          - [ ] b
        """
        [line] = task_past(past, "G.md", 4).cleared
        assert (line.text, line.earned_on) == ("c", day(1))

    def test_the_day_that_it_was_planned_for(self, past: Past) -> None:
        """
        === G.md (goal)
        ## Spring 📅 2026-03-31
        ### Beds
        - [x] a 📅 2026-11-05
        - [x] b
        - [ ] c ⏳ 2026-11-06
          - [x] d
          - [ ] e
        === Log.md
        ## No milestone 📅 2026-11-30
        - [x] f
        - [ ] g
        ~~~
        === G.md (goal)
        ## Spring 📅 2026-03-31
        ### Beds
        - [ ] c ⏳ 2026-11-06
          - [ ] e
        === Log.md
        ## No milestone 📅 2026-11-30
        - [ ] g
        """
        [a, b] = past.cleared["G.md"]
        [d] = task_past(past, "G.md", 6).cleared
        [f] = past.cleared[NO_GOAL]
        days = [leaf.planned_for for leaf in (a, b, d, f)]
        assert days == [date(2026, 11, 5), date(2026, 3, 31), date(2026, 11, 6), None]

    def test_a_step_of_an_occurrence_that_stays(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-08
          - [x] fill the can ✅ 2026-10-30
        ~~~
        === G.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-08
        """
        assert [leaf.text for leaf in task_past(past, "G.md", 4).cleared] == ["fill the can"]

    def test_a_step_that_was_done_before_its_occurrence(self, past: Past) -> None:
        """
        === G.md (goal)
        - [x] water 🔁 every week 📅 2026-11-01 ✅ 2026-11-01
          - [x] fill the can ✅ 2026-10-30
        - [ ] rest
        ~~~
        === G.md (goal)
        - [ ] rest
        """
        assert [(leaf.text, leaf.weight, leaf.earned_on) for leaf in past.cleared["G.md"]] == [
            ("fill the can", 0, date(2026, 10, 30)),
            ("water", 1, day(0)),
        ]

    def test_an_occurrence_of_a_series(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-08
        - [x] water 🔁 every week 📅 2026-11-01 ✅ 2026-11-01
          - [x] fill the can
        - [ ] weed 🔁 every month 📅 2026-11-08
        ~~~
        === G.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-08
        """
        assert [(line.text, line.recurrence, line.weight) for line in past.cleared["G.md"]] == [
            ("water", "every week", 1)
        ]

    def test_a_note_is_renamed_and_another_goes(self, past: Past) -> None:
        """
        === G.md (goal)
        - [x] a
        - [ ] b
        - [ ] c
        === Log.md
        ---
        goal: "[[G]]"
        ---
        - [x] d
        ~~~
        === G.md (goal)
        - [ ] b
        - [ ] c
        === Log.md
        ---
        goal: "[[G]]"
        ---
        - [x] d
        ~~~
        === H.md (goal)
        - [ ] b
        - [ ] c
        """
        assert [line.text for line in past.cleared["H.md"]] == ["a", "d"]

    def test_what_moved_no_goal(self, past: Past) -> None:
        """
        === A.md
        - [x] a
        - [ ] b
        ~~~
        === A.md
        - [ ] b
        """
        assert [line.text for line in past.cleared[NO_GOAL]] == ["a"]

    def test_with_its_note_a_goal_takes_all_along(self, past: Past) -> None:
        """
        === G.md (goal)
        - [x] a
        === B.md
        ~~~
        === B.md
        """
        assert past.cleared == {}


class TestBack:
    """A line or a note that comes back was never away."""

    def test_a_done_line(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
        - [ ] b
        ~~~
        === G.md (goal)
        - [x] a
        - [ ] b
        ~~~
        === G.md (goal)
        - [ ] b
        ~~~
        === G.md (goal)
        - [ ] b
        - [x] a
        """
        assert past.cleared == {}
        assert task_past(past, "G.md", 5) == TaskPast(first_seen=day(0), first_done=day(1))
        assert growth(past) == []

    def test_one_of_two_that_are_alike_below_a_task(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [x] b
          - [ ] c
          - [x] b
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] c
        ~~~
        === G.md (goal)
        - [ ] a
          - [x] b
          - [ ] c
        """
        assert [line.text for line in task_past(past, "G.md", 4).cleared] == ["b"]
        assert task_past(past, "G.md", 5) == TaskPast(first_seen=day(0), first_done=None)

    def test_another_stamp_is_another_line(self, past: Past) -> None:
        """
        === G.md (goal)
        - [x] call home ✅ 2026-11-01
        ~~~
        === G.md (goal)
        ~~~
        === G.md (goal)
        - [x] call home ✅ 2026-11-03
        """
        assert [line.text for line in past.cleared["G.md"]] == ["call home"]
        assert task_past(past, "G.md", 4) == TaskPast(first_seen=day(2), first_done=day(2))

    def test_after_a_week_it_is_another_line(self) -> None:
        with_it, without = states("=== A.md\n- [x] a\n- [ ] b\n~~~\n=== A.md\n- [ ] b\n")
        past = advance(start(with_it, day(0)), with_it, without, day(1))
        assert advance(past, without, with_it, day(7)).cleared == {}
        assert len(advance(past, without, with_it, day(8)).cleared[NO_GOAL]) == 1

    def test_a_whole_note(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
        - [ ] b
        - [ ] same
        - [ ] same
        ~~~
        === G.md (goal)
        - [x] a
        - [ ] b
        - [ ] same
        - [x] same
        ~~~
        === Other.md
        ~~~
        === G.md (goal)
        - [x] a
        - [x] b
        - [ ] same
        - [ ] same
        - [x] new
        === Other.md
        """
        assert past.first_seen("G.md") == day(0)
        assert [task_past(past, "G.md", line).first_done for line in range(4, 9)] == [
            day(1),
            day(3),
            None,
            None,
            day(3),
        ]
        assert {task_past(past, "G.md", line).first_seen for line in range(4, 8)} == {day(0)}
        assert past.gone == {}
        goal = past.goal("G.md")
        assert goal is not None
        assert goal.statuses == (StatusSince(day(0), GoalStatus.ACTIVE),)

    def test_what_was_cleared_below_its_tasks(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [x] b
          - [ ] c
        === Log.md
        - [ ] d [[G]]
          - [x] e
          - [ ] f
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] c
        === Log.md
        - [ ] d [[G]]
          - [ ] f
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] c
        ~~~
        === H.md (goal)
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] c
        === Log.md
        - [ ] d [[G]]
          - [ ] f
        """
        assert [leaf.text for leaf in task_past(past, "G.md", 4).cleared] == ["b"]
        # What stood in another note stayed with the goal when that note went.
        assert task_past(past, "Log.md", 1).cleared == ()
        assert [leaf.text for leaf in past.cleared["G.md"]] == ["e"]

    def test_a_note_whose_done_lines_were_anothers(self, past: Past) -> None:
        """
        === G.md (goal)
        === Log.md
        - [x] d [[G]]
        ~~~
        === G.md (goal)
        ~~~
        === G.md (goal)
        === Log.md
        - [x] d [[G]]
        """
        assert past.cleared == {}
        assert task_past(past, "Log.md", 1) == TaskPast(first_seen=day(0), first_done=None)
