"""The shapes of new goals in one vault: those that come with aimo, and the vault's own before them.

Brings the files on the disk and the room `plan` together. Knows nothing of what a shape says.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from aimo_md.errors import Problem
from aimo_md.plan.own_shapes import own_shapes, shape_faults
from aimo_md.plan.shapes import FOLDERS, shapes_of
from aimo_md.text.note_paths import NOTE_SUFFIX
from aimo_md.world import disk
from aimo_md.world.assets import TEMPLATES, bundled, names_in, read_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.plan.shapes import Shape


class VaultShapes:
    """The shapes of the vault at `root`, as of the last look."""

    def __init__(self, root: Path, config: Config) -> None:
        self._root = root
        self._texts: dict[str, str] = {}
        self._sound: dict[str, str] = {}
        self._problems: tuple[Problem, ...] = ()
        self.look(config)

    def look(self, config: Config) -> tuple[Problem, ...]:
        """Read the vault's own shapes, and go through those that changed; what is wrong with them."""
        folder = config.notes.templates.strip("/")
        found = dict(self._files(folder, config)) if folder else {}
        texts = {path: text for path, text in found.items() if isinstance(text, str)}
        unread = (each for each in found.values() if isinstance(each, Problem) and each.code != "missing")
        if texts != self._texts:
            faults = {path: tuple(_problems(path, text)) for path, text in texts.items()}
            self._texts = texts
            self._problems = tuple(problem for told in faults.values() for problem in told)
            self._sound = {
                path.removeprefix(f"{folder}/"): text for path, text in texts.items() if not faults[path]
            }
        return (*unread, *self._problems)

    def of(self, language: str) -> dict[str, Shape]:
        """The shapes for sentences of a language, by name.

        Raises:
            AimoError: those that came with aimo cannot be read.
        """
        return shapes_of(read_texts(bundled(TEMPLATES)), language) | own_shapes(self._sound, language)

    def fault_of(self, name: str) -> Problem | None:
        """Why the vault's own shape of this name is not used, where it has one that is not."""
        return next((each for each in self._problems if PurePosixPath(each.path).stem == name), None)

    def _files(self, folder: str, config: Config) -> Iterator[tuple[str, str | Problem]]:
        for place in FOLDERS.values():
            for name in names_in(self._root / folder / place):
                path = f"{folder}/{place}/{name}"
                if name.endswith(NOTE_SUFFIX) and not name.startswith("."):
                    note = disk.read_inside(self._root, path, largest=config.vault.largest_note)
                    yield path, note if isinstance(note, Problem) else disk.decode(path, note.data)


def _problems(path: str, text: str) -> Iterator[Problem]:
    for line, fault in shape_faults(text):
        yield Problem(
            path=path,
            line=line,
            code="template-fault",
            message=fault,
            remedy="mend it; until then `aimo new` does not use this shape",
        )
