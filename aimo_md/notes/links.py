"""Links to the vault's notes in the shortest form that Obsidian resolves to the right one.

Knows names and titles of notes, and which signs a wikilink cannot hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from aimo_md.notes.escape import TURNS, inline, one_line

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault

_NOT_IN_WIKILINKS: Final = re.compile(rf"[\[\]|#^\\`<>]|%%|\s\s|\s$|^\s|[\x00-\x1f\ud800-\udfff{TURNS}]")
_NOT_IN_LABELS: Final = str.maketrans({"[": "(", "]": ")", "|": "/", "`": "'", "\\": "/", "<": "(", ">": ")"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLinks:
    """The links to the notes of a vault."""

    vault: Vault

    def to(self, path: str, *, in_table: bool = False) -> str:
        """A link that shows the note's title.

        `[[Name]]` where that is the title and the only note so named, else `[[path|title]]`; a Markdown link
        where the name holds a sign that a wikilink cannot. In a table the bar is escaped.
        """
        name, title = _name(path), self.vault.notes[path].title
        target = name if self.vault.index.is_only(path) else path.removesuffix(".md")
        if _NOT_IN_WIKILINKS.search(target):
            return f"[{inline(title)}]({quote(path, errors='replace')})"
        if title == target:
            return f"[[{target}]]"
        shown = one_line(title).translate(_NOT_IN_LABELS).replace("%%", "%") or name
        bar = "\\|" if in_table else "|"
        return f"[[{target}{bar}{shown}]]"


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
