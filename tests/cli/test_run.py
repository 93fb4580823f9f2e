"""`aimo run` as a process of its own: what a terminal or a service manager does to it."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import call, start
from tests.folders import TIMELESS, change, commit_all, git, make_vault, put, subjects, wait_until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

GARLIC = "- [ ] Plant the garlic"
PLANTED = "- [x] Plant the garlic"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A garden without days in a repository, with a dashboard of today."""
    root = make_vault(tmp_path / "vault", TIMELESS, with_git=True)
    call("run", "--once", "--vault", root)
    os.utime(root / "Aimo.md", (0, 0))  # nobody has just edited it
    commit_all(root)
    return root


@pytest.fixture
def daemon(vault: Path) -> Iterator[subprocess.Popen[str]]:
    """`aimo run` over the garden; it ends with the test."""
    process = start("run", "--vault", vault)
    yield process
    process.kill()
    process.communicate()


def begins(process: subprocess.Popen[str]) -> None:
    """Wait until it watches."""
    assert process.stderr is not None
    while "watching" not in process.stderr.readline():
        assert process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_ends_when_it_is_told_to_with_everything_committed(
    vault: Path, daemon: subprocess.Popen[str], number: signal.Signals
) -> None:
    begins(daemon)
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    wait_until(lambda: "67 %" in (vault / "Aimo.md").read_text())
    assert subjects(vault)[0] == "By hand"
    daemon.send_signal(number)
    stdout, stderr = daemon.communicate(timeout=30)
    assert daemon.returncode == 0
    assert stdout == ""
    assert stderr.endswith(" ended\n")
    assert "Traceback" not in stderr
    assert "Grow a garden: 1 done" in subjects(vault)[0]
    assert git(vault, "status", "--porcelain") == ""
    assert git(vault, "fsck", "--strict", "--no-dangling") == ""


def test_sighup_lets_it_look_again_and_the_journal_tells(vault: Path, daemon: subprocess.Popen[str]) -> None:
    begins(daemon)
    states = Path(os.environ["AIMO_STATE_HOME"])
    wait_until(lambda: any(states.glob("*/aimo.log")))
    (journal,) = states.glob("*/aimo.log")
    wait_until(lambda: "watching" in journal.read_text())
    daemon.send_signal(signal.SIGHUP)
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    wait_until(lambda: "wrote Aimo.md" in journal.read_text())
    assert daemon.poll() is None


def test_there_is_one_at_a_time(vault: Path, daemon: subprocess.Popen[str]) -> None:
    begins(daemon)
    result = call("run", "--vault", vault)
    assert result.exit_code == 7
    assert f"another aimo (process {daemon.pid}) is at work on this vault" in result.stderr


def test_one_that_was_killed_does_not_lock_out_the_next(vault: Path, daemon: subprocess.Popen[str]) -> None:
    begins(daemon)
    daemon.kill()
    daemon.wait(30)
    assert call("run", "--once", "--vault", vault).exit_code == 0


def test_an_interrupt_before_it_watches_ends_with_130(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "aimo.toml")
    process = start("status", "--vault", tmp_path)
    with (tmp_path / "aimo.toml").open("wb"):  # waits until the other side reads
        process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)  # a signal just before a read does not end that read
    assert (process.returncode, stdout, stderr) == (130, "", "")


@pytest.fixture
def _handlers() -> Iterator[None]:
    """The signal handlers of the tests, put back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_handlers")
def test_what_it_says_from_begin_to_end(vault: Path) -> None:
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)

    def end_it() -> None:
        wait_until(lambda: "67 %" in (vault / "Aimo.md").read_text())
        os.kill(os.getpid(), signal.SIGTERM)

    watching = threading.Thread(target=end_it)
    watching.start()
    result = call("run", "--vault", vault)
    watching.join()
    assert result.exit_code == 0
    assert [line.partition(" ")[2] for line in result.stderr.splitlines()] == [
        "no Discord webhook is set, so nothing is posted; AIMO_DISCORD_WEBHOOK sets one",
        f"watching {vault}; Ctrl-C ends it",
        "wrote Aimo.md",
        f"committed: {subjects(vault)[0]}",
        "ended",
    ]


def test_one_device_works_on_a_vault(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(vault / "aimo.toml", '[vault]\nwriter = "desk"\n')
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    monkeypatch.setenv("AIMO_DEVICE", "laptop")
    refused = call("run", "--once", "--vault", vault)
    assert refused.exit_code == 7
    assert "'desk' is the device" in refused.stderr
    assert "aimo run --take-over" in refused.stderr
    assert call("run", "--dry-run", "--take-over", "--vault", vault).exit_code == 0
    assert call("review", "--vault", vault).exit_code == 0
    taken = call("run", "--once", "--take-over", "--vault", vault)
    assert taken.exit_code == 0
    assert "laptop works on this vault from now on" in taken.stderr
    assert (vault / "aimo.toml").read_text() == '[vault]\nwriter = "laptop"\n'
    assert "67 %" in (vault / "Aimo.md").read_text()


def test_init_names_this_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIMO_DEVICE", "laptop")
    call("init", tmp_path)
    assert 'writer = "laptop"  ' in (tmp_path / "aimo.toml").read_text()
    assert call("run", "--once", "--vault", tmp_path).exit_code == 0


def test_it_says_how_many_notes_were_really_committed(vault: Path) -> None:
    put(vault / ".gitignore", "Aimo.md\n")
    git(vault, "rm", "--cached", "--quiet", "Aimo.md")
    git(vault, "commit", "--quiet", "--all", "--message", "Keep the dashboard out")
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    result = call("run", "--once", "--vault", vault)
    assert "Committed 1 note: " in result.stderr
    assert git(vault, "show", "--name-only", "--format=", "HEAD") == "Goals/Garden.md"
