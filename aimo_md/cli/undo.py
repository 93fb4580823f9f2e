"""`aimo undo`: the last decision taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.carrying_out import carry_out
from aimo_md.cli.completing import goal_titles
from aimo_md.cli.naming import goal_named
from aimo_md.cli.options import dry_run_option, today_option, vault_option
from aimo_md.errors import RequestError
from aimo_md.plan.decisions import decisions
from aimo_md.plan.undo import Undo

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.goals.model import Vault


@click.command("undo")
@click.argument("goal", metavar="[GOAL]", required=False, shell_complete=goal_titles)
@vault_option
@today_option
@dry_run_option
def command(goal: str | None, vault: Path | None, today: date | None, *, dry_run: bool) -> None:
    """Take the last decision back, and commit that.

    GOAL is needed where several goals were decided about on the same day.
    """
    carry_out(vault, today, lambda measures, _: _last(goal, measures.vault), dry_run=dry_run)


def _last(goal: str | None, vault: Vault) -> Undo:
    """The newest decision, of one goal where that is named.

    Raises:
        RequestError: there is none, or the newest day has decisions about several goals.
    """
    path = None if goal is None else goal_named(goal, vault).path
    found = [decision for decision in decisions(vault) if path is None or decision.goal == path]
    if not found:
        raise RequestError("there is no decision to take back")
    last = {decision.goal: decision for decision in found if decision.day == found[-1].day}
    if len(last) > 1:
        readings = (f"{vault.goals[one.goal].title}: {one.option}" for one in last.values())
        raise RequestError(
            f"{len(last)} goals were decided about on {found[-1].day}",
            hint="\n      ".join(["name one of these:", *readings]),
        )
    return Undo(decision=found[-1])
