r"""Managed blocks: where aimo's own text stands in a note, and the marker that remembers it line by line.

    <!-- aimo:decide 51aa0c7b22e1 -->
    ...
    <!-- /aimo:decide -->

The hash in the opening marker is of what aimo last wrote there: six hex digits of sha256 for each line that
is not blank, one after the other. A hash of the block as a whole could only say *that* its user has changed
something. A hash a line says *which* lines are still aimo's own, so that an old line of aimo's can be told
from a line of the user's with the note as the only store. Two different lines share their digits once in
sixteen million; a block of twenty lines has 120 digits in its marker, which every reader of Markdown hides.

Knows markers, hashes and fences. It must not know what a block says nor how an old one meets a new one: that
is `block_merge`.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.errors import LineFault
from aimo_md.text.blank_lines import is_blank, trimmed
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIST_KEY: Final = "aimo_blocks"
"""The frontmatter key that lists the blocks once written."""

_UNREAD: Final = "until that is mended ticks in it are not followed, `aimo decide` and `aimo done` are"
_FIRST: Final = "only ticks in the first are followed"
#: In characters: what is found in a longer note is not kept.
_LONGEST_KEPT: Final = 1 << 18
#: Hex digits of a line's hash.
_DIGITS: Final = 6
_MARKER: Final = re.compile(
    r"\ufeff?<!--[ \t]*(?P<end>/?)aimo:(?P<name>[a-z][a-z0-9_-]*)(?:[ \t]+(?P<hash>\w+))?[ \t]*-->[ \t]*"
)
_HYPHENS: Final = re.compile("-+")
_FENCE: Final = re.compile(r" {0,3}(?P<signs>`{3,}|~{3,})(?P<info>.*)", re.DOTALL)


class Block(Struct, frozen=True, kw_only=True):
    r"""A block as it stands in a note.

    Attributes:
        name: what the marker calls it.
        hash: of what aimo last wrote there; empty where it never wrote or wrote nothing.
        first: the line of the opening marker, from 1.
        last: the line of the closing marker.
        body: the text between, with `\n`, without the blank lines at both ends.
    """

    name: str
    hash: str
    first: int
    last: int
    body: str


class BlocksReading(Struct, frozen=True, kw_only=True):
    """The blocks of a note in order, the faults by line, and the names of the blocks that cannot be read."""

    blocks: tuple[Block, ...] = ()
    faults: tuple[tuple[int, LineFault], ...] = ()
    damaged: frozenset[str] = frozenset()

    def get(self, name: str) -> Block | None:
        """The block of this name."""
        return next((block for block in self.blocks if block.name == name), None)


def find_blocks(text: str) -> BlocksReading:
    """Find the managed blocks of a note.

    A marker stands on a line of its own, not indented, outside frontmatter and code fences. Blocks do not
    nest: where a second block opens, the first was never closed. Of two blocks of one name the first counts.
    """
    if "aimo:" not in text:
        return BlocksReading()
    return _find_again(text) if len(text) <= _LONGEST_KEPT else _find(text)


@lru_cache(maxsize=1 << 6)  # a turn asks for those of its few notes again and again
def _find_again(text: str) -> BlocksReading:
    return _find(text)


def _find(text: str) -> BlocksReading:
    lines = split_lines(text)
    blocks: dict[str, Block] = {}
    faults: list[tuple[int, LineFault]] = []
    damaged: set[str] = set()
    opened: tuple[int, re.Match[str]] | None = None
    for number, marker in _markers(lines):
        name = marker["name"]
        if not marker["end"]:
            if opened:
                faults.append(_unclosed(*opened))
                damaged.add(opened[1]["name"])
            opened = number, marker
        elif not opened or opened[1]["name"] != name:
            faults.append((number, _fault("block-stray-end", f"block {name} ends but never began", _UNREAD)))
            damaged.add(name)
        else:
            first, start = opened
            opened = None
            if name in blocks:
                twice = _fault("block-twice", f"block {name} stands in this note twice", _FIRST)
                faults.append((first, twice))
                continue
            body = "\n".join(trimmed(lines[first : number - 1]))
            blocks[name] = Block(name=name, hash=start["hash"] or "", first=first, last=number, body=body)
    if opened:
        faults.append(_unclosed(*opened))
        damaged.add(opened[1]["name"])
    return BlocksReading(
        blocks=tuple(blocks.values()), faults=tuple(faults), damaged=frozenset(damaged - blocks.keys())
    )


def block_lines(name: str, body: str, *, shown: str | None = None) -> tuple[str, ...]:
    """The lines of a block, markers included, with a blank line after the first and before the last.

    Args:
        name: what the marker calls it.
        body: what aimo says there; the hash is of this.
        shown: what stands there instead, where the user's changes are kept in it.
    """
    own = trimmed(split_lines(body))
    inner = own if shown is None else trimmed(split_lines(shown))
    opening = " ".join(part for part in (f"<!-- aimo:{name}", block_hash(own), "-->") if part)
    closing = f"<!-- /aimo:{name} -->"
    return (opening, "", *inner, "", closing) if inner else (opening, closing)


def block_hash(lines: Iterable[str]) -> str:
    """The hash of the lines of a body, as its marker carries it."""
    return "".join(line_hash(line) for line in lines if not is_blank(line))


def line_hashes(block: str) -> list[str]:
    """The hashes of the lines that the hash of a block is made of."""
    return [block[at : at + _DIGITS] for at in range(0, len(block), _DIGITS)]


@lru_cache(maxsize=1 << 12)
def line_hash(line: str) -> str:
    """The hash of what can be seen of a line; most lines of a note are those of the turn before."""
    return hashlib.sha256(visible(line).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def visible(line: str) -> str:
    """What can be seen of a line: without white space, each run of hyphens as one.

    Editors realign a table, or strip the spaces at the end of a line, without anyone having meant it.
    """
    return _HYPHENS.sub("-", "".join(line.split()))


def is_marker(line: str) -> bool:
    """Whether the line opens or closes a block, unless it stands in a fence."""
    return _MARKER.fullmatch(line) is not None


def open_fence(lines: Iterable[str], fence: str = "") -> str:
    """The signs of the code fence that is open after these lines; `fence` is the one open before them."""
    for line in lines:
        match = _FENCE.fullmatch(line)
        if not match:
            continue
        signs, info = match["signs"], match["info"]
        if not fence:
            fence = "" if signs[0] == "`" and "`" in info else signs
        elif signs.startswith(fence) and not info.strip():
            fence = ""
    return fence


def _markers(lines: tuple[str, ...]) -> Iterator[tuple[int, re.Match[str]]]:
    """The markers, each with its line."""
    fence = ""
    for number in range(read_frontmatter(lines).last + 1, len(lines) + 1):
        line = lines[number - 1]
        if "```" in line or "~~~" in line:
            fence = open_fence((line,), fence)
        marker = None if fence or "aimo:" not in line else _MARKER.fullmatch(line)
        if marker:
            yield number, marker


def _unclosed(line: int, marker: re.Match[str]) -> tuple[int, LineFault]:
    return line, _fault("block-unclosed", f"block {marker['name']} begins but never ends", _UNREAD)


def _fault(code: str, what: str, so: str) -> LineFault:
    remedy = "put its two markers back, or take both out"
    return LineFault(code=code, message=f"{what}; {so}", remedy=remedy)
