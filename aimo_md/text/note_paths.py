"""Which paths in a vault are those of notes, wherever they are listed: on the disk or in git.

Knows hidden names, the patterns to ignore, the copies that sync tools leave behind and the locks of editors.
Knows no files: paths are relative to the vault and use `/`.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTE_SUFFIX: Final = ".md"

# What Syncthing, ownCloud, Resilio, and (in brackets) Dropbox, Nextcloud, Obsidian Sync and others add to the
# name of a file that both sides changed. A note may be about a conflict: without "copy" a day has to follow.
_CONFLICT_COPY = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}|_conflict-\d{8}-\d{6}|\.conflict\b|\([^()]*conflicted copy[^()]*\)"
    r"|\(conflict\b[^()]*\d{4}-?\d{2}-?\d{2}[^()]*\)",
    re.IGNORECASE,
)
# What vim, Emacs and LibreOffice put beside a file while they have it open.
_LOCK = re.compile(r"\.(?P<vim>.+)\.sw[a-p]|\.#(?P<emacs>.+)|\.~lock\.(?P<office>.+)#")


def is_note(path: str, ignore: Iterable[str]) -> bool:
    """Whether a file of this path is a note that is read.

    Args:
        path: of a file.
        ignore: glob patterns; one without `/` is compared with the name of every file and folder, one with
            `/` with the path in the vault.
    """
    patterns = tuple(pattern.strip("/") for pattern in ignore)
    parts = path.split("/")
    around = accumulate(parts, lambda folder, name: f"{folder}/{name}")
    return (
        path.endswith(NOTE_SUFFIX)
        and not any(part.startswith(".") for part in parts)
        and not any(is_ignored(each, patterns) for each in around)
        and not is_conflict_copy(parts[-1])
        and is_unicode(path)
    )


def is_ignored(path: str, patterns: Iterable[str]) -> bool:
    """Whether a file or folder fits one of the patterns, which neither begin nor end with `/`."""
    name = path.rsplit("/", 1)[-1]
    return any(fnmatchcase(path if "/" in pattern else name, pattern) for pattern in patterns)


def is_conflict_copy(name: str) -> bool:
    """Whether a file name is that of a copy which a sync tool made because two devices changed a note."""
    return "conflict" in name.lower() and _CONFLICT_COPY.search(name) is not None


def locked_note(name: str) -> str | None:
    """The name of the note that a swap or lock file of this name says to be open in an editor, else None."""
    found = _LOCK.fullmatch(name)
    locked = None if found is None else found[found.lastgroup or 0]
    return locked if locked is not None and locked.endswith(NOTE_SUFFIX) else None


def is_unicode(path: str) -> bool:
    """Whether a path can be written as UTF-8; one with other bytes in it cannot."""
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
