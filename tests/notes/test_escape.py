from __future__ import annotations

import html
import re
import unicodedata

import pytest
from hypothesis import assume, given, settings, strategies as st
from markdown_it import MarkdownIt

from aimo_md.notes.escape import inline, label, one_line, prose
from aimo_md.text.blocks import block_lines, find_blocks

_SIGNS = st.sampled_from(
    [
        *"\\`*_[]|~$^=%#&<>!\"'-+.()1a ",
        "\n",
        "\r",
        "\x0b",
        "\u2028",
        "[[",
        "]]",
        "==",
        "%%",
        "<!--",
        "-->",
        "```",
    ]
)
_TEXTS = st.lists(_SIGNS | st.characters(), max_size=12).map("".join)
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Build the page", "Build the page", id="plain"),
        pytest.param("", "…", id="nothing"),
        pytest.param("a\nb\x0b c\u2028d\x00", "a b c d", id="one line"),
        pytest.param("see [[Note#part|the note]] or [[Other]]", "see the note or Other", id="wikilinks"),
        pytest.param("![[pic.png]] [site](https://x.org)", "pic.png site", id="pictures and Markdown links"),
        pytest.param("a | b", "a \\| b", id="a bar"),
        pytest.param("**bold** and `code`", "\\*\\*bold\\*\\* and \\`code\\`", id="marks"),
        pytest.param("snake_case _it_", "snake_case \\_it\\_", id="underscores"),
        pytest.param("#tag C# x#y a #1st", "\\#tag C# x#y a \\#1st", id="tags"),
        pytest.param("track #1, #2 and # 3", "track #1, #2 and # 3", id="what is no tag"),
        pytest.param("# a heading", "\\# a heading", id="a heading"),
        pytest.param("## a heading", "\\## a heading", id="another heading"),
        pytest.param("x ^abc", "x \\^abc", id="a block id"),
        pytest.param("<!-- /aimo:decide -->", "&lt;!-- /aimo:decide -->", id="a marker"),
        pytest.param("R&D &lt; &#60;", "R&D &amp;lt; &amp;#60;", id="entities"),
        pytest.param("==high== %%hid%% 5 = 5 %", "\\=\\=high\\=\\= \\%\\%hid\\%\\% 5 = 5 %", id="pairs"),
        pytest.param("- item", "\\- item", id="a list in a list"),
        pytest.param("12. day", "12\\. day", id="a numbered list"),
        pytest.param("https://x.org/a_b?c=[1]|2 x", "https://x.org/a_b?c=%5B1%5D%7C2 x", id="an address"),
    ],
)
def test_inline(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_nothing_turns_the_direction_of_what_follows() -> None:
    turned = "Tax \u202egro.x\u202c and \u2067more\u2069"
    assert (inline(turned), prose(turned), label(turned)) == ("Tax gro.x and more",) * 3
    kept = "שלום\u200f! סוף"
    assert inline(kept) == kept, "a mark that only says where one letter belongs"


def test_a_sentence_of_aimos_keeps_its_code() -> None:
    assert prose("`2026-02-30` is [[no]] day, `a|b`, `<!--`") == (
        "`2026-02-30` is \\[\\[no\\]\\] day, `a\\|b`, `<! --`"
    )


@given(_TEXTS)
@settings(max_examples=120)
def test_any_text_stays_one_cell_of_one_row(text: str) -> None:
    shown = _MARKDOWN.render(f"| a | b |\n|:--|:--|\n| {inline(text)} | end |\n")
    assert shown.count("<tr>") == 2
    assert re.findall(r"<td[^>]*>(.*?)</td>", shown, re.DOTALL)[-1] == "end"


@given(_TEXTS)
@settings(max_examples=120)
def test_any_text_reads_as_it_was_written(text: str) -> None:
    """Links apart, which show their words instead."""
    assume("[" not in text and "http" not in text)
    shown = re.sub(r"<[^>]*>", "", _MARKDOWN.render(f"- {inline(text)}"))
    assert html.unescape(shown).strip() == (one_line(text) or "…")


@given(_TEXTS)
@settings(max_examples=120)
def test_no_text_closes_a_block_or_starts_one(text: str) -> None:
    body = "\n".join(
        [f"- [ ] {inline(text)} — [[Note]] ^aimo-t-000000", f"- {prose(text)}", inline(text) + "."]
    )
    note = "\n".join(block_lines("today", body))
    reading = find_blocks(note)
    assert [block.name for block in reading.blocks] == ["today"]
    assert not reading.faults
    assert reading.blocks[0].body == body


@given(_TEXTS)
@settings(max_examples=120)
def test_a_label_holds_nothing_that_mermaid_reads(text: str) -> None:
    shown = label(text)
    assert shown
    assert not set(shown) & set('%{}[]"`#;:,<>&|\\\n\r$@*_~^=')


_WORDS = st.text(st.characters(categories=("L", "N")), min_size=1)


@given(st.lists(_WORDS | st.sampled_from((",", ";", ":", "'", "’", "-"))), st.sampled_from(("", " ")))
def test_words_without_signs_are_as_they_are(words: list[str], between: str) -> None:
    text = between.join(("a", *words))
    assert inline(text) == prose(text) == text


def test_only_control_characters_are_left_out() -> None:
    for code in (*range(0x200), *range(0x2000, 0x2070)):
        sign = chr(code)
        gone = unicodedata.category(sign) == "Cc" or code in {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
        assert one_line(f"a{sign}b") == ("a b" if sign.isspace() else "ab" if gone else f"a{sign}b")
