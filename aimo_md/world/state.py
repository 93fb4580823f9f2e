"""What aimo remembers about a vault outside of it: who is at work on it, and which jobs were done when.

Knows the user's state folder, file locks, a small file of job keys, and records by name. Knows nothing of
what the jobs and records are. All of it can be deleted: a job may then run once more.

A command that prints what a living daemon keeps ready needs nothing but this file, so it imports what is
heavy only where that is used.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.errors import AimoError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

STATE_HOME = "AIMO_STATE_HOME"

TURN = "lock"
"""The lock of whoever takes a turn; a daemon lets go of it in between."""
DAEMON = "daemon"
"""The lock of the daemon, for as long as it lives."""
_BETWEEN_TRIES = 0.05
_RECORDS = 100
"""So many records are kept."""

_LOCK_BYTE = 1 << 20  # far behind the process number, which others have to be able to read on Windows


def vault_state(vault: Path) -> VaultState:
    """The state of one vault; the folder is made when something is written to it.

    It lies in the user's state folder, or in `AIMO_STATE_HOME`; its name comes from the vault's path.
    """
    home = os.environ.get(STATE_HOME)
    base = Path(home) if home else platformdirs.user_state_path("aimo", appauthor=False)
    place = vault.resolve()
    slug = re.sub(r"[^\w-]+", "-", place.name.lower()).strip("-")[:40] or "vault"
    return VaultState(base / f"{slug}-{hashlib.sha256(os.fsencode(place)).hexdigest()[:8]}")


class VaultState:
    """The state folder of one vault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def lock(self, name: str = TURN, *, wait: float = 0.0) -> Iterator[None]:
        """Be the only one who takes a turn, or the only daemon; the system lets go if the process dies.

        Args:
            name: `TURN` or `DAEMON`.
            wait: for so many seconds, where another process has the lock.

        Raises:
            BusyError: another process has the lock, and did not let go in time.
            AimoError: the state folder cannot be written.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise _refusal(self.folder, error) from error
        try:
            end = time.monotonic() + wait
            while not _claimed(handle, self.folder, last=time.monotonic() >= end):
                time.sleep(_BETWEEN_TRIES)
            yield
        finally:
            os.close(handle)

    def read_jobs(self) -> dict[str, str]:
        """For each job the key of the period that it was last done for; empty if nothing readable is kept."""
        import msgspec  # noqa: PLC0415 (see the head of this file)

        try:
            return msgspec.json.decode(self._jobs.read_bytes(), type=dict[str, str])
        except (FileNotFoundError, msgspec.DecodeError):
            return {}
        except OSError as error:
            raise _refusal(self.folder, error) from error

    def write_job(self, name: str, key: str) -> None:
        """Remember that the job was done for the period `key`. Only the holder of the lock may do this.

        Raises:
            AimoError: the state folder cannot be written.
        """
        import msgspec  # noqa: PLC0415 (see the head of this file)

        jobs = self.read_jobs() | {name: key}
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._jobs, msgspec.json.format(msgspec.json.encode(jobs, order="sorted")))
        except OSError as error:
            raise _refusal(self.folder, error) from error

    def write_record(self, name: str, record: bytes) -> None:
        """Keep a record under a name, in place of an earlier one; only the newest records stay.

        Only the holder of the lock may do this.

        Raises:
            AimoError: the state folder cannot be written.
        """
        try:
            self._records.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._records / name, record)
            for old in sorted(self._records.iterdir(), key=lambda each: each.stat().st_mtime_ns)[:-_RECORDS]:
                old.unlink()
        except OSError as error:
            raise _refusal(self.folder, error) from error

    def read_record(self, name: str) -> bytes | None:
        """What is kept under a name; None where nothing is."""
        try:
            return (self._records / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _refusal(self.folder, error) from error

    def holder(self, name: str) -> str:
        """The number of the process that has a lock; empty where nobody has it."""
        try:
            handle = os.open(self.folder / name, os.O_RDWR)
        except OSError:
            return ""
        try:
            _take(handle)
        except OSError:
            os.lseek(handle, 0, os.SEEK_SET)
            return os.read(handle, 32).decode("ascii", "replace")
        finally:
            os.close(handle)
        return ""

    def offer(self, answer: bytes) -> None:
        """Keep an answer ready for whoever asks; where it cannot be kept, they find it out themselves."""
        temporary = self._offered.with_suffix(".tmp")
        with suppress(OSError):
            temporary.touch(mode=0o600)
            temporary.write_bytes(answer)
            temporary.replace(self._offered)

    def withdraw(self) -> None:
        """Keep no answer ready any more.

        Raises:
            AimoError: the state folder cannot be written.
        """
        try:
            self._offered.unlink(missing_ok=True)
        except OSError as error:
            raise _refusal(self.folder, error) from error

    def offered(self) -> bytes | None:
        """The answer that is kept ready; None where there is none."""
        try:
            return self._offered.read_bytes()
        except OSError:
            return None

    @property
    def _offered(self) -> Path:
        return self.folder / "answer.json"

    @property
    def _records(self) -> Path:
        return self.folder / "records"

    @property
    def _jobs(self) -> Path:
        return self.folder / "jobs.json"


def _replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another as one step."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _claimed(handle: int, folder: Path, *, last: bool) -> bool:
    """Take the lock and leave the process number in the file, for whoever finds it taken.

    Returns:
        Whether it was taken; False only where this was not the `last` try.
    """
    try:
        _take(handle)
    except (BlockingIOError, PermissionError) as error:
        if not last:
            return False
        from aimo_md.errors import BusyError  # noqa: PLC0415 (see the head of this file)

        os.lseek(handle, 0, os.SEEK_SET)
        owner = os.read(handle, 32).decode("ascii", "replace")
        raise BusyError(
            f"another aimo (process {owner or 'unknown'}) is at work on this vault",
            hint="wait for it, or stop it",
        ) from error
    except OSError as error:
        raise _refusal(folder, error) from error
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return True


def _take(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _LOCK_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _refusal(folder: Path, error: OSError) -> AimoError:
    from aimo_md.errors import AimoError  # noqa: PLC0415 (see the head of this file)

    return AimoError(
        f"the state folder {folder} cannot be used: {error.strerror}",
        hint=f"check its permissions, or name another one in {STATE_HOME}",
    )
