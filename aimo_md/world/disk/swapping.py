"""Putting a file in the place of another one, but only if that still is what was read.

No system compares and replaces in one step. So the file that stood there keeps a second name for that long:
what somebody who had it open wrote into it is found by that name, and stands again. Knows names, links and
hashes. Knows nothing of a vault, nor of what is written.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_TEMPORARY: Final = re.compile(r"\.aimo-[0-9a-f]{12}(?:\.old)?\.tmp")


def temporary_name(target: Path) -> Path:
    """Where the bytes lie that are to take a file's place: always the same name, beside it and hidden."""
    return target.with_name(f".aimo-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}.tmp")


def is_temporary(name: str) -> bool:
    """Whether a file has a name that only a crash leaves behind."""
    return _TEMPORARY.fullmatch(name) is not None


def put_in_place(temporary: Path, target: Path, *, ours: str, expected: str | None) -> bool:
    """Let the file `temporary` be the file `target`, for good.

    Args:
        temporary: a file beside the target, complete on the disk; it may have both names afterwards.
        target: the file to replace.
        ours: the sha256 (hex) of the temporary file's bytes.
        expected: that of the target's, None if there must be no such file.

    Returns:
        Whether the target was what was expected. If not, what somebody else wrote stands there.

    Raises:
        OSError: the system refused.
    """
    if expected is None:
        return _appear(temporary, target)
    before = temporary.with_suffix(".old.tmp")
    before.unlink(missing_ok=True)
    try:
        return _replace(temporary, target, before, ours=ours, expected=expected)
    except FileNotFoundError:  # somebody removed or renamed it
        return False
    finally:
        before.unlink(missing_ok=True)


def hash_of(file: Path) -> str | None:
    """The sha256 (hex) of a file's bytes, None where there is none."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows does that by itself and cannot open a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _appear(temporary: Path, target: Path) -> bool:
    """Give a new file its name, unless something has that name by now."""
    try:
        target.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # no links here; what else is wrong is told by what follows
        if target.exists():
            return False
        temporary.replace(target)
    sync_folder(target.parent)
    return True


def _replace(temporary: Path, target: Path, before: Path, *, ours: str, expected: str) -> bool:
    """Replace a file, which is called `before` as well until that is done; the last to save it prevails."""
    linked = _link(before, target)
    if hash_of(before if linked else target) != expected or (linked and not before.samefile(target)):
        return False
    temporary.replace(target)
    sync_folder(target.parent)
    if not linked or hash_of(before) == expected:
        return True
    if hash_of(target) == ours:
        before.replace(target)
    return False


def _link(name: Path, file: Path) -> bool:
    """Give a file a second name, where the file system has such; whether it has it now."""
    try:
        name.hardlink_to(file)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True
