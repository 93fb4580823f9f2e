"""`aimo init`: a folder of notes becomes a vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_json
from aimo_md.cli.options import dry_run_option, folder_argument, json_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.telling import counted
from aimo_md.config import CONFIG_NAME
from aimo_md.errors import RequestError
from aimo_md.world.assets import TEMPLATES, bundled, read_texts
from aimo_md.world.disk import write_note
from aimo_md.world.git import init_repository, open_repository

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Language
    from aimo_md.goals.model import Vault

_BASE_NAME = "Goals.base"
_FIRST_GOAL = """No goal yet. A goal is a note that says so at its top:

    ---
    type: goal
    deadline: 2027-03-31
    ---
    # Learn to bake bread

    - [ ] Buy flour

Write one, then run `aimo status`."""


@click.command("init")
@folder_argument
@click.option("--git", "with_git", is_flag=True, help="Make a git repository where there is none.")
@dry_run_option
@json_option
def command(folder: Path | None, *, with_git: bool, dry_run: bool, as_json: bool) -> None:
    """Make a folder of notes a vault, and list what would be goals.

    Writes aimo.toml, Goals.base (the goals as tables in Obsidian) and, with --git, a git repository, so that
    aimo can keep the history of the notes. No note is changed. Run twice, it changes nothing.
    """
    root = (folder or Path.cwd()).resolve()
    if not root.is_dir():
        raise RequestError(
            f"there is no folder {root}", hint="make it first, or name the folder of your notes"
        )
    place, measures = read_vault(root, None)
    made = _make(root, _texts(place.config.notes.language), with_git=with_git, dry_run=dry_run)
    if as_json:
        goals = [{"path": goal.path, "title": goal.title} for goal in measures.vault.goals.values()]
        print_json({"made": made, "goals": goals, "tasks": _tasks(measures.vault)}, measures.problems)
        return
    would = "Would write" if dry_run else "Wrote"
    click.echo(f"{would} {', '.join(made)}." if made else "Everything is there already; nothing changed.")
    if not with_git and open_repository(root) is None:
        click.echo("There is no git repository, so aimo keeps no history; `aimo init --git` makes one.")
    _list_goals(measures.vault)


def _texts(language: Language) -> dict[str, str]:
    """The files that make a folder a vault, by name."""
    texts = read_texts(bundled(TEMPLATES))
    return {CONFIG_NAME: texts[CONFIG_NAME], _BASE_NAME: texts[f"{language}/{_BASE_NAME}"]}


def _make(root: Path, texts: Mapping[str, str], *, with_git: bool, dry_run: bool) -> list[str]:
    """Write what is missing; the names of what was (or would be) written."""
    made = []
    for name, text in texts.items():
        if not (root / name).exists():
            made.append(name)
            if not dry_run:
                write_note(root, name, text.encode(), expected=None)
    if with_git and open_repository(root) is None:
        made.append("a git repository")
        if not dry_run:
            init_repository(root)
    return made


def _list_goals(vault: Vault) -> None:
    click.echo()
    if not vault.goals:
        click.echo(_FIRST_GOAL)
        return
    goals, tasks, notes = len(vault.goals), _tasks(vault), len(vault.notes)
    click.echo(f"{counted(goals, 'goal')} and {counted(tasks, 'task')} in {counted(notes, 'note')}:")
    for goal in vault.goals.values():
        deadline = f", by {goal.keys.deadline}" if goal.keys.deadline else ""
        tasks = len(goal.own) + len(goal.linked)
        click.echo(f"  {goal.title} ({goal.keys.status}{deadline}): {counted(tasks, 'task')}")
    click.echo("\nNext: `aimo status`, then `aimo run` to keep the dashboard up to date.")


def _tasks(vault: Vault) -> int:
    return sum(len(note.tasks) for note in vault.notes.values())
