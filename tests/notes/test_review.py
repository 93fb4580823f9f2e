from __future__ import annotations

import inspect
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, NotesConfig
from aimo_md.notes.places import review_path
from aimo_md.notes.review import new_review, review_blocks
from aimo_md.text.block_merge import Merged, merge_blocks
from aimo_md.text.dates import week_of
from tests.states import measured_after
from tests.vaults import SUNDAY, measured, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

_WEEK = week_of(SUNDAY)


def _body(measures: Measures, name: str) -> str:
    blocks = review_blocks(measures, _WEEK, Config(), templates())
    return next(block.body for block in blocks if block.name == name)


def _lines(text: str) -> str:
    return inspect.cleandoc(text)


def test_the_whole_review(measures: Measures) -> None:
    """
    === Goals/Project.md
    ---
    type: goal
    start: 2026-09-20
    deadline: 2026-12-31
    priority: high
    why: Earn the first euro.
    ---
    - [x] a ✅ 2026-10-08
    - [x] b ✅ 2026-10-20
    - [x] c ✅ 2026-11-05
    - [ ] Call [[Ana]] | now 🆔 c 📅 2026-11-20
    - [ ] Build it ⛔ c
    - [ ] Show it 📅 2026-11-27
    - [ ] Sell it 🔽
    ## Decisions
    - 2026-10-26 extend: deadline 2026-12-31 (was 2026-11-30) ^aimo-d-1
    === Goals/Words.md
    ---
    type: goal
    metric: words
    metric_from: 0
    metric_target: 1000
    ---
    ## Log
    - 2026-11-10: 100
    - 2026-11-18: 250
    === Inbox.md
    - [x] bread ✅ 2026-11-17
    - [ ] tax 📅 2026-11-25
    - [ ] some day
    - [ ] what day 📅 2026-02-30
    """
    note = new_review(measures, _WEEK, Config(), templates())
    shown = [line for line in note.split("\n") if not line.startswith("<!-- aimo:")]
    assert (
        "\n".join(shown)
        == _lines(
            """
        ---
        type: aimo-review
        period: 2026-W47
        from: 2026-11-16
        to: 2026-11-22
        goals_active: 2
        goals_moved: 1
        questions_open: 1
        aimo_blocks: [summary, decide, moved, next, problems]
        ---

        # Week 47: 16 to 22 November 2026

        > [!summary] One of two goals moved. One needs your decision.
        > 1 task done, all miscellaneous; 150 words more. Your top-priority goal has not moved for 17 days.

        | Goal | Progress | Likely end | Health |
        |:--|:--|:--|:--|
        | [[Project]] ⏫ | `████░░░░░░` 43 % (+0) | early February to early May, deadline 31 Dec | 🔴 stalled |
        | [[Words]] | `██░░░░░░░░` 25 % (+15) | late May to mid February 2028 | ⚪ no plan |

        ```mermaid
        xychart-beta
            title "Project: done (bars) against plan (line), %"
            x-axis ["W40", "W41", "W42", "W43", "W44", "W45", "W46", "W47"]
            y-axis 0 --> 100
            bar [0, 14, 14, 29, 29, 43, 43, 43]
            line [0, 14, 14, 14, 29, 29, 29, 57]
        ```

        <!-- /aimo:summary -->


        ## Decide

        ### [[Project]]: stalled for 17 days, 2 days behind
        *Earn the first euro.* Deadline 31 Dec, priority high, 3 of 7 done (43 %), 0.4 a week lately; 0.7 a week would be needed.
        Extended once before (from 30 Nov).

        Tick one. What stands in `backticks` may be changed first.
        - [ ] **Keep it, shrink the next action** → `Call [[Ana]] | now` on `2026-11-23`; asks again on 6 Dec ^aimo-keep-4c0cdd
        - [ ] **Reduce the scope** → leave out "Sell it" and "Build it"; the other 2 fit by 31 Dec at your pace ^aimo-reduce-4c0cdd
        - [ ] **Extend the deadline** → `2027-05-07`: 85 % likely at your pace ^aimo-extend-4c0cdd
        - [ ] **Pause it** → until `2027-01-04`: takes Fri 27 off next week ^aimo-pause-4c0cdd

        <!-- /aimo:decide -->


        ## What moved
        - [[Words]] +15 %: 100 to 250 words

        ## What did not
        - [[Project]]: "Call Ana \\| now" was due on 20 Nov

        ## Last week's plan
        0 of 1 done. Still open: "Call Ana \\| now".

        <!-- /aimo:moved -->


        ## Next week
        If you do only one thing: **Call Ana \\| now** (a task of your top goal waits for it).

        | Day | Action | Goal |
        |:--|:--|:--|
        | Fri 27 | Show it | [[Project]] |
        | any day | Call Ana \\| now | [[Project]] |

        That is 3 with the miscellaneous ones, which is more than usual: your usual week is 0 to 1.

        Miscellaneous this week: tax (Wed 25). 2 more without a day.

        A hint: [[Project]] does not say when it is reached; a box below a heading `Done when` would.

        <!-- /aimo:next -->

        ## Reflection
        What worked?

        What got in the way?


        > [!bug]- 1 problem in your notes
        > - [[Inbox]] line 4: due day 2026-02-30 does not exist

        <!-- /aimo:problems -->
        """  # noqa: E501 (a line of a note is as long as what it says)
        )
        + "\n"
    )


def test_without_goals_it_says_how_to_make_one(measures: Measures) -> None:
    """
    === Inbox.md
    - [x] bread ✅ 2026-11-17
    """
    bodies = {block.name: block.body for block in review_blocks(measures, _WEEK, Config(), templates())}
    assert bodies == {
        "summary": _lines(
            """
            # Week 47: 16 to 22 November 2026

            > [!summary] There is no goal yet.
            > 1 task done. A goal is a note with `type: goal` in its properties.
            """
        ),
        "decide": "",
        "moved": "",
        "next": "",
        "problems": "",
    }


_ONE = "=== A.md\n---\ntype: goal\n---\n- [ ] next\n"
_MOVED = "=== B.md\n---\ntype: goal\n---\n- [x] done ✅ 2026-11-20\n- [ ] next\n"


@pytest.mark.parametrize(
    ("text", "headline", "facts"),
    [
        pytest.param(_ONE, "No goal moved.", "No task was ticked.", id="nothing moved"),
        pytest.param(_MOVED, "Your goal moved.", "1 task done, all for a goal.", id="one and all"),
        pytest.param(
            _MOVED + _MOVED.replace("B.md", "C.md") + "=== I.md\n- [x] misc ✅ 2026-11-16\n- [x] no day",
            "All two goals moved.",
            "3 tasks done: 2 moved a goal, 1 was miscellaneous.",
            id="all of several",
        ),
        pytest.param(
            "=== W.md\n---\ntype: goal\nmetric: kg\nmetric_from: 90\nmetric_target: 80\n---\n"
            "## Log\n- 2026-11-01: 88\n- 2026-11-18: 86.5",
            "Your goal moved.",
            "No task was ticked; 1.5 kg less.",
            id="a number that should fall",
        ),
    ],
)
def test_the_summary_in_words(text: str, headline: str, facts: str) -> None:
    lines = _body(measured(text), "summary").split("\n")
    assert lines[2:4] == [f"> [!summary] {headline}", f"> {facts}"]


def test_nothing_to_decide() -> None:
    assert _body(measured(_ONE), "decide") == "## Decide\n\nNothing needs a decision."


def test_what_moved_is_named_once(measures: Measures) -> None:
    """
    === Habit.md
    ---
    type: goal
    habit: 3/week
    ---
    - [x] Tuesday: walk ✅ 2026-11-17
    - [x] swim ✅ 2026-11-19
    - [x] swim ✅ 2026-11-18
    - [x] before ✅ 2026-11-10
    ## Log
    - 2026-11-21 stretched
    - 2026-11-22
    === Parent.md
    ---
    type: goal
    ---
    - [x] six ✅ 2026-11-16
    - [x] five ✅ 2026-11-17
    - [x] four ✅ 2026-11-18
    - [x] three ✅ 2026-11-19
    - [x] two ✅ 2026-11-20
    - [ ] one
    === Pages.md
    ---
    type: goal
    parent: "[[Parent]]"
    metric: pages
    metric_from: 0
    metric_target: 100
    ---
    ## Log
    - 2026-11-18: 10
    """
    assert _body(measures, "moved").split("\n")[1:3] == [
        "- [[Habit]]: Walk, swim (2 times), stretched, Sun 22",
        "- [[Parent]] +73 %: Pages: 0 to 10 pages, six, five, four, three and 1 more",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "- [x] a ✅ 2026-11-10\n- [ ] b", 'nothing since 10 Nov; next is "b"', id="moved before"
        ),
        pytest.param("- [ ] b", 'next is "b"', id="never moved"),
        pytest.param("- [ ] b 📅 2026-11-20\n- [ ] a 📅 2026-11-10", '"a" was due on 10 Nov', id="overdue"),
        pytest.param("", "nothing yet", id="empty"),
    ],
)
def test_what_is_known_of_a_goal_that_did_not_move(text: str, expected: str) -> None:
    body = _body(measured(f"=== A.md\n---\ntype: goal\n---\n{text}"), "moved")
    assert f"## What did not\n- [[A]]: {expected}" in body


def test_a_link_that_says_whose_a_task_is_is_not_repeated(measures: Measures) -> None:
    """
    === Goals/A.md
    ---
    type: goal
    aliases: [First]
    ---
    === Goals/B.md
    ---
    type: goal
    ---
    === Inbox.md
    - [x] one [[A]] ✅ 2026-11-16
    - [x] two [[Goals/A|it]] ✅ 2026-11-17
    - [x] three [[First]] ✅ 2026-11-18
    - [x] like [[B]] but [goal:: [[A]]] ✅ 2026-11-19
    - [x] [[A]] ✅ 2026-11-20
    """
    assert "- [[A]]: one, two, three, like B but, A" in _body(measures, "moved").split("\n")[1].replace(
        " +100 %", ""
    )


def test_the_plan_is_graded_by_what_was_dated_into_the_week(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] due and done 📅 2026-11-18 ✅ 2026-11-18
    - [ ] scheduled ⏳ 2026-11-16
    - [-] cancelled 📅 2026-11-18
    - [ ] of another week 📅 2026-11-25
    - [ ] Monday: of no week that is named
    # 2026-W47
    - [x] Tuesday: of this week ✅ 2026-11-20
    === Paused.md
    ---
    type: goal
    status: paused
    ---
    - [ ] rests 📅 2026-11-18
    """
    assert _body(measures, "moved").endswith('## Last week\'s plan\n2 of 3 done. Still open: "scheduled".')


def test_a_plan_that_was_kept(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] a 📅 2026-11-18 ✅ 2026-11-18
    """
    assert _body(measures, "moved").endswith("1 of 1 done.")


def test_what_was_put_off_and_what_was_dropped() -> None:
    """From the 1st to the 17th, on the 18th, and from the 19th of November on."""
    states = [
        "- [ ] page 📅 2026-11-16\n- [ ] form 📅 2026-11-17\n- [ ] fax 📅 2026-11-17\n",
        "- [ ] page 📅 2026-11-19\n- [ ] form 📅 2026-11-17\n- [-] fax 📅 2026-11-17 ❌ 2026-11-18\n",
        "- [ ] page 📅 2026-11-30\n- [ ] form 📅 2026-11-20\n- [-] fax 📅 2026-11-17 ❌ 2026-11-18\n",
    ]
    notes = [f"=== A.md\n---\ntype: goal\n---\n{tasks}" for tasks in states]
    body = _body(measured_after("~~~\n".join([notes[0]] * 17 + notes[1:]), SUNDAY), "moved")
    assert '- [[A]]: "page" was due on 16 Nov and has been put off twice' in body
    assert body.endswith(
        '## Last week\'s plan\n0 of 3 done. Put off: "page". Dropped: "fax". Still open: "form".'
    )


_USUAL = "".join(f"- [x] misc ✅ 2026-10-{day:02}\n" for day in range(3, 32))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("", "That is 1; your usual week is 0 to 7.", id="within"),
        pytest.param(
            "- [ ] a 📅 2026-11-25\n",
            "That is 2 with the miscellaneous ones; your usual week is 0 to 7.",
            id="misc",
        ),
        pytest.param(
            "- [ ] a 📅 2026-11-25\n" * 9,
            "That is 10 with the miscellaneous ones, which is more than usual: your usual week is 0 to 7.",
            id="more than usual",
        ),
    ],
)
def test_the_load_against_a_usual_week(more: str, expected: str) -> None:
    inbox = f"=== Inbox.md\n- [x] misc ✅ 2026-11-10\n- [x] misc ✅ 2026-11-12\n{_USUAL}{more}"
    measures = measured(f"{_ONE}{inbox}", today=date(2026, 11, 22))
    assert expected in _body(measures, "next")


def _rivals(*deadlines: str) -> Measures:
    steps = "".join(f"- [x] ✅ 2026-{day}\n" for day in ("10-05", "10-19", "11-02", "11-16"))
    goals = (
        f"=== {name}.md\n---\ntype: goal\nstart: 2026-09-20\ndeadline: {day}\n---\n{steps}" + "- [ ] x\n" * 9
        for name, day in zip("ABC", deadlines, strict=False)
    )
    return measured("".join(goals))


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        (("2026-12-01", "2026-12-01"), "A and B can't both keep 1 Dec at this pace."),
        (("2026-12-01", "2026-12-02"), "A and B can't both keep their deadlines at this pace."),
        (("2026-12-01", "2026-12-01", "2026-12-01"), "A, B and C can't all keep 1 Dec at this pace."),
        (
            ("2026-12-01", "2026-12-02", "2026-12-01"),
            "A, B and C can't all keep their deadlines at this pace.",
        ),
    ],
)
def test_goals_that_are_in_each_others_way(deadlines: tuple[str, ...], expected: str) -> None:
    assert expected in _body(_rivals(*deadlines), "next")


def test_questions_beyond_the_first_two_are_a_line() -> None:
    body = _body(_rivals("2026-11-01", "2026-11-02", "2026-11-03"), "decide")
    assert body.count("### ") == 2
    assert body.endswith("Also waiting: [[C]] (its deadline was 19 days ago).")


def test_miscellaneous_alone_still_makes_a_next_week(measures: Measures) -> None:
    """
    === Inbox.md
    - [ ] tax 📅 2026-11-20
    - [ ] later 📅 2026-12-20
    """
    assert _body(measures, "next") == "## Next week\n\nMiscellaneous this week: tax (due 20 Nov). 1 later."


def test_the_note_lies_in_the_folder_of_reviews() -> None:
    assert review_path(_WEEK, Config()) == "Reviews/2026-W47 review.md"
    assert review_path(_WEEK, Config(notes=NotesConfig(reviews=""))) == "2026-W47 review.md"


def test_a_new_note_is_left_alone_by_the_next_writing(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    deadline: 2026-11-01
    ---
    - [ ] <!-- /aimo:decide --> ``` | [[x]] ^y
    """
    note = new_review(measures, _WEEK, Config(), templates())
    merged = merge_blocks(note, review_blocks(measures, _WEEK, Config(), templates()))
    assert merged == Merged(text=note)


def test_what_is_not_counted_is_not_claimed(measures: Measures) -> None:
    """
    === Habit.md
    ---
    type: goal
    habit: daily
    ---
    === Parent.md
    ---
    type: goal
    ---
    - [x] a ✅ 2026-11-20
    - [ ] b
    === Typed.md
    ---
    type: goal
    parent: "[[Parent]]"
    progress: 30
    ---
    === Pages.md
    ---
    type: goal
    parent: "[[Parent]]"
    metric: pages
    metric_from: 0
    metric_target: 100
    ---
    """
    assert "| [[Habit]] | not known | habit: too new to say | 🟢 on track |" in _body(measures, "summary")
    assert "- [[Parent]] +24 %: a\n" in _body(measures, "moved")
