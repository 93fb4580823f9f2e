"""`aimo completion`: the script by which a shell completes what is typed."""

from __future__ import annotations

from typing import Final

import click

from aimo_md.cli.shells import SHELLS

VARIABLE: Final = "_AIMO_COMPLETE"
"""By this variable a shell asks aimo what could follow; click's own way of naming it."""


@click.command("completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(tuple(SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options and the titles of goals.

    SHELL is bash, zsh or fish. In ~/.bashrc: eval "$(aimo completion bash)"; in ~/.zshrc: eval "$(aimo
    completion zsh)"; for fish: aimo completion fish > ~/.config/fish/completions/aimo.fish
    """
    script = SHELLS[shell](ctx.find_root().command, {}, "aimo", VARIABLE).source()
    click.echo(script, nl=False)
