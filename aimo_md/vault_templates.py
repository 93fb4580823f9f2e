"""The templates of one vault: aimo's own in the chosen language, and what the vault brings in their place.

Brings the files on the disk and the room `notes` together. Knows nothing of what a template says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.errors import Problem
from aimo_md.notes.overrides import overridden, own_file_names
from aimo_md.notes.render import Templates
from aimo_md.world import disk
from aimo_md.world.assets import TEMPLATES, bundled, read_texts

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.config import Config


class VaultTemplates:
    """The templates of the vault at `root`, as of the last look."""

    def __init__(self, root: Path, config: Config) -> None:
        self._root = root
        self._sources = read_texts(bundled(TEMPLATES))
        self._builtin = Templates.of(self._sources, config.notes.language)
        self._seen: tuple[str, dict[str, str]] | None = None
        self._problems: tuple[Problem, ...] = ()
        self.look(config)

    def look(self, config: Config) -> tuple[Problem, ...]:
        """Read the vault's own files, and try them out where they changed; what is wrong with them."""
        if self._builtin.language != config.notes.language:
            self._builtin = Templates.of(self._sources, config.notes.language)
        builtin = self._builtin
        folder = config.notes.templates.strip("/")
        texts: dict[str, str] = {}
        unread: list[Problem] = []
        for name in own_file_names(builtin) if folder else ():
            text = self._text(f"{folder}/{name}", config)
            if isinstance(text, str):
                texts[name] = text
            elif text.code != "missing":
                unread.append(text)
        if self._seen != (builtin.language, texts):
            self._seen = builtin.language, texts
            self.templates, self._problems = overridden(builtin, texts, folder)
        return (*unread, *self._problems)

    def _text(self, path: str, config: Config) -> str | Problem:
        note = disk.read_inside(self._root, path, largest=config.vault.largest_note)
        return note if isinstance(note, Problem) else disk.decode(path, note.data)
