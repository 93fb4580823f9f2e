"""Clocks that jump: one review a week and one digest a day, whatever the clock on the wall does."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from aimo_md.cycle import PostMessage
from aimo_md.workplace import Workplace
from tests.folders import make_vault, put, turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, YEAR = timedelta(hours=1), timedelta(days=365)
GOAL = (
    "=== Goal.md\n---\ntype: goal\nstart: 2026-01-01\ndeadline: 2026-02-01\n---\n- [ ] Do it 📅 2026-01-05\n"
)
"""It is overdue, so every week has something to say, and every day something on its list."""


def hours(first: str, last: str) -> Iterator[datetime]:
    """Every twelfth hour between two moments, as the clock in Berlin shows it."""
    moment = datetime.fromisoformat(first).replace(tzinfo=BERLIN).astimezone(UTC)
    end = datetime.fromisoformat(last).replace(tzinfo=BERLIN).astimezone(UTC)
    while moment <= end:
        yield moment.astimezone(BERLIN)
        moment += 12 * HOUR


def jumping(jump: timedelta) -> Iterator[datetime]:
    """A week and a day, of which the Wednesday is told with a wrong date."""
    for moment in hours("2026-10-12 00:30", "2026-10-20 00:30"):
        wrong = moment.date().isoformat() == "2026-10-14"
        yield moment + jump if wrong else moment


def asleep() -> Iterator[datetime]:
    """Three weeks without a turn, between two days with some."""
    yield from hours("2026-10-12 00:30", "2026-10-12 12:30")
    yield from hours("2026-11-02 12:30", "2026-11-03 12:30")


@pytest.mark.parametrize(
    ("moments", "weeks", "days"),
    [
        pytest.param([*hours("2026-10-21 00:30", "2026-10-30 00:30")], ["2026-W43"], 9, id="autumn"),
        pytest.param([*hours("2026-03-25 00:30", "2026-04-03 00:30")], ["2026-W13"], 9, id="spring"),
        pytest.param([*jumping(YEAR)], ["2026-W42"], 7, id="a year ahead for a day"),
        # What was noted is lost with the year: the week before is told again, under the key that it has.
        pytest.param([*jumping(-YEAR)], ["2026-W41", "2026-W42"], 7, id="a year behind for a day"),
        pytest.param([*jumping(3 * HOUR)], ["2026-W42"], 8, id="some hours ahead"),
        pytest.param([*asleep()], ["2026-W44"], 3, id="three weeks of sleep"),
    ],
)
def test_whatever_the_clock_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moments: list[datetime], weeks: list[str], days: int
) -> None:
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "http://127.0.0.1:9/api/webhooks/1/a")
    root = make_vault(tmp_path / "vault", GOAL)
    put(root / "aimo.toml", '[vault]\ntimezone = "Europe/Berlin"\n[discord]\ndaily = true\n')
    place = Workplace(root)
    turn(place, moments[0])
    posts: Counter[str] = Counter()
    with place.state.lock():
        for moment in moments:
            done = turn(place, moment, commit_due=False)
            posts.update(action.key for action in done.actions if isinstance(action, PostMessage))
    year = moments[0].year
    told = [key.removeprefix("weekly:") for key in posts if key.startswith(f"weekly:{year}")]
    assert sorted(told) == weeks
    written = sorted(path.name.removesuffix(" review.md") for path in root.glob(f"Reviews/{year}-*"))
    assert written == weeks
    daily = [count for key, count in posts.items() if key.startswith(f"daily:{year}")]
    assert daily == [1] * days
