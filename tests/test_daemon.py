"""The daemon over a real folder: what happens while somebody works in it."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from typing import TYPE_CHECKING, Self

import pytest

from aimo_md import timing
from aimo_md.daemon import Daemon
from aimo_md.errors import DiscordError
from aimo_md.pushing import Pushing
from aimo_md.workplace import Workplace
from aimo_md.world import host
from tests.discord_server import DiscordServer
from tests.folders import (
    EVENING,
    NOON,
    REVIEW,
    change,
    commit_all,
    git,
    make_vault,
    put,
    subjects,
    turn,
    wait_until,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from aimo_md.cycle import Snapshot

GARLIC = "- [ ] Plant the garlic"
PLANTED = "- [x] Plant the garlic ✅ 2026-11-22"
HUSHED = "what only two people know"
PLANTED_SUBJECT = "Grow a garden: 1 done, 33 % → 67 %"


@pytest.fixture(autouse=True)
def _in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Sunday at noon, and nothing has to be waited for that a test does not wait for."""
    monkeypatch.setattr(timing, "BETWEEN_TURNS", 0.0)
    monkeypatch.setattr(timing, "RETRY", 0.1)
    monkeypatch.setattr(host, "now", lambda _: NOON)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden in a repository, with its dashboard; nothing is committed before ten minutes of quiet."""
    root = make_vault(tmp_path / "vault", with_git=True)
    put(root / "aimo.toml", "[git]\nquiet = 600.0\n")
    turn(root)
    commit_all(root)
    return root


class Running:
    """A daemon that runs in a thread of its own while the block lasts, and what it said."""

    def __init__(
        self, place: Workplace, deliver: Callable[[Callable[[float], bool]], float | None] = lambda _: None
    ) -> None:
        self.vault = place.root
        self.said: list[str] = []
        pushing = Pushing(place.root, lambda: place.config.git.push, self.said.append)
        self.daemon = Daemon(place, self.said.append, deliver=deliver, push=lambda _: pushing.push())
        self.thread = threading.Thread(target=self.daemon.run)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.daemon.stop()
        self.thread.join(30)
        assert not self.thread.is_alive()

    def shows(self, words: str) -> None:
        wait_until(lambda: words in (self.vault / "Aimo.md").read_text())

    def has_said(self, words: str) -> None:
        wait_until(lambda: any(words in line for line in self.said))


def commit_soon(vault: Path) -> None:
    put(vault / "aimo.toml", "[git]\nquiet = 0.05\n")


def in_place(note: Path) -> None:
    change(note, GARLIC, PLANTED)


def by_a_temporary_file(note: Path) -> None:
    new = note.with_name(".Garden.md.tmp")
    shutil.copy(note, new)
    change(new, GARLIC, PLANTED)
    new.replace(note)


@pytest.mark.parametrize("save", [in_place, by_a_temporary_file])
def test_a_box_that_is_ticked_shows_on_the_dashboard(vault: Path, save: Callable[[Path], None]) -> None:
    with Running(Workplace(vault)) as running:
        save(vault / "Goals/Garden.md")
        running.shows("67 %")
        running.has_said("wrote Aimo.md")


def test_a_tick_is_followed_once_its_note_is_quiet(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "QUIET", 0.5)
    with Running(Workplace(vault, patience=0.5)):
        change(vault / "Aimo.md", "- [ ] Call the plumber", "- [x] Call the plumber")
        wait_until(lambda: "- [x] Call the plumber" in (vault / "Inbox.md").read_text())
        wait_until(lambda: "plumber" not in (vault / "Aimo.md").read_text())


def test_it_begins_with_what_happened_while_it_did_not_run(vault: Path) -> None:
    in_place(vault / "Goals/Garden.md")
    with Running(Workplace(vault)) as running:
        running.shows("67 %")


def test_what_changed_is_committed_when_it_is_quiet(vault: Path) -> None:
    commit_soon(vault)
    with Running(Workplace(vault)) as running:
        in_place(vault / "Goals/Garden.md")
        wait_until(lambda: subjects(vault)[0] == PLANTED_SUBJECT)
        running.has_said(f"committed: {PLANTED_SUBJECT}")


def test_how_long_it_has_to_be_quiet_can_be_changed_while_it_runs(vault: Path) -> None:
    with Running(Workplace(vault)) as running:
        in_place(vault / "Goals/Garden.md")
        running.shows("67 %")
        assert subjects(vault)[0] == "By hand"
        commit_soon(vault)
        running.shows("67 %")
        put(vault / "Inbox.md", "- [ ] Call the painter\n")
        wait_until(lambda: len(subjects(vault)) > len(["By hand", "By hand"]))


def test_what_was_committed_is_pushed_where_that_is_wanted(vault: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    git(vault, "push", "--quiet", "--set-upstream", str(tmp_path / "remote.git"), "main")
    put(vault / "aimo.toml", "[git]\nquiet = 0.05\npush = true\n")
    with Running(Workplace(vault)):
        in_place(vault / "Goals/Garden.md")
        wait_until(lambda: subjects(tmp_path / "remote.git")[0] == PLANTED_SUBJECT)


def test_stop_commits_what_was_waiting_for_that(vault: Path) -> None:
    with Running(Workplace(vault)) as running:
        in_place(vault / "Goals/Garden.md")
        running.shows("67 %")
        assert subjects(vault)[0] == "By hand"
    assert subjects(vault)[0] == PLANTED_SUBJECT
    assert git(vault, "status", "--porcelain") == ""


def test_stop_misses_nothing_that_was_saved_before_it(vault: Path) -> None:
    with Running(Workplace(vault)):
        in_place(vault / "Goals/Garden.md")
    assert "67 %" in (vault / "Aimo.md").read_text()
    assert subjects(vault)[0] == PLANTED_SUBJECT


def test_stop_waits_for_the_turn_in_hand(vault: Path) -> None:
    commit_soon(vault)
    hook = vault / ".git/hooks/pre-commit"
    put(hook, "#!/bin/sh\ntouch .git/begun\nuntil [ -e .git/go-on ]; do sleep 0.02; done\n")
    hook.chmod(0o755)
    with Running(Workplace(vault)) as running:
        in_place(vault / "Goals/Garden.md")
        wait_until((vault / ".git/begun").exists)
        running.daemon.stop()
        (vault / ".git/go-on").touch()
    assert subjects(vault)[0] == PLANTED_SUBJECT


class Watched(Workplace):
    """A workplace that counts how often it was looked at, and fails for the first few times."""

    def __init__(self, root: Path, *, failing: int = 0) -> None:
        super().__init__(root)
        self.looks = 0
        self.failing = failing

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        self.looks += 1
        if self.looks <= self.failing:
            raise KeyError(HUSHED)
        return super().look(now, commit_due=commit_due)


def test_what_a_failed_turn_was_to_look_at_is_looked_at_by_the_next(vault: Path) -> None:
    place = Watched(vault)
    with Running(place) as running:
        in_place(vault / "Goals/Garden.md")
        running.shows("67 %")
        place.failing = place.looks + 2
        change(vault / "Goals/Garden.md", "- [ ] Dig the beds", "- [x] Dig the beds ✅ 2026-11-22")
        running.shows("100 %")


def test_what_stands_in_the_way_of_a_commit_is_said_once_and_waited_for(vault: Path) -> None:
    commit_soon(vault)
    merge = vault / ".git/MERGE_HEAD"
    merge.write_text(git(vault, "rev-parse", "HEAD") + "\n")
    place = Watched(vault)
    with Running(place) as running:
        in_place(vault / "Goals/Garden.md")
        running.has_said("a merge is in progress; finish or abort it with git")
        seen = place.looks
        wait_until(lambda: place.looks > seen + 2)
        merge.unlink()
        wait_until(lambda: subjects(vault)[0] == PLANTED_SUBJECT)
    assert sum("a merge is in progress" in line for line in running.said) == 1


def test_a_fault_that_nobody_foresaw_is_said_and_the_loop_goes_on(vault: Path) -> None:
    in_place(vault / "Goals/Garden.md")
    with Running(Watched(vault, failing=2)) as running:
        running.shows("67 %")
    assert [line.split(" in ")[0] for line in running.said[:2]] == ["unexpected KeyError", "wrote Aimo.md"]
    assert HUSHED not in running.said[0]


def test_a_vault_that_was_away_is_watched_again(vault: Path) -> None:
    with Running(Workplace(vault)) as running:
        shutil.copytree(vault, vault.with_name("copy"))
        shutil.rmtree(vault)
        running.has_said("No such file or directory")
        vault.with_name("copy").rename(vault)
        wait_until(lambda: not running.daemon._lookout.lost())  # noqa: SLF001 (nothing else to wait for)
        in_place(vault / "Goals/Garden.md")
        running.shows("67 %")


def test_a_dashboard_that_is_open_in_an_editor_is_written_when_it_is_closed(vault: Path) -> None:
    (vault / ".Aimo.md.swp").touch()
    with Running(Workplace(vault)) as running:
        in_place(vault / "Goals/Garden.md")
        put(vault / "Reviews/2026-W47 review.md", "")
        running.has_said("wrote Reviews/2026-W47 review.md")
        assert "33 %" in (vault / "Aimo.md").read_text()
        (vault / ".Aimo.md.swp").unlink()
        running.shows("67 %")


def test_another_device_that_takes_over_ends_it(vault: Path) -> None:
    with Running(Workplace(vault, works_as="laptop")) as running:
        wait_until(lambda: not running.daemon._lookout.lost())  # noqa: SLF001 (nothing else to wait for)
        put(vault / "aimo.toml", '[vault]\nwriter = "desk"\n')
        running.has_said("'desk' is the device that works on this vault")
        wait_until(lambda: not running.thread.is_alive())
        in_place(vault / "Goals/Garden.md")
    assert "33 %" in (vault / "Aimo.md").read_text()
    assert subjects(vault)[0] == "By hand"


def test_where_nothing_tells_of_changes_it_looks_often(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "POLL", 0.05)
    monkeypatch.setattr(timing, "LOOKS_TAKE", 1.0)
    put(vault / "aimo.toml", "[git]\nquiet = 600.0\n[vault]\npolling = true\n")
    with Running(Workplace(vault)) as running:
        running.has_said("`vault.polling` is set")
        in_place(vault / "Goals/Garden.md")
        running.shows("67 %")
    assert sum("polling" in line for line in running.said) == 1


def test_events_that_were_lost_are_noticed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "SUPERVISE", 0.05)
    with Running(Workplace(vault)) as running:
        wait_until(lambda: not running.daemon._lookout.lost())  # noqa: SLF001 (nothing else to wait for)
        logging.getLogger("watchdog.observers.inotify_c").warning(
            "Inotify queue overflowed; events were lost"
        )
        in_place(vault / "Goals/Garden.md")
        running.shows("67 %")


def overdue(root: Path, after_wakeup: float = 0.0) -> Path:
    """A vault with something to tell, from which aimo was away for a week."""
    make_vault(
        root, "=== Goal.md\n---\ntype: goal\nstart: 2026-01-01\ndeadline: 2026-10-01\n---\n- [ ] Do it\n"
    )
    put(root / "aimo.toml", f"[review]\nafter_wakeup = {after_wakeup}\n")
    Workplace(root).state.write_job("weekly-review", "2026-W46")
    return root


def test_the_digest_goes_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "now", lambda _: EVENING)
    vault = overdue(tmp_path / "vault")
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        place = Workplace(vault)

        def deliver(wait: Callable[[float], bool]) -> None:
            place.delivery.deliver(wait)

        for number in range(2):
            with Running(Workplace(vault), deliver) as running:
                wait_until(lambda: len(discord.messages) == 1)
                put(vault / "Inbox.md", f"- [ ] Tell person {number} 📅 2026-11-23\n")
                running.shows(f"Tell person {number}")
        assert [request.method for request in discord.requests] == ["POST"]


def test_what_was_missed_is_made_up_for_some_time_after_a_wakeup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "now", lambda _: EVENING)
    monkeypatch.setattr(timing, "SUPERVISE", 0.05)
    vault = overdue(tmp_path / "vault", after_wakeup=3600.0)
    with Running(Workplace(vault)) as running:
        running.has_said("wrote Aimo.md")
        put(vault / "aimo.toml", "[review]\nafter_wakeup = 0.0\n")
        put(vault / "Inbox.md", "- [ ] Come from another device 📅 2026-11-23\n")
        running.shows("Come from another device")
        assert not (vault / REVIEW).exists()
        awake = time.time
        monkeypatch.setattr(time, "time", lambda: awake() + 3600.0)
        wait_until((vault / REVIEW).exists)
    assert sum("wrote Reviews" in line for line in running.said) == 1


def test_a_daemon_that_is_told_to_stop_leaves_what_was_missed_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "now", lambda _: EVENING)
    vault = overdue(tmp_path / "vault", after_wakeup=3600.0)
    with Running(Workplace(vault)):
        pass
    assert (vault / "Aimo.md").exists()
    assert not (vault / REVIEW).exists()
    turn(vault, EVENING)
    assert (vault / REVIEW).exists()


def test_a_delivery_is_tried_again_when_it_says_so_and_a_failing_one_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "now", lambda _: EVENING)
    outcomes: list[float | Exception | None] = [
        DiscordError("the webhook is gone", hint="make one"),
        0.0,
        None,
    ]
    done = threading.Event()

    def deliver(_: Callable[[float], bool]) -> float | None:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        if not outcomes:
            done.set()
        return outcome

    with Running(Workplace(overdue(tmp_path / "vault")), deliver) as running:
        running.has_said("the webhook is gone; make one")
        wait_until(done.is_set)


def test_stop_does_not_wait_for_discord(vault: Path) -> None:
    waiting, gave_up = threading.Event(), threading.Event()

    def deliver(wait: Callable[[float], bool]) -> float | None:
        waiting.set()
        if wait(3600.0):
            gave_up.set()
        return 3600.0

    with Running(Workplace(vault), deliver):
        wait_until(waiting.is_set)
    assert gave_up.is_set()
