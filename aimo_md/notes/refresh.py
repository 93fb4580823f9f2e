"""A note of aimo's own brought up to date: what it says now, put into what its user made of it.

Knows blocks and properties; knows nothing of what they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.text.block_merge import LIST_KEY, NewBlock, fill_blocks, merge_blocks
from aimo_md.text.blocks import find_blocks
from aimo_md.text.edit import SetProperty, apply_edits
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator


def refreshed(old: str, fresh: str) -> str | Refusal:
    """The note `old` with the blocks and properties of `fresh`, the same note as it would be written anew.

    A property that the user took out stays out, and so does a block; all other text stays as it is. A note
    that was emptied is written anew.
    """
    if not old.strip():
        return fresh
    merged = merge_blocks(old, _said(fresh))
    return merged if isinstance(merged, Refusal) else apply_edits(merged.text, tuple(_changed(old, fresh)))


def filled(old: str, fresh: str) -> str | Refusal:
    """A note of the user's with its blocks as `fresh` has them; nothing else in it is changed."""
    merged = fill_blocks(old, _said(fresh))
    return merged if isinstance(merged, Refusal) else merged.text


def _said(fresh: str) -> tuple[NewBlock, ...]:
    return tuple(NewBlock(name=block.name, body=block.body) for block in find_blocks(fresh).blocks)


def _changed(old: str, fresh: str) -> Iterator[SetProperty]:
    before = read_frontmatter(split_lines(old))
    for entry in read_frontmatter(split_lines(fresh)).entries:
        there = before.get(entry.key)
        if entry.key != LIST_KEY and there is not None and there.value != entry.value:
            yield SetProperty(key=entry.key, value=str(entry.value))
