"""`aimo status`: how the goals are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_view import Json, direction_json, goal_json, load_json, print_json
from aimo_md.cli.options import json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.status_table import print_status
from aimo_md.notes.option_lines import option_line
from aimo_md.notes.writer import Writer
from aimo_md.plan.options import options

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("status")
@vault_option
@today_option
@json_option
def command(vault: Path | None, today: date | None, *, as_json: bool) -> None:
    """Show how far each goal is, how late, and where it will end.

    Works on any folder of Markdown; nothing is changed.
    """
    place, measures = read_vault(vault, today)
    writer = Writer.of(measures, place.config, place.templates)
    if as_json:
        asked = _asked(writer)
        goals = [goal_json(measure, measures, asked) for measure in measures.goals.values()]
        payload = {
            "today": measures.today,
            "goals": goals,
            "direction": direction_json(measures.direction),
            "load": load_json(measures.load),
        }
        print_json(payload, measures.problems)
        return
    if not measures.goals:
        click.echo(
            f"No goal in {len(measures.vault.notes)} notes. A goal is a note with `type: goal` at its top."
        )
    else:
        print_status(writer)
    for question in writer.questions:
        title = writer.measure_of(question).goal.title
        click.echo(
            f"\n{title} needs a decision ({question.reason}); the dashboard and the review ask for it."
        )
    if measures.problems:
        click.echo(f"\n{len(measures.problems)} problems in the notes; `aimo check` shows them.", err=True)


def _asked(writer: Writer) -> dict[str, Json]:
    """The question of each goal that has one, with its options as the notes word them."""
    return {
        question.goal: {
            "question": question.reason,
            "options": [
                {
                    "key": option.key,
                    "value": list(option.editable),
                    "available": option.available,
                    "text": option_line(option, question, writer),
                }
                for option in options(question, writer.measures, writer.config)
            ],
        }
        for question in writer.questions
    }
