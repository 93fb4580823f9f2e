"""`aimo review`: the review of a week, written or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_json
from aimo_md.cli.json_view import direction_json, goal_json, questions_json
from aimo_md.cli.options import dry_run_option, find_vault, json_option, moment, today_option, vault_option
from aimo_md.cli.telling import tell_turn
from aimo_md.cycle import measured_at_the_end, plan_turn, take_turn
from aimo_md.errors import RequestError
from aimo_md.notes.places import review_path
from aimo_md.notes.review import new_review
from aimo_md.notes.writer import Writer
from aimo_md.text.dates import Period, PeriodKind, parse_period, week_of
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("review")
@click.argument("period", required=False, metavar="[WEEK]")
@vault_option
@today_option
@click.option("--print", "to_print", is_flag=True, help="Print the review and write nothing.")
@dry_run_option
@json_option
def command(
    period: str | None,
    vault: Path | None,
    today: date | None,
    *,
    to_print: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write the review of a week, 2026-W47 or the one that runs, and commit it.

    A week that is over is told from the days that stand in the notes.
    """
    reads = to_print or as_json
    place = Workplace(find_vault(vault, anywhere=reads))
    now = moment(place.config.vault.timezone, today)
    week = _week(period, now.date(), place.config.vault.week_start.number)
    if reads:
        snapshot = place.look(now, commit_due=False)
        measures = measured_at_the_end(snapshot, week)
        if as_json:
            asked = questions_json(Writer.of(measures, place.config, place.templates))
            goals = [goal_json(measure, measures, asked) for measure in measures.goals.values()]
            direction = direction_json(measures.direction)
            print_json({"period": week.key, "goals": goals, "direction": direction}, measures.problems)
        else:
            click.echo(new_review(measures, week, place.config, place.templates), nl=False)
        return
    if dry_run:
        turn = plan_turn(place.look(now, commit_due=True), place.templates, week)
        tell_turn(turn, place.delivery, would=True)
        return
    with place.state.lock():
        turn = take_turn(place, now, commit_due=True, wanted=week)
    tell_turn(turn, place.delivery, would=False)
    click.echo(str(place.root / review_path(week, place.config)))


def _week(given: str | None, today: date, week_start: int) -> Period:
    """The week that is meant.

    Raises:
        RequestError: no week is written so, or it has not begun.
    """
    if given is None:
        return week_of(today, week_start=week_start)
    week = parse_period(given, week_start=week_start)
    if week is None or week.kind is not PeriodKind.WEEK:
        raise RequestError(f"{given!r} is no week", hint="write it as 2026-W47")
    if week.first > today:
        last = week_of(today, week_start=week_start).previous()
        raise RequestError(f"{week.key} has not begun", hint=f"the last whole week is {last.key}")
    return week
