"""How the tasks went that were dated into the week of Monday 2 to Sunday 8 November 2026, on its last day.

The first state is that of Sunday the 1st, each further one that of the next day.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from aimo_md.measures.by_day import NotesByDay
from aimo_md.plan.grading import graded, times_put_off
from tests.states import measured_after
from tests.vaults import measured

MONDAY, SUNDAY = date(2026, 11, 2), date(2026, 11, 8)


def grades(text: str, today: date = SUNDAY) -> list[str]:
    """Each task that was dated into the week, with its grade."""
    return [
        f"{each.task.title}: {each.grade}" for each in graded(measured_after(text, today), MONDAY, SUNDAY)
    ]


@pytest.mark.parametrize(
    ("lived", "expected"),
    [
        pytest.param(["- [ ] a 📅 2026-11-06"], ["a: open"], id="open"),
        pytest.param(["- [x] a 📅 2026-11-06"], ["a: done"], id="done"),
        pytest.param(["- [x] a 📅 2026-11-06 ✅ 2026-11-01"], ["a: done"], id="done before its day"),
        pytest.param(["- [ ] a ⏳ 2026-11-02"], ["a: open"], id="scheduled"),
        pytest.param(["- [ ] a 📅 2026-11-09"], [], id="another week"),
        pytest.param(["- [ ] a"], [], id="no day"),
        pytest.param(
            ["- [ ] a 📅 2026-11-02"] * 3 + ["- [ ] a 📅 2026-11-12"],
            ["a: put off"],
            id="put off after its day",
        ),
        pytest.param(
            ["- [ ] a 📅 2026-11-02", "- [ ] a 📅 2026-11-12"], ["a: put off"], id="put off on its day"
        ),
        pytest.param(["- [ ] a 📅 2026-11-06", "- [ ] a 📅 2026-11-12"], [], id="moved before its day"),
        pytest.param(
            ["- [ ] a 📅 2026-11-02"] * 3 + ["- [ ] a 📅 2026-11-06"],
            ["a: open"],
            id="put off within the week",
        ),
        pytest.param(
            ["- [ ] a 📅 2026-11-02", "- [ ] a 📅 2026-11-12", "- [x] a 📅 2026-11-12"],
            ["a: done"],
            id="put off and done",
        ),
        pytest.param(["- [ ] a 📅 2026-11-02"] * 3 + ["- [ ] a"], ["a: put off"], id="no day any more"),
        pytest.param(["- [-] a 📅 2026-11-04 ❌ 2026-11-05"], ["a: dropped"], id="dropped after its day"),
        pytest.param(["- [-] a 📅 2026-11-04 ❌ 2026-11-03"], [], id="dropped before its day"),
        pytest.param(["- [-] a 📅 2026-11-04"], [], id="dropped, nobody knows when"),
        pytest.param(
            ["- [ ] a 📅 2026-11-02", "- [ ] a 📅 2026-11-12", "- [-] a 📅 2026-11-12 ❌ 2026-11-05"],
            ["a: dropped"],
            id="put off and dropped",
        ),
        pytest.param(["- [ ] a 📅 2026-11-02", ""], [], id="removed"),
    ],
)
def test_what_became_of_a_task(lived: list[str], expected: list[str]) -> None:
    assert grades("~~~\n".join(f"=== Inbox.md\n{line}\n" for line in lived)) == expected


def test_while_the_week_runs_only_days_that_came_count() -> None:
    text = "=== 2026-W45.md\n- [ ] Mon: a\n- [ ] Thu: b\n- [ ] c 📅 2026-11-05\n"
    assert grades(text, date(2026, 11, 4)) == ["Mon: a: open"]
    assert grades(text) == ["Mon: a: open", "Thu: b: open", "c: open"]


def test_the_tasks_of_a_goal_that_rests() -> None:
    text = "=== G.md\n---\ntype: goal\nstatus: paused\n---\n- [ ] a 📅 2026-11-04\n- [x] b 📅 2026-11-04\n"
    assert grades(text) == ["b: done"]


def test_how_often_a_task_was_put_off() -> None:
    days = ("2026-11-01", "2026-11-02", "2026-11-09")
    found = measured_after("~~~\n".join(f"=== A.md\n- [ ] a 📅 {day}\n" for day in days), SUNDAY)
    moves = times_put_off(found.vault.notes["A.md"].tasks[0], found)
    assert [(move.old, move.new) for move in moves] == [
        (date(2026, 11, 1), MONDAY),
        (MONDAY, date(2026, 11, 9)),
    ]


def test_without_a_history_nothing_was_put_off() -> None:
    found = measured("=== A.md\n- [ ] a 📅 2026-11-04\n", SUNDAY)
    assert times_put_off(found.vault.notes["A.md"].tasks[0], found) == ()


days = st.sampled_from(("2026-10-30", "2026-11-02", "2026-11-05", "2026-11-12"))
words = st.one_of(
    st.builds("a 📅 {}".format, days),
    st.builds("a ⏳ {} 📅 {}".format, days, days),
    st.sampled_from(("a", "a ❌ 2026-11-05", "Mon: a", "Sun: a 📅 2026-11-12")),
)
lines = st.builds("- [{}] {}\n".format, st.sampled_from("  x-/"), words)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=5), st.sampled_from((1, 4, 8)))
def test_none_is_left_out_to_which_no_day_leads(lived: list[tuple[str, str]], today: int) -> None:
    """
    The plain walk over all notes finds the same: a task is looked for by the days that it names, or named.
    """
    text = "~~~\n".join(f"=== Inbox.md\n{inbox}=== 2026-W45.md\n{week}" for inbox, week in lived)
    measures = measured_after(text, date(2026, 11, today))
    everywhere = NotesByDay({MONDAY: frozenset(measures.vault.notes)})
    plain = graded(replace(measures, dated=everywhere), MONDAY, SUNDAY)
    assert graded(measures, MONDAY, SUNDAY) == plain
