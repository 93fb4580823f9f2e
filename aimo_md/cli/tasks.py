"""`aimo tasks`: every task in a folder of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_rows
from aimo_md.cli.options import find_vault, folder_argument, json_option, moment, today_option, vault_option
from aimo_md.cli.saying import say
from aimo_md.cli.task_json import task_json
from aimo_md.goals.owners import Owners
from aimo_md.reader import Index, Reader
from aimo_md.world import memory
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("tasks")
@folder_argument
@vault_option
@today_option
@json_option
@click.pass_context
def command(
    context: click.Context, folder: Path | None, vault: Path | None, today: date | None, *, as_json: bool
) -> None:
    """List every task, with the goal that it moves.

    Works on any folder of Markdown. `next_dates` in the JSON is where a recurring task goes when it is
    completed today.
    """
    root = find_vault(folder or vault, anywhere=True)
    with memory.filling():
        found = Reader(root, Index(vault_state(root).folder, root), keeps=False).look()
        owners = Owners.of(found.notes, found.problems)
        context.find_root().obj = found, owners  # kept to the end: to free it takes longer than to leave it
        notes, goals = found.notes, owners.by_place
        tasks = ((task, goals.get(task.place)) for note in notes.values() for task in note.tasks)
        if as_json:
            day = moment(found.config.vault.timezone, today).date()
            print_rows("tasks", (task_json(task, goal, day) for task, goal in tasks), owners.problems)
            return
    for task, goal in tasks:
        place = f"{task.path}:{task.line}:"
        moves = f"  → {notes[goal].title}" if goal else ""
        say(f"{place} [{task.symbol}] {task.title}{moves}", hanging=4, whole=place)
