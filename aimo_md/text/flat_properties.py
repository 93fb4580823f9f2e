r"""Frontmatter that is plain: `key: value` lines and simple lists, read without a YAML parser.

Knows the part of YAML that nearly all notes keep to, and that part exactly: what it reads, the YAML parser
reads the same way; a test holds the two equal. Everything else it leaves alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.text.properties import Entry, Value, bare_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Control characters, odd white space and lone surrogates: YAML refuses some and takes others for line ends.
_BAD: Final = re.compile(
    r"[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PLAIN: Final = (
    r"""(?:[^ \-?:,\[\]{}#&*!|>'"%@`]|[-?:](?=[^ ]))"""
    r"""(?:[^:#]|:(?=[^ ])|(?<=[^ ])\#)*+"""
)
_QUOTED: Final = r"""(?:"[^"\\]*"|'[^']*')"""
_LISTED: Final = rf"(?:[\w./+][\w ./+-]*+|{_QUOTED})"
_FLOW_LIST: Final = rf"\[ *+(?:{_LISTED} *+(?:, *+{_LISTED} *+)*+)?\]"
_LINK: Final = r"\[\[[\w./][\w ./|()'&+-]*\]\]"
_VALUE: Final = rf"(?P<quoted>{_QUOTED})|(?P<list>{_FLOW_LIST})|(?P<link>{_LINK})|(?P<plain>{_PLAIN})"

_KEY_LINE: Final = re.compile(rf"(?P<key>\w[\w -]{{0,99}}?) *+:(?: ++(?:{_VALUE})?)? *+")
_ITEM_LINE: Final = re.compile(rf"(?P<indent> *+)- ++(?:{_VALUE}) *+")
_EMPTY_LINE: Final = re.compile(r" *+(?:#.*+)?", re.DOTALL)
_LIST_ITEM: Final = re.compile(_LISTED)

#: A value that its writer means as it stands: a template that is not filled in yet, or bare links.
_RAW_LINE: Final = re.compile(r"(?P<key>\w[\w -]{0,99}?) *: +(?P<raw>\{\{.*\}\}|<%.*%>|\[\[.*\]\]) *")


#: In characters: a longer line is not kept.
_SHORT: Final = 60


class _Line(Struct, frozen=True, gc=False):
    """A line that is plain: a key with its value, or an item of a list with its indent, or neither.

    `takes_items` says that items may follow the key, since it has no value.
    """

    key: str | None = None
    indent: str | None = None
    value: Value = None
    takes_items: bool = False


def read_flat(lines: Sequence[str], first: int) -> tuple[Entry, ...] | None:
    """Read the lines between the two `---`, of which the first is line `first` of the note.

    Returns:
        None where there is anything but plain keys, plain values and plain lists.
    """
    text = "".join(lines)
    if not (text.isascii() and text.isprintable()) and _BAD.search(text):
        return None
    entries: list[Entry] = []
    items: list[Value] = []
    indent: str | None = None
    takes_items = False
    for number, line in enumerate(lines, first):
        read = _kept_line(line) if len(line) <= _SHORT else _read_line(line)
        if read is None:
            return None
        if read.key is not None:
            _close_list(entries, items)
            entries.append(Entry(read.key, number, read.value))
            takes_items, indent = read.takes_items, None
        elif read.indent is not None:
            if not takes_items or indent not in (None, read.indent):
                return None
            indent = read.indent
            items.append(read.value)
    _close_list(entries, items)
    return tuple(entries)


def _read_line(line: str) -> _Line | None:
    """Read a line; None where it is not plain."""
    match = _KEY_LINE.fullmatch(line)
    if match:
        return _Line(match["key"], None, _value(match), match.lastgroup == "key")
    match = _ITEM_LINE.fullmatch(line)
    if match:
        return _Line(None, match["indent"], _value(match))
    return _Line() if _EMPTY_LINE.fullmatch(line) else None


_kept_line = lru_cache(maxsize=4096)(_read_line)
"""The same, kept: the notes of a vault say the same few lines again and again."""


def read_what_is_flat(lines: Sequence[str], first: int) -> tuple[Entry, ...]:
    """Read the keys that can be read alone, where the lines as a whole cannot be."""
    entries: list[Entry] = []
    for number, group in _groups(lines, first):
        flat = read_flat(group, number)
        raw = _RAW_LINE.fullmatch(group[0])
        if flat is not None:
            entries += flat
        elif raw and read_flat(group[1:], number + 1) == ():
            entries.append(Entry(key=raw["key"], line=number, value=raw["raw"]))
    return tuple(entries)


def _groups(lines: Sequence[str], first: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Each line that begins at the margin, with the lines below that belong to it, and its line number."""
    starts = [at for at, line in enumerate(lines) if line and line[0] not in " \t#-"]
    for start, end in pairwise([*starts, len(lines)]):
        yield first + start, lines[start:end]


def _close_list(entries: list[Entry], items: list[Value]) -> None:
    """Give the items that were gathered to the key above them."""
    if items:
        last = entries[-1]
        entries[-1] = Entry(last.key, last.line, tuple(items))
        items.clear()


def _value(match: re.Match[str]) -> Value:
    kind = match.lastgroup
    if kind == "plain":
        return bare_value(match["plain"].rstrip(" "))
    if kind == "quoted":
        return match["quoted"][1:-1]
    if kind == "link":
        return match["link"]
    if kind == "list":
        return tuple(_item_value(item) for item in _LIST_ITEM.findall(match["list"]))
    return None


def _item_value(item: str) -> Value:
    return item[1:-1] if item[0] in "\"'" else bare_value(item.rstrip(" "))
