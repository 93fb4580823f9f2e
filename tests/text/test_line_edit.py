from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.line_edit import FIELD_ORDER, with_field, with_symbol
from aimo_md.text.outline import TASK_LINE
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.task_fields import Dialect, FieldName
from aimo_md.text.task_line import TaskLine, read_task_line
from tests.examples import tried_on
from tests.text.generated_notes import TASK_LINES

VALUES = {
    FieldName.WEIGHT: ("2", "0.5"),
    FieldName.GOAL: ("[[Garden]]", "[Work](work.md)"),
    FieldName.ID: ("k3x9", "a-b_c"),
    FieldName.DEPENDS_ON: ("abc", "abc,def"),
    FieldName.PRIORITY: ("highest", "high", "medium", "low", "lowest"),
    FieldName.RECURRENCE: ("every day", "every 2 weeks on Tuesday, Friday when done"),
    FieldName.ON_COMPLETION: ("delete", "keep"),
    **dict.fromkeys(
        (
            FieldName.CREATED,
            FieldName.START,
            FieldName.SCHEDULED,
            FieldName.DUE,
            FieldName.CANCELLED,
            FieldName.DONE,
        ),
        ("2026-11-24", "2028-02-29"),
    ),
}


def edited(line: str, name: FieldName, value: str | None, default: Dialect = Dialect.EMOJI) -> str:
    result = with_field(line, name, value, default)
    assert isinstance(result, str), result
    return result


def read(line: str) -> TaskLine:
    task = TASK_LINE.match(line)
    assert task
    return read_task_line(task[3])


def values(line: str) -> dict[FieldName, str]:
    signs = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
    return {span.name: signs.get(span.value, span.value) for span in read(line).spans}


@pytest.mark.parametrize(
    ("line", "symbol", "expected"),
    [
        ("- [ ] a", "x", "- [x] a"),
        ("  > * [/]   a  ", "-", "  > * [-]   a  "),
        ("12) [x] [ ] a", " ", "12) [ ] [ ] a"),
        ("- [ ]", "x", "- [x]"),
    ],
)
def test_only_the_symbol_changes(line: str, symbol: str, expected: str) -> None:
    assert with_symbol(line, symbol) == expected


@pytest.mark.parametrize(
    ("line", "symbol", "reason"),
    [
        pytest.param("- a", "x", RefusalReason.NOT_A_TASK, id="no checkbox"),
        pytest.param("- [ ](link) a", "x", RefusalReason.NOT_A_TASK, id="a link"),
        pytest.param("- [ ] a", "xx", RefusalReason.WOULD_MISREAD, id="two symbols"),
        pytest.param("- [ ] a", "", RefusalReason.WOULD_MISREAD, id="no symbol"),
    ],
)
def test_a_symbol_is_refused(line: str, symbol: str, reason: RefusalReason) -> None:
    refusal = with_symbol(line, symbol)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


@pytest.mark.parametrize(
    ("line", "name", "value", "expected"),
    [
        pytest.param(
            "- [ ] a 📅 2026-11-30 ^id",
            FieldName.DUE,
            "2026-12-24",
            "- [ ] a 📅 2026-12-24 ^id",
            id="set a day",
        ),
        pytest.param(
            "- [ ] a 🗓️2026-11-30",
            FieldName.DUE,
            "2026-12-24",
            "- [ ] a 🗓️2026-12-24",
            id="the sign and the spacing stay as typed",
        ),
        pytest.param(
            "- [ ] a (due::  2026-11-30 ),",
            FieldName.DUE,
            "2026-12-24",
            "- [ ] a (due::  2026-12-24 ),",
            id="so do brackets",
        ),
        pytest.param("- [ ] a ⏫", FieldName.PRIORITY, "low", "- [ ] a 🔽", id="set a priority sign"),
        pytest.param(
            "- [ ] a [priority:: high]",
            FieldName.PRIORITY,
            "low",
            "- [ ] a [priority:: low]",
            id="set a priority word",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-30 📅 2026-12-01",
            FieldName.DUE,
            "2026-12-24",
            "- [ ] a 📅 2026-12-24 📅 2026-12-01",
            id="of two the one that counts",
        ),
        pytest.param("- [ ] a", FieldName.DONE, "2026-11-24", "- [ ] a ✅ 2026-11-24", id="add the first"),
        pytest.param("- [ ] ", FieldName.DONE, "2026-11-24", "- [ ] ✅ 2026-11-24", id="add to no text"),
        pytest.param(
            "- [ ] a  ", FieldName.DUE, "2026-11-24", "- [ ] a 📅 2026-11-24  ", id="trailing spaces stay"
        ),
        pytest.param(
            "- [ ] a #t ^id",
            FieldName.DUE,
            "2026-11-24",
            "- [ ] a #t 📅 2026-11-24 ^id",
            id="add before the block id",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-30 ✅ 2026-11-24",
            FieldName.SCHEDULED,
            "2026-11-20",
            "- [ ] a ⏳ 2026-11-20 📅 2026-11-30 ✅ 2026-11-24",
            id="add before what comes later",
        ),
        pytest.param(
            "- [ ] a ⏫ 📅 2026-11-30 #t",
            FieldName.DONE,
            "2026-11-24",
            "- [ ] a ⏫ 📅 2026-11-30 ✅ 2026-11-24 #t",
            id="add after what comes earlier",
        ),
        pytest.param(
            "- [ ] a  [due:: 2026-11-30]",
            FieldName.START,
            "2026-11-24",
            "- [ ] a  [start:: 2026-11-24]  [due:: 2026-11-30]",
            id="add in brackets",
        ),
        pytest.param(
            "- [ ] a (due:: 2026-11-30)",
            FieldName.DONE,
            "2026-11-24",
            "- [ ] a (due:: 2026-11-30)  (completion:: 2026-11-24)",
            id="add in round brackets",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-30",
            FieldName.WEIGHT,
            "3",
            "- [ ] a [weight:: 3] 📅 2026-11-30",
            id="aimo's own fields are never signs",
        ),
        pytest.param(
            "- [ ] a [weight:: 3]",
            FieldName.DUE,
            "2026-11-24",
            "- [ ] a [weight:: 3] 📅 2026-11-24",
            id="and say nothing of the dialect",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-30 and more",
            FieldName.DUE,
            "2026-11-24",
            "- [ ] a 📅 2026-11-30 and more 📅 2026-11-24",
            id="what stands inside the text is text",
        ),
        pytest.param("- [ ] a ✅ 2026-11-24 #t ^id", FieldName.DONE, None, "- [ ] a #t ^id", id="remove"),
        pytest.param(
            "- [ ] a  [due:: 2026-11-30]  [completion:: 2026-11-24]  ",
            FieldName.DONE,
            None,
            "- [ ] a  [due:: 2026-11-30]  ",
            id="remove with the gap before",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-30✅ 2026-11-24",
            FieldName.DUE,
            None,
            "- [ ] a ✅ 2026-11-24",
            id="remove where the next field is glued on",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-30 ✅ 2026-11-24 📅 2026-12-01",
            FieldName.DUE,
            None,
            "- [ ] a ✅ 2026-11-24",
            id="remove both of two",
        ),
        pytest.param("- [ ] ✅ 2026-11-24", FieldName.DONE, None, "- [ ] ", id="remove all there is"),
        pytest.param("- [ ] a", FieldName.DONE, None, "- [ ] a", id="remove nothing"),
    ],
)
def test_a_field_changes_in_its_own_dialect(
    line: str, name: FieldName, value: str | None, expected: str
) -> None:
    assert edited(line, name, value) == expected


@pytest.mark.parametrize(
    "name", [name for name in FIELD_ORDER if name not in {FieldName.WEIGHT, FieldName.GOAL}]
)
def test_a_bare_line_takes_the_default_dialect(name: FieldName) -> None:
    value = VALUES[name][0]
    assert read(edited("- [ ] a", name, value, Dialect.EMOJI)).spans[0].dialect is Dialect.EMOJI
    assert read(edited("- [ ] a", name, value, Dialect.DATAVIEW)).spans[0].dialect is Dialect.DATAVIEW


@pytest.mark.parametrize(
    ("line", "name", "value", "reason"),
    [
        pytest.param("a", FieldName.DUE, "2026-11-24", RefusalReason.NOT_A_TASK, id="no task"),
        pytest.param("- [ ] a", FieldName.DUE, "soon", RefusalReason.WOULD_MISREAD, id="no day"),
        pytest.param(
            "- [ ] a", FieldName.ID, "x ✅ 2026-11-24", RefusalReason.WOULD_MISREAD, id="two fields"
        ),
        pytest.param(
            "- [ ] a ✅ 2026-11-24", FieldName.DONE, "now", RefusalReason.WOULD_MISREAD, id="set badly"
        ),
        pytest.param(
            "- [ ] ✅ 2026-11-24 ^id",
            FieldName.DONE,
            None,
            RefusalReason.WOULD_MISREAD,
            id="the block id would become the text",
        ),
    ],
)
def test_a_field_is_refused(line: str, name: FieldName, value: str | None, reason: RefusalReason) -> None:
    refusal = with_field(line, name, value, Dialect.EMOJI)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


names = st.sampled_from(FIELD_ORDER)


@tried_on(120)
@given(st.sampled_from(TASK_LINES), names, st.data())
def test_read_edit_read_changes_the_field_that_was_meant(
    line: str, name: FieldName, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from((None, *VALUES[name])))

    changed = edited(line, name, value)

    others = {key: text for key, text in values(line).items() if key is not name}
    assert values(changed) == (others if value is None else {**others, name: value})
    assert (read(changed).text, read(changed).block_link) == (read(line).text, read(line).block_link)
    assert edited(changed, name, value) == changed


@tried_on(120)
@given(st.lists(names, unique=True), st.sampled_from(Dialect), st.sampled_from(("a", "a #t", "", "a ^id")))
def test_fields_stand_in_the_order_of_the_plugin_however_they_came(
    added: list[FieldName], dialect: Dialect, text: str
) -> None:
    line = f"- [ ] {text}"
    for name in added:
        line = edited(line, name, VALUES[name][0], dialect)

    assert [span.name for span in read(line).spans] == [name for name in FIELD_ORDER if name in added]
    for name in added:
        line = edited(line, name, None)
    assert line == f"- [ ] {text}"
