"""`aimo tasks`: every task in a folder of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_view import print_json, task_json
from aimo_md.cli.options import folder_argument, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("tasks")
@folder_argument
@vault_option
@today_option
@json_option
def command(folder: Path | None, vault: Path | None, today: date | None, *, as_json: bool) -> None:
    """List every task, with the goal that it moves.

    Works on any folder of Markdown. `next_dates` in the JSON is where a recurring task goes when it is
    completed today.
    """
    _, measures = read_vault(folder or vault, today)
    notes = measures.vault.notes
    tasks = [task for note in notes.values() for task in note.tasks]
    if as_json:
        print_json(
            {"tasks": [task_json(task, measures.vault, measures.today) for task in tasks]}, measures.problems
        )
        return
    for task in tasks:
        owner = measures.vault.owners.get(task.place)
        goal = f"  → {notes[owner].title}" if owner else ""
        click.echo(f"{task.path}:{task.line}: [{task.symbol}] {task.title}{goal}")
