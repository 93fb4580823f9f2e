from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.frontmatter import Frontmatter, read_frontmatter
from aimo_md.text.frontmatter_edit import with_list_property, with_property
from aimo_md.text.lines import line_ends, split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from tests.examples import tried_on
from tests.text.generated_notes import notes


def read(note: str) -> Frontmatter:
    return read_frontmatter(split_lines(note))


def rows(note: str) -> list[str]:
    """The lines with their ends."""
    return [line + end for line, end in zip(split_lines(note), line_ends(note), strict=True)]


def note(*entries: str) -> str:
    return "\n".join(("---", *entries, "---", "# A goal\n"))


@pytest.mark.parametrize(
    ("entries", "key", "value", "expected"),
    [
        pytest.param(["status: active"], "status", "paused", ["status: paused"], id="plain"),
        pytest.param(["Status : active"], "status", "paused", ["Status : paused"], id="capitals and a space"),
        pytest.param(
            ["deadline:   2026-12-31  # hard", "x: 1"],
            "deadline",
            "2027-01-31",
            ["deadline:   2027-01-31  # hard", "x: 1"],
            id="spacing and comment",
        ),
        pytest.param(
            ['deadline: "2026-12-31" # hard'],
            "deadline",
            "2027-01-31",
            ["deadline: 2027-01-31 # hard"],
            id="double quotes",
        ),
        pytest.param(["why: 'it''s'  "], "why", "it is", ["why: it is  "], id="single quotes"),
        pytest.param(["'why' : x"], "why", "y", ["'why' : y"], id="a quoted key"),
        pytest.param(["status:", "x: 1"], "status", "paused", ["status: paused", "x: 1"], id="no value yet"),
        pytest.param(["status:  "], "status", "paused", ["status:  paused"], id="no value but spaces"),
        pytest.param(
            ["status: # which"], "status", "paused", ["status: paused # which"], id="only a comment"
        ),
        pytest.param(["why: a#b"], "why", "c", ["why: c"], id="a sign inside a word is no comment"),
        pytest.param(
            ["status: active", "", "# note", "x: 1"],
            "status",
            "paused",
            ["status: paused", "", "# note", "x: 1"],
            id="comments below stay",
        ),
        pytest.param(
            ["why: |", "  status: x", "status: active"],
            "status",
            "paused",
            ["why: |", "  status: x", "status: paused"],
            id="no key inside block text",
        ),
        pytest.param(["x: 1"], "status", "paused", ["x: 1", "status: paused"], id="a new key comes last"),
        pytest.param(
            ["tags:", "  - a"],
            "status",
            "paused",
            ["tags:", "  - a", "status: paused"],
            id="also after a list",
        ),
        pytest.param(
            ["  x: 1"], "status", "paused", ["  x: 1", "  status: paused"], id="with the indent of the others"
        ),
        pytest.param([], "status", "paused", ["status: paused"], id="into empty frontmatter"),
        pytest.param(["x: 1", "status: a # b"], "status", None, ["x: 1"], id="remove"),
        pytest.param(["status: a"], "status", None, [], id="remove the last one"),
        pytest.param(["x: 1"], "status", None, ["x: 1"], id="remove what is not there"),
    ],
)
def test_only_the_value_changes(entries: list[str], key: str, value: str | None, expected: list[str]) -> None:
    assert with_property(note(*entries), key, value) == note(*expected)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2026-12-31", "2026-12-31"),
        ("14", "14"),
        ("0.5", "0.5"),
        ("true", "true"),
        ("12:30", "12:30"),
        ("two words", "two words"),
        ("할 일", "할 일"),
        ("[[Work]]", '"[[Work]]"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ('"so"', '"\\"so\\""'),
        ("", '""'),
        (" a ", '" a "'),
        ("null", '"null"'),
        ("a\nb", '"a\\nb"'),
        ("a\nx: 2", '"a\\nx: 2"'),
        ("{a}", '"{a}"'),
    ],
)
def test_a_value_is_quoted_only_where_it_must_be(value: str, printed: str) -> None:
    assert with_property(note("x: 1"), "new", value) == note("x: 1", f"new: {printed}")
    assert with_property(note("new: old # why"), "new", value) == note(f"new: {printed} # why")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A goal\n", "---\nstatus: paused\n---\n# A goal\n"),
        ("\ufeff# A goal\r\n", "\ufeff---\r\nstatus: paused\r\n---\r\n# A goal\r\n"),
        ("", "---\nstatus: paused\n---\n"),
        ("---\na rule that opens nothing", "---\nstatus: paused\n---\n---\na rule that opens nothing"),
    ],
)
def test_frontmatter_is_made_where_there_is_none(before: str, after: str) -> None:
    assert with_property(before, "status", "paused") == after


@pytest.mark.parametrize(
    ("entries", "key", "value", "reason"),
    [
        pytest.param(["status: a", "Status: b"], "status", "c", RefusalReason.AMBIGUOUS, id="twice"),
        pytest.param(["tags: [a]"], "tags", "c", RefusalReason.NOT_A_PLAIN_VALUE, id="flow list"),
        pytest.param(["tags:", "  - a"], "tags", "c", RefusalReason.NOT_A_PLAIN_VALUE, id="block list"),
        pytest.param(
            ["tags:", "- a"], "tags", None, RefusalReason.NOT_A_PLAIN_VALUE, id="list at the margin"
        ),
        pytest.param(["why: >-", "  a", "  b"], "why", "c", RefusalReason.NOT_A_PLAIN_VALUE, id="block text"),
        pytest.param(["why: a", "  b"], "why", "c", RefusalReason.NOT_A_PLAIN_VALUE, id="two lines"),
        pytest.param(['why: "a', '  b"'], "why", "c", RefusalReason.NOT_A_PLAIN_VALUE, id="two quoted lines"),
        pytest.param(["{why: a}"], "why", "c", RefusalReason.NOT_A_PLAIN_VALUE, id="all on one line"),
        pytest.param(["why: a: b"], "why", None, RefusalReason.AMBIGUOUS, id="where it cannot be read"),
        pytest.param(["why: &x a"], "why", "c", RefusalReason.AMBIGUOUS, id="an anchor"),
        pytest.param(["x: [a"], "status", "a\x7f", RefusalReason.WOULD_MISREAD, id="no text of YAML's"),
        pytest.param(["x: 1"], "a: b", "c", RefusalReason.WOULD_MISREAD, id="no key"),
    ],
)
def test_a_value_is_refused(entries: list[str], key: str, value: str | None, reason: RefusalReason) -> None:
    refusal = with_property(note(*entries), key, value)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason is reason


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param(["x: 1"], ["x: 1", "names: [a, b-c]"], id="new"),
        pytest.param(["names: [a]", "x: 1"], ["names: [a, b-c]", "x: 1"], id="on one line"),
        pytest.param(
            ["names:", "  - a", "  # more", "  - d", "", "x: 1"],
            ["names: [a, b-c]", "", "x: 1"],
            id="as Obsidian writes it",
        ),
        pytest.param(["names:"], ["names: [a, b-c]"], id="empty"),
    ],
)
def test_a_list_is_written_on_one_line(entries: list[str], expected: list[str]) -> None:
    assert with_list_property(note(*entries), "names", ("a", "b-c")) == note(*expected)


@pytest.mark.parametrize(
    ("entries", "values", "reason"),
    [
        pytest.param(["names: [a]", "names: [b]"], ("c",), RefusalReason.AMBIGUOUS, id="twice"),
        pytest.param(["x: 1"], ("a: b",), RefusalReason.WOULD_MISREAD, id="no word"),
    ],
)
def test_a_list_is_refused(entries: list[str], values: tuple[str, ...], reason: RefusalReason) -> None:
    refusal = with_list_property(note(*entries), "names", values)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason is reason


@tried_on(150)
@given(
    notes(),
    st.sampled_from(("status", "deadline", "WHY", "hard", "parent", "new")),
    st.none() | st.text("ab :#-'\"[]{}|>&*!%@,\\\t0~é할", max_size=6),
)
def test_all_else_in_the_note_stays(text: str, key: str, value: str | None) -> None:
    changed = with_property(text, key, value)

    assert isinstance(changed, str), changed
    before, after = read(text), read(changed)
    old, new = before.get(key), after.get(key)
    assert others(after, key) == others(before, key)
    assert (new is None) == (value is None)
    old_rows, new_rows = rows(text), rows(changed)
    if old:
        del old_rows[old.line - 1]
    if new:
        assert value in (new.value, str(new.value)) or float(value or "") == new.value  # -0 is 0
        del new_rows[new.line - 1]
    if new and not before.last:
        bom = "\ufeff" if text.startswith("\ufeff") else ""
        assert [row.rstrip("\r\n") for row in new_rows[:2]] == [bom + "---", "---"]
        new_rows[:2], old_rows[0] = [], old_rows[0].removeprefix(bom)
    assert new_rows == kept_apart(old_rows)
    assert with_property(changed, key, value) == changed


def kept_apart(lines: list[str]) -> list[str]:
    """Lines, of which one went: a lone `\\r` and the `\\n` of an empty line would be one line end."""
    kept: list[str] = []
    for line in lines:
        kept.append("\r" if line == "\n" and kept and kept[-1].endswith("\r") else line)
    return kept


def others(frontmatter: Frontmatter, key: str) -> list[tuple[str, object]]:
    return [
        (entry.key, entry.value) for entry in frontmatter.entries if entry.key.casefold() != key.casefold()
    ]
