from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError
from aimo_md.world.journal import KEPT, Journal
from tests.folders import NOON

if TYPE_CHECKING:
    from pathlib import Path


def messages(file: Path) -> list[str]:
    return [json.loads(line)["message"] for line in file.read_text("utf-8").splitlines()]


def test_each_line_is_an_object_that_says_when(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state")
    journal.write(NOON, "wrote Aimo.md")
    journal.write(NOON, "two\nlines, ü")
    first, second = (tmp_path / "state/aimo.log").read_text("utf-8").splitlines()
    assert json.loads(first).keys() == {"message", "process", "time"}
    assert json.loads(first)["time"] == "2026-11-22T12:00:00+00:00"
    assert json.loads(second)["message"] == "two\nlines, ü"
    assert (tmp_path / "state/aimo.log").stat().st_mode & 0o077 == 0


def test_it_does_not_grow_without_end(tmp_path: Path) -> None:
    journal = Journal(tmp_path, largest=300)
    for number in range(100):
        journal.write(NOON, f"line {number}")
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["aimo.log", *(f"aimo.log.{n}" for n in range(1, KEPT + 1))]
    assert all(file.stat().st_size <= 300 for file in files)
    kept = [message for file in reversed(files) for message in messages(file)]
    assert kept == [f"line {number}" for number in range(100 - len(kept), 100)]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(AimoError, match="cannot be written"):
        Journal(tmp_path / "state").write(NOON, "x")
