"""A TOML text with one text set, or with one more item in a list; every other byte of it stays.

What is there already is changed in its place by tomlkit; a key that is missing becomes a line of its own.
Nothing is taken on trust: the new text is read again, and refused where it says anything but what was meant.
Knows tables, keys, texts and lists. It must not know what a key means, nor touch a file.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable, Item, String, Table

from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.toml_lines import lines_of_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BOM: Final = "\ufeff"
_COLUMN: Final = 2
"""A comment that stands so many spaces behind its value stands in a column."""


def with_text(text: str, table: str, key: str, value: str) -> str | Refusal:
    """The text with `value` as that of a key; the table and the key are made where they are missing.

    A comment behind it stays, and one in a column keeps that, as far as there is room.

    Args:
        text: the whole file.
        table: a table on the first level.
        key: of a text.
        value: the new one.
    """

    def changed(there: Item | None) -> Item | Refusal:
        if there is not None and not isinstance(there, String):
            return _refused(f"`{table}.{key}` is no text")
        new = tomlkit.string(value)
        if there is not None and len(there.trivia.comment_ws) >= _COLUMN:
            room = len(there.as_string()) + len(there.trivia.comment_ws) - len(new.as_string())
            there.trivia.comment_ws = " " * max(room, _COLUMN)
        return new

    return _with_value(text, table, key, changed)


def with_appended(text: str, table: str, key: str, item: Sequence[str]) -> str | Refusal:
    """The text with `item` as the last of a list; the table and the list are made where they are missing.

    Args:
        text: the whole file.
        table: a table on the first level.
        key: of the list.
        item: a list of texts.
    """

    def changed(there: Item | None) -> Item | Refusal:
        new = tomlkit.array() if there is None else there
        if not isinstance(new, Array):
            return _refused(f"`{table}.{key}` is no list")
        new.append(list(item))
        return new

    return _with_value(text, table, key, changed)


def _with_value(
    text: str, table: str, key: str, changed: Callable[[Item | None], Item | Refusal]
) -> str | Refusal:
    """The text with what `changed` makes of a value, or of None where there is none yet."""
    plain = text.removeprefix(_BOM)
    unix = plain.replace("\r\n", "\n")
    ends = "\r\n" if "\r" in plain and unix.replace("\n", "\r\n") == plain else "\n"
    before = plain if ends == "\n" else unix
    try:
        document = tomlkit.parse(before)
    except TOMLKitError as error:
        return _refused(f"this is no TOML: {error}")
    section = document.get(table)
    if section is not None and not isinstance(section, Table | InlineTable):
        return _refused(f"`{table}` is no table")
    there = None if section is None else section.get(key)
    value = changed(there)
    if isinstance(value, Refusal):
        return value
    heading = lines_of_keys(before).get(table)
    if section is None:
        after = _with_table(before, f"[{table}]\n{key} = {value.as_string()}\n")
    elif there is None and heading is not None and not isinstance(section, InlineTable):
        lines = before.split("\n")
        after = "\n".join([*lines[:heading], f"{key} = {value.as_string()}", *lines[heading:]])
    else:
        section[key] = value
        after = tomlkit.dumps(document)
    if not _says_that_too(before, after, table, key, value.unwrap()):
        return _refused(f"`{table}.{key}` stands where it cannot be changed alone")
    return text[: len(text) - len(plain)] + (after if ends == "\n" else after.replace("\n", ends))


def _with_table(before: str, lines: str) -> str:
    """The text with a table at its end, below an empty line."""
    if before and not before.endswith("\n"):
        before += "\n"
    return before + ("\n" if before and not before.endswith("\n\n") else "") + lines


def _says_that_too(before: str, after: str, table: str, key: str, value: object) -> bool:
    """Whether the new text says what the old one did, but for the value."""
    try:
        said, says = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    return says == {**said, table: {**said.get(table, {}), key: value}}


def _refused(message: str) -> Refusal:
    return Refusal(reason=RefusalReason.WOULD_MISREAD, message=message)
