"""When hints cannot be relied on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from aimo_md import lookout
from aimo_md.lookout import Lookout
from aimo_md.world.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Lookout]:
    over = Lookout(tmp_path, lambda _: None)
    yield over
    over.stop()


def test_hints_can_be_relied_on(over: Lookout) -> None:
    assert over.lost()
    for thoroughly in (False, True):
        over.watch(polling=False, thoroughly=thoroughly)
        assert over.blindness == ""
        assert not over.lost()


def test_polling_can_be_switched_on_and_off(over: Lookout) -> None:
    over.watch(polling=False, thoroughly=False)
    over.watch(polling=True, thoroughly=False)
    assert "vault.polling" in over.blindness
    assert not over.lost()
    over.watch(polling=False, thoroughly=False)
    assert over.blindness == ""
    assert not over.lost()


def test_a_network_mount_is_polled(over: Lookout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "foreign_file_system", lambda _: "nfs4")
    over.watch(polling=False, thoroughly=False)
    assert "nfs4" in over.blindness


def test_a_limit_that_is_reached_later_is_noticed_by_a_thorough_look(
    over: Lookout, monkeypatch: pytest.MonkeyPatch
) -> None:
    over.watch(polling=False, thoroughly=False)
    monkeypatch.setattr(Watcher, "unwatched", lambda _: 3)
    over.watch(polling=False, thoroughly=False)
    assert over.blindness == ""
    for thoroughly in (True, False):
        over.watch(polling=False, thoroughly=thoroughly)
        assert "3 folders unwatched" in over.blindness


@pytest.mark.parametrize(
    "jump", [-365 * 86_400.0, 86_400.0, 21 * 86_400.0], ids=["back", "a day", "three weeks"]
)
def test_a_sleep_or_a_clock_that_was_set_is_noticed_once(
    over: Lookout, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    assert not over.slept()
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + jump)
    assert over.slept()
    assert not over.slept()
