"""How a command ends where something went wrong: a code for scripts, a short message for a person."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aimo_md.cli import answer, options
from aimo_md.errors import (
    AimoError,
    BusyError,
    ChangedError,
    ConfigError,
    DiscordError,
    GitError,
    RequestError,
)
from aimo_md.workplace import Workplace
from aimo_md.world.state import DAEMON
from tests.cli.commands import TODAY, call
from tests.discord_server import DiscordServer, rate_limited, told
from tests.folders import GARDEN, change, commit_all, git, make_vault, put, turn

HUSHED = "what only two people know"


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever looks at a vault end so."""

    def look(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Workplace, "look", look)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (AimoError("It went wrong"), 1),
        (RequestError("It went wrong"), 2),
        (ConfigError("It went wrong"), 3),
        (ChangedError("It went wrong"), 4),
        (GitError("It went wrong"), 5),
        (DiscordError("It went wrong"), 6),
        (BusyError("It went wrong"), 7),
    ],
    ids=lambda case: type(case).__name__ if isinstance(case, Exception) else "",
)
def test_what_aimo_could_not_do(
    tmp_path: Path, error: AimoError, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(error, monkeypatch)
    result = call("status", "--vault", tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "aimo: It went wrong\n")
    error.hint = "Try again"
    assert call("status", "--vault", tmp_path).stderr == "aimo: It went wrong\n      Try again\n"


def test_what_nobody_foresaw_is_told_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(KeyError(HUSHED), monkeypatch)
    result = call("status", "--vault", tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith("aimo: unexpected KeyError in ")
    assert HUSHED not in result.output
    monkeypatch.setenv("AIMO_DEBUG", "1")
    result = call("status", "--vault", tmp_path)
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert HUSHED in result.stderr


def test_an_interrupt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    result = call("status", "--vault", tmp_path)
    assert (result.exit_code, result.output) == (130, "")


def test_the_program_itself_ends_with_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.argv", ["aimo", "check", str(make_vault(tmp_path, GARDEN))])
    with pytest.raises(SystemExit) as ended:
        answer()
    assert ended.value.code == 0


@pytest.mark.parametrize(
    ("config", "words"),
    [
        pytest.param(
            '[vault]\ntimezone = "Middle-earth"\n', "there is no zone named 'Middle-earth'", id="zone"
        ),
        pytest.param("[vault\n", "config-toml is not TOML", id="no TOML"),
        pytest.param("[vault]\nzone = 1\n", "config-unknown has no key `vault.zone`", id="no such key"),
    ],
)
def test_a_config_with_a_fault(tmp_path: Path, config: str, words: str) -> None:
    put(tmp_path / "aimo.toml", config)
    result = call("check", tmp_path)
    assert result.exit_code == 3
    assert words in result.output


def test_git_in_the_midst_of_something(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", with_git=True)
    turn(vault)
    commit_all(vault)
    (vault / ".git/MERGE_HEAD").write_text(git(vault, "rev-parse", "HEAD") + "\n")
    change(vault / "Inbox.md", "plumber", "painter")
    result = call("run", "--once", "--vault", vault, *TODAY)
    assert result.exit_code == 5
    assert "a merge is in progress\n      finish or abort it with git\n" in result.stderr


@pytest.fixture
def overdue(tmp_path: Path) -> Path:
    """A vault whose week has something to tell, which is due today."""
    note = "---\ntype: goal\nstart: 2026-01-01\ndeadline: 2026-10-01\n---\n- [ ] Do it\n"
    vault = make_vault(tmp_path / "vault", f"=== Goal.md\n{note}")
    Workplace(vault).state.write_job("weekly-review", "2026-W46")
    return vault


def test_what_was_posted_is_said(overdue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        result = call("run", "--once", "--vault", overdue, *TODAY)
        assert result.exit_code == 0
        assert "Queued for Discord: weekly:2026-W47" in result.stderr
        assert result.stderr.endswith("posted weekly:2026-W47\n")
        assert len(discord.messages) == 1


def test_a_webhook_that_is_gone(overdue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        discord.delete_webhook()
        result = call("run", "--once", "--vault", overdue, *TODAY)
    assert result.exit_code == 6
    assert "the Discord webhook is gone" in result.stderr
    assert (overdue / "Reviews/2026-W47 review.md").exists()


def test_a_discord_that_has_no_time_or_no_liking_is_said(
    overdue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        discord.answer_next(rate_limited(3600), told(400, {"message": "Invalid Form Body"}))
        first = call("run", "--once", "--vault", overdue, *TODAY)
        second = call("run", "--once", "--vault", overdue, *TODAY)
        assert len(discord.requests) == 1
        (box,) = Path(os.environ["AIMO_STATE_HOME"]).glob("*/outbox.sqlite")
        with closing(sqlite3.connect(box)) as database, database:
            database.execute("UPDATE waits SET until = 0")
        third = call("run", "--once", "--vault", overdue, *TODAY)
    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 0, 0)
    assert first.stderr.endswith("Discord takes nothing now; what waits can be tried again in 3600 s\n")
    assert "Discord takes nothing now" in second.stderr
    assert "Discord refused weekly:2026-W47: the message was not accepted" in third.stderr


def test_in_quiet_hours_nothing_is_posted(overdue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(overdue / "aimo.toml", '[discord]\nquiet_from = "00:00"\nquiet_until = "23:59:59.999999"\n')
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        result = call("run", "--once", "--vault", overdue, *TODAY)
        assert discord.requests == []
    assert result.stderr.endswith("these are quiet hours; what waits can be posted from 23:59 on\n")


def test_an_address_that_is_no_webhooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops what could post, and nothing else."""
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "channel 5")
    make_vault(tmp_path)
    assert call("status", "--vault", tmp_path).exit_code == 0
    assert call("review", "--vault", tmp_path, *TODAY).exit_code == 0
    result = call("run", "--once", "--vault", tmp_path, *TODAY)
    assert result.exit_code == 3
    assert "AIMO_DISCORD_WEBHOOK does not hold the address" in result.stderr


def test_the_digest_that_was_due_meanwhile_is_posted_once_the_address_is_mended(
    overdue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "channel 5")
    result = call("run", "--once", "--vault", overdue, *TODAY)
    assert result.exit_code == 3
    assert "Queued for Discord: weekly:2026-W47" in result.stderr
    assert "so nothing is posted until that is mended" in result.stderr
    with DiscordServer() as discord:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", discord.url)
        result = call("run", "--once", "--vault", overdue, *TODAY)
        assert result.stderr.endswith("posted weekly:2026-W47\n")
        assert len(discord.messages) == 1


def test_an_address_that_others_can_read(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("AIMO_CONFIG_HOME", str(home))
    (home / "discord-webhook").write_text("https://discord.com/api/webhooks/1/abc")
    (home / "discord-webhook").chmod(0o644)
    result = call("run", "--once", "--vault", make_vault(tmp_path), *TODAY)
    assert result.exit_code == 0
    assert "chmod 600" in result.stderr


def test_another_aimo_is_at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "_TURN_IN_HAND", 0.0)
    vault = make_vault(tmp_path)
    state = Workplace(vault).state
    with state.lock(), state.lock(DAEMON):
        for command in (["run", "--once"], ["run"], ["review"], ["add", "Call"]):
            result = call(*command, "--vault", vault)
            assert result.exit_code == 7
            assert "is at work on this vault" in result.stderr
        assert call("status", "--vault", vault).exit_code == 0
        assert call("run", "--dry-run", "--vault", vault).exit_code == 0
