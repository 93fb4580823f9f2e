"""The facts between two states of a vault, each written as a word and what it is about."""

from __future__ import annotations

from typing import assert_never

import pytest
from hypothesis import given, strategies as st

from aimo_md.goals.changes import DayMoved, DeadlineMoved, Fact, StatusChanged, TaskFact, changes
from tests.states import day, states, vault


@pytest.fixture
def told(request: pytest.FixtureRequest) -> list[str]:
    before, after = states(request.function.__doc__)
    return [written(fact) for fact in changes(before, after, day(1))]


def written(fact: Fact) -> str:
    """`word path:line weight (goal)` for a task, `word old > new` for a day or status."""
    match fact:
        case TaskFact():
            whose = "" if fact.goal is None else f" ({fact.goal}{'' if fact.own else ', linked'})"
            return f"{fact.change} {fact.place.path}:{fact.place.line} {fact.weight:g}{whose}"
        case DayMoved():
            word = "put off" if fact.put_off else "moved"
            return f"{word} {fact.place.path}:{fact.place.line} {fact.old} > {fact.new}"
        case DeadlineMoved():
            return f"deadline {fact.goal} {fact.old} > {fact.new}"
        case StatusChanged():
            return f"status {fact.goal} {fact.old} > {fact.new}"
        case _:
            assert_never(fact)


class TestDone:
    def test_ticked(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a [weight:: 3]
        === Inbox.md
        - [ ] b
        ~~~
        === G.md (goal)
        - [x] a [weight:: 3]
        === Inbox.md
        - [x] b
        """
        assert told == ["earned G.md:4 3 (G.md)", "earned Inbox.md:1 1"]

    def test_unticked(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [x] a
        ~~~
        === G.md (goal)
        - [ ] a
        """
        assert told == ["unearned G.md:4 1 (G.md)"]

    def test_a_tick_on_a_parent_earns_the_leaves_that_were_open(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [x] b
          - [ ] c
        ~~~
        === G.md (goal)
        - [x] a
          - [x] b
          - [ ] c
        """
        assert told == ["earned G.md:6 0.5 (G.md)"]

    def test_a_sub_task_of_what_was_done_is_done_already(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [x] a
        ~~~
        === G.md (goal)
        - [x] a
          - [ ] b
            - [ ] c
        """
        assert told == ["added G.md:5 0 (G.md)", "added G.md:6 0 (G.md)"]

    def test_a_line_that_comes_in_done(self, told: list[str]) -> None:
        """
        === G.md (goal)
        ~~~
        === G.md (goal)
        - [x] a
        """
        assert told == ["added G.md:4 1 (G.md)", "earned G.md:4 1 (G.md)"]

    def test_nobody_knows_when_something_was_done_in_a_new_note(self, told: list[str]) -> None:
        """
        === A.md
        ~~~
        === A.md
        === G.md (goal)
        - [x] a
        - [ ] b
        """
        assert told == ["added G.md:4 1 (G.md)", "added G.md:5 1 (G.md)"]

    def test_ticked_while_its_note_was_renamed(self, told: list[str]) -> None:
        """
        === Old.md (goal)
        - [ ] a
        - [ ] b
        ~~~
        === New.md (goal)
        - [x] a
        - [ ] b
        """
        assert told == ["earned New.md:4 1 (New.md)"]

    def test_the_next_occurrence_comes_in(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-02
        ~~~
        === G.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-09
        - [x] water 🔁 every week 📅 2026-11-02 ✅ 2026-11-02
        """
        assert told == ["added G.md:4 0 (G.md)", "earned G.md:5 1 (G.md)"]


class TestScope:
    def test_added_and_removed(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] old thing [weight:: 2]
        - [-] given up
        ~~~
        === G.md (goal)
        - [ ] another one entirely
        - [-] not for me
        """
        assert told == ["added G.md:4 1 (G.md)", "dropped G.md:4 2 (G.md)"]

    def test_cancelled_keeps_what_was_done_below(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [x] b
          - [ ] c
        ~~~
        === G.md (goal)
        - [-] a
          - [x] b
          - [ ] c
        """
        assert told == ["dropped G.md:4 0.5 (G.md)"]

    def test_taken_up_again(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [-] a
        ~~~
        === G.md (goal)
        - [ ] a
        """
        assert told == ["added G.md:4 1 (G.md)"]

    def test_done_and_then_cancelled(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [x] a
        ~~~
        === G.md (goal)
        - [-] a
        """
        assert told == ["dropped G.md:4 1 (G.md)", "unearned G.md:4 1 (G.md)"]

    def test_done_and_then_removed(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [x] a
        - [ ] b
          - [x] c
          - [ ] d
        ~~~
        === G.md (goal)
        - [ ] b
          - [ ] d
        """
        assert told == ["cleared G.md:4 1 (G.md)", "cleared G.md:6 0.5 (G.md)"]

    def test_removed_half_done(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [x] b
          - [ ] c
        ~~~
        === G.md (goal)
        """
        assert told == [
            "dropped G.md:4 0.5 (G.md)",
            "cleared G.md:5 0.5 (G.md)",
            "dropped G.md:6 0 (G.md)",
        ]

    def test_another_weight(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a [weight:: 3]
        ~~~
        === G.md (goal)
        - [ ] a
        """
        assert told == ["resized G.md:4 -2 (G.md)"]

    def test_a_sub_task_that_becomes_a_task_of_its_own(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
          - [ ] b
        ~~~
        === G.md (goal)
        - [ ] a
        - [ ] b
        """
        assert told == ["resized G.md:5 1 (G.md)"]

    def test_splitting_a_task_changes_no_scope(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
        ~~~
        === G.md (goal)
        - [ ] a
          - [ ] b
          - [ ] c
        """
        assert told == ["added G.md:5 0 (G.md)", "added G.md:6 0 (G.md)"]

    def test_from_one_goal_to_another(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
        - [-] b
        === H.md (goal)
        ~~~
        === G.md (goal)
        === H.md (goal)
        - [ ] a
        - [-] b
        """
        assert told == ["dropped H.md:4 1 (G.md)", "added H.md:4 1 (H.md)"]

    def test_a_goal_that_is_gone_is_named_by_its_last_path(self, told: list[str]) -> None:
        """
        === G.md (goal)
        - [ ] a
        === H.md
        ~~~
        === H.md
        """
        assert told == ["dropped G.md:4 1 (G.md)"]

    def test_a_task_that_only_links_to_its_goal(self, told: list[str]) -> None:
        """
        === G.md (goal)
        === Own.md
        ---
        goal: "[[G]]"
        ---
        === Inbox.md
        ~~~
        === G.md (goal)
        === Own.md
        ---
        goal: "[[G]]"
        ---
        - [ ] a
        === Inbox.md
        - [ ] b [[G]]
        """
        assert told == ["added Inbox.md:1 1 (G.md, linked)", "added Own.md:4 1 (G.md)"]


class TestDays:
    @pytest.mark.parametrize(
        ("old", "new", "fact"),
        [
            pytest.param(
                "📅 2026-11-02", "📅 2026-11-05", "put off A.md:1 2026-11-02 > 2026-11-05", id="today"
            ),
            pytest.param(
                "📅 2026-11-03", "📅 2026-11-05", "moved A.md:1 2026-11-03 > 2026-11-05", id="ahead"
            ),
            pytest.param(
                "📅 2026-10-20", "📅 2026-10-19", "moved A.md:1 2026-10-20 > 2026-10-19", id="sooner"
            ),
            pytest.param("📅 2026-10-20", "", "put off A.md:1 2026-10-20 > None", id="no new day"),
            pytest.param("", "📅 2026-11-05", "moved A.md:1 None > 2026-11-05", id="a first day"),
            pytest.param(
                "⏳ 2026-11-01", "⏳ 2026-11-05", "put off A.md:1 2026-11-01 > 2026-11-05", id="scheduled"
            ),
            pytest.param(
                "🔁 every week 🏁 delete 📅 2026-11-01",
                "🔁 every week 🏁 delete 📅 2026-11-08",
                "moved A.md:1 2026-11-01 > 2026-11-08",
                id="done and deleted",
            ),
        ],
    )
    def test_an_open_task(self, old: str, new: str, fact: str) -> None:
        before, after = (vault(f"=== A.md\n- [ ] a {days}") for days in (old, new))
        assert [written(each) for each in changes(before, after, day(1))] == [fact]

    def test_a_task_that_is_done_is_not_put_off(self, told: list[str]) -> None:
        """
        === A.md
        - [ ] a 📅 2026-11-01
        ~~~
        === A.md
        - [x] a 📅 2026-11-05
        """
        assert told == ["earned A.md:1 1"]


class TestGoals:
    def test_deadline_and_status(self, told: list[str]) -> None:
        """
        === G.md
        ---
        type: goal
        deadline: 2026-12-31
        ---
        ~~~
        === G.md
        ---
        type: goal
        deadline: 2027-03-31
        status: paused
        ---
        """
        assert told == ["deadline G.md 2026-12-31 > 2027-03-31", "status G.md active > paused"]

    def test_a_note_that_becomes_a_goal(self, told: list[str]) -> None:
        """
        === G.md
        ---
        deadline: 2026-12-31
        ---
        - [ ] a
        ~~~
        === G.md
        ---
        type: goal
        deadline: 2027-12-31
        ---
        - [ ] a
        """
        assert told == ["dropped G.md:5 1", "added G.md:5 1 (G.md)"]


LINES = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(" x-"), st.sampled_from("abcdef")),
    max_size=6,
    unique_by=lambda at: at[2],
)


def text_of(lines: list[tuple[int, str, str]]) -> str:
    return "".join(f"{'  ' * depth}- [{sign}] {word * 4}\n" for depth, sign, word in lines)


@given(lines=LINES)
def test_nothing_happened(lines: list[tuple[int, str, str]]) -> None:
    text = f"=== G.md (goal)\n{text_of(lines)}"
    assert changes(vault(text), vault(text), day(1)) == ()
