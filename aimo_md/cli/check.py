"""`aimo check`: what is wrong in the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_json, problem_json
from aimo_md.cli.options import folder_argument, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import say
from aimo_md.cli.telling import counted
from aimo_md.errors import ExitCode
from aimo_md.plan.hints import hints

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("check")
@folder_argument
@vault_option
@today_option
@click.option("--hints", "with_hints", is_flag=True, help="Show what would make the plans better, too.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path | None,
    vault: Path | None,
    today: date | None,
    *,
    with_hints: bool,
    as_json: bool,
) -> None:
    """Show what is wrong in the notes, where, and what to do about it.

    Exits with 3 when there is something; a hint is nothing wrong. Nothing is changed.
    """
    _, measures = read_vault(folder or vault, today)
    found = hints(measures) if with_hints else ()
    if as_json:
        print_json({"hints": [problem_json(hint) for hint in found]} if with_hints else {}, measures.problems)
    else:
        for problem in (*measures.problems, *found):
            say(str(problem), hanging=4, whole=f"{problem.place}:")
        if with_hints and not found:
            say("No hint: every active goal has an action, a day and an end.", err=True)
        if not measures.problems:
            say(f"Nothing to mend in {counted(len(measures.vault.notes), 'note')}.", err=True)
    ctx.exit(ExitCode.PROBLEMS if measures.problems else ExitCode.FINE)
