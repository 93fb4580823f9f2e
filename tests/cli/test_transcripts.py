"""What a person types, and what comes back: the files in `transcripts/`, played again.

A transcript begins in a folder with two others: `sample`, the sample vault, and `empty`. Below each line that
begins with `$ ` stands what was printed (stdout and stderr together), and `[exit 3]` for an exit code that is
not 0. `[…]` stands for anything in a line; alone on a line, for any lines.

`UPDATE_TRANSCRIPTS=1 pytest tests/cli` writes down what comes back now where that is something else.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from aimo_md.cli.app import aimo
from tests.written import is_as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "sample_vault"
UPDATE = "UPDATE_TRANSCRIPTS" in os.environ
TRANSCRIPTS = sorted(path.stem for path in (HERE / "transcripts").glob("*.txt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line that was typed, and what came back."""

    typed: str
    output: str


def read(text: str) -> tuple[str, list[Step]]:
    """What stands above the first step, and the steps."""
    head, *parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
    pairs = (part.partition("\n") for part in parts)
    return head, [Step(typed=typed, output=output.strip("\n")) for typed, _, output in pairs]


def play(typed: str) -> str:
    """What comes back."""
    words = shlex.split(typed)
    environ = {}
    while "=" in words[0]:
        name, _, environ[name] = words.pop(0).partition("=")
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    assert words[0] == "aimo"
    result = CliRunner().invoke(aimo, words[1:], prog_name="aimo", env={"COLUMNS": "100", **environ})
    lines = [line.rstrip() for line in result.output.rstrip().split("\n")]
    ending = [f"[exit {result.exit_code}]"] if result.exit_code else []
    return "\n".join([*lines, *ending]).strip("\n")


@pytest.fixture
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shutil.copytree(SAMPLE, tmp_path / "sample")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("_folders")
@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_a_transcript_comes_back_as_it_was_written(name: str) -> None:
    path = HERE / "transcripts" / f"{name}.txt"
    head, steps = read(path.read_text("utf-8"))
    played = []
    for step in steps:
        output = play(step.typed)
        played.append(step if is_as_written(step.output, output) else replace(step, output=output))
    if UPDATE:
        told = "\n".join(f"$ {step.typed}\n" + (f"{step.output}\n" if step.output else "") for step in played)
        path.write_text(head + told, "utf-8")
    assert played == steps


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) > len(["help", "read"])


@pytest.mark.parametrize(
    ("written", "output", "same"),
    [
        ("one", "one", True),
        ("one", "one\ntwo", False),
        ("one […] three", "one two three", True),
        ("one […] three", "one two\nthree", False),
        ("one\n[…]\nfour", "one\ntwo\nthree\nfour", True),
        ("one\n[…]\nfour", "one\nfour", True),
        ("[…]\nfour", "four", True),
        ("[x]", "x", False),
        ("", "", True),
        ("", "one", False),
    ],
)
def test_how_a_transcript_is_compared(written: str, output: str, *, same: bool) -> None:
    assert is_as_written(written, output) is same
