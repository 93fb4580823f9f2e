"""The command `aimo` and its subcommands, each loaded only when it is asked for.

Knows the list of commands and turns what went wrong into a message and an exit code.
"""

from __future__ import annotations

import importlib
from typing import Final

import click

from aimo_md import __version__
from aimo_md.cli.saying import say
from aimo_md.errors import AimoError, ExitCode
from aimo_md.world import host, memory

COMMANDS: Final = {
    "demo": "A sample vault with eight weeks of history, to look around in.",
    "init": "Make a folder of notes a vault.",
    "new": "Write the note of a new goal from a sentence.",
    "run": "Keep the dashboard and the reviews up to date.",
    "status": "How far each goal is, how late, and where it will end.",
    "show": "One goal, and where each of its numbers comes from.",
    "today": "What to do today, by goal.",
    "review": "Write the review of a week, month, quarter or year.",
    "decide": "Decide about a goal: keep, reduce, extend, pause, and so on.",
    "undo": "Take the last decision back.",
    "done": "Tick a task where it stands.",
    "add": "Write one more task down.",
    "log": "Write today's value of a number, or that a habit was kept.",
    "away": "Take some days off, for all goals.",
    "tasks": "Every task, with the goal that it moves.",
    "check": "What is wrong in the notes, and what to do about it.",
    "discord": "What would be posted to Discord, and one test post.",
    "completion": "Let the shell complete commands, options and goals.",
    "service": "Let the system start the daemon.",
    "doctor": "What is wrong with this set-up, and how to mend it.",
}
"""The subcommands with their one-line help."""

_SECTIONS: Final = {
    "To begin": ("demo", "init", "new"),
    "To look": ("status", "today", "show", "tasks", "check"),
    "To write": ("done", "add", "log", "review", "decide", "undo", "away"),
    "To let it run": ("run", "service", "discord", "doctor", "completion"),
}
"""Under which heading, and in which order, `aimo --help` lists them."""
_WIDEST: Final = max(map(len, COMMANDS))


class _Commands(click.Group):
    """A group that imports a command's module when the command is looked up."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        with memory.filling():
            command = importlib.import_module(f"aimo_md.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        for title, names in _SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(_WIDEST), COMMANDS[name]) for name in names])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. What went wrong becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except AimoError as error:
            say(f"aimo: {error}", err=True, hanging=6)
            if error.hint:
                say(f"      {error.hint}", err=True)
            ctx.exit(error.exit_code)
        except click.Abort:  # at a question; what is asked is asked before anything is written
            say("\naimo: broken off, nothing was written", err=True)
            ctx.exit(ExitCode.INTERRUPTED)
        except KeyboardInterrupt:
            ctx.exit(ExitCode.INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise  # click knows what to do
        except Exception as error:  # noqa: BLE001 (a traceback would show what stands in private notes)
            click.echo(f"aimo: {host.fault_report(error)}", err=True)
            ctx.exit(ExitCode.UNEXPECTED)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="New here? `aimo demo` shows it at work. In the folder of your notes: `aimo init`, then"
    " `aimo new`. docs/reference.md explains every command and key.",
)
@click.version_option(__version__, prog_name="aimo")
def aimo() -> None:
    """A planner made of plain Markdown: it measures your goals and asks when one slips."""
