"""The commands that write into notes: what each of them changes, as one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.plan.options import OptionKey
from aimo_md.workplace import Workplace
from aimo_md.world.state import DAEMON
from tests.answered_vaults import (
    COMPLETE,
    DASHBOARD,
    GOAL,
    RESTING,
    REVIEW,
    ROOMY,
    SLIPPING,
    asked,
    boxes,
    changed_in,
    commits,
    decided,
)
from tests.cli.commands import TODAY, call
from tests.folders import NOON, change, commit_all, files, git, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

COUNTED = """
    === Goals/Write.md
    ---
    type: goal
    metric: words
    metric_from: 0
    metric_target: 50000
    metric_now: 18000 # by hand
    ---
    # Write

    ## Log
    - 2026-11-01: 18000

    ## Notes
    Slowly.
    === Goals/Walk.md
    ---
    type: goal
    habit: 3/week
    ---
    # Walk
    === Inbox.md
    - [ ] Call the plumber
    - [ ] Call the painter 🔁 every week 📅 2026-11-20
"""


def aimo(vault: Path, *arguments: str) -> Result:
    return call(*arguments, "--vault", vault, *TODAY)


def counted(root: Path) -> Path:
    vault = make_vault(root, COUNTED, with_git=True)
    turn(vault)
    commit_all(vault)
    return vault


@pytest.mark.parametrize(
    ("text", "option"),
    [
        pytest.param(SLIPPING, OptionKey.KEEP, id="keep"),
        pytest.param(SLIPPING, OptionKey.REDUCE, id="reduce"),
        pytest.param(SLIPPING, OptionKey.EXTEND, id="extend"),
        pytest.param(SLIPPING, OptionKey.PAUSE, id="pause"),
        pytest.param(SLIPPING, OptionKey.DROP, id="drop"),
        pytest.param(ROOMY, OptionKey.REPLAN, id="replan"),
        pytest.param(COMPLETE, OptionKey.CLOSE, id="close"),
        pytest.param(RESTING, OptionKey.RESUME, id="resume"),
    ],
)
def test_a_decision_is_one_commit_and_is_undone_to_the_last_byte(
    tmp_path: Path, text: str, option: OptionKey
) -> None:
    vault = asked(tmp_path / "vault", text)
    before, head = files(vault), git(vault, "rev-parse", "HEAD")
    assert aimo(vault, "decide", "run", option, "--dry-run").exit_code == 0
    assert files(vault) == before
    result = aimo(vault, "decide", "run", option)
    assert result.exit_code == 0, result.output
    assert [(found.option, found.day) for found in decided(vault)][-1] == (option, NOON.date())
    assert len(commits(vault, head)) == 1
    assert changed_in(vault) == [DASHBOARD, GOAL, REVIEW]
    assert f"{decided(vault)[-1].id}+" in boxes(vault, REVIEW)
    assert turn(vault).actions == ()
    assert aimo(vault, "undo", "run").exit_code == 0
    assert files(vault) == before
    assert len(commits(vault, head)) == 2
    assert turn(vault).actions == ()


def test_what_its_user_changed_is_a_commit_of_its_own(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    put(vault / "Inbox.md", "- [ ] Call the painter\n")
    assert aimo(vault, "decide", "run", "pause").exit_code == 0
    theirs, decision = commits(vault, head)
    assert theirs == "Update Inbox"
    assert decision.startswith("Run again: decided to pause, now paused\n\nDecision: ^aimo-d-")


def test_a_value_takes_the_place_of_what_is_offered(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    assert aimo(vault, "decide", "run", "extend", "2027-06-01").exit_code == 0
    assert "deadline: 2027-06-01" in (vault / GOAL).read_text()


def test_the_words_of_a_next_action_are_written_above_the_one_before(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    assert aimo(vault, "decide", "run", "keep", "Lace the shoes").exit_code == 0
    assert "- [ ] Lace the shoes ⏳ 2026-11-23\n- [ ] e 📅 2026-11-02" in (vault / GOAL).read_text()


def test_undo_needs_to_know_which_of_two_goals(tmp_path: Path) -> None:
    second = SLIPPING.replace("Goals/Run.md", "Goals/Sing.md").replace("Run again", "Sing")
    vault = asked(tmp_path / "vault", SLIPPING + second)
    assert aimo(vault, "undo").exit_code == 2
    aimo(vault, "decide", "run", "pause")
    aimo(vault, "decide", "sing", "drop")
    result = aimo(vault, "undo")
    assert result.exit_code == 2
    assert "Run again: pause" in result.stderr
    assert "Sing: drop" in result.stderr
    aimo(vault, "undo", "sing")
    assert [found.goal for found in decided(vault)] == [GOAL]
    aimo(vault, "undo")
    assert decided(vault) == ()


def test_what_was_changed_since_is_not_undone(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    aimo(vault, "decide", "run", "pause")
    change(vault / GOAL, "paused_until: 2027-01-04", "paused_until: 2027-02-01")
    before = files(vault)
    result = aimo(vault, "undo")
    assert result.exit_code == 2
    assert "has been changed since" in result.stderr
    assert files(vault) == before


def test_a_task_is_done_where_it_stands(tmp_path: Path) -> None:
    vault = counted(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    assert aimo(vault, "done", "plumber").exit_code == 0
    assert (vault / "Inbox.md").read_text().startswith("- [x] Call the plumber ✅ 2026-11-22\n")
    assert commits(vault, head) == ["Update Inbox"]
    assert aimo(vault, "done", "Inbox.md:2").exit_code == 0
    assert (vault / "Inbox.md").read_text().split("\n")[1:3] == [
        "- [ ] Call the painter 🔁 every week 📅 2026-11-27",
        "- [x] Call the painter 🔁 every week 📅 2026-11-20 ✅ 2026-11-22",
    ]
    assert turn(vault).actions == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("call", "'call' can mean 2 of them", id="several"),
        pytest.param("the gardener", "no task is called", id="none"),
        pytest.param("Inbox.md:9", "no task is called", id="no such line"),
        pytest.param("", "no task is called", id="nothing"),
    ],
)
def test_a_task_that_is_not_clear(tmp_path: Path, name: str, words: str) -> None:
    vault = counted(tmp_path / "vault")
    before = files(vault)
    result = aimo(vault, "done", name)
    assert (result.exit_code, files(vault)) == (2, before)
    assert words in result.stderr


def test_a_task_that_is_called_just_so_is_clear(tmp_path: Path) -> None:
    vault = counted(tmp_path / "vault")
    put(vault / "Inbox.md", "- [ ] Call\n- [ ] Call the plumber\n")
    assert aimo(vault, "done", "call").exit_code == 0
    assert (vault / "Inbox.md").read_text() == "- [x] Call ✅ 2026-11-22\n- [ ] Call the plumber\n"
    result = aimo(vault, "done", "Inbox.md:1")
    assert result.exit_code == 2
    assert "is done already" in result.stderr


def test_a_task_is_added_to_the_inbox_and_to_a_goal(tmp_path: Path) -> None:
    vault = counted(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    assert aimo(vault, "add", "Call", "Ann", "📅 2026-11-30").exit_code == 0
    assert (vault / "Inbox.md").read_text().endswith("2026-11-20\n- [ ] Call Ann 📅 2026-11-30\n")
    assert aimo(vault, "add", "Find the shoes", "--goal", "walk").exit_code == 0
    assert (vault / "Goals/Walk.md").read_text().endswith("# Walk\n\n## Steps\n- [ ] Find the shoes\n")
    assert commits(vault, head) == ["Update Inbox", "Walk: 1 new"]


def test_a_task_goes_below_the_heading_of_the_next_action(tmp_path: Path) -> None:
    text = (
        "=== Goals/Run.md\n---\ntype: goal\n---\n## First\n- [x] a\n- [ ] b\n  - [ ] c\n\n## Then\n- [ ] d\n"
    )
    vault = make_vault(tmp_path / "vault", text)
    assert aimo(vault, "add", "e", "--goal", "run").exit_code == 0
    assert "- [ ] b\n  - [ ] c\n- [ ] e\n\n## Then\n" in (vault / GOAL).read_text()


@pytest.mark.parametrize(
    ("config", "inbox", "expected"),
    [
        pytest.param("", None, "- [ ] Call Ann\n", id="a new note"),
        pytest.param("", "Mine", "Mine\n- [ ] Call Ann", id="without a line end"),
        pytest.param('[tasks]\nglobal_filter = "#task"\n', None, "- [ ] Call Ann #task\n", id="a filter"),
    ],
)
def test_where_an_added_task_goes(tmp_path: Path, config: str, inbox: str | None, expected: str) -> None:
    vault = make_vault(tmp_path / "vault", "=== Other.md\nText\n")
    put(vault / "aimo.toml", config)
    if inbox is not None:
        put(vault / "Inbox.md", inbox)
    assert aimo(vault, "add", "Call Ann").exit_code == 0
    assert (vault / "Inbox.md").read_text() == expected


def test_a_place_that_would_swallow_the_task_is_refused(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", "=== Inbox.md\n```\ncode that never ends\n")
    put(vault / "aimo.toml", "")
    result = aimo(vault, "add", "Call Ann")
    assert result.exit_code == 2
    assert "has no place where it would read as a task" in result.stderr


def test_a_value_is_logged_and_counts(tmp_path: Path) -> None:
    vault = counted(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    assert aimo(vault, "log", "write", "19 000").exit_code == 0
    note = (vault / "Goals/Write.md").read_text()
    assert "metric_now: 19000 # by hand\n" in note
    assert "## Log\n- 2026-11-01: 18000\n- 2026-11-22: 19 000\n\n## Notes\nSlowly.\n" in note
    assert commits(vault, head) == ["Write: 18000 → 19000 words, 36 % → 38 %"]
    assert aimo(vault, "log", "walk", "to the lake").exit_code == 0
    assert (vault / "Goals/Walk.md").read_text().endswith("## Log\n- 2026-11-22: to the lake\n")


@pytest.mark.parametrize(
    "value",
    ["1e400", "0x10", "5/3", "12abc", "3 of 4", "18 200 pages", "nan", "", "words"],
)
def test_a_value_that_only_begins_with_a_number_is_refused(tmp_path: Path, value: str) -> None:
    vault = counted(tmp_path / "vault")
    before = files(vault)
    assert aimo(vault, "log", "write", value).exit_code == 2
    assert files(vault) == before


@pytest.mark.parametrize("value", ["-5", "\u22125", "19,000 words", "19000words", "1.9e4", "$ 19000"])
def test_values_in_many_forms(tmp_path: Path, value: str) -> None:
    vault = counted(tmp_path / "vault")
    assert aimo(vault, "log", "write", value).exit_code == 0
    assert f"- 2026-11-22: {value}\n" in (vault / "Goals/Write.md").read_text()


def test_a_task_may_begin_with_a_dash(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", "=== Other.md\nText\n")
    put(vault / "aimo.toml", "")
    assert aimo(vault, "add", "- 5 kg of flour").exit_code == 0
    assert "5 kg of flour" in (vault / "Inbox.md").read_text()


def test_a_command_waits_for_nobody_and_for_no_time(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    change(vault / GOAL, "# Run again\n", "# Run again\n\nJust now.\n")
    assert aimo(vault, "decide", "run", "pause").exit_code == 0
    assert "status: paused" in (vault / GOAL).read_text()


def test_beside_a_daemon_a_command_does_what_it_does_without_one(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    with Workplace(vault).state.lock(DAEMON):
        assert aimo(vault, "decide", "run", "pause").exit_code == 0
        assert "status: paused" in (vault / GOAL).read_text()
        assert aimo(vault, "undo").exit_code == 0
    assert decided(vault) == ()


def test_days_off_are_added_to_the_config(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    put(vault / "aimo.toml", "# mine\n[measures]\nslip_after = 3 # days\n")
    commit_all(vault)
    head = git(vault, "rev-parse", "HEAD")
    assert aimo(vault, "away", "2026-11-20", "2026-12-01", "--dry-run").exit_code == 0
    assert git(vault, "status", "--porcelain") == ""
    assert aimo(vault, "away", "2026-11-20", "2026-12-01").exit_code == 0
    text = (vault / "aimo.toml").read_text()
    assert text == '# mine\n[measures]\naway = [["2026-11-20", "2026-12-01"]]\nslip_after = 3 # days\n'
    assert commits(vault, head) == ["Be away from 2026-11-20 to 2026-12-01"]
    assert changed_in(vault) == ["aimo.toml"]
    assert "**Keep it" not in (vault / DASHBOARD).read_text()


def test_a_config_that_cannot_be_read_gets_no_days_off(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING)
    put(vault / "aimo.toml", "[measures")
    result = aimo(vault, "away", "2026-11-20", "2026-12-01")
    assert result.exit_code == 2
    assert "cannot be changed: this is no TOML" in result.stderr
    assert (vault / "aimo.toml").read_text() == "[measures"


@pytest.mark.parametrize(
    ("config", "words"),
    [
        pytest.param(
            'away = "Christmas"',
            "`measures.away` is no list\n      mend this first:\n      aimo.toml:2: ",
            id="no list",
        ),
        pytest.param(
            'away = ["2026-12-24", "2026-12-31"]',
            "would not count\n      mend this first:\n      aimo.toml:2: config-value `measures.away` ",
            id="no list of spells",
        ),
        pytest.param(
            'away = [["2026-12-24", "Christmas"]]',
            "would not count\n      mend this first:\n      aimo.toml:2: config-value `measures.away` ",
            id="no days",
        ),
        pytest.param("away = [", "this is no TOML", id="no TOML"),
    ],
)
def test_days_off_that_would_not_count_are_not_written(tmp_path: Path, config: str, words: str) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING)
    put(vault / "aimo.toml", f"[measures]\n{config}\n")
    for more in ((), ("--dry-run",)):
        result = aimo(vault, "away", "2026-11-20", "2026-12-01", *more)
        assert (result.exit_code, words in result.stderr) == (2, True)
    assert (vault / "aimo.toml").read_text() == f"[measures]\n{config}\n"


def test_days_off_are_written_beside_another_fault_of_the_config(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING)
    put(vault / "aimo.toml", '[measures]\nslip = 3\naway = [["2026-12-24", "2026-12-31"]]\n')
    assert aimo(vault, "away", "2026-11-20", "2026-12-01").exit_code == 0
    assert (
        'away = [["2026-12-24", "2026-12-31"], ["2026-11-20", "2026-12-01"]]'
        in (vault / "aimo.toml").read_text()
    )


def test_on_another_device_only_what_was_asked_for_is_written(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    put(vault / "aimo.toml", '[vault]\nwriter = "the other one"\n')
    commit_all(vault)
    before = files(vault)
    assert aimo(vault, "decide", "run", "pause").exit_code == 0
    assert changed_in(vault) == [GOAL]
    assert {path for path, data in files(vault).items() if before[path] != data} == {GOAL}
    assert aimo(vault, "undo").exit_code == 0
    assert files(vault) == before
