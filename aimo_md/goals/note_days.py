"""Which day, week or longer period a note stands for, by its path: periodic notes, and names with a day.

Knows the formats and folders of such notes as the config has them. Knows nothing of what stands in a note.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.text.dates import PeriodKind, parse_period, period_in_heading
from aimo_md.text.note_names import periodic_note_period

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.config import VaultConfig
    from aimo_md.text.dates import Period


#: What every name has that states a day or a period.
_YEAR: Final = re.compile("[0-9]{4}")


def note_day(path: str, config: VaultConfig) -> date | None:
    """The day of a daily note; None for any other note."""
    period = _stated(path, config.daily_folder, config.daily_format, PeriodKind.DAY)
    return None if period is None else period.first


def note_days(path: str, config: VaultConfig) -> tuple[date, date] | None:
    """The first and last day that a note's name states: of a weekly note, or of a day or week in ISO form."""
    start = config.week_start.number
    name = path.rpartition("/")[2].removesuffix(".md")
    period = _week(path, config, start) or period_in_heading(name, week_start=start)
    return None if period is None else (period.first, period.last)


@lru_cache(maxsize=1 << 10)  # a turn asks this of the same few paths again and again
def note_period(path: str, config: VaultConfig) -> Period | None:
    """The week, month, quarter or year that a note is named after; None for any other note."""
    start = config.week_start.number
    period = _week(path, config, start) or parse_period(PurePosixPath(path).stem, week_start=start)
    return None if period is None or period.kind is PeriodKind.DAY else period


def _week(path: str, config: VaultConfig, start: int) -> Period | None:
    return _stated(path, config.weekly_folder, config.weekly_format, PeriodKind.WEEK, start)


def _stated(path: str, folder: str, date_format: str, kind: PeriodKind, start: int = 0) -> Period | None:
    """The period of this kind that a path states in this format."""
    for name in _names(path, folder, date_format) if _YEAR.search(path) else ():
        period = periodic_note_period(name, date_format, week_start=start)
        if period is not None and period.kind is kind:
            return period
    return None


def _names(path: str, folder: str, date_format: str) -> tuple[str, ...]:
    """What a format is compared with: the path below the folder, then the name alone.

    So a format with folders (`YYYY/MM/DD`) is read whole, and where the name says enough, a note that lies
    higher or deeper than the format says is one too. A note without that folder around it is none; a folder
    that was moved as a whole, as into an archive, still counts.
    """
    below = path.removesuffix(".md")
    around = folder.strip("/")
    if around:
        _, found, below = f"/{_composed(below)}".partition(f"/{_composed(around)}/")
        if not found:
            return ()
    name = below.rpartition("/")[2]
    return (below, name) if "/" in date_format else (name,)


def _composed(path: str) -> str:
    """A path as it is compared; macOS gives names of files decomposed."""
    return unicodedata.normalize("NFC", path)
