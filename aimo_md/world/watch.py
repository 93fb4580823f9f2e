"""Hints that something in the vault changed.

Knows file system events, which of them can concern a note, and where the system sends none. Knows nothing of
what changed: an event only says where to look again, and events get lost (queues overflow, watches run out).
"""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

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

from aimo_md.config import CONFIG_NAME
from aimo_md.errors import AimoError
from aimo_md.notes.render import PHRASES_NAME, TEMPLATE_ENDING
from aimo_md.text.note_paths import NOTE_SUFFIX, locked_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.api import BaseObserver

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
_LIMITS: Final = frozenset({errno.ENOSPC, errno.EMFILE})
"""What the system answers where its limit of watches or of watchers is reached."""
_OF_OTHER_MACHINES: Final = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|lustre|virtiofs|vboxsf|vmhgfs|drvfs|davfs"
    r"|fuse\.(?:sshfs|rclone|davfs|s3fs|vmhgfs-fuse|glusterfs|curlftpfs|osxfs|grpcfuse)"
)
"""File systems whose files others change without this machine being told."""


class Watcher:
    """Watches one vault and says which paths in it may have changed.

    The paths are those of notes, and of folders that were made, moved or removed, relative to the vault with
    `/`; "" is the vault itself. Reading a note is no change. That an editor opens or closes a note is one.
    """

    def __init__(self, root: Path, notify: Callable[[str], None]) -> None:
        """Prepare to watch; nothing is seen before `start`.

        Args:
            root: the vault.
            notify: called with a path, on a thread of the watcher. It must only put the path into a queue:
                what is slow there delays the events, and an exception there ends the watching.
        """
        self._root = root.resolve()
        self._notify = notify
        self._observer: BaseObserver | None = None
        self._identity: tuple[int, int] | None = None
        self._overflow = _Overflow()

    def start(self) -> None:
        """Begin to watch. Where the limits of the system leave no watch at all, nothing is watched.

        Raises:
            AimoError: the vault is not there, or the system gives no watch on it for another reason.
        """
        if self._observer is not None:
            return
        # Raised in watchdog's own thread where two folders are made one in the other; nothing is lost by it.
        warnings.filterwarnings(
            "ignore", message="Callback with id .* already exists", category=RuntimeWarning
        )
        # Only inotify says when a writer has closed the file; elsewhere each write counts.
        written = FileClosedEvent if sys.platform == "linux" else FileModifiedEvent
        handler = _Handler(self._root, self._notify)
        self._overflow.listen()
        observer = None
        try:
            self._identity = _identity(self._root)
            observer = Observer()
            observer.schedule(handler, str(self._root), recursive=True, event_filter=[*_COMMON, written])
            observer.start()
        except OSError as error:
            self._overflow.ignore()
            if observer is not None:
                observer.stop()  # else it keeps what it did get of the system
            if error.errno in _LIMITS:
                return
            raise AimoError(
                f"the vault {self._root} cannot be watched: {error.strerror}",
                hint="check the path, and that its disk is mounted",
            ) from error
        self._observer = observer

    def stop(self) -> None:
        """End the watching and wait for its threads; harmless when nothing is watched."""
        if self._observer is None:
            return
        self._observer.stop()
        self._observer.join()
        self._observer = None
        self._overflow.ignore()

    def alive(self) -> bool:
        """Whether events still arrive, and none were lost.

        Not after the vault's folder was removed or another one took its place, after a queue overflowed, or
        where a thread of the watcher has ended: then stop, start, and look at everything.
        """
        if self._observer is None or self._overflow.seen:
            return False
        emitters = self._observer.emitters
        threads_live = self._observer.is_alive() and all(emitter.is_alive() for emitter in emitters)
        try:
            return bool(emitters) and threads_live and _identity(self._root) == self._identity
        except OSError:
            return False

    def unwatched(self) -> int:
        """How many folders have no watch because the system's limit is reached; 0 where that is not known."""
        folders = 1 + sum(len(names) for _, names, _ in os.walk(self._root))
        watches = 0 if self._observer is None else _watches_of_this_process()
        return 0 if watches is None else max(folders - watches, 0)


def foreign_file_system(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str | None:
    """The kind of a file system that sends no events of what others change in it; None for any other.

    Only Linux tells, in `mounts`; elsewhere the answer is None.
    """
    try:
        table = mounts.read_text("utf-8", "surrogateescape").strip("\n")
    except OSError:
        return None
    place, longest, kind = folder.resolve(), -1, ""
    for line in table.split("\n"):
        left, _, right = line.partition(" - ")
        mount = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), left.split(" ")[4]))
        if place.is_relative_to(mount) and len(mount.parts) >= longest:
            longest, kind = len(mount.parts), right.split(" ")[0]
    return kind if _OF_OTHER_MACHINES.fullmatch(kind) else None


def _identity(root: Path) -> tuple[int, int]:
    known = root.stat()
    return known.st_dev, known.st_ino


def _watches_of_this_process() -> int | None:
    """The watches that inotify holds for this process; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    try:
        return sum(
            info.read_text().count("inotify wd:")
            for info in Path("/proc/self/fdinfo").iterdir()
            if info.exists()
        )
    except OSError:
        return None


class _Overflow(logging.Filter):
    """Hears from watchdog's log, the only place where it tells, that events were lost."""

    _LOG: Final = "watchdog.observers.inotify_c"

    def __init__(self) -> None:
        super().__init__()
        self.seen = False

    def listen(self) -> None:
        self.seen = False
        logging.getLogger(self._LOG).addFilter(self)

    def ignore(self) -> None:
        logging.getLogger(self._LOG).removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        self.seen = self.seen or "overflow" in record.getMessage()
        return True


class _Handler(FileSystemEventHandler):
    def __init__(self, root: Path, notify: Callable[[str], None]) -> None:
        self._root = root
        self._notify = notify

    def on_any_event(self, event: FileSystemEvent) -> None:
        for raw in (event.src_path, event.dest_path):
            if raw:
                path = Path(os.fsdecode(raw)).relative_to(self._root)
                locked = locked_note(path.name)
                if locked is not None:
                    path = path.with_name(locked)
                if _concerns_notes(path, folder=event.is_directory):
                    self._notify("" if path == Path() else path.as_posix())


def _concerns_notes(path: Path, *, folder: bool) -> bool:
    """Whether a look at the vault would read the path; temporary files are hidden or end otherwise."""
    if any(part.startswith(".") for part in path.parts):
        return False
    is_text = path.name.endswith((NOTE_SUFFIX, TEMPLATE_ENDING)) or path.name == PHRASES_NAME
    return folder or is_text or path.parts == (CONFIG_NAME,)
