"""From `pipx install` to the first review, in an empty home and without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wheels import built, put_libraries


def without_network() -> list[str]:
    """What starts a program that has no network, where this system can do so."""
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        try:
            if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
                return command
        except FileNotFoundError:
            break
    return []


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


class Machine:
    """A machine of one's own: an empty home, a vault and a place for temporary files."""

    def __init__(self, folder: Path) -> None:
        self.home, self.vault, self.temporary = folder / "home", folder / "vault", folder / "tmp"
        for made in (self.home, self.vault, self.temporary):
            made.mkdir()
        self.wheels = folder / "wheels"
        self.offline = without_network()

    def run(self, *command: str) -> str:
        """What a command prints."""
        own = ("AIMO_", "XDG_", "PIP_", "PIPX_", "PYTHON", "COVERAGE_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        paths = os.pathsep.join((str(self.home / ".local/bin"), os.environ["PATH"]))
        environ = {
            **kept,
            "HOME": str(self.home),
            "PATH": paths,
            "TMPDIR": str(self.temporary),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
        }
        done = subprocess.run(
            [*self.offline, *command],
            cwd=self.vault,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    wheel = built(made.wheels)
    put_libraries(made.wheels)
    made.run(sys.executable, "-m", "pipx", "install", str(wheel))
    return made


def test_the_first_hour_leaves_nothing_outside_the_vault_but_the_state(machine: Machine) -> None:
    installed = files(machine.home)
    machine.run("aimo", "init", "--git")
    note = machine.run("aimo", "new", "Read 12 books in three months")
    machine.run("aimo", "run", "--once")
    review = machine.run("aimo", "review")
    assert Path(note).read_text("utf-8").startswith("---\ntype: goal\n")
    assert "# Week " in Path(review).read_text("utf-8")
    assert (machine.vault / "Aimo.md").exists()
    machine.run("aimo", "check", "--hints")
    machine.run("aimo", "doctor")  # these two end with another code than 0 where something is wrong
    made = files(machine.home) - installed
    states = {path.partition("/aimo/")[0] for path in made}
    assert states in ({".local/state"}, {"Library/Application Support"}), made
    assert files(machine.temporary) == set()
