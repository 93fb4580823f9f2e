"""The demo vault: a life that ends today, whichever day that is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md import demo
from aimo_md.errors import AimoError, GitError, RequestError
from aimo_md.story import LAST_DAY, days_of_change
from aimo_md.workplace import Workplace
from aimo_md.world.assets import SAMPLE_VAULT, bundled, read_texts
from tests.folders import at, files, git, put, turn

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = date(2027, 2, 8)


def test_something_happens_on_every_day_of_its_last_week() -> None:
    """So it ends today whichever day of the week today is."""
    notes = read_texts(bundled(SAMPLE_VAULT))
    assert days_of_change(notes, LAST_DAY - timedelta(days=6), LAST_DAY)[-7:] == tuple(
        LAST_DAY - timedelta(days=number) for number in reversed(range(7))
    )


@pytest.mark.parametrize("number", [0, 6], ids=["Monday", "Sunday"])
def test_it_ends_today(tmp_path: Path, number: int) -> None:
    today = MONDAY + timedelta(days=number)
    vault = tmp_path / "demo"
    count = demo.build(vault, at(f"{today} 12:00"))
    days = git(vault, "log", "--reverse", "--format=%as").splitlines()
    assert len(days) == count > 40
    assert days == sorted(days)
    assert date.fromisoformat(days[0]) == MONDAY - timedelta(weeks=7, days=1)
    assert today - timedelta(days=3) <= date.fromisoformat(days[-1]) < today
    assert git(vault, "status", "--porcelain") != ""
    assert not any(f"{today + timedelta(days=1)}: " in text.decode() for text in files(vault).values())
    measures = turn(vault, at(f"{today} 12:00")).measures
    assert len(measures.goals) >= 5
    assert [problem.code for problem in measures.problems] == ["impossible-day"]
    assert git(vault, "status", "--porcelain") == ""


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    put(tmp_path / "Mine.md", "Mine\n")
    with pytest.raises(RequestError, match="is not empty"):
        demo.build(tmp_path, at("2026-11-20 12:00"))
    with pytest.raises(RequestError, match="is not empty"):
        demo.build(tmp_path / "Mine.md", at("2026-11-20 12:00"))
    assert files(tmp_path) == {"Mine.md": b"Mine\n"}
    assert not (tmp_path / ".git").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    put(tmp_path / "file", "")
    with pytest.raises(AimoError, match="could not be made: Not a directory"):
        demo.build(tmp_path / "file/demo", at("2026-11-20 12:00"))


def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", refuse)
    with pytest.raises(AimoError, match="could not be written: No space left on device"):
        demo.build(tmp_path, at("2026-11-20 12:00"))


def test_a_git_that_makes_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "init_repository", lambda _: None)
    with pytest.raises(GitError, match="made no repository"):
        demo.build(tmp_path, at("2026-11-20 12:00"))


def test_a_repository_around_it_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the first days: that is enough to see where the commits go."""
    monkeypatch.setattr(demo, "days_of_change", lambda *_: (date(2026, 9, 28), date(2026, 9, 29)))
    git(tmp_path, "init", "--quiet")
    assert demo.build(tmp_path / "demo", at("2026-11-20 12:00")) == 2
    assert Workplace(tmp_path / "demo").repository is not None
    assert git(tmp_path, "rev-list", "--all", "--count") == "0"
    assert git(tmp_path / "demo", "rev-list", "--all", "--count") == "2"
