"""`aimo status`: how the goals are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import click

from aimo_md.cli.json_print import as_json_text
from aimo_md.cli.json_view import direction_json, goals_json, load_json
from aimo_md.cli.options import at_option, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import columns, fitted
from aimo_md.cli.status_table import status_table
from aimo_md.cli.telling import counted
from aimo_md.config import CONFIG_NAME
from aimo_md.notes.long_lists import MOST_NAMES
from aimo_md.notes.writer import Writer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.measures.model import Measures
    from aimo_md.workplace import Workplace

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
    told = told_as_json(place, measures) if as_json else told_in_words(place, measures, columns())
    click.echo(told.out, nl=False)
    if told.err:
        click.echo(told.err, nl=False, err=True)


class Told(NamedTuple):
    """What the command prints: the result, and the talk beside it."""

    out: str
    err: str = ""


def told_as_json(place: Workplace, measures: Measures) -> Told:
    """The goals as JSON."""
    writer = Writer.of(measures, place.config, place.templates)
    payload = {
        "today": measures.today,
        "goals": goals_json(writer, measures.goals.values()),
        "direction": direction_json(measures.direction),
        "load": load_json(measures.load),
    }
    return Told(as_json_text(payload, measures.problems).decode() + "\n")


def told_in_words(place: Workplace, measures: Measures, width: int) -> Told:
    """The goals as a table, and what they ask, for a terminal of so many columns; 0 for none."""
    writer = Writer.of(measures, place.config, place.templates)
    if measures.goals:
        table = status_table(writer, width)
    else:
        begun = (place.root / CONFIG_NAME).exists()
        notes = counted(len(measures.vault.notes), "note")
        table = fitted(f"No goal in {notes}. {_FIRST_STEP if begun else _BEFORE_INIT}", width) + "\n"
    asked = [
        f"\n{writer.measure_of(question).goal.title} needs a decision ({question.reason}); the dashboard and "
        "the review ask for it."
        for question in writer.questions[:MOST_NAMES]
    ]
    rest = len(writer.questions) - MOST_NAMES
    if rest > 0:
        asked.append(f"\n{counted(rest, 'more goal')} {'needs' if rest == 1 else 'need'} a decision.")
    problems = counted(len(measures.problems), "problem")
    return Told(
        table + "".join(f"{fitted(line, width)}\n" for line in asked),
        f"\n{problems} in the notes; see `aimo check`.\n" if measures.problems else "",
    )
