from __future__ import annotations

from inspect import cleandoc

import pytest
from hypothesis import given, strategies as st

from aimo_md.text.blank_lines import trimmed
from aimo_md.text.blocks import Block, block_hash, block_lines, find_blocks, line_hash, open_fence
from aimo_md.text.lines import split_lines
from tests.examples import tried_on


def test_blocks_are_found_where_they_stand() -> None:
    """
    ---
    type: aimo-review
    ---
    <!-- aimo:summary 8c1f02aabbcc -->

    # Week 47

      indented

    <!-- /aimo:summary -->
    Words of the user's.
    <!-- aimo:next -->
    <!-- /aimo:next -->
    """
    text = cleandoc(test_blocks_are_found_where_they_stand.__doc__ or "")

    reading = find_blocks(text)

    assert reading.blocks == (
        Block(name="summary", hash="8c1f02aabbcc", first=4, last=10, body="# Week 47\n\n  indented"),
        Block(name="next", hash="", first=12, last=13, body=""),
    )
    assert reading.faults == ()
    assert find_blocks(text.replace("\n", "\r\n")) == reading
    assert find_blocks("\ufeff" + text) == reading
    assert reading.get("next") == reading.blocks[1]
    assert reading.get("decide") is None


def test_blocks_are_found_in_a_long_note_too() -> None:
    text = f"{'long ' * 60_000}\n<!-- aimo:next -->\nNext\n<!-- /aimo:next -->\n"
    assert [block.body for block in find_blocks(text).blocks] == ["Next"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("no marker at all", id="none"),
        pytest.param("the word aimo: alone", id="a word"),
        pytest.param("```\n<!-- aimo:a -->\n<!-- /aimo:a -->\n```", id="in a fence"),
        pytest.param("~~~~ md\n<!-- aimo:a -->\n~~~\n<!-- /aimo:a -->", id="in a fence that stays open"),
        pytest.param("---\nwhy: |\n<!-- aimo:a -->\n---\n", id="in frontmatter"),
        pytest.param("  <!-- aimo:a -->\n> <!-- /aimo:a -->", id="indented or quoted"),
        pytest.param("x <!-- aimo:a -->\n<!-- /aimo:a --> x", id="not on its own line"),
        pytest.param("<!-- aimo:A b -->\n<!--aimo: a-->", id="not of this form"),
    ],
)
def test_what_is_no_marker(text: str) -> None:
    reading = find_blocks(text)
    assert (reading.blocks, reading.faults) == ((), ())


OPEN_A, CLOSE_A, OPEN_B, CLOSE_B = (
    "<!-- aimo:a -->",
    "<!-- /aimo:a -->",
    "<!-- aimo:b -->",
    "<!-- /aimo:b -->",
)


@pytest.mark.parametrize(
    ("lines", "blocks", "faults", "damaged"),
    [
        pytest.param([OPEN_A, "x"], [], [(1, "block-unclosed")], {"a"}, id="never closed"),
        pytest.param(["x", CLOSE_A], [], [(2, "block-stray-end")], {"a"}, id="never opened"),
        pytest.param([OPEN_A, OPEN_B, CLOSE_B], ["b"], [(1, "block-unclosed")], {"a"}, id="the next begins"),
        pytest.param(
            [OPEN_A, OPEN_B, CLOSE_B, CLOSE_A],
            ["b"],
            [(1, "block-unclosed"), (4, "block-stray-end")],
            {"a"},
            id="nested",
        ),
        pytest.param(
            [OPEN_A, CLOSE_B, CLOSE_A], ["a"], [(2, "block-stray-end")], {"b"}, id="another one ends"
        ),
        pytest.param([OPEN_A, CLOSE_A, "", OPEN_A, CLOSE_A], ["a"], [(4, "block-twice")], set(), id="twice"),
    ],
)
def test_faults_are_told(
    lines: list[str], blocks: list[str], faults: list[tuple[int, str]], damaged: set[str]
) -> None:
    reading = find_blocks("\n".join(lines))
    assert [block.name for block in reading.blocks] == blocks
    assert [(line, fault.code) for line, fault in reading.faults] == faults
    assert reading.damaged == damaged


def test_a_hash_is_of_what_can_be_seen() -> None:
    table = ["| a | b |", "|:--|:--|", "", "- [ ] c"]
    realigned = ["| a    | b |  ", "|:-----|:----|", "- [ ]  c"]
    assert block_hash(table) == block_hash(realigned)
    assert block_hash(table) != block_hash(["| a | b |", "|:--|:--|", "- [x] c"])
    assert block_hash(table)[:6] == line_hash("| a | b |")
    assert block_hash(["", "  "]) == ""


@pytest.mark.parametrize(
    ("lines", "fence"),
    [
        (["a"], ""),
        (["```"], "```"),
        (["   ~~~~ md", "```", "~~~"], "~~~~"),
        (["```", "``` md", "    ```"], "```"),
        (["```", "`````  "], ""),
        (["``` a`b"], ""),
        (["~~~ a`b"], "~~~"),
        (["```", "```", "~~~"], "~~~"),
    ],
)
def test_an_open_fence_is_known(lines: list[str], fence: str) -> None:
    assert open_fence(lines) == fence


@tried_on(100)
@given(st.lists(st.sampled_from(("", " ", "a", "- [ ] b ^aimo-x", "# c", "```", "d\r\ne"))))
def test_what_is_written_is_read(lines: list[str]) -> None:
    body = "\n".join([*lines, *filter(None, [open_fence(lines)])])

    reading = find_blocks("\n".join(block_lines("a", body)))

    assert [block.body for block in reading.blocks] == ["\n".join(trimmed(split_lines(body)))]
