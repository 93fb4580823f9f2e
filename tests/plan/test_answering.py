"""The whole way of an answer: from a tick to the goal's note, to the line that says so, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.plan.answers import Answer, answer_of
from aimo_md.plan.decisions import decisions
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindrance
from aimo_md.plan.undo import Undo
from tests.plan.answering import CONFIG, DASHBOARD, REVIEW, MemoryVault, measured, notes_in
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from collections.abc import Callable

SLIPPING = """
    === Goals/Paced.md
    ---
    type: goal
    start: 2026-09-28
    deadline: 2026-12-31
    ---
    - [x] a 📅 2026-10-01 ✅ 2026-10-01
    - [x] b 📅 2026-10-10 ✅ 2026-10-10
    - [x] c 📅 2026-10-20 ✅ 2026-10-20
    - [x] d 📅 2026-11-01 ✅ 2026-11-19
    - [ ] e 📅 2026-11-02 🆔 e
    - [ ] f 📅 2026-11-05 ⛔ e
    - [ ] g 📅 2026-11-24
    - [ ] h 📅 2026-11-26 🔼
    - [ ] i 📅 2026-12-10 🔽
    - [ ] j 📅 2026-12-20
"""
ROOMY = SLIPPING.replace("deadline: 2026-12-31", "deadline: 2027-10-31\n    slip_after: 1d")
COMPLETE = """
    === Goals/Done.md
    ---
    type: goal
    status: active
    ---
    - [x] a ✅ 2026-11-20
"""
RESTING = """
    === Goals/Resting.md
    ---
    type: goal
    status: paused
    paused_until: 2026-11-20
    deadline: 2026-12-31
    ---
    - [ ] a

    ## Decisions
    - 2026-10-20 pause: until 2026-11-20 ^aimo-d-00aa11
"""

WAYS = [
    pytest.param(SLIPPING, OptionKey.KEEP, id="keep"),
    pytest.param(SLIPPING, OptionKey.REDUCE, id="reduce"),
    pytest.param(SLIPPING, OptionKey.EXTEND, id="extend"),
    pytest.param(SLIPPING, OptionKey.PAUSE, id="pause"),
    pytest.param(ROOMY, OptionKey.REPLAN, id="replan"),
    pytest.param(COMPLETE, OptionKey.CLOSE, id="close"),
    pytest.param(COMPLETE, OptionKey.KEEP, id="keep what is complete"),
    pytest.param(RESTING, OptionKey.RESUME, id="resume"),
    pytest.param(RESTING, OptionKey.PAUSE, id="pause again"),
    pytest.param(RESTING, OptionKey.DROP, id="drop"),
]


def asked(text: str, *, with_git: bool = True) -> MemoryVault:
    """A vault with a review and a dashboard."""
    vault = MemoryVault(notes=notes_in(text), with_git=with_git)
    vault.turn()
    assert not vault.turn()
    return vault


def goal_of(vault: MemoryVault) -> str:
    (path,) = vault.sources()
    return path


def ticked_in(path: str) -> Callable[[MemoryVault, OptionKey], None]:
    def answer(vault: MemoryVault, option: OptionKey) -> None:
        vault.tick(path, f"^aimo-{option}-")
        assert vault.turn()

    return answer


def ticked_in_both(vault: MemoryVault, option: OptionKey) -> None:
    vault.tick(REVIEW, f"^aimo-{option}-")
    ticked_in(DASHBOARD)(vault, option)


def by_command(vault: MemoryVault, option: OptionKey) -> None:
    answer = answer_of(goal_of(vault), option, None, measured(vault.notes), CONFIG)
    assert isinstance(answer, Answer)
    assert vault.turn(answer)


ANSWERS = [
    pytest.param(ticked_in(REVIEW), id="ticked in the review"),
    pytest.param(ticked_in(DASHBOARD), id="ticked in the dashboard"),
    pytest.param(ticked_in_both, id="ticked in both"),
    pytest.param(by_command, id="by a command"),
]


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize(("text", "option"), WAYS)
def test_every_answer_is_applied_once_and_undone_to_the_last_byte(
    text: str, option: OptionKey, answer: Callable[[MemoryVault, OptionKey], None]
) -> None:
    vault = asked(text)
    before = dict(vault.notes)
    answer(vault, option)
    assert len(vault.decided) == 1
    decision = decisions(measured(vault.notes).vault)[-1]
    assert (decision.id, decision.option, decision.day) == (vault.decided[0], option, SUNDAY)
    assert "^aimo-" + option not in vault.notes[REVIEW] + vault.notes[DASHBOARD]
    assert vault.line(REVIEW, f"^{decision.id}").startswith("- [x] ")
    assert vault.line(DASHBOARD, f"^{decision.id}").startswith("- [x] ")
    assert not vault.turn()
    vault.untick(REVIEW, f"^{decision.id}")
    assert vault.turn()
    assert vault.notes == before
    assert not vault.turn()


@pytest.mark.parametrize(("text", "option"), WAYS)
def test_a_command_undoes_what_was_decided(text: str, option: OptionKey) -> None:
    vault = asked(text)
    before = dict(vault.notes)
    by_command(vault, option)
    (decision,) = decisions(measured(vault.notes).vault, SUNDAY)
    assert vault.turn(Undo(decision=decision))
    assert vault.notes == before
    assert not vault.turn()


# What is not clear stays until it is


def refusals(vault: MemoryVault) -> list[Hindrance]:
    return [refusal.why.by for refusal in vault.refused]


def test_two_ticks_wait_for_one_to_go() -> None:
    vault = asked(SLIPPING)
    sources = vault.sources()
    vault.tick(REVIEW, "^aimo-keep-")
    vault.tick(DASHBOARD, "^aimo-pause-")
    assert vault.turn()
    assert refusals(vault) == [Hindrance.TWO_TICKS] * 2
    assert vault.sources() == sources
    assert vault.line(REVIEW, "^aimo-keep-").startswith("- [x] ")
    assert not vault.turn()
    vault.untick(DASHBOARD, "^aimo-pause-")
    vault.turn()
    assert refusals(vault) == []
    assert [decision.option for decision in decisions(measured(vault.notes).vault)] == [OptionKey.KEEP]


def test_a_day_that_cannot_be_read_waits_to_be_mended() -> None:
    vault = asked(SLIPPING)
    sources = vault.sources()
    vault.tick(REVIEW, "^aimo-extend-")
    vault.change(REVIEW, "**Extend the deadline** → `2027-06-11`", "**Extend the deadline** → `in June`")
    vault.turn()
    assert refusals(vault) == [Hindrance.NO_DAY]
    assert vault.sources() == sources
    assert not vault.turn()
    vault.change(REVIEW, "`in June`", "`2027-06-01`")
    vault.turn()
    assert "deadline: 2027-06-01\n" in vault.notes["Goals/Paced.md"]
    assert "in June" not in vault.notes[REVIEW]


def test_an_offer_that_has_changed_is_put_aside_and_offered_anew() -> None:
    """The goal got another task while its user ticked what to leave out."""
    vault = asked(SLIPPING)
    vault.tick(REVIEW, "^aimo-reduce-")
    vault.change("Goals/Paced.md", "- [ ] j", "- [ ] k 📅 2026-12-21\n- [ ] j")
    sources = vault.sources()
    vault.turn()
    assert refusals(vault) == [Hindrance.NOT_OFFERED]
    assert vault.sources() == sources
    assert '"k"' not in vault.line(REVIEW, "^aimo-no-reduce-")
    assert '"k"' in vault.line(REVIEW, "^aimo-reduce-")
    assert not vault.turn()
    vault.tick(REVIEW, "^aimo-reduce-")
    vault.untick(REVIEW, "^aimo-no-reduce-")
    vault.turn()
    assert "aimo-no-" not in vault.notes[REVIEW]
    assert "- [-] k 📅 2026-12-21 ❌ 2026-11-22" in vault.notes["Goals/Paced.md"]


def test_a_goal_that_is_renamed_in_between_is_answered() -> None:
    """Obsidian changes the links with the name; the block ids stay as they were."""
    vault = asked(SLIPPING)
    vault.tick(REVIEW, "^aimo-pause-")
    vault.notes["Goals/Run.md"] = vault.notes.pop("Goals/Paced.md")
    for path in (REVIEW, DASHBOARD):
        vault.notes[path] = vault.notes[path].replace("[[Paced]]", "[[Run]]")
    vault.turn()
    assert "status: paused\n" in vault.notes["Goals/Run.md"]
    assert "^aimo-pause-" not in vault.notes[REVIEW] + vault.notes[DASHBOARD]
    assert not vault.turn()


def test_a_line_that_only_was_edited_goes_with_its_question() -> None:
    vault = asked(SLIPPING)
    vault.change(REVIEW, "**Extend the deadline** → `2027-06-11`", "**Extend the deadline** → `2027-01-01`")
    vault.turn()
    assert "`2027-01-01`: 85 %" in vault.notes[REVIEW]
    vault.tick(DASHBOARD, "^aimo-keep-")
    vault.turn()
    assert "`2027-01-01`: 85 %" not in vault.notes[REVIEW]


def test_what_has_changed_since_stays_decided_until_it_is_ticked_again() -> None:
    vault = asked(SLIPPING)
    ticked_in(REVIEW)(vault, OptionKey.PAUSE)
    vault.change("Goals/Paced.md", "paused_until: 2027-01-04", "paused_until: 2027-02-01")
    vault.turn()
    sources = vault.sources()
    vault.untick(REVIEW, "^aimo-d-")
    vault.turn()
    assert refusals(vault) == [Hindrance.CHANGED_SINCE]
    assert vault.sources() == sources
    assert vault.line(REVIEW, "^aimo-d-").startswith("- [ ] ")
    assert not vault.turn()
    vault.tick(REVIEW, "^aimo-d-")
    vault.turn()
    assert refusals(vault) == []
    assert vault.sources() == sources


def test_two_decisions_for_one_goal_go_back_one_after_the_other() -> None:
    vault = asked(SLIPPING)
    before = dict(vault.notes)
    for option in (OptionKey.EXTEND, OptionKey.DROP):
        by_command(vault, option)
    later, earlier = reversed(decisions(measured(vault.notes).vault))
    vault.turn(Undo(decision=later))
    vault.turn(Undo(decision=earlier))
    assert vault.notes == before
