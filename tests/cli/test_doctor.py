"""`aimo doctor` and `aimo service`: what is found, and what would be written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aimo_md.world.state import DAEMON, vault_state
from tests.cli.commands import call
from tests.folders import files, git, make_vault, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = make_vault(tmp_path / "vault", with_git=True)
    put(root / "aimo.toml", "")
    return root


def states(vault: Path) -> dict[str, str]:
    result = call("doctor", "--vault", vault, "--json")
    findings = json.loads(result.stdout)["findings"]
    assert result.exit_code == (3 if any(each["state"] == "wrong" for each in findings) else 0)
    return {each["about"]: each["state"] for each in findings}


USUAL = {
    "config": "fine", "notes": "fine", "state": "fine", "watching": "fine", "daemon": "note", "git": "fine",
    "discord": "note",
}  # fmt: skip


def test_nothing_is_wrong_and_nothing_is_changed(vault: Path) -> None:
    before = files(vault)
    assert states(vault) == USUAL
    assert files(vault) == before
    shown = call("doctor", "--vault", vault)
    assert shown.exit_code == 0
    assert "-- daemon    none runs on this vault\n             `aimo run`" in shown.stdout


def test_a_daemon_that_runs_is_seen(vault: Path) -> None:
    with vault_state(vault).lock(DAEMON):
        assert states(vault) == USUAL | {"daemon": "fine"}


def no_config(vault: Path) -> None:
    (vault / "aimo.toml").unlink()


def broken_config(vault: Path) -> None:
    put(vault / "aimo.toml", "[git\n")


def another_writer(vault: Path) -> None:
    put(vault / "aimo.toml", '[vault]\nwriter = "desk"\n')


def synced_without_writer(vault: Path) -> None:
    (vault / ".stfolder").mkdir()


def broken_note(vault: Path) -> None:
    put(vault / "Bad.md", "---\ntype: goal\ndeadline: soon\n---\n")


def polling(vault: Path) -> None:
    put(vault / "aimo.toml", "[vault]\npolling = true\n")


def merging(vault: Path) -> None:
    put(vault / ".git/MERGE_HEAD", git(vault, "rev-parse", "HEAD") + "\n")


def merging_without_commits(vault: Path) -> None:
    merging(vault)
    put(vault / "aimo.toml", '[git]\ncommit = "off"\n')


def two_committers(vault: Path) -> None:
    (vault / ".obsidian/plugins/obsidian-git").mkdir(parents=True)


@pytest.mark.parametrize(
    ("spoil", "changed"),
    [
        (no_config, {"config": "wrong"}),
        (broken_config, {"config": "wrong"}),
        (another_writer, {"writer": "note"}),
        (synced_without_writer, {"writer": "note"}),
        (broken_note, {"notes": "note"}),
        (polling, {"watching": "note"}),
        (merging, {"git": "wrong"}),
        (merging_without_commits, {}),
        (two_committers, {"git": "note"}),
    ],
)
def test_what_is_found(vault: Path, spoil: Callable[[Path], None], changed: dict[str, str]) -> None:
    spoil(vault)
    assert states(vault) == USUAL | changed


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        pytest.param({"A.md": "a"}, "1 note can be read", id="one"),
        pytest.param({"A.md": "a", "B.md": "b"}, "2 notes can be read", id="two"),
        pytest.param({"A.md": "- [ ] a 📅 2026-02-30\n"}, "1 problem in 1 note", id="a problem"),
        pytest.param(
            {"A.md": "- [ ] a 📅 2026-02-30\n- [ ] b 📅 2026-02-31\n", "B.md": "b"},
            "2 problems in 1 note",
            id="two problems",
        ),
    ],
)
def test_notes_are_counted(tmp_path: Path, notes: dict[str, str], said: str) -> None:
    put(tmp_path / "aimo.toml", "")
    for name, text in notes.items():
        put(tmp_path / name, text)
    assert said in call("doctor", "--vault", tmp_path).stdout


def test_a_vault_without_a_repository(tmp_path: Path) -> None:
    put(make_vault(tmp_path / "plain") / "aimo.toml", "")
    assert states(tmp_path / "plain") == USUAL | {"git": "note"}


def test_a_state_folder_in_the_vault(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIMO_STATE_HOME", str(vault / "state"))
    assert states(vault) == USUAL | {"state": "wrong"}


@pytest.mark.parametrize(
    ("address", "state"),
    [("channel 5", "wrong"), ("https://discord.com/api/webhooks/1/secret", "fine")],
    ids=["no address", "an address"],
)
def test_a_webhook(vault: Path, monkeypatch: pytest.MonkeyPatch, address: str, state: str) -> None:
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", address)
    assert states(vault) == USUAL | {"discord": state}
    assert "secret" not in call("doctor", "--vault", vault).output


def test_a_webhook_that_others_can_read(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIMO_CONFIG_HOME", str(tmp_path))
    put(tmp_path / "discord-webhook", "https://discord.com/api/webhooks/1/secret")
    (tmp_path / "discord-webhook").chmod(0o644)
    assert states(vault) == USUAL | {"discord": "wrong"}


def test_the_service_file_is_printed(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    before = files(vault)
    result = call("service", "install", "--print", "--vault", vault)
    assert result.exit_code == 0
    assert f'"run" "--vault" "{vault}"' in result.stdout
    assert files(vault) == before


def test_the_service_is_written_and_started(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    put(tmp_path / "bin/systemctl", '#!/bin/sh\necho "$@" >> "$HOME/called"\n')
    (tmp_path / "bin/systemctl").chmod(0o755)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    result = call("service", "install", "--vault", vault)
    assert result.exit_code == 0
    (unit,) = (tmp_path / ".config/systemd/user").iterdir()
    assert f"Wrote {unit} and started it." in result.stdout
    assert (tmp_path / "called").read_text() == f"--user daemon-reload\n--user enable --now {unit.name}\n"
