"""On which days notes have something, and that a change is no different from counting anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from aimo_md.measures.by_day import NO_DAYS, NotesByDay
from tests.states import day, measured_after

TODAY = date(2026, 11, 22)

days = st.frozensets(st.integers(0, 5).map(lambda number: TODAY + timedelta(days=number)))
notes = st.dictionaries(st.sampled_from(("A.md", "B.md", "C.md", "Sub/D.md")), days)


@given(notes, notes)
def test_after_a_change_it_is_what_it_would_be_anew(
    before: dict[str, frozenset[date]], now: dict[str, frozenset[date]]
) -> None:
    """
    All notes are given, or only those that differ: it comes to the same.
    """
    anew = NotesByDay().after({}, now)
    kept = NotesByDay().after({}, before)
    gone = {path: of_note for path, of_note in before.items() if now.get(path) != of_note}
    came = {path: of_note for path, of_note in now.items() if before.get(path) != of_note}
    assert kept.after(before, now) == kept.after(gone, came) == anew


@given(notes, st.integers(-1, 6), st.integers(-1, 6))
def test_it_names_the_notes_that_have_one_of_the_days(
    all_days: dict[str, frozenset[date]], first: int, last: int
) -> None:
    found = NotesByDay().after({}, all_days)
    between = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    assert found.between(*between) == tuple(
        path for path in sorted(all_days) if any(between[0] <= each <= between[1] for each in all_days[path])
    )


@pytest.mark.parametrize(
    ("lived", "done", "noted", "dated"),
    [
        pytest.param(["- [ ] a"], [], [], [], id="nothing"),
        pytest.param(
            ["- [x] a ✅ 2026-10-30"], [date(2026, 10, 30)], [], [], id="done, nobody knows since when"
        ),
        pytest.param(["- [ ] a", "- [x] a"], [day(1)], [], [], id="done on the day on which it was noted"),
        pytest.param(
            ["- [ ] a", "- [ ] a", "- [x] a ✅ 2026-11-01"], [day(0)], [day(2)], [], id="noted later"
        ),
        pytest.param(
            ["- [ ] a\n  - [ ] b", "- [ ] a\n  - [x] b", "- [ ] a"], [day(1)], [], [], id="done and removed"
        ),
        pytest.param(
            ["- [ ] a 📅 2026-11-20 ⏳ 2026-11-19"],
            [],
            [],
            [date(2026, 11, 19), date(2026, 11, 20)],
            id="due and scheduled",
        ),
        pytest.param(["- [ ] Mon: a"], [], [], [], id="a weekday of no week"),
        pytest.param(["## 2026-W45\n- [ ] Mon: a"], [], [], [date(2026, 11, 2)], id="a weekday of a week"),
        pytest.param(
            ["- [ ] a 📅 2026-11-01", "- [ ] a 📅 2026-11-09"],
            [],
            [],
            [day(0), date(2026, 11, 9)],
            id="put off on its day",
        ),
        pytest.param(
            ["- [ ] a 📅 2026-11-08", "- [ ] a 📅 2026-11-09"],
            [],
            [],
            [date(2026, 11, 9)],
            id="put off before",
        ),
        pytest.param(["- [ ] a 📅 2026-11-01", "- [ ] a"], [], [], [day(0)], id="no day any more"),
    ],
)
def test_the_days_of_a_note(lived: list[str], done: list[date], noted: list[date], dated: list[date]) -> None:
    text = "~~~\n".join(f"=== Inbox.md\n{line}\n" for line in lived)
    found = measured_after(text, TODAY).done.notes["Inbox.md"].on
    assert (sorted(found.done), sorted(found.noted), sorted(found.dated)) == (done, noted, dated)
    assert (found is NO_DAYS) == (not done and not noted and not dated)
