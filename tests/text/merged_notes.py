"""A note of aimo's own, merged with what aimo says now, and its parts."""

from __future__ import annotations

from aimo_md.text.block_merge import Merged, NewBlock, merge_blocks, render_note
from aimo_md.text.blocks import find_blocks


def block(name: str, body: str) -> NewBlock:
    return NewBlock(name=name, body=body)


def review(body: str) -> str:
    """A new note with one block and a part that is its user's."""
    return render_note("type: aimo-review", (block("decide", body), "## Reflection\nWhat worked?"))


def merged(text: str, *fresh: NewBlock, taken: tuple[str, ...] = ()) -> Merged:
    """The merge, which a second one must not change."""
    result = merge_blocks(text, fresh, taken=frozenset(taken))
    assert isinstance(result, Merged), result
    again = merge_blocks(result.text, fresh, taken=frozenset(taken))
    assert isinstance(again, Merged), again
    assert again.text == result.text
    assert again.moved == ()
    return result


def inside(text: str) -> str:
    """The body of the block."""
    found = find_blocks(text).get("decide")
    assert found
    return found.body


def below(text: str) -> str:
    """What follows the block."""
    return text.split("<!-- /aimo:decide -->\n", 1)[1]
