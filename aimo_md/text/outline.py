"""What the block structure of a note consists of, as far as aimo looks at it.

Knows headings and list items. It must not know how they are found: `block_reader` and `line_scan` both do.
A vault has very many of them, so they are structs, which are made ten times as fast as frozen
dataclasses, and mostly by place: by name takes twice as long.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

#: A task line as the Tasks plugin reads it: what stands before the marker, the symbol, the text. The white
#: space after the brackets is what Obsidian asks for; without it `- [x](y.md)` would be a task.
TASK_LINE: Final = re.compile(r"([\s>]*)(?:[-*+]|[0-9]+[.)]) +\[(.)\](?=\s|$) *(.*)", re.DOTALL)


class Heading(Struct, frozen=True, gc=False):
    """A heading of either kind. `line` counts from 1; `text` is without the signs that make it a heading."""

    line: int
    level: int
    text: str


class Checkbox(Struct, frozen=True, gc=False):
    """A list item with a checkbox.

    `symbol` is the character between the brackets, `body` what follows them on the line, without the spaces
    between. `parent` is the line of the nearest list item around this one that has a checkbox too, `indent`
    all that stands before the list marker: spaces, tabs and quote signs.
    """

    line: int
    symbol: str
    body: str
    parent: int | None
    indent: str


class Bullet(Struct, frozen=True, gc=False):
    """A list item without a checkbox: the text of its first line, and how many list items it lies in."""

    line: int
    text: str
    depth: int


class Outline(Struct, frozen=True):
    """The headings and list items of a note, each in the order of its lines."""

    headings: tuple[Heading, ...]
    checkboxes: tuple[Checkbox, ...]
    bullets: tuple[Bullet, ...]


def heading_text(written: str) -> str:
    """The text of a heading from what follows its signs: without the signs that may close it."""
    text = written.strip(" \t")
    shorter = text.rstrip("#")
    if shorter == text or (shorter and shorter[-1] not in " \t"):
        return text
    return shorter.rstrip(" \t")
