"""`aimo review`: the review of a week, month, quarter or year, written or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.json_print import print_json
from aimo_md.cli.json_view import direction_json, goals_json
from aimo_md.cli.options import (
    at_work,
    dry_run_option,
    find_vault,
    json_option,
    moment,
    today_option,
    vault_option,
)
from aimo_md.cli.telling import require_all_done, tell_turn
from aimo_md.cycle import foresee, measured_at_the_end, take_turn
from aimo_md.errors import RequestError
from aimo_md.notes.planned import planned_rows
from aimo_md.notes.review import new_review
from aimo_md.notes.review_places import place_of
from aimo_md.notes.writer import Writer
from aimo_md.text.dates import PeriodKind, parse_period, period_of, week_of
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.text.dates import Period


@click.command("review")
@click.argument("given", required=False, metavar="[PERIOD]")
@vault_option
@today_option
@click.option("--print", "to_print", is_flag=True, help="Print the review and write nothing.")
@dry_run_option
@json_option
def command(
    given: str | None,
    vault: Path | None,
    today: date | None,
    *,
    to_print: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write the review of 2026-W47, 2026-11, 2026-Q4 or 2026, and commit it.

    Without a period it is that of the week that runs. What is over is told from what git had then; without
    git, from the days that stand in the notes.
    """
    reads = to_print or as_json
    place = Workplace(find_vault(vault, anywhere=reads))
    now = moment(place.config.vault.timezone, today)
    period = _period(given, now.date(), place.config.vault.week_start.number)
    if reads:
        snapshot = place.look(now, commit_due=False)
        measures = measured_at_the_end(snapshot, period)
        if as_json:
            goals = goals_json(Writer.of(measures, place.config, place.templates), measures.goals.values())
            direction = direction_json(measures.direction)
            print_json({"period": period.key, "goals": goals, "direction": direction}, measures.problems)
        else:
            planned = planned_rows(period, snapshot.plain_texts(), place.config)
            review = new_review(measures, period, place.config, place.templates, planned=planned)
            click.echo(review, nl=False)
        return
    if dry_run:
        turn = foresee(place, now, commit_due=True, wanted=period)
        tell_turn(turn, place.delivery, would=True)
        return
    with at_work(place):
        turn = take_turn(place, now, commit_due=True, wanted=period)
    tell_turn(turn, place.delivery, would=False)
    require_all_done(turn)
    texts = place.look(now, commit_due=False).plain_texts()
    click.echo(str(place.root / place_of(period, texts, place.config)))


def _period(given: str | None, today: date, week_start: int) -> Period:
    """The period that is meant.

    Raises:
        RequestError: none is written so, or it has not begun.
    """
    if given is None:
        return week_of(today, week_start=week_start)
    period = parse_period(given, week_start=week_start)
    if period is None or period.kind is PeriodKind.DAY:
        raise RequestError(
            f"{given!r} is no week, month, quarter or year",
            hint="write it as 2026-W47, 2026-11, 2026-Q4 or 2026",
        )
    if period.first > today:
        last = period_of(period.kind, today, week_start=week_start).previous()
        raise RequestError(f"{period.key} has not begun", hint=f"the last whole one is {last.key}")
    return period
