"""Which goal a person means by some words: by its title, alias, file name or path, or a part of one.

Knows names. Knows nothing of who asks, nor what is said where several goals fit.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault


def goals_named(words: str, vault: Vault) -> tuple[str, ...]:
    """The paths of the goals that fit, by title; several where the words are not enough to tell them apart.

    A path comes before a whole name, a whole name before a part of one. Capitals do not count.
    """
    wanted = _plain(words).removesuffix(".md")
    if not wanted:
        return ()
    whole: list[str] = []
    part: list[str] = []
    for path, goal in vault.goals.items():
        at = _plain(path).removesuffix(".md")
        if at == wanted:
            return (path,)
        names = {_plain(goal.title), *map(_plain, vault.notes[path].aliases), PurePosixPath(at).name}
        if wanted in names:
            whole.append(path)
        elif any(wanted in name for name in (*names, at)):
            part.append(path)
    return tuple(sorted(whole or part, key=lambda path: (_plain(vault.goals[path].title), path)))


def _plain(name: str) -> str:
    """A name without what does not tell names apart. macOS takes the letters of file names apart."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
