"""Commands as a person runs them on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
from typing import TYPE_CHECKING

from tests.cli.commands import AIMO

if TYPE_CHECKING:
    from pathlib import Path


def on_terminal(vault: Path, *arguments: str, answers: str) -> tuple[int, str]:
    """The exit code and what the terminal showed; the answers are typed ahead."""
    terminal, theirs = pty.openpty()
    os.write(terminal, answers.encode())
    command = [*AIMO, *arguments, "--vault", str(vault)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # Linux ends a terminal that nobody holds any more with an error
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return process.wait(), shown.decode().replace("\r\n", "\n")
