"""A note as Markdown sees it: frontmatter, headings, checkboxes and other list items, each with its line.

Knows how the readers of the room work together: frontmatter first, then Obsidian's comments, then the block
structure (by the quick scan, or by mistune where that gives up), then aimo's own blocks. It must not know
what a checkbox says (that is `task_line`) nor what a note is for (that is the room `goals`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.errors import LineFault
from aimo_md.text.blocks import find_blocks
from aimo_md.text.comments import without_comments
from aimo_md.text.frontmatter import Frontmatter, read_frontmatter
from aimo_md.text.line_scan import guess_lines, scan_lines
from aimo_md.text.lines import split_lines
from aimo_md.text.outline import Bullet, Checkbox, Heading, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bullet", "Checkbox", "Document", "Frontmatter", "Heading", "Outline", "read_document"]

TOO_DEEP: Final = LineFault(
    code="note-too-deep",
    message="the note is too long or nested too deep to be read with care; some list items may be missing",
    remedy="spread it over several notes, or nest less",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A note that was read.

    `managed` are the checkboxes inside aimo's own blocks: they are nobody's tasks. Nothing else of those
    blocks is here. `faults` are those of the frontmatter, the comments and the blocks, by line (0: the note
    as a whole).
    """

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
    lines = split_lines(text)
    frontmatter = read_frontmatter(lines)
    faults = frontmatter.faults
    shown: Sequence[str] = lines
    if text.startswith("\ufeff"):
        shown = (lines[0][1:], *lines[1:])
    if "%%" in text:
        shown, open_comments = without_comments(shown, frontmatter.last + 1)
        faults += open_comments
    outline, refusals = _outline(shown, frontmatter.last + 1)
    faults += refusals
    managed: tuple[Checkbox, ...] = ()
    if "aimo:" in text:
        blocks = find_blocks(text)
        outline, managed = _apart(outline, [range(block.first, block.last) for block in blocks.blocks])
        faults += blocks.faults
    return Document(
        text=text,
        lines=lines,
        frontmatter=frontmatter,
        headings=outline.headings,
        checkboxes=outline.checkboxes,
        managed=managed,
        bullets=outline.bullets,
        faults=faults,
    )


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
