"""What a command says where its notes were written and git refused the commit: nothing is to be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import TODAY, call
from tests.folders import EVENING, GARDEN, commit_all, git, make_vault, put, subjects, turn

if TYPE_CHECKING:
    from pathlib import Path

STAYS = "what was written stays, so there is nothing to repeat: only the commit is missing, and "


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault at rest whose hook refuses every commit."""
    root = make_vault(tmp_path / "vault", GARDEN, with_git=True)
    turn(root, EVENING)
    commit_all(root)
    hook = root / ".git/hooks/pre-commit"
    put(hook, "#!/bin/sh\necho not today >&2\nexit 1\n")
    hook.chmod(0o755)
    return root


@pytest.mark.parametrize(
    ("command", "written"),
    [
        pytest.param(("add", "Call Ann"), "Inbox.md", id="add"),
        pytest.param(("done", "garlic"), "Goals/Garden.md", id="done"),
        pytest.param(("decide", "garden", "pause", "2027-03-01"), "Goals/Garden.md", id="decide"),
        pytest.param(("review", "2026-W46"), "Reviews/2026-W46 review.md", id="review"),
        pytest.param(("new", "Learn to swim", "--yes"), "Goals/Learn to swim.md", id="new"),
    ],
)
def test_a_command_whose_commit_is_refused_says_what_it_wrote(
    vault: Path, command: tuple[str, ...], written: str
) -> None:
    result = call(*command, "--vault", vault, *TODAY)
    assert result.exit_code == 5
    told, _, why = result.stderr.partition("aimo: git refused: not today\n")
    assert f"Wrote {written}\n" in told
    assert "Committed" not in told
    assert (
        why
        == f"      try the same with git itself\n      {STAYS}the next one, aimo's or yours, takes it in\n"
    )


def test_the_next_turn_commits_what_was_refused(vault: Path) -> None:
    call("add", "Call Ann", "--vault", vault, *TODAY)
    (vault / ".git/hooks/pre-commit").unlink()
    assert call("run", "--once", "--vault", vault, *TODAY).exit_code == 0
    assert subjects(vault)[0] == "Update Inbox"
    assert git(vault, "status", "--porcelain") == ""
    assert (vault / "Inbox.md").read_text().count("Call Ann") == 1


def test_days_off_are_yours_to_commit(vault: Path) -> None:
    """No later commit of aimo's holds `aimo.toml`, so nothing is promised."""
    result = call("away", "2026-12-24", "2026-12-31", "--vault", vault, *TODAY)
    assert result.exit_code == 5
    assert result.stderr.startswith(
        "Wrote aimo.toml: away from 2026-12-24 to 2026-12-31\naimo: git refused: "
    )
    assert "only the commit is missing, which you can make with git" in result.stderr


def test_where_nothing_was_written_there_is_nothing_to_say_of_it(vault: Path) -> None:
    put(vault / "Thoughts.md", "A thought\n")
    result = call("run", "--once", "--vault", vault, *TODAY)
    assert (result.exit_code, "nothing to repeat" in result.stderr) == (5, False)
