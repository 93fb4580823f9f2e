r"""The block structure of a note as mistune sees it; mistune is the authority on what a list item is.

Knows mistune's tokens, and how to get line numbers out of a parser that has none: a mark with the line
number is put into every line that could be a list item or a heading, and read again from the text of the
token it ended in. The marks stand where they cannot change what the line is. It must not know Obsidian's
comments or aimo's own blocks: they are gone, or sorted out later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from mistune.block_parser import BlockParser
from mistune.core import BlockState

from aimo_md.text.outline import TASK_LINE, Bullet, Checkbox, Heading, Outline, heading_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Token: TypeAlias = Mapping[str, object]

#: Deeper than anyone nests by hand, and shallow enough that Python's stack holds.
_DEEPEST: Final = 50
#: What mistune reads in a second or two; see `_weight`.
_HEAVIEST: Final = 100_000
_ITEM_WEIGHT: Final = 6

_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_MARK: Final = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_NO_MARKS: Final = str.maketrans({_OPEN: "\ufffd", _CLOSE: "\ufffd"})

_CHECKED: Final = re.compile(rf"\[.\]{_OPEN}", re.DOTALL)

_CONTAINERS: Final = r"(?:[\s>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*+"
_ITEM_LINE: Final = re.compile(r"[\s>]*+(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_HEADING_LINE: Final = re.compile(_CONTAINERS + r"#{1,6}(?:[ \t](.*))?$")
_ITEM_TEXT: Final = re.compile(_CONTAINERS)
_UNDERLINE: Final = re.compile(r"[\s>]*+(?:-+|=+)[ \t]*$")
#: A mark at the end of such a line would make another thing of it: of a rule, an underline, a fence, a tag.
_RIGID: Final = re.compile(_CONTAINERS + r"(?:[-_*=+ \t]*|`{3,}+.*|~{3,}+.*|<.*|\[.*\]:.*)$")


class TooDeepError(Exception):
    """Reading this would take mistune too long, or more of Python's stack than there is."""


def read_blocks(lines: Sequence[str], first: int) -> Outline:
    """Read the lines from line `first` (from 1) on.

    Raises:
        TooDeepError: where mistune is not the tool to read this with.
    """
    if _weight(lines, first) > _HEAVIEST:
        raise TooDeepError
    parser = BlockParser(max_nested_level=_DEEPEST)
    state = BlockState()
    state.process("\n".join(_marked(lines, first)) + "\n")
    try:
        parser.parse(state)
    except RecursionError as error:
        raise TooDeepError from error
    walk = _Walk(lines)
    walk.visit(state.tokens, parent=None, depth=0)
    return walk.outline()


def _weight(lines: Sequence[str], first: int) -> int:
    """How much work this is for mistune: it reads a line once for each level, and a list item takes more.

    Raises:
        TooDeepError: where a list item may lie deeper than mistune is let to go; it would drop it silently.
    """
    weight = 0
    for number in range(first, len(lines) + 1):
        prefix = _ITEM_TEXT.match(lines[number - 1])
        if prefix:
            signs = prefix[0].expandtabs(4)
            items = sum(map(signs.count, "-*+.)"))
            if items + signs.count(">") > _DEEPEST or (items and len(signs) > 2 * _DEEPEST):
                raise TooDeepError
            weight += 1 + min(len(signs), _DEEPEST) + _ITEM_WEIGHT * items
    return weight


def _marked(lines: Sequence[str], first: int) -> Iterator[str]:
    """The lines from `first` on, with a mark in each that could be a list item or a heading."""
    for number in range(first, len(lines) + 1):
        line = lines[number - 1].translate(_NO_MARKS)
        if not line.strip(" \t"):
            # mistune takes a line of many spaces for code.
            yield ""
            continue
        mark = f"{_OPEN}{number}{_CLOSE}"
        task = TASK_LINE.match(line)
        if task:
            at = task.end(2) + 1
            yield line[:at] + mark + line[at:]
        elif _HEADING_LINE.match(line):
            yield f"{line} {mark}"
        elif _wants_mark(lines, number) and not _RIGID.match(line):
            yield line + mark
        else:
            yield line


def _wants_mark(lines: Sequence[str], number: int) -> bool:
    """Whether a line may be a list item, or the last line of a heading that is underlined."""
    if _ITEM_LINE.match(lines[number - 1]):
        return True
    return number < len(lines) and _UNDERLINE.match(lines[number]) is not None


class _Walk:
    """Collects what the tokens say, against the lines as they were written."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._headings: list[Heading] = []
        self._checkboxes: list[Checkbox] = []
        self._bullets: list[Bullet] = []

    def outline(self) -> Outline:
        """What was collected, by line: a token that interrupts a quote or a list comes before it."""
        return Outline(
            headings=tuple(sorted(self._headings, key=lambda heading: heading.line)),
            checkboxes=tuple(sorted(self._checkboxes, key=lambda checkbox: checkbox.line)),
            bullets=tuple(sorted(self._bullets, key=lambda bullet: bullet.line)),
        )

    def visit(self, tokens: object, parent: int | None, depth: int) -> None:
        """Visit the tokens of one block, with the checkbox and the number of list items that it lies in."""
        for token in _tokens(tokens):
            kind = token["type"]
            if kind == "heading":
                self._heading(token)
            elif kind == "list":
                for item in _tokens(token["children"]):
                    self._item(item, parent, depth)
            elif kind == "block_quote":
                self.visit(token["children"], parent, depth)

    def _heading(self, token: Token) -> None:
        text = str(token["text"])
        marks = _MARK.findall(text)
        if not marks or _CHECKED.match(text):
            return
        level = _level(token)
        last = int(marks[-1])
        if token["style"] == "atx":
            line = self._lines[last - 1]
            match = _HEADING_LINE.match(line)
            if match:
                self._headings.append(Heading(line=last, level=level, text=heading_text(match[1] or "")))
            return
        words = " ".join(line.strip(" \t") for line in _MARK.sub("", text).strip("\n").split("\n"))
        first = last - text.rstrip("\n").count("\n")
        self._headings.append(Heading(line=first, level=level, text=words))

    def _item(self, item: Token, parent: int | None, depth: int) -> None:
        inner = parent
        children = _tokens(item["children"])
        text = str(children[0].get("text", "")) if children else ""
        own_line = text.split("\n", 1)[0]
        mark = _MARK.search(own_line)
        if mark and _CHECKED.match(own_line):
            inner = int(mark[1])
            self._checkbox(inner, parent)
        elif mark and children[0]["type"] != "heading" and _ITEM_LINE.match(self._lines[int(mark[1]) - 1]):
            number = int(mark[1])
            written = _ITEM_TEXT.sub("", self._lines[number - 1], count=1)
            self._bullets.append(Bullet(line=number, text=written.rstrip(" \t"), depth=depth))
        self.visit(children, inner, depth + 1)

    def _checkbox(self, number: int, parent: int | None) -> None:
        match = TASK_LINE.match(self._lines[number - 1])
        if match:
            indent, symbol, body = match.groups()
            self._checkboxes.append(
                Checkbox(line=number, symbol=symbol, body=body, parent=parent, indent=indent)
            )


def _tokens(children: object) -> list[Token]:
    return [child for child in children if isinstance(child, Mapping)] if isinstance(children, list) else []


def _level(token: Token) -> int:
    attributes = token["attrs"]
    level = attributes["level"] if isinstance(attributes, Mapping) else 0
    return level if isinstance(level, int) else 0
