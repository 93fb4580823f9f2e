"""Answers in unusual places: other line ends, a note of the user's own, another language, git in a corner."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aimo_md.cycle import Addition, Completion, HinderedError, take_turn
from aimo_md.errors import AimoError, GitError
from aimo_md.plan.answers import Answer
from aimo_md.plan.decisions import decisions
from aimo_md.plan.new_line import log_edits
from aimo_md.plan.note_edits import NoteEdits
from aimo_md.plan.options import OptionKey
from aimo_md.plan.undo import Undo
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.answered_vaults import (
    DASHBOARD,
    GOAL,
    REVIEW,
    SLIPPING,
    asked,
    boxes,
    changed_in,
    commits,
    decided,
    line,
    settle,
    tick,
    untick,
)
from tests.cli.commands import TODAY, call
from tests.folders import NOON, change, commit_all, files, git, make_vault, put, subjects, turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimo_md.cycle import Needs, Request, Snapshot
    from aimo_md.goals.model import Vault
    from aimo_md.measures.model import Measures

WEEKLY = "2026-W47.md"


def text(path: Path) -> str:
    return path.read_bytes().decode()


@pytest.mark.parametrize("option", [OptionKey.KEEP, OptionKey.REDUCE, OptionKey.EXTEND])
@pytest.mark.parametrize(("bom", "ends"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_a_goal_keeps_its_line_ends_and_its_mark(
    tmp_path: Path, option: OptionKey, bom: str, ends: str
) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING, with_git=True)
    put(vault / GOAL, bom + text(vault / GOAL).replace("\n", ends))
    commit_all(vault)
    settle(vault)
    before = files(vault)
    tick(vault / REVIEW, f"^aimo-{option}-")
    turn(vault)
    note = text(vault / GOAL)
    assert note.startswith(f"{bom}---{ends}")
    assert note.count("\n") == note.count(ends)
    assert [found.option for found in decided(vault)] == [option]
    untick(vault / REVIEW, "^aimo-d-")
    turn(vault)
    assert files(vault) == before


def test_a_weekly_note_of_ones_own_takes_answers(tmp_path: Path) -> None:
    mine = "# My week\n\n<!-- aimo:decide -->\n<!-- /aimo:decide -->\n\n- [ ] Mine\n"
    vault = asked(
        tmp_path / "vault",
        SLIPPING + f"    === {WEEKLY}\n" + "".join(f"    {line}\n" for line in mine.split("\n")[:-1]),
    )
    assert not (vault / REVIEW).exists()
    tick(vault / WEEKLY, "^aimo-pause-")
    turn(vault)
    assert "status: paused" in text(vault / GOAL)
    assert text(vault / WEEKLY).startswith("# My week\n\n<!-- aimo:decide ")
    assert text(vault / WEEKLY).endswith("<!-- /aimo:decide -->\n\n- [ ] Mine\n")
    assert turn(vault).actions == ()
    untick(vault / WEEKLY, "^aimo-d-")
    turn(vault)
    assert "status" not in text(vault / GOAL)
    later = NOON + timedelta(days=8)
    turn(vault, later, wanted=week_of(later.date()))
    assert boxes(vault, WEEKLY) == []
    assert "- **Pause it** → until" in text(vault / WEEKLY)
    assert text(vault / WEEKLY).endswith("- [ ] Mine\n")
    assert turn(vault, later).actions == ()


@pytest.mark.parametrize(
    ("make", "places"),
    [
        pytest.param(shutil.copy, f"{REVIEW} or {DASHBOARD}", id="a copy"),
        pytest.param(Path.rename, DASHBOARD, id="renamed"),
    ],
)
def test_a_tick_in_a_review_that_is_elsewhere_is_told_where_it_stands(
    tmp_path: Path, make: Callable[[Path, Path], object], places: str
) -> None:
    vault = asked(tmp_path / "vault")
    mine = vault / "Reviews/My week.md"
    make(vault / REVIEW, mine)
    turn(vault)
    assert "tick-not-followed" not in call("check", vault, *TODAY).stdout
    tick(mine, "^aimo-pause-")
    number = text(mine).split("\n").index(line(mine, "^aimo-pause-")) + 1
    told = call("check", vault, *TODAY).stdout
    assert f"Reviews/My week.md:{number}: tick-not-followed " in told
    assert f"answer in {places};" in told
    turn(vault)
    assert "status" not in text(vault / GOAL)
    assert f"[[My week]] line {number}: this note takes no answers" in text(vault / DASHBOARD)


def test_a_tick_beside_a_broken_marker_is_told(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    change(vault / REVIEW, "<!-- /aimo:decide -->", "")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    assert "status" not in text(vault / GOAL)
    assert "ticks in it are not followed, `aimo decide` and `aimo done` are" in text(vault / DASHBOARD)


def test_an_answer_in_another_language(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING, with_git=True)
    put(vault / "aimo.toml", '[notes]\nlanguage = "ko"\n')
    settle(vault)
    tick(vault / REVIEW, "^aimo-pause-")
    tick(vault / DASHBOARD, "^aimo-keep-")
    turn(vault)
    assert "서로 다른 답이 체크되어" in text(vault / REVIEW)
    untick(vault / DASHBOARD, "^aimo-keep-")
    turn(vault)
    assert "**잠시 멈추기** → 2027-01-04까지" in line(vault / REVIEW, "^aimo-d-")
    assert "pause: until 2027-01-04" in text(vault / GOAL)
    assert turn(vault).actions == ()


def test_a_private_goal_is_in_no_message(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault", SLIPPING.replace("type: goal", "type: goal\n    private: true"))
    head = git(vault, "rev-parse", "HEAD")
    tick(vault / REVIEW, "^aimo-keep-")
    turn(vault)
    (message,) = commits(vault, head)
    assert message.startswith("Update a private goal\n\nDecision: ^aimo-d-")
    assert "Run" not in message


def test_what_is_not_aimos_to_commit_is_left(tmp_path: Path) -> None:
    """With `own` the goal's note is committed where nothing in it but the decision is new."""
    vault = asked(tmp_path / "vault")
    put(vault / "aimo.toml", '[git]\ncommit = "own"\n')
    put(vault / "Inbox.md", "- [ ] Call the painter\n")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    assert changed_in(vault) == [DASHBOARD, GOAL, REVIEW]
    untick(vault / REVIEW, "^aimo-d-")
    turn(vault)
    change(vault / GOAL, "# Run again\n", "# Run again\n\nMine.\n")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    assert changed_in(vault) == [DASHBOARD, REVIEW]
    assert git(vault, "status", "--porcelain", "*.md").split("\n") == ["M Goals/Run.md", " M Inbox.md"]
    assert turn(vault).actions == ()


def test_where_nothing_is_committed_an_answer_is_followed_all_the_same(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    put(vault / "aimo.toml", '[git]\ncommit = "off"\n')
    head = git(vault, "rev-parse", "HEAD")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    assert "status: paused" in text(vault / GOAL)
    assert commits(vault, head) == []


def test_while_git_is_in_the_midst_of_something_an_answer_is_followed_and_told(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    (vault / ".git/MERGE_HEAD").write_text(head + "\n")
    put(vault / "Inbox.md", "- [ ] Call the painter\n")
    tick(vault / REVIEW, "^aimo-pause-")
    with pytest.raises(GitError, match="a merge is in progress"):
        turn(vault)
    assert "status: paused" in text(vault / GOAL)
    assert line(vault / REVIEW, "^aimo-d-").startswith("- [x] ")
    (vault / ".git/MERGE_HEAD").unlink()
    turn(vault)
    assert len(commits(vault, head)) == 1
    untick(vault / REVIEW, "^aimo-d-")
    turn(vault)
    assert "status" not in text(vault / GOAL)


def test_what_is_kept_in_the_properties_is_no_part_of_a_decision(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING, with_git=True)
    put(vault / "aimo.toml", "[notes]\nproperties = true\n")
    settle(vault)
    commit_all(vault)
    tick(vault / REVIEW, "^aimo-extend-")
    turn(vault)
    assert "aimo_health: at risk" in text(vault / GOAL)
    assert not re.search(r"^[+-]aimo_", git(vault, "show", "HEAD", "--", GOAL), re.MULTILINE)
    later = NOON + timedelta(days=5)
    turn(vault, later)
    untick(vault / DASHBOARD, "^aimo-d-")
    turn(vault, later)
    assert "deadline: 2026-12-31" in text(vault / GOAL)
    assert "ask_again" not in text(vault / GOAL)
    assert decided(vault) == ()
    assert turn(vault, later).actions == ()


class Refusing(Workplace):
    """A workplace whose disk refuses one note."""

    refused = GOAL

    def write(self, path: str, text: str, expected: str | None) -> None:
        if path == self.refused:
            raise AimoError(f"{path} could not be written: the disk is full")
        super().write(path, text, expected)


def test_where_the_goals_note_cannot_be_written_nothing_says_that_it_was(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    before = files(vault)
    with pytest.raises(AimoError, match="the disk is full"):
        turn(Refusing(vault))
    assert files(vault) == before
    turn(vault)
    assert "status: paused" in text(vault / GOAL)


def test_where_the_dashboard_cannot_be_written_the_answer_is_followed(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    refusing = Refusing(vault)
    refusing.refused = DASHBOARD
    with pytest.raises(AimoError, match="the disk is full"):
        turn(refusing)
    assert subjects(vault)[0] == "Run again: decided to pause, now paused"
    turn(vault)
    assert line(vault / DASHBOARD, "^aimo-d-").startswith("- [x] ")


class Blind(Workplace):
    """A workplace that cannot read the notes that it is asked to change."""

    def look_closer(self, snapshot: Snapshot, needs: Needs) -> Snapshot:
        return replace(super().look_closer(snapshot, needs), sources={})


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda measures: Completion(task=measures.vault.notes["Inbox.md"].tasks[0]), id="done"),
        pytest.param(lambda _: Addition(path="Inbox.md", words="Call Ann"), id="add"),
        pytest.param(lambda measures: logged(measures.vault), id="log"),
        pytest.param(lambda measures: Undo(decision=decisions(measures.vault)[0]), id="undo"),
        pytest.param(
            lambda measures: Answer(goal=GOAL, option=OptionKey.DROP, asked=measures.today), id="decide"
        ),
    ],
)
def test_what_a_command_asks_of_a_note_that_cannot_be_read_is_refused(
    tmp_path: Path, ask: Callable[[Measures], Request]
) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-keep-")
    turn(vault)
    before = files(vault)
    with pytest.raises(HinderedError, match="cannot be read"):
        take_turn(Blind(vault), NOON, commit_due=True, ask=ask)
    assert files(vault) == before


def logged(vault: Vault) -> NoteEdits:
    return NoteEdits(path=GOAL, edits=log_edits(vault.notes[GOAL], "a run", None, NOON.date()))


def test_a_tick_about_a_note_that_cannot_be_read_is_told_beside_it(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-keep-")
    tick(vault / DASHBOARD, "Call the plumber")
    turn(Blind(vault))
    assert "> [!warning] A note cannot be changed as this asks for." in text(vault / REVIEW)
    assert "(Inbox.md cannot be read)" in text(vault / DASHBOARD)
    assert turn(Blind(vault)).actions == ()
    turn(vault)
    assert "status" not in text(vault / GOAL)
    assert [found.option for found in decided(vault)] == [OptionKey.KEEP]


def test_a_goal_with_two_headings_for_its_steps_gets_no_task(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", "=== Goals/Run.md\n---\ntype: goal\n---\n## Steps\n\n## Steps\n")
    with pytest.raises(HinderedError, match="more than once"):
        take_turn(
            Workplace(vault), NOON, commit_due=True, ask=lambda _: Addition(path=GOAL, words="Lace the shoes")
        )
