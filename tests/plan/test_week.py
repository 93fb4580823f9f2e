from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aimo_md.plan.week import Agenda, Row, coming_rows, miscellaneous, runs, today_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aimo_md.measures.model import Measures

_MONDAY, _NEXT_SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def _said(rows: Iterable[Row]) -> list[str]:
    """Each row as `day text`."""
    return [
        f"{row.day.day if row.day else 'any'} {row.task.title if row.task else f'{row.amount:g} {row.goal}'}"
        for row in rows
    ]


def test_what_is_for_today(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-11-01
    ---
    - [ ] due today 📅 2026-11-22
    - [ ] overdue 📅 2026-11-12
    - [ ] scheduled before ⏳ 2026-11-20
    - [ ] due later, scheduled today ⏳ 2026-11-22 📅 2026-11-30
    - [ ] Sunday: on the list of today
    - [/] begun
    - [ ] due tomorrow 📅 2026-11-23
    - [ ] Monday: on the list of tomorrow
    - [ ] not begun 🛫 2026-11-25 📅 2026-11-22
    - [h] on hold 📅 2026-11-22
    - [x] done 📅 2026-11-22 ✅ 2026-11-22
    - [ ] no day
    === B.md
    ---
    type: goal
    ---
    - [ ] next action
    - [ ] and another
    === C.md
    ---
    type: goal
    ---
    - [ ] has a later day 📅 2026-11-25
    === D.md
    ---
    type: goal
    status: paused
    ---
    - [ ] of a paused goal 📅 2026-11-22
    === E.md
    ---
    type: goal
    start: 2026-12-01
    ---
    - [ ] of a goal to come 📅 2026-11-22
    === Inbox.md
    - [ ] miscellaneous 📅 2026-11-22
    """
    assert _said(today_rows(Agenda.of(measures))) == [
        "12 overdue",
        "20 scheduled before",
        "22 due today",
        "22 due later, scheduled today",
        "22 Sunday: on the list of today",
        "22 begun",
        "any next action",
    ]


def test_what_a_week_holds(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    priority: high
    ---
    - [ ] Tue, Thu: walk
    - [ ] due on Wednesday 📅 2026-11-25
    - [ ] due before 📅 2026-11-12
    - [ ] due after 📅 2026-11-30
    === B.md
    ---
    type: goal
    ---
    - [ ] on Tuesday 📅 2026-11-24
    - [/] next action
    === Words.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-30
    metric: words
    metric_from: 0
    metric_target: 30000
    ---
    - 2026-11-05: 900
    === Habit.md
    ---
    type: goal
    habit: 3/week
    ---
    === Inbox.md
    - [ ] miscellaneous 📅 2026-11-24
    """
    assert _said(coming_rows(Agenda.of(measures), _MONDAY, _NEXT_SUNDAY)) == [
        "24 Tue, Thu: walk",
        "24 on Tuesday",
        "25 due on Wednesday",
        "26 Tue, Thu: walk",
        "any due before",
        "any next action",
        "any 3 Habit.md",
        "any 7000 Words.md",
    ]


def test_a_metric_goal_wants_no_more_than_is_missing(measures: Measures) -> None:
    """
    === Words.md
    ---
    type: goal
    start: 2026-11-01
    deadline: 2026-11-30
    metric: words
    metric_from: 0
    metric_target: 30000
    metric_now: 29500
    ---
    """
    assert _said(coming_rows(Agenda.of(measures), _MONDAY, _NEXT_SUNDAY)) == ["any 500 Words.md"]


def test_what_is_miscellaneous(measures: Measures) -> None:
    """
    === Inbox.md
    - [ ] overdue 📅 2026-11-12
    - [ ] Saturday: laundry
    - [ ] this week ⏳ 2026-11-25
    - [ ] later 📅 2026-12-25
    - [ ] no day
    - [ ] nor here
    - [x] done
    """
    misc = miscellaneous(measures, _NEXT_SUNDAY)
    assert _said(misc.rows) == ["12 overdue", "25 this week", "28 Saturday: laundry"]
    assert (misc.undated, misc.later) == (2, 1)


def test_which_goals_run(measures: Measures) -> None:
    """
    === Active.md
    ---
    type: goal
    ---
    === Child.md
    ---
    type: goal
    parent: "[[Active]]"
    ---
    === Paused.md
    ---
    type: goal
    status: paused
    ---
    === Below.md
    ---
    type: goal
    parent: "[[Paused]]"
    ---
    === Later.md
    ---
    type: goal
    start: 2026-12-01
    ---
    === Archive/Old.md
    ---
    type: goal
    ---
    """
    running = [path for path, measure in measures.goals.items() if runs(measure, measures)]
    assert running == ["Active.md", "Child.md"]
    assert [measure.goal.path for measure in Agenda.of(measures).top] == ["Active.md"]
