"""When something was earned: what the line says, and what its past says."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.measures.earned import earned_days
from aimo_md.measures.past import TaskPast
from tests.states import vault

FIRST = date(2026, 11, 1)


def on(number: int) -> date:
    return date(2026, 11, number)


def seen_done(number: int | None) -> TaskPast:
    """The past of a task that was there from the first, and seen done on that day of November."""
    return TaskPast(first_seen=FIRST, first_done=None if number is None else on(number))


@pytest.mark.parametrize(
    ("path", "text", "seen", "expected"),
    [
        pytest.param("A.md", "- [ ] a", {}, {}, id="open"),
        pytest.param("A.md", "- [x] a ✅ 2026-11-05", {1: 9}, {1: on(5)}, id="a stamp"),
        pytest.param("A.md", "- [x] a ✅ 2026-11-09", {1: 5}, {1: on(5)}, id="a stamp that cannot be"),
        pytest.param("A.md", "- [x] a ✅ 2026-11-09", {1: None}, {1: FIRST}, id="a later stamp at first"),
        pytest.param("A.md", "- [x] a", {1: 5}, {1: on(5)}, id="first seen done"),
        pytest.param("A.md", "- [x] a", {1: None}, {1: None}, id="done at first"),
        pytest.param("2026-11-03.md", "- [x] a", {1: 5}, {1: on(3)}, id="in a daily note"),
        pytest.param("2026-11-08.md", "- [x] a", {1: 5}, {1: on(5)}, id="in one of a later day"),
        pytest.param("2026-10-08.md", "- [x] a", {1: None}, {1: date(2026, 10, 8)}, id="in an old one"),
        pytest.param("A.md", "- [x] a\n  - [ ] b", {1: 5, 2: None}, {1: on(5), 2: on(5)}, id="ticked above"),
        pytest.param(
            "A.md", "- [x] a ✅ 2026-11-02\n  - [x] b", {1: 5, 2: 5}, {1: on(2), 2: on(2)}, id="along"
        ),
        pytest.param(
            "A.md", "- [x] a ✅ 2026-11-07\n  - [x] b", {1: 7, 2: 5}, {1: on(7), 2: on(5)}, id="before"
        ),
        pytest.param(
            "A.md", "- [x] a ✅ 2026-11-07\n  - [x] b", {1: 7, 2: None}, {1: on(7), 2: None}, id="long before"
        ),
        pytest.param(
            "A.md", "- [x] a\n  - [ ] b\n    - [x] c", {1: 5, 3: 5}, {1: on(5), 2: on(5), 3: on(5)}, id="deep"
        ),
        pytest.param(
            "A.md",
            "- [x] a\n  - [-] b\n    - [x] c",
            {1: 5, 3: 7},
            {1: on(5), 3: on(7)},
            id="below cancelled",
        ),
        pytest.param(
            "2026-10-03.md",
            "- [x] a\n  - [x] b",
            {1: None, 2: None},
            {1: date(2026, 10, 3), 2: date(2026, 10, 3)},
            id="both at first",
        ),
    ],
)
def test_days(path: str, text: str, seen: dict[int, int | None], expected: dict[int, date | None]) -> None:
    note = vault(f"=== {path}\n{text}").notes[path]
    assert earned_days(note, {line: seen_done(number) for line, number in seen.items()}) == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param("A.md", "- [x] a\n- [x] b ✅ 2026-11-05", {1: None, 2: on(5)}, id="what the lines say"),
        pytest.param("2026-11-03.md", "- [x] a", {1: on(3)}, id="in a daily note"),
        pytest.param("A.md", "- [x] a ✅ 2026-11-05\n  - [x] b", {1: on(5), 2: on(5)}, id="along"),
    ],
)
def test_without_a_past(path: str, text: str, expected: dict[int, date | None]) -> None:
    assert earned_days(vault(f"=== {path}\n{text}").notes[path], {}) == expected
