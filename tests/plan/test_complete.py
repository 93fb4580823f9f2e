from __future__ import annotations

from datetime import date

import pytest

from aimo_md.config import Config, Symbol, TasksConfig
from aimo_md.goals.parse import read_note
from aimo_md.plan.complete import complete
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.text.edit import apply_edits

DAY = date(2026, 11, 24)
NOTE = "---\ntype: goal\n---\n{tasks}"


def completed(text: str, part: str, config: Config | None = None) -> str | Hindered:
    """The note after the task whose line holds `part` was completed."""
    chosen = config or Config()
    note = read_note("A.md", text, chosen)
    lines = text.split("\n")
    task = next(task for task in note.tasks if part in lines[task.line - 1])
    edits = complete(task, note, text, DAY, chosen)
    if isinstance(edits, Hindered):
        return edits
    changed = apply_edits(text, edits)
    assert isinstance(changed, str), changed
    return changed


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        pytest.param("- [ ] Dig\n", "- [x] Dig ✅ 2026-11-24\n", id="a line"),
        pytest.param(
            "> 1) [/] Dig ^dig", "> 1) [x] Dig ✅ 2026-11-24 ^dig", id="in a quote, with a block id"
        ),
        pytest.param(
            "- [ ] Dig\n- [x] x [completion:: 2026-11-01]\n",
            "- [x] Dig  [completion:: 2026-11-24]\n- [x] x [completion:: 2026-11-01]\n",
            id="in the dialect of the note",
        ),
        pytest.param("- [x] Dig ✅ 2026-11-01\n", "- [x] Dig ✅ 2026-11-01\n", id="done already"),
        pytest.param("- [-] Dig\n", "- [-] Dig\n", id="cancelled"),
        pytest.param(
            "- [ ] Dig\n  - [ ] deep\n", "- [x] Dig ✅ 2026-11-24\n  - [ ] deep\n", id="its sub-tasks stay"
        ),
        pytest.param("- [ ] Dig 🏁 keep\n", "- [x] Dig 🏁 keep ✅ 2026-11-24\n", id="to be kept"),
        pytest.param("a\n\n- [ ] Dig 🏁 delete\n\nb", "a\n\n\nb", id="to be deleted"),
        pytest.param(
            "- [ ] Dig [onCompletion:: delete]\n  - [ ] deep\n\t- [x] deeper\n- [ ] Plant\n",
            "- [ ] Plant\n",
            id="to be deleted with its sub-tasks",
        ),
        pytest.param(
            "- [ ] Dig 🔁 now and then\n", "- [x] Dig 🔁 now and then ✅ 2026-11-24\n", id="no rule"
        ),
        pytest.param("- [ ] Dig ✅ 2026-11-01\n", "- [x] Dig ✅ 2026-11-24\n", id="stamped before"),
    ],
)
def test_a_task_is_ticked_and_stamped(tasks: str, expected: str) -> None:
    assert completed(NOTE.format(tasks=tasks), "Dig") == NOTE.format(tasks=expected)


def test_the_symbol_is_one_that_means_done() -> None:
    config = Config(
        tasks=TasksConfig(symbols={"x": Symbol.TODO, "d": Symbol.DONE, " ": Symbol.NONE, "o": Symbol.TODO})
    )
    changed = completed("- [o] Dig 🔁 every day 📅 2026-11-24", "Dig", config)
    assert changed == (
        "- [x] Dig 🔁 every day 📅 2026-11-25\n- [d] Dig 🔁 every day 📅 2026-11-24 ✅ 2026-11-24"
    )


def test_a_box_that_is_no_task_is_no_sub_task() -> None:
    config = Config(tasks=TasksConfig(symbols={"!": Symbol.NONE}))
    text = "- [ ] Dig 🔁 every day 📅 2026-11-24\n  - [!] mind\n    - [x] deep\n"
    changed = completed(text, "Dig", config)
    assert changed == (
        "- [ ] Dig 🔁 every day 📅 2026-11-25\n    - [ ] deep\n"
        + text.replace("[ ]", "[x]").replace("11-24\n", "11-24 ✅ 2026-11-24\n")
    )


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        pytest.param(
            "- [ ] Dig 🔁 every week 📅 2026-11-22\n",
            "- [ ] Dig 🔁 every week 📅 2026-11-29\n- [x] Dig 🔁 every week 📅 2026-11-22 ✅ 2026-11-24\n",
            id="above it, from its due day",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week when done 📅 2026-11-22\n",
            "- [ ] Dig 🔁 every week when done 📅 2026-12-01\n"
            "- [x] Dig 🔁 every week when done 📅 2026-11-22 ✅ 2026-11-24\n",
            id="when done, from today",
        ),
        pytest.param(
            "- [/] Dig 🆔 a ⛔ b,c ⏫ 🔁 every day 🛫 2026-11-20 ⏳ 2026-11-21 📅 2026-11-22 ^dig \n",
            "- [ ] Dig ⏫ 🔁 every day 🛫 2026-11-21 ⏳ 2026-11-22 📅 2026-11-23\n"
            "- [x] Dig 🆔 a ⛔ b,c ⏫ 🔁 every day 🛫 2026-11-20 ⏳ 2026-11-21 📅 2026-11-22"
            " ✅ 2026-11-24 ^dig \n",
            id="all days move, id and dependencies stay behind",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every day ➕ 2026-11-01 📅 2026-11-22 ❌ 2026-11-02 ✅ 2026-11-02\n",
            "- [ ] Dig 🔁 every day ➕ 2026-11-24 📅 2026-11-23\n"
            "- [x] Dig 🔁 every day ➕ 2026-11-01 📅 2026-11-22 ❌ 2026-11-02 ✅ 2026-11-24\n",
            id="it is created today, and was never done",
        ),
        pytest.param(
            "- [ ] Dig [[A]] [weight:: 2] [goal:: [[B]]]  [repeat:: every day]\n",
            "- [ ] Dig [[A]] [weight:: 2] [goal:: [[B]]]  [repeat:: every day]\n"
            "- [x] Dig [[A]] [weight:: 2] [goal:: [[B]]]  [repeat:: every day]  [completion:: 2026-11-24]\n",
            id="without days, in the other dialect",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week 📅 2026-11-22\n"
            "  - [x] Spade 🆔 s 📅 2026-11-21 ✅ 2026-11-20\n"
            "    - a thought\n"
            "    - [-] Gloves ⛔ s ❌ 2026-11-20 ^g\n"
            "  - [ ] Boots\n"
            "- [ ] Plant\n",
            "- [ ] Dig 🔁 every week 📅 2026-11-29\n"
            "  - [ ] Spade 📅 2026-11-28\n"
            "    - [ ] Gloves\n"
            "  - [ ] Boots\n"
            "- [x] Dig 🔁 every week 📅 2026-11-22 ✅ 2026-11-24\n"
            "  - [x] Spade 🆔 s 📅 2026-11-21 ✅ 2026-11-20\n"
            "    - a thought\n"
            "    - [-] Gloves ⛔ s ❌ 2026-11-20 ^g\n"
            "  - [ ] Boots\n"
            "- [ ] Plant\n",
            id="with its sub-tasks",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week 🏁 delete 📅 2026-11-22\n  - [x] Spade\n",
            "- [ ] Dig 🔁 every week 🏁 delete 📅 2026-11-29\n  - [ ] Spade\n",
            id="to be deleted",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week 📅 9999-12-30\n",
            "- [x] Dig 🔁 every week 📅 9999-12-30 ✅ 2026-11-24\n",
            id="the end of the calendar",
        ),
        pytest.param(
            "- [ ] Dig 🔁 every week 📅 2026-11-22\n  - [ ] Spade 📅 9999-12-30\n",
            "- [ ] Dig 🔁 every week 📅 2026-11-29\n  - [ ] Spade 📅 9999-12-30\n"
            "- [x] Dig 🔁 every week 📅 2026-11-22 ✅ 2026-11-24\n  - [ ] Spade 📅 9999-12-30\n",
            id="the end of the calendar, for a sub-task",
        ),
    ],
)
def test_the_next_occurrence_of_a_recurring_task_goes_above_it(tasks: str, expected: str) -> None:
    assert completed(NOTE.format(tasks=tasks), "Dig") == NOTE.format(tasks=expected)


def test_a_byte_order_mark_stays_in_front() -> None:
    text = "\ufeff- [ ] Dig 🔁 every day 📅 2026-11-24\r\n"
    assert completed(text, "Dig") == (
        "\ufeff- [ ] Dig 🔁 every day 📅 2026-11-25\r\n- [x] Dig 🔁 every day 📅 2026-11-24 ✅ 2026-11-24\r\n"
    )


TWICE = "- [ ] Dig 🔁 every week 📅 2026-11-29\n- [ ] Dig 🔁 every week 📅 2026-11-22\n"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        pytest.param("- [ ] Dig 🔁 every week 📅 2026-11-29\n", "", id="it stands there"),
        pytest.param(
            "- [ ] Dig 🔁 every week 📅 2026-11-26\n",
            "- [ ] Dig 🔁 every week 📅 2026-11-29\n",
            id="another day",
        ),
        pytest.param("- [ ] Dig 📅 2026-11-29\n", "- [ ] Dig 🔁 every week 📅 2026-11-29\n", id="no rule"),
        pytest.param(
            "- [x] Dig 🔁 every week 📅 2026-11-29\n",
            "- [ ] Dig 🔁 every week 📅 2026-11-29\n",
            id="done already",
        ),
    ],
)
def test_an_occurrence_that_stands_there_is_not_made_again(above: str, expected: str) -> None:
    line = "- [ ] Dig 🔁 every week 📅 2026-11-22"
    changed = completed(above + line, "2026-11-22")
    assert changed == above + expected + line.replace("[ ]", "[x]") + " ✅ 2026-11-24"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param("due: 2026-11-24\n", "due: 2026-11-24\ncompletedDate: 2026-11-24\n", id="a note"),
        pytest.param("completed_date:\n", "completed_date: 2026-11-24\n", id="in the other spelling"),
    ],
)
def test_a_note_that_is_a_task_is_completed_in_its_frontmatter(keys: str, expected: str) -> None:
    text = "---\ntags: [task]\nstatus: open\n{}---\n- [ ] below\n"
    changed = completed(text.format(keys), "---")
    assert changed == text.format(expected).replace("status: open", "status: done")


def test_a_note_that_recurs_is_left_to_its_plugin() -> None:
    text = "---\ntags: [task]\nstatus: open\nrecurrence: FREQ=WEEKLY\n---\n"
    assert completed(text, "---") == Hindered(by=Hindrance.RECURS)


def test_a_line_that_would_lose_its_meaning_stays_open() -> None:
    """Of so many fields not all are read; without the last one, one more would be."""
    line = f"- [ ] Dig{' 📅 2026-11-24' * 25} 🔁 every day 🆔 a"
    found = completed(line, "Dig")
    assert isinstance(found, Hindered)
    assert found.by is Hindrance.UNWRITABLE
