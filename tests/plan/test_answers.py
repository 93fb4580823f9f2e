"""Ticks and commands as answers, on Sunday 22 November 2026: Paced slips, Resting has rested."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from aimo_md.goals.parse import read_note
from aimo_md.plan.answers import Answer, Answers, AskingNote, answer_of, read_answers
from aimo_md.plan.options import OptionKey
from aimo_md.plan.questions import question_id
from aimo_md.plan.refused import Hindered, Hindrance
from tests.plan.answering import CONFIG, DASHBOARD, REVIEW, fresh_note, measured, notes_in
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

VAULT = notes_in("""
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
    - [ ] e `x` 📅 2026-11-02 🆔 e
    - [ ] f 📅 2026-11-05 ⛔ e
    - [ ] g 📅 2026-11-24
    - [ ] h 📅 2026-11-26 🔼
    - [ ] i `y` 📅 2026-12-10 🔽
    - [ ] j 📅 2026-12-20
    === Goals/Resting.md
    ---
    type: goal
    status: paused
    paused_until: 2026-11-20
    ---
    # At rest
    - [ ] a
""")
GOAL = "Goals/Paced.md"
ID = question_id(GOAL)
EXTEND = "`2027-06-11`"
DAY = date(2026, 11, 23)


def asking(*changes: tuple[str, str], path: str = REVIEW, later: dict[str, str] | None = None) -> AskingNote:
    """The review as it was written, then changed by its user, then as it would be written `later`."""
    text = fresh_note(REVIEW, VAULT)
    for old, new in changes:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    return AskingNote(
        note=read_note(path, text, CONFIG),
        text=text,
        fresh=fresh_note(REVIEW, later or VAULT),
        measures=measured(later or VAULT),
    )


def ticked(key: OptionKey, *, resting: bool = False) -> tuple[str, str]:
    """The change that ticks an option."""
    names = {
        OptionKey.KEEP: "- [ ] **Keep it, shrink",
        OptionKey.REDUCE: "- [ ] **Reduce",
        OptionKey.EXTEND: "- [ ] **Extend",
        OptionKey.PAUSE: "- [ ] **Pause it** → until `2027-01-04`: nothing"
        if resting
        else "- [ ] **Pause it** → until `2027-01-04`: takes",
        OptionKey.RESUME: "- [ ] **Resume",
        OptionKey.DROP: "- [ ] **Drop",
    }
    return names[key], names[key].replace("[ ]", "[x]", 1)


def read(*notes: AskingNote, now: Measures | None = None) -> Answers:
    return read_answers(notes, now or notes[0].measures, CONFIG)


def said(*notes: AskingNote) -> Answer:
    """The only answer, without the lines that say it."""
    found = read(*notes)
    assert found.refused == ()
    (answer,) = found.answers
    return replace(answer, boxes=())


def refused(*notes: AskingNote, now: Measures | None = None) -> list[Hindrance]:
    found = read(*notes, now=now)
    assert found.answers == ()
    return [refusal.why.by for refusal in found.refused]


def answer(option: OptionKey, day: date | None = None, words: str | None = None) -> Answer:
    return Answer(goal=GOAL, option=option, asked=SUNDAY, day=day, words=words)


# Ticks


def test_nothing_ticked_is_no_answer() -> None:
    assert read(asking()) == Answers(answers=(), refused=())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([ticked(OptionKey.KEEP)], answer(OptionKey.KEEP, DAY, "e 'x'"), id="keep"),
        pytest.param([ticked(OptionKey.EXTEND)], answer(OptionKey.EXTEND, date(2027, 6, 11)), id="extend"),
        pytest.param([ticked(OptionKey.PAUSE)], answer(OptionKey.PAUSE, date(2027, 1, 4)), id="pause"),
        pytest.param(
            [ticked(OptionKey.EXTEND), (EXTEND, "` 2027-02-01 `")],
            answer(OptionKey.EXTEND, date(2027, 2, 1)),
            id="another day",
        ),
        pytest.param(
            [ticked(OptionKey.EXTEND), (EXTEND, "`2026-11-22`")],
            answer(OptionKey.EXTEND, SUNDAY),
            id="a deadline today",
        ),
        pytest.param(
            [ticked(OptionKey.KEEP), ("`e 'x'` on `2026-11-23`", "` one  line <!-- ` on `2026-12-01`")],
            answer(OptionKey.KEEP, date(2026, 12, 1), "one line <! --"),
            id="other words and another day",
        ),
        pytest.param(
            [ticked(OptionKey.KEEP), ("`e 'x'` on `2026-11-23`", "`2026-12-01` for `one line`")],
            answer(OptionKey.KEEP, date(2026, 12, 1), "one line"),
            id="the day in front, as other languages have it",
        ),
        pytest.param(
            [ticked(OptionKey.KEEP), ("`e 'x'` on `2026-11-23`", "`2026-12-24` on `2026-12-01`")],
            answer(OptionKey.KEEP, date(2026, 12, 1), "2026-12-24"),
            id="words that are a day",
        ),
        pytest.param(
            [ticked(OptionKey.EXTEND), ("likely at your pace ^", "likely ✅ 2026-11-22 ^")],
            answer(OptionKey.EXTEND, date(2027, 6, 11)),
            id="stamped by another plugin",
        ),
    ],
)
def test_a_tick_is_an_answer(changes: list[tuple[str, str]], expected: Answer) -> None:
    assert said(asking(*changes)) == expected


def test_reduce_names_the_leaves_that_its_line_names() -> None:
    note = asking(
        ticked(OptionKey.REDUCE), ("your pace ^aimo-reduce", "your pace ✅ 2026-11-22 ^aimo-reduce")
    )
    assert 'leave out "i \\`y\\`", "f", "g" and "j"' in note.text
    assert said(note).leaves == ((GOAL, 14), (GOAL, 11), (GOAL, 12), (GOAL, 15))


@pytest.mark.parametrize("option", [OptionKey.RESUME, OptionKey.DROP])
def test_an_option_without_values_is_only_ticked(option: OptionKey) -> None:
    assert said(asking(ticked(option))) == Answer(goal="Goals/Resting.md", option=option, asked=SUNDAY)


def test_goals_are_answered_one_by_one() -> None:
    found = read(asking(ticked(OptionKey.KEEP), ticked(OptionKey.DROP)))
    assert [(each.goal, each.option) for each in found.answers] == [
        (GOAL, OptionKey.KEEP),
        ("Goals/Resting.md", OptionKey.DROP),
    ]


def test_the_same_option_in_both_notes_is_one_answer_and_settles_the_question() -> None:
    notes = asking(ticked(OptionKey.PAUSE)), asking(ticked(OptionKey.PAUSE), path=DASHBOARD)
    (found,) = read(*notes).answers
    assert [box.path for box in found.boxes] == [REVIEW, DASHBOARD]
    assert found.settles == {f"aimo-{option}-{ID}" for option in OptionKey}
    assert read_answers(notes, notes[0].measures, CONFIG, found.settles) == Answers(answers=(), refused=())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [ticked(OptionKey.KEEP), ticked(OptionKey.PAUSE)], [Hindrance.TWO_TICKS] * 2, id="two options"
        ),
        pytest.param([ticked(OptionKey.EXTEND), (EXTEND, "`next May`")], [Hindrance.NO_DAY], id="no day"),
        pytest.param([ticked(OptionKey.EXTEND), (EXTEND, "``")], [Hindrance.NO_DAY], id="nothing"),
        pytest.param(
            [ticked(OptionKey.EXTEND), (EXTEND, "2027-05-01")], [Hindrance.NO_DAY], id="no backticks"
        ),
        pytest.param(
            [ticked(OptionKey.EXTEND), (EXTEND, "`2027-02-30`")], [Hindrance.NO_DAY], id="30 February"
        ),
        pytest.param(
            [ticked(OptionKey.EXTEND), (EXTEND, "`2027-05-01` or `2027-06-01`")],
            [Hindrance.NO_DAY],
            id="two days",
        ),
        pytest.param([ticked(OptionKey.EXTEND), (EXTEND, "`2026-11-21`")], [Hindrance.PAST_DAY], id="past"),
        pytest.param(
            [ticked(OptionKey.PAUSE), ("`2027-01-04`: takes", "`2026-11-22`: takes")],
            [Hindrance.PAST_DAY],
            id="a pause that is over today",
        ),
        pytest.param(
            [ticked(OptionKey.KEEP), ("`2026-11-23`", "`2026-11-20`")], [Hindrance.PAST_DAY], id="a step past"
        ),
        pytest.param([ticked(OptionKey.KEEP), ("`e 'x'`", "` `")], [Hindrance.NO_WORDS], id="no words"),
        pytest.param([ticked(OptionKey.KEEP), ("`e 'x'`", "")], [Hindrance.NO_WORDS], id="words taken out"),
        pytest.param(
            [ticked(OptionKey.KEEP), ("`e 'x'`", "`e` `x`")], [Hindrance.NO_WORDS], id="words in two pieces"
        ),
        pytest.param(
            [ticked(OptionKey.REDUCE), ('"f", ', "")], [Hindrance.NOT_OFFERED], id="its words changed"
        ),
        pytest.param(
            [ticked(OptionKey.KEEP), (f"keep-{ID}", f"no-keep-{ID}")], [Hindrance.NOT_OFFERED], id="put aside"
        ),
    ],
)
def test_a_tick_that_is_not_clear_is_refused(
    changes: list[tuple[str, str]], expected: list[Hindrance]
) -> None:
    assert refused(asking(*changes)) == expected


def test_a_refusal_names_its_line_and_its_goal() -> None:
    note = asking(ticked(OptionKey.EXTEND), (EXTEND, "`soon`"))
    (refusal,) = read(note).refused
    assert refusal.box.text in note.text
    assert (refusal.goal, refusal.box.path, refusal.aside) == (GOAL, REVIEW, False)


def test_two_notes_that_say_different_things_are_refused() -> None:
    other = asking(ticked(OptionKey.EXTEND), (EXTEND, "`2027-02-01`"), path=DASHBOARD)
    assert refused(asking(ticked(OptionKey.EXTEND)), other) == [Hindrance.TWO_TICKS] * 2


def test_one_clear_tick_is_followed_beside_one_that_is_not() -> None:
    other = asking(ticked(OptionKey.EXTEND), (EXTEND, "`soon`"), path=DASHBOARD)
    found = read(asking(ticked(OptionKey.EXTEND)), other)
    assert [each.day for each in found.answers] == [date(2027, 6, 11)]
    assert [each.why.by for each in found.refused] == [Hindrance.NO_DAY]


# What changed meanwhile


def changed(old: str, new: str) -> dict[str, str]:
    """The vault with another Paced."""
    assert VAULT[GOAL].count(old) == 1
    return {**VAULT, GOAL: VAULT[GOAL].replace(old, new)}


@pytest.mark.parametrize(
    ("option", "later"),
    [
        pytest.param(OptionKey.KEEP, changed("type: goal", "type: goal\nstatus: dropped"), id="dropped"),
        pytest.param(OptionKey.EXTEND, changed("type: goal", "type: goal\nhard: true"), id="hard now"),
        pytest.param(OptionKey.KEEP, changed("type: goal", "type: note"), id="no goal any more"),
        pytest.param(OptionKey.KEEP, {"Other.md": "x"}, id="gone"),
        pytest.param(OptionKey.REDUCE, changed("- [ ] j", "- [ ] another j"), id="other leaves"),
        pytest.param(
            OptionKey.PAUSE, changed("deadline:", "ask_again: 2026-12-01\ndeadline:"), id="answered"
        ),
    ],
)
def test_an_offer_that_is_another_one_by_now_is_refused(option: OptionKey, later: dict[str, str]) -> None:
    assert refused(asking(ticked(option), later=later)) == [Hindrance.NOT_OFFERED]


def test_what_does_not_touch_the_offer_may_change() -> None:
    assert said(asking(ticked(OptionKey.PAUSE), later=changed("- [ ] j", "- [ ] another j"))).goal == GOAL


@pytest.mark.parametrize(
    ("changes", "new"),
    [
        pytest.param([("[[Paced]]:", "[[Goals/Run|Paced]]:")], "Goals/Run.md", id="with its links"),
        pytest.param([("[[Paced]]:", "Paced:")], GOAL, id="without a link the id says it"),
        pytest.param([("[[Paced]]:", "[[Nowhere]]:")], GOAL, id="with a dead link the id says it"),
        pytest.param(
            [("### [[Resting|At rest]]:", "### [[Somewhere|at rest]]:")], "Away/Rest.md", id="by its title"
        ),
    ],
)
def test_a_renamed_goal_is_found(changes: list[tuple[str, str]], new: str) -> None:
    old = "Goals/Resting.md" if new.startswith("Away") else GOAL
    later = {new if path == old else path: text for path, text in VAULT.items()}
    option = OptionKey.DROP if new.startswith("Away") else OptionKey.PAUSE
    (found,) = read(asking(ticked(option), *changes, later=later)).answers
    assert found.goal == new
    assert {f"aimo-keep-{question_id(path)}" for path in (old, new)} <= found.settles


def test_an_unclear_tick_from_before_a_renaming_is_put_aside() -> None:
    later = {"Goals/Run.md" if path == GOAL else path: text for path, text in VAULT.items()}
    changes = ticked(OptionKey.EXTEND), (EXTEND, "`soon`"), ("[[Paced]]:", "[[Run]]:")
    (refusal,) = read(asking(*changes, later=later)).refused
    assert (refusal.goal, refusal.why.by, refusal.aside) == ("Goals/Run.md", Hindrance.NOT_OFFERED, True)


def test_of_two_goals_with_the_title_none_is_meant() -> None:
    text = VAULT["Goals/Resting.md"]
    later = {GOAL: VAULT[GOAL], "a.md": text, "b.md": text}
    change = "### [[Resting|At rest]]:", "### [[Somewhere|At rest]]:"
    assert refused(asking(ticked(OptionKey.DROP), change, later=later)) == [Hindrance.NOT_OFFERED]


@pytest.mark.parametrize(
    ("days", "step_day"),
    [
        pytest.param(0, DAY, id="on the day"),
        pytest.param(3, date(2026, 11, 25), id="in the middle of the week"),
    ],
)
def test_a_day_that_was_offered_and_has_passed_is_today(days: int, step_day: date) -> None:
    """The review was written on Sunday, and is answered when its user comes to it."""
    now = measured(VAULT, SUNDAY + timedelta(days=days))
    (found,) = read(asking(ticked(OptionKey.KEEP)), now=now).answers
    assert (found.day, found.asked) == (step_day, SUNDAY)
    other = asking(ticked(OptionKey.KEEP), ("`2026-11-23`", "`2026-11-22`"))
    if days:
        assert refused(other, now=now) == [Hindrance.PAST_DAY]


# Commands


def command(option: OptionKey, value: str | None = None, goal: str = GOAL) -> Answer | Hindered:
    return answer_of(goal, option, value, measured(VAULT), CONFIG)


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        pytest.param(OptionKey.KEEP, None, answer(OptionKey.KEEP, DAY, "e 'x'"), id="keep"),
        pytest.param(
            OptionKey.KEEP, "2026-12-01", answer(OptionKey.KEEP, date(2026, 12, 1), "e 'x'"), id="on a day"
        ),
        pytest.param(
            OptionKey.KEEP, "one `line`", answer(OptionKey.KEEP, DAY, "one 'line'"), id="with words"
        ),
        pytest.param(OptionKey.EXTEND, None, answer(OptionKey.EXTEND, date(2027, 6, 11)), id="extend"),
        pytest.param(
            OptionKey.EXTEND, "2027-02-01", answer(OptionKey.EXTEND, date(2027, 2, 1)), id="to a day"
        ),
        pytest.param(OptionKey.PAUSE, " 2027-02-01", answer(OptionKey.PAUSE, date(2027, 2, 1)), id="pause"),
        pytest.param(OptionKey.DROP, None, answer(OptionKey.DROP), id="what no question offers"),
        pytest.param(OptionKey.CLOSE, None, answer(OptionKey.CLOSE), id="closed early"),
        pytest.param(OptionKey.DROP, "x", Hindered(by=Hindrance.NO_VALUE), id="a value too many"),
        pytest.param(OptionKey.EXTEND, "May", Hindered(by=Hindrance.NO_DAY), id="no day"),
        pytest.param(OptionKey.PAUSE, "2026-11-22", Hindered(by=Hindrance.PAST_DAY), id="past"),
        pytest.param(OptionKey.KEEP, " ", Hindered(by=Hindrance.NO_WORDS), id="no words"),
        pytest.param(OptionKey.RESUME, None, Hindered(by=Hindrance.NOT_OFFERED), id="runs already"),
        pytest.param(OptionKey.REPLAN, None, Hindered(by=Hindrance.NOT_OFFERED), id="unavailable"),
    ],
)
def test_a_command_is_an_answer(option: OptionKey, value: str | None, expected: Answer | Hindered) -> None:
    assert command(option, value) == expected


def test_a_command_reduces_as_the_line_would() -> None:
    found = command(OptionKey.REDUCE)
    assert isinstance(found, Answer)
    assert found.leaves == said(asking(ticked(OptionKey.REDUCE))).leaves


@pytest.mark.parametrize("goal", ["Nowhere.md", "Goals/Resting.md"])
def test_what_cannot_be_kept_is_not_offered(goal: str) -> None:
    assert command(OptionKey.KEEP, goal=goal) == Hindered(by=Hindrance.NOT_OFFERED)
