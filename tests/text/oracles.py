"""Two other readers of Markdown, asked for the checkboxes and headings of a note.

markdown-it-py gives tokens with lines; cmark, through cmarkgfm, gives HTML with source positions. Neither
knows Obsidian's comments or aimo's own blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from cmarkgfm import cmark  # type: ignore[import-untyped]  # it ships no types
from markdown_it import MarkdownIt

from aimo_md.text.outline import TASK_LINE, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The checkboxes as (line, line of the parent, symbol, body), and the headings as (line, level).
Seen: TypeAlias = tuple[list[tuple[int, int | None, str, str]], list[tuple[int, int]]]

_MARKDOWN_IT = MarkdownIt("commonmark", {"maxNesting": 200})
_OPTIONS = cmark.Options.CMARK_OPT_SOURCEPOS | cmark.Options.CMARK_OPT_UNSAFE
_ELEMENT = re.compile(r'<(/?)(li|h[1-6])(?: data-sourcepos="(\d+):\d+-\d+:\d+")?>')
_FIRST_TEXT = re.compile(r"\s*(?:<(?:p|h[1-6])[^>]*>)?(\[.\])?", re.DOTALL)


def seen(outline: Outline) -> Seen:
    """What aimo sees, as the oracles say it."""
    boxes = [(box.line, box.parent, box.symbol, box.body) for box in outline.checkboxes]
    return boxes, [(heading.line, heading.level) for heading in outline.headings]


def markdown_it(lines: Sequence[str]) -> Seen:
    """What markdown-it-py sees."""
    tokens = _MARKDOWN_IT.parse("\n".join(lines))
    reading = _Reading(lines)
    for at, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "list_item_open":
            first = tokens[at + 1]
            begins = first.map is not None and first.map[0] + 1 == line
            direct = begins and first.type in ("paragraph_open", "heading_open")
            reading.open_item(line, tokens[at + 2].content[:3] if direct else "")
        elif token.type == "list_item_close":
            reading.close_item()
        elif token.type == "heading_open":
            reading.headings.append((line, int(token.tag[1])))
    return reading.seen()


def commonmark(lines: Sequence[str]) -> Seen:
    """What cmark sees."""
    html = cmark.markdown_to_html("\n".join(lines), _OPTIONS)
    reading = _Reading(lines)
    for match in _ELEMENT.finditer(html):
        closing, name, line = match.groups()
        if name != "li":
            if not closing:
                reading.headings.append((int(line), int(name[1])))
        elif closing:
            reading.close_item()
        else:
            text = _FIRST_TEXT.match(html, match.end())
            reading.open_item(int(line), (text[1] or "") if text else "")
    return reading.seen()


class _Reading:
    def __init__(self, lines: Sequence[str]) -> None:
        self.headings: list[tuple[int, int]] = []
        self._lines = lines
        self._boxes: list[tuple[int, int | None, str, str]] = []
        self._owners: list[int | None] = []

    def seen(self) -> Seen:
        return sorted(self._boxes, key=lambda box: box[0]), sorted(self.headings)

    def open_item(self, line: int, first_text: str) -> None:
        """A list item begins here, with this text."""
        task = TASK_LINE.match(self._lines[line - 1])
        owner = self._owners[-1] if self._owners else None
        if task and first_text == f"[{task[2]}]":
            self._boxes.append((line, owner, task[2], task[3]))
            owner = line
        self._owners.append(owner)

    def close_item(self) -> None:
        self._owners.pop()
