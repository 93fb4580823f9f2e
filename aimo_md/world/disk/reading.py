"""The bytes of notes, and why there are none.

Knows files, links that leave the vault and what UTF-8 is. Knows nothing of what a note means: it hands out
bytes with their hash.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Final

from msgspec import Struct

from aimo_md.errors import Problem
from aimo_md.world.disk.stamps import Stamp

_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_PIECE: Final = 1 << 20
_LINE_END = re.compile(rb"\r\n|\r|\n")


class NoteBytes(Struct, frozen=True, kw_only=True):
    """What a note held when it was read."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash, in hex, that `write_note` expects to find again."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def blob(self) -> bytes:
        """The name that git has for these bytes where it does not convert them.

        That is so in a repository whose names are SHA-1, as they nearly always are.
        """
        return hashlib.sha1(b"blob %d\0" % len(self.data) + self.data, usedforsecurity=False).digest()


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
        return unreadable(path, error)
    return NoteBytes(path=path, data=data)


def read_inside(root: Path, path: str, *, largest: int) -> NoteBytes | Problem:
    """The bytes of a file that no scan has found: never through a link out of the vault, nor too many."""
    place = Path(os.path.realpath(root / path))
    if not place.is_relative_to(root.resolve()):
        return outside(path)
    try:
        size = place.stat().st_size
    except OSError:
        size = 0  # reading it will say what is wrong
    return too_large(path, size, largest) if size > largest else read_note(root, path)


def writable_since(root: Path, path: str) -> int | None:
    """When a note was last changed, in nanoseconds since 1970; None if it is not there or write-protected."""
    file = root / path
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return changed if os.access(file, os.W_OK) else None


def stamp_of(root: Path, path: str) -> Stamp | None:
    """The stamp of a note; None if it is not there."""
    try:
        status = os.lstat(root / path)
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


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


def outside(path: str) -> Problem:
    """A link leads out of the vault."""
    return Problem(
        path=path,
        line=0,
        code="symlink-outside",
        message="is a link that leaves the vault and is not read",
        remedy="move what it points to into the vault, or add the name to `vault.ignore`",
    )


def too_large(path: str, size: int, largest: int) -> Problem:
    """A note has more bytes than are read."""
    return Problem(
        path=path,
        line=0,
        code="note-too-large",
        message=f"has {size:,} bytes, more than {largest:,}, and is not read",
        remedy="split the note, or raise `vault.largest_note`",
    )


def unreadable(path: str, error: OSError) -> Problem:
    """The system does not let a note or folder be read."""
    return Problem(
        path=path,
        line=0,
        code="unreadable",
        message=f"cannot be read: {error.strerror}",
        remedy="check its permissions, or add it to `vault.ignore`",
    )
