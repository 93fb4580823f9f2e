"""The journal: what the daemon said, a line of JSON each, in files that do not grow without end.

Knows a file and when to begin a new one. Knows nothing of what is said.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import msgspec

from aimo_md.errors import AimoError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

NAME: Final = "aimo.log"
LARGEST: Final = 1_000_000
"""Bytes after which a new file is begun."""
KEPT: Final = 3
"""So many older files are kept: `aimo.log.1` is the youngest of them."""


class Journal:
    """The journal in a folder, which is made when something is written."""

    def __init__(self, folder: Path, *, largest: int = LARGEST) -> None:
        self._path = folder / NAME
        self._largest = largest

    def write(self, now: datetime, message: str) -> None:
        """Add a line.

        Raises:
            AimoError: the folder cannot be written.
        """
        entry = {"message": message, "process": os.getpid(), "time": now.isoformat(timespec="seconds")}
        line = msgspec.json.encode(entry) + b"\n"
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size + len(line) > self._largest:
                self._turn_over()
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(line)
        except OSError as error:
            raise AimoError(
                f"the journal {self._path} cannot be written: {error.strerror}",
                hint="check its permissions, and that the disk is not full",
            ) from error

    def _turn_over(self) -> None:
        """Make room for a new file; the oldest goes."""
        for number in range(KEPT, 0, -1):
            younger = self._older(number - 1)
            if younger.exists():
                younger.replace(self._older(number))

    def _older(self, number: int) -> Path:
        return self._path.with_name(f"{NAME}.{number}") if number else self._path
