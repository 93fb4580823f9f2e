"""Hints that something in the vault changed.

Knows file system events and which of them can concern a note. Knows nothing of what changed in it: an event
only says where to look again, and events get lost (queues overflow, watches run out, a network sends none).
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from aimo_md.config import CONFIG_NAME
from aimo_md.errors import AimoError
from aimo_md.notes.render import PHRASES_NAME, TEMPLATE_ENDING

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.api import BaseObserver

NOTE_SUFFIX = ".md"

# Its remarks on what happens while it stops are for whoever sets up logging, not for the terminal.
logging.getLogger("watchdog").addHandler(logging.NullHandler())

_COMMON = [
    FileCreatedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]


class Watcher:
    """Watches one vault and says which paths in it may have changed.

    The paths are those of notes, and of folders that were made, moved or removed, relative to the vault with
    `/`; "" is the vault itself. Reading a note is no change.
    """

    def __init__(
        self, root: Path, notify: Callable[[str], None], *, polling: bool = False, interval: float = 1.0
    ) -> None:
        """Prepare to watch; nothing is seen before `start`.

        Args:
            root: the vault.
            notify: called with a path, on a thread of the watcher. It must only put the path into a queue:
                what is slow there delays the events, and an exception there ends the watching.
            polling: compare listings instead of waiting for events; for folders that send none.
            interval: seconds between two listings when polling.
        """
        self._root = root.resolve()
        self._notify = notify
        self._polling = polling
        self._interval = interval
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Begin to watch.

        Raises:
            AimoError: the system gives no watch on the vault.
        """
        if self._observer is not None:
            return
        # Raised in watchdog's own thread where two folders are made one in the other; nothing is lost by it.
        warnings.filterwarnings(
            "ignore", message="Callback with id .* already exists", category=RuntimeWarning
        )
        observer = PollingObserver(timeout=self._interval) if self._polling else Observer()
        # Only inotify says when a writer has closed the file; elsewhere each write counts.
        written = FileClosedEvent if sys.platform == "linux" and not self._polling else FileModifiedEvent
        handler = _Handler(self._root, self._notify)
        try:
            observer.schedule(handler, str(self._root), recursive=True, event_filter=[*_COMMON, written])
            observer.start()
        except OSError as error:
            raise AimoError(
                f"the vault {self._root} cannot be watched: {error.strerror}",
                hint="check the path; if the limit of watches is reached, raise it or use polling",
            ) from error
        self._observer = observer

    def stop(self) -> None:
        """End the watching and wait for its threads; harmless when nothing is watched."""
        if self._observer is None:
            return
        self._observer.stop()
        self._observer.join()
        self._observer = None

    def alive(self) -> bool:
        """Whether events still arrive. After the vault's folder itself was removed they never will again."""
        if self._observer is None:
            return False
        emitters = self._observer.emitters
        return (
            self._observer.is_alive() and bool(emitters) and all(emitter.is_alive() for emitter in emitters)
        )


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, notify: Callable[[str], None]) -> None:
        self._root = root
        self._notify = notify

    def on_any_event(self, event: FileSystemEvent) -> None:
        for raw in (event.src_path, event.dest_path):
            if raw:
                path = Path(os.fsdecode(raw)).relative_to(self._root)
                if _concerns_notes(path, folder=event.is_directory):
                    self._notify("" if path == Path() else path.as_posix())


def _concerns_notes(path: Path, *, folder: bool) -> bool:
    """Whether a look at the vault would read the path; temporary files are hidden or end otherwise."""
    if any(part.startswith(".") for part in path.parts):
        return False
    is_text = path.name.endswith((NOTE_SUFFIX, TEMPLATE_ENDING)) or path.name == PHRASES_NAME
    return folder or is_text or path.parts == (CONFIG_NAME,)
