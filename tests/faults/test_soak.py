"""Many turns and commits in one process: it keeps no file open, no thread and no child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.workplace import Workplace
from benchmarks.soak import BETWEEN_EDITS, FIRST_DAY, GOALS, goal, make_vault, used
from tests.folders import git, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FIRST, LAST, EVERY = 20, 60, 5
"""After the first edits everything is open that stays open; after every so many edits there is a commit."""


def test_nothing_is_left_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_DATE", FIRST_DAY.isoformat())
    monkeypatch.setenv("GIT_COMMITTER_DATE", FIRST_DAY.isoformat())
    root = make_vault(tmp_path / "vault")
    place = Workplace(root)
    held = {}
    for edit in range(1, LAST + 1):
        put(root / f"Goal {edit % GOALS}.md", goal(edit % GOALS, edit))
        turn(place, FIRST_DAY + edit * BETWEEN_EDITS, commit_due=edit % EVERY == 0)
        _, _, *held[edit] = used()
    assert held[FIRST] == held[LAST]
    assert int(git(root, "rev-list", "--count", "HEAD")) == 1 + LAST // EVERY
