"""The lookout of the daemon: sees to it that hints of changes come, and knows when they cannot be relied on.

Brings the watcher and the clocks together. Knows nothing of what is done about a change.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from aimo_md.timing import RESCAN
from aimo_md.world.watch import Watcher, foreign_file_system

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Lookout:
    """Watches the vault at `root`, and calls `hint` with what may have changed there."""

    def __init__(self, root: Path, hint: Callable[[str], None]) -> None:
        self._root = root
        self._watcher = Watcher(root, hint)
        self._clocks = _Clocks()
        self._tried_at = 0.0
        self.blindness = ""
        """Why the vault has to be looked at often, in words; empty where hints can be relied on."""

    def watch(self, *, polling: bool, thoroughly: bool) -> bool:
        """See to it that hints come, before looking: what changes from now on is then not missed.

        Args:
            polling: the owner says that nothing is to be expected of the system.
            thoroughly: find out whether folders that were made meanwhile have a watch, too.

        Returns:
            Whether hints came of all that changed since this was last asked.

        Raises:
            AimoError: the vault is not there, or cannot be watched.
        """
        blindness = self._nothing_to_expect(polling=polling)
        heard = not blindness and self._watcher.alive()
        if blindness:
            self._watcher.stop()
        elif not heard or self._may_see_again():
            self._watcher.stop()
            self._watcher.start()
            self._tried_at = time.monotonic()
            blindness = self._limit()
        elif thoroughly or self.blindness:
            blindness = self._limit()
        heard = heard and not self.blindness
        self.blindness = blindness
        return heard

    def stop(self) -> None:
        """End the watching."""
        self._watcher.stop()

    def slept(self) -> bool:
        """Whether the machine slept, or a clock was set, since this was last asked."""
        return self._clocks.parted()

    def lost(self) -> bool:
        """Whether hints were to come, and may not have."""
        return not self.blindness and not self._watcher.alive()

    def _nothing_to_expect(self, *, polling: bool) -> str:
        if polling:
            return "`vault.polling` is set, so the vault is looked at every few seconds"
        kind = foreign_file_system(self._root)
        if kind is None:
            return ""
        return (
            f"the vault lies on {kind}, which does not tell of changes, so it is looked at every few seconds"
        )

    def _may_see_again(self) -> bool:
        """Whether the system did not give all watches, and may have been told since to give more."""
        return self.blindness != "" and time.monotonic() - self._tried_at >= RESCAN

    def _limit(self) -> str:
        unwatched = self._watcher.unwatched()
        if not unwatched:
            return ""
        return (
            f"the limit of watches leaves {unwatched} folders unwatched, so the vault is looked at every few "
            "seconds; raise it with `sudo sysctl fs.inotify.max_user_watches=524288 "
            "fs.inotify.max_user_instances=512`, and aimo notices within five minutes"
        )


class _Clocks:
    """The clock on the wall beside the one that only counts on while the machine is awake."""

    _APART: Final = 5.0
    """Seconds by which the two may part between two looks at them; a clock is set by less now and then."""

    def __init__(self) -> None:
        self._ahead = time.time() - time.monotonic()

    def parted(self) -> bool:
        ahead = time.time() - time.monotonic()
        parted = abs(ahead - self._ahead) > self._APART
        self._ahead = ahead
        return parted
