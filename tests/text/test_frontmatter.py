from __future__ import annotations

from datetime import date
from inspect import cleandoc

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.flat_properties import read_flat
from aimo_md.text.frontmatter import LARGEST, Frontmatter, Value, frontmatter_of, head_of, read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.properties import bare_value
from aimo_md.text.yaml_properties import YamlError, read_yaml
from tests.examples import tried_on


def read(text: str) -> Frontmatter:
    return read_frontmatter(split_lines(text))


def values(text: str) -> dict[str, Value]:
    return {entry.key: entry.value for entry in read(f"---\n{text}\n---\n").entries}


def faults(text: str) -> list[tuple[int, str]]:
    return [(line, fault.code) for line, fault in read(f"---\n{text}\n---\n").faults]


def test_a_goal() -> None:
    """
    ---
    type: goal
    Status: active
    deadline: 2026-12-31
    parent: "[[Work for myself]]"
    tags:
      - goal
      - work

    # kept by hand
    aliases: [Side project, "a, b"]
    goal_weight: 2.5
    hard: true
    why:
    ---
    # Launch
    """
    frontmatter = read(cleandoc(test_a_goal.__doc__ or ""))
    assert (frontmatter.first, frontmatter.last, frontmatter.faults) == (1, 15, ())
    assert [(entry.key, entry.line, entry.value) for entry in frontmatter.entries] == [
        ("type", 2, "goal"),
        ("Status", 3, "active"),
        ("deadline", 4, date(2026, 12, 31)),
        ("parent", 5, "[[Work for myself]]"),
        ("tags", 6, ("goal", "work")),
        ("aliases", 11, ("Side project", "a, b")),
        ("goal_weight", 12, 2.5),
        ("hard", 13, True),
        ("why", 14, None),
    ]


def test_keys_are_found_without_regard_to_capitals_and_in_the_order_asked_for() -> None:
    frontmatter = read("---\ndue: 1\nDeadline: 2\n---")
    entry = frontmatter.get("deadline", "due")
    assert entry is not None
    assert (entry.key, entry.value) == ("Deadline", 2)
    assert frontmatter.get("target_date") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("---\na: 1\n---\n", 1, 3, id="plain"),
        pytest.param("---\n---\n", 1, 2, id="empty"),
        pytest.param("---  \na: 1\n---\t\n", 1, 3, id="space behind the signs"),
        pytest.param("\ufeff---\r\na: 1\r\n---\r\n", 1, 3, id="byte order mark and windows line ends"),
        pytest.param("---\ra: 1\r---", 1, 3, id="lone carriage returns"),
        pytest.param("---\na: 1\n", 0, 0, id="never closed"),
        pytest.param("---\na: 1\n...\n", 0, 0, id="closed by dots"),
        pytest.param("\n---\na: 1\n---\n", 0, 0, id="not on the first line"),
        pytest.param(" ---\na: 1\n---\n", 0, 0, id="indented"),
        pytest.param("----\na: 1\n----\n", 0, 0, id="four hyphens"),
        pytest.param("# Title\n---\n", 0, 0, id="a heading that is underlined"),
        pytest.param("", 0, 0, id="nothing"),
    ],
)
def test_where_frontmatter_begins_and_ends(text: str, first: int, last: int) -> None:
    frontmatter = read(text)
    assert (frontmatter.first, frontmatter.last) == (first, last)
    assert len(frontmatter.entries) == (1 if last == 3 else 0)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("~", None, id="tilde"),
        pytest.param("null", None, id="null"),
        pytest.param("true", True, id="true"),
        pytest.param("False", False, id="false"),
        pytest.param("yes", "yes", id="yes is text"),
        pytest.param("12", 12, id="number"),
        pytest.param("-3", -3, id="negative"),
        pytest.param("007", "007", id="a leading zero is text"),
        pytest.param("1234567890123456", "1234567890123456", id="a long run of digits is text"),
        pytest.param("2.50", 2.5, id="fraction"),
        pytest.param("1.5e3", 1500.0, id="exponent"),
        pytest.param("1.0e999", "1.0e999", id="beyond all numbers"),
        pytest.param(".inf", ".inf", id="infinity is text"),
        pytest.param("1_000", "1_000", id="underscores are text"),
        pytest.param("0x1F", "0x1F", id="hexadecimal is text"),
        pytest.param("2026-12-31", date(2026, 12, 31), id="day"),
        pytest.param("2026-02-30", "2026-02-30", id="no such day"),
        pytest.param("2026-12-31T10:00", "2026-12-31T10:00", id="day with a time"),
        pytest.param("2026-12", "2026-12", id="month"),
        pytest.param("12:30", "12:30", id="time of day"),
        pytest.param("3/week", "3/week", id="habit"),
        pytest.param("18 200", "18 200", id="spaced number"),
    ],
)
def test_a_value_without_quotes(written: str, value: Value) -> None:
    assert bare_value(written) == value
    assert type(bare_value(written)) is type(value)
    assert values(f"a: {written}")["a"] == value
    assert values(f'a: {written}\nb: "\\x41"')["a"] == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 'it''s'", {"a": "it's"}, id="escaped quote"),
        pytest.param('a: "2026-12-31"', {"a": "2026-12-31"}, id="quoted day is text"),
        pytest.param('a: "x\\ty"', {"a": "x\ty"}, id="escape"),
        pytest.param("a: b # c", {"a": "b"}, id="comment"),
        pytest.param("a: #b", {"a": None}, id="comment instead of a value"),
        pytest.param("a: b#c", {"a": "b#c"}, id="hash within a word"),
        pytest.param("a: https://x.org/y", {"a": "https://x.org/y"}, id="address"),
        pytest.param("a: |\n  b\n  c", {"a": "b\nc\n"}, id="literal block"),
        pytest.param("a: >-\n  b\n  c", {"a": "b c"}, id="folded block"),
        pytest.param("a: b\n  c", {"a": "b c"}, id="continued on the next line"),
        pytest.param("a:\n- b\n- 2026-12-31", {"a": ("b", date(2026, 12, 31))}, id="list at the margin"),
        pytest.param("a: [b, [c, d]]", {"a": ("b", ("c", "d"))}, id="list in a list"),
        pytest.param("a: []", {"a": ()}, id="empty list"),
        pytest.param("a:\n  - b\n  -", {"a": ("b", None)}, id="list with a gap"),
        pytest.param("a: [[B c]]", {"a": "[[B c]]"}, id="bare link"),
        pytest.param("a: [[B#c|d]]", {"a": "[[B#c|d]]"}, id="bare link with heading and label"),
        pytest.param("a:\n  - [[B]]\n  - [[C]]", {"a": ("[[B]]", "[[C]]")}, id="list of bare links"),
        pytest.param("a: [[[B]], [[C]]]", {"a": ("[[B]]", "[[C]]")}, id="flow list of bare links"),
        pytest.param("a: [[B, c]]", {"a": "[[B, c]]"}, id="bare link with a comma"),
        pytest.param("a: {{date}}", {"a": "{{date}}"}, id="template"),
        pytest.param("a: {{date:YYYY-MM-DD}}", {"a": "{{date:YYYY-MM-DD}}"}, id="template with a format"),
        pytest.param("a: <% tp.date.now() %>", {"a": "<% tp.date.now() %>"}, id="templater"),
        pytest.param("마감일: 2026-12-31", {"마감일": date(2026, 12, 31)}, id="korean key"),
        pytest.param("due date : 1", {"due date": 1}, id="space in the key"),
        pytest.param("'due': 1", {"due": 1}, id="quoted key"),
        pytest.param("2026-12-31: 1\ntrue: 2", {"2026-12-31": 1, "true": 2}, id="keys are text"),
        pytest.param("? [a]\n: 1", {"[a]": 1}, id="a list as a key"),
        pytest.param("content: 1\nno: 2\n1: 3", {"content": 1, "no": 2, "1": 3}, id="keys that trip others"),
        pytest.param("a: x\u2028y", {"a": "x y"}, id="no line end to a note"),
        pytest.param("a: !!python/object:os.system x", {"a": "x"}, id="tags make no objects"),
        pytest.param("# only a comment", {}, id="comment only"),
    ],
)
def test_values(text: str, expected: dict[str, Value]) -> None:
    assert values(text) == expected
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        pytest.param("a: 1\na: 2\nA: 3", {"a": 1}, [(3, "duplicate"), (4, "duplicate")], id="a key again"),
        pytest.param("a: 1\nb:\n  c: d\ne: 2", {"a": 1, "e": 2}, [(3, "nested")], id="keys of its own"),
        pytest.param("a: {b: c}\nd: 1", {"d": 1}, [(2, "nested")], id="keys of its own, in braces"),
        pytest.param("a:\n  - b: c\nd: 1", {"d": 1}, [(2, "nested")], id="a list of keys"),
        pytest.param("a: 1\nb: c: d\ne: 2", {"a": 1, "e": 2}, [(3, "yaml")], id="colon in a value"),
        pytest.param('a: 1\nb: "c\nd: 2', {"a": 1, "d": 2}, [(3, "yaml")], id="quote never closed"),
        pytest.param("a: 1\nb: [c\nd: 2", {"a": 1, "d": 2}, [(3, "yaml")], id="bracket never closed"),
        pytest.param("a: @b\nc: 1", {"c": 1}, [(2, "yaml")], id="sign that YAML keeps for itself"),
        pytest.param("a:\n\t- b\nc: 1", {"c": 1}, [(3, "yaml")], id="tab"),
        pytest.param("a: 1\nb: c\x00d", {"a": 1}, [(3, "yaml")], id="character that YAML does not allow"),
        pytest.param('a: 1\nb: "\\UFFFFFFFF"', {"a": 1}, [(2, "yaml")], id="escape for no character"),
        pytest.param("a: {{x}} {{y}}\nb: 1", {"a": "{{x}} {{y}}", "b": 1}, [(2, "yaml")], id="two templates"),
        pytest.param("a: [[B]], [[C]]\nd: 1", {"a": "[[B]], [[C]]", "d": 1}, [(2, "yaml")], id="bare links"),
        pytest.param("a: &x 1\nb: 2", {"b": 2}, [(2, "yaml")], id="anchor"),
        pytest.param("a: 1\nb: *important*", {"a": 1}, [(3, "yaml")], id="alias"),
        pytest.param("- a\n- b", {}, [(2, "yaml")], id="a list"),
        pytest.param("only words", {}, [(2, "yaml")], id="words"),
        pytest.param("a: 1\n...\nb: 2", {"a": 1, "b": 2}, [(4, "yaml")], id="two documents"),
    ],
)
def test_what_cannot_be_read_is_a_fault_on_its_line(
    text: str, expected: dict[str, Value], found: list[tuple[int, str]]
) -> None:
    assert values(text) == expected
    assert faults(text) == [(line, f"frontmatter-{code}") for line, code in found]


def test_a_fault_says_what_to_do() -> None:
    ((line, fault),) = read("---\nstatus: active\nwhy: this: that\n---\n").faults
    assert line == 3
    assert "mapping values are not allowed here" in fault.message
    assert fault.remedy == "put the value on this line in quotes"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: " + "[" * 25_000, id="brackets"),
        pytest.param("a: " + "{" * 25_000, id="braces"),
        pytest.param("- " * 30_000, id="lists"),
        pytest.param("\n".join("  " * depth + "a:" for depth in range(200)), id="keys in keys"),
        pytest.param(
            "a: &a [x, x]\n" + "\n".join(f"k{at}: &k{at} [*a, *a, *a]" for at in range(100)), id="aliases"
        ),
        pytest.param("key:" + " " * 60_000 + "\x01", id="spaces"),
        pytest.param("a " * 30_000, id="words"),
    ],
)
def test_hostile_frontmatter_is_refused(text: str) -> None:
    assert read(f"---\n{text}\n---\n# Title\n").last > 0
    assert {code for _, code in faults(text)} == {"frontmatter-yaml"}


def test_frontmatter_of_a_size_that_nobody_types_is_refused() -> None:
    frontmatter = read("---\n" + "a: b\n" * (LARGEST // 4) + "---\n")
    assert frontmatter.last == 2 + LARGEST // 4
    assert frontmatter.entries == ()
    assert [fault.code for _, fault in frontmatter.faults] == ["frontmatter-too-large"]


PIECES = st.sampled_from(
    (
        *(
            "a",
            "b c",
            "2026-12-31",
            "2026-02-30",
            "12:30",
            "1",
            "-5",
            "007",
            "1.5",
            "true",
            "~",
            "null",
            "계획",
        ),
        *(
            "[[A]]",
            "[[A b|c]]",
            "[a, b]",
            "['x', \"y\"]",
            "[",
            "]",
            "{a: b}",
            "{{d}}",
            "<% x %>",
            "'s'",
            '"q"',
        ),
        *(
            "'",
            '"',
            "#",
            " #c",
            "a#b",
            ":",
            ": ",
            " ",
            "-",
            "- ",
            "?",
            "*",
            "&",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
        ),
        *(
            ",",
            "\\",
            "https://x.y",
            "<<",
            "0x1f",
            "=",
            "\t",
            "\u2028",
            "\xa0",
            "\ufeff",
            "\x85",
            "\x00",
            "\u3000",
        ),
    )
)
WRITTEN = st.lists(PIECES, max_size=3).map("".join)
KEYS = st.sampled_from(("a", "type", "due date", "k-1", "계획", "'q'", "1", " pad", "true", "a "))
LINES = st.one_of(
    st.tuples(KEYS, st.sampled_from((": ", ":", ":  ")), WRITTEN, st.sampled_from(("", " "))).map("".join),
    st.tuples(st.sampled_from(("", "  ", "    ")), st.just("- "), WRITTEN).map("".join),
    st.sampled_from(("", "# c", "  # c", "  ")),
)


@tried_on(600)
@given(st.lists(LINES, max_size=5))
def test_the_quick_reader_reads_what_yaml_reads_or_nothing(lines: list[str]) -> None:
    flat = read_flat(lines, 2)
    if flat is not None:
        try:
            entries, nested = read_yaml(lines, 2)
        except YamlError as error:
            raise AssertionError(error) from error
        assert repr(flat) == repr(entries)
        assert nested == ()


@given(st.lists(LINES, max_size=6), st.text(st.characters(exclude_characters="\r\n"), max_size=20))
def test_any_frontmatter_can_be_read(lines: list[str], text: str) -> None:
    frontmatter = read_frontmatter(("---", *lines, text, "---"))
    assert frontmatter.last > 0
    assert all(2 <= entry.line < frontmatter.last for entry in frontmatter.entries)
    assert all(1 <= line <= frontmatter.last for line, _ in frontmatter.faults)
    keys = [entry.key.casefold() for entry in frontmatter.entries]
    assert len(keys) == len(set(keys))


@tried_on(300)
@given(
    st.sampled_from(("", "\ufeff")),
    st.lists(st.sampled_from(("---", "---", "--- \t", "----", " ---", "a: 1", "\x0b---", "")), max_size=5),
    st.sampled_from(("\n", "\r\n", "\r")),
)
def test_the_head_of_a_note_is_its_frontmatter_and_no_more(bom: str, lines: list[str], end: str) -> None:
    text = bom + end.join(lines)
    head = head_of(text)
    whole = read(text)
    assert text.startswith(head)
    assert len(split_lines(head)) == max(whole.last, 1)
    assert (head == "") is (whole.last == 0)
    assert read(head) == frontmatter_of(text) == whole
