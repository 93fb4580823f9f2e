from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, NotesConfig
from aimo_md.notes.places import review_path
from aimo_md.notes.review import new_review, review_blocks
from aimo_md.text.block_merge import Merged, merge_blocks
from tests.notes.reviews import ONE, WEEK, rivals, said_in
from tests.vaults import measured, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
WHOLE = """\
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
"""A review without its markers."""


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
    note = new_review(measures, WEEK, Config(), templates())
    shown = [line for line in note.split("\n") if not line.startswith("<!-- aimo:")]
    assert "\n".join(shown) == WHOLE


def test_without_goals_it_says_how_to_make_one(measures: Measures) -> None:
    """
    === Inbox.md
    - [x] bread ✅ 2026-11-17
    """
    bodies = {block.name: block.body for block in review_blocks(measures, WEEK, Config(), templates())}
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


_MOVED = "=== B.md\n---\ntype: goal\n---\n- [x] done ✅ 2026-11-20\n- [ ] next\n"


@pytest.mark.parametrize(
    ("text", "headline", "facts"),
    [
        pytest.param(ONE, "No goal moved.", "No task was ticked.", id="nothing moved"),
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
    lines = said_in(measured(text), "summary").split("\n")
    assert lines[2:4] == [f"> [!summary] {headline}", f"> {facts}"]


def test_nothing_to_decide() -> None:
    assert said_in(measured(ONE), "decide") == "## Decide\n\nNothing needs a decision."


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
    assert said_in(measures, "moved").split("\n")[1:3] == [
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
    body = said_in(measured(f"=== A.md\n---\ntype: goal\n---\n{text}"), "moved")
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
    assert "- [[A]]: one, two, three, like B but, A" in said_in(measures, "moved").split("\n")[1].replace(
        " +100 %", ""
    )


def test_questions_beyond_the_first_two_are_a_line() -> None:
    body = said_in(rivals("2026-11-01", "2026-11-02", "2026-11-03"), "decide")
    assert body.count("### ") == 2
    assert body.endswith("Also waiting: [[C]] (its deadline was 19 days ago).")


def test_the_note_lies_in_the_folder_of_reviews() -> None:
    assert review_path(WEEK, Config()) == "Reviews/2026-W47 review.md"
    assert review_path(WEEK, Config(notes=NotesConfig(reviews=""))) == "2026-W47 review.md"


def test_a_new_note_is_left_alone_by_the_next_writing(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    deadline: 2026-11-01
    ---
    - [ ] <!-- /aimo:decide --> ``` | [[x]] ^y
    """
    note = new_review(measures, WEEK, Config(), templates())
    merged = merge_blocks(note, review_blocks(measures, WEEK, Config(), templates()))
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
    assert "| [[Habit]] | not known | habit: too new to say | 🟢 on track |" in said_in(measures, "summary")
    assert "- [[Parent]] +24 %: a\n" in said_in(measures, "moved")
