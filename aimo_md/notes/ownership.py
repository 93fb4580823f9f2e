"""Whose a note is, and which of its words are its user's.

Knows frontmatter and blocks; knows nothing of where notes lie.
"""

from __future__ import annotations

from aimo_md.text.blocks import LIST_KEY, find_blocks
from aimo_md.text.frontmatter import frontmatter_of
from aimo_md.text.lines import split_lines

_GENERATED = "aimo-"


def may_hold_blocks(text: str) -> bool:
    """Whether aimo may write into the note: it is its own, holds or held its blocks, or is empty."""
    frontmatter = frontmatter_of(text)
    kind = frontmatter.get("type")
    if not text.strip() or frontmatter.get(LIST_KEY) is not None:
        return True
    if kind is not None and str(kind.value).casefold().startswith(_GENERATED):
        return True
    found = find_blocks(text)
    return bool(found.blocks or found.damaged)


def words_of_user(text: str) -> tuple[str, ...]:
    """The lines outside frontmatter and blocks, without blank ones."""
    lines = split_lines(text)
    inside = {
        line for block in find_blocks(text).blocks for line in range(block.first, block.last + 1)
    } | set(range(1, frontmatter_of(text).last + 1))
    return tuple(line for number, line in enumerate(lines, 1) if number not in inside and line.strip())
