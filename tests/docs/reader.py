"""Somebody who reads a page of the docs and types along: a home of their own, a terminal, a day."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOME = "/home/you"
"""How the home is called in the pages."""
ROWS, COLUMNS = 40, 96
_ASKS = re.compile(r"[?:>] $")
"""How the line ends on which somebody is waited for."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")

_AIMO = """\
#!{python}
import os
from datetime import datetime

from aimo_md.cli import main
from aimo_md.world import host

moment = datetime.fromisoformat(os.environ["PAGE_MOMENT"]).astimezone()
host.now = lambda timezone: moment
main()
"""
"""The command, on the day on which the page is read; else every page would be wrong tomorrow."""


class Reader:
    """Types into a real terminal, in a home that was empty at first; `cd` is kept in mind."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        commands = folder / "bin"
        commands.mkdir()
        aimo = commands / "aimo"
        aimo.write_text(_AIMO.format(python=sys.executable), "utf-8")
        aimo.chmod(0o755)
        self._place = folder / "place"
        self._place.write_text(f"{self.home}\n", "utf-8")
        self._environ = {
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "AIMO_DEVICE": "laptop",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_PAGER": "cat",
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "TZ": "UTC",
        }

    def type(self, lines: str, *, written: str, moment: str) -> str:
        """What the terminal shows; where it asks, what is written behind the question is typed."""
        terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        process = subprocess.Popen(
            ["bash", "-c", f"trap 'pwd > {self._place}' EXIT\n{lines}\n"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=self._place.read_text("utf-8").rstrip("\n"),
            env={
                **self._environ,
                "PAGE_MOMENT": moment,
                "GIT_AUTHOR_DATE": f"{moment}:00 +0000",
                "GIT_COMMITTER_DATE": f"{moment}:00 +0000",
            },
            start_new_session=True,
        )
        os.close(theirs)
        shown = self._watch(terminal, written)
        code = process.wait()
        text = _COLOURS.sub("", shown).replace("\r\n", "\n").replace(str(self.home), HOME)
        rows = [row.rstrip() for row in text.rstrip().split("\n")]
        return "\n".join([*rows, *([f"[exit {code}]"] if code else [])]).strip("\n")

    def _watch(self, terminal: int, written: str) -> str:
        """All that the terminal shows until nobody holds it any more."""
        shown = b""
        answered = 0
        while True:
            try:
                part = os.read(terminal, 1 << 16)
            except OSError:  # Linux ends a terminal that nobody holds any more with an error
                break
            if not part:
                break
            shown += part
            question = shown[answered:].rpartition(b"\n")[2].decode("utf-8", "ignore")
            if _ASKS.search(question):
                os.write(terminal, f"{_answer(question, written)}\n".encode())
                answered = len(shown)
        os.close(terminal)
        return shown.decode()


def _answer(question: str, written: str) -> str:
    """What is written behind a question; nothing where it is skipped, or not written at all."""
    behind = (
        row.removeprefix(question.strip()) for row in written.split("\n") if row.startswith(question.strip())
    )
    return next(behind, "").strip()
