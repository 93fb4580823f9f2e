"""Commands as a person runs them: in this process, or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner

from aimo_md.cli.app import aimo

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

AIMO = (sys.executable, "-c", "from aimo_md.cli import main; main()")
TODAY = ("--today", "2026-11-22")


def call(*arguments: str | Path) -> Result:
    """The command in this process."""
    return CliRunner().invoke(aimo, [str(argument) for argument in arguments], prog_name="aimo")


def start(*arguments: str | Path, **environ: str) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [*AIMO, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environ},
    )
