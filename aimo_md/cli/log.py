"""`aimo log`: where a goal's number stands, or that a habit was kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from aimo_md.cli.carrying_out import carry_out
from aimo_md.cli.completing import goal_titles
from aimo_md.cli.naming import goal_named
from aimo_md.cli.options import dry_run_option, today_option, vault_option
from aimo_md.errors import RequestError
from aimo_md.goals.numbers import parse_number
from aimo_md.plan.new_line import log_edits
from aimo_md.plan.note_edits import NoteEdits

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.measures.model import Measures

_ALONE: Final = re.compile(r"[-+\u2212]?\s*[$€£¥₩]?\s*[\d.,'_\s]+(?:[eE][-+]?\d{1,2})?\s*[$€£¥₩%]?", re.ASCII)


@click.command("log", context_settings={"ignore_unknown_options": True})  # a value may be negative
@click.argument("goal", metavar="GOAL", shell_complete=goal_titles)
@click.argument("value", metavar="VALUE")
@vault_option
@today_option
@dry_run_option
def command(goal: str, value: str, vault: Path | None, today: date | None, *, dry_run: bool) -> None:
    """Write today's value of a goal under its heading Log, and commit it.

    VALUE is where the number stands now, such as 18200 or "82,5 kg"; for a habit a word on what was done.
    """
    carry_out(vault, today, lambda measures, _: _entry(goal, value, measures), dry_run=dry_run)


def _entry(goal: str, value: str, measures: Measures) -> NoteEdits:
    """The edits of the goal's note.

    Raises:
        RequestError: the goal counts neither a number nor days, or the value is no number.
    """
    path = goal_named(goal, measures.vault).path
    keys = measures.vault.goals[path].keys
    number = None if keys.metric is None else _number(value, keys.metric.name)
    if keys.metric is None and keys.habit is None:
        raise RequestError(
            f"{path} has neither `metric` nor `habit`", hint="tick its tasks, or `aimo done TASK`"
        )
    if keys.metric is not None and number is None:
        name = keys.metric.name
        raise RequestError(
            f"{value!r} is no number",
            hint=f"write a number, with {name} behind it or not",
        )
    edits = log_edits(measures.vault.notes[path], value, number, measures.today)
    return NoteEdits(path=path, edits=edits)


def _number(value: str, unit: str) -> float | None:
    """The number that a value is; None for one that only begins with a number."""
    alone = value.strip().removesuffix(unit).strip()
    return parse_number(alone) if _ALONE.fullmatch(alone) else None
