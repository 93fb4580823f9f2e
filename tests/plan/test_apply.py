"""What each answer changes: properties, leaves, the line under `Decisions`, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aimo_md.config import Config, ReviewConfig, Symbol, TasksConfig
from aimo_md.goals.model import Place
from aimo_md.plan.answers import Answer, answer_of
from aimo_md.plan.apply import apply, changes, sources
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered, Hindrance
from tests.plan.answering import CONFIG, measured, notes_in
from tests.plan.applying import ASK, GOAL, RECORD, TASKS, applied, changed_lines, hindered, note, said
from tests.vaults import SUNDAY

# The properties


@pytest.mark.parametrize(
    ("keys", "answer", "expected"),
    [
        pytest.param(
            "deadline: 2026-12-31\n",
            said(OptionKey.EXTEND, date(2027, 3, 16)),
            [
                "- deadline: 2026-12-31",
                "+ deadline: 2027-03-16",
                *ASK,
                *RECORD,
                "+ - 2026-11-22 extend: deadline 2027-03-16 (was 2026-12-31) ^{id}",
            ],
            id="extend",
        ),
        pytest.param(
            'Due: "[[2026-12-31]]" # hard to say\n',
            said(OptionKey.EXTEND, date(2027, 3, 16)),
            [
                '- Due: "[[2026-12-31]]" # hard to say',
                "+ Due: 2027-03-16 # hard to say",
                *ASK,
                *RECORD,
                "+ - 2026-11-22 extend: deadline 2027-03-16 (was [[2026-12-31]]) ^{id}",
            ],
            id="extend under another name",
        ),
        pytest.param(
            "state: doing\nask_again: 2026-11-20\n",
            said(OptionKey.PAUSE, date(2027, 1, 4)),
            [
                "- state: doing",
                "+ state: paused",
                "+ paused_until: 2027-01-04",
                *RECORD,
                "+ - 2026-11-22 pause: until 2027-01-04 (was doing) ^{id}",
            ],
            id="pause",
        ),
        pytest.param(
            "",
            said(OptionKey.PAUSE, date(2027, 1, 4)),
            [
                "+ status: paused",
                "+ paused_until: 2027-01-04",
                *RECORD,
                "+ - 2026-11-22 pause: until 2027-01-04 (was none) ^{id}",
            ],
            id="pause without a status",
        ),
        pytest.param(
            "status: on-hold\npaused_until: 2026-11-20\n",
            said(OptionKey.PAUSE, date(2027, 1, 4)),
            [
                "- paused_until: 2026-11-20",
                "+ paused_until: 2027-01-04",
                *RECORD,
                "+ - 2026-11-22 pause: until 2027-01-04 (was until 2026-11-20) ^{id}",
            ],
            id="pause again",
        ),
        pytest.param(
            "status: paused\npaused_until: 2026-11-20\n",
            said(OptionKey.RESUME),
            [
                "- status: paused",
                "+ status: active",
                *ASK,
                *RECORD,
                "+ - 2026-11-22 resume: 2 open tasks (was paused) ^{id}",
            ],
            id="resume",
        ),
        pytest.param(
            "status: active\n",
            said(OptionKey.DROP),
            [
                "- status: active",
                "+ status: dropped",
                *RECORD,
                "+ - 2026-11-22 drop: 2 open tasks (was active) ^{id}",
            ],
            id="drop",
        ),
        pytest.param(
            "status:\nask_again: 2026-11-20\n",
            said(OptionKey.CLOSE),
            [
                "- status:",
                "+ status: done",
                *RECORD,
                "+ - 2026-11-22 close: 2 open tasks (was none) ^{id}",
            ],
            id="close",
        ),
        pytest.param(
            "ask_again: 2026-11-20\n",
            said(OptionKey.KEEP),
            [
                "- ask_again: 2026-11-20",
                "+ ask_again: 2026-12-06",
                *RECORD,
                "+ - 2026-11-22 keep: as it is (2 days behind, 0 %) ^{id}",
            ],
            id="keep as it is",
        ),
    ],
)
def test_properties_change_and_the_decision_says_so(keys: str, answer: Answer, expected: list[str]) -> None:
    tasks = TASKS.replace("Blog", "Blog 📅 2026-11-22")
    assert changed_lines(answer, note(keys, tasks)) == expected


def test_a_goal_without_numbers_is_kept_without_any() -> None:
    lines = changed_lines(said(OptionKey.KEEP), {GOAL: "---\ntype: goal\n---\n"})
    assert lines[-1] == "+ - 2026-11-22 keep: as it is ^{id}"


@pytest.mark.parametrize(
    ("asked", "after", "expected"),
    [
        pytest.param(SUNDAY, 14, "2026-12-06", id="asked today"),
        pytest.param(date(2026, 11, 16), 7, "2026-11-23", id="counted from the offer"),
        pytest.param(date(2026, 11, 15), 7, "2026-11-29", id="an offer too old for that"),
    ],
)
def test_when_it_asks_again_counts_from_the_offer(asked: date, after: int, expected: str) -> None:
    config = Config(review=ReviewConfig(ask_again=after))
    lines = changed_lines(replace(said(OptionKey.KEEP), asked=asked), note(), config)
    assert f"+ ask_again: {expected}" in lines


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        pytest.param(
            TASKS + "## Decisions\n- 2026-10-01 keep: x\n\n## Log\n",
            TASKS + "## Decisions\n- 2026-10-01 keep: x\n{line}\n\n## Log\n",
            id="below the others",
        ),
        pytest.param(TASKS + "\n# 결정\n", TASKS + "\n# 결정\n{line}\n", id="under a heading of its user's"),
        pytest.param(TASKS.rstrip(), TASKS.rstrip() + "\n\n## Decisions\n{line}", id="no line end"),
    ],
)
def test_a_decision_goes_where_decisions_are(tasks: str, expected: str) -> None:
    found = applied(said(OptionKey.DROP), note("status: active\n", tasks))
    line = f"- 2026-11-22 drop: 2 open tasks (was active) ^{found.decision}"
    assert found.texts[GOAL] == note("status: dropped\n", expected.format(line=line))[GOAL]


def test_every_other_byte_stays() -> None:
    text = "\ufeff" + note("status: active  # so\n")[GOAL].replace("\n", "\r\n") + "\tlast\x0b\u2028 "
    found = applied(said(OptionKey.DROP), {GOAL: text})
    line = f"\r\n\r\n## Decisions\r\n- 2026-11-22 drop: 2 open tasks (was active) ^{found.decision}"
    assert found.texts[GOAL] == text.replace("active  #", "dropped  #") + line


# The leaves

WIDE = notes_in("""
    === Goals/A.md
    ---
    type: goal
    start: 2026-09-28
    deadline: 2027-03-31
    ---
    - [/] Build the `page` <!-- 1 --> 📅 2026-11-20
    - [ ] Blog ⏳ 2026-11-19 📅 2026-11-20 ^blog
    - [ ] Later 📅 2026-12-20
    - [ ] Undated
    - [ ] Scheduled [[X]] ⏳ 2026-11-01
    - [x] Done ✅ 2026-11-20
    - [x] Done 2 ✅ 2026-11-10
    - [x] Done 3 ✅ 2026-11-02
    - [x] Done 4 ✅ 2026-10-26
    - [x] Done 5 ✅ 2026-10-20
    === Goals/Sub.md
    ---
    type: goal
    parent: "[[A]]"
    ---
    ## Part 📅 2026-11-15
    - [ ] Dataview [priority:: low]
    === TaskNotes/Note.md
    ---
    tags: [task]
    status: open
    due: 2026-11-18
    projects: ["[[A]]"]
    ---
""")


def test_reduce_cancels_the_named_leaves_wherever_they_stand() -> None:
    leaves = (Place(GOAL, 6), Place(GOAL, 7), Place("Goals/Sub.md", 6), Place("TaskNotes/Note.md", 1))
    lines = changed_lines(replace(said(OptionKey.REDUCE), leaves=leaves), WIDE)
    assert lines == [
        *ASK,
        "- - [/] Build the `page` <!-- 1 --> 📅 2026-11-20",
        "+ - [-] Build the `page` <!-- 1 --> 📅 2026-11-20 ❌ 2026-11-22",
        "- - [ ] Blog ⏳ 2026-11-19 📅 2026-11-20 ^blog",
        "+ - [-] Blog ⏳ 2026-11-19 📅 2026-11-20 ❌ 2026-11-22 ^blog",
        *RECORD,
        '+ - 2026-11-22 reduce: left out "Build the \'page\' <! -- 1 -->", "Blog", "Dataview", "Note" ^{id}',
        "- - [ ] Dataview [priority:: low]",
        "+ - [-] Dataview [priority:: low]  [cancelled:: 2026-11-22]",
        "- status: open",
        "+ status: cancelled",
        "+ completedDate: 2026-11-22",
    ]


def test_reduce_uses_the_symbol_that_means_cancelled() -> None:
    config = Config(tasks=TasksConfig(symbols={"-": Symbol.TODO, "c": Symbol.CANCELLED}))
    lines = changed_lines(replace(said(OptionKey.REDUCE), leaves=(Place(GOAL, 9),)), WIDE, config)
    assert "+ - [c] Undated ❌ 2026-11-22" in lines


def test_replan_gives_each_leaf_its_day() -> None:
    answer = answer_of(GOAL, OptionKey.REPLAN, None, measured(WIDE), CONFIG)
    assert isinstance(answer, Answer)
    assert changed_lines(answer, WIDE) == [
        *ASK,
        "- - [/] Build the `page` <!-- 1 --> 📅 2026-11-20",
        "+ - [/] Build the `page` <!-- 1 --> 📅 2026-12-13",
        "- - [ ] Blog ⏳ 2026-11-19 📅 2026-11-20 ^blog",
        "+ - [ ] Blog ⏳ 2027-01-04 📅 2027-01-04 ^blog",
        "- - [ ] Undated",
        "+ - [ ] Undated ⏳ 2027-01-25",
        "- - [ ] Scheduled [[X]] ⏳ 2026-11-01",
        "+ - [ ] Scheduled [[X]] ⏳ 2027-02-16",
        *RECORD,
        "+ - 2026-11-22 replan: 6 tasks up to 2027-03-31 ^{id}",
        "- - [ ] Dataview [priority:: low]",
        "+ - [ ] Dataview [priority:: low]  [scheduled:: 2027-03-31]",
        "- due: 2026-11-18",
        "+ due: 2027-03-10",
    ]


# What hinders


@pytest.mark.parametrize(
    ("answer", "notes", "by", "detail"),
    [
        pytest.param(
            Answer(goal="X.md", option=OptionKey.DROP, asked=SUNDAY),
            note(),
            Hindrance.NOT_OFFERED,
            "",
            id="no goal",
        ),
        pytest.param(
            replace(said(OptionKey.REDUCE), leaves=(Place(GOAL, 11),)),
            WIDE,
            Hindrance.NOT_OFFERED,
            "",
            id="done",
        ),
        pytest.param(
            replace(said(OptionKey.REDUCE), leaves=(Place(GOAL, 9), Place(GOAL, 99))),
            WIDE,
            Hindrance.NOT_OFFERED,
            "",
            id="one leaf is gone",
        ),
        pytest.param(said(OptionKey.REDUCE), WIDE, Hindrance.NOT_OFFERED, "", id="no leaves"),
        pytest.param(said(OptionKey.REPLAN), note("", ""), Hindrance.NOT_OFFERED, "", id="nothing to plan"),
        pytest.param(said(OptionKey.EXTEND), note(), Hindrance.NO_DAY, "", id="extend without a day"),
        pytest.param(said(OptionKey.PAUSE), note(), Hindrance.NO_DAY, "", id="pause without a day"),
        pytest.param(
            said(OptionKey.DROP),
            note("status: [active, x]\n"),
            Hindrance.UNWRITABLE,
            'Goals/A.md: the frontmatter key "status" holds more than one plain value on one line',
            id="a list",
        ),
        pytest.param(
            said(OptionKey.DROP),
            note(tasks="## Decisions\n\n## Decisions\n"),
            Hindrance.UNWRITABLE,
            'Goals/A.md: the note has the heading "Decisions" more than once',
            id="two headings",
        ),
        pytest.param(
            said(OptionKey.DROP),
            note(tasks="## Decisions\n<div>\n"),
            Hindrance.UNWRITABLE,
            "Goals/A.md has no place where a decision would be read",
            id="a decision that nobody would read",
        ),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    answer: Answer, notes: dict[str, str], by: Hindrance, detail: str
) -> None:
    assert hindered(answer, notes) == Hindered(by=by, detail=detail)


def test_all_notes_with_tasks_of_the_goal_have_to_be_there() -> None:
    measures = measured(WIDE)
    assert sources(GOAL, measures.vault) == WIDE.keys()
    texts = {path: text for path, text in WIDE.items() if path != "Goals/Sub.md"}
    why = Hindered(by=Hindrance.UNWRITABLE, detail="Goals/Sub.md cannot be read")
    assert apply(said(OptionKey.DROP), measures, texts, CONFIG) == why
    assert changes(said(OptionKey.DROP), measures, texts, CONFIG) == why
