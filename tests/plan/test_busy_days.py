"""How many tasks stand on each of the coming days."""

from __future__ import annotations

from datetime import date

from aimo_md.plan.busy_days import busy_days
from tests.vaults import measured


def test_what_stands_on_each_day() -> None:
    """
    === Goals/Garden.md
    ---
    type: goal
    ---
    - [ ] Dig ⏳ 2026-11-24 📅 2026-11-26
    - [ ] Water 🔁 every 3 days 📅 2026-11-20
    - [ ] Wednesday: sow
    - [ ] Some day
    - [x] Plan 📅 2026-11-24 ✅ 2026-11-20
    - [h] Wait for rain 📅 2026-11-24
    === Goals/Resting.md
    ---
    type: goal
    status: paused
    ---
    - [ ] Rest 📅 2026-11-24
    === Inbox.md
    - [ ] Call the plumber 📅 2026-11-24
    - [ ] Far away 📅 2027-11-24
    """
    vault = measured(test_what_stands_on_each_day.__doc__ or "").vault
    busy = busy_days(vault, date(2026, 11, 23), date(2026, 11, 27))
    assert {day.day: count for day, count in busy.items()} == {23: 1, 24: 2, 25: 1, 26: 2}
