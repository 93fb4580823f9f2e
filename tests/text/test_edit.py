from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.document import read_document
from aimo_md.text.edit import (
    AppendUnder,
    Edit,
    InsertLine,
    Refusal,
    RefusalReason,
    RemoveLine,
    ReplaceBlock,
    ReplaceLine,
    SetField,
    SetProperty,
    SetSymbol,
    apply_edits,
)
from aimo_md.text.task_fields import Dialect, FieldName
from aimo_md.text.task_line import read_task_line
from tests.examples import tried_on
from tests.text.generated_notes import notes

NOTE = "\ufeff---\r\nstatus: active\r\n---\r\n- [ ] Water the trees 🔁 every week  \r\n- [ ] Dig\r\n\r\nEnd"
WATER, DIG = "- [ ] Water the trees 🔁 every week  ", "- [ ] Dig"


@pytest.mark.parametrize(
    ("edits", "old", "new"),
    [
        pytest.param([SetSymbol(line=5, old=DIG, symbol="x")], "- [ ] Dig", "- [x] Dig", id="symbol"),
        pytest.param(
            [SetField(line=4, old=WATER, name=FieldName.DONE, value="2026-11-24")],
            "week  ",
            "week ✅ 2026-11-24  ",
            id="field",
        ),
        pytest.param(
            [SetField(line=5, old=DIG, name=FieldName.DUE, value="2026-11-24", default=Dialect.DATAVIEW)],
            "Dig",
            "Dig  [due:: 2026-11-24]",
            id="field in the dialect of the vault",
        ),
        pytest.param(
            [
                InsertLine(line=4, old=WATER, text="- [ ] Next\n  - [ ] sub"),
                SetField(line=4, old=WATER, name=FieldName.DONE, value="2026-11-24"),
                SetSymbol(line=4, old=WATER, symbol="x"),
            ],
            WATER,
            "- [ ] Next\r\n  - [ ] sub\r\n- [x] Water the trees 🔁 every week ✅ 2026-11-24  ",
            id="complete a recurring task",
        ),
        pytest.param(
            [InsertLine(line=5, old=DIG, text="  - [ ] deep", below=True)],
            DIG,
            f"{DIG}\r\n  - [ ] deep",
            id="below",
        ),
        pytest.param(
            [InsertLine(line=7, old="End", text="of it", below=True)], "End", "End\r\nof it", id="at the end"
        ),
        pytest.param([ReplaceLine(line=5, old=DIG, new="- [ ] Plant")], DIG, "- [ ] Plant", id="replace"),
        pytest.param(
            [ReplaceLine(line=5, old=DIG, new="- [ ] Plant"), SetSymbol(line=5, old=DIG, symbol="x")],
            DIG,
            "- [x] Plant",
            id="replace and tick",
        ),
        pytest.param([RemoveLine(line=5, old=DIG)], f"{DIG}\r\n", "", id="remove"),
        pytest.param(
            [RemoveLine(line=4, old=WATER), SetSymbol(line=5, old=DIG, symbol="x")],
            f"{WATER}\r\n- [ ]",
            "- [x]",
            id="remove above another",
        ),
        pytest.param([SetProperty(key="status", value="paused")], "active", "paused", id="property"),
        pytest.param(
            [AppendUnder(heading="Log", text="- a"), AppendUnder(heading="log", text="- b")],
            "End",
            "End\r\n\r\n## Log\r\n- a\r\n- b",
            id="append twice",
        ),
        pytest.param(
            [SetProperty(key="ask", value="1"), SetSymbol(line=5, old=DIG, symbol="x")],
            f"active\r\n---\r\n{WATER}\r\n- [ ]",
            f"active\r\nask: 1\r\n---\r\n{WATER}\r\n- [x]",
            id="line numbers are those of the note as it was",
        ),
        pytest.param(
            [SetSymbol(line=5, old=WATER, symbol="x")],
            "- [ ] Water",
            "- [x] Water",
            id="a line that has moved",
        ),
        pytest.param(
            [SetSymbol(line=99, old=DIG, symbol="x")], "[ ] Dig", "[x] Dig", id="a number out of the note"
        ),
        pytest.param([], "", "", id="nothing"),
    ],
)
def test_edits_change_what_they_name(edits: list[Edit], old: str, new: str) -> None:
    assert apply_edits(NOTE, tuple(edits)) == NOTE.replace(old, new, 1)


def test_the_first_line_of_a_note_with_bom_is_named_with_or_without_it() -> None:
    for old in (DIG, "\ufeff" + DIG):
        assert apply_edits("\ufeff" + DIG, (SetSymbol(line=1, old=old, symbol="x"),)) == "\ufeff- [x] Dig"


def test_of_equal_lines_the_numbered_one_is_meant() -> None:
    edits = (SetSymbol(line=3, old=DIG, symbol="x"), SetSymbol(line=1, old=DIG, symbol="-"))
    assert apply_edits(f"{DIG}\n\n{DIG}", edits) == "- [-] Dig\n\n- [x] Dig"


def test_a_managed_block_gets_another_body() -> None:
    """The user's lines are spared, and the frontmatter is not touched."""
    note = "<!-- aimo:next -->\nMine.\n<!-- /aimo:next -->\n"
    changed = apply_edits(note, (ReplaceBlock(name="next", body="Tue 24"),))
    assert isinstance(changed, str)
    assert changed.startswith("<!-- aimo:next ")
    assert changed.endswith("\n\nTue 24\n\n<!-- /aimo:next -->\n\nMine.\n")


@pytest.mark.parametrize(
    ("note", "edits", "reason"),
    [
        pytest.param("a", [RemoveLine(line=1, old="b")], RefusalReason.GONE, id="gone"),
        pytest.param("b\na\nb", [RemoveLine(line=2, old="b")], RefusalReason.AMBIGUOUS, id="stands twice"),
        pytest.param(
            DIG,
            [RemoveLine(line=1, old=DIG), SetSymbol(line=1, old=DIG, symbol="x")],
            RefusalReason.CONFLICT,
            id="removed and changed",
        ),
        pytest.param("a", [SetSymbol(line=1, old="a", symbol="x")], RefusalReason.NOT_A_TASK, id="no task"),
        pytest.param("a", [ReplaceBlock(name="next", body="x")], RefusalReason.GONE, id="no block"),
        pytest.param(
            "<!-- aimo:next -->\n",
            [ReplaceBlock(name="next", body="x")],
            RefusalReason.GONE,
            id="half a block",
        ),
        pytest.param(
            "---\nx: [a]\n---\n",
            [SetProperty(key="x", value="b"), AppendUnder(heading="A", text="b")],
            RefusalReason.NOT_A_PLAIN_VALUE,
            id="all or nothing",
        ),
        pytest.param(
            "```\n",
            [AppendUnder(heading="A", text="b")],
            RefusalReason.WOULD_MISREAD,
            id="no place for a heading",
        ),
    ],
)
def test_edits_are_refused(note: str, edits: list[Edit], reason: RefusalReason) -> None:
    refusal = apply_edits(note, tuple(edits))
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason is reason
    assert refusal.message


@tried_on(150)
@given(notes(), st.data())
def test_a_tick_changes_one_character_of_a_note(note: str, data: st.DataObject) -> None:
    document = read_document(note)
    if not document.checkboxes:
        return
    checkbox = data.draw(st.sampled_from(document.checkboxes))
    old = document.lines[checkbox.line - 1]

    changed = apply_edits(note, (SetSymbol(line=checkbox.line, old=old, symbol="~"),))

    assert isinstance(changed, str)
    assert len(changed) == len(note)
    assert sum(before != after for before, after in zip(note, changed, strict=True)) == 1
    symbols = [box.symbol for box in read_document(changed).checkboxes]
    assert symbols == ["~" if box is checkbox else box.symbol for box in document.checkboxes]


@tried_on(150)
@given(notes(), st.sampled_from((FieldName.DUE, FieldName.DONE)), st.data())
def test_a_field_changes_nothing_around_it(note: str, name: FieldName, data: st.DataObject) -> None:
    document = read_document(note)
    if not document.checkboxes:
        return
    checkbox = data.draw(st.sampled_from(document.checkboxes))
    old = document.lines[checkbox.line - 1]

    changed = apply_edits(note, (SetField(line=checkbox.line, old=old, name=name, value="2026-11-24"),))

    assert isinstance(changed, str)
    again = read_document(changed)
    assert [line for at, line in enumerate(again.lines, 1) if at != checkbox.line] == [
        line for at, line in enumerate(document.lines, 1) if at != checkbox.line
    ]
    new = again.lines[checkbox.line - 1]
    at = next(at for at in range(len(note), -1, -1) if changed.startswith(note[:at]))
    tail = min(
        len(note) - at, next(n for n in range(len(note), -1, -1) if changed.endswith(note[len(note) - n :]))
    )
    assert len(changed) - at - tail <= len("  [completion:: 2026-11-24]")
    days = {span.value for span in read_task_line(new.split("] ", 1)[1]).spans if span.name is name}
    assert days == {"2026-11-24"}
    assert apply_edits(changed, (ReplaceLine(line=checkbox.line, old=new, new=old),)) == note
