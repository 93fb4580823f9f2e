"""`aimo add`: one more task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.carrying_out import carry_out
from aimo_md.cli.naming import goal_named
from aimo_md.cli.options import dry_run_option, today_option, vault_option
from aimo_md.cycle import Addition
from aimo_md.errors import RequestError
from aimo_md.plan.new_line import neighbour

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.measures.model import Measures


@click.command("add", context_settings={"ignore_unknown_options": True})  # a task may begin with -
@click.argument("text", metavar="TEXT", nargs=-1, required=True)
@click.option("--goal", metavar="GOAL", help="Write it into this goal's note.")
@vault_option
@today_option
@dry_run_option
def command(
    text: tuple[str, ...], goal: str | None, vault: Path | None, today: date | None, *, dry_run: bool
) -> None:
    """Write one more task down, and commit it.

    TEXT is what stands behind the box, such as "Call Ann 📅 2026-11-30". It goes to the end of the note that
    `notes.inbox` names, or with --goal below the goal's next action.
    """
    words = " ".join(text).strip()
    if not words:
        raise RequestError("a task needs words")
    carry_out(
        vault, today, lambda measures, config: _addition(words, goal, measures, config), dry_run=dry_run
    )


def _addition(words: str, goal: str | None, measures: Measures, config: Config) -> Addition:
    if goal is None:
        return Addition(path=config.notes.inbox, words=words)
    path = goal_named(goal, measures.vault).path
    return Addition(path=path, words=words, near=neighbour(measures.goals[path]))
