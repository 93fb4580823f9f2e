"""What the block structure of a note consists of, as far as aimo looks at it.

Knows headings and list items. It must not know how they are found: `block_reader` and `line_scan` both do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: A task line as the Tasks plugin reads it: what stands before the marker, the symbol, the text. The white
#: space after the brackets is what Obsidian asks for; without it `- [x](y.md)` would be a task.
TASK_LINE: Final = re.compile(r"([\s>]*)(?:[-*+]|[0-9]+[.)]) +\[(.)\](?=\s|$) *(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of either kind. `line` counts from 1; `text` is without the signs that make it a heading."""

    line: int
    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkbox:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    """A list item without a checkbox: the text of its first line, and how many list items it lies in."""

    line: int
    text: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
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
