"""A program that its owner named: a text in, a text out, within bounds of time and size.

Knows processes. Knows nothing of what is asked or answered. The program runs with the rights and in the
environment of its user, without the address of the Discord webhook; what it says on stderr is shown as it is.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from threading import Event, Timer
from typing import IO, TYPE_CHECKING, Final

from aimo_md.errors import AimoError

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST: Final = 1 << 16
"""In bytes: an answer that is longer is none."""
_SECRET: Final = "AIMO_DISCORD_WEBHOOK"  # noqa: S105 (the name of a variable, not what it holds)


def answer_of(command: Sequence[str], question: str, *, timeout: float, largest: int = LARGEST) -> str:
    """What the program answers to a text on its stdin.

    Args:
        command: the program and its arguments; no shell reads them.
        question: what it gets.
        timeout: seconds after which it is stopped, with all that it started.
        largest: bytes of an answer after which it is stopped, too.

    Raises:
        AimoError: it cannot be started, failed, took too long, or answered too much or no UTF-8.
    """
    name = command[0]
    environ = {key: value for key, value in os.environ.items() if key != _SECRET}
    with tempfile.TemporaryFile() as stdin:
        stdin.write(question.encode())
        stdin.seek(0)
        try:
            process = subprocess.Popen(
                command, stdin=stdin, stdout=subprocess.PIPE, env=environ, start_new_session=True
            )
        except (OSError, ValueError) as error:
            raise AimoError(f"{name} cannot be started: {error}") from error
    late = Event()

    def end_it() -> None:
        late.set()
        _stop(process)

    timer = Timer(timeout, end_it)
    timer.start()
    try:
        with process:
            data = _read(process.stdout, largest + 1)
            if len(data) <= largest:
                process.wait()
            else:
                _stop(process)
    finally:
        timer.cancel()
        _stop(process)
    if late.is_set():
        raise AimoError(f"{name} took longer than {timeout:g} s")
    if len(data) > largest:
        raise AimoError(f"{name} answered more than {largest:,} bytes")
    if process.returncode:
        raise AimoError(f"{name} ended with {process.returncode}")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise AimoError(f"{name} did not answer in UTF-8") from error


def _read(stdout: IO[bytes] | None, size: int) -> bytes:
    return b"" if stdout is None else stdout.read(size)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, as far as they still run."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
