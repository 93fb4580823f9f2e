"""`--at`: the vault as git had it at the end of a day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import TODAY, call
from tests.repositories import commit, make_repository

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "---\ntype: goal\ndeadline: {deadline}\n---\n- [{dig}] dig\n- [ ] sow\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = make_repository(tmp_path / "vault")
    commit(root, date(2026, 11, 1), {"Garden.md": NOTE.format(deadline="2026-11-30", dig=" ")})
    commit(root, date(2026, 11, 10), {"Garden.md": NOTE.format(deadline="2026-12-31", dig="x")})
    return root


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(("--at", "2026-11-01"), ("2026-11-01", 0, "2026-11-30"), id="its first day"),
        pytest.param(("--at", "2026-11-09"), ("2026-11-09", 0, "2026-11-30"), id="the day before the change"),
        pytest.param(("--at", "2026-11-10"), ("2026-11-10", 0.5, "2026-12-31"), id="the day of the change"),
        pytest.param(TODAY, ("2026-11-22", 0.5, "2026-12-31"), id="today"),
    ],
)
def test_the_vault_as_it_was(vault: Path, options: tuple[str, ...], expected: tuple[object, ...]) -> None:
    printed = json.loads(call("status", "--vault", vault, "--json", *options).stdout)
    (goal,) = printed["goals"]
    assert (printed["today"], goal["progress"], goal["deadline"]) == expected


def test_other_commands_know_it_too(vault: Path) -> None:
    assert "0 of 2 tasks" in call("show", "garden", "--vault", vault, "--at", "2026-11-09").stdout
    assert "dig" in call("today", "--vault", vault, "--at", "2026-11-09").stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(("--at", "2026-10-31"), "git has no notes of this vault", id="before the first commit"),
        pytest.param(("--at", "9999-12-31"), "a day that has been", id="a day to come"),
        pytest.param(("--at", "2026-11-09", *TODAY), "no other day beside it", id="two days"),
        pytest.param(("--at", "soon"), "is not a day", id="no day"),
    ],
)
def test_a_day_that_cannot_be_shown(vault: Path, options: tuple[str, ...], message: str) -> None:
    result = call("status", "--vault", vault, *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_without_git_there_is_no_past(tmp_path: Path) -> None:
    (tmp_path / "Garden.md").write_text(NOTE.format(deadline="2026-11-30", dig=" "))
    result = call("status", "--vault", tmp_path, "--at", "2026-11-09")
    assert (result.exit_code, result.stdout) == (2, "")
