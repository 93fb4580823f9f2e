"""What a commit changed that left a line of its own in its message.

Knows messages, trees and blobs. Knows nothing of what such a line means. Paths are relative to the vault,
which may be a folder inside the repository, and use `/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.world.git.past import past_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.world.git.repository import Repository

_SUFFIX: Final = ".md"
_FILE: Final = "100"
"""How the mode of a regular file begins; a link or a submodule is no note."""
_SPECIAL: Final = re.compile(r"[.^$*+?()\[\]{}|\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedNote:
    """A note that a commit changed, as git stores it before and after."""

    path: str
    before: bytes
    after: bytes


def changed_by(repository: Repository, line: str) -> tuple[ChangedNote, ...]:
    """The notes that were changed by the newest commit with this line in its message.

    Notes that it added or took away are left out. Empty if there is no such commit.

    Raises:
        GitError: git refused.
    """
    git, prefix = repository._git, repository._prefix  # noqa: SLF001 (two halves of one package)
    if past_of(repository).head() is None:
        return ()
    pattern = _SPECIAL.sub(r"\\\g<0>", line)
    commit = git.run(
        *("log", "-1", "--format=%H", "--no-show-signature", "--extended-regexp", f"--grep=^{pattern}$")
    ).text.strip()
    if not commit:
        return ()
    tree = git.run("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-commit-id", commit)
    blobs = {
        rooted.removeprefix(prefix): pair
        for rooted, pair in _modified(tree.text)
        if rooted.startswith(prefix) and rooted.endswith(_SUFFIX)
    }
    contents = past_of(repository).contents(blob for pair in blobs.values() for blob in pair)
    return tuple(
        ChangedNote(path=path, before=contents[before], after=contents[after])
        for path, (before, after) in sorted(blobs.items())
        if before in contents and after in contents
    )


def _modified(rows: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The files that were there before and after, each with its two blobs."""
    parts = iter(rows.split("\0"))
    for entry in parts:
        if not entry:
            return
        mode_before, mode_after, before, after, _ = entry.removeprefix(":").split(" ")
        rooted = next(parts)
        if mode_before.startswith(_FILE) and mode_after.startswith(_FILE):
            yield rooted, (before, after)
