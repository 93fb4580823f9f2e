from __future__ import annotations

from inspect import cleandoc

import pytest

from aimo_md.errors import AimoError
from aimo_md.text.block_merge import (
    KeptLine,
    Merged,
    MovedLine,
    aimo_id,
    fill_blocks,
    merge_blocks,
    render_note,
)
from aimo_md.text.blocks import block_lines, find_blocks
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from tests.text.merged_notes import below, block, inside, merged, review

DECIDE = """\
## Decide
12 days behind.

- [ ] **Keep** → `Write one CTA option` ^aimo-keep-3f9a21
- [ ] **Extend** → `2027-03-16`; 85 % ^aimo-extend-3f9a21"""
TOMORROW = DECIDE.replace("12 days", "13 days").replace("85 %", "84 %")


def test_a_new_note() -> None:
    """
    ---
    type: aimo-review
    period: 2026-W47
    aimo_blocks: [summary, problems]
    ---
    <!-- aimo:summary 7bd35d -->

    # Week 47

    <!-- /aimo:summary -->

    ## Reflection
    What worked?

    <!-- aimo:problems -->
    <!-- /aimo:problems -->
    """
    note = render_note(
        "type: aimo-review\nperiod: 2026-W47\n",
        (block("summary", "\n# Week 47\n\n"), "## Reflection\nWhat worked?\n", block("problems", "")),
    )
    expected = cleandoc(test_a_new_note.__doc__ or "")
    written = find_blocks(note).blocks[0].hash
    assert note == expected.replace("7bd35d", written) + "\n"
    assert len(written) == 6


def test_what_nobody_changed_is_refreshed() -> None:
    result = merged(review(DECIDE), block("decide", TOMORROW))
    assert result.text == review(TOMORROW)
    assert (result.kept, result.moved, result.faults) == ((), (), ())


def test_a_line_with_an_id_is_kept_as_its_user_changed_it() -> None:
    ticked = "- [x] **Extend** → `2027-02-01`; 85 % ^aimo-extend-3f9a21"
    note = review(DECIDE).replace("- [ ] **Extend** → `2027-03-16`; 85 % ^aimo-extend-3f9a21", ticked)

    result = merged(note, block("decide", TOMORROW))

    assert inside(result.text) == "\n".join((*split_lines(TOMORROW)[:-1], ticked))
    assert result.kept == (KeptLine(block="decide", id="aimo-extend-3f9a21", line=ticked),)
    assert below(result.text) == below(note)
    later = merged(result.text, block("decide", DECIDE))
    assert inside(later.text) == "\n".join((*split_lines(DECIDE)[:-1], ticked))


def test_a_taken_line_is_aimos_again() -> None:
    note = review(DECIDE).replace("- [ ] **Keep**", "- [x] **Keep**").replace("`2027-03-16`", "`2027-02-01`")
    answered = "## Decide\nKept. Untick to undo.\n- [x] **Keep** ^aimo-keep-3f9a21"

    result = merged(note, block("decide", answered), taken=("aimo-keep-3f9a21", "aimo-extend-3f9a21"))

    assert inside(result.text) == answered
    assert (result.kept, result.moved) == ((), ())


def test_a_changed_line_whose_question_is_gone_moves_below() -> None:
    changed = "- [ ] **Extend** → `2027-02-01`; 85 % ^aimo-extend-3f9a21"
    note = review(DECIDE).replace("- [ ] **Extend** → `2027-03-16`; 85 % ^aimo-extend-3f9a21", changed)

    result = merged(note, block("decide", "Nothing to decide."))

    assert inside(result.text) == "Nothing to decide."
    assert result.moved == (MovedLine(block="decide", line=changed),)
    assert below(result.text) == f"\n{changed}\n{below(note)}"


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        pytest.param("12 days behind.", "12 days behind.\nMine.", "Mine.", id="a line added"),
        pytest.param("12 days behind.", "Not true.", "Not true.", id="a line changed"),
        pytest.param("## Decide", "One.\n\nTwo.\nThree.\n## Decide", "One.\n\nTwo.\nThree.", id="paragraphs"),
        pytest.param(
            "12 days",
            "Mine.\n12 days behind.\nYours.\n12 days",
            "Mine.\n12 days behind.\nYours.",
            id="a line of aimo's once more",
        ),
        pytest.param(
            "3f9a21\n", "3f9a21\n\t- [ ] ask Bob\n\t\t- why\n", "- [ ] ask Bob\n\t- why", id="sub-items"
        ),
        pytest.param("12 days", "```\ncode\n```\n12 days", "```\ncode\n```", id="a fence of the user's"),
        pytest.param(
            "## Decide", "    <!-- aimo:moved -->\n## Decide", "    <!-- aimo:moved -->", id="code stays code"
        ),
        pytest.param(
            "- [ ] **Keep**",
            "**Keep**",
            "**Keep** → `Write one CTA option` ^aimo-keep-3f9a21",
            id="no item any more",
        ),
        pytest.param(
            "- [ ] **Keep**",
            "- [ ] Keep ^aimo-keep-3f9a21\n- [x] Copy ^aimo-keep-3f9a21\n- [ ] **Keep**",
            "- [x] Copy ^aimo-keep-3f9a21",
            id="a copy of a kept line",
        ),
    ],
)
def test_lines_that_aimo_does_not_know_move_directly_below(old: str, new: str, moved: str) -> None:
    note = review(DECIDE).replace(old, new, 1)
    result = merged(note, block("decide", DECIDE))
    assert below(result.text) == f"\n{moved}\n{below(note)}"
    assert [line.line.strip() for line in result.moved] == [
        line.strip() for line in moved.split("\n") if line
    ]


def test_a_fence_that_moved_stays_closed() -> None:
    note = review("```mermaid\npie\n```").replace("```mermaid", "```\nmine\n```mermaid")
    result = merged(note, block("decide", "Nothing."))
    assert below(result.text) == f"\n```\nmine\n```\n{below(note)}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("12 days behind.", "12  days behind.  ", id="white space"),
        pytest.param("12 days behind.\n", "", id="a line deleted"),
        pytest.param("12 days behind.\n\n", "\n\n12 days behind.\n", id="blank lines"),
        pytest.param("## Decide\n12 days behind.", "12 days behind.\n## Decide", id="lines in another order"),
        pytest.param(DECIDE, "", id="all deleted"),
        pytest.param(DECIDE, TOMORROW, id="what aimo says now, from another device"),
    ],
)
def test_what_is_no_word_of_the_users_leaves_nothing_behind(old: str, new: str) -> None:
    assert merged(review(DECIDE).replace(old, new), block("decide", TOMORROW)).text == review(TOMORROW)


def test_a_block_without_hash_holds_only_lines_of_the_users() -> None:
    note = "Day.\r\n<!-- aimo:summary -->\r\nMine.\r\n<!-- /aimo:summary -->\r\nEvening."
    result = fill_blocks(note, (block("summary", "# Week\nTwo moved."), block("next", "Tue 24")))
    assert isinstance(result, Merged)
    digits = find_blocks(result.text).blocks[0].hash
    assert result.text == (
        f"Day.\r\n<!-- aimo:summary {digits} -->\r\n\r\n# Week\r\nTwo moved.\r\n\r\n"
        "<!-- /aimo:summary -->\r\n\r\nMine.\r\n\r\nEvening."
    )


A = "\n".join(block_lines("a", "Body a"))
B = "\n".join(block_lines("b", "Body b"))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("", f"---\naimo_blocks: [a]\n---\n\n{A}\n", id="an empty note"),
        pytest.param("Words.", f"---\naimo_blocks: [a]\n---\nWords.\n\n{A}", id="at the end"),
        pytest.param(
            "---\naimo_blocks: [z]\n---\nWords.\n\n\n",
            f"---\naimo_blocks: [z, a]\n---\nWords.\n\n{A}\n\n\n",
            id="listed after the others",
        ),
        pytest.param(
            f"\ufeff---\naimo_blocks: b\n---\n{B}\nWords.\n",
            f"\ufeff---\naimo_blocks: [b, a]\n---\n{B}\n\n{A}\n\nWords.\n",
            id="below the block before it",
        ),
        pytest.param(
            f"---\naimo_blocks:\n---\n{A}\n", f"---\naimo_blocks: [a]\n---\n{A}\n", id="there, not listed"
        ),
    ],
)
def test_a_new_block_comes_to_its_place(note: str, expected: str) -> None:
    fresh = block("b", "Body b" if B in note else ""), block("a", "Body a")
    assert merged(note, *fresh).text == expected
    assert merged(note.replace("\n", "\r\n"), *fresh).text in {expected, expected.replace("\n", "\r\n")}


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("---\naimo_blocks: [a]\n---\nWords.\n", id="taken out"),
        pytest.param("---\naimo_blocks:\n  - a\n---\nWords.\n", id="as Obsidian lists it"),
        pytest.param("Words.\n<!-- aimo:a -->\n", id="half taken out"),
    ],
)
def test_a_block_that_was_taken_out_stays_out(note: str) -> None:
    assert merged(note, block("a", "Body a")).text == note


def test_several_new_blocks_come_in_order_and_below_what_moved() -> None:
    note = review(DECIDE).replace("12 days", "Mine.\n12 days")
    result = merged(
        note, block("first", "1"), block("decide", DECIDE), block("next", "2"), block("last", "3")
    )
    assert [found.name for found in find_blocks(result.text).blocks] == ["decide", "next", "last", "first"]
    assert "aimo_blocks: [decide, first, next, last]\n" in result.text
    assert below(result.text).startswith("\nMine.\n\n<!-- aimo:next ")


def test_frontmatter_that_cannot_be_read_is_left_alone() -> None:
    def twice(text: str) -> str:
        return text.replace("type: aimo-review\n", "type: aimo-review\naimo_blocks: [next]\n")

    result = merged(twice(review(DECIDE)), block("decide", TOMORROW), block("next", "2"))
    assert result.text == twice(review(TOMORROW))
    assert [(line, fault.code) for line, fault in result.faults] == [(0, "block-unlisted")]


def test_faults_are_told_by_the_line_they_now_stand_in() -> None:
    result = merged(review("1") + "<!-- aimo:x -->\n", block("decide", "1\n2\n3"))
    (fault,) = result.faults
    assert result.text.split("\n")[fault[0] - 1] == "<!-- aimo:x -->"


@pytest.mark.parametrize(
    "body", ["```\nnever closed", "a\n<!-- /aimo:decide -->", "<!-- aimo:next -->", "<!-- /aimo:next -->"]
)
def test_a_template_cannot_break_its_block(body: str) -> None:
    with pytest.raises(AimoError, match="the block decide"):
        merge_blocks(review(DECIDE), (block("decide", body),))


def test_a_new_block_is_not_written_into_a_fence_that_is_open() -> None:
    refusal = merge_blocks("Words.\n```\n", (block("a", "Body a"),))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is RefusalReason.WOULD_MISREAD
    filled = fill_blocks("Words.\n```\n", (block("a", "Body a"),))
    assert isinstance(filled, Merged)
    assert filled.text == "Words.\n```\n"


@pytest.mark.parametrize("entry", ["", "aimo_blocks: [next]\n"], ids=["plain", "listed twice"])
def test_a_line_that_is_a_marker_only_outside_its_fence_is_not_moved(entry: str) -> None:
    note = (
        review("```mermaid\npie\n```")
        .replace("pie", "<!-- aimo:b -->")
        .replace("aimo_blocks", f"{entry}aimo_blocks")
    )
    refusal = merge_blocks(note, (block("decide", "1"),))
    assert isinstance(refusal, Refusal)
    assert refusal.reason is RefusalReason.WOULD_MISREAD


def test_ids() -> None:
    assert aimo_id("- [ ] a ^aimo-keep-3f9a21  ") == "aimo-keep-3f9a21"
    assert aimo_id("- [ ] a ^mine") == ""
    assert aimo_id("- [ ] a^aimo-keep-3f9a21") == ""
