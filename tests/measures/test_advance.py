"""What is known of the past after a few days, each a state of the vault; the first is 1 November 2026."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from aimo_md.goals.model import GoalStatus, Place
from aimo_md.measures.advance import advance, start
from aimo_md.measures.past import Move, Past, StatusSince, TaskPast, Weighing
from tests.states import day, growth, task_past, vault


class TestDone:
    def test_what_was_done_at_first_was_done_on_an_unknown_day(self, past: Past) -> None:
        """
        === A.md
        - [x] a
        - [ ] b
        """
        assert task_past(past, "A.md", 1) == TaskPast(first_seen=day(0), first_done=None)
        assert task_past(past, "A.md", 2) == TaskPast(first_seen=day(0), first_done=None)

    def test_the_day_on_which_it_was_first_seen_done(self, past: Past) -> None:
        """
        === A.md
        - [ ] a
        ~~~
        === A.md

        - [x] a
        - [x] b
        ~~~
        === A.md
        # More
        - [x] b
        - [x] a
        """
        assert task_past(past, "A.md", 3) == TaskPast(first_seen=day(0), first_done=day(1))
        assert task_past(past, "A.md", 2) == TaskPast(first_seen=day(1), first_done=day(1))

    def test_it_begins_anew_after_it_was_unticked(self, past: Past) -> None:
        """
        === A.md
        - [x] a
        - [ ] b
        ~~~
        === A.md
        - [ ] a
        - [x] b
        ~~~
        === A.md
        - [x] a
        - [ ] b
        """
        assert task_past(past, "A.md", 1).first_done == day(2)
        assert task_past(past, "A.md", 2).first_done is None

    def test_a_new_note_that_holds_something_done(self, past: Past) -> None:
        """
        === A.md
        - [x] goes to B
        ~~~
        === B.md
        - [x] a
        - [x] goes to B
        - [ ] b
        ~~~
        === B.md
        - [x] a
        - [x] goes to B
        - [x] b
        """
        assert task_past(past, "B.md", 1) == TaskPast(first_seen=day(1), first_done=None)
        assert task_past(past, "B.md", 2) == TaskPast(first_seen=day(0), first_done=None)
        assert task_past(past, "B.md", 3) == TaskPast(first_seen=day(1), first_done=day(2))

    def test_a_renamed_note_keeps_its_past(self, past: Past) -> None:
        """
        === Old.md (goal)
        - [ ] a
        - [ ] b
        ~~~
        === Old.md (goal)
        - [x] a
        - [ ] b
        ~~~
        === Plans/New.md (goal)
        - [x] a
        - [x] b
        """
        assert past.first_seen("Plans/New.md") == day(0)
        assert past.first_seen("Old.md") is None
        assert task_past(past, "Plans/New.md", 4) == TaskPast(first_seen=day(0), first_done=day(1))
        assert task_past(past, "Plans/New.md", 5) == TaskPast(first_seen=day(0), first_done=day(2))


class TestPutOff:
    def test_each_time_is_remembered(self, past: Past) -> None:
        """
        === A.md
        - [ ] write to the bank 📅 2026-11-02
        ~~~
        === A.md
        - [ ] write to the bank 📅 2026-11-03
        ~~~
        === A.md
        - [ ] write to the bank today 📅 2026-11-09
        ~~~
        === A.md
        - [ ] write to the bank today 📅 2026-11-08
        """
        assert task_past(past, "A.md", 1).put_off == (
            Move(day(1), date(2026, 11, 2), date(2026, 11, 3)),
            Move(day(2), date(2026, 11, 3), date(2026, 11, 9)),
        )


class TestWeights:
    def test_each_change_of_an_open_task_is_remembered(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
        - [ ] b [weight:: 2]
        - [ ] c
        ~~~
        === G.md (goal)
        - [ ] a [weight:: 3]
        - [ ] b [weight:: 2] 📅 2026-11-20
        - [x] c
        ~~~
        === G.md (goal)
        - [ ] a
        - [x] b [weight:: 4]
        - [x] c [weight:: 5]
        """
        assert [task_past(past, "G.md", line).weighed for line in (4, 5, 6)] == [
            (Weighing(day(1), None, 3.0), Weighing(day(2), 3.0, None)),
            (Weighing(day(2), 2.0, 4.0),),
            (),
        ]


class TestGoals:
    def test_deadlines_and_pauses(self, past: Past) -> None:
        """
        === G.md
        ---
        type: goal
        deadline: 2026-12-01
        status: paused
        ---
        ~~~
        === G.md
        ---
        type: goal
        deadline: 2026-12-24
        status: active
        ---
        ~~~
        === G.md
        ---
        type: goal
        status: active
        ---
        ~~~
        === G.md
        ---
        type: goal
        status: paused
        ---
        """
        goal = past.goal("G.md")
        assert goal is not None
        assert goal.deadlines == (
            Move(day(1), date(2026, 12, 1), date(2026, 12, 24)),
            Move(day(2), date(2026, 12, 24), None),
        )
        assert goal.statuses == (
            StatusSince(day(0), GoalStatus.PAUSED),
            StatusSince(day(1), GoalStatus.ACTIVE),
            StatusSince(day(3), GoalStatus.PAUSED),
        )
        assert goal.pauses() == ((day(0), day(0)), (day(3), None))

    def test_several_states_of_one_day_leave_the_last_status(self) -> None:
        vaults = [
            vault(f"=== G.md\n---\ntype: goal\nstatus: {word}\n---")
            for word in ("active", "paused", "active")
        ]
        past = start(vaults[0], day(0))
        for before, after in pairwise(vaults):
            past = advance(past, before, after, day(1))
        goal = past.goal("G.md")
        assert goal is not None
        assert goal.statuses == (StatusSince(day(0), GoalStatus.ACTIVE),)

    def test_a_note_that_is_a_goal_for_a_while(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
        ~~~
        === G.md
        - [ ] a
        ~~~
        === G.md (goal)
        - [ ] a
        - [ ] b
        """
        goal = past.goal("G.md")
        assert goal is not None
        assert goal.statuses == (StatusSince(day(2), GoalStatus.ACTIVE),)
        assert goal.growth == ()
        assert past.first_seen("G.md") == day(0)
        assert past.goal("Nowhere.md") is None
        assert past.task(Place("Nowhere.md", 1)) is None

    def test_growth(self, past: Past) -> None:
        """
        === G.md (goal)
        - [ ] a
        === Inbox.md
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] a part of it
        - [ ] b [weight:: 2]
        - [ ] c
        === Inbox.md
        - [ ] only linked [[G]]
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] a part of it
        - [ ] b
        === Inbox.md
        - [ ] only linked [[G]]
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] a part of it
        - [x] b
        === Inbox.md
        - [ ] only linked [[G]]
        """
        assert growth(past) == [(day(1), 3, 2), (day(2), -2, 0)]

    def test_what_a_goal_begins_with_is_no_growth(self, past: Past) -> None:
        """
        === A.md
        ~~~
        === A.md
        === G.md (goal)
        - [ ] a
        """
        assert growth(past) == []
