"""The first `aimo.toml` of a vault: the template, with the keys set that its surroundings ask for.

Knows the lines of the template, in which a key stands as `# key = value   # why`. Knows no files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLE: Final = re.compile(r"\[(?P<name>\w+)\]")
_KEY: Final = re.compile(r"# (?P<key>\w+) = .*")
_WIDTH: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A key of the config, such as `git.commit`, the value that it gets, and why, in a few words."""

    key: str
    value: str | bool | tuple[str, ...]
    why: str


def first_config(template: str, choices: Iterable[Choice]) -> str:
    """The template with these keys set; a key that it has no line for gets one at the end of its section."""
    wanted = {choice.key: choice for choice in choices}
    lines: list[str] = []
    section = ""
    for line in template.split("\n"):
        table, key = _TABLE.fullmatch(line), _KEY.fullmatch(line)
        if table is not None:
            section = table["name"]
        choice = None if key is None else wanted.pop(f"{section}.{key['key']}", None)
        lines.append(line if choice is None else _line(choice))
    for choice in wanted.values():
        section = choice.key.partition(".")[0]
        at = lines.index(f"[{section}]") + 1
        lines.insert(at, _line(choice))
    return "\n".join(lines)


def _line(choice: Choice) -> str:
    value = msgspec.json.format(msgspec.json.encode(choice.value), indent=0).decode()
    return f"{choice.key.partition('.')[2]} = {value}".ljust(_WIDTH) + f"  # {choice.why}"
