"""Wheels for a machine without a network: aimo's own as it is built, its libraries as they are installed."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


def built(folder: Path) -> Path:
    """The wheel of this checkout, built into a folder that holds nothing else yet."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.iterdir()
    return wheel


def put_libraries(folder: Path) -> None:
    """Pack what aimo needs, what that needs, and pip, from what is installed here."""
    for library in (distribution("pip"), *_needed("aimo-md", set())):
        _pack(library, folder)


def _needed(name: str, seen: set[str]) -> Iterator[Distribution]:
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(wanted.name)
        yield distribution(wanted.name)
        yield from _needed(wanted.name, seen)


def _pack(library: Distribution, folder: Path) -> None:
    """One wheel; what lies outside the packages, such as a command, is made anew by whoever installs it."""
    kept = [
        file for file in library.files or () if ".." not in file.parts and "__pycache__" not in file.parts
    ]
    (info,) = {file.parts[0] for file in kept if file.name == "WHEEL"}
    lines = (library.read_text("WHEEL") or "").splitlines()
    tags = [line.removeprefix("Tag: ").split("-") for line in lines if line.startswith("Tag: ")]
    tag = "-".join(".".join(sorted(set(parts))) for parts in zip(*tags, strict=True))
    record = io.StringIO()
    csv.writer(record).writerows((file.as_posix(), "", "") for file in kept)
    with zipfile.ZipFile(folder / f"{info.removesuffix('.dist-info')}-{tag}.whl", "w") as wheel:
        for file in kept:
            if file.name != "RECORD":
                wheel.write(str(file.locate()), file.as_posix())
        wheel.writestr(f"{info}/RECORD", record.getvalue())
