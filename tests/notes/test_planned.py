"""The plan that the review of week 46 had made for week 47, and what its successor says became of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from aimo_md.config import Config
from aimo_md.notes.planned import PlannedRow, planned_rows
from aimo_md.notes.review import new_review
from aimo_md.text.dates import week_of
from tests.vaults import SUNDAY, measured, templates

BEFORE = SUNDAY - timedelta(days=7)
WEEK = week_of(SUNDAY)
PATH = "Reviews/2026-W46 review.md"
GOAL = "=== Goals/G.md\n---\ntype: goal\n{}\n---\n{}\n"


def said(before: str, after: str, today: date = SUNDAY, language: str = "en") -> str:
    """What a review says of the plan that was made while the vault was as `before`."""
    written = new_review(measured(before, BEFORE), WEEK.previous(), Config(), templates(language))
    return graded(written, after, today, language)


def graded(written: str, after: str, today: date = SUNDAY, language: str = "en") -> str:
    planned = planned_rows(WEEK, {PATH: written}, Config())
    note = new_review(measured(after, today), WEEK, Config(), templates(language), planned=planned)
    _, found, rest = note.partition("## Last week's plan\n" if language == "en" else "## 지난주 계획\n")
    return rest.partition("\n")[0] if found else ""


NEXT = GOAL.format("", "- [ ] Lesson 14\n- [ ] Lesson 15")
COUNTED = "metric: words\nmetric_from: 0\nmetric_target: 10000\nstart: 2026-11-01\ndeadline: 2026-12-25"
WORDS = GOAL.format(COUNTED, "## Log\n{}")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(NEXT, NEXT, '0 of 1 done. Still open: "Lesson 14".', id="a next action that is open"),
        pytest.param(NEXT, NEXT.replace("[ ] Lesson 14", "[x] Lesson 14"), "1 of 1 done.", id="done"),
        pytest.param(
            NEXT, NEXT.replace("[ ] Lesson 14", "[x] Lesson 14 ✅ 2026-11-20"), "1 of 1 done.", id="on a day"
        ),
        pytest.param(NEXT, NEXT.replace("- [ ] Lesson 14\n", ""), "", id="deleted"),
        pytest.param(NEXT, NEXT.replace("[ ] Lesson 14", "[-] Lesson 14"), "", id="dropped"),
        pytest.param(NEXT, NEXT.replace("14", "14 📅 2026-11-30"), "", id="moved to a later day"),
        pytest.param(
            NEXT,
            NEXT.replace("14", "14 📅 2026-11-20"),
            '0 of 1 done. Still open: "Lesson 14".',
            id="dated into the week, and counted once",
        ),
        pytest.param(NEXT, NEXT.replace("\n\n", "\nstatus: paused\n"), "", id="its goal rests"),
        pytest.param(
            NEXT,
            NEXT.replace("Goals/G.md", "Goals/H.md").replace("\n\n", "\ntitle: G\n"),
            '0 of 1 done. Still open: "Lesson 14".',
            id="its goal's note was renamed",
        ),
        pytest.param(NEXT, NEXT.replace("Goals/G.md", "Goals/H.md"), "", id="its goal is called otherwise"),
        pytest.param(
            GOAL.format("", "- [ ] Wednesday: dig"),
            GOAL.format("", "- [ ] Wednesday: dig"),
            '0 of 1 done. Still open: "Dig".',
            id="a weekday in front",
        ),
        pytest.param(
            GOAL.format("", "- [ ] Dig 🔁 every week"),
            GOAL.format("", "- [ ] Dig 🔁 every week\n- [x] Dig 🔁 every week ✅ 2026-11-18"),
            "1 of 1 done.",
            id="one of a series",
        ),
        pytest.param(
            WORDS.format(""),
            WORDS.format("- 2026-11-20: 5000"),
            "1 of 1 done.",
            id="an amount that was reached",
        ),
        pytest.param(
            WORDS.format(""),
            WORDS.format("- 2026-11-20: 500"),
            '0 of 1 done. Still open: "1 300 words".',
            id="an amount that was not",
        ),
        pytest.param(
            GOAL.format("habit: 2/week", ""),
            GOAL.format("habit: 2/week", "## Log\n- 2026-11-17\n- 2026-11-19"),
            "1 of 1 done.",
            id="a habit that was kept",
        ),
        pytest.param(
            GOAL.format("habit: 2/week", ""),
            GOAL.format("habit: 2/week", "## Log\n- 2026-11-17"),
            '0 of 1 done. Still open: "2 times".',
            id="a habit that was not",
        ),
        pytest.param("=== A.md\n- [ ] a\n", NEXT, "", id="no plan"),
        pytest.param(
            GOAL.format("", "- [ ] Call | Ann"),
            GOAL.format("", "- [ ] Call | Ann"),
            '0 of 1 done. Still open: "Call \\| Ann".',
            id="a bar in the text",
        ),
    ],
)
def test_what_became_of_a_row(before: str, after: str, expected: str) -> None:
    assert said(before, after).replace("\N{NARROW NO-BREAK SPACE}", " ") == expected


def test_while_the_week_runs_only_what_was_done_counts() -> None:
    wednesday = SUNDAY - timedelta(days=4)
    assert said(NEXT, NEXT, wednesday) == ""
    assert said(NEXT, NEXT.replace("[ ] Lesson 14", "[x] Lesson 14"), wednesday) == "1 of 1 done."


def test_in_korean() -> None:
    assert said(NEXT, NEXT, language="ko") == "1개 중 0개 완료. 남은 일: “Lesson 14”."


def test_rows_and_dated_tasks_are_told_as_one() -> None:
    text = NEXT + "=== Goals/H.md\n---\ntype: goal\n---\n- [{}] Call Ann 📅 2026-11-19\n"
    assert said(text.format(" "), text.format("x")) == '1 of 2 done. Still open: "Lesson 14".'


def test_what_its_user_made_of_the_table_is_read_as_far_as_it_is_one() -> None:
    """Realigned, with a row of the user's own, one without a goal, one that is no row, and another table."""
    table = """<!-- aimo:next -->
    | Day     | Action    | Goal  |
    |:--------|:----------|:-----:|
    | any day | Lesson 14 | [[G]] |
    | any day | Lesson 15 | [[G]] |
    | any day | Fly       |       |
    | any day |
    | any day | Lesson 16 | [[G]] |
    <!-- /aimo:next -->""".replace("\n    ", "\n")
    rows = planned_rows(WEEK, {PATH: table}, Config())
    assert rows == (
        PlannedRow(action="Lesson 14", goal="[[G]]"),
        PlannedRow(action="Lesson 15", goal="[[G]]"),
        PlannedRow(action="Fly", goal=""),
    )
    assert graded(table, NEXT) == '0 of 2 done. Still open: "Lesson 14", "Lesson 15".'


def test_without_the_review_before_there_is_no_plan() -> None:
    assert planned_rows(WEEK, {}, Config()) == ()
    assert planned_rows(WEEK, {PATH: "Mine\n"}, Config()) == ()
