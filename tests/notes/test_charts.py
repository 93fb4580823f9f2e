from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.notes.burn_up import burn_up
from aimo_md.notes.charts import gantt, xychart
from aimo_md.notes.writer import Writer
from aimo_md.text.dates import month_of, quarter_of, week_of, year_of
from tests.vaults import SUNDAY, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures
    from aimo_md.text.dates import Period

WEEK = week_of(SUNDAY)


def drawn(writer: Writer, period: Period) -> str:
    chart = burn_up(writer.measures.goals["A.md"], period, writer)
    return "" if chart is None else xychart(chart)


@pytest.fixture
def writer(measures: Measures) -> Writer:
    return Writer.of(measures, Config(), templates())


def test_done_against_plan_since_the_goal_began(writer: Writer) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-11-05
    deadline: 2026-12-31
    ---
    # A "quoted": title
    - [x] one 📅 2026-11-08 ✅ 2026-11-10
    - [ ] two 📅 2026-11-14
    - [x] three 📅 2026-11-22 ✅ 2026-11-22
    - [ ] four
    """
    assert drawn(writer, WEEK).split("\n") == [
        "```mermaid",
        "xychart-beta",
        '    title "A quoted title: done (bars) against plan (line), %"',
        '    x-axis ["W45", "W46", "W47"]',
        "    y-axis 0 --> 100",
        "    bar [0, 25, 50]",
        "    line [25, 50, 75]",
        "```",
    ]


def test_eight_weeks_at_most(writer: Writer) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-01-01
    deadline: 2026-12-31
    ---
    - [ ] one
    """
    chart = drawn(writer, WEEK)
    assert '["W40", "W41", "W42", "W43", "W44", "W45", "W46", "W47"]' in chart


def test_longer_periods_look_back_further(writer: Writer) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2025-06-01
    deadline: 2026-12-31
    ---
    - [ ] one
    """
    month, quarter, year = (
        drawn(writer, of(SUNDAY)).split("\n")[3] for of in (month_of, quarter_of, year_of)
    )
    assert month == '    x-axis ["W40", "W41", "W42", "W43", "W44", "W45", "W46", "W47"]'
    assert quarter.startswith('    x-axis ["W35", ')
    assert year.startswith('    x-axis ["Dec", "Jan", ')
    assert year.endswith('"Oct", "Nov"]')


def test_nothing_to_draw(writer: Writer) -> None:
    """
    === No plan.md
    ---
    type: goal
    ---
    - [ ] one
    === Young.md
    ---
    type: goal
    start: 2026-11-20
    deadline: 2026-12-31
    ---
    - [ ] one
    """
    assert [burn_up(measure, WEEK, writer) for measure in writer.measures.shown()] == [None, None]
    assert gantt([writer.measures.goals["No plan.md"]], writer) == ""


def test_goals_along_the_calendar(writer: Writer) -> None:
    """
    === Late.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-01
    ---
    # section: %% late
    - [ ] one
    === No start.md
    ---
    type: goal
    deadline: 2026-12-31
    ---
    - [ ] one
    === Past.md
    ---
    type: goal
    deadline: 2026-11-01
    ---
    - [ ] one
    """
    chart = gantt(writer.measures.shown(), writer)
    today = date(2026, 11, 22).isoformat()
    assert chart.split("\n") == [
        "```mermaid",
        "gantt",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %d %b",
        "    inclusiveEndDates",
        f"    ⚪ No start :active, {today}, 2026-12-31",
        "    🔴 Past :crit, 2026-11-01, 2026-11-01",
        "    🔴 section late :crit, 2026-10-01, 2026-11-01",
        "```",
    ]
