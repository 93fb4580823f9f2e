"""One task line as the Obsidian Tasks plugin reads it, in both of its dialects at once.

Knows the rule that fields are peeled from the end of a line and what their values mean; how a field is
written is known to `task_fields`. Knows nothing of checkboxes, indentation, notes, goals or today: it
gets what stands after `[x] ` and says what it holds.
"""

from __future__ import annotations

import math
import re
from datetime import date  # noqa: TC003 (msgspec looks up the types of a line)
from enum import StrEnum
from textwrap import shorten
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.errors import LineFault
from aimo_md.text.dates import parse_day
from aimo_md.text.task_fields import (
    FIELD_SIGNS,
    PRIORITY_SIGNS,
    Dialect,
    FieldName,
    FieldSpan,
    fields_in,
    plain_fields_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Dialect", "FieldName", "FieldSpan", "Priority", "TaskLine", "read_task_line"]

# What JavaScript's trim() and \s hold for white space. Python's strip() differs: it spares U+FEFF.
_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_TAG_NAME = re.compile(r"""[^ !@#$%^&*(),.?":{}|<>]+""")
_TAG = re.compile(rf"(?:^|[{_SPACE}])(#{_TAG_NAME.pattern})")
_BLOCK_ID = re.compile(r"[a-zA-Z0-9-]+")
# With `::`, what can be more than words and tags in a line begins with one of these; the last is of ASCII.
_SIGN = re.compile(f"[{FIELD_SIGNS}^]")
# White space that does not stay as it is between tags that are taken from the end of a line.
_ODD_GAP = re.compile(f"[{_SPACE.replace(' ', '')}]|  ")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")

# Looked up once: of an enum that takes longer than what is done with a name.
_DAY_NAMES = (
    FieldName.DUE,
    FieldName.SCHEDULED,
    FieldName.START,
    FieldName.CREATED,
    FieldName.DONE,
    FieldName.CANCELLED,
)
_DUE, _SCHEDULED, _START, _CREATED, _DONE, _CANCELLED = _DAY_NAMES
_PRIORITY, _RECURRENCE, _ON_COMPLETION = FieldName.PRIORITY, FieldName.RECURRENCE, FieldName.ON_COMPLETION
_ID, _DEPENDS_ON, _WEIGHT, _GOAL = FieldName.ID, FieldName.DEPENDS_ON, FieldName.WEIGHT, FieldName.GOAL

# The order in which one pass of the plugin looks at the end of a line; None is a tag, aimo's own are last. It
# decides in two rare cases: where a tag ends in a sign (`#plan🔺`), and how many fields are read at most.
_ORDER = (
    _PRIORITY,
    _DONE,
    _CANCELLED,
    _DUE,
    _SCHEDULED,
    _START,
    _CREATED,
    _RECURRENCE,
    _ON_COMPLETION,
    None,
    _ID,
    _DEPENDS_ON,
    _WEIGHT,
    _GOAL,
)
_RANKS = {name: rank for rank, name in enumerate(_ORDER)}
_RANK_OF_TAG = _RANKS[None]
# After so many passes the plugin stops; what is left is text.
_MAX_PASSES = 21

_SHOWN_CHARACTERS = 40


class Priority(StrEnum):
    """How much a task matters; a task without any stands between medium and low."""

    HIGHEST = "highest"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    LOWEST = "lowest"


_PRIORITIES: Mapping[str | None, Priority] = {
    **{word: Priority(word) for word in PRIORITY_SIGNS.values()},
    **{sign: Priority(word) for sign, word in PRIORITY_SIGNS.items()},
}


class TaskLine(Struct, frozen=True, gc=False, array_like=True):
    """What a task line says.

    A vault has very many, so they are made by place: by name, most of the time goes to finding the places.

    Attributes:
        text: the line without block link and fields; tags that stood among the fields are at its end.
        recurrence: the rule as written, not yet understood.
        on_completion: `keep` or `delete`.
        depends_on: the ids of the tasks that must be done first.
        tags: all tags of the text, with `#`, by position.
        weight: positive and finite.
        goal: the inner text of `[goal:: …]` as written: `[[X]]`, `[X](x.md)` or a plain name.
        block_link: with its `^`.
        spans: the fields that count, by position. Of a field that stands twice the left one counts.
        faults: values that cannot be; such a field is out of the text and reads as None.
    """

    text: str
    due: date | None = None
    scheduled: date | None = None
    start: date | None = None
    created: date | None = None
    done: date | None = None
    cancelled: date | None = None
    priority: Priority | None = None
    recurrence: str | None = None
    on_completion: str | None = None
    id: str | None = None
    depends_on: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    weight: float | None = None
    goal: str | None = None
    block_link: str | None = None
    spans: tuple[FieldSpan, ...] = ()
    faults: tuple[LineFault, ...] = ()


class _Peeled(Struct, frozen=True):
    """A line taken apart: the text before the fields, the tags among them, the fields that count."""

    text: str
    tags: tuple[str, ...]
    fields: Mapping[FieldName, FieldSpan]


def read_task_line(body: str) -> TaskLine:
    """Read what stands after `[x] `. Never raises; takes time linear in the length of the body."""
    if "::" not in body:
        sign = None if body.isascii() and "^" not in body else _SIGN.search(body)
        if sign is None and "#" not in body:
            return TaskLine(body.strip(_SPACE))
        plain = _words_and_fields(body, len(body) if sign is None else sign.start())
        if plain:
            return plain
    begin = len(body) - len(body.lstrip(_SPACE))
    end = _trimmed(body, begin, len(body))
    caret = _block_link_start(body, begin, end)
    peeled = _peel(body, begin, end if caret is None else _trimmed(body, begin, caret))
    text = " ".join([part for part in (peeled.text, *peeled.tags) if part])
    values = {name: span.value for name, span in peeled.fields.items()}
    value = values.get
    days = {name: parse_day(values[name]) for name in _DAY_NAMES if name in values}
    day = days.get
    return TaskLine(
        text,
        day(_DUE),
        day(_SCHEDULED),
        day(_START),
        day(_CREATED),
        day(_DONE),
        day(_CANCELLED),
        _PRIORITIES.get(value(_PRIORITY)),
        value(_RECURRENCE) or None,
        _on_completion(values),
        value(_ID),
        _depends_on(values),
        _tags(text) if "#" in text else (),
        _weight(values),
        value(_GOAL) or None,
        None if caret is None else body[caret:end],
        tuple(sorted(peeled.fields.values(), key=_start)),
        tuple(_faults(values, days)),
    )


def _words_and_fields(body: str, at: int) -> TaskLine | None:
    """The same for the commonest lines: words and tags, then only plain fields, the first at `at`."""
    spans = plain_fields_in(body, at, _trimmed(body, at, len(body)))
    if not spans and at < len(body):
        return None
    text = body[:at].strip(_SPACE)
    if "#" in text and ((spans and body[at - 1] not in _SPACE) or _ODD_GAP.search(text)):
        return None  # a tag may end in the sign of a field, or stand behind another gap than in the text
    days: dict[FieldName, date | None] = {}
    priority = recurrence = None
    for span in spans:
        name = span.name
        if name is _PRIORITY:
            priority = _PRIORITIES[span.value]
        elif name is _RECURRENCE:
            recurrence = span.value
        else:
            days[name] = parse_day(span.value)
    read = len(days) + (priority is not None) + (recurrence is not None)
    if read < len(spans) or None in days.values():  # one stands there twice, or is no day
        return None
    day = days.get
    return TaskLine(
        text,
        day(_DUE),
        day(_SCHEDULED),
        day(_START),
        day(_CREATED),
        day(_DONE),
        day(_CANCELLED),
        priority,
        recurrence,
        tags=_tags(text) if "#" in text else (),
        spans=spans,
    )


def _tags(text: str) -> tuple[str, ...]:
    """All tags of a text."""
    return tuple([tag.strip(_SPACE) for tag in _TAG.findall(text)])


def _trimmed(body: str, begin: int, end: int) -> int:
    """The end of the text between `begin` and `end` without the white space at its end."""
    while end > begin and body[end - 1] in _SPACE:
        end -= 1
    return end


def _block_link_start(body: str, begin: int, end: int) -> int | None:
    """Where ` ^id` at the very end has its caret."""
    caret = body.rfind(" ^", begin, end) + 1
    return caret if caret and _BLOCK_ID.fullmatch(body, caret + 1, end) else None


def _peel(body: str, begin: int, end: int) -> _Peeled:
    """Take fields and tags from the end of `body[begin:end]` until neither stands there."""
    fields_left = list(fields_in(body, begin, end))
    fields: dict[FieldName, FieldSpan] = {}
    tags: list[str] = []
    has_tags = "#" in body
    rank, passes = -1, 1
    while True:
        while fields_left and fields_left[-1].end > end:
            fields_left.pop()
        field = fields_left[-1] if fields_left and fields_left[-1].end == end else None
        tag = _tag_start(body, begin, end) if has_tags else None
        if field is not None and not _is_tag_first(tag, field, rank):
            turn, start = _RANKS[field.name], field.start
        elif tag is not None:
            field, turn, start = None, _RANK_OF_TAG, tag
        else:
            break
        passes += turn <= rank
        if passes > _MAX_PASSES:
            break
        rank = turn
        if field is None:
            tags.append(body[start:end])
        else:
            fields[field.name] = field
        end = _trimmed(body, begin, start)
    return _Peeled(body[begin:end], tuple(reversed(tags)), fields)


def _is_tag_first(tag: int | None, field: FieldSpan, rank: int) -> bool:
    """Whether a tag ends in the field and comes up before it after `rank`, or else in the next pass."""
    # A `#` within the brackets of a field begins no tag.
    if tag is None or tag >= field.start:
        return False
    return min(_RANK_OF_TAG, _RANKS[field.name], key=lambda turn: (turn <= rank, turn)) == _RANK_OF_TAG


def _tag_start(body: str, begin: int, end: int) -> int | None:
    """Where the tag that ends the line begins."""
    start = body.rfind("#", begin, end)
    if start < 0 or (start > begin and body[start - 1] not in _SPACE):
        return None
    return start if _TAG_NAME.fullmatch(body, start + 1, end) else None


def _on_completion(values: Mapping[FieldName, str]) -> str | None:
    action = values.get(_ON_COMPLETION, "").lower()
    return action if action in {"keep", "delete"} else None


def _depends_on(values: Mapping[FieldName, str]) -> tuple[str, ...]:
    value = values.get(_DEPENDS_ON)
    return () if value is None else tuple(part.strip(" ") for part in value.split(","))


def _weight(values: Mapping[FieldName, str]) -> float | None:
    value = values.get(_WEIGHT)
    if value is None or not _DECIMAL.fullmatch(value):
        return None
    weight = float(value)
    return weight if 0 < weight < math.inf else None


def _faults(values: Mapping[FieldName, str], days: Mapping[FieldName, date | None]) -> Iterator[LineFault]:
    """Say of every field that counts whether its value can be; `days` are those that were read."""
    for name, day in days.items():
        if day is None:
            yield LineFault(
                code="impossible-day",
                message=f"{name} day {values[name]} does not exist",
                remedy="write a day that the calendar has",
            )
    if _WEIGHT in values and _weight(values) is None:
        yield LineFault(
            code="bad-weight",
            message=f'weight "{_shown(values[_WEIGHT])}" is no positive number',
            remedy="write a number as in [weight:: 3]",
        )
    if _ON_COMPLETION in values and _on_completion(values) is None:
        yield LineFault(
            code="unknown-on-completion",
            message=f'on completion "{_shown(values[_ON_COMPLETION])}" is neither keep nor delete',
            remedy="write keep or delete",
        )


def _shown(value: str) -> str:
    return shorten(value, _SHOWN_CHARACTERS, placeholder="…")


def _start(span: FieldSpan) -> int:
    return span.start
