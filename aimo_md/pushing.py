"""The way of commits to where their owner keeps a second copy, where that is wanted.

Brings the repository and the config together. A push that is rejected is said once and never forced.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from aimo_md.errors import GitError
from aimo_md.world.git import Repository, open_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AGAIN: Final = 900.0
"""Seconds after which a push that failed is tried again, if there is no commit before."""


class Pushing:
    """Pushes what was committed in the vault at `root`."""

    def __init__(self, root: Path, wanted: Callable[[], bool], say: Callable[[str], None]) -> None:
        """Make ready.

        Args:
            root: the vault.
            wanted: whether its owner wants it, asked each time.
            say: takes one line about what went wrong.
        """
        self._root = root
        self._wanted = wanted
        self._say = say
        self._trouble = ""

    @cached_property
    def _repository(self) -> Repository | None:
        return open_repository(self._root)

    def push(self) -> float | None:
        """Push; the seconds after which to try again, None where that needs no other try.

        What stands in the way is said once, until something else does or it went well.
        """
        if not self._wanted() or self._repository is None:
            return None
        try:
            self._repository.push()
        except GitError as error:
            words = f"not pushed: {error}; {error.hint}"
            if words != self._trouble:
                self._say(words)
            self._trouble = words
            return AGAIN
        self._trouble = ""
        return None
