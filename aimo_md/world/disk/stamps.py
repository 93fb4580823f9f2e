"""The stamps of a vault's notes: what is known of each without reading it.

Knows notes by folder and name, as a folder lists them. Knows no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Stamp(NamedTuple):
    """What is known of a note without reading it: where it is the same, the note is.

    The inode is 0 where a listing does not tell it (Windows).
    """

    size: int
    mtime_ns: int
    inode: int


class Stamps:
    """Stamps by note; `by_folder` has them by folder, "" for the vault itself, and by name."""

    def __init__(self, by_folder: dict[str, dict[str, Stamp]] | None = None) -> None:
        self.by_folder = {} if by_folder is None else by_folder

    def __contains__(self, path: str) -> bool:
        """Whether there is a stamp of the note."""
        return self.get(path) is not None

    def __iter__(self) -> Iterator[str]:
        """The paths of all notes."""
        for folder, names in self.by_folder.items():
            prefix = prefix_of(folder)
            yield from (prefix + name for name in names)

    def __len__(self) -> int:
        """How many notes there are."""
        return sum(map(len, self.by_folder.values()))

    def get(self, path: str) -> Stamp | None:
        """The stamp of a note, None where there is none."""
        folder, _, name = path.rpartition("/")
        names = self.by_folder.get(folder)
        return None if names is None else names.get(name)

    def put(self, path: str, stamp: Stamp) -> None:
        """Set the stamp of a note."""
        folder, _, name = path.rpartition("/")
        self.by_folder.setdefault(folder, {})[name] = stamp

    def forget(self, path: str) -> None:
        """Take a note out that is there."""
        folder, _, name = path.rpartition("/")
        names = self.by_folder[folder]
        del names[name]
        if not names:
            del self.by_folder[folder]

    def without(self, paths: Iterable[str]) -> Stamps:
        """A copy without these notes."""
        copy = Stamps({folder: dict(names) for folder, names in self.by_folder.items()})
        for path in paths:
            if path in copy:
                copy.forget(path)
        return copy


def prefix_of(folder: str) -> str:
    """What the paths of a folder's notes begin with."""
    return f"{folder}/" if folder else ""
