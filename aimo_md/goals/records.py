"""What a note records with a day: lines under `Log` and `Decisions`, and numbers in a daily note.

Knows how such lines are written. Does not know what a number is for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import DecisionLine, LogEntry, NamedNumber, TaskType
from aimo_md.goals.numbers import parse_number
from aimo_md.goals.sections import DECISIONS, LOG
from aimo_md.goals.tasks import task_type
from aimo_md.text.dates import parse_day
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.config import Config
    from aimo_md.goals.sections import Sections
    from aimo_md.text.document import Body
    from aimo_md.text.frontmatter import Frontmatter

_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*[:\uff1a]\s*|\s+|$)(.*)", re.ASCII | re.DOTALL)
_DECISION: Final = re.compile(r"([a-z]+)\s*[:\uff1a]?\s*(.*)", re.ASCII | re.DOTALL)
#: Dataview's inline fields: in brackets anywhere, or a whole line or list item.
_FIELD_IN_BRACKETS: Final = re.compile(r"[\[(]([^\[\]():]+)::([^\[\]()]*)[\])]")
_FIELD_LINE: Final = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?([^\[\]():]+)::(.*)", re.DOTALL)


def log_entries(body: Body, sections: Sections, config: Config) -> Iterator[LogEntry]:
    """Dated bullets under `Log`; a dated box there counts once it is ticked."""
    lines = [(bullet.line, bullet.text) for bullet in body.bullets]
    ticked = (box for box in body.checkboxes if task_type(box.symbol, config) is TaskType.DONE)
    lines += [(box.line, read_task_line(box.body).text) for box in ticked]
    for line, text in sorted(lines):
        match = _DATED.match(text)
        day = parse_day(match[1]) if match else None
        if match and day and sections.under(line, LOG):
            yield LogEntry(line=line, day=day, value=parse_number(match[2]), text=match[2].strip())


def decision_lines(body: Body, sections: Sections) -> Iterator[DecisionLine]:
    """Dated bullets under `Decisions` that begin with the word of an option."""
    for bullet in body.bullets:
        dated = _DATED.match(bullet.text)
        day = parse_day(dated[1]) if dated else None
        chosen = _DECISION.match(dated[2]) if dated else None
        if day and chosen and sections.under(bullet.line, DECISIONS):
            yield DecisionLine(line=bullet.line, day=day, option=chosen[1], text=chosen[2].strip())


def named_numbers(frontmatter: Frontmatter, lines: Sequence[str]) -> Iterator[NamedNumber]:
    """The properties and inline fields of a note whose values are numbers."""
    for entry in frontmatter.entries:
        if not isinstance(entry.value, bool | tuple):
            yield from _named(entry.line, entry.key, str(entry.value))
    for number, line in enumerate(lines, 1):
        if number > frontmatter.last and "::" in line:
            field = _FIELD_LINE.fullmatch(line)
            for name, value in _FIELD_IN_BRACKETS.findall(line) if field is None else (field.groups(),):
                yield from _named(number, name, value)


def _named(line: int, name: str, text: str) -> Iterator[NamedNumber]:
    value = parse_number(text)
    if value is not None:
        yield NamedNumber(line=line, name=metric_key(name), value=value)


def metric_key(name: str) -> str:
    """The name of a metric as it is compared: capitals and runs of spaces aside."""
    return " ".join(name.casefold().split())
