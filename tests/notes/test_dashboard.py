from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings, strategies as st

from aimo_md.config import Config
from aimo_md.notes.dashboard import dashboard_blocks, new_dashboard
from aimo_md.text.block_merge import Merged, merge_blocks
from aimo_md.text.blocks import find_blocks
from tests.vaults import measured, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
WHOLE = """\
---
type: aimo-dashboard
aimo_blocks: [summary, decide, today, coming, goals, problems]
---

# Aimo

As of Sun 22 Nov. No goal moved. One needs your decision.



## Decide

### [[Project]]: stalled for 21 days, 2 days behind
Deadline 31 Dec, priority high, 0 of 4 done (0 %).
Why: started late (2 days).

Tick one. What stands in `backticks` may be changed first.
- [ ] **Keep it, shrink the next action** → `begun` on `2026-11-23`; asks again on 6 Dec ^aimo-keep-4c0cdd
- [ ] **Replan it** → 3 tasks get new days up to 31 Dec; the fullest week holds 1 ^aimo-replan-4c0cdd
- **Reduce the scope**: no pace to plan by
- [ ] **Extend the deadline** → `YYYY-MM-DD`: a day that you write; there is no pace to tell it by ^aimo-extend-4c0cdd
- [ ] **Pause it** → until `2027-01-04`: takes Tue 24 and Thu 26 off next week ^aimo-pause-4c0cdd



## Today

**[[Project]]**
- [ ] overdue (due 20 Nov) — [[Project]] ^aimo-t-5734f6
- [/] begun — [[Project]] ^aimo-t-2b0375



## The next seven days

**Tue 24**
- [ ] Call — [[Project]] ^aimo-t-c36313

**Thu 26**
- [ ] part — [[Part]] ^aimo-t-03246e

**Any day**
- 7 000 words — [[Words]]

## Miscellaneous
- [ ] old (due 10 Nov) — [[Inbox]] ^aimo-t-4c8155
- [ ] tax (Wed 25) — [[Inbox]] ^aimo-t-c8cbd4

1 more without a day. 1 later.



## Goals

| Goal | Progress | Likely end | Health |
|:--|:--|:--|:--|
| [[Project]] ⏫ | `░░░░░░░░░░` 0 % (+0) | too little history, deadline 31 Dec | 🔴 stalled |
| ↳ [[Part]] | `░░░░░░░░░░` 0 % (+0) | too little history, deadline 31 Dec | 🟢 on track |
| [[Words]] | `███████░░░` 73 % (+0) | too little history, deadline 30 Nov | 🟢 on track |

Paused: [[Rests]] until 4 Jan, [[Sleeps]]. Begins later: [[Later]] on 1 Dec.

```mermaid
gantt
    dateFormat YYYY-MM-DD
    axisFormat %d %b
    inclusiveEndDates
    🔴 Project :crit, 2026-11-01, 2026-12-31
    ⚪ Later :2026-12-01, 2026-12-24
    🟢 Part :active, 2026-11-01, 2026-12-31
    🟢 Words :active, 2026-11-01, 2026-11-30
```
"""  # noqa: E501 (a line of a note is as long as what it says)
"""A dashboard without its markers."""


def _bodies(measures: Measures) -> dict[str, str]:
    return {block.name: block.body for block in dashboard_blocks(measures, Config(), templates())}


def test_the_whole_dashboard(measures: Measures) -> None:
    """
    === Goals/Project.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-12-31
    priority: high
    ---
    - [ ] overdue 📅 2026-11-20
    - [/] begun
    - [ ] Tue, Thu: call
    === Goals/Part.md
    ---
    type: goal
    parent: "[[Project]]"
    ---
    - [ ] part 📅 2026-11-26
    === Goals/Words.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-30
    metric: words
    metric_from: 0
    metric_target: 30000
    metric_now: 22000
    ---
    === Goals/Later.md
    ---
    type: goal
    start: 2026-12-01
    deadline: 2026-12-24
    ---
    - [ ] not yet
    === Goals/Rests.md
    ---
    type: goal
    status: paused
    paused_until: 2027-01-04
    ---
    === Goals/Sleeps.md
    ---
    type: goal
    status: paused
    ---
    === Inbox.md
    - [ ] tax 📅 2026-11-25
    - [ ] old 📅 2026-11-10
    - [ ] some day
    - [ ] in a month 📅 2026-12-25
    """
    note = new_dashboard(measures, Config(), templates())
    shown = [line for line in note.split("\n") if not line.startswith(("<!-- aimo:", "<!-- /aimo:"))]
    assert "\n".join(shown).rstrip() == WHOLE.rstrip()


def test_without_goals_it_says_how_to_make_one(measures: Measures) -> None:
    """
    === Inbox.md
    - [ ] one
    - [ ] two
    """
    bodies = _bodies(measures)
    assert bodies["summary"].endswith(
        "As of Sun 22 Nov. There is no goal yet. A goal is a note with `type: goal` in its properties."
    )
    assert bodies["today"] == "## Today\n\nNothing is planned for today."
    assert bodies["coming"] == "## Miscellaneous\n\n2 miscellaneous tasks without a day."
    assert bodies["goals"] == bodies["decide"] == bodies["problems"] == ""


def test_nothing_coming_is_nothing_said() -> None:
    assert _bodies(measured(""))["coming"] == ""


def test_of_many_problems_the_first_three_are_shown() -> None:
    lines = "".join(f"- [ ] {number} 📅 2026-02-3{number}\n" for number in range(5))
    problems = _bodies(measured(f"=== Inbox.md\n{lines}", config=Config()))["problems"]
    assert problems.split("\n")[0] == "> [!bug]- 5 problems in your notes"
    assert problems.split("\n")[-1] == "> - and 2 more; `aimo check` shows all"
    assert len(problems.split("\n")) == 5


_WILD = st.text(
    alphabet=st.sampled_from([*"ab |[]`<>!-#^*_:\\\"'%=~$&;/", "é", "📅", "가", "\u2028", "\x0b"]),
    max_size=20,
)


@given(_WILD, _WILD)
@settings(max_examples=40)
def test_whatever_a_task_or_a_goal_is_called_the_dashboard_holds(task: str, title: str) -> None:
    measures = measured(
        f"=== Goal.md\n---\ntype: goal\ndeadline: 2026-11-01\n---\n# {title}\n- [ ] {task}\n"
        f"- [ ] {task} 📅 2026-11-24\n=== Inbox.md\n- [ ] {task} 📅 2026-11-24\n"
    )
    note = new_dashboard(measures, Config(), templates())
    reading = find_blocks(note)
    assert [block.name for block in reading.blocks] == [
        "summary",
        "decide",
        "today",
        "coming",
        "goals",
        "problems",
    ]
    assert not reading.faults
    assert merge_blocks(note, dashboard_blocks(measures, Config(), templates())) == Merged(text=note)
