"""The command `aimo` and its subcommands, each loaded only when it is asked for.

Knows the list of commands and turns what went wrong into a message and an exit code.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

import click

from aimo_md import __version__
from aimo_md.errors import AimoError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = {
    "demo": "A sample vault with eight weeks of history, and what aimo says about it.",
    "init": "Make a folder of notes a vault.",
    "run": "Watch the vault and keep the dashboard and the reviews up to date.",
    "status": "How far each goal is, how late, and where it will end.",
    "today": "What to do today, by goal.",
    "review": "Write the review of a week.",
    "tasks": "Every task, with all its fields.",
    "check": "What is wrong in the notes, and what to do about it.",
}
"""The subcommands with their one-line help, in the order in which `aimo --help` lists them."""


class _Commands(click.Group):
    """A group that imports a command's module when the command is looked up."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"aimo_md.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AimoError as error:
            click.echo(f"aimo: {error}", err=True)
            if error.hint:
                click.echo(f"      {error.hint}", err=True)
            ctx.exit(error.exit_code)

    def main(self, args: Sequence[str] | None = None, **extra: object) -> object:  # type: ignore[override]
        """Run; an interrupt ends with 130, as shells expect."""
        try:
            return super().main(args, **extra)  # type: ignore[call-overload]
        except click.exceptions.Abort:
            raise SystemExit(ExitCode.INTERRUPTED) from None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `aimo demo`. The docs explain every number and every key.",
)
@click.version_option(__version__, prog_name="aimo")
def aimo() -> None:
    """A planner made of plain Markdown: it measures your goals and asks when one slips."""
