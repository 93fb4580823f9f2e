from __future__ import annotations

from inspect import cleandoc

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.document import Checkbox, Document, is_prose, read_body, read_document, read_title
from aimo_md.text.lines import split_lines
from tests.examples import tried_on
from tests.text.markdown_notes import odd_notes, plain_notes


def tasks(document: Document) -> list[tuple[int, str, str, int | None]]:
    return [(box.line, box.symbol, box.body, box.parent) for box in document.checkboxes]


def task_lines(text: str) -> list[int]:
    return [box.line for box in read_document(text).checkboxes]


def test_a_note_of_every_kind() -> None:
    """
    ---
    type: goal
    ---
    # Launch a side project

    ## Landing page 📅 2026-11-30
    - [x] Choose a name ✅ 2026-10-20
    - [ ] Build the page [weight:: 3]
        - [x] Hero section ✅ 2026-11-10
        - notes on the form
            1. [/] Sign-up form 📅 2026-11-27 ^form

    Log
    ---
    - 2026-11-20: 18 200
    > [!todo]
    > * [-] Dropped
    """
    text = cleandoc(test_a_note_of_every_kind.__doc__ or "")
    document = read_document(text)
    assert document.text == text
    assert document.lines == split_lines(text)
    assert document.frontmatter.last == 3
    assert [(heading.line, heading.level, heading.text) for heading in document.headings] == [
        (4, 1, "Launch a side project"),
        (6, 2, "Landing page 📅 2026-11-30"),
        (13, 2, "Log"),
    ]
    assert document.checkboxes == (
        Checkbox(line=7, symbol="x", body="Choose a name ✅ 2026-10-20", parent=None, indent=""),
        Checkbox(line=8, symbol=" ", body="Build the page [weight:: 3]", parent=None, indent=""),
        Checkbox(line=9, symbol="x", body="Hero section ✅ 2026-11-10", parent=8, indent="    "),
        Checkbox(line=11, symbol="/", body="Sign-up form 📅 2026-11-27 ^form", parent=8, indent=" " * 8),
        Checkbox(line=17, symbol="-", body="Dropped", parent=None, indent="> "),
    )
    assert [(bullet.line, bullet.text, bullet.depth) for bullet in document.bullets] == [
        (10, "notes on the form", 1),
        (15, "2026-11-20: 18 200", 0),
    ]
    assert document.managed == ()
    assert document.faults == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- [ ] a\n* [x] b\n+ [/] c\n1. [-] d\n1) [>] e", [1, 2, 3, 4, 5], id="markers"),
        pytest.param("- [ ] a\n    - [ ] b\n\n - [ ] c", [1, 2, 4], id="a sibling that is not quite aligned"),
        pytest.param("- [ ] a\n\n\n- [ ] b", [1, 4], id="blank lines between"),
        pytest.param("Words\n- [ ] a", [2], id="right below words"),
        pytest.param("Words\n2. [ ] a", [], id="a number other than one right below words"),
        pytest.param("-   [ ] a\n-    [ ] b\n-     [ ] c", [1, 2], id="up to four spaces behind the marker"),
        pytest.param("-\t[ ] a", [], id="a tab behind the marker, which Tasks does not read"),
        pytest.param("- [ ]", [1], id="no text yet"),
        pytest.param("- [ ] ", [1], id="no text yet, and a space"),
        pytest.param("- [x]a\n- [x](y.md)\n- [x]: z", [], id="no space behind the brackets"),
        pytest.param("- [] a\n- [ab] b\n-[ ] c\n- [[A]] d", [], id="no checkbox"),
        pytest.param("- \\[ ] a\n[ ] b\n- a [ ] b", [], id="brackets elsewhere"),
        pytest.param("- [✓] a\n- [😀] b\n- [>] c\n- []] d", [1, 2, 3, 4], id="any symbol"),
        pytest.param("- - [ ] a", [], id="a list in a list on one line, which Tasks does not read"),
        pytest.param("- [ ] a\n  lazy\nwords\n- [ ] b", [1, 4], id="words that go on below"),
        pytest.param("- a\nwords\n  - [ ] b", [3], id="below words that go on at the margin"),
        pytest.param("- a\n\nwords\n    - [ ] b", [], id="indented below a paragraph"),
        pytest.param("    - [ ] a", [], id="indented code"),
        pytest.param("\t- [ ] a", [], id="indented code, by a tab"),
        pytest.param("- a\n\n      - [ ] b", [], id="indented code in a list"),
        pytest.param("- a\n      - [ ] b", [], id="words that look like an item indented too far"),
        pytest.param("```\n- [ ] a\n```\n- [ ] b", [4], id="fence"),
        pytest.param("````\n```\n- [ ] a\n````\n- [ ] b", [5], id="fence in a fence"),
        pytest.param("~~~ x\n- [ ] a\n```\n- [ ] b", [], id="fence that never ends"),
        pytest.param("- [ ] a\n  ```\n  - [ ] b\n  ```\n- [ ] c", [1, 5], id="fence in a list"),
        pytest.param("- [ ] a\n  ```\n  - [ ] b\n- [ ] c", [1, 4], id="fence that ends with its list item"),
        pytest.param("> ```\n> - [ ] a\n- [ ] b", [3], id="fence that ends with its quote"),
        pytest.param("<!--\n- [ ] a\n-->\n- [ ] b", [4], id="html comment"),
        pytest.param("<div>\n- [ ] a\n</div>\n- [ ] b\n\n- [ ] c", [6], id="html up to a blank line"),
        pytest.param("<pre>\n\n- [ ] a\n</pre>\n- [ ] b", [5], id="html up to its end"),
        pytest.param("<b>\n- [ ] a\n\n- [ ] b", [4], id="html that is any tag"),
        pytest.param("%%\n- [ ] a\n%%\n- [ ] b", [4], id="comment"),
        pytest.param("Words\n%%\n- [ ] a\n%%", [], id="comment right below words"),
        pytest.param("- [ ] a %% b %%\n- [ ] c", [1, 2], id="comment within a line"),
        pytest.param("```\n%%\n```\n- [ ] a\n```\n%%\n```", [4], id="comment signs in fences"),
        pytest.param("- [ ] a\n\n%% kanban:settings\n```\n{}\n```\n%%", [1], id="settings of a board"),
        pytest.param("> - [ ] a\n>> - [ ] b\n> > 1. [ ] c", [1, 2, 3], id="quotes in quotes"),
        pytest.param(" > [!a]+ A\n >> [!b] B\n >>> - [ ] c", [3], id="callouts in callouts"),
        pytest.param("> - [ ] a\n>   - [ ] b\n> \t- [ ] c", [1, 2, 3], id="lists in a callout"),
        pytest.param("| - [ ] a | b |\n|---|---|", [], id="table"),
        pytest.param("---\n- [ ] a\n---\n- [ ] b", [4], id="frontmatter"),
        pytest.param("---\n- [ ] a\n", [2], id="a rule at the top"),
        pytest.param("\ufeff- [ ] a\n- [ ] b", [1, 2], id="byte order mark"),
        pytest.param("- [ ] a\r\n  - [ ] b\r\n\r\n- [ ] c\r\n", [1, 2, 4], id="windows line ends"),
        pytest.param("- [ ] a\r- [ ] b\r", [1, 2], id="lone carriage returns"),
        pytest.param("- [ ] a\x0b- [ ] b\u2028- [ ] c", [1], id="what ends no line"),
        pytest.param("Title\n===\n- [ ] a\n\n\t\t\n\tb\n- [ ] c", [3, 7], id="beside an underlined heading"),
    ],
)
def test_which_lines_are_tasks(text: str, expected: list[int]) -> None:
    assert task_lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- [ ] a\n  - [ ] b\n    - [ ] c", [(1, None), (2, 1), (3, 2)], id="steps"),
        pytest.param("- [ ] a\n\t- b\n\t\t- [ ] c", [(1, None), (3, 1)], id="through a plain item"),
        pytest.param("- a\n  - [ ] b", [(2, None)], id="under a plain item"),
        pytest.param("- [ ] a\n- [ ] b\n  - [ ] c", [(1, None), (2, None), (3, 2)], id="siblings"),
        pytest.param(
            "1. [ ] a\n   - [ ] b\n  - [ ] c", [(1, None), (2, 1), (3, None)], id="numbers are wider"
        ),
        pytest.param("10. [ ] a\n\t- [ ] b", [(1, None), (2, 1)], id="a tab under a wide number"),
        pytest.param("- [ ] a\n  > - [ ] b", [(1, None), (2, 1)], id="through a quote"),
        pytest.param("- [ ] a\n\n  words\n\n  - [ ] b", [(1, None), (5, 1)], id="below words of the item"),
        pytest.param("- [ ] a\n\n# H\n\n  - [ ] b", [(1, None), (5, None)], id="not across a heading"),
    ],
)
def test_the_task_around_a_task(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert [(box.line, box.parent) for box in read_document(text).checkboxes] == expected


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("# a\n###### b ##\n#c\n####### d", [(1, 1, "a"), (2, 6, "b")], id="signs"),
        pytest.param("a\n===\n\nb\n---\n\n---", [(1, 1, "a"), (4, 2, "b")], id="underlined"),
        pytest.param("```\n# a\n```\n    # b\n\n%%\n# c\n%%\n<!--\n# d\n-->", [], id="hidden"),
        pytest.param("---\n# a\n---\n# b", [(4, 1, "b")], id="not in frontmatter"),
        pytest.param("- [ ] a\n  # b\n> ## c", [(2, 1, "b"), (3, 2, "c")], id="inside"),
        pytest.param("- [ ] a\n  ---", [], id="a task that is underlined stays a task"),
    ],
)
def test_headings(text: str, headings: list[tuple[int, int, str]]) -> None:
    found = read_document(text).headings
    assert [(heading.line, heading.level, heading.text) for heading in found] == headings


def test_what_stands_in_aimos_own_blocks_is_managed() -> None:
    """
    # Aimo
    - [ ] mine

    <!-- aimo:today 51aa0c -->

    ## Today
    - [x] mirrored ^aimo-t-1
    - a bullet

    <!-- /aimo:today -->

    - [ ] mine too

    ```
    <!-- aimo:today 51aa0c -->
    ```
    - [ ] and mine
    """
    document = read_document(cleandoc(test_what_stands_in_aimos_own_blocks_is_managed.__doc__ or ""))
    assert [box.line for box in document.checkboxes] == [2, 12, 17]
    assert [(box.line, box.symbol, box.body) for box in document.managed] == [(7, "x", "mirrored ^aimo-t-1")]
    assert [heading.text for heading in document.headings] == ["Aimo"]
    assert document.bullets == ()
    assert document.faults == ()


def test_faults_come_with_their_lines() -> None:
    """
    ---
    a: b: c
    ---
    <!-- aimo:today -->
    %%
    - [ ] hidden
    """
    document = read_document(cleandoc(test_faults_come_with_their_lines.__doc__ or ""))
    assert [(line, fault.code) for line, fault in document.faults] == [
        (2, "frontmatter-yaml"),
        (5, "comment-never-closed"),
        (4, "block-unclosed"),
    ]
    assert document.checkboxes == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- a\n  ===\n" + "- [ ] a\n" * 20_000, id="long"),
        pytest.param("- [ ] a\n" * 3 + ">" * 50_000 + " a", id="quotes in quotes"),
        pytest.param("- [ ] a\n" * 3 + "- " * 50_000 + "a", id="lists in lists"),
    ],
)
def test_what_is_too_much_for_mistune_is_guessed_with_a_fault(text: str) -> None:
    document = read_document(text)
    assert [(line, fault.code) for line, fault in document.faults] == [(0, "note-too-deep")]
    assert len(document.checkboxes) == text.count("- [ ] a\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("- [ ] " + "[" * 100_000, id="brackets in a task"),
        pytest.param("x" * 2**20, id="one line"),
        pytest.param("\0" * 100_000, id="nuls"),
        pytest.param("- [ ] \ud800\n" * 10_000, id="lone surrogates"),
        pytest.param("\n".join("  " * depth + "- [ ] a" for depth in range(500)), id="steps"),
        pytest.param("# a" + " " * 200_000 + "x#", id="spaces in a heading"),
        pytest.param("`" * 200_000, id="backticks"),
        pytest.param("%%" * 200_000, id="comment signs"),
        pytest.param("\t" * 200_000 + "a", id="tabs"),
        pytest.param("* " * 200_000, id="a rule"),
        pytest.param("-\n" * 50_000, id="empty list items"),
        pytest.param("<!--\n" * 50_000, id="comments"),
        pytest.param("\r" * 200_000, id="line ends"),
    ],
)
def test_hostile_notes_are_read(text: str) -> None:
    document = read_document(text)
    assert document.text == text
    assert len(document.checkboxes) <= text.count("[ ]")


@tried_on(400)
@given(st.one_of(plain_notes(), odd_notes()), st.sampled_from(("\n", "\r\n", "\r")))
def test_prose_holds_nothing_but_a_title(lines: list[str], end: str) -> None:
    text = end.join(lines)
    body = read_body(text, 0)
    assert read_title(text) == body.title
    if is_prose(text):
        assert (body.checkboxes, body.managed, body.faults) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("\ufeff \n\n# A [[b]] ##\n# C", "A [[b]]", id="on top"),
        pytest.param("Words\n# A", "A", id="below words"),
        pytest.param("## A\n\nB\n===", "B", id="underlined"),
        pytest.param("#a\n## B\nc # d = e\n#", "", id="none"),
        pytest.param("```\n# A\n```", "", id="in code"),
    ],
)
def test_the_title(text: str, title: str) -> None:
    assert read_title(text) == title == read_body(text, 0).title


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        pytest.param("# A\n- b [c]: [[e]] [f](g)\n50 % of <b>", True, id="prose"),
        pytest.param("- [ ] a", False, id="a task"),
        pytest.param("see [1] and [2].", False, id="what may be one"),
        pytest.param("%%\na\n%%", False, id="a comment"),
        pytest.param("<!-- aimo:today -->", False, id="a block"),
    ],
)
def test_what_is_prose(text: str, prose: bool) -> None:  # noqa: FBT001 (a column of the table)
    assert is_prose(text) is prose


@tried_on(200)
@given(st.one_of(st.text(), st.text(alphabet="-*+ [x]\t\r\n>#`%<!=1.)\ufeff\ue000\ue001\u3000", max_size=80)))
def test_any_text_can_be_read(text: str) -> None:
    document = read_document(text)
    assert document.lines == split_lines(text)
    for box in document.checkboxes:
        line = document.lines[box.line - 1]
        assert line.removeprefix("\ufeff").startswith(box.indent)
        assert line.endswith(box.body)
        assert f"[{box.symbol}]" in line
        assert box.parent is None or box.parent in {other.line for other in document.checkboxes}
    numbers = range(1, len(document.lines) + 1)
    assert all(heading.line in numbers for heading in document.headings)
    assert all(bullet.line in numbers for bullet in document.bullets)


@given(st.one_of(plain_notes(), odd_notes()), st.sampled_from(("\n", "\r\n", "\r")))
def test_line_ends_and_a_byte_order_mark_change_nothing(lines: list[str], end: str) -> None:
    plain = read_document("\n".join(lines))
    other = read_document("\ufeff" + end.join(lines))
    assert tasks(other) == tasks(plain)
    assert (other.headings, other.bullets, other.faults) == (plain.headings, plain.bullets, plain.faults)
