"""What holds for a task from itself and from the tasks around it: its days, its start, what it waits for.

Knows the tasks and headings of a note, and by which rules a sub-task takes over what it does not say itself.
Knows no weights and no plan.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.model import PlannedBy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task, Vault


class Circumstances(Struct, frozen=True, kw_only=True):
    """What holds for a task.

    Attributes:
        due: its due day; where it states neither due nor scheduled day, that of the nearest task that does.
        scheduled: its scheduled day, by the same rule.
        day: the day that it is planned for by its owner, and what says so.
        planned_by: what gave it that day.
        appeared: its ➕ day, else that of the nearest task around it.
        begins: the latest 🛫 day of itself and the tasks around it.
        ticked_on: the day on which it was done; None for an open task, and where nobody knows.
        waits_for: the ids on which it or a task around it depends.
        has_due: whether it or a task around it states a due day.
        on_hold: whether it or a task around it is on hold.
        in_progress: whether it or a task around it is in progress.
    """

    due: date | None = None
    scheduled: date | None = None
    day: date | None = None
    planned_by: PlannedBy | None = None
    appeared: date | None = None
    begins: date | None = None
    ticked_on: date | None = None
    waits_for: frozenset[str] = frozenset()
    has_due: bool = False
    on_hold: bool = False
    in_progress: bool = False


_NOTHING = Circumstances()


def circumstances(vault: Vault, today: date) -> dict[Place, Circumstances]:
    """What holds for every task in a note that holds one which moves a goal."""
    found: dict[Place, Circumstances] = {}
    for path in dict.fromkeys(place.path for place in vault.owners):
        note = vault.notes[path]
        below = _ids_below(note)
        for task in note.tasks:
            around = _NOTHING if task.parent is None else found[Place(path, task.parent)]
            inside = frozenset() if task.parent is None else below.get(task.parent, frozenset())
            found[task.place] = _of_task(task, around, around.waits_for - inside, note, today)
    return found


def own_tick(task: Task, vault: Vault) -> date | None:
    """The day on which a task's own box was ticked; None for an open one, and where nobody knows.

    A box that is ticked below a ticked one, without a day of its own, was ticked along with it.
    """
    if task.type is not TaskType.DONE:
        return None
    if task.done_on is None and task.around is not TaskType.DONE:
        return vault.notes[task.path].day
    return task.done_on


def _ids_below(note: NoteReading) -> Mapping[int, frozenset[str]]:
    """The ids of the tasks below each task. A task that waits for one of these does not hold it up."""
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for task in reversed(note.tasks):
        ids = found[task.line] if task.words.id is None else found[task.line] | {task.words.id}
        if task.parent is not None and ids:
            found[task.parent] |= ids
    return found


def _of_task(
    task: Task, around: Circumstances, held_up_by: frozenset[str], note: NoteReading, today: date
) -> Circumstances:
    words = task.words
    says_a_day = words.due is not None or words.scheduled is not None
    day, planned_by = _planned(task, around, note)
    starts = [start for start in (words.start, around.begins) if start is not None]
    return Circumstances(
        due=words.due if says_a_day else around.due,
        scheduled=words.scheduled if says_a_day else around.scheduled,
        day=day,
        planned_by=planned_by,
        appeared=task.appeared or around.appeared,
        begins=max(starts, default=None),
        ticked_on=_ticked_on(task, around, note, today) if task.state is TaskType.DONE else None,
        waits_for=held_up_by.union(words.depends_on),
        has_due=around.has_due or words.due is not None,
        on_hold=around.on_hold or task.type is TaskType.ON_HOLD,
        in_progress=around.in_progress or task.type is TaskType.IN_PROGRESS,
    )


def _ticked_on(task: Task, around: Circumstances, note: NoteReading, today: date) -> date | None:
    """The ✅ day, else the day of the ticked task around it, else that of the daily note it stands in.

    A ✅ day that has not come yet cannot be when it was done: the box was ticked today at the latest.
    """
    own = task.done_on if task.type is TaskType.DONE else None
    day = own or around.ticked_on or note.day
    return None if day is None else min(day, today)


def _planned(task: Task, around: Circumstances, note: NoteReading) -> tuple[date | None, PlannedBy | None]:
    """The task's due day, else its scheduled day, else the nearest around it, else its milestone's."""
    if task.words.due is not None:
        return task.words.due, PlannedBy.DUE
    if task.words.scheduled is not None:
        return task.words.scheduled, PlannedBy.SCHEDULED
    if around.day is not None and around.planned_by is not PlannedBy.MILESTONE:
        return around.day, PlannedBy.ANCESTOR
    day = _milestone_day(task, note)
    return day, None if day is None else PlannedBy.MILESTONE


def _milestone_day(task: Task, note: NoteReading) -> date | None:
    """The day of the nearest heading above that has one, in a note of a goal; other headings mean nothing."""
    if note.goal is None and not note.belongs:
        return None
    index = task.section
    while index is not None:
        section = note.sections[index]
        if section.due is not None:
            return section.due
        index = section.parent
    return None
