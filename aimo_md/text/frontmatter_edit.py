"""One frontmatter key set, added or removed, by a change of nothing but its own line.

Knows how a value stands on the line of its key. It must not know which keys mean something. No YAML library
writes here: all of them lose comments, order or quotes. The frontmatter is read again after each change, and
the change refused unless this one key reads as wanted and all others as before.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.splice import Splice, splice

if TYPE_CHECKING:
    from aimo_md.text.frontmatter import Entry, Frontmatter, Value

_BOM: Final = "\ufeff"
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|' + r"'(?:[^']|'')*+'")
_COMMENT: Final = re.compile(r"(?:^|[ \t])#")
#: What a value begins with that may go on over several lines, or is more than a text.
_NOT_PLAIN: Final = tuple("[{|>&*!%@`")


def with_property(text: str, key: str, value: str | None) -> str | Refusal:
    """The note with a frontmatter key set.

    Args:
        text: the whole note.
        key: capitals aside. Where it is not there it becomes the last key, in frontmatter made for it if need
            be.
        value: a single value; it is quoted only where it would not read as written. None removes the key.

    Returns:
        The note, or a refusal where the key stands twice, holds a list or block text, or the frontmatter
        cannot be read.
    """
    lines = split_lines(text)
    frontmatter = read_frontmatter(lines)
    entry = frontmatter.get(key)
    refusal = _unclear(lines, frontmatter, key)
    if refusal:
        return refusal
    if entry is None:
        if value is None:
            return text
        changes = [_added(lines, frontmatter, f"{key}: {printed}") for printed in _printed(value)]
    else:
        span = _value_span(lines, frontmatter, entry)
        if span is None:
            message = f'the frontmatter key "{entry.key}" holds more than one plain value on one line'
            return Refusal(reason=RefusalReason.NOT_A_PLAIN_VALUE, message=message)
        line = lines[entry.line - 1]
        new: list[tuple[str, ...]] = [()]
        if value is not None:
            new = [(_with_value(line, span, printed),) for printed in _printed(value)]
        changes = [Splice(line=entry.line, count=1, lines=own) for own in new]
    for change in changes:
        changed = splice(text, (change,))
        if _reads_as(frontmatter, changed, key, value):
            return changed
    return _misread(key)


def with_list_property(text: str, key: str, values: tuple[str, ...]) -> str | Refusal:
    """The note with a frontmatter key set to a list of plain words, written on one line."""
    lines = split_lines(text)
    frontmatter = read_frontmatter(lines)
    entry = frontmatter.get(key)
    refusal = _unclear(lines, frontmatter, key)
    if refusal:
        return refusal
    printed = f"{key}: [{', '.join(values)}]"
    if entry is None:
        change = _added(lines, frontmatter, printed)
    else:
        count = len(_own_lines(lines, frontmatter, entry))
        change = Splice(line=entry.line, count=count, lines=(printed,))
    changed = splice(text, (change,))
    return changed if _reads_as(frontmatter, changed, key, values) else _misread(key)


def _added(lines: tuple[str, ...], frontmatter: Frontmatter, line: str) -> Splice:
    """The new last line of the frontmatter, or frontmatter of this one line."""
    if frontmatter.last:
        indent = " " * _margin(lines, frontmatter)
        return Splice(line=frontmatter.last, count=0, lines=(indent + line,))
    bom = _BOM if lines[0].startswith(_BOM) else ""
    return Splice(line=1, count=1, lines=(f"{bom}---", line, "---", lines[0].removeprefix(_BOM)))


def _own_lines(lines: tuple[str, ...], frontmatter: Frontmatter, entry: Entry) -> tuple[str, ...]:
    """The lines of a key and its value, without the blank lines and comments that may follow."""
    keys = (*(other.line for other in frontmatter.entries), *(line for line, _ in frontmatter.faults))
    end = min((line for line in keys if line > entry.line), default=frontmatter.last)
    own = lines[entry.line - 1 : end - 1]
    while len(own) > 1 and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        own = own[:-1]
    return own


def _unclear(lines: tuple[str, ...], frontmatter: Frontmatter, key: str) -> Refusal | None:
    """Refuse a key that stands there more often than it was read."""
    margin = _margin(lines, frontmatter)
    inner = lines[frontmatter.first : frontmatter.last - 1]
    times = sum(_indent(line) == margin and _value_start(line, key) is not None for line in inner)
    if times <= (1 if frontmatter.get(key) else 0):
        return None
    message = f'the frontmatter has the key "{key}" more than once, or where it cannot be read'
    return Refusal(reason=RefusalReason.AMBIGUOUS, message=message)


def _with_value(line: str, span: tuple[int, int], printed: str) -> str:
    """The line of a key with another value; what stands around the value stays."""
    start, end = span
    before = "" if line[start - 1] in " \t" else " "
    after = " " if line[end : end + 1] == "#" else ""
    return line[:start] + before + printed + after + line[end:]


def _value_span(lines: tuple[str, ...], frontmatter: Frontmatter, entry: Entry) -> tuple[int, int] | None:
    """Where the single value of a key stands on its line; None where it has another kind of value."""
    own = _own_lines(lines, frontmatter, entry)
    start = _value_start(own[0], entry.key)
    if len(own) > 1 or start is None:
        return None
    end = _value_end(own[0], start)
    return None if end is None else (start, end)


def _value_start(line: str, key: str) -> int | None:
    """Where the value of a key begins on its line; where there is none, after the colon and the space."""
    match = re.match(rf"""[ \t]*(["']?){re.escape(key)}\1[ \t]*:(?:[ \t]+|$)""", line, re.IGNORECASE)
    return match.end() if match else None


def _margin(lines: tuple[str, ...], frontmatter: Frontmatter) -> int:
    """The indent of the frontmatter's keys: that of the first."""
    return max((_indent(lines[entry.line - 1]) for entry in frontmatter.entries[:1]), default=0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value_end(line: str, start: int) -> int | None:
    """Where the single value that begins here ends, before a comment; None where it is no such value."""
    value = line[start:]
    if value.startswith(('"', "'")):
        quoted = _QUOTED.match(value)
        return start + quoted.end() if quoted else None
    if value.startswith(_NOT_PLAIN):
        return None
    comment = _COMMENT.search(value)
    return start + len((value[: comment.start()] if comment else value).rstrip(" \t"))


def _printed(value: str) -> tuple[str, ...]:
    """The ways to write a value, the plainer first."""
    quoted = json.dumps(value, ensure_ascii=False)
    return (quoted,) if value.startswith(_NOT_PLAIN) else (value, quoted)


def _reads_as(before: Frontmatter, changed: str, key: str, value: str | tuple[str, ...] | None) -> bool:
    """Whether the changed note has this key with this value, and all other keys as before."""
    after = read_frontmatter(split_lines(changed))
    entry = after.get(key)
    if _others(before, key) != _others(after, key) or len(before.faults) != len(after.faults):
        return False
    return value is None if entry is None else value is not None and _means(entry.value, value)


def _others(frontmatter: Frontmatter, key: str) -> list[tuple[str, str]]:
    """The other keys with their values, as printed: a number that is none does not equal itself."""
    name = key.casefold()
    return [(entry.key, repr(entry.value)) for entry in frontmatter.entries if entry.key.casefold() != name]


def _means(read: Value, wanted: str | tuple[str, ...]) -> bool:
    """Whether a value was read as wanted. A day or a number is what its plain text says, without spaces."""
    if isinstance(wanted, str) and not isinstance(read, str):
        return read is not None and not isinstance(read, tuple) and wanted == wanted.strip()
    return read == wanted


def _misread(key: str) -> Refusal:
    message = f'the frontmatter could not be read as meant with another "{key}"'
    return Refusal(reason=RefusalReason.WOULD_MISREAD, message=message)
