"""`aimo init`: a folder of notes becomes a vault."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from aimo_md.cli.init_findings import LANGUAGE, choices, followed, is_new_to_notes
from aimo_md.cli.json_print import print_json
from aimo_md.cli.options import dry_run_option, folder_argument, json_option, moment, today_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import say
from aimo_md.cli.telling import counted
from aimo_md.config import CONFIG_NAME
from aimo_md.errors import RequestError
from aimo_md.notes.first_config import first_config
from aimo_md.text.toml_edit import with_text
from aimo_md.workplace import Workplace
from aimo_md.world import host
from aimo_md.world.assets import TEMPLATES, bundled, read_texts
from aimo_md.world.disk import write_note
from aimo_md.world.git import init_repository, open_repository
from aimo_md.world.surroundings import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.goals.model import Vault
    from aimo_md.notes.first_config import Choice
    from aimo_md.world.surroundings import Surroundings

_BASE_NAME: Final = "Goals.base"
_FIRST_GOAL: Final = "Goals/My first goal.md"
_FIRST_GOAL_TEMPLATE: Final = "first_goal.md"
_NO_GOAL: Final = """No goal yet. Say one in a line, and aimo writes its note:

    aimo new Learn to bake bread by the end of March

Or write `type: goal` at the top of a note that is one. Then run `aimo status`."""


@click.command("init")
@folder_argument
@click.option("--git", "with_git", is_flag=True, help="Make a git repository where there is none.")
@today_option
@dry_run_option
@json_option
def command(folder: Path | None, today: date | None, *, with_git: bool, dry_run: bool, as_json: bool) -> None:
    """Make a folder of notes a vault, and list what would be goals.

    Writes an aimo.toml that fits what else is at work in the folder, such as Obsidian's plugins, and
    Goals.base (the goals as tables in Obsidian); in an empty folder a first goal to fill in; and with --git a
    git repository, so that aimo can keep the history of the notes. No note is changed. Run twice, it changes
    nothing.
    """
    root = (folder or Path.cwd()).resolve()
    if not root.is_dir():
        raise RequestError(
            f"there is no folder {root}", hint="make it first, or name the folder of your notes"
        )
    around = surroundings_of(root)
    chosen = () if (root / CONFIG_NAME).exists() else choices(root, around)
    made = [*_make_files(root, _new_files(root, chosen, today), dry_run=dry_run)]
    if with_git:
        made += _make_repository(root, around, dry_run=dry_run)
    _, measures = read_vault(root, today)
    if as_json:
        goals = [{"path": goal.path, "title": goal.title} for goal in measures.vault.goals.values()]
        told = {"made": made, "goals": goals, "tasks": _tasks(measures.vault), "synced_by": around.synced_by}
        print_json(told, measures.problems)
        return
    if chosen:
        made[0] += f" (with {', '.join(choice.key for choice in chosen)})"
    would = "Would write" if dry_run else "Wrote"
    say(f"{would} {', '.join(made)}." if made else "Everything is there already; nothing changed.")
    for line in (*followed(root), *_said_of_git(root, around, with_git=with_git)):
        say(line)
    _list_goals(measures.vault)
    if measures.problems:
        say(f"\n{counted(len(measures.problems), 'problem')} in what was read; see `aimo check`.")


def _new_files(root: Path, chosen: tuple[Choice, ...], today: date | None) -> dict[str, str]:
    """The files that make a folder a vault, by name.

    One without notes gets a first goal, but only with its config: once thrown away it does not come back.
    """
    texts = read_texts(bundled(TEMPLATES))
    usual = Workplace(root).config.notes.language
    language = next((choice.value for choice in chosen if choice.key == LANGUAGE), usual)
    config = first_config(texts[CONFIG_NAME], chosen)
    for_this_device = with_text(config, "vault", "writer", host.device(host.environment()))
    files = {
        CONFIG_NAME: for_this_device if isinstance(for_this_device, str) else config,
        _BASE_NAME: texts[f"{language}/{_BASE_NAME}"],
    }
    if is_new_to_notes(root) and not (root / CONFIG_NAME).exists():
        first = moment("", today).date()
        days = {"today": first, "tomorrow": first + timedelta(days=1), "later": first + timedelta(days=4)}
        files[_FIRST_GOAL] = texts[_FIRST_GOAL_TEMPLATE].format(**days)
    return files


def _make_files(root: Path, files: Mapping[str, str], *, dry_run: bool) -> Iterator[str]:
    """Write those of the files that are missing; the names of what is (or would be) written."""
    for name, text in files.items():
        if not (root / name).exists():
            if not dry_run:
                write_note(root, name, text.encode(), expected=None)
            yield name


def _make_repository(root: Path, around: Surroundings, *, dry_run: bool) -> Iterator[str]:
    """Make a repository where there is none; what was (or would be) made."""
    if open_repository(root) is not None:
        return
    outside = host.history_folder(host.environment(), root) if around.synced_by else None
    if not dry_run:
        init_repository(root, outside)
    yield "a git repository" if outside is None else f"a git repository in {outside}"


def _said_of_git(root: Path, around: Surroundings, *, with_git: bool) -> Iterator[str]:
    """What is to be known of the history."""
    if around.synced_by and with_git:
        yield f"{around.synced_by} syncs this folder, so the history lies outside of it."
        return
    repository = open_repository(root)
    if repository is None and not with_git:
        yield "There is no git repository, so aimo keeps no history; `aimo init --git` makes one."
    elif repository is not None and repository.holds_more:
        yield "These notes lie in a larger git repository. aimo commits them there, and nothing else of it."


def _list_goals(vault: Vault) -> None:
    say()
    if not vault.goals:
        say(_NO_GOAL)
        return
    goals, tasks, notes = len(vault.goals), _tasks(vault), len(vault.notes)
    say(f"{counted(goals, 'goal')} and {counted(tasks, 'task')} in {counted(notes, 'note')}:")
    for goal in vault.goals.values():
        deadline = f", by {goal.keys.deadline}" if goal.keys.deadline else ""
        tasks = len(goal.own) + len(goal.linked)
        say(f"  {goal.title} ({goal.keys.status}{deadline}): {counted(tasks, 'task')}")
    say()
    if tuple(vault.notes) == (_FIRST_GOAL,):
        say(f"Next: fill in {_FIRST_GOAL}, or `aimo new` with a goal in one line; then `aimo status`.")
    else:
        say("Next: `aimo status`, then `aimo run` to keep the dashboard up to date.")


def _tasks(vault: Vault) -> int:
    return sum(len(note.tasks) for note in vault.notes.values())
