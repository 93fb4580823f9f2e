"""Lines with nothing on them, and where the text between them begins and ends. Knows no Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_blank(line: str) -> bool:
    """Whether nothing can be seen of a line."""
    return not line.strip()


def last_text_line(lines: Sequence[str]) -> int:
    """The last line that is not blank, counted from 1; 0 where all are."""
    return next((number for number in range(len(lines), 0, -1) if not is_blank(lines[number - 1])), 0)


def trimmed(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines without the blank ones at both ends."""
    last = last_text_line(lines)
    first = next((number for number, line in enumerate(lines) if not is_blank(line)), last)
    return tuple(lines[first:last])
