"""Which rows of a long list are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.plan.few import nearest
from aimo_md.plan.week import Agenda, today_rows
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.plan.week import Row

GOAL = """\
=== Goal.md
---
type: goal
---
- [ ] oldest 📅 2026-01-01
- [ ] old 📅 2026-11-01
- [/] begun 📅 2026-03-01
- [ ] yesterday 📅 2026-11-21
- [ ] of today 📅 2026-11-22
- [ ] also today ⏳ 2026-11-22
"""


def _texts(rows: tuple[Row, ...]) -> list[str]:
    return [row.task.title for row in rows if row.task is not None]


@pytest.mark.parametrize(
    ("most", "chosen"),
    [
        pytest.param(9, ["oldest", "begun", "old", "yesterday", "of today", "also today"], id="all fit"),
        pytest.param(6, ["oldest", "begun", "old", "yesterday", "of today", "also today"], id="just fit"),
        pytest.param(5, ["begun", "old", "yesterday", "of today", "also today"], id="without the oldest"),
        pytest.param(3, ["begun", "of today", "also today"], id="what is begun, then today's own"),
        pytest.param(1, ["begun"], id="the next step"),
    ],
)
def test_what_is_next_and_near_is_kept_in_the_order_of_the_list(most: int, chosen: list[str]) -> None:
    agenda = Agenda.of(measured(GOAL))
    assert _texts(nearest(today_rows(agenda), most, agenda)) == chosen


def test_a_next_action_is_kept_however_old_it_is() -> None:
    overdue = "\n".join(f"- [ ] task {day} 📅 2026-11-{day}" for day in range(10, 20))
    agenda = Agenda.of(measured(f"=== Goal.md\n---\ntype: goal\n---\n{overdue}"))
    assert _texts(nearest(today_rows(agenda), 2, agenda)) == ["task 10", "task 19"]
