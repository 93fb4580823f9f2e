"""The next action: a task that is scheduled, or one that is written."""

from __future__ import annotations

import pytest

from aimo_md.config import Config, TasksConfig
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindrance
from tests.plan.answering import measured, notes_in
from tests.plan.applying import ASK, DAY, GOAL, RECORD, TASKS, applied, changed_lines, hindered, note, said


@pytest.mark.parametrize(
    ("tasks", "words", "expected"),
    [
        pytest.param(
            TASKS,
            "Build the page",
            ["- - [ ] Build the page 📅 2026-11-20", "+ - [ ] Build the page ⏳ 2026-11-24 📅 2026-11-20"],
            id="the next action",
        ),
        pytest.param(
            "- [/] Build ⏳ 2026-11-20\n- [ ] Blog\n",
            "Build",
            ["- - [/] Build ⏳ 2026-11-20", "+ - [/] Build ⏳ 2026-11-24"],
            id="scheduled before",
        ),
        pytest.param(
            TASKS,
            "Blog",
            ["- - [ ] Blog 🔽", "+ - [ ] Blog 🔽 ⏳ 2026-11-24"],
            id="another task of the goal",
        ),
        pytest.param(
            "- [x] Build\n- [ ] Build [weight:: 2]\n- [ ] Build [start:: 2026-12-01]\n"
            "- [ ] x 📅 2026-11-30 [due:: 2026-11-21]\n",
            "Build",
            [
                "- - [ ] Build [weight:: 2]",
                "+ - [ ] Build [weight:: 2]  [scheduled:: 2026-11-24]",
            ],
            id="the first open one of equals, in the dialect of the note",
        ),
        pytest.param(
            "## Page 📅 2026-11-30\n- [ ] All\n  1. [ ] Build the page ⏫\n",
            "Name three colours",
            ["+   1. [ ] Name three colours ⏳ 2026-11-24"],
            id="other words go above it",
        ),
        pytest.param(
            "> - [ ] Build [due:: 2026-11-30]\n",
            "Call [[Ana]] %%soon%%",
            ["+ > - [ ] Call [[Ana]] %soon%  [scheduled:: 2026-11-24]"],
            id="in a quote",
        ),
        pytest.param(
            "- [x] Build\n",
            "Begin",
            ["+ ## Steps", "+ - [ ] Begin ⏳ 2026-11-24"],
            id="no task to go above",
        ),
    ],
)
def test_the_step_is_scheduled_or_written(tasks: str, words: str, expected: list[str]) -> None:
    *lines, decision = changed_lines(said(OptionKey.KEEP, DAY, words), note(tasks=tasks))
    assert lines == [*ASK, *expected, *RECORD]
    words = words.replace("%%", "%")
    assert decision.startswith(f'+ - 2026-11-22 keep: next action "{words}" on 2026-11-24')


def test_the_first_line_of_a_note_is_as_good_as_any() -> None:
    text = "\ufeff- [ ] Build [[A]] 📅 2026-11-20\n"
    notes = {GOAL: "---\ntype: goal\n---\n", "B.md": text}
    found = applied(said(OptionKey.KEEP, DAY, "Draw"), notes)
    new = "- [ ] Draw [goal:: [[Goals/A]]] ⏳ 2026-11-24"
    assert found.texts["B.md"] == f"\ufeff{new}\n" + text.removeprefix("\ufeff")


OTHER_NOTE = notes_in("""
    === Goals/A.md
    ---
    type: goal
    ---
    === Daily/2026-11-20.md
    - [ ] Ask Jun [[A]] #task 📅 2026-11-20
""")


def test_a_step_in_a_note_of_another_kind_moves_the_same_goal() -> None:
    config = Config(tasks=TasksConfig(global_filter="#task"))
    lines = changed_lines(said(OptionKey.KEEP, DAY, "Find Jun"), OTHER_NOTE, config)
    assert lines[0] == "+ - [ ] Find Jun #task [goal:: [[Goals/A]]] ⏳ 2026-11-24"
    found = applied(said(OptionKey.KEEP, DAY, "Find Jun"), OTHER_NOTE, config)
    owners = measured({**OTHER_NOTE, **found.texts}).vault.owners
    assert owners == {("Daily/2026-11-20.md", 1): GOAL, ("Daily/2026-11-20.md", 2): GOAL}


def test_a_step_that_has_the_word_of_the_tasks_plugin_gets_no_other() -> None:
    config = Config(tasks=TasksConfig(global_filter="#task"))
    lines = changed_lines(said(OptionKey.KEEP, DAY, "Find #task Jun"), OTHER_NOTE, config)
    assert lines[0] == "+ - [ ] Find #task Jun [goal:: [[Goals/A]]] ⏳ 2026-11-24"


TOO_MANY_FIELDS = "Dig" + " 🔺 #a" * 20 + " 🔺"
"""Not all of them are read; with one more, one less is."""


@pytest.mark.parametrize(
    ("tasks", "words", "by"),
    [
        pytest.param("- [x] Done\n- [ ] Build\n", "Done", Hindrance.NOT_OFFERED, id="a task that is done"),
        pytest.param("- [ ] Build\n", TOO_MANY_FIELDS, Hindrance.NO_WORDS, id="too many fields"),
        pytest.param("", TOO_MANY_FIELDS, Hindrance.NO_WORDS, id="too many, with no task"),
    ],
)
def test_words_that_make_no_step(tasks: str, words: str, by: Hindrance) -> None:
    assert hindered(said(OptionKey.KEEP, DAY, words), note(tasks=tasks)).by is by
