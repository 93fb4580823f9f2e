"""From a link's target to the note that it means, as Obsidian finds it.

Knows paths, file names and aliases of notes. Knows nothing of goals.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.goals.model import NoteReading


class LinkIndex(Struct, frozen=True, kw_only=True):
    """Which notes bear which names. Paths and names are compared without case."""

    by_path: Mapping[str, str]
    by_name: Mapping[str, tuple[str, ...]]
    by_alias: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, notes: Iterable[NoteReading]) -> LinkIndex:
        """The index of these notes, whatever their order."""
        by_path: dict[str, str] = {}
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        by_alias: defaultdict[str, list[str]] = defaultdict(list)
        for note in sorted(notes, key=lambda note: _nearness(note.path)):
            bare = _bare(note.path)
            by_path.setdefault(bare, note.path)
            by_name[bare.rpartition("/")[2]].append(note.path)
            for alias in dict.fromkeys(map(_folded, note.aliases)) if note.aliases else ():
                by_alias[alias].append(note.path)
        return cls(
            by_path=by_path,
            by_name={name: tuple(paths) for name, paths in by_name.items()},
            by_alias={alias: tuple(paths) for alias, paths in by_alias.items()},
        )

    def candidates(self, target: str, source: str = "") -> tuple[str, ...]:
        """The notes that `target` can mean in the note `source`, the one that Obsidian would open first.

        A whole path wins, then the end of a path or a file name (the shortest path first), then an alias. A
        path that begins with `./` or `../` leads from the folder of the source. Empty for a dead link.
        """
        bare = _bare(target.strip())
        if bare.startswith(("./", "../")):
            bare = posixpath.normpath(posixpath.join(posixpath.dirname(_folded(source)), bare))
            return (self.by_path[bare],) if bare in self.by_path else ()
        bare = bare.strip("/")
        if bare in self.by_path:
            return (self.by_path[bare],)
        named = self.by_name.get(bare.rpartition("/")[2], ())
        ending = tuple(path for path in named if "/" not in bare or _bare(path).endswith("/" + bare))
        return ending or self.by_alias.get(_folded(target.strip()), ())

    def find(self, target: str, source: str = "") -> str | None:
        """The note that `target` means in the note `source`."""
        return next(iter(self.candidates(target, source)), None)

    def is_only(self, path: str) -> bool:
        """Whether no other note has the file name of this one."""
        return len(self.by_name[_bare(path).rpartition("/")[2]]) == 1

    def ambiguous(self, target: str, source: str = "") -> bool:
        """Whether two notes are equally near, so that only the alphabet decides between them."""
        near = [_nearness(path)[0] for path in self.candidates(target, source)[:2]]
        return len(near) > 1 and near[0] == near[1]


def _nearness(path: str) -> tuple[int, str]:
    return path.count("/"), path


def _folded(name: str) -> str:
    """A name as it is compared; macOS gives names of files decomposed."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", name).casefold()


def _bare(path: str) -> str:
    return _folded(path).removesuffix(".md")
