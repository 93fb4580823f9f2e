"""`aimo demo`: what somebody sees who has just come."""

from __future__ import annotations

import signal
from datetime import date, datetime
from typing import TYPE_CHECKING

import requests

from tests.cli.commands import call, start
from tests.folders import change, files, git, subjects, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NOTE = "Goals/Launch a side project.md"


def test_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an identity, without a network, and with a webhook in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(requests.Session, "request", None)
    monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "http://127.0.0.1:9/api/webhooks/1/a")
    began = datetime.now().astimezone().date()
    result = call("demo")
    vault = tmp_path / "aimo-demo"
    assert result.exit_code == 0
    days = git(vault, "log", "--format=%ad", "--date=short").splitlines()
    assert len(days) >= 40
    assert date.fromisoformat(days[0]) in {datetime.now().astimezone().date(), began}
    assert f"({len(days)} commits; " in result.stdout
    assert git(vault, "fsck", "--strict", "--no-dangling") == ""
    assert git(vault, "status", "--porcelain") == ""
    assert set(git(vault, "log", "--format=%an <%ae>").splitlines()) == {"aimo <aimo@localhost>"}
    week = git(vault, "log", "-1", "--format=%ad", "--date=format:%G-W%V")
    for path in ("Aimo.md", f"Reviews/{week} review.md"):
        assert str(vault / path) in result.stdout
        assert "Launch a side project" in (vault / path).read_text()
    assert "On Discord the week would read:" in result.stdout
    before = files(vault), git(vault, "rev-parse", "HEAD")
    again = call("demo")
    assert again.exit_code == 2
    assert "aimo-demo is not empty" in again.stderr
    assert (files(vault), git(vault, "rev-parse", "HEAD")) == before


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "Mine.md").write_text("Mine\n")
    result = call("demo", tmp_path)
    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert files(tmp_path) == {"Mine.md": b"Mine\n"}


def test_keep_running(tmp_path: Path) -> None:
    """A box is ticked as editors do it: a new file takes the place of the old one."""
    vault = tmp_path / "demo"
    process = start(
        "demo", vault, "--keep-running", AIMO_DISCORD_WEBHOOK="http://127.0.0.1:9/api/webhooks/1/a"
    )
    assert process.stderr is not None
    while "watching" not in process.stderr.readline():
        assert process.poll() is None
    assert "- [/] Write one CTA option" in (vault / "Aimo.md").read_text()
    new = vault / "Goals/.new.tmp"
    new.write_bytes((vault / NOTE).read_bytes())
    change(new, "- [/] Write one CTA option", "- [x] Write one CTA option")
    new.replace(vault / NOTE)
    wait_until(lambda: "- [/] Write one CTA option" not in (vault / "Aimo.md").read_text())
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "posted" not in stderr
    assert subjects(vault)[0].startswith("Launch a side project: 1 done")
