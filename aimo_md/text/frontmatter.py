"""Frontmatter: the keys and values between two `---` at the very top of a note.

Knows where frontmatter begins and ends, and puts its two readers together: a quick one for plain lines,
YAML for the rest. It must not know which keys mean something.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.errors import LineFault
from aimo_md.text.flat_properties import read_flat, read_what_is_flat
from aimo_md.text.lines import split_lines
from aimo_md.text.properties import Entry, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Entry", "Frontmatter", "Value", "frontmatter_of", "head_of", "read_frontmatter"]

#: In characters: a hundred times what a person types there.
LARGEST: Final = 64 * 1024

_OPENING: Final = re.compile(r"\ufeff?---[ \t]*(?=[\r\n])")
_CLOSING: Final = re.compile(r"[\r\n]---[ \t]*(?![^\r\n])")


class Frontmatter(Struct, frozen=True, kw_only=True):
    """What stands between the two `---`; `first` and `last` are their lines, 0 where there is none.

    `by_key` has each entry under its key in lower case, in the order of their lines.
    """

    first: int
    last: int
    by_key: Mapping[str, Entry]
    faults: tuple[tuple[int, LineFault], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The keys with their values, in the order of their lines."""
        return tuple(self.by_key.values())

    def get(self, *names: str) -> Entry | None:
        """The first of these keys that is there, capitals aside."""
        for name in names if self.by_key else ():
            entry = self.by_key.get(name.casefold())
            if entry is not None:
                return entry
        return None


_ABSENT: Final = Frontmatter(first=0, last=0, by_key={}, faults=())


def head_of(text: str) -> str:
    """The part of a note that is its frontmatter, from `---` to `---`; empty where it has none."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    return text[: closing.end()] if closing else ""


def frontmatter_of(text: str) -> Frontmatter:
    """The frontmatter of a note, which was most likely read before: few of its changes are made there."""
    return _read_head(head_of(text))


@lru_cache(maxsize=1 << 10)
def _read_head(head: str) -> Frontmatter:
    return read_frontmatter(split_lines(head))


def read_frontmatter(lines: Sequence[str]) -> Frontmatter:
    """Read the frontmatter of a note. Each fault comes with its line; what else can be read is read.

    Only a `---` on the very first line opens it, and only if another one closes it: a rule at the top of a
    note is not frontmatter.
    """
    if lines[0].removeprefix("\ufeff").rstrip(" \t") != "---":
        return _ABSENT
    last = next((at for at, line in enumerate(lines[1:], 2) if line.rstrip(" \t") == "---"), 0)
    if not last:
        return _ABSENT
    inner = lines[1 : last - 1]
    if len(inner) + sum(map(len, inner)) > LARGEST:
        return Frontmatter(first=1, last=last, by_key={}, faults=((1, _TOO_LARGE),))
    entries, faults = _read(inner)
    by_key, twice = _by_key(entries)
    return Frontmatter(first=1, last=last, by_key=by_key, faults=tuple(sorted([*faults, *twice], key=_line)))


def _read(inner: Sequence[str]) -> tuple[tuple[Entry, ...], list[tuple[int, LineFault]]]:
    """Read the lines between the two `---`, the quick way if it can."""
    entries = read_flat(inner, 2)
    if entries is not None:
        return entries, []
    from aimo_md.text.yaml_properties import YamlError, read_yaml  # noqa: PLC0415 (most notes need no YAML)

    try:
        entries, nested = read_yaml(inner, 2)
    except YamlError as error:
        return read_what_is_flat(inner, 2), [(error.line, _no_yaml(str(error)))]
    return entries, [(entry.line, _nested(entry.key)) for entry in nested]


def _by_key(entries: tuple[Entry, ...]) -> tuple[dict[str, Entry], list[tuple[int, LineFault]]]:
    """The first entry of each key, capitals aside, and a fault for each later one."""
    first: dict[str, Entry] = {}
    faults: list[tuple[int, LineFault]] = []
    for entry in entries:
        kept = first.setdefault(entry.key.casefold(), entry)
        if kept is not entry:
            faults.append((entry.line, _duplicate(entry.key, kept.line)))
    return first, faults


def _line(fault: tuple[int, LineFault]) -> int:
    return fault[0]


_TOO_LARGE: Final = LineFault(
    code="frontmatter-too-large",
    message=f"the frontmatter is larger than {LARGEST // 1024} KiB and was not read",
    remedy="move its text below the closing ---",
)


def _no_yaml(reason: str) -> LineFault:
    return LineFault(
        code="frontmatter-yaml",
        message=f"the frontmatter cannot be read from here on ({reason}); only its plain keys were read",
        remedy="put the value on this line in quotes",
    )


def _nested(key: str) -> LineFault:
    return LineFault(
        code="frontmatter-nested",
        message=f"`{key}` holds keys of its own and was not read",
        remedy="give each of them a line of its own, at the margin",
    )


def _duplicate(key: str, line: int) -> LineFault:
    return LineFault(
        code="frontmatter-duplicate",
        message=f"`{key}` stands here again; the one on line {line} counts",
        remedy="remove one of the two",
    )
