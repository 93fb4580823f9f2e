"""The options that many commands share, and how a command finds its vault.

Knows click and the environment; knows nothing of what the commands do.
"""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aimo_md.config import CONFIG_NAME
from aimo_md.errors import RequestError
from aimo_md.text.dates import parse_day
from aimo_md.world import host

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import date

    from aimo_md.workplace import Workplace

_TURN_IN_HAND = 10.0
"""Seconds for which a command waits for the turn of another process."""

vault_option = click.option(
    "--vault",
    "vault",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of notes. Otherwise AIMO_VAULT, else the nearest folder above with aimo.toml.",
)
folder_argument = click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path)
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    day = None if value is None else parse_day(value)
    if value is not None and day is None:
        raise click.BadParameter(f"{value!r} is not a day; write it as 2026-11-24")
    return day


today_option = click.option(
    "--today", metavar="DAY", callback=_day, help="Take this day for today (YYYY-MM-DD)."
)
at_option = click.option(
    "--at", metavar="DAY", callback=_day, help="Show the vault as git had it at the end of this day."
)


def find_vault(given: Path | None, *, anywhere: bool) -> Path:
    """The vault's folder: the one given, else AIMO_VAULT, else the nearest above that has `aimo.toml`.

    Commands that only read work `anywhere`: where nothing says which folder is meant, it is this one.
    """
    named = given or _from_environment()
    if named is not None:
        if not named.is_dir():
            raise RequestError(
                f"there is no folder {named}", hint="name the folder of your notes with --vault"
            )
        return named.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    if anywhere:
        return here
    raise RequestError(
        f"no {CONFIG_NAME} here or above",
        hint="run `aimo init` in the folder of your notes, or name it with --vault",
    )


def moment(timezone: str, today: date | None) -> datetime:
    """Now, in the vault's zone; on another day at the end of that day where one is asked for."""
    now = host.now(timezone)
    return now if today is None else datetime.combine(today, time(23, 59, 59), tzinfo=now.tzinfo)


def _from_environment() -> Path | None:
    named = host.environment().get("AIMO_VAULT")
    return Path(named) if named else None


def at_work(place: Workplace) -> AbstractContextManager[None]:
    """Be the only one who takes a turn on the vault; a turn in hand is waited for.

    Raises:
        BusyError: it took too long.
    """
    return place.state.lock(wait=_TURN_IN_HAND)
