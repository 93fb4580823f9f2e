"""What is known of the past after a few days, each a state of the vault; the first is 1 November 2026."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, permutations
from math import fsum
from typing import TypeAlias

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.goals.leaves import share_out, share_out_note
from aimo_md.goals.model import GoalStatus, Place, Vault
from aimo_md.measures.advance import advance, start
from aimo_md.measures.cleared import cleared_weights
from aimo_md.measures.past import NO_GOAL, Move, Past, StatusSince, TaskPast
from tests.states import day, past_after, states, vault


@pytest.fixture
def past(request: pytest.FixtureRequest) -> Past:
    return past_after(request.function.__doc__)


def task(past: Past, path: str, line: int) -> TaskPast:
    found = past.task(Place(path, line))
    assert found is not None
    return found


def growth(past: Past, path: str = "G.md") -> list[tuple[date, float, int]]:
    goal = past.goal(path)
    assert goal is not None
    return [(each.day, each.weight, each.tasks) for each in goal.growth]


class TestDone:
    def test_what_was_done_at_first_was_done_on_an_unknown_day(self, past: Past) -> None:
        """
        === A.md
        - [x] a
        - [ ] b
        """
        assert task(past, "A.md", 1) == TaskPast(first_seen=day(0), first_done=None)
        assert task(past, "A.md", 2) == TaskPast(first_seen=day(0), first_done=None)

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
        assert task(past, "A.md", 3) == TaskPast(first_seen=day(0), first_done=day(1))
        assert task(past, "A.md", 2) == TaskPast(first_seen=day(1), first_done=day(1))

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
        assert task(past, "A.md", 1).first_done == day(2)
        assert task(past, "A.md", 2).first_done is None

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
        assert task(past, "B.md", 1) == TaskPast(first_seen=day(1), first_done=None)
        assert task(past, "B.md", 2) == TaskPast(first_seen=day(0), first_done=None)
        assert task(past, "B.md", 3) == TaskPast(first_seen=day(1), first_done=day(2))

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
        assert task(past, "Plans/New.md", 4) == TaskPast(first_seen=day(0), first_done=day(1))
        assert task(past, "Plans/New.md", 5) == TaskPast(first_seen=day(0), first_done=day(2))


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
        assert task(past, "A.md", 1).put_off == (
            Move(day(1), date(2026, 11, 2), date(2026, 11, 3)),
            Move(day(2), date(2026, 11, 3), date(2026, 11, 9)),
        )


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
        [line] = task(past, "G.md", 5).cleared
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
        [line] = task(past, "G.md", 4).cleared
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
        [d] = task(past, "G.md", 6).cleared
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
        assert [leaf.text for leaf in task(past, "G.md", 4).cleared] == ["fill the can"]

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
        assert task(past, "G.md", 5) == TaskPast(first_seen=day(0), first_done=day(1))
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
        assert [line.text for line in task(past, "G.md", 4).cleared] == ["b"]
        assert task(past, "G.md", 5) == TaskPast(first_seen=day(0), first_done=None)

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
        assert task(past, "G.md", 4) == TaskPast(first_seen=day(2), first_done=day(2))

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
        assert [task(past, "G.md", line).first_done for line in range(4, 9)] == [
            day(1),
            day(3),
            None,
            None,
            day(3),
        ]
        assert {task(past, "G.md", line).first_seen for line in range(4, 8)} == {day(0)}
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
        assert [leaf.text for leaf in task(past, "G.md", 4).cleared] == ["b"]
        # What stood in another note stayed with the goal when that note went.
        assert task(past, "Log.md", 1).cleared == ()
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
        assert task(past, "Log.md", 1) == TaskPast(first_seen=day(0), first_done=None)


def totals(past: Past, found: Vault) -> tuple[float, float]:
    """The scope of `G.md` and what is earned of it, with what was cleared."""
    [shared] = share_out_note(found.notes["G.md"], found.owners, cleared_weights(past, ["G.md"])) or [
        share_out(())
    ]
    leaves = [(leaf.weight, leaf.done) for leaf in shared.leaves]
    leaves += [(line.weight, True) for line in past.cleared.get("G.md", ())]
    return fsum(weight for weight, _ in leaves), fsum(weight for weight, done in leaves if done)


Line: TypeAlias = tuple[int, str, str, str]
"""How deep a task stands, its symbol, its text, its weight."""


def goal_note(lines: list[Line]) -> str:
    return "=== G.md (goal)\n" + "".join(
        f"{'  ' * depth}- [{sign}] {word}{more}\n" for depth, sign, word, more in lines
    )


def nested(lines: list[Line]) -> list[Line]:
    """The same lines, none more than one level below the one before."""
    found: list[Line] = []
    for depth, sign, word, more in lines:
        found.append((min(depth, found[-1][0] + 1 if found else 0), sign, word, more))
    return found


LINES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(" xx/-"),
        st.sampled_from(["apple", "bread", "cheese", "dates", "eggs", "figs"]),
        st.sampled_from(["", "", " [weight:: 3]"]),
    ),
    max_size=7,
).map(nested)


@settings(max_examples=200)
@given(notes=st.lists(LINES, min_size=2, max_size=5))
def test_the_scope_changes_by_what_it_grew(notes: list[list[Line]]) -> None:
    vaults = [vault(goal_note(lines)) for lines in notes]
    past = start(vaults[0], day(0))
    first, _ = totals(past, vaults[0])
    for number, (before, after) in enumerate(pairwise(vaults), 1):
        past = advance(past, before, after, day(number))
    last, _ = totals(past, vaults[-1])
    assert last - first == pytest.approx(fsum(weight for _, weight, _ in growth(past)))


@settings(max_examples=200)
@given(lines=LINES, data=st.data())
def test_removing_done_lines_changes_nothing(lines: list[Line], data: st.DataObject) -> None:
    unique = nested(list({word: (depth, sign, word, more) for depth, sign, word, more in lines}.values()))
    before = vault(goal_note(unique))
    past = start(before, day(0))
    leaves = {each.line for each in before.notes["G.md"].tasks} - {
        each.parent for each in before.notes["G.md"].tasks
    }
    done = [line for line in leaves if unique[line - 4][1] == "x"]
    gone = data.draw(st.sets(st.sampled_from(done))) if done else set()
    kept = [line for number, line in enumerate(unique, 4) if number not in gone]
    after = vault(goal_note(kept))
    assert totals(advance(past, before, after, day(1)), after) == pytest.approx(totals(past, before))


@settings(max_examples=100)
@given(notes=st.lists(LINES, min_size=1, max_size=4))
def test_the_past_can_be_written_down(notes: list[list[Line]]) -> None:
    past = past_after("~~~\n".join(goal_note(lines) for lines in notes))
    assert msgspec.json.decode(msgspec.json.encode(past, enc_hook=dict), type=Past) == past


def test_the_order_of_the_notes_changes_nothing() -> None:
    notes = {
        "A.md (goal)": ("- [ ] a\n- [ ] b\n", "- [x] a\n"),
        "B.md": ("- [ ] c [[A]]\n", "- [ ] b\n- [x] c [[A]]\n"),
        "C.md": ("- [x] d\n", ""),
    }
    texts = [
        "~~~\n".join("".join(f"=== {path}\n{notes[path][at]}" for path in order) for at in (0, 1))
        for order in permutations(notes)
    ]
    pasts = [past_after(text) for text in texts]
    assert all(past == pasts[0] for past in pasts)


@given(lines=LINES)
def test_where_nothing_changes_nothing_is_new(lines: list[Line]) -> None:
    there, again = vault(goal_note(lines)), vault(goal_note(lines))
    past = start(there, day(0))
    later = advance(past, there, again, day(5))
    assert (later.notes, later.cleared, later.gone) == (past.notes, past.cleared, past.gone)
    assert later.day == day(5)
    assert advance(later, again, there, day(1)).day == day(5)
