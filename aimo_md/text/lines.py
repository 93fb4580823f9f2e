r"""Where a note's lines begin and end.

Knows the three line ends of a note: `\n`, `\r\n` and a lone `\r`. It must not know what a line means.
Python's own `splitlines` is of no use here: it also splits at form feeds and at U+2028, which editors do not.
"""

from __future__ import annotations

import re
from typing import Final

_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def with_plain_ends(text: str) -> str:
    r"""The text with `\n` as its only line end. Lines stay the same lines."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_lines(text: str) -> tuple[str, ...]:
    r"""The lines as an editor shows them, without their ends: `"a\n"` is `("a", "")`, `""` is `("",)`."""
    return tuple(with_plain_ends(text).split("\n"))


def line_ends(text: str) -> tuple[str, ...]:
    """The end of each line of `split_lines`, as it was typed; the last line has none."""
    return (*_LINE_END.findall(text), "")
