"""Which notes there are in a vault, and which of them are not those that were known.

Knows folders, links, names that are passed over, and what sync tools and editors leave behind. A note that
has the stamp by which it is known costs one question to the system. Knows nothing of what a note holds.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.errors import AimoError, Problem
from aimo_md.text.note_paths import NOTE_SUFFIX, is_conflict_copy, is_ignored, is_unicode, locked_note
from aimo_md.world.disk.reading import outside, too_large, unreadable
from aimo_md.world.disk.stamps import Stamp, Stamps, prefix_of
from aimo_md.world.disk.swapping import is_temporary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping


class Lock(Struct, frozen=True, kw_only=True, order=True):
    """A file by which an editor says that it has the note `path` open, and since when (in ns since 1970)."""

    path: str
    name: str
    since_ns: int


class Scan(Struct, frozen=True, kw_only=True):
    """What there is at some places of a vault.

    Attributes:
        places: the notes and folders that were looked at, these with all that lies in them; "" is the vault.
        changed: the notes that are new, or have another stamp than was known, with their stamps.
        gone: the notes that were known and are not there.
        problems: the entries that could not be taken as notes.
        locks: the notes that an editor has open.
        left: the files that a crash of aimo's left behind.
    """

    places: frozenset[str]
    changed: dict[str, Stamp]
    gone: frozenset[str]
    problems: tuple[Problem, ...]
    locks: tuple[Lock, ...]
    left: tuple[str, ...]


def scan(root: Path, *, ignore: tuple[str, ...] = (), largest: int, known: Stamps | None = None) -> Scan:
    """Look at the whole vault.

    Names that begin with a dot are not looked at, as in Obsidian; this also passes over the temporary files
    of editors and sync tools, except those that tell that a note is open. Links are not followed: one that
    stays in the vault would count a note twice, one that leaves it is a problem.

    Args:
        root: the vault.
        ignore: glob patterns; one without `/` is compared with the name of every file and folder, one with
            `/` with the path in the vault.
        largest: the size in bytes above which a note is not read.
        known: the notes that were found before, by these same rules.

    Raises:
        AimoError: the vault itself cannot be listed. An empty answer would look like a vault without notes.
    """
    search = _Search(root, ignore, largest, Stamps() if known is None else known)
    search.walk("")
    return search.result(frozenset({""}))


def look_again(
    root: Path, places: Collection[str], *, ignore: tuple[str, ...] = (), largest: int, known: Stamps
) -> Scan:
    """Look only at these places of a vault: notes, or folders with all that lies in them.

    What is there or not is told from the listing of the folder around it, and not by asking for the name: a
    system that does not tell capitals from small letters would find a note by the name that it had before.
    Where a folder on the way to a place is gone, or is none, that folder is looked at instead. The other
    arguments are those of `scan`.

    Raises:
        AimoError: the vault itself cannot be listed.
    """
    search = _Search(root, ignore, largest, known)
    looked_at: set[str] = set()
    for folder, names in _by_folder(search, places).items():
        listed = search.pick(folder, names)
        looked_at |= {prefix_of(folder) + name for name in names} if listed else {folder}
    return search.result(frozenset(looked_at))


def _by_folder(search: _Search, places: Collection[str]) -> Mapping[str, set[str]]:
    """The names to look at in each folder; a place that lies in another one is looked at with it."""
    outermost = {
        next((above for above in _above(place) if not search.enters(above)), place) for place in places
    }
    found: defaultdict[str, set[str]] = defaultdict(set)
    for place in outermost:
        if outermost.isdisjoint(_above(place)):
            folder, _, name = place.rpartition("/")
            found[folder].add(name)
    return found


def _above(place: str) -> Iterator[str]:
    """The folders around a place, the outermost first."""
    return accumulate(place.split("/")[:-1], lambda folder, name: f"{folder}/{name}")


class _Search:
    """One look: what has been found so far, and by which rules."""

    def __init__(self, root: Path, ignore: tuple[str, ...], largest: int, known: Stamps) -> None:
        self._root = root
        self._patterns = tuple(pattern.strip("/") for pattern in ignore)
        self._largest = largest
        self._known = known.by_folder
        self._to_enter: list[str] = []
        self._listed: set[str] = set()
        self._ways: dict[str, bool] = {}
        self._changed: dict[str, Stamp] = {}
        self._gone: list[str] = []
        self._problems: list[Problem] = []
        self._locks: list[Lock] = []
        self._left: list[str] = []

    def result(self, places: frozenset[str]) -> Scan:
        """What was found at these places."""
        return Scan(
            places=places,
            changed=self._changed,
            gone=frozenset(self._gone).union(self._gone_with_their_folder(places)),
            problems=tuple(sorted(self._problems)),
            locks=tuple(self._locks),
            left=tuple(self._left),
        )

    def walk(self, folder: str) -> None:
        """Look at all that lies in a folder."""
        self._to_enter.append(folder)
        while self._to_enter:
            self._list(self._to_enter.pop())

    def pick(self, folder: str, names: Collection[str]) -> bool:
        """Look at what has these names in a folder; whether the folder can be listed."""
        if not self._list(folder, names):
            return False
        while self._to_enter:
            self.walk(self._to_enter.pop())
        return True

    def enters(self, folder: str) -> bool:
        """Whether this is a folder that a look goes into, if it goes into those around it."""
        if folder not in self._ways:
            name = folder.rpartition("/")[2]
            passed_over = name.startswith(".") or is_ignored(folder, self._patterns)
            self._ways[folder] = not passed_over and _is_folder(self._root / folder)
        return self._ways[folder]

    def _gone_with_their_folder(self, places: Collection[str]) -> Iterator[str]:
        """The known notes of the folders at these places that there were, and are no more."""
        for folder in self._known.keys() - self._listed:
            if lies_in(folder, places):
                prefix = prefix_of(folder)
                yield from (prefix + name for name in self._known[folder])

    def _list(self, folder: str, names: Collection[str] | None = None) -> bool:
        """Look at what lies in a folder, only at what has these names if there are any.

        Returns:
            Whether the system tells what lies there; where it does not although the folder is there, that is
            a problem.
        """
        try:
            with os.scandir(self._root / folder) as listing:
                if names is None:
                    self._listed.add(folder)
                    self._take_all(folder, listing, self._known.get(folder, {}))
                else:
                    known = self._known.get(folder, {})
                    wanted = {name: known[name] for name in names if name in known}
                    picked = [
                        each
                        for each in listing
                        if (name := each.name) in names or (name[0] == "." and locked_note(name) in names)
                    ]
                    self._take_all(folder, picked, wanted)
        except OSError as error:
            if not folder:
                raise AimoError(
                    f"the vault {self._root} cannot be read: {error.strerror}",
                    hint="check the path, and that its disk is mounted",
                ) from error
            if not isinstance(error, FileNotFoundError):  # else removed since its parent was listed
                self._problems.append(unreadable(folder, error))
            return False
        return True

    def _take_all(self, folder: str, entries: Iterable[os.DirEntry[str]], known: Mapping[str, Stamp]) -> None:
        """Take entries for what they are. Of a large vault nearly all are notes that are as they were."""
        prefix = prefix_of(folder)
        same: list[str] = []
        for entry in entries:
            name = entry.name
            stamp = known.get(name)
            if stamp is not None:
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    pass  # it is asked again, and the answer told
                else:
                    if stamp == (status.st_size, status.st_mtime_ns, status.st_ino):
                        same.append(name)
                        continue
            self._take(prefix + name, entry)
        if len(same) < len(known):
            others = known.keys() - set(same)
            self._gone += [path for name in others if (path := prefix + name) not in self._changed]

    def _take(self, path: str, entry: os.DirEntry[str]) -> None:
        """Take an entry for a note, a problem, a lock, a folder to enter, or nothing of interest."""
        if self._patterns and is_ignored(path, self._patterns):
            return
        name = entry.name
        try:
            if name[0] == ".":
                self._take_hidden(path, entry)
            elif name.endswith(NOTE_SUFFIX) and entry.is_file(follow_symlinks=False):  # as most are
                self._take_named(path, entry, is_folder=False)
            elif entry.is_dir(follow_symlinks=False):
                self._take_named(path, entry, is_folder=True)
            elif entry.is_symlink():
                self._take_link(path)
        except FileNotFoundError:
            pass  # removed since its folder was listed
        except OSError as error:
            self._problems.append(unreadable(path, error))

    def _take_hidden(self, path: str, entry: os.DirEntry[str]) -> None:
        """Take a hidden file for what an editor, or a crash, says with it."""
        if is_temporary(entry.name):
            self._left.append(path)
        locked = locked_note(entry.name)
        if locked is not None and not entry.is_dir(follow_symlinks=False):
            since = entry.stat(follow_symlinks=False).st_mtime_ns  # Emacs makes a link that leads nowhere
            note = path.removesuffix(entry.name) + locked
            self._locks.append(Lock(path=note, name=entry.name, since_ns=since))

    def _take_link(self, path: str) -> None:
        target = Path(os.path.realpath(self._root / path))
        leaves = not target.is_relative_to(self._root.resolve())
        if leaves and (target.is_dir() or path.endswith(NOTE_SUFFIX)):
            self._problems.append(outside(path))

    def _take_named(self, path: str, entry: os.DirEntry[str], *, is_folder: bool) -> None:
        """Take a folder or a file that is named like a note, if its name is one."""
        if not is_unicode(path):
            self._problems.append(_odd_name(path))
        elif is_folder:
            self._to_enter.append(path)
        elif is_conflict_copy(entry.name):
            self._problems.append(_conflict_copy(path))
        else:
            status = entry.stat(follow_symlinks=False)
            if status.st_size > self._largest:
                self._problems.append(too_large(path, status.st_size, self._largest))
            else:
                self._changed[path] = Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def lies_in(path: str, places: Collection[str]) -> bool:
    """Whether a path is that of one of these places or of something in one; "" is the vault."""
    return bool(places) and (path in places or "" in places or any(map(places.__contains__, _above(path))))


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _conflict_copy(path: str) -> Problem:
    return Problem(
        path=path,
        line=0,
        code="conflict-copy",
        message="is a copy that a sync tool made because two devices changed the note; it is not read",
        remedy="put what you need of it into the note itself, then delete the copy",
    )


def _odd_name(path: str) -> Problem:
    return Problem(
        path=os.fsencode(path).decode("utf-8", "backslashreplace"),
        line=0,
        code="unreadable",
        message="has a name that is not UTF-8",
        remedy="rename it",
    )
