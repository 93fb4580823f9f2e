"""How the causes of a slip read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from aimo_md.config import Config
from aimo_md.measures.causes import Cause, CauseKind
from aimo_md.notes.cause_lines import cause_line, whole_days
from aimo_md.notes.writer import Writer
from tests.vaults import measured, templates

OCTOBER = date(2026, 10, 27)
PACE = Cause(kind=CauseKind.PACE, days=7.0)


def line(*causes: Cause) -> str:
    return cause_line(causes, Writer.of(measured("=== A.md\n"), Config(), templates()))


def grown(tasks: int, since: date, until: date) -> Cause:
    return Cause(kind=CauseKind.SCOPE_GROWN, days=9.0, since=since, until=until, tasks=tasks)


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (grown(3, OCTOBER, OCTOBER), "scope grew by 3 tasks on 27 Oct (9 days)"),
        (grown(1, OCTOBER, OCTOBER), "scope grew by 1 task on 27 Oct (9 days)"),
        (grown(3, OCTOBER, date(2026, 11, 2)), "scope grew by 3 tasks since 27 Oct (9 days)"),
        (grown(0, OCTOBER, OCTOBER), "scope grew by heavier tasks on 27 Oct (9 days)"),
        (grown(0, OCTOBER, date(2026, 11, 2)), "scope grew by heavier tasks since 27 Oct (9 days)"),
        (Cause(kind=CauseKind.FROM_BEFORE, days=1.0, since=OCTOBER), "behind already on 27 Oct (1 day)"),
        (Cause(kind=CauseKind.DEADLINE_MOVED, days=2.0, since=OCTOBER), "deadline moved on 27 Oct (2 days)"),
        (Cause(kind=CauseKind.STARTED_LATE, days=2.0), "started late (2 days)"),
        (Cause(kind=CauseKind.BLOCKED, days=2.0), "waited for other tasks (2 days)"),
    ],
    ids=[
        "scope",
        "one task",
        "over some time",
        "heavier",
        "heavier over some time",
        "from before",
        "deadline",
        "late start",
        "blocked",
    ],
)
def test_a_cause_and_pace(cause: Cause, words: str) -> None:
    assert line(cause, PACE) == f"Why: {words}, pace (7 days)."


@pytest.mark.parametrize(
    ("causes", "expected"),
    [
        pytest.param((), "", id="nothing to explain"),
        pytest.param((PACE,), "", id="pace alone says nothing more"),
        pytest.param(
            (Cause(kind=CauseKind.STARTED_LATE, days=0.2), PACE), "Why: pace (7 days).", id="less than a day"
        ),
    ],
)
def test_where_there_is_little_to_say(causes: tuple[Cause, ...], expected: str) -> None:
    assert line(*causes) == expected


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((9.0, 7.0), (9, 7)),
        ((8.6, 7.4), (9, 7)),
        ((1.5, 1.5), (2, 1)),
        ((0.3, 0.3), (1, 0)),
        ((1 / 3, 1 / 3, 1 / 3), (1, 0, 0)),
        ((), ()),
    ],
)
def test_days_are_whole(parts: tuple[float, ...], whole: tuple[int, ...]) -> None:
    assert whole_days(parts) == whole


@given(st.lists(st.floats(0.001, 400), min_size=1, max_size=6))
def test_whole_days_add_up(parts: list[float]) -> None:
    whole = whole_days(parts)
    assert sum(whole) == max(round(sum(parts)), 1)
    assert all(abs(days - part) <= 1 for days, part in zip(whole, parts, strict=True))
