"""Changes of a note as values, and the one function that makes them.

Knows what can be asked for, and finds the lines that are meant; how each change is made is known to the
modules that it calls. It must not know why a change is wanted, nor touch a file. Outside the characters that
an edit names every byte of the note stays.
"""

from __future__ import annotations

from typing import Final, TypeAlias, assert_never

from msgspec import Struct

from aimo_md.text.block_merge import NewBlock, fill_blocks
from aimo_md.text.blocks import find_blocks
from aimo_md.text.frontmatter_edit import with_property
from aimo_md.text.line_edit import with_field, with_symbol
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.section_edit import with_text_under
from aimo_md.text.splice import Splice, splice
from aimo_md.text.task_fields import Dialect, FieldName

__all__ = [
    "AppendUnder",
    "Edit",
    "InsertLine",
    "Refusal",
    "RefusalReason",
    "RemoveLine",
    "ReplaceBlock",
    "ReplaceLine",
    "SetField",
    "SetProperty",
    "SetSymbol",
    "apply_edits",
]

_BOM: Final = "\ufeff"


class SetSymbol(Struct, frozen=True, kw_only=True):
    """Put another symbol between the brackets of a task line. `old` is the whole line as it was read."""

    line: int
    old: str
    symbol: str


class SetField(Struct, frozen=True, kw_only=True):
    """Set a field of a task line, add it, or with no value remove it.

    `value` is as it is to stand there: `2026-11-24`, `high`, `every week`, `[[Goal]]`. The field is written
    in the dialect of the fields that the line has; `default` is for a line that has none.
    """

    line: int
    old: str
    name: FieldName
    value: str | None
    default: Dialect = Dialect.EMOJI


class InsertLine(Struct, frozen=True, kw_only=True):
    r"""Put `text`, which may be several lines with `\n` between, before the line `old`, or `below` it."""

    line: int
    old: str
    text: str
    below: bool = False


class ReplaceLine(Struct, frozen=True, kw_only=True):
    """Put another line in the place of `old`."""

    line: int
    old: str
    new: str


class RemoveLine(Struct, frozen=True, kw_only=True):
    """Take the line `old` out, with its line end."""

    line: int
    old: str


class SetProperty(Struct, frozen=True, kw_only=True):
    """Set a frontmatter key to a single value, add it as the last one, or with no value remove it."""

    key: str
    value: str | None


class AppendUnder(Struct, frozen=True, kw_only=True):
    r"""Add lines to what stands under a heading; where it is missing it is made at the end of the note."""

    heading: str
    text: str
    level: int = 2


class ReplaceBlock(Struct, frozen=True, kw_only=True):
    """Put another body into a managed block, with its user's lines spared as in every merge."""

    name: str
    body: str


LineEdit: TypeAlias = SetSymbol | SetField | InsertLine | ReplaceLine | RemoveLine
NoteEdit: TypeAlias = SetProperty | AppendUnder | ReplaceBlock
Edit: TypeAlias = LineEdit | NoteEdit


def apply_edits(text: str, edits: tuple[Edit, ...]) -> str | Refusal:
    """Make all of these edits, or none.

    Edits of lines come first, and their line numbers (from 1) are those of `text` as it is given, whatever
    else is asked for. Where the line of that number is not `old`, the only line that is `old` is meant.
    Several edits of one line are made one after the other; what goes before or below one line does so in the
    given order.

    Returns:
        The whole new note, or why it cannot be.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    changed = _with_lines_edited(
        text.removeprefix(_BOM), [edit for edit in edits if not isinstance(edit, NoteEdit)]
    )
    for edit in edits:
        if isinstance(changed, Refusal):
            return changed
        if isinstance(edit, NoteEdit):
            changed = _with_note_edited(changed, edit)
    return changed if isinstance(changed, Refusal) else bom + changed


def _with_lines_edited(text: str, edits: list[LineEdit]) -> str | Refusal:
    lines = split_lines(text)
    now: dict[int, str | None] = {}
    inserted: list[Splice] = []
    for edit in edits:
        number = _find_line(lines, edit)
        if isinstance(number, Refusal):
            return number
        if isinstance(edit, InsertLine):
            place = number + 1 if edit.below else number
            inserted.append(Splice(line=place, count=0, lines=split_lines(edit.text)))
            continue
        line = now.get(number, lines[number - 1])
        if line is None:
            message = f'"{edit.old.strip()}" cannot be removed and changed at once'
            return Refusal(reason=RefusalReason.CONFLICT, message=message)
        changed = _with_line_edited(line, edit)
        if isinstance(changed, Refusal):
            return changed
        now[number] = changed.removeprefix(_BOM) if changed and number == 1 else changed
    replaced = [
        Splice(line=number, count=1, lines=() if line is None else split_lines(line))
        for number, line in now.items()
    ]
    return splice(text, (*inserted, *replaced))


def _find_line(lines: tuple[str, ...], edit: LineEdit) -> int | Refusal:
    """The number of the line that the edit means."""
    found = [
        number
        for number, line in enumerate(lines, start=1)
        if line == (edit.old.removeprefix(_BOM) if number == 1 else edit.old)
    ]
    if edit.line in found:
        return edit.line
    if len(found) == 1:
        return found[0]
    words = edit.old.strip()
    if found:
        message = f'"{words}" is no longer in line {edit.line}, and stands in several others'
        return Refusal(reason=RefusalReason.AMBIGUOUS, message=message)
    return Refusal(reason=RefusalReason.GONE, message=f'"{words}" is no longer in the note')


def _with_line_edited(
    line: str, edit: SetSymbol | SetField | ReplaceLine | RemoveLine
) -> str | Refusal | None:
    """The line as it should be; None where it should not be."""
    match edit:
        case SetSymbol():
            return with_symbol(line, edit.symbol)
        case SetField():
            return with_field(line, edit.name, edit.value, edit.default)
        case ReplaceLine():
            return edit.new
        case RemoveLine():
            return None
        case _:
            assert_never(edit)


def _with_note_edited(text: str, edit: NoteEdit) -> str | Refusal:
    match edit:
        case SetProperty():
            return with_property(text, edit.key, edit.value)
        case AppendUnder():
            return with_text_under(text, edit.heading, edit.text, edit.level)
        case ReplaceBlock():
            if find_blocks(text).get(edit.name) is None:
                message = f"the block {edit.name} is no longer in the note"
                return Refusal(reason=RefusalReason.GONE, message=message)
            filled = fill_blocks(text, (NewBlock(name=edit.name, body=edit.body),))
            return filled if isinstance(filled, Refusal) else filled.text
        case _:
            assert_never(edit)
