from __future__ import annotations

from datetime import date
from unicodedata import normalize

import pytest

from aimo_md.config import VaultConfig, Weekday
from aimo_md.goals.note_days import note_day, note_days, note_period

FRIDAY = date(2026, 11, 20)
PLAIN = VaultConfig()
JOURNAL = VaultConfig(daily_folder="Journal")
NESTED = VaultConfig(daily_folder="Journal", daily_format="YYYY/MM/YYYY-MM-DD")
BY_FOLDER = VaultConfig(daily_folder="/Journal/", daily_format="YYYY/MM/DD")
KOREAN = VaultConfig(daily_folder="일지", daily_format="YYYY년 M월 D일")

DAILY = [
    (PLAIN, "2026-11-20.md", FRIDAY),
    (PLAIN, "Any/Folder/2026-11-20.md", FRIDAY),
    (PLAIN, "2026-11-20 meeting.md", None),
    (PLAIN, "2026-11-31.md", None),
    (PLAIN, "2026/11/20.md", None),
    (VaultConfig(daily_folder="/"), "2026-11-20.md", FRIDAY),
    (PLAIN, "Notes without a year.md", None),
    (JOURNAL, "Journal/2026-11-20.md", FRIDAY),
    (JOURNAL, "Journal/2026/2026-11-20.md", FRIDAY),
    (JOURNAL, "Archive/Journal/2026-11-20.md", FRIDAY),
    (JOURNAL, "Meetings/2026-11-20.md", None),
    (JOURNAL, "My Journal/2026-11-20.md", None),
    (JOURNAL, "2026-11-20.md", None),
    (NESTED, "Journal/2026/11/2026-11-20.md", FRIDAY),
    (NESTED, "Journal/2026-11-20.md", FRIDAY),
    (NESTED, "Journal/Old/2026-11-20.md", FRIDAY),
    (BY_FOLDER, "Journal/2026/11/20.md", FRIDAY),
    (BY_FOLDER, "Journal/11/20.md", None),
    (BY_FOLDER, "2026/11/20.md", None),
    (KOREAN, "일지/2026년 11월 20일.md", FRIDAY),
    (KOREAN, normalize("NFD", "일지/2026년 11월 20일.md"), FRIDAY),
]


@pytest.mark.parametrize(("config", "path", "day"), DAILY)
def test_the_day_of_a_daily_note(config: VaultConfig, path: str, day: date | None) -> None:
    assert note_day(path, config) == day


MONDAY_TO_SUNDAY = (date(2026, 11, 16), date(2026, 11, 22))
SUNDAY_TO_SATURDAY = (date(2026, 11, 15), date(2026, 11, 21))
SUNDAYS = VaultConfig(week_start=Weekday.SUNDAY)
WEEKS = VaultConfig(weekly_format="gggg/[Week] ww", weekly_folder="Weeks")
AMERICAN = VaultConfig(weekly_format="gggg-[w]ww", week_start=Weekday.SUNDAY)

NAMED = [
    (PLAIN, "2026-W47.md", MONDAY_TO_SUNDAY),
    (PLAIN, "Plans/2026-w47 plan.md", MONDAY_TO_SUNDAY),
    (PLAIN, "2026-11-20 meeting.md", (FRIDAY, FRIDAY)),
    (PLAIN, "Week 47.md", None),
    (PLAIN, "2026-11.md", None),
    (SUNDAYS, "2026-W47.md", SUNDAY_TO_SATURDAY),
    (WEEKS, "Weeks/2026/Week 47.md", MONDAY_TO_SUNDAY),
    (WEEKS, "Other/2026/Week 47.md", None),
    (WEEKS, "Other/2026-W47.md", MONDAY_TO_SUNDAY),
    # In the United States week 1 is the week that holds 1 January.
    (AMERICAN, "2026-w47.md", SUNDAY_TO_SATURDAY),
    (AMERICAN, "2027-w01.md", (date(2026, 12, 27), date(2027, 1, 2))),
    (VaultConfig(weekly_format="YYYY-MM"), "2026-11.md", None),
]


@pytest.mark.parametrize(("config", "path", "days"), NAMED)
def test_the_days_that_a_name_states(config: VaultConfig, path: str, days: tuple[date, date] | None) -> None:
    assert note_days(path, config) == days


@pytest.mark.parametrize(
    ("config", "path", "key"),
    [
        (PLAIN, "2026-W47.md", "2026-W47"),
        (PLAIN, "Any/2026-11.md", "2026-11"),
        (PLAIN, "2026-Q4.md", "2026-Q4"),
        (PLAIN, "2026.md", "2026"),
        (PLAIN, "2026-11-20.md", None),
        (PLAIN, "2026-W47 review.md", None),
        (PLAIN, "Thoughts.md", None),
        (WEEKS, "Weeks/2026/Week 47.md", "2026-W47"),
        (SUNDAYS, "2026-W47.md", "2026-W47"),
    ],
)
def test_the_period_that_a_note_is_named_after(config: VaultConfig, path: str, key: str | None) -> None:
    period = note_period(path, config)
    assert (period.key if period else None) == key
