"""Real events of a real file system."""

from __future__ import annotations

import shutil
import threading
import time
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError
from aimo_md.world.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DEADLINE = 10.0


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        threading.Event().wait(0.01)


class Watched:
    """A vault under watch, with what was heard of it so far."""

    def __init__(self, vault: Path, *, polling: bool) -> None:
        self.vault = vault
        self.heard: list[str] = []
        self.watcher = Watcher(vault, self.heard.append, polling=polling, interval=0.05)

    def hears(self, path: str) -> None:
        wait_until(lambda: path in self.heard)

    def heard_up_to_now(self) -> list[str]:
        """All that was heard; a last note, which comes after everything else, says when."""
        mark = self.vault / "mark.md"
        mark.touch()
        self.hears("mark.md")
        return [path for path in self.heard if path != "mark.md"]


@pytest.fixture(params=[False, True], ids=["events", "polling"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    (tmp_path / "Goals").mkdir()
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "a.md").write_text("a\n")
    under_watch = Watched(tmp_path, polling=request.param)
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
    ["picture.png", ".obsidian/workspace.md", ".a.md.swp", ".#a.md", "a.md~", "Goals/.syncthing.a.md.tmp"],
)
def test_what_concerns_no_note_is_not_heard(watched: Watched, path: str) -> None:
    (watched.vault / path).write_text("x")
    assert watched.heard_up_to_now() == []


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
    for polling in (False, True):
        watcher = Watcher(tmp_path / "none", print, polling=polling)
        with pytest.raises(AimoError, match="cannot be watched: No such file"):
            watcher.start()
        assert not watcher.alive()
        watcher.stop()


def test_a_vault_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "vault").symlink_to("real")
    watched = Watched(tmp_path / "vault", polling=False)
    watched.watcher.start()
    (tmp_path / "real/a.md").touch()
    watched.hears("a.md")
    watched.watcher.stop()
