"""Ticks that cannot be followed, older reviews, ticks in the dashboard, notes that are being written in."""

from __future__ import annotations

import os
import re
import shutil
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.plan.options import OptionKey
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.answered_vaults import (
    DASHBOARD,
    GOAL,
    REVIEW,
    SLIPPING,
    WEEK,
    asked,
    boxes,
    changed_in,
    commits,
    decided,
    line,
    tick,
    untick,
)
from tests.folders import NOON, change, files, git, make_vault, put, turn

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.cycle import Needs, Snapshot


# What is not clear stays until it is


def said(vault: Path, path: str) -> str:
    return (vault / path).read_bytes().decode()


def sources(vault: Path) -> dict[str, bytes]:
    return {path: data for path, data in files(vault).items() if path not in {REVIEW, DASHBOARD}}


def test_two_options_ticked_for_one_goal_wait_for_one_to_go(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    before = sources(vault)
    tick(vault / REVIEW, "^aimo-keep-")
    tick(vault / DASHBOARD, "^aimo-pause-")
    turn(vault)
    assert sources(vault) == before
    for path in (REVIEW, DASHBOARD):
        assert "> [!warning] Two different options are ticked for this goal. Untick all but one." in said(
            vault, path
        )
    assert turn(vault).actions == ()
    untick(vault / DASHBOARD, "^aimo-pause-")
    turn(vault)
    assert [decision.option for decision in decided(vault)] == [OptionKey.KEEP]
    assert "Two different" not in said(vault, REVIEW) + said(vault, DASHBOARD)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param("in June", "is no day", id="no day"),
        pytest.param("2026-02-30", "is no day", id="a day that the calendar does not have"),
        pytest.param("2026-11-01", "must be one to come", id="a day that has passed"),
    ],
)
def test_a_day_that_cannot_be_taken_waits_to_be_mended(tmp_path: Path, value: str, words: str) -> None:
    vault = asked(tmp_path / "vault")
    before = sources(vault)
    offered = line(vault / REVIEW, "^aimo-extend-")
    wrong = re.sub("`[^`]*`", f"`{value}`", offered)
    change(vault / REVIEW, offered, wrong.replace("[ ]", "[x]"))
    turn(vault)
    assert sources(vault) == before
    assert words in said(vault, REVIEW)
    assert f"`{value}`" in line(vault / REVIEW, "^aimo-extend-")
    assert turn(vault).actions == ()
    change(vault / REVIEW, f"`{value}`", "`2027-06-01`")
    turn(vault)
    assert "deadline: 2027-06-01\n" in said(vault, GOAL)
    assert words not in said(vault, REVIEW)


def test_an_offer_that_has_changed_is_put_aside_and_made_anew(tmp_path: Path) -> None:
    """The goal got another task while its user ticked what to leave out."""
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-reduce-")
    change(vault / GOAL, "- [ ] j", "- [ ] k 📅 2026-12-21\n- [ ] j")
    before = sources(vault)
    turn(vault)
    assert sources(vault) == before
    assert "is not offered any more" in said(vault, REVIEW)
    assert '"k"' in line(vault / REVIEW, "^aimo-reduce-")
    assert '"k"' not in line(vault / REVIEW, "^aimo-no-reduce-")
    assert turn(vault).actions == ()
    untick(vault / REVIEW, "^aimo-no-reduce-")
    tick(vault / REVIEW, "^aimo-reduce-")
    turn(vault)
    assert "aimo-no-" not in said(vault, REVIEW)
    assert "- [-] k 📅 2026-12-21 ❌ 2026-11-22" in said(vault, GOAL)


def test_a_goal_that_is_renamed_before_it_is_answered(tmp_path: Path) -> None:
    """Obsidian changes the links with the name; the block ids stay as they were."""
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    (vault / GOAL).rename(vault / "Goals/Jog.md")
    for path in (REVIEW, DASHBOARD):
        put(vault / path, said(vault, path).replace("[[Run|Run again]]", "[[Jog|Run again]]"))
    turn(vault)
    assert "status: paused\n" in said(vault, "Goals/Jog.md")
    assert [found for found in boxes(vault, REVIEW) if "pause" in found] == []
    assert turn(vault).actions == ()


def test_an_answer_that_changes_what_another_goal_is_offered(tmp_path: Path) -> None:
    """Both goals are paused at one look: each is a commit of its own."""
    second = SLIPPING.replace("Goals/Run.md", "Goals/Sing.md").replace("Run again", "Sing")
    vault = asked(tmp_path / "vault", SLIPPING + second)
    head = git(vault, "rev-parse", "HEAD")
    put(vault / REVIEW, said(vault, REVIEW).replace("- [ ] **Pause it**", "- [x] **Pause it**"))
    turn(vault)
    assert [decision.goal for decision in decided(vault)] == [GOAL, "Goals/Sing.md"]
    messages = commits(vault, head)
    assert [message.split("\n")[0].split(":")[0] for message in messages] == ["Run again", "Sing"]
    assert changed_in(vault, "HEAD~1") == [GOAL]
    assert turn(vault).actions == ()


def test_what_its_user_changed_is_a_commit_before_the_decision(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    change(vault / GOAL, "- [ ] g 📅", "- [x] g 📅")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault, commit_due=False)
    theirs, decision = commits(vault, head)
    assert theirs.startswith("Run again: 1 done")
    assert decision.startswith("Run again: decided to pause, now paused")
    untick(vault / DASHBOARD, "^aimo-d-")
    turn(vault, commit_due=False)
    assert "status" not in said(vault, GOAL)
    assert "- [x] g 📅" in said(vault, GOAL)


def test_what_has_changed_since_stays_decided(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    change(vault / GOAL, "paused_until: 2027-01-04", "paused_until: 2027-02-01")
    turn(vault)
    before = sources(vault)
    untick(vault / REVIEW, "^aimo-d-")
    turn(vault)
    assert sources(vault) == before
    assert "has been changed since" in said(vault, REVIEW)
    assert turn(vault).actions == ()
    tick(vault / REVIEW, "^aimo-d-")
    turn(vault)
    assert sources(vault) == before
    assert "has been changed since" not in said(vault, REVIEW)


def test_a_decision_that_vanished_is_a_problem_until_its_line_is_unticked(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    text = said(vault, GOAL)
    put(vault / GOAL, text[: text.index("## Decisions")])
    codes = [(problem.path, problem.code) for problem in turn(vault).measures.problems]
    assert codes == [(REVIEW, "decision-vanished")]
    assert "stands in no goal's note any more" in said(vault, REVIEW)
    assert turn(vault).actions == ()
    for path in (REVIEW, DASHBOARD):
        untick(vault / path, "untick to undo ^aimo-d-")
    assert turn(vault).measures.problems == ()
    assert "aimo-d-" not in said(vault, REVIEW) + said(vault, DASHBOARD)


@pytest.mark.parametrize(
    ("option", "is_known"),
    [(OptionKey.EXTEND, True), (OptionKey.PAUSE, True), (OptionKey.REDUCE, False)],
)
def test_without_git_and_state_a_decision_tells_what_was_there_before(
    tmp_path: Path, option: OptionKey, *, is_known: bool
) -> None:
    vault = asked(tmp_path / "vault", with_git=False)
    before = said(vault, GOAL)
    tick(vault / REVIEW, f"^aimo-{option}-")
    turn(vault)
    shutil.rmtree(Workplace(vault).state.folder)
    untick(vault / REVIEW, "^aimo-d-")
    turn(vault)
    assert (said(vault, GOAL) == before + "\n## Decisions\n") is is_known
    assert ("is not known" in said(vault, REVIEW)) is not is_known
    assert turn(vault).actions == ()


def test_a_note_that_changes_meanwhile_takes_the_answer_at_the_next_try(tmp_path: Path) -> None:
    class Typing(Workplace):
        """Somebody writes into the goal's note between the look and the writing."""

        typed = False

        def look_closer(self, snapshot: Snapshot, needs: Needs) -> Snapshot:
            closer = super().look_closer(snapshot, needs)
            if not self.typed:
                change(self.root / GOAL, "# Run again\n", "# Run again\n\nA thought.\n")
                self.typed = True
            return closer

    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(Typing(vault))
    assert "A thought." in said(vault, GOAL)
    assert "status: paused" in said(vault, GOAL)
    assert turn(vault).actions == ()


def test_a_note_that_may_not_be_written_is_told_beside_the_tick(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    (vault / GOAL).chmod(0o444)
    if os.access(vault / GOAL, os.W_OK):
        (vault / GOAL).chmod(0o644)
        return  # whoever may write everything cannot be kept from it
    turn(vault)
    assert "A note cannot be changed as this asks for." in said(vault, REVIEW)
    assert turn(vault).actions == ()


# Older reviews


def test_an_older_review_asks_no_more_and_says_where_to_answer(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    turn(vault)
    later = NOON + timedelta(days=8)
    turn(vault, later, wanted=week_of(later.date()))
    frozen = said(vault, REVIEW)
    assert boxes(vault, REVIEW) == []
    assert "[x]" not in frozen
    assert "- [[Run|Run again]]: **Pause it** → until 2027-01-04" in frozen
    assert "untick to undo" not in frozen
    assert turn(vault, later).actions == ()


def test_a_question_that_was_not_answered_points_to_the_newer_review(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-extend-")
    change(vault / REVIEW, "**Extend the deadline** → `", "**Extend the deadline** → `soon or ")
    later = NOON + timedelta(days=8)
    turn(vault, later, wanted=week_of(later.date()))
    frozen = said(vault, REVIEW)
    assert boxes(vault, REVIEW) == []
    assert "This review takes no answers any more; see [[2026-W49 review]]." in frozen
    assert "- **Pause it** → until" in frozen
    assert "deadline: 2026-12-31" in said(vault, GOAL)
    assert turn(vault, later).actions == ()


# Ticks in the dashboard


def test_a_task_ticked_in_the_dashboard_is_ticked_where_it_stands(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    before = files(vault)
    tick(vault / DASHBOARD, "Call the plumber")
    turn(vault)
    assert said(vault, "Inbox.md") == "- [x] Call the plumber 📅 2026-11-23 ✅ 2026-11-22\n"
    assert "Call the plumber" not in said(vault, DASHBOARD)
    assert files(vault)[GOAL] == before[GOAL]
    assert git(vault, "log", "-1", "--format=%s") == "Update Inbox"
    assert git(vault, "status", "--porcelain") == ""
    assert turn(vault).actions == ()


def test_a_task_ticked_in_the_dashboard_is_committed_as_what_it_is(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    tick(vault / DASHBOARD, "- [ ] e (due")
    turn(vault)
    (message,) = commits(vault, head)
    assert "1 done" in message.split("\n")[0]


def test_a_task_and_an_option_ticked_at_once_are_two_commits(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    head = git(vault, "rev-parse", "HEAD")
    tick(vault / DASHBOARD, "Call the plumber")
    tick(vault / DASHBOARD, "^aimo-pause-")
    turn(vault, commit_due=False)
    task, decision = commits(vault, head)
    assert task == "Update Inbox"
    assert decision.startswith("Run again: decided to pause, now paused\n\nDecision: ^aimo-d-")
    assert changed_in(vault) == [DASHBOARD, GOAL, REVIEW]
    assert git(vault, "status", "--porcelain") == ""
    assert turn(vault).actions == ()


def test_a_tick_whose_task_has_changed_is_refused_with_a_word(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / DASHBOARD, "Call the plumber")
    put(vault / "Inbox.md", "- [ ] Call the painter 📅 2026-11-23\n")
    turn(vault)
    assert said(vault, "Inbox.md") == "- [ ] Call the painter 📅 2026-11-23\n"
    assert "It is not clear which task this is." in said(vault, DASHBOARD)
    assert turn(vault).actions == ()
    untick(vault / DASHBOARD, "Call the plumber")
    turn(vault)
    assert "plumber" not in said(vault, DASHBOARD)


def test_a_recurring_task_that_is_ticked_in_the_dashboard_comes_again(tmp_path: Path) -> None:
    text = "=== Inbox.md\n- [ ] Water the plants 🔁 every week 📅 2026-11-22\n"
    vault = asked(tmp_path / "vault", text)
    tick(vault / DASHBOARD, "Water the plants")
    turn(vault)
    assert said(vault, "Inbox.md").split("\n")[:2] == [
        "- [ ] Water the plants 🔁 every week 📅 2026-11-29",
        "- [x] Water the plants 🔁 every week 📅 2026-11-22 ✅ 2026-11-22",
    ]
    assert "[ ] Water the plants" in said(vault, DASHBOARD)
    assert turn(vault).actions == ()


def test_a_dashboard_without_boxes(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    put(vault / "aimo.toml", "[dashboard]\ntick = false\n")
    turn(vault)
    assert line(vault / DASHBOARD, "Call the plumber") == "- Call the plumber (Mon 23) — [[Inbox]]"
    assert not any(found.startswith("aimo-t-") for found in boxes(vault, DASHBOARD))
    assert any(found.startswith("aimo-keep-") for found in boxes(vault, DASHBOARD))
    assert turn(vault).actions == ()


# What its user is writing in


def test_a_note_that_was_changed_just_now_is_left_alone_until_it_is_quiet(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    before = files(vault)
    patient = Workplace(vault, patience=10.0)
    waiting = turn(patient, commit_due=False)
    assert waiting.waiting
    assert files(vault) == before
    for path in (REVIEW, DASHBOARD, GOAL):
        rest(vault / path)
    done = turn(patient, commit_due=False)
    assert not done.waiting
    assert "status: paused" in said(vault, GOAL)


def test_a_goal_that_is_being_written_is_not_written_into(tmp_path: Path) -> None:
    vault = asked(tmp_path / "vault")
    tick(vault / REVIEW, "^aimo-pause-")
    rest(vault / REVIEW)
    rest(vault / DASHBOARD)
    change(vault / GOAL, "# Run again\n", "# Run again\n\nA thou")
    patient = Workplace(vault, patience=10.0)
    assert turn(patient).waiting
    assert "status" not in said(vault, GOAL)
    rest(vault / GOAL)
    assert not turn(patient).waiting
    assert "status: paused" in said(vault, GOAL)


def test_aimos_own_writing_keeps_nobody_waiting(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", SLIPPING)
    patient = Workplace(vault, patience=10.0)
    assert not turn(patient, wanted=WEEK).waiting
    assert not turn(patient).waiting


def rest(note: Path) -> None:
    """Let a note look as if it had been left alone for a minute."""
    then = time.time() - 60
    os.utime(note, (then, then))
