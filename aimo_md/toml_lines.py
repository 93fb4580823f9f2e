"""Where things stand in a TOML text, which its parser does not say.

Knows plain lines of TOML. Knows no key and no file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT_LINE = re.compile(r"at line ([0-9]+)")
_TABLE_LINE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY_LINE = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*=""")


def line_of_fault(error: Exception) -> int:
    """The line that `tomllib` names in its error; 0 where it names none."""
    place = _AT_LINE.search(str(error))
    return 0 if place is None else int(place[1])


def lines_of_keys(text: str) -> Mapping[str, int]:
    """The lines of tables and keys by their whole dotted names, as far as plain lines tell."""
    lines: dict[str, int] = {}
    place = ""
    for number, line in enumerate(text.split("\n"), 1):
        table, key = _TABLE_LINE.match(line), _KEY_LINE.match(line)
        if table:
            lines.setdefault(table[1], number)
            place = f"{table[1]}."
        elif key:
            lines.setdefault(f"{place}{key[1] or key[2] or key[3]}", number)
    return lines
