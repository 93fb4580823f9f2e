"""Real events of a real file system."""

from __future__ import annotations

import ctypes
import errno
import logging
import shutil
import threading
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from watchdog.observers import inotify_c

from aimo_md.errors import AimoError
from aimo_md.world.watch import Watcher, foreign_file_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEADLINE = 10.0


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.01)


class Watched:
    """A vault under watch, with what was heard of it so far."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault
        self.heard: list[str] = []
        self.watcher = Watcher(vault, self.heard.append)

    def hears(self, path: str) -> None:
        wait_until(lambda: path in self.heard)

    def heard_up_to_now(self) -> list[str]:
        """All that was heard; a last note, which comes after everything else, says when."""
        mark = self.vault / "mark.md"
        mark.touch()
        self.hears("mark.md")
        return [path for path in self.heard if path != "mark.md"]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    (tmp_path / "Goals").mkdir()
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "a.md").write_text("a\n")
    under_watch = Watched(tmp_path)
    under_watch.watcher.start()
    yield under_watch
    under_watch.watcher.stop()


def test_a_new_note(watched: Watched) -> None:
    (watched.vault / "Goals/ü b.md").write_text("b\n")
    watched.hears("Goals/ü b.md")


def test_a_changed_note(watched: Watched) -> None:
    (watched.vault / "a.md").write_text("changed\n")
    watched.hears("a.md")


def test_a_removed_note(watched: Watched) -> None:
    (watched.vault / "a.md").unlink()
    watched.hears("a.md")


def test_a_renamed_note_is_heard_under_both_names(watched: Watched) -> None:
    (watched.vault / "a.md").rename(watched.vault / "Goals/b.md")
    watched.hears("a.md")
    watched.hears("Goals/b.md")


def test_a_note_that_is_replaced_as_editors_do_it(watched: Watched) -> None:
    (watched.vault / ".a.tmp").write_text("changed\n")
    (watched.vault / ".a.tmp").replace(watched.vault / "a.md")
    watched.hears("a.md")
    assert set(watched.heard) == {"a.md"}


def test_a_folder_that_is_moved_in_with_its_notes(
    watched: Watched, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "New"
    outside.mkdir()
    (outside / "c.md").write_text("c\n")
    shutil.move(outside, watched.vault / "New")
    watched.hears("New")


def test_a_note_in_a_folder_made_later(watched: Watched) -> None:
    (watched.vault / "New/er").mkdir(parents=True)
    watched.hears("New")
    (watched.vault / "New/er/c.md").write_text("c\n")
    watched.hears("New/er/c.md")


@pytest.mark.parametrize("path", ["aimo.toml", "Goals/summary.md.j2", "Goals/phrases.toml"])
def test_a_text_that_decides_what_is_written(watched: Watched, path: str) -> None:
    (watched.vault / path).write_text("x")
    watched.hears(path)


@pytest.mark.parametrize(
    "path",
    [
        "picture.png",
        ".obsidian/workspace.md",
        "a.md~",
        "#a.md#",
        ".picture.png.swp",
        "Goals/.syncthing.a.md.tmp",
    ],
)
def test_what_concerns_no_note_is_not_heard(watched: Watched, path: str) -> None:
    (watched.vault / path).write_text("x")
    assert watched.heard_up_to_now() == []


@pytest.mark.parametrize("name", [".b.md.swp", ".#b.md", ".~lock.b.md#"])
def test_an_editor_that_opens_and_closes_a_note(watched: Watched, name: str) -> None:
    lock = watched.vault / "Goals" / name
    lock.symlink_to("anna@laptop.4711") if name.startswith(".#") else lock.touch()
    watched.hears("Goals/b.md")
    watched.heard.clear()
    lock.unlink()
    watched.hears("Goals/b.md")


def test_reading_is_no_change(watched: Watched) -> None:
    assert (watched.vault / "a.md").read_text() == "a\n"
    assert list((watched.vault / "Goals").iterdir()) == []
    assert watched.heard_up_to_now() == []


def test_start_and_stop_as_often_as_you_like(watched: Watched) -> None:
    watcher = watched.watcher
    watcher.start()
    assert watcher.alive()
    before = threading.active_count()
    watcher.stop()
    watcher.stop()
    assert not watcher.alive()
    assert threading.active_count() < before
    watcher.start()
    assert watcher.alive()
    (watched.vault / "again.md").touch()
    watched.hears("again.md")


def test_a_vault_that_is_removed(watched: Watched) -> None:
    shutil.rmtree(watched.vault)
    wait_until(lambda: not watched.watcher.alive())
    watched.hears("")


def test_a_vault_that_is_not_there(tmp_path: Path) -> None:
    watcher = Watcher(tmp_path / "none", print)
    with pytest.raises(AimoError, match="cannot be watched: No such file"):
        watcher.start()
    assert not watcher.alive()
    watcher.stop()


def test_another_folder_in_the_vaults_place(
    watched: Watched, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert watched.watcher.alive()
    watched.vault.rename(tmp_path_factory.mktemp("away") / "vault")
    watched.vault.mkdir()
    wait_until(lambda: not watched.watcher.alive())
    watched.watcher.stop()
    watched.watcher.start()
    assert watched.watcher.alive()
    (watched.vault / "new.md").touch()
    watched.hears("new.md")


def test_a_queue_that_overflowed(watched: Watched) -> None:
    logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed; events were lost")
    assert not watched.watcher.alive()
    watched.watcher.stop()
    watched.watcher.start()
    assert watched.watcher.alive()


def test_a_vault_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "vault").symlink_to("real")
    watched = Watched(tmp_path / "vault")
    watched.watcher.start()
    (tmp_path / "real/a.md").touch()
    watched.hears("a.md")
    watched.watcher.stop()


def limited(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Let the system give so many watches and no more."""
    given = count()
    add = inotify_c.inotify_add_watch

    def add_watch(*arguments: object) -> object:
        if next(given) < most:
            return add(*arguments)  # type: ignore[arg-type]  # passed on as it came
        ctypes.set_errno(errno.ENOSPC)
        return -1

    monkeypatch.setattr(inotify_c, "inotify_add_watch", add_watch)


@pytest.mark.parametrize(
    ("most", "alive", "unwatched"),
    [
        pytest.param(100, True, 0, id="enough"),
        pytest.param(4, True, 7, id="for some folders"),
        pytest.param(0, False, 11, id="for none"),
    ],
)
def test_a_limit_of_watches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, unwatched: int, *, alive: bool
) -> None:
    for number in range(10):
        (tmp_path / f"Folder {number}").mkdir()
    limited(monkeypatch, most)
    watcher = Watcher(tmp_path, print)
    watcher.start()
    assert watcher.alive() is alive
    assert watcher.unwatched() == unwatched
    watcher.stop()


def test_no_watch_at_all_costs_nothing_however_often_it_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited(monkeypatch, 0)
    handles = Path("/proc/self/fd")
    before = threading.active_count(), len(list(handles.iterdir()))
    watcher = Watcher(tmp_path, print)
    for _ in range(5):
        watcher.start()
    wait_until(lambda: (threading.active_count(), len(list(handles.iterdir()))) == before)


def test_a_limit_of_watchers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        ctypes.set_errno(errno.EMFILE)
        return -1

    with monkeypatch.context() as patch:
        patch.setattr(inotify_c, "inotify_init", refuse)
        watcher = Watcher(tmp_path, print)
        watcher.start()
        assert not watcher.alive()
        assert watcher.unwatched() == 1
    watcher.start()
    assert watcher.alive()
    watcher.stop()


MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 27 0:30 / /mnt/nas rw,relatime shared:1 - nfs4 nas:/export rw
31 30 0:31 / /mnt/nas/my\040local\040disk rw - btrfs /dev/vdb rw
32 27 0:32 / /mnt/phone rw - fuse.sshfs phone: rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        pytest.param("/home/anna/Notes", None, id="local"),
        pytest.param("/mnt/nas/Notes", "nfs4", id="NFS"),
        pytest.param("/mnt/nas2", None, id="the name only begins alike"),
        pytest.param("/mnt/nas/my local disk/Notes", None, id="a local disk below it"),
        pytest.param("/mnt/phone", "fuse.sshfs", id="sshfs"),
    ],
)
def test_file_systems_that_tell_of_nothing(tmp_path: Path, folder: str, kind: str | None) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    assert foreign_file_system(Path(folder), tmp_path / "mountinfo") == kind


def test_a_system_that_does_not_list_its_mounts(tmp_path: Path) -> None:
    assert foreign_file_system(tmp_path, tmp_path / "none") is None
