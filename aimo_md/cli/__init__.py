"""How a person asks: the command `aimo`. Only words and exit codes; the work is done to the left."""

from __future__ import annotations

import os
import sys

_KEPT_READY = ("status", "today")
"""The commands to which a daemon keeps its answers ready."""


def main() -> None:
    """The entry point of the program `aimo`: it answers, and the process ends with that."""
    try:
        answer()
    except SystemExit as ended:
        from aimo_md.world import memory  # noqa: PLC0415 (the daemon's answer needs none of it)

        memory.leave(ended.code)
        raise


def answer() -> None:
    """What the program does; a command ends in SystemExit with its exit code."""
    command, *arguments = sys.argv[1:] or [""]
    if command in _KEPT_READY and "_AIMO_COMPLETE" not in os.environ:
        from aimo_md.cli.live import answered  # noqa: PLC0415 (an import of this package alone loads no command)

        if answered(command, arguments):
            return

    from aimo_md.world import memory  # noqa: PLC0415 (as above)

    with memory.filling():
        from aimo_md.cli.app import aimo  # noqa: PLC0415 (as above)

    if "_AIMO_COMPLETE" in os.environ:  # a shell asks what could follow
        from aimo_md.cli.shells import prepare  # noqa: PLC0415 (a command that runs has no need of it)

        prepare()
    aimo(prog_name="aimo")
