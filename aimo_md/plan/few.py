"""What of a long list stands in a note: what is begun or next, then what is nearest to today.

Knows which rows of a list to choose. Knows nothing of how a list comes about, nor of how it is said that
there is more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.goals.model import TaskType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimo_md.plan.week import Agenda, Row


def nearest(rows: Sequence[Row], most: int, agenda: Agenda) -> tuple[Row, ...]:
    """At most so many of the rows, in the order in which they stand.

    What is begun, is a goal's next action or has no day comes first, so that a goal's next step is never
    hidden by a pile of old tasks; then what has a day near to today, so that today's own is not either.
    """
    if len(rows) <= most:
        return tuple(rows)
    today = agenda.measures.today
    next_ones = {each.next_action.place for each in agenda.top if each.next_action is not None}

    def key(at: int) -> tuple[bool, int]:
        row = rows[at]
        task, day = row.task, row.day or today
        comes_next = task is not None and (task.type is TaskType.IN_PROGRESS or task.place in next_ones)
        return row.day is not None and not comes_next, abs((day - today).days)

    return tuple(rows[at] for at in sorted(sorted(range(len(rows)), key=key)[:most]))
