"""Which tasks bear an id, and which wait for one."""

from __future__ import annotations

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.ties import Ties

A = read_note("A.md", "- [ ] dig 🆔 dig\n- [ ] sow 🆔 sow ⛔ dig, dig\n- [x] reap ⛔ dig,sow", Config())
B = read_note("B.md", "- [ ] dig too 🆔 dig\n- [ ] rest", Config())


def titles(ties: Ties) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What bears each id and what waits for it, in words."""
    bearing, waiting = (
        {name: [task.title for task in tasks] for name, tasks in tied.items()}
        for tied in (ties.bearing, ties.waiting)
    )
    return bearing, waiting


def test_tasks_are_found_by_the_id_that_they_bear_and_by_those_that_they_wait_for() -> None:
    assert titles(Ties().after((), (B, A))) == (
        {"dig": ["dig", "dig too"], "sow": ["sow"]},
        {"dig": ["sow", "reap"], "sow": ["reap"]},
    )


def test_a_note_that_goes_takes_its_tasks_along() -> None:
    assert titles(Ties().after((), (A, B)).after((A,), ())) == ({"dig": ["dig too"]}, {})


def test_a_note_without_such_a_task_changes_nothing() -> None:
    ties = Ties().after((), (A,))
    other = read_note("B.md", "- [ ] rest", Config())
    assert ties.after((), (other,)) is ties
    assert ties.after((A,), (A, other)) is ties
