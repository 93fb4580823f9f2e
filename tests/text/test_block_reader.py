from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.block_reader import TooDeepError, read_blocks
from aimo_md.text.line_scan import scan_lines
from aimo_md.text.outline import Bullet, Heading
from tests.examples import tried_on
from tests.text.markdown_notes import blocks, odd_notes, plain_notes
from tests.text.oracles import commonmark, markdown_it, seen

UNDERLINED = st.sampled_from(
    (["Title", "==="], ["Two", "lines", "---"], ["> Quoted", "> ---"], ["- [[A]]", "  ---"])
)


@tried_on(120)
@given(plain_notes())
def test_mistune_and_the_scan_read_a_note_as_people_write_them_alike(lines: list[str]) -> None:
    assert read_blocks(lines, 1) == scan_lines(lines, 1)


@tried_on(120)
@given(st.lists(st.one_of(UNDERLINED, UNDERLINED, blocks()), max_size=5))
def test_notes_with_underlined_headings_are_read_as_both_oracles_read_them(parts: list[list[str]]) -> None:
    lines = [line for part in parts for line in (*part, "")]
    assert seen(read_blocks(lines, 1)) == markdown_it(lines) == commonmark(lines)


@given(odd_notes())
def test_any_note_can_be_read(lines: list[str]) -> None:
    outline = read_blocks(lines, 1)
    for box in outline.checkboxes:
        assert lines[box.line - 1].endswith(box.body)
        assert box.parent is None or box.parent < box.line


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("Title\n===", [(1, 1, "Title")], id="equals signs"),
        pytest.param("a\n\nTwo  \n  lines\n---", [(3, 2, "Two lines")], id="two lines"),
        pytest.param("# One #\n##\tTwo\n### #", [(1, 1, "One"), (2, 2, "Two"), (3, 3, "")], id="signs"),
        pytest.param("#\n## Three#", [(1, 1, ""), (2, 2, "Three#")], id="empty, and a sign that stays"),
        pytest.param("- # In a list\n\n> # Quoted", [(1, 1, "In a list"), (3, 1, "Quoted")], id="inside"),
        pytest.param("#tag\n\n    # code\n\n```\n# fence\n```\n<!--\n# no\n-->", [], id="no headings"),
        pytest.param("a\n***\n- b\n---", [], id="rules"),
    ],
)
def test_headings(text: str, headings: list[tuple[int, int, str]]) -> None:
    outline = read_blocks(text.split("\n"), 1)
    assert outline.headings == tuple(
        Heading(line=line, level=level, text=words) for line, level, words in headings
    )


@pytest.mark.parametrize(
    ("text", "bullets"),
    [
        pytest.param("- a  \n  - b\n    1) c", [(1, "a", 0), (2, "b", 1), (3, "c", 2)], id="depth"),
        pytest.param("- [ ] a\n  - b", [(2, "b", 1)], id="under a checkbox"),
        pytest.param("- - a", [(1, "a", 1)], id="two on one line"),
        pytest.param("> * a", [(1, "a", 0)], id="in a quote"),
        pytest.param("- [x](y.md)\n-\t[ ] b", [(1, "[x](y.md)", 0), (2, "[ ] b", 0)], id="no checkboxes"),
        pytest.param(
            "-\n  a\n  ===\n- # b\n- > c\n- ```\n- ---\n-     d", [], id="no text on the first line"
        ),
    ],
)
def test_bullets(text: str, bullets: list[tuple[int, str, int]]) -> None:
    outline = read_blocks(text.split("\n"), 1)
    assert outline.bullets == tuple(
        Bullet(line=line, text=words, depth=depth) for line, words, depth in bullets
    )


def test_marks_that_stand_in_the_note_are_only_characters() -> None:
    lines = [
        "Title \ue0009\ue001",
        "===",
        "",
        "- [ ] \ue0001\ue001 b",
        "- \ue0001\ue001 c",
        "# \ue000d\ue001",
    ]
    outline = read_blocks(lines, 1)
    assert [(heading.line, heading.text) for heading in outline.headings] == [
        (1, "Title \ue0009\ue001"),
        (6, "\ue000d\ue001"),
    ]
    assert [(box.line, box.body) for box in outline.checkboxes] == [(4, "\ue0001\ue001 b")]
    assert [(bullet.line, bullet.text) for bullet in outline.bullets] == [(5, "\ue0001\ue001 c")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("> " * 60 + "- [ ] a", id="quotes in quotes"),
        pytest.param("- " * 60 + "a", id="lists in lists"),
        pytest.param("\n".join("  " * depth + "- [ ] a" for depth in range(60)), id="lists below lists"),
        pytest.param("- [ ] a\n" * 20_000, id="a list without end"),
    ],
)
def test_what_mistune_would_drop_or_take_too_long_over_is_refused(text: str) -> None:
    with pytest.raises(TooDeepError):
        read_blocks(text.split("\n"), 1)


def test_a_stack_that_is_nearly_used_up_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("mistune.block_parser.BlockParser.parse", overflow)
    with pytest.raises(TooDeepError):
        read_blocks(["a"], 1)
