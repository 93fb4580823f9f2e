"""`aimo decide`: a question answered, or an option taken without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.carrying_out import carry_out, hindered
from aimo_md.cli.completing import goal_titles
from aimo_md.cli.naming import goal_named
from aimo_md.cli.options import dry_run_option, today_option, vault_option
from aimo_md.plan.answers import answer_of
from aimo_md.plan.choices import choices
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.config import Config
    from aimo_md.measures.model import Measures
    from aimo_md.plan.answers import Answer


@click.command("decide")
@click.argument("goal", metavar="GOAL", shell_complete=goal_titles)
@click.argument("option", metavar="OPTION", type=click.Choice([key.value for key in OptionKey]))
@click.argument("value", metavar="[VALUE]", required=False)
@vault_option
@today_option
@dry_run_option
def command(
    goal: str, option: str, value: str | None, vault: Path | None, today: date | None, *, dry_run: bool
) -> None:
    """Decide about a goal as a tick in its review would, and commit it.

    OPTION is keep, reduce, extend, pause, replan, resume, drop or close. VALUE is a day (the new deadline,
    the end of the pause, the day of the next action) or the words of the next action; without it what the
    review offers is taken.
    """
    carry_out(
        vault,
        today,
        lambda measures, config: _answer(goal, OptionKey(option), value, measures, config),
        dry_run=dry_run,
    )


def _answer(goal: str, option: OptionKey, value: str | None, measures: Measures, config: Config) -> Answer:
    path = goal_named(goal, measures.vault).path
    found = answer_of(path, option, value, measures, config)
    if isinstance(found, Hindered):
        offered = ", ".join(choices(path, measures, config))
        raise hindered(found, f"what can be chosen is: {offered}" if offered else "")
    return found
