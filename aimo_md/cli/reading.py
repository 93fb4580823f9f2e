"""One look at a vault for a command that only reads.

Knows how to open and measure; knows nothing of what is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.cli.options import find_vault, moment
from aimo_md.cycle import measured
from aimo_md.workplace import Workplace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from aimo_md.measures.model import Measures


def read_vault(given: Path | None, today: date | None) -> tuple[Workplace, Measures]:
    """The vault that is meant, opened, and everything measured as of today (or `today`)."""
    place = Workplace(find_vault(given, anywhere=True))
    now = moment(place.config.vault.timezone, today)
    return place, measured(place.look(now, commit_due=False))
