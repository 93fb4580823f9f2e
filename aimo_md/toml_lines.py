"""Where things stand in a TOML text, which its parser does not say, and one value changed where it stands.

Knows plain lines of TOML. Knows no key and no file.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_AT_LINE = re.compile(r"at line ([0-9]+)")
_TABLE_LINE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_TEXT_VALUE = re.compile(
    r"""(?P<before>^[^=]*=\s*)(?P<value>"(?:[^"\\]|\\.)*"|'[^']*')(?P<gap>\s{2,}(?=\#))?"""
)
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


def with_text(text: str, table: str, key: str, value: str) -> str | None:
    """The TOML with a text as the value of a key; all other bytes stay.

    So does a comment behind it; one that stands in a column keeps it, as far as there is room.
    None where the key has another value than a text on a line of its own, and cannot be changed there.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    known, lines = lines_of_keys(plain), plain.split("\n")
    ending = "\r" if lines[0].endswith("\r") else ""
    quoted = json.dumps(value, ensure_ascii=False)
    name = f"{table}.{key}"
    if name in known:
        at = known[name] - 1
        lines[at] = _TEXT_VALUE.sub(lambda found: _with_value(found, quoted), lines[at], count=1)
    elif table in known:
        lines.insert(known[table], f"{key} = {quoted}{ending}")
    else:
        above = plain.rstrip("\r\n")
        lines = [f"{above}{ending}", ending] if above else []
        lines += [f"[{table}]{ending}", f"{key} = {quoted}{ending}", ""]
    changed = "\n".join(lines)
    return mark + changed if _says(changed, table, key, value) else None


def _with_value(found: re.Match[str], value: str) -> str:
    gap = found["gap"] or ""
    room = len(found["value"]) + len(gap) - len(value)
    return found["before"] + value + (" " * max(room, 2) if gap else "")


def _says(text: str, table: str, key: str, value: str) -> bool:
    try:
        section = tomllib.loads(text).get(table)
    except ValueError:
        return False
    return isinstance(section, dict) and section.get(key) == value
