r"""The block structure of a note as mistune sees it: asked where the line scan cannot decide.

Knows mistune's tokens, and how to get line numbers out of a parser that has none: a mark with the line
number is put into every line that could be a list item or a heading, and read again from the text of the
token it ended in. The marks stand where they cannot change what the line is. It must not know Obsidian's
comments or aimo's own blocks: they are gone, or sorted out later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias, cast

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

#: What the text of a list item begins with that is a task.
_CHECKED: Final = re.compile(rf"\[.\]{_OPEN}", re.DOTALL)

_SIGNS: Final = r"(?:[\s>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*+"
_CONTAINERS: Final = re.compile(_SIGNS)
_ITEM_LINE: Final = re.compile(r"[\s>]*+(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_HEADING_LINE: Final = re.compile(_SIGNS + r"#{1,6}(?:[ \t]|$)")
_UNDERLINE: Final = re.compile(r"[\s>]*+(?:-+|=+)[ \t]*$")
#: A mark at the end of such a line would make another thing of it: of a rule, an underline, a fence, a tag.
_RIGID: Final = re.compile(_SIGNS + r"(?:[-_*=+ \t]*|`{3,}+.*|~{3,}+.*|<.*|\[.*\]:.*)$")


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
        line = lines[number - 1]
        signs = line[: len(line) - len(_without_containers(line))].expandtabs(4)
        items = sum(map(signs.count, "-*+.)"))
        if items + signs.count(">") > _DEEPEST or (items and len(signs) > 2 * _DEEPEST):
            raise TooDeepError
        weight += 1 + min(len(signs), _DEEPEST) + _ITEM_WEIGHT * items
    return weight


def _marked(lines: Sequence[str], first: int) -> Iterator[str]:
    """The lines from `first` on, with a mark in each that could be a list item or a heading."""
    for number in range(first, len(lines) + 1):
        line = _plain(lines[number - 1])
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


def _plain(line: str) -> str:
    """The line without marks of its own, and without white space that mistune misreads.

    It takes a line of many spaces for code, and loses count of tabs behind a quote sign.
    """
    content = line.lstrip(" \t>")
    prefix = line[: len(line) - len(content)].expandtabs(4)
    return (prefix + content.translate(_NO_MARKS)).rstrip(" \t")


def _wants_mark(lines: Sequence[str], number: int) -> bool:
    """Whether a line may be a list item, or the last line of a heading that is underlined."""
    if _ITEM_LINE.match(lines[number - 1]):
        return True
    return number < len(lines) and _UNDERLINE.match(lines[number]) is not None


class _Walk:
    """Collects what the tokens say, in the words of the lines as they were written."""

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

    def visit(self, tokens: Sequence[Token], parent: int | None, depth: int) -> None:
        """Visit the tokens of one block, with the checkbox and the number of list items that it lies in."""
        for token in tokens:
            kind = token["type"]
            if kind == "heading":
                self._heading(token)
            elif kind == "list":
                for item in _children(token):
                    self._item(item, parent, depth)
            elif kind == "block_quote":
                self.visit(_children(token), parent, depth)

    def _heading(self, token: Token) -> None:
        """Keep a heading, unless it is a task that happens to be underlined."""
        text = str(token["text"])
        marks = _MARK.findall(text)
        if not marks or _CHECKED.match(text):
            return
        last = int(marks[-1])
        line = _without_containers(self._lines[last - 1])
        if token["style"] == "atx":
            words = line.lstrip("#")
            level = len(line) - len(words)
            self._headings.append(Heading(line=last, level=level, text=heading_text(words)))
            return
        first = last - text.rstrip("\n").count("\n")
        written = [_without_containers(self._lines[first - 1])]
        written += [line.lstrip(" \t>") for line in self._lines[first:last]]
        words = " ".join(line.rstrip(" \t") for line in written)
        level = 1 if "=" in self._lines[last] else 2
        self._headings.append(Heading(line=first, level=level, text=words))

    def _item(self, item: Token, parent: int | None, depth: int) -> None:
        """Keep a list item that begins with text."""
        children = _children(item)
        own_line = str(children[0].get("text", "")).split("\n", 1)[0] if children else ""
        mark = _MARK.search(own_line)
        owner = parent
        if mark:
            number = int(mark[1])
            line = self._lines[number - 1]
            task = TASK_LINE.match(line)
            if task and _CHECKED.match(own_line):
                owner = number
                self._checkboxes.append(
                    Checkbox(line=number, symbol=task[2], body=task[3], parent=parent, indent=task[1])
                )
            elif children[0]["type"] != "heading" and _ITEM_LINE.match(line):
                words = _without_containers(line).rstrip(" \t")
                self._bullets.append(Bullet(line=number, text=words, depth=depth))
        self.visit(children, owner, depth + 1)


def _children(token: Token) -> Sequence[Token]:
    return cast("Sequence[Token]", token["children"])


def _without_containers(line: str) -> str:
    """What stands on the line behind quote signs and list markers."""
    return _CONTAINERS.sub("", line, count=1)
