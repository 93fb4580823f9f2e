"""The calendar behind phrases that name a day."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.text.dates import PeriodKind
from aimo_md.text.day_phrases import Now

NOW = Now(today=date(2026, 11, 25), week_start=0)


@pytest.mark.parametrize(
    ("kind", "ahead", "key"),
    [
        (PeriodKind.DAY, 1, "2026-11-26"),
        (PeriodKind.WEEK, 1, "2026-W49"),
        (PeriodKind.MONTH, 2, "2027-01"),
        (PeriodKind.QUARTER, 1, "2027-Q1"),
        (PeriodKind.YEAR, 0, "2026"),
    ],
)
def test_the_running_period_and_those_after_it(kind: PeriodKind, ahead: int, key: str) -> None:
    assert NOW.running(kind, ahead).key == key
