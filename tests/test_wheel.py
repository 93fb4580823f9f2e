"""The wheel as it is built, installed and run somewhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.wheels import ROOT, built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("dist"))


def test_it_brings_all_that_aimo_needs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    expected = {
        f"aimo_md/{path.relative_to(folder.parent if folder.name != 'aimo_md' else folder).as_posix()}"
        for folder in (ROOT / "aimo_md", ROOT / "templates", ROOT / "sample_vault")
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = {name for name in names if ".dist-info/" in name}
    assert set(names) - info == expected
    assert any(name.endswith("/licenses/LICENSE") for name in info)


def test_it_brings_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (scripts,) = (name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt"))
        assert "aimo = aimo_md.cli:main" in archive.read(scripts).decode()


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is installed; the libraries of the tests are found by a path of their own."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


OFFLINE = """
def refuse(event, _):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError("somebody asked the network")
sys.addaudithook(refuse)
"""


def run(site: Path, folder: Path, *arguments: str, home: Path) -> list[str]:
    """What the installed aimo prints, the place it was loaded from in front; the network is not there."""
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    script = f"import aimo_md, sys{OFFLINE}print(aimo_md.__file__)\nfrom aimo_md.cli import main; main()"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIMO_", "XDG_"))}
    paths = os.pathsep.join([str(site), *libraries])
    # With -P and -S neither this folder nor the checkout, which is installed for editing, can be imported.
    done = subprocess.run(
        [sys.executable, "-P", "-S", "-c", script, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": paths, "HOME": str(home)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


def test_it_runs_without_the_checkout(site: Path, tmp_path: Path) -> None:
    where, *shown = run(site, tmp_path, "demo", "demo", home=tmp_path / "home")
    assert Path(where).is_relative_to(site)
    assert any("Launch a side project" in line for line in shown)
    assert (tmp_path / "demo/Aimo.md").exists()
    assert (tmp_path / "demo/Goals/Launch a side project.md").exists()


def test_the_first_hour_leaves_nothing_outside_the_vault_but_the_state(site: Path, tmp_path: Path) -> None:
    home, vault = tmp_path / "home", tmp_path / "vault"
    home.mkdir()
    vault.mkdir()
    run(site, vault, "init", "--git", home=home)
    *_, written = run(site, vault, "new", "Read 12 books in three months", home=home)
    run(site, vault, "run", "--once", home=home)
    *_, review = run(site, vault, "review", home=home)
    assert Path(written).read_text("utf-8").startswith("---\ntype: goal\n")
    assert "# Week " in Path(review).read_text("utf-8")
    assert (vault / "Aimo.md").exists()
    run(site, vault, "doctor", home=home)  # it ends with another code than 0 where something is wrong
    folders = {path.relative_to(home).parts[:3] for path in home.rglob("*") if path.is_file()}
    assert [parts[-1] for parts in folders] == ["aimo"], "~/.local/state/aimo, or its like on a Mac"
