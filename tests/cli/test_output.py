"""What is printed where: nothing is lost in a pipe or on a narrow terminal, and reading changes nothing."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from aimo_md.cli.app import COMMANDS, aimo
from aimo_md.cli.saying import columns_of
from tests.cli.commands import AIMO, TODAY, call, start
from tests.folders import files, git, make_vault

SAMPLE = Path(__file__).parents[2] / "sample_vault"
LONG = "A goal with a name so long that no terminal of any width that was ever sold has room for it"
VAULT = f"""
    === Goals/Long.md
    ---
    type: goal
    deadline: 2026-12-31
    ---
    # {LONG}

    - [ ] Begin
"""


WORDY = """
    === My notes/A goal with a name.md
    ---
    type: goal
    priority: high
    deadline: 2026-12-31
    ---
    # 아침마다 한 시간씩 한국어를 배우고 저녁에는 책을 읽는 사람이 되기까지 걸어가는 길

    - [ ] Write to everybody who has ever asked me when I would come and see them in the hills 📅 2026-02-30
    - [ ] Write to nobody else than to the few who have never asked and would be glad of it 📅 2026-11-22
    - [x] Begun ✅ 2026-11-20
"""


def on_a_terminal(*arguments: str | Path, columns: int, code: int = 0) -> str:
    """What the command shows on a terminal of this width."""
    ours, theirs = pty.openpty()
    environ = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    command = [*AIMO, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # how a pseudo-terminal says that the other side is closed
        pass
    os.close(ours)
    assert process.wait() == code
    return shown.decode()


def test_a_pipe_gets_whole_lines(tmp_path: Path) -> None:
    lines = call("status", "--vault", make_vault(tmp_path, VAULT), *TODAY).stdout.split("\n")
    assert any(LONG in line and "no plan" in line for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_a_narrow_terminal_loses_no_letter_and_gets_no_colour(tmp_path: Path) -> None:
    shown = on_a_terminal("status", "--vault", make_vault(tmp_path, VAULT), *TODAY, columns=60)
    assert "\x1b" not in shown
    rows = shown.replace("\r", "").split("\n")
    assert max(map(len, rows)) <= 60
    first_column = "".join(row[: rows[0].index("Progress")] for row in rows[1:])
    assert first_column.replace(" ", "").startswith(LONG.replace(" ", ""))


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["tasks", "check", "today", "discord preview"])
def test_lines_are_broken_between_words_on_a_terminal_alone(
    tmp_path: Path, command: str, columns: int
) -> None:
    asked = [*command.split(" "), "--vault", str(make_vault(tmp_path, WORDY)), *TODAY]
    piped = call(*asked)
    whole = piped.stdout + piped.stderr
    shown = on_a_terminal(*asked, columns=columns, code=piped.exit_code).replace("\r", "")
    assert max(map(columns_of, whole.split("\n"))) > columns
    assert max(map(columns_of, shown.split("\n"))) <= columns
    assert shown.replace("│", "").split() == whole.replace("│", "").split()


def test_results_go_to_stdout_and_talk_to_stderr(tmp_path: Path) -> None:
    vault = make_vault(tmp_path)
    assert call("check", vault).stderr == "Nothing to mend in 2 notes.\n"
    assert call("check", vault).stdout == ""
    assert call("run", "--once", "--vault", vault, *TODAY).stdout == ""
    result = call("review", "--vault", vault, *TODAY)
    assert result.stderr == "Wrote Reviews/2026-W47 review.md\n"
    assert result.stdout == f"{vault}/Reviews/2026-W47 review.md\n"


def test_a_commit_is_told(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault")
    git(vault, "init", "--quiet")
    assert (
        "Would commit 3 notes: Grow a garden: new\n"
        in call("run", "--dry-run", "--vault", vault, *TODAY).stderr
    )
    assert "Committed 3 notes: Grow a garden: new\n" in call("run", "--once", "--vault", vault, *TODAY).stderr


def test_a_goal_of_which_nothing_can_be_counted(tmp_path: Path) -> None:
    lines = call("status", "--vault", make_vault(tmp_path, "=== A.md\n---\ntype: goal\n---\n"), *TODAY).stdout
    assert re.search(r"^A +not known  ", lines, flags=re.MULTILINE)


def test_a_shell_can_complete_the_commands() -> None:
    shell = ShellComplete(aimo, {}, "aimo", "_AIMO_COMPLETE")
    assert [item.value for item in shell.get_completions([], "st")] == ["status"]
    assert "--json" in [item.value for item in shell.get_completions(["status"], "--")]


def test_reading_changes_nothing(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    shutil.copytree(SAMPLE, vault)
    before = files(vault)
    for command in (
        ["status"],
        ["today"],
        ["tasks"],
        ["check"],
        ["review", "--print"],
        ["review", "--dry-run"],
        ["run", "--dry-run"],
    ):
        assert call(*command, "--vault", vault, *TODAY).exit_code in {0, 3}
    assert files(vault) == before
    assert not Path(os.environ["AIMO_STATE_HOME"]).exists()


def test_a_reader_that_goes_away_gets_no_traceback() -> None:
    process = start("tasks", SAMPLE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(30) != 0


def test_the_help_lists_every_command_once() -> None:
    listed = re.findall(r"^  ([a-z]+)  ", call("--help").stdout, flags=re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


def test_status_names_ten_goals_that_need_a_decision_and_counts_the_others(tmp_path: Path) -> None:
    late = "\n".join(f"=== G{at}.md\n---\ntype: goal\ndeadline: 2026-11-01\n---\n- [ ] a" for at in range(12))
    said = call("status", "--vault", make_vault(tmp_path, late), *TODAY).stdout
    assert said.count("needs a decision (overdue)") == 10
    assert said.endswith("\n2 more goals need a decision.\n")
