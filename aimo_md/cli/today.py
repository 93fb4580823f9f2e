"""`aimo today`: what to do today."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_json
from aimo_md.cli.options import at_option, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import say
from aimo_md.cli.task_json import task_json
from aimo_md.plan.week import Agenda, miscellaneous, today_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from aimo_md.measures.model import Measures
    from aimo_md.plan.week import Row


@click.command("today")
@vault_option
@today_option
@at_option
@json_option
def command(vault: Path | None, today: date | None, at: date | None, *, as_json: bool) -> None:
    """Show what to do today, by goal, then what moves no goal but is due.

    Works on any folder of Markdown; nothing is changed.
    """
    _, measures = read_vault(vault, today, at)
    rows = today_rows(Agenda.of(measures))
    misc = miscellaneous(measures, measures.today).rows
    if as_json:
        tasks = [_row_json(row, measures) for row in (*rows, *misc)]
        print_json({"today": measures.today, "rows": tasks}, measures.problems)
        return
    places = {measure.goal.path: place for place, measure in enumerate(measures.shown())}
    by_goal = sorted(rows, key=lambda row: places[row.goal or ""])
    for goal, of_goal in groupby((*by_goal, *misc), key=lambda row: row.goal):
        say(measures.goals[goal].goal.title if goal else "Miscellaneous")
        for row in of_goal:
            if row.task is not None:
                say(f"  {row.task.title}  ({row.task.path}:{row.task.line})", hanging=2)
    if not rows and not misc:
        say("Nothing is on today's list.")


def _row_json(row: Row, measures: Measures) -> Mapping[str, object]:
    owners, task = measures.vault.owners, row.task
    shown = None if task is None else task_json(task, owners.get(task.place), measures.today)
    return {"day": row.day, "goal": row.goal, "task": shown}
