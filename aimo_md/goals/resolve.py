"""From a link's target to the note that it means, as Obsidian finds it.

Knows paths, titles and aliases of notes. Knows nothing of goals.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.goals.model import NoteReading


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIndex:
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
            by_path.setdefault(_bare(note.path), note.path)
            by_name[_bare(PurePosixPath(note.path).name)].append(note.path)
            for alias in note.aliases:
                by_alias[alias.casefold()].append(note.path)
        return cls(
            by_path=by_path,
            by_name={name: tuple(paths) for name, paths in by_name.items()},
            by_alias={alias: tuple(paths) for alias, paths in by_alias.items()},
        )

    def candidates(self, target: str) -> tuple[str, ...]:
        """The notes that `target` can mean, the one that Obsidian would open first; empty for a dead link.

        A whole path wins, then the end of a path or a file name (the shortest path first), then an alias.
        """
        bare = _bare(target.strip().strip("/"))
        if bare in self.by_path:
            return (self.by_path[bare],)
        named = self.by_name.get(bare.rsplit("/", 1)[-1], ())
        ending = tuple(path for path in named if ("/" + _bare(path)).endswith("/" + bare))
        return ending or self.by_alias.get(target.strip().casefold(), ())

    def find(self, target: str) -> str | None:
        """The note that `target` means."""
        return next(iter(self.candidates(target)), None)

    def ambiguous(self, target: str) -> bool:
        """Whether two notes are equally near, so that only the alphabet decides between them."""
        near = [_nearness(path)[0] for path in self.candidates(target)[:2]]
        return len(near) > 1 and near[0] == near[1]


def _nearness(path: str) -> tuple[int, str]:
    return path.count("/"), path


def _bare(path: str) -> str:
    return path.casefold().removesuffix(".md")
