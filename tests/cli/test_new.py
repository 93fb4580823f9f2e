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
        ("5/12/2027", "2\n", "deadline: 2027-12-05\n"),
        ("in -3 days", "in three days\n", "deadline: 2026-11-25\n"),
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


@pytest.mark.parametrize(
    ("by", "why"),
    [
        ("5/12/2027", '"5/12/2027" may be Wed 12 May 2027 or Sun 5 Dec 2027'),
        ("다음 금요일 수영", '"다음 금요일" may be Fri 27 Nov 2026 or Fri 4 Dec 2026'),
        ("in 99999 years", '"in 99999 years" names no day that can be told'),
    ],
)
def test_a_day_in_doubt_is_refused_where_nobody_can_be_asked(vault: Path, by: str, why: str) -> None:
    before = files(vault)
    result = call("new", "Swim", by, "--vault", vault, "--today", "2026-11-25")
    assert (result.exit_code, why in result.stderr) == (2, True)
    assert files(vault) == before


@pytest.mark.parametrize(
    ("answers", "path", "deadline"),
    [
        ("y\n", "Goals/Swim.md", "deadline: 2027-10-31\n"),
        ("maybe\nyes\n", "Goals/Swim.md", "deadline: 2027-10-31\n"),
        ("\n", "Goals/Swim October.md", ""),
        ("n\n", "Goals/Swim October.md", ""),
    ],
)
def test_whether_a_bare_month_is_the_deadline_is_asked(
    vault: Path, answers: str, path: str, deadline: str
) -> None:
    code, shown = on_terminal(vault, "new", "Swim", "October", *TODAY, answers=f"{answers}\n\n\n")
    assert code == 0
    assert '"October" may be the deadline, Sun 31 Oct 2027.' in shown
    assert f"start: 2026-11-22\n{deadline}---\n" in (vault / path).read_text("utf-8")


@pytest.mark.parametrize("text", ["Swim October", "October", "Swim by May"])
def test_a_bare_month_stays_in_the_title_where_nobody_is_asked(vault: Path, text: str) -> None:
    result = call("new", text, "--vault", vault, *TODAY)
    assert result.exit_code == 0
    assert "may be the deadline" not in result.stderr


def test_a_month_that_is_all_of_the_title_is_the_title(vault: Path) -> None:
    code, shown = on_terminal(vault, "new", "October", *TODAY, answers="\n\n\n")
    assert code == 0
    assert "may be the deadline" not in shown


@pytest.mark.parametrize(("answer", "priority"), [("HIGH", "high"), ("1", "highest"), ("e", "lowest")])
def test_how_much_it_matters_is_said_in_any_of_the_ways(vault: Path, answer: str, priority: str) -> None:
    code, shown = on_terminal(vault, *SENTENCE, answers=f"\n\nurgent\n6\n{answer}\n")
    assert code == 0
    assert shown.count("Write one of these words, 1 to 5 or A to E, or nothing.") == 2
    assert f"priority: {priority}\n" in (vault / GOAL).read_text("utf-8")


def test_a_number_that_is_not_in_the_list_is_asked_for_again(vault: Path) -> None:
    code, shown = on_terminal(vault, "new", "Swim", "by 3/4", *TODAY, answers="9\nx\n0\n2\n\n\n\n")
    assert code == 0
    assert shown.count("Write a number from 1 to 2.") == 3


def test_who_breaks_off_has_written_nothing(vault: Path) -> None:
    before = files(vault)
    code, shown = on_terminal(vault, *SENTENCE, answers="because\n\x04")
    assert code == 130
    assert shown.endswith("\naimo: broken off, nothing was written\n")
    assert files(vault) == before


OWN = '[notes]\ntemplates = "Templates/aimo"\n'
THESIS = "---\nwords: [thesis]\n---\n## Read 100 %\n- [ ] Find ten papers\n"


def test_a_shape_of_the_vault_is_chosen_by_its_words_or_its_name(vault: Path) -> None:
    put(vault / "aimo.toml", OWN)
    put(vault / "Templates/aimo/goals/thesis.md", THESIS)
    result = call("new", "Write my thesis by June", *TODAY, "--vault", vault)
    assert result.stderr.splitlines()[0].endswith("shape thesis")
    assert "- [ ] Find ten papers ⏳ 2026-11-2" in (vault / "Goals/Write my thesis.md").read_text("utf-8")
    named = call("new", "Swim", "--shape", "thesis", "--dry-run", *TODAY, "--vault", vault)
    assert "- [ ] Find ten papers" in named.stdout


def test_the_boxes_of_a_shape_are_nobodys_tasks(vault: Path) -> None:
    put(vault / "aimo.toml", OWN)
    put(vault / "Templates/aimo/goals/thesis.md", THESIS)
    put(vault / "Templates/aimo/letter.md", "- [ ] Sign it\n")
    listed = call("tasks", "--vault", vault).stdout
    assert "Sign it" in listed
    assert "Find ten papers" not in listed


def test_a_shape_with_a_fault_is_told_and_not_used(vault: Path) -> None:
    put(vault / "aimo.toml", OWN)
    put(vault / "Templates/aimo/goals/launch.md", "## A 90 %\n- [ ] One\n\n## B 20 %\n- [ ] Two\n")
    told = (
        "Templates/aimo/goals/launch.md:4: template-fault up to here the headings take 110 % of the time; "
        "mend it; until then `aimo new` does not use this shape"
    )
    checked = call("check", "--vault", vault)
    assert (checked.exit_code, checked.stdout) == (3, f"{told}\n")
    chosen = call("new", "Launch a shop", "--dry-run", *TODAY, "--vault", vault)
    assert "- [ ] One of them has come back" in chosen.stdout
    assert "- [ ] Two" not in chosen.stdout
    refused = call("new", "Launch a shop", "--shape", "launch", *TODAY, "--vault", vault)
    assert refused.exit_code == 2
    assert told in refused.stderr


def test_a_shape_that_lies_outside_the_vault_is_not_read(vault: Path, tmp_path: Path) -> None:
    put(vault / "aimo.toml", OWN)
    put(tmp_path / "outside/thesis.md", THESIS)
    (vault / "Templates/aimo").mkdir(parents=True)
    (vault / "Templates/aimo/goals").symlink_to(tmp_path / "outside")
    assert "symlink-outside" in call("check", "--vault", vault).stdout
    assert call("new", "Swim", "--shape", "thesis", *TODAY, "--vault", vault).exit_code == 2
