"""`aimo done`: a task is done, where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.carrying_out import carry_out
from aimo_md.cli.naming import task_named
from aimo_md.cli.options import dry_run_option, today_option, vault_option
from aimo_md.cycle import Completion

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("done")
@click.argument("task", metavar="TASK")
@vault_option
@today_option
@dry_run_option
def command(task: str, vault: Path | None, today: date | None, *, dry_run: bool) -> None:
    """Tick a task where it stands, and commit it.

    TASK is a part of its text, or path:line. Of a recurring task the next occurrence is written above it.
    """
    carry_out(
        vault,
        today,
        lambda measures, _: Completion(task=task_named(task, measures.vault)),
        dry_run=dry_run,
    )
