from __future__ import annotations

from datetime import date

import pytest

from aimo_md.config import Config, VaultConfig, Weekday
from aimo_md.goals.listed_days import named_weekdays, stated_days, weekday_days
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble

SUNDAY = date(2026, 11, 22)


def days_of(
    path: str, text: str, week_start: Weekday = Weekday.MONDAY
) -> tuple[list[str], list[str], list[str]]:
    """The stated days, the weekdays of a named week, and all weekdays of a note's only task."""
    config = Config(vault=VaultConfig(week_start=week_start))
    vault = assemble([read_note(path, text, config)], config)
    (task,) = vault.misc.tasks
    found = stated_days(task), named_weekdays(task, vault), weekday_days(task, vault, SUNDAY)
    stated, named, meant = ([f"{day:%a %d}" for day in days] for days in found)
    return stated, named, meant


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("- [ ] a 📅 2026-11-24", ["Tue 24"]),
        ("- [ ] a ⏳ 2026-11-23", ["Mon 23"]),
        ("- [ ] a ⏳ 2026-11-23 📅 2026-11-24", ["Tue 24", "Mon 23"]),
        ("- [ ] a 🛫 2026-11-23 ➕ 2026-11-01", []),
    ],
)
def test_stated_days(line: str, stated: list[str]) -> None:
    assert days_of("Inbox.md", line) == (stated, [], [])


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("- [ ] Wednesday: a", ["Wed 25"]),
        ("- [ ] Sunday: a", ["Sun 22"]),
        ("- [ ] Thu, Mon: a", ["Mon 23", "Thu 26"]),
        ("- [ ] 토요일: 빨래", ["Sat 28"]),
        ("- [ ] a", []),
    ],
)
def test_elsewhere_the_coming_weekday_is_meant_and_today_is_one(line: str, meant: list[str]) -> None:
    assert days_of("Inbox.md", line) == ([], [], meant)


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("2026-W46.md", "- [ ] Wed: a", ["Wed 11"]),
        ("2026-11-10.md", "- [ ] Wed: a", ["Wed 11"]),
        ("Inbox.md", "## Week 2026-W46\n- [ ] Wed: a", ["Wed 11"]),
        ("2026-W46.md", "## 2026-W50\n- [ ] Wed: a", ["Wed 09"]),
        ("2026-W46.md", "## Plan\n- [ ] Wed, Sun: a", ["Wed 11", "Sun 15"]),
        ("Inbox.md", "# 2026-W46\n### Plan\n- [ ] Wed: a", ["Wed 11"]),
        ("Inbox.md", "# 2026-W46\n- [ ] a", []),
    ],
)
def test_in_a_named_week_its_own_weekday_is_meant(path: str, text: str, named: list[str]) -> None:
    assert days_of(path, text) == ([], named, named)


def test_a_week_may_start_on_sunday() -> None:
    assert days_of("2026-11-22.md", "- [ ] Mon: a", Weekday.SUNDAY) == ([], ["Mon 23"], ["Mon 23"])
    assert days_of("2026-11-22.md", "- [ ] Mon: a", Weekday.MONDAY) == ([], ["Mon 16"], ["Mon 16"])
