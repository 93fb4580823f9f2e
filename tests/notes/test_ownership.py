"""Whose a note is."""

from __future__ import annotations

import pytest

from aimo_md.notes.ownership import may_hold_blocks, words_of_user

BLOCK = "<!-- aimo:today 0a -->\n\n- [ ] Dig\n\n<!-- /aimo:today -->\n"


@pytest.mark.parametrize(
    ("text", "may"),
    [
        pytest.param("", True, id="empty"),
        pytest.param(" \r\n\t\n", True, id="only blank lines"),
        pytest.param("---\ntype: aimo-dashboard\n---\nText\n", True, id="aimo's own by its type"),
        pytest.param("---\nType: Aimo-Review\n---\n", True, id="in any case of letters"),
        pytest.param("---\naimo_blocks: [today]\n---\nText\n", True, id="held blocks once"),
        pytest.param(f"# Mine\n\n{BLOCK}", True, id="holds a block"),
        pytest.param("# Mine\n\n<!-- aimo:today -->\n", True, id="holds a marker without its end"),
        pytest.param("# Mine\n", False, id="the user's"),
        pytest.param("---\ntype: goal\n---\n", False, id="a goal"),
        pytest.param("---\ntype:\n---\n", False, id="no type"),
        pytest.param(f"```\n{BLOCK}```\n", False, id="only tells of blocks"),
    ],
)
def test_where_aimo_may_write(text: str, *, may: bool) -> None:
    assert may_hold_blocks(text) is may


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("---\ntype: aimo-review\n---\n\nMine\n\n  too\n", ("Mine", "  too"), id="frontmatter"),
        pytest.param(f"Above\n{BLOCK}\nBelow\n", ("Above", "Below"), id="around a block"),
        pytest.param("A\n<!-- aimo:today -->\nB\n", ("A", "<!-- aimo:today -->", "B"), id="a broken block"),
    ],
)
def test_which_words_are_the_users(text: str, words: tuple[str, ...]) -> None:
    assert words_of_user(text) == words
