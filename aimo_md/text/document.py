"""A note as Markdown sees it: frontmatter, headings, checkboxes and other list items, each with its line.

Knows how the readers of the room work together: frontmatter first, then Obsidian's comments, then the block
structure (by the quick scan, or by mistune where that gives up), then aimo's own blocks. It must not know
what a checkbox says (that is `task_line`) nor what a note is for (that is the room `goals`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.errors import LineFault
from aimo_md.text.blocks import find_blocks
from aimo_md.text.comments import without_comments
from aimo_md.text.frontmatter import Frontmatter, head_of, read_frontmatter
from aimo_md.text.line_scan import guess_lines, scan_lines
from aimo_md.text.lines import split_lines
from aimo_md.text.outline import Bullet, Checkbox, Heading, Outline, heading_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Body",
    "Bullet",
    "Checkbox",
    "Document",
    "Frontmatter",
    "Heading",
    "Outline",
    "is_prose",
    "read_body",
    "read_document",
    "read_title",
]

TOO_DEEP: Final = LineFault(
    code="note-too-deep",
    message="the note is too long or nested too deep to be read with care; some list items may be missing",
    remedy="spread it over several notes, or nest less",
)

#: What every checkbox looks like, wherever it stands.
_BOX: Final = re.compile(r"\[.\](?!\S)", re.DOTALL)
_TITLE_ON_TOP: Final = re.compile(r"\ufeff?(?:[ \t]*+[\r\n])*+#[ \t]+([^\r\n]*)")
#: What every heading of level 1 has: a sign that follows no other, or signs below it up to the line's end.
_TITLE_SIGN: Final = re.compile(r"#[ \t]")
_TITLE_LINE: Final = re.compile(r"=[ \t]*+(?![^\r\n])")


class Body(Struct, frozen=True, kw_only=True):
    """What stands below the frontmatter.

    `title` is the text of the first heading of level 1, empty where there is none. `managed` are the
    checkboxes inside aimo's own blocks: they are nobody's tasks. Nothing else of those blocks is here.
    `faults` are those of the comments and the blocks, by line (0: the note as a whole).
    """

    title: str
    headings: tuple[Heading, ...] = ()
    checkboxes: tuple[Checkbox, ...] = ()
    managed: tuple[Checkbox, ...] = ()
    bullets: tuple[Bullet, ...] = ()
    faults: tuple[tuple[int, LineFault], ...] = ()


class Document(Struct, frozen=True, kw_only=True):
    """A note that was read: its frontmatter, and the parts of its `Body`; `faults` are those of both."""

    text: str
    lines: tuple[str, ...]
    frontmatter: Frontmatter
    headings: tuple[Heading, ...]
    checkboxes: tuple[Checkbox, ...]
    managed: tuple[Checkbox, ...]
    bullets: tuple[Bullet, ...]
    faults: tuple[tuple[int, LineFault], ...]


def read_document(text: str) -> Document:
    """Read a note. Every text can be read: what had to be left out is told in `faults`, by line."""
    frontmatter = read_frontmatter(split_lines(head_of(text)))
    body = read_body(text, frontmatter.last)
    return Document(
        text=text,
        lines=split_lines(text),
        frontmatter=frontmatter,
        headings=body.headings,
        checkboxes=body.checkboxes,
        managed=body.managed,
        bullets=body.bullets,
        faults=frontmatter.faults + body.faults,
    )


def read_body(text: str, last: int) -> Body:
    """Read a note from below line `last`, where its frontmatter ends (0 where it has none)."""
    lines = split_lines(text)
    shown: Sequence[str] = lines
    faults: tuple[tuple[int, LineFault], ...] = ()
    if text.startswith("\ufeff"):
        shown = (lines[0][1:], *lines[1:])
    if _holds(text, "%%"):
        shown, faults = without_comments(shown, last + 1)
    outline, refusals = _outline(shown, last + 1)
    faults += refusals
    managed: tuple[Checkbox, ...] = ()
    if _holds(text, "<!--"):
        blocks = find_blocks(text)
        outline, managed = _apart(outline, [range(block.first, block.last) for block in blocks.blocks])
        faults += blocks.faults
    return Body(
        title=next((heading.text for heading in outline.headings if heading.level == 1), ""),
        headings=outline.headings,
        checkboxes=outline.checkboxes,
        managed=managed,
        bullets=outline.bullets,
        faults=faults,
    )


def is_prose(text: str) -> bool:
    """Whether nothing in a note can be a checkbox, hide one or manage one: only its title is left to read."""
    return not _BOX.search(text) and not _holds(text, "%%") and not _holds(text, "<!--")


def read_title(text: str, end: int = 0) -> str:
    """The text of the first heading of level 1 as `read_body` finds it; the frontmatter ends at `end`."""
    on_top = _TITLE_ON_TOP.match(text, end)
    if on_top:
        return heading_text(on_top[1])
    signs = (match.start() for match in _TITLE_SIGN.finditer(text, end))
    if _TITLE_LINE.search(text, end) or any(text[at - 1 : at] != "#" for at in signs):
        return read_body(text[end:], 0).title
    return ""


def _holds(text: str, signs: str) -> bool:
    """Whether the signs stand in the text. To look for one character is many times as fast as for two."""
    return signs[0] in text and signs in text


def _outline(lines: Sequence[str], first: int) -> tuple[Outline, tuple[tuple[int, LineFault], ...]]:
    """The block structure from line `first` on: by the scan where the note is plain, else by mistune."""
    outline = scan_lines(lines, first)
    if outline is not None:
        return outline, ()
    from aimo_md.text.block_reader import TooDeepError, read_blocks  # noqa: PLC0415 (most notes need none)

    try:
        return read_blocks(lines, first), ()
    except TooDeepError:
        return guess_lines(lines, first), ((0, TOO_DEEP),)


def _apart(outline: Outline, blocks: list[range]) -> tuple[Outline, tuple[Checkbox, ...]]:
    """The outline without what stands inside aimo's own blocks, and the checkboxes that do."""
    inside = {line for block in blocks for line in block}
    own = Outline(
        headings=tuple(heading for heading in outline.headings if heading.line not in inside),
        checkboxes=tuple(checkbox for checkbox in outline.checkboxes if checkbox.line not in inside),
        bullets=tuple(bullet for bullet in outline.bullets if bullet.line not in inside),
    )
    return own, tuple(checkbox for checkbox in outline.checkboxes if checkbox.line in inside)
