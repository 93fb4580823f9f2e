"""One look at a vault for a command that only reads.

Knows how to open and measure; knows nothing of what is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aimo_md.cli.options import find_vault, moment
from aimo_md.cycle import measured
from aimo_md.errors import RequestError
from aimo_md.measures.measure import measure
from aimo_md.workplace import Workplace
from aimo_md.world import memory

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.measures.model import Measures


def read_vault(given: Path | None, today: date | None, at: date | None = None) -> tuple[Workplace, Measures]:
    """The vault that is meant, opened, and everything measured as of today (or `today`).

    With `at` it is what git had at the end of that day, measured as of it.

    Raises:
        RequestError: git knows nothing of that day, or the two days are given together.
    """
    place = Workplace(find_vault(given, anywhere=True))
    now = moment(place.config.vault.timezone, today)
    if at is None:
        snapshot = place.look(now, commit_due=False)
        if place.remark:
            click.echo(place.remark, err=True)
        with memory.filling():
            return place, measured(snapshot)
    if today is not None or at > now.date():
        raise RequestError("--at names a day that has been, and no other day beside it")
    then = place.history_until(at)
    if then is None:
        raise RequestError(f"git has no notes of this vault from {at} or before")
    return place, measure(then.vault, at, place.config, then.past)
