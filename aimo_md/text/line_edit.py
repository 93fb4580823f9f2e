"""One task line with another symbol or another field, and every other character as it was.

Knows how a field is written in each dialect and where the Obsidian Tasks plugin would put it. It must not
know where the line stands. Nothing is taken on trust: the new line is read again, and refused where anything
but the field that was meant reads differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.text.outline import TASK_LINE
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.task_fields import PRIORITY_SIGNS, Dialect, FieldName
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.text.task_line import TaskLine

#: The order in which the plugin writes fields. aimo's own two come first: the plugin does not see what stands
#: to the left of them.
FIELD_ORDER: Final = (
    FieldName.WEIGHT,
    FieldName.GOAL,
    FieldName.ID,
    FieldName.DEPENDS_ON,
    FieldName.PRIORITY,
    FieldName.RECURRENCE,
    FieldName.ON_COMPLETION,
    FieldName.CREATED,
    FieldName.START,
    FieldName.SCHEDULED,
    FieldName.DUE,
    FieldName.CANCELLED,
    FieldName.DONE,
)
_RANK: Final = {name: rank for rank, name in enumerate(FIELD_ORDER)}
_OWN: Final = frozenset({FieldName.WEIGHT, FieldName.GOAL})

_SIGNS: Final[Mapping[FieldName, str]] = {
    FieldName.ID: "🆔",
    FieldName.DEPENDS_ON: "⛔",
    FieldName.RECURRENCE: "🔁",
    FieldName.ON_COMPLETION: "🏁",
    FieldName.CREATED: "➕",
    FieldName.START: "🛫",
    FieldName.SCHEDULED: "⏳",
    FieldName.DUE: "📅",
    FieldName.CANCELLED: "❌",
    FieldName.DONE: "✅",
}
_PRIORITY_SIGN: Final = {word: sign for sign, word in PRIORITY_SIGNS.items()}
#: The keys that are not called as their field is.
_KEYS: Final[Mapping[FieldName, str]] = {
    FieldName.DONE: "completion",
    FieldName.RECURRENCE: "repeat",
    FieldName.ON_COMPLETION: "onCompletion",
    FieldName.DEPENDS_ON: "dependsOn",
}


def with_symbol(line: str, symbol: str) -> str | Refusal:
    """The task line with another symbol between its brackets."""
    task = TASK_LINE.match(line)
    if not task:
        return _not_a_task(line)
    changed = line[: task.start(2)] + symbol + line[task.end(2) :]
    again = TASK_LINE.match(changed)
    if not again or again.groups() != (task[1], symbol, task[3]):
        return _misread(line, f'with the symbol "{symbol}"')
    return changed


def with_field(line: str, name: FieldName, value: str | None, default: Dialect) -> str | Refusal:
    """The task line with a field set, added or removed.

    Args:
        line: the whole line.
        name: the field.
        value: as it is to stand there: `2026-11-24`, `high`, `every week`, `[[Goal]]`; None removes the
            field.
        default: the dialect of a line that shows none of its own.
    """
    task = TASK_LINE.match(line)
    if not task:
        return _not_a_task(line)
    head, body = line[: task.start(3)], task[3]
    before = read_task_line(body)
    wanted = _fields(before)
    wanted.pop(name, None)
    if value is not None:
        wanted[name] = value
    for changed in _removed(body, name) if value is None else _written(body, before, name, value, default):
        after = read_task_line(changed)
        unchanged = (after.text, after.block_link) == (before.text, before.block_link)
        if unchanged and _fields(after) == wanted:
            return head + changed
    return _misread(line, f"with {name} {value}" if value is not None else f"without {name}")


def _fields(task: TaskLine) -> dict[FieldName, str]:
    """What the fields of a line say, in words that are the same in both dialects."""
    return {span.name: PRIORITY_SIGNS.get(span.value, span.value) for span in task.spans}


def _removed(body: str, name: FieldName) -> Iterator[str]:
    """The body without the field, however often it stands there, and without the gap before it."""
    spans = [span for span in read_task_line(body).spans if span.name is name]
    while spans:
        before, after = body[: spans[0].start], body[spans[0].end :]
        if not after or after[0].isspace():
            before = before.rstrip(" \t")
        body = before + after if before else after.lstrip(" \t")
        spans = [span for span in read_task_line(body).spans if span.name is name]
    yield body


def _written(body: str, task: TaskLine, name: FieldName, value: str, default: Dialect) -> Iterator[str]:
    """The body with the field set: in the place that it has, or else in the places that it could have."""
    for span in task.spans:
        if span.name is name:
            sign = _PRIORITY_SIGN.get(value, value) if span.value in PRIORITY_SIGNS else value
            yield body[: span.value_start] + sign + body[span.value_start + len(span.value) :]
            return
    shown = [span for span in task.spans if span.name not in _OWN]
    line_dialect = shown[0].dialect if shown else default
    dialect = Dialect.DATAVIEW if name in _OWN else line_dialect
    round_brackets = any(body[span.start] == "(" for span in shown)
    field = _printed(name, value, dialect, round_brackets=round_brackets)
    # As the plugin does it: with one space between them, Obsidian hides every other bracketed field.
    gap = "  " if line_dialect is Dialect.DATAVIEW else " "
    for place in _places(body, task, name):
        before, after = body[:place], body[place:]
        lead = gap if before and not before[-1].isspace() else ""
        follow = gap if after and not after[0].isspace() else ""
        yield before + lead + field + follow + after


def _places(body: str, task: TaskLine, name: FieldName) -> Iterator[int]:
    """Where a new field could go: before the first that the plugin writes later, else after all others."""
    later = [span.start for span in task.spans if _RANK[span.name] > _RANK[name]]
    yield from later[:1]
    if not later and task.spans:
        yield task.spans[-1].end
    text = body[: body.rindex("^")] if task.block_link else body
    yield len(text.rstrip())


def _printed(name: FieldName, value: str, dialect: Dialect, *, round_brackets: bool) -> str:
    if dialect is Dialect.EMOJI:
        return _PRIORITY_SIGN.get(value, value) if name is FieldName.PRIORITY else f"{_SIGNS[name]} {value}"
    field = f"{_KEYS.get(name, name.value)}:: {value}"
    return f"({field})" if round_brackets else f"[{field}]"


def _not_a_task(line: str) -> Refusal:
    return Refusal(reason=RefusalReason.NOT_A_TASK, message=f'"{line.strip()}" is not a task')


def _misread(line: str, change: str) -> Refusal:
    return Refusal(
        reason=RefusalReason.WOULD_MISREAD,
        message=f'"{line.strip()}" could not be read as meant {change}',
    )
