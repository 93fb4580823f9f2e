"""What the shells are offered: by the protocol of each, and by bash itself."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from aimo_md import vault_shapes
from aimo_md.cli import completing
from aimo_md.errors import AimoError
from tests.cli.commands import AIMO, call
from tests.folders import make_vault, put

if TYPE_CHECKING:
    from pathlib import Path

VAULT = """
    === Goals/Garden.md
    ---
    type: goal
    ---
    # Grow a garden
    === Goals/Greek.md
    ---
    type: goal
    ---
    # Greek, at "last"
    === Notes.md
    # Grocery list
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", VAULT)


def offered(shell: str, words: str, at: str, folder: Path, breaks: str = "") -> list[str]:
    """The lines that aimo answers a shell that is completing these words."""
    asked = {"COMP_WORDS": words, "COMP_CWORD": at, "COMP_BREAKS": breaks}
    environ = {**os.environ, "_AIMO_COMPLETE": f"{shell}_complete", **asked}
    done = subprocess.run(AIMO, env=environ, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("show gr", ['Greek, at "last"', "Grow a garden"]),
        ("show Grow", ["Grow a garden"]),
        ("decide gro", ["Grow a garden"]),
        ("undo gro", ["Grow a garden"]),
        ("show x", []),
        ("decide Garden e", ["extend"]),
        ("new Swim --shape le", ["learn"]),
        ("stat", ["status"]),
        ("status --js", ["--json"]),
        ("completion z", ["zsh"]),
    ],
)
def test_what_could_follow_is_offered(vault: Path, typed: str, values: list[str]) -> None:
    lines = offered("zsh", f"aimo {typed}", str(len(typed.split())), vault)
    assert lines[1::3] == values


def test_the_vault_that_is_named_is_asked(vault: Path, tmp_path: Path) -> None:
    words = f"aimo show --vault {shlex.quote(str(vault))} gro"
    assert offered("zsh", words, "4", tmp_path)[1::3] == ["Grow a garden"]
    assert offered("zsh", "aimo show --vault nowhere gro", "4", tmp_path) == []


def test_the_shapes_of_the_vault_are_offered(vault: Path) -> None:
    put(vault / "aimo.toml", '[notes]\ntemplates = "Mine"\n')
    put(vault / "Mine/goals/letter.md", "- [ ] Write it\n")
    put(vault / "Mine/goals/ko/leben.md", "- [ ] Write it\n")
    assert offered("zsh", "aimo new Swim --shape le", "4", vault)[1::3] == ["learn", "leben", "letter"]


def test_nothing_that_goes_wrong_is_told_at_a_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> Path:
        raise AimoError("aimo's own folder is missing")

    monkeypatch.setattr(vault_shapes, "bundled", missing)
    context = click.Context(click.Command("new"))
    assert completing.shape_names(context, click.Option(["--shape"]), "") == []


def test_fish_asks_by_the_word_itself(vault: Path) -> None:
    assert offered("fish", "aimo show gro", "gro", vault) == ["plain,Grow a garden"]


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("aimo show Gro", [r"plain,Grow\ a\ garden"]),
        ("aimo show 'Gro", ["plain,Grow a garden"]),
        ('aimo show "Greek, at', [r"plain,Greek, at \"last\""]),
        (r"aimo show Greek\,\ at", [r"plain,Greek,\ at\ \"last\""]),
        ("aimo new Swim --shape=le", ["plain,learn"]),
        ("aimo check --h", ["plain,--hints", "plain,--help"]),
        ("aimo show Grow nothing", []),
    ],
)
def test_bash_gets_what_stands_behind_the_last_break(vault: Path, line: str, values: list[str]) -> None:
    assert offered("bash", line, "", vault, breaks=" \t\n\"'@><=;|&(:") == values


def test_a_quote_in_single_quotes_is_set_apart(vault: Path) -> None:
    put(vault / "Goals/It.md", "---\ntype: goal\n---\n# It's mine\n")
    assert offered("bash", "aimo show 'It", "", vault) == [r"plain,It'\''s mine"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_a_script(shell: str) -> None:
    result = call("completion", shell)
    assert result.exit_code == 0
    assert f"_AIMO_COMPLETE={shell}_complete" in result.stdout
    assert sys.executable not in result.stdout
