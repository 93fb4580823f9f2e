"""`aimo new` with a program that structures the goal: a small real one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import TODAY, call
from tests.cli.terminal import on_terminal
from tests.folders import files, put

if TYPE_CHECKING:
    from pathlib import Path

ANSWER = "## Ground 40 %\\n- [ ] Dig a hole\\n## Walls\\n- [ ] Build a wall\\n"
HOUSE = ("new", "Build", "a", "house", "in", "three", "months", *TODAY)
NOTE = "Goals/Build a house.md"


def make(root: Path, script: str, timeout: float = 60) -> Path:
    """A vault whose program is this script."""
    put(root / "program.py", script)
    command = f"[{sys.executable!r}, {str(root / 'program.py')!r}]"
    put(root / "aimo.toml", f"[structure]\ncommand = {command}\ntimeout = {timeout}\n")
    return root


def answering(root: Path) -> Path:
    """A vault whose program keeps what it was asked, and answers a plan."""
    asked = str(root / "asked.txt")
    script = f"import sys; open({asked!r}, 'w', encoding='utf-8').write(sys.stdin.read()); print('{ANSWER}')"
    return make(root, script)


def test_a_yes_takes_the_plan_of_the_program(tmp_path: Path) -> None:
    vault = answering(tmp_path)
    code, shown = on_terminal(vault, *HOUSE, answers="\n\n\ny\n")
    note = (vault / NOTE).read_text("utf-8")
    assert code == 0
    assert "- [ ] Dig a hole ⏳ 2026-11-2" in shown.partition("Take this plan? [Y/n]")[0]
    assert "## Ground 📅 2027-01-" in note
    assert "- [ ] Build a wall ⏳ 2026-1" in note
    assert "Somebody else could see" in note, "the program said nothing about when it is done"
    assert "Sentence: Build a house\n" in (vault / "asked.txt").read_text("utf-8")


def test_a_no_takes_the_shape(tmp_path: Path) -> None:
    vault = answering(tmp_path)
    assert on_terminal(vault, *HOUSE, answers="\n\n\nn\n")[0] == 0
    assert "Dig a hole" not in (vault / NOTE).read_text("utf-8")


def test_yes_on_the_command_line_takes_it_too(tmp_path: Path) -> None:
    vault = answering(tmp_path)
    assert call(*HOUSE, "--yes", "--vault", vault).exit_code == 0
    assert "Dig a hole" in (vault / NOTE).read_text("utf-8")


def test_a_dry_run_shows_the_plan_and_writes_nothing(tmp_path: Path) -> None:
    vault = answering(tmp_path)
    before = files(vault)
    result = call(*HOUSE, "--dry-run", "--vault", vault)
    assert "Dig a hole" in result.stdout
    assert {**files(vault), "asked.txt": b""} == {**before, "asked.txt": b""}


def test_where_nobody_can_say_yes_no_program_is_asked(tmp_path: Path) -> None:
    vault = answering(tmp_path)
    result = call(*HOUSE, "--vault", vault)
    assert "Nobody can say yes to the plan of a program" in result.stderr
    assert "Dig a hole" not in (vault / NOTE).read_text("utf-8")
    assert not (vault / "asked.txt").exists()


def test_a_private_goal_is_given_to_no_program(tmp_path: Path) -> None:
    vault = answering(tmp_path)
    result = call(*HOUSE, "--private", "--yes", "--vault", vault)
    assert "A private goal is given to no program." in result.stderr
    assert (vault / NOTE).exists()
    assert not (vault / "asked.txt").exists()


@pytest.mark.parametrize(
    ("script", "timeout", "why"),
    [
        ("raise SystemExit(7)", 60, "ended with 7, so the shape plain is taken."),
        ("import threading; threading.Event().wait()", 1, "took longer than 1 s, so the shape"),
        ("print('Sorry.')", 60, "answered no plan, so the shape plain is taken."),
        ("print('- [ ] x' * 100_000)", 60, "answered more than 65,536 bytes, so the shape"),
    ],
    ids=["failing", "slow", "nonsensical", "endless"],
)
def test_a_program_that_is_of_no_help_leaves_the_shape(
    tmp_path: Path, script: str, timeout: float, why: str
) -> None:
    vault = make(tmp_path, script, timeout)
    result = call(*HOUSE, "--yes", "--vault", vault)
    assert result.exit_code == 0
    assert why in result.stderr
    assert "Set a timer for ten minutes" in (vault / NOTE).read_text("utf-8")


def test_a_plan_that_would_hide_some_of_its_tasks_is_not_taken(tmp_path: Path) -> None:
    vault = make(tmp_path, r"print('- [ ] One\n- [ ] %% Two\n- [ ] Three\n- [ ] %% Four')")
    result = call(*HOUSE, "--yes", "--vault", vault)
    assert result.exit_code == 0
    assert "hides some of its tasks, such as a `%%`, so the shape plain is taken." in result.stderr
    assert "Three" not in (vault / NOTE).read_text("utf-8")
