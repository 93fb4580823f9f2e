"""kill -9 at every write, fsync and rename of a turn: no note is torn, and the next turn heals."""

from __future__ import annotations

import os
import shutil
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest

from aimo_md.workplace import Workplace
from aimo_md.world.state import vault_state
from tests.faults.injected import dies_at
from tests.faults.killing import Kills, SlowDiscord
from tests.folders import (
    EVENING,
    REVIEW,
    change,
    commit_all,
    files,
    git,
    make_vault,
    turn,
)

if TYPE_CHECKING:
    from pathlib import Path

GARLIC = "- [ ] Plant the garlic"
PLANTED = "- [x] Plant the garlic ✅ 2026-11-22"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A garden with its dashboard and last week's review; a box was ticked, and this week's review is due."""
    root = make_vault(tmp_path / "vault", with_git=True)
    turn(root, EVENING.replace(day=15))
    commit_all(root)
    change(root / "Goals/Garden.md", GARLIC, PLANTED)
    return root


def test_a_kill_at_every_step_of_a_turn(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(vault)
    state = tmp_path / "state"
    shutil.copytree(os.environ["AIMO_STATE_HOME"], state)
    whole = tmp_path / "whole/vault"
    shutil.copytree(vault, whole)
    monkeypatch.setenv("AIMO_STATE_HOME", str(tmp_path / "whole/state"))
    shutil.copytree(state, tmp_path / "whole/state")
    name_of_state(tmp_path / "whole/state", whole)
    turn(whole, EVENING)
    after = files(whole)
    assert after.keys() - before.keys() == {REVIEW}

    kills = 0
    for step in count(1):
        folder = tmp_path / f"kill {step}"
        root = folder / "vault"
        shutil.copytree(vault, root)
        shutil.copytree(state, folder / "state")
        name_of_state(folder / "state", root)
        monkeypatch.setenv("AIMO_STATE_HOME", str(folder / "state"))
        killed = dies_at(step, partial(turn, root, EVENING))
        there = {path: data for path, data in files(root).items() if not path.endswith(".tmp")}
        for path, data in there.items():
            assert data in {before.get(path), after.get(path)}, f"{path} is torn by a kill at step {step}"
        assert before.keys() <= there.keys()
        assert git(root, "fsck", "--strict", "--no-dangling") == ""
        place = Workplace(root)
        turn(place, EVENING)
        assert files(root) == after, f"a kill at step {step} is not healed"
        assert git(root, "status", "--porcelain") == ""
        assert turn(place, EVENING).actions == ()
        shutil.rmtree(folder)
        if not killed:
            break
        kills += 1
    assert kills >= 10


def name_of_state(home: Path, root: Path) -> None:
    """Let the one state folder be that of the vault at `root`: its name comes from the path."""
    (there,) = home.iterdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AIMO_STATE_HOME", str(home))
        there.rename(vault_state(root).folder)


def test_random_kills_while_somebody_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SlowDiscord() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        kills = Kills(tmp_path / "vault", discord, spell=3)
        kills.heal()
        kills.author.start()
        try:
            for _ in range(6):
                kills.kill()
        finally:
            kills.author.end()
        kills.heal()
    posts, repeated = kills.posts()
    assert posts > 0
    assert repeated <= kills.figures.in_the_window
    assert kills.commits() > 1
    assert kills.faults() == ()
