"""A storm of changes and a checkout: what the running daemon wrote is what a fresh look would write."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from aimo_md import timing
from aimo_md.cycle import WriteNote, foresee
from aimo_md.daemon import Daemon
from aimo_md.workplace import Workplace
from aimo_md.world import host
from tests.folders import NOON, commit_all, git, make_vault, put, turn, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOTES = 60


def write(root: Path, number: int, edit: int) -> None:
    boxes = "".join(f"- [{'x' if edit >> bit & 1 else ' '}] Step {number} {bit}\n" for bit in range(3))
    head = "type: goal" if number < 5 else f'parent: "[[Note {number % 5}]]"'
    put(root / f"Note {number}.md", f"---\n{head}\n---\n{boxes}")


def is_told(root: Path) -> bool:
    planned = foresee(Workplace(root), NOON, commit_due=False)
    return not any(isinstance(action, WriteNote) for action in planned.actions)


def test_a_storm_a_checkout_and_lost_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "BETWEEN_TURNS", 0.1)
    monkeypatch.setattr(timing, "SUPERVISE", 0.1)
    monkeypatch.setattr(host, "now", lambda _: NOON)
    root = make_vault(tmp_path / "vault", with_git=False)
    put(root / "aimo.toml", '[git]\ncommit = "off"\n')
    for number in range(NOTES):
        write(root, number, 0)
    turn(root)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit_all(root)
    git(root, "checkout", "--quiet", "-b", "other")
    for number in range(NOTES):
        write(root, number, 5)
    commit_all(root)
    git(root, "checkout", "--quiet", "main")

    daemon = Daemon(Workplace(root), lambda _: None, deliver=lambda _: None, push=lambda _: None)
    thread = threading.Thread(target=daemon.run)
    thread.start()
    try:
        wait_until(lambda: is_told(root))
        for edit in range(5):
            for number in range(NOTES):
                write(root, number, edit)
        wait_until(lambda: is_told(root))
        for branch in ("other", "main"):
            git(root, "checkout", "--quiet", "--force", branch)
            wait_until(lambda: is_told(root))
        logging.getLogger("watchdog.observers.inotify_c").warning(
            "Inotify queue overflowed; events were lost"
        )
        write(root, 0, 7)
        wait_until(lambda: is_told(root))
    finally:
        daemon.stop()
        thread.join(30)
    assert not thread.is_alive()
    assert is_told(root)
