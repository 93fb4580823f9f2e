"""The block structure of a note, line by line: the quick way round mistune.

Knows CommonMark's algorithm as far as it decides which lines are list items and headings: which open
containers (quotes and list items) a line goes on with, and what it begins inside them. Most lines are plain
to see (text, headings and list items with nothing special about them) and take a short cut. A few things
take more than a look at one line (a list item that is underlined, a lone HTML tag), or are too deep: there
it gives up, and mistune reads the note. It must not know Obsidian's comments or aimo's own blocks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.text.html_blocks import BLANK_LINE, html_end, is_lone_tag
from aimo_md.text.outline import TASK_LINE, Bullet, Checkbox, Heading, Outline, heading_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_ITEM: Final = re.compile(r"([-*+]|[0-9]{1,9}[.)])(?:([ \t]+)(.*)|$)", re.DOTALL)
_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$", re.DOTALL)
_RULE: Final = re.compile(r"(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
_UNDERLINE: Final = re.compile(r"(?:-+|=+)[ \t]*$")
_FENCE_SIGNS: Final = re.compile(r"(`{3,})[^`]*$|(~{3,})", re.DOTALL)

_MARKERS: Final = frozenset("-*+0123456789")
#: White space that not all readers of Markdown take for white space.
_ODD_SPACE: Final = frozenset(
    "\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
#: How a line may begin that is more than text.
_SPECIAL: Final = _MARKERS | _ODD_SPACE | frozenset("#`~<>_= \t")
#: How text begins that begins nothing more: also with bold words, a number, a tag or code.
_PLAIN_TEXT: Final = re.compile(
    rf"[^{re.escape(''.join(_SPECIAL))}]|\*\*[^\s*]|[0-9]++(?![.)])|\#[^\s\#]|`(?!``)"
)
#: A list item with one space behind its marker and such text: its indent and marker, then the symbol and body
#: of a task, or the text.
_PLAIN_ITEM: Final = re.compile(
    rf"([ \t]*)([-*+]|[0-9]{{1,9}}[.)]) (?:\[(.)\](?=\s|$) *(.*)|((?:{_PLAIN_TEXT.pattern}).*))", re.DOTALL
)
_CODE_INDENT: Final = 4
_QUOTE: Final = 0
#: Each line is looked at once for each container around it, so there has to be an end to them.
_DEEPEST: Final = 64


#: What the next line may go on with, inside the innermost container.
_NOTHING, _PARAGRAPH, _FENCE, _HTML = range(4)


def scan_lines(lines: Sequence[str], first: int) -> Outline | None:
    """Read the lines from line `first` (from 1) on; None where mistune has to decide."""
    scan = Scan(lines)
    for number, line in enumerate(lines[first - 1 :], first):
        if not line:
            scan.blank()
        elif scan.leaf < _FENCE:
            if line[0] not in _SPECIAL:
                scan.text(number)
            elif not scan.plain(number, line) and not scan.read(number, line):
                return None
        elif not scan.read(number, line):
            return None
    return scan.outline()


def guess_lines(lines: Sequence[str], first: int) -> Outline:
    """Read the lines from line `first` (from 1) on, and pass over those that cannot be decided."""
    scan = Scan(lines)
    for number, line in enumerate(lines[first - 1 :], first):
        if line:
            scan.read(number, line)
        else:
            scan.blank()
    return scan.outline()


class Scan:
    """The open blocks at the end of the last line that was read, and what was found so far."""

    __slots__ = (
        "_bullets",
        "_checkboxes",
        "_containers",
        "_end",
        "_fence",
        "_headings",
        "_hollow",
        "_lines",
        "_owners",
        "_paragraph",
        "busy",
        "leaf",
    )

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.leaf = _NOTHING
        #: A container, a fence or HTML is open: every line counts.
        self.busy = False
        #: From the outside in: `_QUOTE`, or the columns that the content of a list item is indented by.
        self._containers: list[int] = []
        #: For each container, the line of the checkbox that it is or lies in.
        self._owners: list[int | None] = []
        #: The innermost container is a list item that has nothing but its marker so far.
        self._hollow = False
        #: The first line of the open paragraph; 0 if a list item begins with it.
        self._paragraph = 0
        #: The signs that the open fence began with, and what ends the open HTML.
        self._fence = ""
        self._end = BLANK_LINE
        self._headings: list[Heading] = []
        self._checkboxes: list[Checkbox] = []
        self._bullets: list[Bullet] = []

    def outline(self) -> Outline:
        """What was found."""
        return Outline(tuple(self._headings), tuple(self._checkboxes), tuple(self._bullets))

    def blank(self) -> None:
        """Read an empty line: it ends quotes and text, but no list."""
        if not self.busy:
            self.leaf = _NOTHING
            return
        if _QUOTE in self._containers:
            self._close(self._containers.index(_QUOTE))
        self._blank_inside()

    def text(self, number: int) -> None:
        """Read a line of text at the margin, outside fences and HTML: what is no paragraph yet ends there."""
        if self.leaf != _PARAGRAPH:
            self._close(0)
            self.busy = False
            self.leaf = _PARAGRAPH
            self._paragraph = number

    def plain(self, number: int, line: str) -> bool:
        """Read a line outside fences and HTML, if it is plain to see what it is; whether it was."""
        heading = _HEADING.match(line) if line[0] == "#" else None
        if heading:
            self._close(0)
            self.busy = False
            self.leaf = _NOTHING
            self._heading(number, heading)
            return True
        item = _PLAIN_ITEM.match(line)
        if item:
            return self._plain_item(number, item)
        if _PLAIN_TEXT.match(line):
            self.text(number)
            return True
        return False

    def read(self, number: int, line: str) -> bool:
        """Read a line that is not empty; False where mistune has to decide."""
        depth = at = 0
        content = rest = line
        if line[0] in " \t>":
            body = line.lstrip(" \t>")
            prefix = line[: len(line) - len(body)]
            text = prefix.expandtabs(4) + body if "\t" in prefix else line
            if ">" in prefix:
                depth, at = self._go_on_quoted(text)
            else:
                depth, at = self._go_on(len(text) - len(body), blank=not body)
            rest = text[at:]
            content = rest.lstrip(" ")
            if not content:
                self._close(depth)
                self._blank_inside()
                return True
        if self.leaf >= _FENCE:
            if depth == len(self._containers):
                self._in_leaf(content, len(rest) - len(content))
                return True
            self.leaf = _NOTHING
        self._hollow = False
        decided = self._begin(number, line, content, at + len(rest) - len(content), at, depth)
        self.busy = bool(self._containers) or self.leaf >= _FENCE
        return decided

    def _plain_item(self, number: int, item: re.Match[str]) -> bool:
        """Read a list item that is plain to see; False where what is open makes something else of it."""
        before, marker, symbol, body, text = item.groups()
        containers, owners = self._containers, self._owners
        indent = depth = 0
        if before:
            indent = len(before.expandtabs(4))
            depth, at = self._go_on(indent)
            indent -= at
        if indent >= _CODE_INDENT:
            return False
        if len(marker) > 1 and self.leaf == _PARAGRAPH and depth == len(containers):
            return False
        owner = owners[depth - 1] if depth else None
        containers[depth:] = (indent + len(marker) + 1,)
        owners[depth:] = (number if symbol else owner,)
        self._hollow = False
        self.busy = True
        self.leaf = _PARAGRAPH
        self._paragraph = 0
        if symbol:
            self._checkboxes.append(Checkbox(number, symbol, body, owner, before))
        else:
            self._bullets.append(Bullet(number, text.rstrip(" \t"), depth - containers.count(_QUOTE)))
        return True

    def _go_on(self, indent: int, *, blank: bool = False) -> tuple[int, int]:
        """How many of the open containers a line goes on with, and where their part of it ends."""
        depth = at = 0
        for width in self._containers:
            if width == _QUOTE or (indent - at < width and not blank):
                break
            at += width
            depth += 1
        return depth, at

    def _go_on_quoted(self, text: str) -> tuple[int, int]:
        """The same for a line that begins with quote signs."""
        depth = at = 0
        for width in self._containers:
            rest = text[at:].lstrip(" ")
            indent = len(text) - at - len(rest)
            if width == _QUOTE:
                if indent >= _CODE_INDENT or not rest.startswith(">"):
                    break
                at += indent + (2 if rest.startswith("> ") else 1)
            elif indent >= width or not rest:
                at += width
            else:
                break
            depth += 1
        return depth, at

    def _blank_inside(self) -> None:
        """Go on after a line that is blank inside its containers: a list item may begin with one, not two."""
        if self._hollow:
            self._close(len(self._containers) - 1)
        if self.leaf == _PARAGRAPH or (self.leaf == _HTML and self._end is BLANK_LINE):
            self.leaf = _NOTHING
        self.busy = bool(self._containers) or self.leaf >= _FENCE

    def _in_leaf(self, content: str, indent: int) -> None:
        """Read a line inside an open fence or HTML, and look for its end."""
        if self.leaf == _HTML:
            ended = self._end.search(content) is not None
        else:
            run = content.rstrip(" \t")
            ended = indent < _CODE_INDENT and run.startswith(self._fence) and not run.strip(self._fence[0])
        if ended:
            self.leaf = _NOTHING
            self.busy = bool(self._containers)

    def _begin(self, number: int, line: str, content: str, column: int, start: int, depth: int) -> bool:
        """Read what a line begins inside the `depth` containers that it goes on with.

        Their part of it ends at column `start`; its content begins at `column`.
        """
        in_item = False
        while True:
            if column - start >= _CODE_INDENT:
                if self.leaf != _PARAGRAPH:
                    self._close(depth)
                return True
            sign = content[0]
            width, rest = 0, ""
            if sign == ">":
                self._open(_QUOTE, depth)
                width, rest = (2, content[2:]) if content[1:2] == " " else (1, content[1:])
            elif sign in _MARKERS:
                width, rest = self._item(content, start, column, depth)
            if not width:
                return self._leaf_block(number, line, content, depth, in_item=in_item)
            in_item = sign != ">"
            if in_item and rest and rest[0] not in _SPECIAL:
                self._list_item(number, line, rest)
                return True
            if not rest.strip(" \t"):
                return True
            if rest[0] == "\t" or depth == _DEEPEST:
                return False
            start = column + width
            content = rest.lstrip(" ")
            column = start + len(rest) - len(content)
            depth += 1

    def _item(self, content: str, start: int, column: int, depth: int) -> tuple[int, str]:
        """Open a list item, if the content begins one; the columns of its marker or 0, and what it holds."""
        match = _ITEM.match(content)
        if not match:
            return 0, content
        marker, gap, text = match.groups("")
        if text[:1] == marker and _RULE.match(content):
            return 0, content
        interrupts = self.leaf == _PARAGRAPH and depth == len(self._containers)
        # A paragraph is only interrupted by a list item that has text, and by a number only if it is one.
        if interrupts and not (text and (len(marker) == 1 or int(marker[:-1]) == 1)):
            return 0, content
        space = len(gap)
        if "\t" in gap:
            end = column + len(marker)
            space = len((" " * end + gap).expandtabs(4)) - end
        wanted = space if text and space <= _CODE_INDENT else 1
        width = len(marker) + wanted
        self._open(column - start + width, depth)
        self._hollow = not text
        return width, text if space == wanted else " " * (space - wanted) + text

    def _leaf_block(self, number: int, line: str, content: str, depth: int, *, in_item: bool) -> bool:
        """Read content that begins no container: False where it takes more than this line to decide."""
        sign = content[0]
        goes_on = self.leaf == _PARAGRAPH and depth == len(self._containers)
        if content.isspace():
            return False
        if goes_on and sign in "-=" and _UNDERLINE.match(content):
            return self._underlined(number, sign)
        begun = self._begun(number, content)
        if begun is not None:
            self._close(depth)
            self.leaf = begun
        elif sign == "<" and not goes_on and is_lone_tag(content):
            return False
        elif self.leaf != _PARAGRAPH:
            self._close(depth)
            if in_item:
                self._list_item(number, line, content)
            else:
                self.leaf = _PARAGRAPH
                self._paragraph = number
        return True

    def _underlined(self, number: int, sign: str) -> bool:
        """Read what underlines the open paragraph: False where that may be a list item or define a link."""
        words = [line.strip(" \t>") for line in self._lines[self._paragraph - 1 : number - 1]]
        if not self._paragraph or (words[0].startswith("[") and not words[0].startswith("[[")):
            return False
        level = 1 if sign == "=" else 2
        self._headings.append(Heading(self._paragraph, level, " ".join(words)))
        self.leaf = _NOTHING
        return True

    def _begun(self, number: int, content: str) -> int | None:
        """What a heading, a rule, a fence or HTML leaves open, or None where the content is text."""
        sign = content[0]
        if sign == "#":
            heading = _HEADING.match(content)
            if heading:
                self._heading(number, heading)
                return _NOTHING
        elif sign in "`~":
            fence = _FENCE_SIGNS.match(content)
            if fence:
                self._fence = fence[1] or fence[2]
                return _FENCE
        elif sign in "-*_":
            return _NOTHING if _RULE.match(content) else None
        elif sign == "<":
            end = html_end(content)
            if end:
                self._end = end
                return _NOTHING if end.search(content) else _HTML
        return None

    def _heading(self, number: int, heading: re.Match[str]) -> None:
        """Keep a heading that begins with its signs."""
        text = heading_text(heading[2] or "")
        self._headings.append(Heading(number, len(heading[1]), text))

    def _list_item(self, number: int, line: str, content: str) -> None:
        """Keep a list item that begins with text."""
        task = TASK_LINE.match(line) if content[0] == "[" else None
        if task:
            self._checkboxes.append(Checkbox(number, task[2], task[3], self._owners[-1], task[1]))
            self._owners[-1] = number
        else:
            depth = len(self._containers) - self._containers.count(_QUOTE) - 1
            self._bullets.append(Bullet(number, content.rstrip(" \t"), depth))
        self.leaf = _PARAGRAPH
        self._paragraph = 0

    def _open(self, width: int, depth: int) -> None:
        """Open a container inside the outer `depth` ones."""
        self._containers[depth:] = (width,)
        self._owners[depth:] = (self._owners[depth - 1] if depth else None,)
        self.leaf = _NOTHING

    def _close(self, depth: int) -> None:
        """Close all containers but the outer `depth`."""
        if depth < len(self._containers):
            del self._containers[depth:]
            del self._owners[depth:]
            self._hollow = False
            self.leaf = _NOTHING
