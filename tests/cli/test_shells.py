"""A line that is begun in a real shell, on a terminal, and completed with Tab.

bash is always there; zsh and fish are tried on machines that have them.
"""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import AIMO, call
from tests.folders import make_vault, put

if TYPE_CHECKING:
    from pathlib import Path

SHELLS = [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell)]
VAULT = """
    === Goals/Garden.md
    ---
    type: goal
    ---
    # Grow a garden
    === Goals/Greek.md
    ---
    type: goal
    ---
    # Verbs: the "strong", first
    === Goals/Debt.md
    ---
    type: goal
    ---
    # It's $500
    === Goals/Korean.md
    ---
    type: goal
    ---
    # 한국어 배우기
"""
PROGRAM = """\
#!/bin/sh
if [ -n "$_AIMO_COMPLETE" ] || [ "$1" = completion ]; then exec {aimo} "$@"; fi
for word in "$@"; do printf '<%s>' "$word"; done
echo '<end>'
"""
"""Completes as aimo does; else it says with which words it was called."""
PATIENCE = 120.0


class Shell:
    """A shell with aimo's completion, in a home that holds nothing but what the docs tell to put there."""

    def __init__(self, name: str, vault: Path, folder: Path) -> None:
        home, program = folder / "home", folder / "bin/aimo"
        put(program, PROGRAM.format(aimo=shlex.join(AIMO)))
        program.chmod(0o755)
        put(home / "rc", "eval \"$(aimo completion bash)\"\nPS1='ready> '\n")
        put(home / ".zshrc", "eval \"$(aimo completion zsh)\"\nPS1='ready> '\n")
        put(home / ".config/fish/config.fish", "function fish_prompt; echo -n 'ready> '; end\n")
        put(home / ".config/fish/completions/aimo.fish", call("completion", "fish").stdout)
        command = [name, "--noprofile", "--rcfile", str(home / "rc")] if name == "bash" else [name]
        self.terminal, theirs = pty.openpty()
        # Who leads a session and opens a terminal is controlled by it; fish and job control want that.
        opened = f'exec "$@" <>{os.ttyname(theirs)} >&0 2>&0'
        self.process = subprocess.Popen(
            ["sh", "-c", opened, "sh", *command, "-i"],
            cwd=vault,
            env={
                "HOME": str(home),
                "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
                "LANG": "C.UTF-8",
                "TERM": "xterm",
            },
            start_new_session=True,
        )
        self._theirs = theirs

    def wait_for(self, pattern: str) -> str:
        """What the terminal shows until there is something of this kind."""
        shown, until = "", time.monotonic() + PATIENCE
        while not re.search(pattern, shown):
            readable, _, _ = select.select([self.terminal], [], [], max(until - time.monotonic(), 0.0))
            assert readable, shown
            shown += os.read(self.terminal, 1 << 16).decode(errors="replace")
        return shown

    def words(self, typed: str) -> list[str]:
        """The words with which the line is called once its end was completed."""
        os.write(self.terminal, f"{typed}\t\r".encode())
        line = re.search(r"((?:<[^>]*>)+)<end>", self.wait_for("<end>"))
        assert line is not None
        return re.findall("<([^>]*)>", line[1])

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._theirs)
        os.close(self.terminal)


@pytest.mark.parametrize("name", SHELLS)
def test_what_is_begun_is_completed_as_one_word(name: str, tmp_path: Path) -> None:
    shell = Shell(name, make_vault(tmp_path / "vault", VAULT), tmp_path)
    try:
        shell.wait_for("ready> ")
        for typed, words in (
            ("aimo show Gro", ["show", "Grow a garden"]),
            ("aimo show 'Gro", ["show", "Grow a garden"]),
            ('aimo show "It', ["show", "It's $500"]),
            ("aimo show It", ["show", "It's $500"]),
            ("aimo show Ver", ["show", 'Verbs: the "strong", first']),
            (r"aimo show Verbs:\ th", ["show", 'Verbs: the "strong", first']),
            ("aimo show 한국", ["show", "한국어 배우기"]),
            ("aimo new Swim --shape le", ["new", "Swim", "--shape", "learn"]),
            ("aimo new Swim --shape=le", ["new", "Swim", "--shape=learn"]),
            ("aimo stat", ["status"]),
        ):
            assert shell.words(typed) == words, typed
    finally:
        shell.end()
