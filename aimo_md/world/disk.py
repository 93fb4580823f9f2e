"""The vault on disk: which notes there are, their bytes, and replacing one without losing an edit.

Knows folders, files, links and what sync tools leave behind. Knows nothing of what a note means: it hands out
bytes with their hash and takes bytes back. Paths are relative to the vault and use `/` on every system.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from aimo_md.errors import AimoError, ChangedError, Problem
from aimo_md.text.note_paths import NOTE_SUFFIX, is_conflict_copy, is_ignored, is_unicode, locked_note

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PIECE: Final = 1 << 20
_LINE_END = re.compile(rb"\r\n|\r|\n")
_TROUBLES = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("the disk quota is used up", "free some space"),
    errno.EROFS: ("the file system is read-only", "mount it so that it can be written"),
    errno.EACCES: ("permission was denied", "check who owns the file and its folder"),
    errno.EPERM: ("permission was denied", "check who owns the file and its folder"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name"),
}


class Found(Struct, frozen=True, kw_only=True, array_like=True):
    """A note that is there. What is known without reading it tells whether it has to be read again."""

    path: str
    size: int
    mtime_ns: int
    inode: int


class Lock(Struct, frozen=True, kw_only=True):
    """A file by which an editor says that it has the note `path` open, and since when (in ns since 1970)."""

    path: str
    name: str
    since_ns: int


class Scan(Struct, frozen=True, kw_only=True):
    """One look at the whole vault: its notes, the entries that could not be taken as notes, and the locks."""

    notes: tuple[Found, ...]
    problems: tuple[Problem, ...]
    locks: tuple[Lock, ...]


class NoteBytes(Struct, frozen=True, kw_only=True):
    """What a note held when it was read."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash, in hex, that `write_note` expects to find again."""
        return hashlib.sha256(self.data).hexdigest()


def scan(root: Path, *, ignore: tuple[str, ...] = (), largest: int) -> Scan:
    """Every note below `root`, sorted by path.

    Names that begin with a dot are not looked at, as in Obsidian; this also passes over the temporary files
    of editors and sync tools, except those that tell that a note is open. Links are not followed: one that
    stays in the vault would count a note twice, one that leaves it is a problem.

    Args:
        root: the vault.
        ignore: glob patterns; one without `/` is compared with the name of every file and folder, one with
            `/` with the path in the vault.
        largest: the size in bytes above which a note is not read.

    Raises:
        AimoError: the vault itself cannot be listed. An empty answer would look like a vault without notes.
    """
    patterns = tuple(pattern.strip("/") for pattern in ignore)
    notes: list[Found] = []
    others: list[Problem | Lock] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            entries = _entries(root, folder, patterns)
        except OSError as error:
            if not folder:
                raise AimoError(
                    f"the vault {root} cannot be read: {error.strerror}",
                    hint="check the path, and that its disk is mounted",
                ) from error
            if not isinstance(error, FileNotFoundError):  # else removed since its parent was listed
                others.append(_unreadable(folder, error))
            continue
        for path, entry in entries:
            match _look(root, path, entry, largest):
                case Found() as note:
                    notes.append(note)
                case Problem() | Lock() as other:
                    others.append(other)
                case str() as subfolder:
                    folders.append(subfolder)
                case None:
                    pass
    return Scan(
        notes=tuple(sorted(notes, key=lambda note: note.path)),
        problems=tuple(sorted(other for other in others if isinstance(other, Problem))),
        locks=tuple(other for other in others if isinstance(other, Lock)),
    )


def read_note(root: Path, path: str, size: int = 0) -> NoteBytes | Problem:
    """The bytes of a note, or why there are none (`missing`, `unreadable`).

    `size` is how many bytes it had a moment ago: they are asked for in one go. It is read to its end however
    many there are.
    """
    try:
        file = os.open(f"{root}/{path}", _READ)
        try:
            data = os.read(file, size + 1)
            while more := os.read(file, _PIECE):
                data += more
        finally:
            os.close(file)
    except FileNotFoundError:
        return Problem(
            path=path, line=0, code="missing", message="is not there", remedy="nothing, if you removed it"
        )
    except OSError as error:
        return _unreadable(path, error)
    return NoteBytes(path=path, data=data)


def read_inside(root: Path, path: str, *, largest: int) -> NoteBytes | Problem:
    """The bytes of a file that no scan has found: never through a link out of the vault, nor too many."""
    place = Path(os.path.realpath(root / path))
    if not place.is_relative_to(root.resolve()):
        return _outside(path)
    try:
        size = place.stat().st_size
    except OSError:
        size = 0  # reading it will say what is wrong
    return _too_large(path, size, largest) if size > largest else read_note(root, path)


def writable_since(root: Path, path: str) -> int | None:
    """When a note was last changed, in nanoseconds since 1970; None if it is not there or write-protected."""
    file = root / path
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return changed if os.access(file, os.W_OK) else None


def decode(path: str, data: bytes) -> str | Problem:
    """The text of a note, byte order mark and line ends included; a problem if it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(
            path=path,
            line=len(_LINE_END.findall(data, 0, error.start)) + 1,
            code="not-utf8",
            message=f"the byte 0x{data[error.start]:02x} is not UTF-8",
            remedy="save the note with the encoding UTF-8",
        )


def write_note(root: Path, path: str, data: bytes, *, expected: str | None) -> str:
    """Replace a note, but only if it still is what was read.

    The new bytes are complete on the disk before they take the old ones' place, so a crash leaves one or the
    other. What was read is compared at the last moment before that; no system offers to do both in one step.

    Args:
        root: the vault.
        path: the note; folders that are missing are made for a new one.
        data: the new bytes.
        expected: the sha256 (hex) of the bytes that were read; None if there must be no such file.

    Returns:
        The sha256 (hex) of `data`, to know the own write again.

    Raises:
        ChangedError: the note is not what was expected; nothing was written.
        AimoError: the place lies outside the vault, is a link or write-protected, or the disk refused.
    """
    target = _place(root, path)
    try:
        _require(target, path, expected)
        if expected is None:
            _make_folder(target.parent)
        # Always the same name, so that what a crash left behind goes with the next writing of the note.
        temporary = target.with_name(f".aimo-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            _write_through(temporary, data, like=target)
            _require(target, path, expected)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync_folder(target.parent)
    except OSError as error:
        raise _refusal(path, error) from error
    return hashlib.sha256(data).hexdigest()


def _entries(root: Path, folder: str, ignore: tuple[str, ...]) -> list[tuple[str, os.DirEntry[str]]]:
    with os.scandir(root / folder) as listing:
        entries = [(f"{folder}/{entry.name}" if folder else entry.name, entry) for entry in listing]
    return [
        (path, entry)
        for path, entry in entries
        if (not entry.name.startswith(".") or locked_note(entry.name)) and not is_ignored(path, ignore)
    ]


def _look(
    root: Path, path: str, entry: os.DirEntry[str], largest: int
) -> Found | Problem | Lock | str | None:
    """A note, a problem, a lock, the path of a folder to enter, or nothing of interest."""
    try:
        if entry.name.startswith("."):
            return _lock(path, entry)
        is_note = entry.name.endswith(NOTE_SUFFIX) and entry.is_file(follow_symlinks=False)
        if is_note or entry.is_dir(follow_symlinks=False):
            if not is_unicode(path):
                return _odd_name(path)
            return _note(path, entry, largest) if is_note else path
        return _link(root, path) if entry.is_symlink() else None
    except FileNotFoundError:
        return None  # removed since its folder was listed
    except OSError as error:
        return _unreadable(path, error)


def _lock(path: str, entry: os.DirEntry[str]) -> Lock | None:
    locked = locked_note(entry.name)
    if locked is None or entry.is_dir(follow_symlinks=False):
        return None
    since = entry.stat(follow_symlinks=False).st_mtime_ns  # Emacs makes a link that leads nowhere
    return Lock(path=path.removesuffix(entry.name) + locked, name=entry.name, since_ns=since)


def _link(root: Path, path: str) -> Problem | None:
    target = Path(os.path.realpath(root / path))
    if target.is_relative_to(root.resolve()) or not (target.is_dir() or path.endswith(NOTE_SUFFIX)):
        return None
    return _outside(path)


def _outside(path: str) -> Problem:
    return Problem(
        path=path,
        line=0,
        code="symlink-outside",
        message="is a link that leaves the vault and is not read",
        remedy="move what it points to into the vault, or add the name to `vault.ignore`",
    )


def _note(path: str, entry: os.DirEntry[str], largest: int) -> Found | Problem:
    if is_conflict_copy(entry.name):
        return Problem(
            path=path,
            line=0,
            code="conflict-copy",
            message="is a copy that a sync tool made because two devices changed the note; it is not read",
            remedy="put what you need of it into the note itself, then delete the copy",
        )
    known = entry.stat(follow_symlinks=False)
    if known.st_size > largest:
        return _too_large(path, known.st_size, largest)
    return Found(path=path, size=known.st_size, mtime_ns=known.st_mtime_ns, inode=entry.inode())


def _too_large(path: str, size: int, largest: int) -> Problem:
    return Problem(
        path=path,
        line=0,
        code="note-too-large",
        message=f"has {size:,} bytes, more than {largest:,}, and is not read",
        remedy="split the note, or raise `vault.largest_note`",
    )


def _odd_name(path: str) -> Problem:
    return Problem(
        path=os.fsencode(path).decode("utf-8", "backslashreplace"),
        line=0,
        code="unreadable",
        message="has a name that is not UTF-8",
        remedy="rename it",
    )


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(
        path=path,
        line=0,
        code="unreadable",
        message=f"cannot be read: {error.strerror}",
        remedy="check its permissions, or add it to `vault.ignore`",
    )


def _place(root: Path, path: str) -> Path:
    """Where to write `path`, if that is a place in the vault."""
    vault = root.resolve()
    target = vault / path
    parent = target.parent.resolve()
    if not parent.is_relative_to(vault):
        raise AimoError(f"{path} lies outside the vault", hint="aimo writes only into the vault")
    if target.is_symlink():
        raise AimoError(
            f"{path} is a link; aimo does not write through links", hint="replace it by the note itself"
        )
    return parent / target.name


def _require(target: Path, path: str, expected: str | None) -> None:
    try:
        found = hashlib.sha256(target.read_bytes()).hexdigest()
    except FileNotFoundError:
        found = None
    if found != expected:
        raise ChangedError(f"{path} changed since it was read", hint="run the command again")
    if found is not None and not os.access(target, os.W_OK):
        raise AimoError(f"{path} is write-protected", hint="allow writing to it, or leave it to you alone")


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, so that they outlive a crash."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        _sync_folder(made.parent)


def _write_through(temporary: Path, data: bytes, *, like: Path) -> None:
    """Write a file to the last byte on the disk, with owner, mode and extended attributes of another one."""
    with temporary.open("xb") as file:
        if like.exists():
            _take_after(like, temporary)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _take_after(like: Path, temporary: Path) -> None:
    """Give the file the mode of the other, and those of its extended attributes that anyone may set."""
    temporary.chmod(stat.S_IMODE(like.stat().st_mode))
    if sys.platform == "linux":
        for name in _attributes(like):
            with suppress(OSError):
                os.setxattr(temporary, name, os.getxattr(like, name))


def _attributes(file: Path) -> list[str]:
    with suppress(OSError):  # not every file system has them
        return os.listxattr(file) if sys.platform == "linux" else []
    return []


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; Windows does that by itself and cannot open a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(path: str, error: OSError) -> AimoError:
    reason, hint = _TROUBLES.get(error.errno or 0, (error.strerror or str(error), ""))
    return AimoError(f"{path} could not be written: {reason}", hint=hint)
