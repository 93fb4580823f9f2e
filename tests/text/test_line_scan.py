from __future__ import annotations

import pytest
from hypothesis import assume, given, strategies as st

from aimo_md.text.block_reader import read_blocks
from aimo_md.text.line_scan import guess_lines, scan_lines
from tests.examples import tried_on
from tests.text.markdown_notes import blocks, odd_notes, plain_notes
from tests.text.oracles import commonmark, markdown_it, seen

UNDERLINED = st.sampled_from(
    (
        ["Title", "==="],
        ["Two", "lines  ", "---"],
        ["> Quoted", "> ---"],
        ["> Two", "lines", "> ==="],
        ["- a", "", "  Below an item", "  ---"],
        ["- a", "", "---"],
        ["> Quoted", "---"],
        ["[[A]] and more", "---"],
    )
)


@tried_on(200)
@given(plain_notes())
def test_a_note_as_people_write_them_is_read_as_both_oracles_read_it(lines: list[str]) -> None:
    outline = scan_lines(lines, 1)
    assert outline is not None
    assert seen(outline) == markdown_it(lines) == commonmark(lines)


@tried_on(400)
@given(odd_notes())
def test_any_note_that_can_be_decided_is_read_as_cmark_reads_it(lines: list[str]) -> None:
    outline = scan_lines(lines, 1)
    assume(outline is not None)
    assert outline is not None
    assert seen(outline) == commonmark(lines)


@given(odd_notes())
def test_what_can_be_decided_is_not_guessed_otherwise(lines: list[str]) -> None:
    outline = scan_lines(lines, 1)
    assert outline in (None, guess_lines(lines, 1))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("> - [ ] a\n\t- [ ] b", id="a line indented by a tab after a quote"),
        pytest.param("> a\nb\n    - [ ] c", id="a line indented by four after a quote's last words"),
        pytest.param("- [ ] a\n<div>\n- [ ] b\n\n- [ ] c", id="html right below a list item"),
        pytest.param("> - [ ] a\n</div>\n- [ ] b", id="html right below a quote"),
        pytest.param("- [ ] a\n  # H\ntext\n  - [ ] b", id="text below a heading in a list item"),
        pytest.param("- [ ] a\n  ```\n  ```\ntext\n  1. [ ] b", id="text below a fence in a list item"),
        pytest.param("-\ntext\n10. [ ] a", id="text below an empty list item"),
        pytest.param("#tag\n> a\n2. [ ] b", id="a number other than one below a quote"),
        pytest.param("[[A]]: b\n===", id="a wikilink and a colon, underlined"),
    ],
)
def test_what_mistune_reads_otherwise_is_read_as_both_oracles_read_it(text: str) -> None:
    lines = text.split("\n")
    outline = scan_lines(lines, 1)
    assert outline is not None
    assert seen(outline) == markdown_it(lines) == commonmark(lines)


@tried_on(120)
@given(st.lists(st.one_of(UNDERLINED, UNDERLINED, blocks()), max_size=5))
def test_notes_with_underlined_headings_are_read_as_both_oracles_read_them(parts: list[list[str]]) -> None:
    lines = [line for part in parts for line in (*part, "")]
    outline = scan_lines(lines, 1)
    assert outline is not None
    assert seen(outline) == markdown_it(lines) == commonmark(lines)
    assert outline == read_blocks(lines, 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- a\n  ---", id="a list item that is underlined"),
        pytest.param("[a]: b\n===", id="the definition of a link, underlined"),
        pytest.param("<b>\n- [ ] a", id="a lone tag"),
        pytest.param(">" * 200 + " a", id="quotes without end"),
        pytest.param("- " * 200 + "a", id="lists without end"),
        pytest.param("- >\ta", id="a tab behind a quote sign in a list"),
        pytest.param("\u3000", id="odd white space alone"),
    ],
)
def test_what_takes_more_than_a_line_is_left_to_mistune(text: str) -> None:
    assert scan_lines(text.split("\n"), 1) is None


def test_lines_before_the_first_do_not_count() -> None:
    outline = scan_lines(["# a", "```", "- [ ] b"], 3)
    assert outline is not None
    assert [box.line for box in outline.checkboxes] == [3]
    assert outline.headings == ()
