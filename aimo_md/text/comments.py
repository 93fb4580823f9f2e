"""Obsidian's comments: what stands between `%%` and `%%` is not part of the note.

Knows comments that span lines, and that code has none. A comment within one line is left where it is: it
hides words, not lines. It must not know lists or headings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.errors import LineFault

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGN: Final = "%%"
_BEGINNING: Final = re.compile(rf"[ \t>]*+{_SIGN}(?!.*{_SIGN})", re.DOTALL)
_FENCE: Final = re.compile(
    r"[ \t>]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]++)*+(?P<signs>`{3,}+(?=[^`]*$)|~{3,}+)", re.DOTALL
)

NEVER_CLOSED: Final = LineFault(
    code="comment-never-closed",
    message="a comment begins here and never ends, so everything below is hidden",
    remedy="end it with %% on a line of its own",
)


def without_comments(
    lines: Sequence[str], first: int
) -> tuple[Sequence[str], tuple[tuple[int, LineFault], ...]]:
    """The lines with those of comments emptied, looked at from line `first` (from 1) on.

    As in Obsidian, a comment that is never closed hides the rest of the note; that is a fault.
    """
    shown = list(lines)
    fence = ""
    begun = 0
    for number in range(first, len(lines) + 1):
        line = lines[number - 1]
        if begun:
            shown[number - 1] = ""
            begun = 0 if _SIGN in line else begun
        elif fence:
            run = line.strip(" \t>")
            fence = "" if run.startswith(fence) and not run.strip(fence[0]) else fence
        elif _SIGN in line and _BEGINNING.match(line):
            shown[number - 1] = ""
            begun = number
        elif "```" in line or "~~~" in line:
            match = _FENCE.match(line)
            fence = match["signs"] if match else ""
    return shown, ((begun, NEVER_CLOSED),) if begun else ()
