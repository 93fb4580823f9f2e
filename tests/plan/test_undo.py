"""Decisions taken back, and decisions that vanished."""

from __future__ import annotations

from datetime import date

import pytest

from aimo_md.errors import Problem
from aimo_md.goals.parse import read_note
from aimo_md.plan.answers import Answer
from aimo_md.plan.apply import Applied, apply
from aimo_md.plan.boxes import Box, read_boxes
from aimo_md.plan.decisions import Decision, decisions
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.plan.undo import Undo, Versions, read_undos, take_back, vanished_problems
from tests.plan.answering import CONFIG, DASHBOARD, REVIEW, MemoryVault, measured, notes_in
from tests.vaults import SUNDAY

GOAL = "Goals/A.md"
VAULT = notes_in("""
    === Goals/A.md
    ---
    type: goal
    status: doing
    start: 2026-09-28
    deadline: 2026-12-31
    ---
    - [ ] Dig 📅 2026-11-20
    - [/] Plant

    ## Decisions
    - 2026-11-01 keep: as it is ^aimo-d-0011aa
    === Goals/Sub.md
    ---
    type: goal
    parent: "[[A]]"
    ---
    - [ ] Weed
""")


def decided(
    option: OptionKey, day: date | None = None, words: str | None = None, **notes: str
) -> MemoryVault:
    """The vault after an answer."""
    vault = MemoryVault(notes={**VAULT, **notes})
    leaves = tuple(task.place for note in measured(vault.notes).vault.notes.values() for task in note.tasks)
    chosen = leaves if option is OptionKey.REDUCE else ()
    answer = Answer(goal=GOAL, option=option, asked=SUNDAY, day=day, words=words, leaves=chosen)
    applied = apply(answer, measured(vault.notes), vault.notes, CONFIG)
    assert isinstance(applied, Applied), applied
    vault.commits[applied.decision] = tuple(
        Versions(path=path, before=vault.notes[path], after=text) for path, text in applied.texts.items()
    )
    vault.notes |= applied.texts
    return vault


def newest(vault: MemoryVault) -> Decision:
    return decisions(measured(vault.notes).vault)[-1]


def taken_back(vault: MemoryVault, *, with_git: bool = True) -> dict[str, str] | Hindered:
    decision = newest(vault)
    versions = vault.commits[decision.id] if with_git else ()
    return take_back(decision, versions, vault.notes, CONFIG)


ANSWERS = [
    pytest.param(OptionKey.KEEP, None, None, id="keep as it is"),
    pytest.param(OptionKey.KEEP, date(2026, 11, 24), "Dig", id="keep"),
    pytest.param(OptionKey.KEEP, date(2026, 11, 24), "Find the spade", id="keep in other words"),
    pytest.param(OptionKey.REDUCE, None, None, id="reduce"),
    pytest.param(OptionKey.EXTEND, date(2027, 3, 1), None, id="extend"),
    pytest.param(OptionKey.PAUSE, date(2027, 1, 4), None, id="pause"),
    pytest.param(OptionKey.REPLAN, None, None, id="replan"),
    pytest.param(OptionKey.DROP, None, None, id="drop"),
    pytest.param(OptionKey.CLOSE, None, None, id="close"),
]


# With git


@pytest.mark.parametrize(("option", "day", "words"), ANSWERS)
def test_what_was_decided_is_taken_back_and_what_came_later_stays(
    option: OptionKey, day: date | None, words: str | None
) -> None:
    """Bytes of its user's are added above, in between and below."""
    vault = decided(option, day, words)
    marks = {"# mark\n", "- [ ] mark\n"}
    for path in VAULT:
        vault.notes[path] = vault.notes[path].replace("---\n- [", "---\n# mark\n- [", 1) + "- [ ] mark\n"
    back = taken_back(vault)
    assert isinstance(back, dict)
    for path, text in {**vault.notes, **back}.items():
        assert all(text.count(mark) == 1 for mark in marks)
        assert text.replace("# mark\n", "").replace("- [ ] mark\n", "") == VAULT[path]


@pytest.mark.parametrize(
    ("path", "old", "new", "detail"),
    [
        pytest.param(GOAL, "status: paused", "status: dropped", "status: paused", id="another status"),
        pytest.param(
            GOAL, "- 2026-11-22 pause: until", "- 2026-11-22 pause: to", "pause: until", id="decision"
        ),
    ],
)
def test_what_was_changed_since_stays_decided(path: str, old: str, new: str, detail: str) -> None:
    vault = decided(OptionKey.PAUSE, date(2027, 1, 4))
    vault.change(path, old, new)
    back = taken_back(vault)
    assert isinstance(back, Hindered)
    assert back.by is Hindrance.CHANGED_SINCE
    assert back.detail.startswith(f"{GOAL}: ")
    assert detail in back.detail


def test_of_several_notes_none_goes_back_alone() -> None:
    vault = decided(OptionKey.REDUCE)
    vault.change("Goals/Sub.md", "[-] Weed", "[x] Weed")
    back = taken_back(vault)
    assert isinstance(back, Hindered)
    assert "Weed" in back.detail


def test_a_goal_that_was_renamed_since_is_found() -> None:
    vault = decided(OptionKey.DROP)
    vault.notes["Goals/B.md"] = vault.notes.pop(GOAL)
    assert taken_back(vault) == {"Goals/B.md": VAULT[GOAL]}


def test_a_note_that_is_gone_cannot_go_back() -> None:
    vault = decided(OptionKey.REDUCE)
    del vault.notes["Goals/Sub.md"]
    assert taken_back(vault) == Hindered(by=Hindrance.CHANGED_SINCE, detail="Goals/Sub.md is gone")


def test_a_goal_that_cannot_be_read_cannot_go_back() -> None:
    vault = decided(OptionKey.DROP)
    decision = newest(vault)
    why = Hindered(by=Hindrance.UNWRITABLE, detail=f"{GOAL} cannot be read")
    assert take_back(decision, vault.commits[decision.id], {}, CONFIG) == why


def test_notes_and_blocks_of_aimos_in_the_commit_are_left_alone() -> None:
    """They say what is so; once the decision is gone they are written anew."""
    vault = decided(OptionKey.DROP)
    decision = newest(vault)
    block = "Mine\n<!-- aimo:decide -->\n{}\n<!-- /aimo:decide -->\n"
    others = (
        Versions(
            path="Aimo.md",
            before="---\ntype: aimo-dashboard\n---\na",
            after="---\ntype: aimo-dashboard\n---\nb",
        ),
        Versions(path="Daily/1.md", before=block.format("a"), after=block.format("b")),
    )
    back = take_back(decision, (*others, *vault.commits[decision.id]), vault.notes, CONFIG)
    assert back == {GOAL: VAULT[GOAL]}


def test_a_commit_that_did_not_bring_the_decision_does_not_take_it_back() -> None:
    vault = decided(OptionKey.DROP)
    other = Versions(path="Goals/Sub.md", before=VAULT["Goals/Sub.md"] + "x", after=VAULT["Goals/Sub.md"])
    back = take_back(newest(vault), (other,), vault.notes, CONFIG)
    assert back == Hindered(by=Hindrance.UNKNOWN_BEFORE)


# Without git


@pytest.mark.parametrize(
    ("option", "day", "keys"),
    [
        pytest.param(OptionKey.EXTEND, date(2027, 3, 1), "deadline: 2026-12-31\nstatus: doing", id="extend"),
        pytest.param(OptionKey.EXTEND, date(2027, 3, 1), "status: doing", id="extend what had no deadline"),
        pytest.param(OptionKey.PAUSE, date(2027, 3, 1), "state: doing # so", id="pause"),
        pytest.param(OptionKey.PAUSE, date(2027, 3, 1), "why: x", id="pause what had no status"),
        pytest.param(
            OptionKey.PAUSE, date(2027, 3, 1), "status: on-hold\npaused_until: 2026-11-20", id="pause again"
        ),
        pytest.param(OptionKey.RESUME, None, "status: on-hold\npaused_until: 2026-11-20", id="resume"),
        pytest.param(OptionKey.DROP, None, "status: active", id="drop"),
        pytest.param(OptionKey.CLOSE, None, "why: x", id="close"),
        pytest.param(OptionKey.KEEP, None, "why: x", id="keep as it is"),
    ],
)
def test_without_git_the_decision_tells_what_the_properties_were(
    option: OptionKey, day: date | None, keys: str
) -> None:
    text = f"---\ntype: goal\n{keys}\n---\n- [ ] Dig\n\n## Decisions\n- 2026-01-01 keep: x\n\nEnd"
    vault = decided(option, day, **{GOAL: text})
    assert taken_back(vault, with_git=False) == {GOAL: text}


@pytest.mark.parametrize(
    ("option", "day", "words"),
    [
        pytest.param(OptionKey.KEEP, date(2026, 11, 24), "Dig", id="keep"),
        pytest.param(OptionKey.REDUCE, None, None, id="reduce"),
        pytest.param(OptionKey.REPLAN, None, None, id="replan"),
    ],
)
def test_without_git_tasks_cannot_be_told(option: OptionKey, day: date | None, words: str | None) -> None:
    vault = decided(option, day, words)
    assert taken_back(vault, with_git=False) == Hindered(by=Hindrance.UNKNOWN_BEFORE)


@pytest.mark.parametrize(
    ("option", "day", "old", "new"),
    [
        pytest.param(OptionKey.EXTEND, date(2027, 3, 1), "deadline: 2027-03-01\n", "", id="another deadline"),
        pytest.param(
            OptionKey.PAUSE, date(2027, 3, 1), "status: paused", "status: done", id="another status"
        ),
        pytest.param(
            OptionKey.PAUSE, date(2027, 3, 1), "until: 2027-03-01", "until: 2027-03-02", id="another day"
        ),
        pytest.param(OptionKey.DROP, None, "status: dropped", "status: active", id="picked up again"),
    ],
)
def test_without_git_too_what_was_changed_since_stays_decided(
    option: OptionKey, day: date | None, old: str, new: str
) -> None:
    vault = decided(option, day)
    vault.change(GOAL, old, new)
    assert taken_back(vault, with_git=False) == Hindered(by=Hindrance.CHANGED_SINCE)


def test_what_is_no_goal_any_more_is_left_alone() -> None:
    vault = decided(OptionKey.DROP)
    decision = newest(vault)
    vault.change(GOAL, "type: goal\n", "")
    assert take_back(decision, (), vault.notes, CONFIG) == Hindered(by=Hindrance.CHANGED_SINCE)


def test_a_decision_in_other_words_tells_nothing() -> None:
    vault = decided(OptionKey.DROP)
    vault.change(GOAL, "(was doing)", "as I said")
    assert taken_back(vault, with_git=False) == Hindered(by=Hindrance.UNKNOWN_BEFORE)


# The lines in aimo's notes


def boxes_in(*lines: str) -> tuple[Box, ...]:
    text = "\n".join(["<!-- aimo:decide -->", *lines, "<!-- /aimo:decide -->"])
    return read_boxes(read_note(REVIEW, text, CONFIG), text, CONFIG)


def test_an_unticked_decision_is_to_be_taken_back() -> None:
    vault = measured(VAULT).vault
    boxes = boxes_in("- [ ] keep ^aimo-d-0011aa", "- [ ] keep ^aimo-d-0011aa", "- [x] keep ^aimo-keep-0011aa")
    found = read_undos(boxes, vault)
    assert found.undos == (Undo(decision=decisions(vault)[0], boxes=boxes[:2]),)
    assert found.vanished == ()
    assert read_undos(boxes, vault, {"aimo-d-0011aa"}).undos == ()
    why = Hindered(by=Hindrance.CHANGED_SINCE)
    assert [(refusal.box, refusal.aside, refusal.goal) for refusal in found.undos[0].refused(why)] == [
        (boxes[0], False, GOAL),
        (boxes[1], False, GOAL),
    ]


@pytest.mark.parametrize("line", ["- [x] keep ^aimo-d-0011aa", "- [ ] keep ^aimo-d-ffffff"])
def test_what_stands_as_it_is_asks_for_nothing(line: str) -> None:
    found = read_undos(boxes_in(line), measured(VAULT).vault)
    assert (found.undos, found.vanished) == ((), ())


def test_a_decision_that_vanished_is_a_problem() -> None:
    boxes = boxes_in("- [x] keep ^aimo-d-ffffff", "- [x] keep ^aimo-d-ffffff")
    found = read_undos(boxes, measured(VAULT).vault)
    assert [(refusal.why.by, refusal.aside) for refusal in found.vanished] == [(Hindrance.VANISHED, True)] * 2
    assert vanished_problems(found.vanished) == (
        Problem(
            path=REVIEW,
            line=2,
            code="decision-vanished",
            message="`^aimo-d-ffffff` was decided, and stands in no goal's note any more",
            remedy="put its line back below `Decisions`, or untick it here",
        ),
    )
    assert read_undos(boxes, measured(VAULT).vault, {"aimo-d-ffffff"}).vanished == ()


def test_the_line_of_a_vanished_decision_stays_until_it_is_unticked() -> None:
    vault = MemoryVault(notes=dict(VAULT))
    vault.notes[GOAL] = VAULT[GOAL].replace("2026-11-01 keep", "2026-11-20 keep")
    vault.turn()
    assert vault.line(DASHBOARD, "^aimo-d-0011aa")
    vault.notes[GOAL] = VAULT[GOAL].split("## Decisions")[0]
    vault.turn()
    assert [refusal.why.by for refusal in vault.refused] == [Hindrance.VANISHED] * 2
    assert not vault.turn()
    for path in (DASHBOARD, REVIEW):
        vault.untick(path, "^aimo-d-0011aa")
    vault.turn()
    assert vault.refused == []
    assert "0011aa" not in vault.notes[DASHBOARD] + vault.notes[REVIEW]
