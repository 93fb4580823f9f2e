"""A TOML text with one more item in a list; every other byte of it stays.

Knows tables, keys and lists. It must not know what a key means, nor touch a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from aimo_md.text.refusal import Refusal, RefusalReason

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOM: Final = "\ufeff"


def with_appended(text: str, table: str, key: str, item: Sequence[str]) -> str | Refusal:
    """The text with `item` as the last of a list; the table and the list are made where they are missing.

    Args:
        text: the whole file.
        table: a table on the first level.
        key: of the list.
        item: a list of texts.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    try:
        document = tomlkit.parse(text.removeprefix(_BOM))
    except TOMLKitError as error:
        return Refusal(reason=RefusalReason.WOULD_MISREAD, message=f"this is no TOML: {error}")
    section = document.setdefault(table, tomlkit.table())
    there = section.setdefault(key, tomlkit.array()) if isinstance(section, Table) else None
    if not isinstance(there, Array):
        return Refusal(reason=RefusalReason.WOULD_MISREAD, message=f"`{table}.{key}` is no list")
    there.append(list(item))
    return bom + tomlkit.dumps(document)
