"""Results that were worked out once and can be worked out again, as sealed files in a folder of their own.

Knows files and seals. Knows nothing of what the results are: it takes bytes and hands the same bytes back, or
none. That nothing can be kept is no fault, it only costs time.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SEAL_BYTES: Final = hashlib.sha256().digest_size
_KEPT: Final = 8


class Checkpoints:
    """The newest results of one kind."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """Use a folder; it is made when something is kept.

        Args:
            folder: holds nothing but such results.
            key: whatever the results depend on. Results of another key are as good as none.
        """
        self._folder = folder
        self._key = key

    def names(self) -> tuple[str, ...]:
        """The names under which something is kept, sorted."""
        try:
            return tuple(sorted(path.name for path in self._folder.iterdir()))
        except OSError:
            return ()

    def read(self, name: str) -> bytes | None:
        """What was kept under a name; None if that is nothing, damaged, or of another key."""
        try:
            sealed = (self._folder / name).read_bytes()
        except OSError:
            return None
        seal, data = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        return data if seal == self._seal(data) else None

    def write(self, name: str, data: bytes) -> None:
        """Keep a result, and let go of the oldest ones."""
        temporary = self._folder / f"{name}.{secrets.token_hex(6)}.tmp"
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                temporary.touch(mode=0o600)  # what is worked out from private notes is private, too
                temporary.write_bytes(self._seal(data) + data)
                temporary.replace(self._folder / name)
            finally:
                temporary.unlink(missing_ok=True)
            kept = sorted(self._folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            for path in kept[:-_KEPT]:
                path.unlink(missing_ok=True)

    def _seal(self, data: bytes) -> bytes:
        seal = hashlib.sha256(self._key + b"\0")
        seal.update(data)
        return seal.digest()
