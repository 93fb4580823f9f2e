r"""Whole lines of a note put in the place of others, with every other byte left as it is.

Knows line ends: a new line takes the end of the line whose place it takes or before which it goes, or else
the end that the note's first line has; a note without a final line end keeps none. It must not know what a
line means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.text.lines import line_ends, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable


class Splice(Struct, frozen=True, kw_only=True):
    """`count` lines from `line` (from 1) on give way to `lines`; with a count of 0 these go before `line`."""

    line: int
    count: int
    lines: tuple[str, ...]


def splice(text: str, splices: Iterable[Splice]) -> str:
    """The text with these lines replaced.

    Args:
        text: the whole note.
        splices: in lines of `text` as it is given; they must not overlap. What goes before one and the same
            line does so in the given order.
    """
    lines, ends = split_lines(text), line_ends(text)
    usual_end = ends[0] or "\n"
    rows: list[tuple[str, str]] = []
    done = 0
    for change in sorted(splices, key=lambda change: (change.line, change.count)):
        start, stop = change.line - 1, change.line - 1 + change.count
        rows += zip(lines[done:start], ends[done:start], strict=True)
        here = next((end for end in ends[max(stop - 1, start) : stop + 1] if end), usual_end)
        old_ends = ends[start:stop] + (here,) * (len(change.lines) - change.count)
        rows += zip(change.lines, old_ends, strict=False)
        done = stop
    rows += zip(lines[done:], ends[done:], strict=True)
    return _joined(rows, usual_end)


def _joined(rows: list[tuple[str, str]], usual_end: str) -> str:
    """The lines with their ends; each line but the last has one."""
    parts: list[str] = []
    last_end = ""
    for line, end in rows[:-1]:
        # A lone \r and the \n of an empty line would be one line end.
        merges = not line and last_end == "\r" and end == "\n"
        last_end = "\r" if merges else end or usual_end
        parts += line, last_end
    return "".join((*parts, *(line for line, _ in rows[-1:])))
