"""Replacing a note without losing an edit of its owner's, and without leaving half of one behind.

Knows places in a vault, modes and what a disk answers. Knows nothing of what a note means.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from aimo_md.errors import AimoError, ChangedError
from aimo_md.world.disk.swapping import hash_of, put_in_place, sync_folder, temporary_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TROUBLES: Final = {
    errno.ENOSPC: ("the disk is full", "free some space"),
    errno.EDQUOT: ("the disk quota is used up", "free some space"),
    errno.EROFS: ("the file system is read-only", "mount it so that it can be written"),
    errno.EACCES: ("permission was denied", "check who owns the file and its folder"),
    errno.EPERM: ("permission was denied", "check who owns the file and its folder"),
    errno.ENAMETOOLONG: ("the name is too long", "choose a shorter name"),
}


def write_note(root: Path, path: str, data: bytes, *, expected: str | None) -> str:
    """Replace a note, but only if it still is what was read.

    The new bytes are complete on the disk before they take the old ones' place, so a crash leaves one or the
    other. What was read is compared at the last moment before that, and once more after it.

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
    ours = hashlib.sha256(data).hexdigest()
    try:
        if hash_of(target) != expected:
            raise _changed(path)
        _require_writable(target, path)
        if expected is None:
            _make_folder(target.parent)
        temporary = temporary_name(target)
        temporary.unlink(missing_ok=True)
        try:
            _write_through(temporary, data, like=target)
            done = put_in_place(temporary, target, ours=ours, expected=expected)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(path, error) from error
    if not done:
        raise _changed(path)
    return ours


def clear_away(root: Path, left: Iterable[str]) -> None:
    """Remove what a crash left behind while a note was written; what cannot be removed stays."""
    for path in left:
        with suppress(OSError):
            (root / path).unlink()


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


def _require_writable(target: Path, path: str) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise AimoError(f"{path} is write-protected", hint="allow writing to it, or leave it to you alone")


def _changed(path: str) -> ChangedError:
    return ChangedError(f"{path} changed since it was read", hint="run the command again")


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, so that they outlive a crash."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        sync_folder(made.parent)


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


def _refusal(path: str, error: OSError) -> AimoError:
    reason, hint = _TROUBLES.get(error.errno or 0, (error.strerror or str(error), ""))
    return AimoError(f"{path} could not be written: {reason}", hint=hint)
