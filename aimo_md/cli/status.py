"""`aimo status`: how the goals are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from aimo_md.cli.json_print import print_json
from aimo_md.cli.json_view import direction_json, goals_json, load_json
from aimo_md.cli.options import at_option, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import say
from aimo_md.cli.status_table import print_status
from aimo_md.cli.telling import counted
from aimo_md.config import CONFIG_NAME
from aimo_md.notes.writer import Writer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_FIRST_STEP: Final = "`aimo new` writes one; a goal is a note with `type: goal` at its top."
_BEFORE_INIT: Final = (
    "A goal is a note with `type: goal` at its top; `aimo init` begins here, then `aimo new` writes one."
)


@click.command("status")
@vault_option
@today_option
@at_option
@json_option
def command(vault: Path | None, today: date | None, at: date | None, *, as_json: bool) -> None:
    """Show how far each goal is, how late, and where it will end.

    Works on any folder of Markdown; nothing is changed.
    """
    place, measures = read_vault(vault, today, at)
    writer = Writer.of(measures, place.config, place.templates)
    if as_json:
        payload = {
            "today": measures.today,
            "goals": goals_json(writer, measures.goals.values()),
            "direction": direction_json(measures.direction),
            "load": load_json(measures.load),
        }
        print_json(payload, measures.problems)
        return
    if not measures.goals:
        notes = counted(len(measures.vault.notes), "note")
        say(f"No goal in {notes}. {_FIRST_STEP if (place.root / CONFIG_NAME).exists() else _BEFORE_INIT}")
    else:
        print_status(writer)
    for question in writer.questions:
        title = writer.measure_of(question).goal.title
        say(f"\n{title} needs a decision ({question.reason}); the dashboard and the review ask for it.")
    if measures.problems:
        problems = counted(len(measures.problems), "problem")
        click.echo(f"\n{problems} in the notes; see `aimo check`.", err=True)
