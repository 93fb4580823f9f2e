"""Service files, checked by the programs that read them where these are there."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError, RequestError
from aimo_md.world.service import Service, install, service_of

if TYPE_CHECKING:
    from pathlib import Path

ODD = '/home/ann a/100 % "mine" $HOME\\notes'


def service(home: Path, vault: str = ODD, **environ: str) -> Service:
    command = (shutil.which("true") or "/bin/true", "run", "--vault", vault)
    return service_of("aimo-notes-12ab", "aimo for notes", command, {"HOME": str(home), **environ})


def test_a_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    made = service(tmp_path, AIMO_DEVICE="desk", AIMO_DISCORD_WEBHOOK="https://secret", LANG="C")
    assert made.path == tmp_path / ".config/systemd/user/aimo-notes-12ab.service"
    assert r'"/home/ann a/100 %% \"mine\" $$HOME\\notes"' in made.text
    assert 'Environment="AIMO_DEVICE=desk"\n' in made.text
    assert "secret" not in made.text
    assert "LANG" not in made.text
    assert made.commands[-1] == ("systemctl", "--user", "enable", "--now", "aimo-notes-12ab.service")


def test_systemd_has_nothing_to_say_about_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    made = service(tmp_path, PATH=os.environ["PATH"], AIMO_STATE_HOME="/tmp/a b")  # noqa: S108 (a value)
    unit = tmp_path / made.path.name
    unit.write_text(made.text)
    verifier = shutil.which("systemd-analyze")
    if verifier is not None:
        told = subprocess.run(
            [verifier, "--user", "verify", str(unit)], capture_output=True, text=True, check=False,
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        )  # fmt: skip
        about_it = [line for line in told.stderr.splitlines() if made.path.name in line]
        assert (about_it, told.returncode) == ([], 0)


def test_an_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    made = service(tmp_path, AIMO_DEVICE="desk", AIMO_DISCORD_WEBHOOK="https://secret")
    assert made.path == tmp_path / "Library/LaunchAgents/md.aimo-notes-12ab.plist"
    told = plistlib.loads(made.text.encode())
    assert told["ProgramArguments"][1:] == ["run", "--vault", ODD]
    assert told["EnvironmentVariables"] == {"AIMO_DEVICE": "desk"}
    assert made.commands == (("launchctl", "bootstrap", f"gui/{os.getuid()}", str(made.path)),)


def test_another_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(RequestError, match="neither systemd nor launchd"):
        service(tmp_path)


def test_it_is_written_and_switched_on(tmp_path: Path) -> None:
    install(Service(path=tmp_path / "a/b.service", text="x\n", commands=(("touch", str(tmp_path / "on")),)))
    assert (tmp_path / "a/b.service").read_text() == "x\n"
    assert (tmp_path / "on").exists()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param(("no-such-program-here",), "No such file", id="missing"),
        pytest.param(("sh", "-c", "echo no bus >&2; exit 1"), "no bus", id="refused"),
    ],
)
def test_what_does_not_start_is_said(tmp_path: Path, command: tuple[str, ...], words: str) -> None:
    with pytest.raises(AimoError, match=f"was written, but .*{words}"):
        install(Service(path=tmp_path / "b.service", text="x\n", commands=(command,)))
    assert (tmp_path / "b.service").exists()


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "b.service").mkdir()
    with pytest.raises(AimoError, match="could not be written"):
        install(Service(path=tmp_path / "b.service", text="x\n", commands=()))
