"""That an applied decision is told on Discord, wherever aimo dies, and one that was not applied is not."""

from __future__ import annotations

import shutil
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle.posting import DECIDED
from aimo_md.delivery import OUTBOX_NAME
from aimo_md.workplace import Workplace
from aimo_md.world.outbox import Outbox
from aimo_md.world.state import vault_state
from tests.answered_vaults import tick, untick
from tests.faults.injected import dies_at
from tests.folders import at, make_vault, turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = at("2026-11-18 12:00")
LATE = """
    === Goals/Late.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-10
    ---
    - [ ] one
    - [ ] two
"""
GOAL = "Goals/Late.md"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A goal that is overdue, its question in the dashboard, and an answer to it."""
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "https://discord.com/api/webhooks/1/secret")
    root = make_vault(tmp_path / "vault", LATE)
    turn(root, NOON)
    tick(root / "Aimo.md", "Pause it")
    return root


def words(root: Path) -> list[str]:
    """The words about decisions that were queued."""
    outbox = Outbox(vault_state(root).folder / OUTBOX_NAME)
    return [text for key, text in outbox.texts().items() if key.startswith("decision:")]


def is_applied(root: Path) -> bool:
    return "status: paused" in (root / GOAL).read_text("utf-8")


class Deaths:
    """One turn from the same beginning again and again, dying each time one step later."""

    def __init__(self, root: Path, saved: Path) -> None:
        self._kept = {root: saved / "vault", vault_state(root).folder: saved / "state"}
        for there, kept in self._kept.items():
            shutil.copytree(there, kept)
        self._root = root

    def __iter__(self) -> Iterator[int]:
        for step in count(1):
            for there, kept in self._kept.items():
                shutil.rmtree(there)
                shutil.copytree(kept, there)
            died = dies_at(step, partial(turn, self._root, NOON))
            yield step
            if not died:
                return


def test_a_decision_is_told_once_wherever_aimo_dies(vault: Path, tmp_path: Path) -> None:
    died_between = 0
    for step in Deaths(vault, tmp_path / "saved"):
        assert len(words(vault)) <= is_applied(vault), f"told of before it was applied, step {step}"
        died_between += is_applied(vault) and not words(vault)
        place = Workplace(vault)
        turn(place, NOON)
        assert is_applied(vault)
        assert len(words(vault)) == 1, f"a death at step {step} costs the word"
        assert turn(place, NOON).actions == ()
    assert died_between


def test_a_decision_that_was_not_applied_is_not_told(vault: Path, tmp_path: Path) -> None:
    """Its user thinks better of it before aimo comes back."""
    died_before = 0
    for step in Deaths(vault, tmp_path / "saved"):
        if is_applied(vault):
            break
        died_before += DECIDED in vault_state(vault).read_jobs()
        untick(vault / "Aimo.md", "Pause it")
        place = Workplace(vault)
        turn(place, NOON)
        assert words(vault) == [], f"told of after a death at step {step}"
        assert turn(place, NOON).actions == ()
    assert died_before
