"""What the past adds to the numbers: when things were done and added, and what was done and then removed.

The first state is that of 1 November 2026, each further one that of the next day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings, strategies as st

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.advance import advance, start
from aimo_md.measures.measure import measure
from aimo_md.measures.model import PlannedBy
from tests.states import day, measured_after

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault
    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import GoalMeasure, Item, Measures
    from aimo_md.measures.past import Past

TODAY = date(2026, 11, 22)


@pytest.fixture
def measures(request: pytest.FixtureRequest) -> Measures:
    return measured_after(request.function.__doc__, TODAY)


def all_done(measures: Measures) -> tuple[Deed, ...]:
    return tuple(measures.done.between(date.min, date.max))


def items(text: str) -> tuple[Item, ...]:
    return measured_after(text, TODAY).goals["A.md"].items


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("- [ ] a", "- [x] a", day(1), id="without a day, when it was first seen done"),
        pytest.param("- [ ] a", "- [x] a ✅ 2026-10-30", day(-2), id="with a day of its own"),
        pytest.param("- [ ] a", "- [x] a ✅ 2026-11-09", day(1), id="a day after it was seen done cannot be"),
        pytest.param("- [x] a", "- [x] a", None, id="done at first sight, nobody knows when"),
        pytest.param("- [x] a", "- [ ] a", None, id="unticked"),
        pytest.param("- [ ] a", "- [-] a", None, id="cancelled"),
    ],
)
def test_when_a_task_was_done(before: str, after: str, expected: date | None) -> None:
    text = f"=== A.md (goal)\n{before}\n~~~\n=== A.md (goal)\n{after}\n"
    found = measured_after(text, TODAY)
    assert found.goals["A.md"].moved_on == expected
    assert [deed.day for deed in all_done(found)] == ([] if expected is None else [expected])


def test_a_box_that_is_ticked_along_with_another_is_no_deed_of_its_own(measures: Measures) -> None:
    """
    === A.md (goal)
    - [ ] a
      - [ ] b
      - [ ] c
    ~~~
    === A.md (goal)
    - [ ] a
      - [x] b
      - [ ] c
    ~~~
    === A.md (goal)
    - [x] a
      - [x] b
      - [x] c
    """
    assert [(deed.text, deed.day) for deed in all_done(measures)] == [("a", day(2)), ("b", day(1))]
    assert [item.gains[0].day for item in measures.goals["A.md"].items] == [day(1), day(2)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("- [ ] new", day(1), id="first seen later than its goal"),
        pytest.param("- [ ] new ➕ 2026-10-20", day(-12), id="a ➕ day wins"),
        pytest.param("- [ ] old", None, id="there from the beginning"),
    ],
)
def test_when_a_task_was_added(line: str, expected: date | None) -> None:
    (item,) = items(f"=== A.md (goal)\n- [ ] old\n~~~\n=== A.md (goal)\n{line}\n")
    assert item.appeared == expected


def test_a_note_that_came_later_brings_later_tasks(measures: Measures) -> None:
    """
    === A.md (goal)
    - [ ] a
    ~~~
    === A.md (goal)
    - [ ] a
    === Ideas.md
    ---
    goal: "[[A]]"
    ---
    - [ ] b
    """
    assert [item.appeared for item in measures.goals["A.md"].items] == [None, day(1)]


def test_a_goal_without_a_start_is_as_old_as_its_note(measures: Measures) -> None:
    """
    === A.md (goal)
    - [ ] a
    ~~~
    === A.md (goal)
    - [x] a ✅ 2026-11-09
    """
    assert measures.goals["A.md"].span.start == day(0)


class TestRemoved:
    """A line that is removed after it was done stays earned and in the scope; an open one leaves it."""

    def test_by_hand(self, measures: Measures) -> None:
        """
        Four leaves, of which "a" and "b" were done on 2 November, when "b" had been due for a day. Both lines
        are gone since the 3rd, and so is "d", which was open. What counts is "a", "b" and "c": 2 of 3.

        === A.md (goal)
        - [ ] a
        - [ ] b 📅 2026-11-01
        - [ ] c
        - [ ] d
        ~~~
        === A.md (goal)
        - [x] a
        - [x] b 📅 2026-11-01
        - [ ] c
        - [ ] d
        ~~~
        === A.md (goal)
        - [ ] c
        """
        found = measures.goals["A.md"]
        assert (found.scope, found.earned, found.leaves_done, found.leaves) == (3.0, 2.0, 2, 3)
        assert (found.moved_on, found.stalled_days) == (day(1), 20)
        assert [(item.text, item.planned_by) for item in found.items] == [
            ("a", None),
            ("b", PlannedBy.REMOVED),
            ("c", None),
        ]
        assert [item.place.line for item in found.items] == [0, 0, 4]
        assert len({item.key for item in found.items}) == 3
        assert [(deed.text, deed.place) for deed in all_done(measures)] == [("a", None), ("b", None)]

    def test_below_a_task_it_keeps_its_share(self, measures: Measures) -> None:
        """
        "a" weighs 4, of which "b" has three quarters; it stays earned when its line goes.

        === A.md (goal)
        - [ ] a [weight:: 4] 📅 2026-11-30
          - [x] b [weight:: 3] ✅ 2026-10-30
          - [ ] c
        ~~~
        === A.md (goal)
        - [ ] a [weight:: 4] 📅 2026-11-30
          - [ ] c
        """
        found = measures.goals["A.md"]
        assert (found.scope, found.earned) == (4.0, 3.0)
        assert [(item.text, item.weight, item.steps[0].day.day) for item in found.items] == [
            ("b", 3.0, 30),
            ("c", 1.0, 30),
        ]

    def test_each_keeps_its_place_among_the_others(self, measures: Measures) -> None:
        """
        Of "one" to "six" first "three" goes, then "two" and a line above all, then "five" goes and a line
        comes: what is left stands in the old order.

        === A.md (goal)
        - [ ] one
        - [x] two
        - [x] three
        - [ ] four
          - [x] five
          - [ ] six
        ~~~
        === A.md (goal)
        - [ ] one
        - [x] two
        - [ ] four
          - [x] five
          - [ ] six
        ~~~
        === A.md (goal)
        # Now
        - [ ] one
        - [ ] four
          - [x] five
          - [ ] six
        ~~~
        === A.md (goal)
        # Now
        - [ ] new
        - [ ] one
        - [ ] four
          - [ ] six
        """
        texts = [item.text for item in measures.goals["A.md"].items]
        assert texts == ["new", "one", "two", "three", "five", "six"]

    def test_an_occurrence_of_a_series(self, measures: Measures) -> None:
        """
        Five Sundays from 1 to 29 November, the first of which was done and is gone.

        === A.md
        ---
        type: goal
        start: 2026-11-01
        deadline: 2026-11-30
        ---
        - [ ] water 🔁 every week 📅 2026-11-08
        - [x] water 🔁 every week 📅 2026-11-01 ✅ 2026-11-01
        ~~~
        === A.md
        ---
        type: goal
        start: 2026-11-01
        deadline: 2026-11-30
        ---
        - [ ] water 🔁 every week 📅 2026-11-08
        """
        found = measures.goals["A.md"]
        assert (found.scope, found.earned, found.moved_on) == (5.0, 1.0, day(0))

    def test_a_step_of_an_occurrence_did_move_its_goal(self, measures: Measures) -> None:
        """
        === A.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-08
          - [x] fill the can ✅ 2026-10-30
        - [ ] weed 🔁 every month 📅 2026-11-08
          - [x] sharpen the hoe ✅ 2026-10-31
        ~~~
        === A.md (goal)
        - [ ] water 🔁 every week 📅 2026-11-08
        """
        found = measures.goals["A.md"]
        assert (found.scope, found.leaves) == (0.0, 0)
        assert sorted(day for item in found.items for day in item.moves) == [day(-2), day(-1)]

    def test_the_last_line_of_a_series(self, measures: Measures) -> None:
        """
        === A.md
        ---
        type: goal
        start: 2026-11-01
        deadline: 2026-11-14
        ---
        - [x] water 🔁 every week 📅 2026-11-01 ✅ 2026-11-01
        ~~~
        === A.md
        ---
        type: goal
        start: 2026-11-01
        deadline: 2026-11-14
        ---
        """
        (item,) = measures.goals["A.md"].items
        assert (item.text, item.weight, item.earned, item.task) == ("water", 2.0, 1.0, None)

    def test_what_moved_no_goal_was_done_all_the_same(self, measures: Measures) -> None:
        """
        === Inbox.md
        - [ ] call home
        ~~~
        === Inbox.md
        - [x] call home
        ~~~
        === Inbox.md
        """
        (deed,) = all_done(measures)
        assert (deed.day, deed.goal, deed.text) == (day(1), None, "call home")

    def test_a_tick_of_a_habit(self, measures: Measures) -> None:
        """
        Of the four full weeks before that of Monday 16 November one was kept, the second.

        === A.md
        ---
        type: goal
        habit: 1/week
        start: 2026-10-19
        ---
        - [x] run ✅ 2026-10-28
        - [ ] swim
        ~~~
        === A.md
        ---
        type: goal
        habit: 1/week
        start: 2026-10-19
        ---
        - [ ] swim
        """
        habit = measures.goals["A.md"].habit
        assert habit is not None
        assert habit.adherence == pytest.approx(1 / 4)


Line: TypeAlias = tuple[int, str, str]
"""How deep a task stands, its symbol, its fields."""

LINES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from((" ", "x", "x", "-")),
        st.sampled_from(
            (
                "",
                "",
                " [weight:: 3]",
                " 📅 2026-11-05",
                " ⏳ 2026-10-20",
                " ✅ 2026-10-30",
                " 🔁 every week 📅 2026-10-26",
            )
        ),
    ),
    min_size=1,
    max_size=8,
)
HEADS = st.sampled_from(("", "start: 2026-10-01\ndeadline: 2026-12-31\n"))
PARENT = '---\ntype: goal\nparent: "[[G]]"\n---\n'


def nested(lines: list[Line]) -> list[str]:
    """The lines of a note, none more than one level below the one before."""
    depth = 0
    found: list[str] = []
    for number, (deeper, symbol, fields) in enumerate(lines):
        depth = min(deeper, depth + 1) if found else 0
        found.append(f"{'  ' * depth}- [{symbol}] task{number}{fields}")
    return found


def vault(head: str, lines: list[str]) -> Vault:
    """The lines in a goal, in its subgoal, and in a note that only links to it."""
    body = "\n".join(lines)
    linked = body.replace("] task", "] [[G]] task")
    notes = {"G.md": f"---\ntype: goal\n{head}---\n{body}", "H.md": f"{PARENT}{body}", "Inbox.md": linked}
    return assemble([read_note(path, text, Config()) for path, text in notes.items()], Config())


def numbers(found: Vault, past: Past) -> list[object]:
    """What is told of a vault, on the day after the removal and much later."""
    told: list[object] = []
    for today in (day(2), TODAY):
        measures = measure(found, today, Config(), past)
        moved = measures.direction
        told += [
            *(pytest.approx(value) for goal in measures.goals.values() for value in of_goal(goal)),
            (moved.goals_moved, measures.load.usual_low, measures.load.usual_high),
        ]
    return told


def of_goal(goal: GoalMeasure) -> tuple[object, ...]:
    return (
        *(goal.scope, goal.earned, goal.progress, goal.planned, goal.slip, goal.pace, goal.moved_on),
        *(goal.stalled_days, goal.health, goal.leaves, goal.leaves_done),
    )


@settings(max_examples=150, deadline=None)
@given(head=HEADS, lines=LINES, data=st.data())
def test_a_line_that_is_removed_after_it_was_done_changes_nothing(
    head: str, lines: list[Line], data: st.DataObject
) -> None:
    there = nested(lines)
    before = vault(head, there)
    past = start(before, day(0))
    parents = {task.parent for task in before.notes["Inbox.md"].tasks}
    done = [
        task.line - 1
        for task in before.notes["Inbox.md"].tasks
        if task.line not in parents and task.type.value == "done"
    ]
    gone = data.draw(st.sets(st.sampled_from(done))) if done else set()
    after = vault(head, [line for number, line in enumerate(there) if number not in gone])
    assert numbers(after, advance(past, before, after, day(1))) == numbers(before, past)
