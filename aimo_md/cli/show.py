"""`aimo show`: one goal, and where each of its numbers comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.completing import goal_titles
from aimo_md.cli.json_print import print_json
from aimo_md.cli.json_view import goals_json
from aimo_md.cli.naming import goal_named
from aimo_md.cli.options import at_option, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.show_json import history_json, why_json
from aimo_md.cli.show_text import print_goal, print_history, print_why
from aimo_md.notes.writer import Writer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("show")
@click.argument("name", metavar="GOAL", shell_complete=goal_titles)
@click.option(
    "--why", is_flag=True, help="Show every task that counts or does not, and each step of the numbers."
)
@click.option("--history", is_flag=True, help="Show done against plan, week by week, and every move.")
@vault_option
@today_option
@at_option
@json_option
def command(  # noqa: PLR0913 (click hands over each option by itself)
    name: str,
    vault: Path | None,
    today: date | None,
    at: date | None,
    *,
    why: bool,
    history: bool,
    as_json: bool,
) -> None:
    """Show one goal: how far, how late, where it will end, and what is next.

    GOAL is a title, an alias, a file name, a path, or a part of one that fits no other goal. Works on any
    folder of Markdown; nothing is changed.
    """
    place, measures = read_vault(vault, today, at)
    measure = measures.goals[goal_named(name, measures.vault).path]
    writer = Writer.of(measures, place.config, place.templates)
    if as_json:
        payload: dict[str, object] = {
            "today": measures.today,
            "goal": goals_json(writer, [measure])[0],
        }
        if why:
            payload["why"] = why_json(measure, measures, place.config)
        if history:
            payload["history"] = history_json(measure, measures, place.config)
        print_json(payload, measures.problems)
        return
    print_goal(measure, writer)
    if why:
        print_why(measure, writer)
    if history:
        print_history(measure, writer)
