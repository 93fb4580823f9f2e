"""`aimo today`: what to do today."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import as_json_text
from aimo_md.cli.options import at_option, json_option, today_option, vault_option
from aimo_md.cli.reading import read_vault
from aimo_md.cli.saying import columns, fitted
from aimo_md.cli.task_json import task_json
from aimo_md.plan.week import Agenda, miscellaneous, today_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
    click.echo(told_as_json(measures) if as_json else told_in_words(measures, columns()), nl=False)


def told_as_json(measures: Measures) -> str:
    """The rows as JSON."""
    rows, misc = _rows(measures)
    payload = {"today": measures.today, "rows": [_row_json(row, measures) for row in (*rows, *misc)]}
    return as_json_text(payload, measures.problems).decode() + "\n"


def told_in_words(measures: Measures, width: int) -> str:
    """The rows below the titles of their goals, for a terminal of so many columns; 0 for none."""
    rows, misc = _rows(measures)
    places = {measure.goal.path: place for place, measure in enumerate(measures.shown())}
    by_goal = sorted(rows, key=lambda row: places[row.goal or ""])
    lines = []
    for goal, of_goal in groupby((*by_goal, *misc), key=lambda row: row.goal):
        lines.append(fitted(measures.goals[goal].goal.title if goal else "Miscellaneous", width))
        tasks = (row.task for row in of_goal if row.task is not None)
        lines += [fitted(f"  {task.title}  ({task.path}:{task.line})", width, hanging=2) for task in tasks]
    return "".join(f"{line}\n" for line in lines or [fitted("Nothing is on today's list.", width)])


def _rows(measures: Measures) -> tuple[Sequence[Row], Sequence[Row]]:
    """What moves a goal, and what is due and moves none."""
    return today_rows(Agenda.of(measures)), miscellaneous(measures, measures.today).rows


def _row_json(row: Row, measures: Measures) -> Mapping[str, object]:
    owners, task = measures.vault.owners, row.task
    shown = None if task is None else task_json(task, owners.get(task.place), measures.today)
    return {"day": row.day, "goal": row.goal, "task": shown}
