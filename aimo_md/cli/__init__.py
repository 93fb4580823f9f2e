"""How a person asks: the command `aimo`. Only words and exit codes; the work is done to the left."""

from __future__ import annotations


def main() -> None:
    """The entry point of the `aimo` command."""
    from aimo_md.cli.app import aimo  # noqa: PLC0415 (an import of this package alone loads no command)

    aimo()
