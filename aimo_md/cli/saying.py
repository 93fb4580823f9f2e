"""Prose on a terminal: broken between words where it is too narrow.

Knows how wide a terminal and a sign are. Knows nothing of what is said. Lines that a program may read, such
as `path:line: words`, may be said here too: nothing is broken where no terminal shows it.
"""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE: Final = re.compile(r"(?:^|\s)/\w")
_MARGIN: Final = " │"
"""What stands before a line and so before its rest: the bar is that of a post to Discord."""


def say(text: str = "", *, err: bool = False, hanging: int = 0, whole: str = "") -> None:
    """Print lines of prose; where no terminal shows them each stays one line.

    Args:
        text: what is said.
        err: on stderr, where talk goes.
        hanging: how far a line's rest is indented, beside what the line itself is.
        whole: what a line that begins with it is not broken in: a path may hold spaces.
    """
    stream = sys.stderr if err else sys.stdout
    width = shutil.get_terminal_size().columns if stream.isatty() else 0
    click.echo(fitted(text, width, hanging=hanging, whole=whole), err=err)


def fitted(text: str, width: int, *, hanging: int = 0, whole: str = "") -> str:
    """The text with lines of at most `width` columns, as far as its words allow; 0 leaves it as it is.

    A line that names a place on the disk stays whole, so that it can be copied.
    """
    if not width:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width, hanging, whole))


def _pieces(line: str, width: int, hanging: int, whole: str) -> Iterator[str]:
    if _PLACE.search(line):
        yield line
        return
    indent = line[: len(line) - len(line.lstrip(_MARGIN))]
    start = len(whole) if line.startswith(whole) and whole else len(indent)
    first, *words = line[start:].split(" ")
    piece = line[:start] + first
    for word in words:
        if columns_of(piece) + 1 + columns_of(word) > width:
            yield piece
            piece = f"{indent}{'':{hanging}}{word}"
        else:
            piece += f" {word}"
    yield piece


def columns() -> int:
    """How many columns the terminal has on which results are printed; 0 where there is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def columns_of(text: str) -> int:
    """How many columns a terminal gives to a text; signs of Chinese, Japanese and Korean take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
