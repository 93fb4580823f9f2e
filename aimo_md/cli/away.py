"""`aimo away`: days off for all goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.options import at_work, dry_run_option, find_vault, moment, today_option, vault_option
from aimo_md.cli.telling import not_committed, require_all_done, tell_turn
from aimo_md.config import CONFIG_NAME, CommitMode, read_config
from aimo_md.cycle import take_turn
from aimo_md.errors import AimoError, GitError, Problem, RequestError
from aimo_md.text.dates import parse_day
from aimo_md.text.refusal import Refusal
from aimo_md.text.toml_edit import with_appended
from aimo_md.workplace import Workplace
from aimo_md.world import disk

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command("away")
@click.argument("first", metavar="FROM")
@click.argument("last", metavar="TO")
@vault_option
@today_option
@dry_run_option
def command(first: str, last: str, vault: Path | None, today: date | None, *, dry_run: bool) -> None:
    """Take the days from FROM to TO off: they count for no goal, and nothing is asked or posted on them.

    Both are days such as 2026-12-24 and belong to it. They are added to `measures.away` in aimo.toml.
    """
    days = _day(first), _day(last)
    if days[1] < days[0]:
        raise RequestError(f"{last} comes before {first}", hint="name the first day, then the last")
    place = Workplace(find_vault(vault, anywhere=False))
    words = f"away from {days[0]} to {days[1]}"
    if dry_run:
        _changed(place.root, days)
        click.echo(f"Would write {CONFIG_NAME}: {words}", err=True)
        return
    with at_work(place):
        new, expected = _changed(place.root, days)
        place.write(CONFIG_NAME, new, expected)
        click.echo(f"Wrote {CONFIG_NAME}: {words}", err=True)
        if place.config.git.commit is not CommitMode.OFF:
            try:
                place.commit((CONFIG_NAME,), f"Be {words}")
            except GitError as error:
                raise not_committed(
                    error, f"which you can make with git: {CONFIG_NAME} is no note"
                ) from error
        turn = take_turn(place, moment(place.config.vault.timezone, today), commit_due=True)
    tell_turn(turn, place.delivery, would=False)
    require_all_done(turn)


def _day(given: str) -> date:
    day = parse_day(given)
    if day is None:
        raise RequestError(f"{given!r} is no day", hint="write it as 2026-12-24")
    return day


def _changed(root: Path, days: tuple[date, date]) -> tuple[str, str | None]:
    """The new text of the config, and the hash of the old one; None where there is none.

    Raises:
        RequestError: it has a fault, so that nothing can be added to it or the days would not count.
        AimoError: the disk refused.
    """
    found = disk.read_note(root, CONFIG_NAME)
    text = found if isinstance(found, Problem) else disk.decode(CONFIG_NAME, found.data)
    if isinstance(text, Problem):
        if text.code != "missing":
            raise AimoError(f"{CONFIG_NAME} {text.message}", hint=text.remedy)
        text = ""
    new = with_appended(text, "measures", "away", [day.isoformat() for day in days])
    before, problems = read_config(text)
    if isinstance(new, Refusal):
        raise RequestError(f"{CONFIG_NAME} cannot be changed: {new.message}", hint=_mend(problems))
    if days not in read_config(new)[0].measures.away[len(before.measures.away) :]:
        raise RequestError("nothing is written, since the days off would not count", hint=_mend(problems))
    return new, None if isinstance(found, Problem) else found.sha256


def _mend(problems: tuple[Problem, ...]) -> str:
    return "\n      ".join(["mend this first:", *map(str, problems)])
