"""Which day, week or longer period a note stands for, by its path: periodic notes, and names with a day.

Knows the formats and folders of such notes as the config has them. Knows nothing of what stands in a note.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from aimo_md.text.dates import PeriodKind, parse_period, period_in_heading
from aimo_md.text.note_names import daily_note_day, periodic_note_period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.config import VaultConfig
    from aimo_md.text.dates import Period


def note_day(path: str, config: VaultConfig) -> date | None:
    """The day of a daily note; None for any other note."""
    names = _names(path, config.daily_folder, config.daily_format)
    days = (daily_note_day(name, config.daily_format) for name in names)
    return next((day for day in days if day is not None), None)


def note_days(path: str, config: VaultConfig) -> tuple[date, date] | None:
    """The first and last day that a note's name states: of a weekly note, or of a day or week in ISO form."""
    start = config.week_start.number
    name = path.rpartition("/")[2].removesuffix(".md")
    period = _week(path, config, start) or period_in_heading(name, week_start=start)
    return None if period is None else (period.first, period.last)


def note_period(path: str, config: VaultConfig) -> Period | None:
    """The week, month, quarter or year that a note is named after; None for any other note."""
    start = config.week_start.number
    period = _week(path, config, start) or parse_period(PurePosixPath(path).stem, week_start=start)
    return None if period is None or period.kind is PeriodKind.DAY else period


def _week(path: str, config: VaultConfig, start: int) -> Period | None:
    names = _names(path, config.weekly_folder, config.weekly_format)
    periods = (periodic_note_period(name, config.weekly_format, week_start=start) for name in names)
    return next((period for period in periods if period and period.kind is PeriodKind.WEEK), None)


def _names(path: str, folder: str, date_format: str) -> Iterator[str]:
    """What a format is compared with: the path below the folder, then the name alone.

    So a format with folders (`YYYY/MM/DD`) is read whole, and where the name says enough, a note that lies
    higher or deeper than the format says is one too. A note without that folder around it is none; a folder
    that was moved as a whole, as into an archive, still counts.
    """
    folder = unicodedata.normalize("NFC", folder).strip("/")
    around = f"/{folder}/" if folder else "/"
    _, found, below = unicodedata.normalize("NFC", f"/{path.removesuffix('.md')}").partition(around)
    name = below.rpartition("/")[2]
    if found and "/" in date_format:
        yield below
    if found:
        yield name
