"""How the fields of a task line are written for the Obsidian Tasks plugin: by signs or in Dataview brackets.

Knows only the written form of one field. Which fields of a line count is for `task_line`.
"""

from __future__ import annotations

import re
from enum import Enum, StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Dialect(Enum):
    """The way in which a field is written."""

    EMOJI = "emoji"
    DATAVIEW = "dataview"


_EMOJI = Dialect.EMOJI  # a member takes longer to look up than all else that is done with a field


class FieldName(StrEnum):
    """What a field says about its task."""

    DUE = "due"
    SCHEDULED = "scheduled"
    START = "start"
    CREATED = "created"
    DONE = "done"
    CANCELLED = "cancelled"
    PRIORITY = "priority"
    RECURRENCE = "recurrence"
    ON_COMPLETION = "on_completion"
    ID = "id"
    DEPENDS_ON = "depends_on"
    WEIGHT = "weight"
    GOAL = "goal"


class FieldSpan(Struct, frozen=True, gc=False, array_like=True):
    """Where a field stands in the body.

    `start` to `end` is the whole field: the sign and its value, or the brackets and the comma that may
    follow them. `value` is the raw text of the value and stands at `value_start`; the value of a priority
    sign is the sign.
    """

    name: FieldName
    dialect: Dialect
    start: int
    end: int
    value: str
    value_start: int


PRIORITY_SIGNS: Mapping[str, str] = {
    "🔺": "highest",
    "⏫": "high",
    "🔼": "medium",
    "🔽": "low",
    "⏬": "lowest",
}


def _words(characters: str) -> str:
    """Runs of these characters with spaces between them, without a space at either end."""
    return f"[{characters}]++(?: ++[{characters}]++)*+"


# Every quantifier is possessive or is followed by something that it cannot match itself, so that a long line
# without an end costs one pass over it, not a square.
_DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
_RULE = _words("a-zA-Z0-9,!")
_WORD = "([a-zA-Z]++)"
_ID = "([a-zA-Z0-9_-]++)"
_IDS = "([a-zA-Z0-9_-]++(?: *, *[a-zA-Z0-9_-]++)*)"
_ANYTHING = _words(r"^\[\]() ")
_ANYTHING_SQUARE = _words(r"^\[\] ")
_LINK = r"\[\[[^\[\]]*+\]\]|\[[^\[\]]*+\]\([^()]*+\)"

# Sign and value. The sign of a priority is its value.
_SIGNS: tuple[tuple[FieldName, str, str], ...] = (
    (FieldName.PRIORITY, f"([{''.join(PRIORITY_SIGNS)}])", ""),
    (FieldName.DONE, "✅", _DAY),
    (FieldName.CANCELLED, "❌", _DAY),
    (FieldName.DUE, "[📅📆🗓]", _DAY),
    (FieldName.SCHEDULED, "[⏳⌛]", _DAY),
    (FieldName.START, "🛫", _DAY),
    (FieldName.CREATED, "\N{HEAVY PLUS SIGN}", _DAY),
    (FieldName.RECURRENCE, "🔁", f"({_RULE})"),
    (FieldName.ON_COMPLETION, "🏁", _WORD),
    (FieldName.ID, "🆔", _ID),
    (FieldName.DEPENDS_ON, "⛔", _IDS),
)

# Key and value in brackets. A rule may be empty after a space. The last two are aimo's own: there anything is
# taken, so that a bad weight hides no field to its left and can be reported.
_KEYS: tuple[tuple[FieldName, str, str], ...] = (
    (FieldName.PRIORITY, "priority", f"({'|'.join(PRIORITY_SIGNS.values())})"),
    (FieldName.DONE, "completion", _DAY),
    (FieldName.CANCELLED, "cancelled", _DAY),
    (FieldName.DUE, "due", _DAY),
    (FieldName.SCHEDULED, "scheduled", _DAY),
    (FieldName.START, "start", _DAY),
    (FieldName.CREATED, "created", _DAY),
    (FieldName.RECURRENCE, "repeat", f"({_RULE}|(?<= ))"),
    (FieldName.ON_COMPLETION, "onCompletion", _WORD),
    (FieldName.ID, "id", _ID),
    (FieldName.DEPENDS_ON, "dependsOn", _IDS),
    (FieldName.WEIGHT, "weight", f"({_ANYTHING}|)"),
    (FieldName.GOAL, "goal", f"({_LINK}|(?(square){_ANYTHING_SQUARE}|{_ANYTHING})|)"),
)

_FIELD = re.compile(
    "|".join(f"{sign}\ufe0f?{value and f' *+{value}'}" for _, sign, value in _SIGNS)
    + r"|(?:\(|(?P<square>\[)) *+"
    + f"(?:{'|'.join(f'{key}:: *+{value}' for _, key, value in _KEYS)})"
    + r" *+(?(square)\]|\))(?: *+,)?+",
)
FIELD_SIGNS = "\u2300-\u27bf\U0001f100-\U0001f6ff"
"""For a regex, among whose characters all signs are: one of these, or `::`, is in every text with a field.

To look for two ranges takes half the time that the signs themselves do.
"""

_DAY_SIGNS: Mapping[str, FieldName] = {
    sign: name for name, signs, value in _SIGNS if value is _DAY for sign in signs.strip("[]")
}
# The last group that a match has is that of its value, of a priority with what may follow its sign.
_PLAIN_FIELD = re.compile(
    f"(?:([{''.join(_DAY_SIGNS)}])\ufe0f? *+{_DAY}"
    f"|([{''.join(PRIORITY_SIGNS)}]\ufe0f?)"
    f"|🔁\ufe0f? *+({_RULE})) *+"
)
_DAY_GROUP, _PRIORITY_GROUP = 2, 3

_OPENING = re.compile(rf"[{FIELD_SIGNS}(\[]")

# Each row has one group, its value; the opening square bracket is the group between the two tables.
_KINDS: Mapping[int, tuple[FieldName, Dialect]] = {
    **{group: (row[0], Dialect.EMOJI) for group, row in enumerate(_SIGNS, start=1)},
    **{group: (row[0], Dialect.DATAVIEW) for group, row in enumerate(_KEYS, start=len(_SIGNS) + 2)},
}


def plain_fields_in(body: str, begin: int, end: int) -> tuple[FieldSpan, ...]:
    """The fields in `body[begin:end]` where it is only days, priorities and rules behind signs; else none."""
    spans = []
    while begin < end:
        match = _PLAIN_FIELD.match(body, begin, end)
        if match is None:
            return ()
        group = match.lastindex or 0  # never 0: every alternative has a group
        value, (start, after) = match[group], match.span(group)
        if group == _DAY_GROUP:
            name = _DAY_SIGNS[match[1]]
        elif group == _PRIORITY_GROUP:
            name, value = FieldName.PRIORITY, value[0]
        else:
            name = FieldName.RECURRENCE
        spans.append(FieldSpan(name, _EMOJI, begin, after, value, start))
        begin = match.end()
    return tuple(spans)


def fields_in(body: str, begin: int, end: int) -> Iterator[FieldSpan]:
    """Every field in `body[begin:end]`, from left to right, wherever it stands."""
    opening = _OPENING.search(body, begin, end)
    if opening is None:
        return
    for match in _FIELD.finditer(body, opening.start(), end):
        group = match.lastindex or 0  # never 0: every alternative has a group
        name, dialect = _KINDS[group]
        yield FieldSpan(name, dialect, match.start(), match.end(), match[group], match.start(group))
