"""A daemon that has nothing to do: nothing of it wakes up but its own timer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from benchmarks.idle import spent
from tests.cli.commands import start
from tests.folders import TIMELESS, make_vault, put, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPELL = 1.0
"""Seconds; the timer is due every five."""


def test_an_idle_daemon(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault", TIMELESS)
    put(root / "aimo.toml", '[git]\ncommit = "off"\n')
    daemon = start("run", "--vault", root)
    try:
        wait_until((root / "Aimo.md").exists)
        spells = woken(daemon.pid)
        wait_until(lambda: next(spells) <= {daemon.pid})
    finally:
        daemon.terminate()
        daemon.communicate()


def woken(process: int) -> Iterator[set[int]]:
    """The threads that woke up in one spell after the other."""
    while True:
        before = spent(process)
        threading.Event().wait(SPELL)
        after = spent(process)
        yield {thread for thread, now in after.items() if now.waits != before[thread].waits}
