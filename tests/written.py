"""Whether a program prints what was written down of it."""

from __future__ import annotations

import re


def is_as_written(written: str, output: str) -> bool:
    """Whether it is as written; `[…]` stands for anything in a line, alone on a line for any lines."""
    patterns = (
        r"(?:.*\n)*?" if line == "[…]" else ".*".join(map(re.escape, line.split("[…]"))) + r"\n"
        for line in written.split("\n")
    )
    return re.fullmatch("".join(patterns), output + "\n") is not None
