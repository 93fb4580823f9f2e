"""The wheel as it is built, installed and run somewhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


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


def test_it_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Installed beside the libraries of the tests, which are found by a path of their own."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    script = "import aimo_md, sys; print(aimo_md.__file__); from aimo_md.cli import main; main()"
    # With -P and -S neither this folder nor the checkout, which is installed for editing, can be imported.
    command = [sys.executable, "-P", "-S", "-c", script, "demo", "demo"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *libraries])},
        check=True,
        capture_output=True,
        text=True,
    )
    where, *shown = done.stdout.splitlines()
    assert Path(where).is_relative_to(site)
    assert any("Launch a side project" in line for line in shown)
    assert (tmp_path / "demo/Aimo.md").exists()
    assert (tmp_path / "demo/Goals/Launch a side project.md").exists()
