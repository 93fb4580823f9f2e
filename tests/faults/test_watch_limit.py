"""A system that gives too few watches: it is said, the vault is polled, and watched again once it may be."""

from __future__ import annotations

import ctypes
import errno
import threading
from itertools import count
from typing import TYPE_CHECKING

from watchdog.observers import inotify_c

from aimo_md import lookout, timing
from aimo_md.daemon import Daemon
from aimo_md.workplace import Workplace
from aimo_md.world import host
from tests.folders import NOON, make_vault, put, turn, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FOLDERS, WATCHES = 10, 4


def test_a_limit_that_is_raised_while_aimo_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "BETWEEN_TURNS", 0.0)
    monkeypatch.setattr(timing, "POLL", 0.05)
    monkeypatch.setattr(timing, "LOOKS_TAKE", 1.0)
    monkeypatch.setattr(host, "now", lambda _: NOON)
    root = make_vault(tmp_path / "vault")
    for number in range(FOLDERS):
        put(root / f"Folder {number}/Note.md", "Nothing to do.\n")
    turn(root)
    said: list[str] = []
    daemon = Daemon(Workplace(root), said.append, deliver=lambda _: None, push=lambda _: None)
    thread = threading.Thread(target=daemon.run)

    def shows_what_is_written(number: int) -> None:
        put(root / f"Folder {FOLDERS - 1}/Note.md", f"- [ ] Thing {number} 📅 2026-11-22\n")
        wait_until(lambda: f"Thing {number}" in (root / "Aimo.md").read_text("utf-8"))

    given, add = count(), inotify_c.inotify_add_watch

    def add_few(*arguments: object) -> object:
        if next(given) < WATCHES:
            return add(*arguments)  # type: ignore[arg-type]  # passed on as it came
        ctypes.set_errno(errno.ENOSPC)
        return -1

    with monkeypatch.context() as limited:
        limited.setattr(inotify_c, "inotify_add_watch", add_few)
        thread.start()
        wait_until(lambda: any("unwatched" in line for line in said))
        for number in range(3):
            shows_what_is_written(number)
    assert said[0].startswith(f"the limit of watches leaves {FOLDERS + 2 - WATCHES} folders unwatched")
    monkeypatch.setattr(lookout, "RESCAN", 0.0)
    wait_until(lambda: "the system tells of changes again" in said)
    monkeypatch.setattr(timing, "POLL", 3600.0)
    shows_what_is_written(3)
    daemon.stop()
    thread.join(30)
    assert not thread.is_alive()
    assert sum("unwatched" in line for line in said) == 1
