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
import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final

from aimo_md.errors import AimoError

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST: Final = 1 << 16
"""In bytes: an answer that is longer is none."""
_GLANCE: Final = 0.1
"""In seconds: how often a program that has not ended yet is looked at."""
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
    # Files, not pipes: a pipe stays open for as long as anything that the program left behind holds it.
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stdout:
        stdin.write(question.encode())
        stdin.seek(0)
        try:
            process = subprocess.Popen(
                command, stdin=stdin, stdout=stdout, env=environ, start_new_session=True
            )
        except (OSError, ValueError) as error:
            raise AimoError(f"{name} cannot be started: {error}") from error
        try:
            _wait_for(process, name, stdout, timeout=timeout, largest=largest)
        finally:
            _stop(process)
            process.wait()
        stdout.seek(0)
        data = stdout.read()
    if process.returncode:
        raise AimoError(f"{name} ended with {process.returncode}")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise AimoError(f"{name} did not answer in UTF-8") from error


def _wait_for(
    process: subprocess.Popen[bytes], name: str, stdout: IO[bytes], *, timeout: float, largest: int
) -> None:
    """Wait until the program has ended.

    Raises:
        AimoError: it took too long, or answered too much.
    """
    until = time.monotonic() + timeout
    ended = False
    while not ended:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GLANCE)
            ended = True
        if os.fstat(stdout.fileno()).st_size > largest:
            raise AimoError(f"{name} answered more than {largest:,} bytes")
        if not ended and time.monotonic() > until:
            raise AimoError(f"{name} took longer than {timeout:g} s")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started, as far as they still run."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
