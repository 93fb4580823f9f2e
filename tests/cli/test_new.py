"""`aimo new` in a real repository, and on a real terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.cli import options
from aimo_md.world.state import vault_state
from tests.cli.commands import TODAY, call
from tests.cli.terminal import on_terminal
from tests.folders import commit_all, files, git, make_vault, put, subjects

if TYPE_CHECKING:
    from pathlib import Path

GOAL = "Goals/Read 12 books.md"
SENTENCE = ("new", "Read", "12", "books", "this", "year", *TODAY)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = make_vault(tmp_path / "vault", with_git=True)
    put(root / "aimo.toml", "")
    commit_all(root)
    return root


def test_a_new_goal_is_one_commit_of_its_note_alone(vault: Path) -> None:
    put(vault / "Inbox.md", "- [ ] Something else\n")
    result = call(*SENTENCE, "--vault", vault)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{vault / GOAL}\n"
    assert subjects(vault)[0] == "Read 12 books: new"
    assert git(vault, "show", "--name-only", "--format=") == GOAL
    assert git(vault, "status", "--porcelain") == "M Inbox.md"


def test_a_private_goal_is_not_named_in_the_history(vault: Path) -> None:
    call(*SENTENCE, "--private", "--vault", vault)
    assert "private: true" in (vault / GOAL).read_text("utf-8")
    assert subjects(vault)[0] == "Update a private goal"


def test_while_another_aimo_is_at_work_nothing_is_written(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "_TURN_IN_HAND", 0.0)
    before = files(vault)
    with vault_state(vault).lock():
        assert call(*SENTENCE, "--vault", vault).exit_code == 7
    assert files(vault) == before


def test_what_git_refuses_is_told_and_the_note_is_there(vault: Path) -> None:
    put(vault / ".git/MERGE_HEAD", git(vault, "rev-parse", "HEAD"))
    result = call(*SENTENCE, "--vault", vault)
    assert result.exit_code == 5
    assert f"Wrote {GOAL}\naimo: nothing was committed: a merge is in progress" in result.stderr
    assert (vault / GOAL).exists()


def test_a_day_off_gets_no_action(vault: Path) -> None:
    put(vault / "aimo.toml", '[measures]\naway = [["2026-11-22", "2026-11-30"]]\n')
    assert "First, on Tue 1 Dec 2026: " in call(*SENTENCE, "--vault", vault).stderr


def test_nothing_is_committed_where_the_config_says_so(vault: Path) -> None:
    put(vault / "aimo.toml", '[git]\ncommit = "off"\n')
    call(*SENTENCE, "--vault", vault)
    assert (vault / GOAL).exists()
    assert subjects(vault)[0] == "By hand"


def test_a_note_of_the_name_is_left_alone_whatever_its_capitals(vault: Path) -> None:
    put(vault / "Goals/READ 12 BOOKS.md", "Mine.\n")
    before = files(vault)
    result = call(*SENTENCE, "--vault", vault)
    assert result.exit_code == 2
    assert "there is a note Goals/READ 12 BOOKS.md already" in result.stderr
    assert files(vault) == before


def test_what_no_property_can_hold_is_refused(vault: Path) -> None:
    before = files(vault)
    result = call("new", "Read " + "on and " * 10_000 + "on #", "--vault", vault)
    assert result.exit_code == 1
    assert "aimo: the note cannot be written: " in result.stderr
    assert files(vault) == before


def test_on_a_terminal_it_asks_what_only_the_owner_knows(vault: Path) -> None:
    answers = "I forget how stories go\nTwelve titles stand in my list\nhigh\n"
    code, shown = on_terminal(vault, *SENTENCE, answers=answers)
    note = (vault / GOAL).read_text("utf-8")
    assert code == 0
    assert "Three questions; press Enter to skip one." in shown
    assert "priority: high\n" in note
    assert "why: I forget how stories go\n" in note
    assert "## Done when\n\n- [ ] Twelve titles stand in my list\n\n## " in note


def test_every_question_may_be_skipped_and_none_need_be_asked(vault: Path) -> None:
    assert on_terminal(vault, *SENTENCE, answers="\n\n\n")[0] == 0
    code, shown = on_terminal(vault, "new", "Swim", "--yes", answers="")
    assert code == 0
    assert "questions" not in shown
    assert "why:" not in (vault / GOAL).read_text("utf-8")


@pytest.mark.parametrize(
    ("by", "answers", "deadline"),
    [
        ("by 3/4", "2\n", "deadline: 2027-04-03\n"),
        ("by 3/4", "7\n1\n", "deadline: 2027-03-04\n"),
        ("by summer", "2027-06-21\n", "deadline: 2027-06-21\n"),
        ("by summer", "soon\nJune\n", "deadline: 2027-06-30\n"),
        ("by summer", "in six months\n", "deadline: 2027-05-22\n"),
        ("by summer", "\n", ""),
    ],
)
def test_a_day_in_doubt_is_asked_for(vault: Path, by: str, answers: str, deadline: str) -> None:
    code, _ = on_terminal(vault, "new", "Swim", by, *TODAY, answers=f"{answers}\n\n\n")
    note = (vault / "Goals/Swim.md").read_text("utf-8")
    assert code == 0
    assert f"start: 2026-11-22\n{deadline}---\n" in note


def test_who_breaks_off_has_written_nothing(vault: Path) -> None:
    before = files(vault)
    code, _ = on_terminal(vault, *SENTENCE, answers="because\n\x04")
    assert code == 130
    assert files(vault) == before
