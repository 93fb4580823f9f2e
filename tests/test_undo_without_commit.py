"""Decisions of which git has no commit of their own are taken back all the same, to the last byte."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import GitError
from aimo_md.plan.options import OptionKey
from aimo_md.workplace import Workplace
from tests.answered_vaults import GOAL, REVIEW, ROOMY, SLIPPING, asked, decided, settle, tick, untick
from tests.folders import change, files, git, put, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aimo_md.plan.decisions import Decision


def refusing(root: Path, text: str) -> Path:
    """A vault whose hook refuses the commit of what is decided."""
    vault = asked(root, text)
    hook = vault / ".git/hooks/pre-commit"
    put(hook, "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    return vault


def without_git(root: Path, text: str) -> Path:
    return asked(root, text, with_git=False)


def without_commits(root: Path, text: str) -> Path:
    vault = asked(root, text)
    put(vault / "aimo.toml", '[git]\ncommit = "off"\n')
    return vault


def in_the_midst_of_an_edit(root: Path, text: str) -> Path:
    """A vault whose owner commits by hand, and has something uncommitted in the goal's note."""
    vault = asked(root, text)
    put(vault / "aimo.toml", '[git]\ncommit = "own"\n')
    change(vault / GOAL, "# Run again", "# Run again\n\nSlowly.")
    settle(vault)
    return vault


@pytest.mark.parametrize(
    "make", [refusing, without_git, without_commits, in_the_midst_of_an_edit], ids=lambda each: each.__name__
)
@pytest.mark.parametrize(
    ("text", "option"),
    [
        pytest.param(SLIPPING, OptionKey.KEEP, id="keep"),
        pytest.param(SLIPPING, OptionKey.REDUCE, id="reduce"),
        pytest.param(SLIPPING, OptionKey.EXTEND, id="extend"),
        pytest.param(ROOMY, OptionKey.REPLAN, id="replan"),
    ],
)
def test_what_was_decided_without_a_commit_is_undone_to_the_last_byte(
    tmp_path: Path, make: Callable[[Path, str], Path], text: str, option: OptionKey
) -> None:
    """The heading `Decisions` that was made for it goes, too."""
    vault = make(tmp_path / "vault", text)
    before = files(vault)
    decision = answered(vault, option)
    assert decision.option is option
    take_back(vault, decision)
    assert (decided(vault), files(vault)) == ((), before)


def test_what_came_between_the_decision_and_its_commit_stays(tmp_path: Path) -> None:
    """The commit holds both, and the decision is taken back alone."""
    vault = refusing(tmp_path / "vault", SLIPPING)
    before = (vault / GOAL).read_text()
    decision = answered(vault, OptionKey.REDUCE)
    change(vault / GOAL, "# Run again", "# Run again\n\nSlowly.")
    (vault / ".git/hooks/pre-commit").unlink()
    turn(vault)
    assert git(vault, "status", "--porcelain") == ""
    take_back(vault, decision)
    assert (vault / GOAL).read_text() == before.replace("# Run again", "# Run again\n\nSlowly.")


def test_without_a_commit_and_without_the_state_what_only_the_tasks_knew_is_left(tmp_path: Path) -> None:
    vault = without_git(tmp_path / "vault", SLIPPING)
    decision = answered(vault, OptionKey.REDUCE)
    shutil.rmtree(os.environ["AIMO_STATE_HOME"])
    take_back(vault, decision)
    assert decided(vault) == (decision,)
    assert "what was there before is not known" in (vault / REVIEW).read_text().casefold()


def test_what_was_kept_and_cannot_be_read_counts_as_gone(tmp_path: Path) -> None:
    vault = without_git(tmp_path / "vault", SLIPPING)
    decision = answered(vault, OptionKey.REDUCE)
    Workplace(vault).state.write_record(decision.id, b"?")
    take_back(vault, decision)
    assert decided(vault) == (decision,)


def answered(vault: Path, option: OptionKey) -> Decision:
    """The decision, once the option is ticked."""
    tick(vault / REVIEW, f"^aimo-{option}-")
    with suppress(GitError):
        turn(vault)
    (decision,) = decided(vault)
    return decision


def take_back(vault: Path, decision: Decision) -> None:
    untick(vault / REVIEW, f"^{decision.id}")
    with suppress(GitError):
        turn(vault)
