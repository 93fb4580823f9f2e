"""A note of aimo's own brought up to date: what it says now, put into what its user made of it.

Knows blocks, properties and boxes; knows nothing of what they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.plan.boxes import without_box
from aimo_md.text.block_merge import NewBlock, fill_blocks, merge_blocks
from aimo_md.text.blocks import LIST_KEY, find_blocks
from aimo_md.text.edit import ReplaceLine, SetProperty, apply_edits
from aimo_md.text.frontmatter import frontmatter_of
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator


_FROZEN: Final = "frozen"


def refreshed(old: str, fresh: str, taken: frozenset[str] = frozenset()) -> str | Refusal:
    """The note `old` with the blocks and properties of `fresh`, the same note as it would be written anew.

    A property that the user took out stays out, and so does a block; all other text stays as it is. A note
    that was emptied is written anew. `taken` are the ids of the lines that have been dealt with: what their
    user did to these is not kept.
    """
    if not old.strip():
        return fresh
    merged = merge_blocks(old, _said(fresh), taken=taken)
    return merged if isinstance(merged, Refusal) else apply_edits(merged.text, tuple(_changed(old, fresh)))


def filled(old: str, fresh: str, taken: frozenset[str] = frozenset()) -> str | Refusal:
    """A note of the user's with its blocks as `fresh` has them; nothing else in it is changed."""
    merged = fill_blocks(old, _said(fresh), taken=taken)
    return merged if isinstance(merged, Refusal) else merged.text


def frozen(text: str) -> str | Refusal:
    """The note as it stays from now on: its options and decisions are plain text, without boxes."""
    plain = without_boxes(text)
    return (
        plain if isinstance(plain, Refusal) else apply_edits(plain, (SetProperty(key=_FROZEN, value="true"),))
    )


def without_boxes(text: str) -> str | Refusal:
    """The note with the boxes in aimo's blocks as plain text."""
    lines = split_lines(text)
    inside = (line for block in find_blocks(text).blocks for line in range(block.first + 1, block.last))
    plain = (
        ReplaceLine(line=line, old=lines[line - 1], new=without_box(lines[line - 1]))
        for line in inside
        if without_box(lines[line - 1]) != lines[line - 1]
    )
    return apply_edits(text, tuple(plain))


def is_frozen(text: str) -> bool:
    """Whether the note is left alone, as `frozen` made it."""
    entry = frontmatter_of(text).get(_FROZEN)
    return entry is not None and entry.value is True


def _said(fresh: str) -> tuple[NewBlock, ...]:
    return tuple(NewBlock(name=block.name, body=block.body) for block in find_blocks(fresh).blocks)


def _changed(old: str, fresh: str) -> Iterator[SetProperty]:
    before = frontmatter_of(old)
    for entry in frontmatter_of(fresh).entries:
        there = before.get(entry.key)
        if entry.key != LIST_KEY and there is not None and there.value != entry.value:
            yield SetProperty(key=entry.key, value=str(entry.value))
