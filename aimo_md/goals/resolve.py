"""From a link's target to the note that it means, as Obsidian finds it.

Knows paths, file names and aliases of notes. Knows nothing of goals.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.layered import Layered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimo_md.goals.model import NoteReading


class LinkIndex(Struct, frozen=True, kw_only=True):
    """Which notes bear which names, the nearest first. Paths and names are compared without case."""

    by_path: Layered[str, str]
    by_name: Layered[str, tuple[str, ...]]
    by_alias: Layered[str, tuple[str, ...]]

    @classmethod
    def of(cls, notes: Iterable[NoteReading]) -> LinkIndex:
        """The index of these notes, whatever their order."""
        by_path: dict[str, str] = {}
        by_name: dict[str, tuple[str, ...]] = {}
        others: defaultdict[str, list[str]] = defaultdict(list)
        by_alias: defaultdict[str, set[str]] = defaultdict(set)
        for note in notes:
            path = note.path
            bare = _bare(path)
            name = _name(bare)
            by_path[bare] = min(path, by_path[bare], key=_nearness) if bare in by_path else path
            if name in by_name:  # few names are those of several notes
                others[name].append(path)
            else:
                by_name[name] = (path,)
            for alias in note.aliases:
                by_alias[_folded(alias)].add(path)
        by_name |= {name: _nearest_first((*by_name[name], *paths)) for name, paths in others.items()}
        return cls(
            by_path=Layered(by_path),
            by_name=Layered(by_name),
            by_alias=Layered({alias: _nearest_first(paths) for alias, paths in by_alias.items()}),
        )

    def after(self, gone: Iterable[NoteReading], came: Iterable[NoteReading]) -> LinkIndex:
        """The index without the notes that are gone, and with those that came; one that changed is both.

        It is the very same where they are called the same.
        """
        gone, came = tuple(gone), tuple(came)
        if {(note.path, note.aliases) for note in gone} == {(note.path, note.aliases) for note in came}:
            return self
        names = _exchanged(self.by_name, map(_file_name, gone), map(_file_name, came))
        bares = {_bare(note.path) for note in (*gone, *came)}
        found = {
            bare: path
            for bare in bares
            for path in reversed(names.get(_name(bare), ()))  # the nearest comes last, and stays
            if _bare(path) == bare
        }
        return LinkIndex(
            by_path=self.by_path.without(bares - found.keys()).but(found),
            by_name=names,
            by_alias=_exchanged(self.by_alias, _aliases(gone), _aliases(came)),
        )

    def candidates(self, target: str, source: str = "") -> tuple[str, ...]:
        """The notes that `target` can mean in the note `source`, the one that Obsidian would open first.

        A whole path wins, then the end of a path or a file name (the shortest path first), then an alias. A
        path that begins with `./` or `../` leads from the folder of the source. Empty for a dead link.
        """
        bare, is_whole = _wanted(target, source)
        if is_whole or bare in self.by_path:
            return (self.by_path[bare],) if bare in self.by_path else ()
        named = self.by_name.get(_name(bare), ())
        ending = tuple(path for path in named if "/" not in bare or _bare(path).endswith("/" + bare))
        return ending or self.by_alias.get(_folded(target.strip()), ())

    def find(self, target: str, source: str = "") -> str | None:
        """The note that `target` means in the note `source`."""
        return next(iter(self.candidates(target, source)), None)

    def is_only(self, path: str) -> bool:
        """Whether no other note has the file name of this one."""
        return len(self.by_name[_name(_bare(path))]) == 1

    def ambiguous(self, target: str, source: str = "") -> bool:
        """Whether two notes are equally near, so that only the alphabet decides between them."""
        near = [_nearness(path)[0] for path in self.candidates(target, source)[:2]]
        return len(near) > 1 and near[0] == near[1]


def names_of(note: NoteReading) -> frozenset[str]:
    """The names by which a link can find a note: its file's and its aliases, as they are compared."""
    return frozenset((_name(_bare(note.path)), *map(_folded, note.aliases)))


def names_in(target: str, source: str) -> tuple[str, ...]:
    """The names that a link to `target` in the note `source` is looked up by.

    It leads elsewhere than before only where a note came or went that one of them is among the names of.
    """
    bare, is_whole = _wanted(target, source)
    return (_name(bare),) if is_whole else (_name(bare), _folded(target.strip()))


def _wanted(target: str, source: str) -> tuple[str, bool]:
    """The path that a target names, as it is compared, and whether that is all of it and not only its end."""
    bare = _bare(target.strip())
    if bare.startswith(("./", "../")):
        return posixpath.normpath(posixpath.join(posixpath.dirname(_folded(source)), bare)), True
    return bare.strip("/"), False


def _file_name(note: NoteReading) -> tuple[str, str]:
    return _name(_bare(note.path)), note.path


def _aliases(notes: Iterable[NoteReading]) -> Iterable[tuple[str, str]]:
    return ((_folded(alias), note.path) for note in notes for alias in note.aliases)


def _exchanged(
    before: Layered[str, tuple[str, ...]],
    gone: Iterable[tuple[str, str]],
    came: Iterable[tuple[str, str]],
) -> Layered[str, tuple[str, ...]]:
    """The paths by name without those that are gone, and with those that came."""
    changed: dict[str, set[str]] = {}
    for name, path in gone:
        changed.setdefault(name, set(before.get(name, ()))).discard(path)
    for name, path in came:
        changed.setdefault(name, set(before.get(name, ()))).add(path)
    left = [name for name, paths in changed.items() if not paths]
    return before.without(left).but({name: _nearest_first(paths) for name, paths in changed.items() if paths})


def _nearest_first(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths, key=_nearness))


def _nearness(path: str) -> tuple[int, str]:
    return path.count("/"), path


def _folded(name: str) -> str:
    """A name as it is compared; macOS gives names of files decomposed."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", name).casefold()


def _bare(path: str) -> str:
    folded = path.lower() if path.isascii() else _folded(path)  # there are very many, and most are
    return folded.removesuffix(".md")


def _name(bare: str) -> str:
    """The file name at the end of a path."""
    return bare.rpartition("/")[2]
