"""What holds for a task from itself and from the tasks around it: its days, its start, what it waits for.

Knows the tasks and headings of a note, and by which rules a sub-task takes over what it does not say itself.
Knows no weights and no plan.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.goals.model import Place, TaskType
from aimo_md.measures.model import PlannedBy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aimo_md.goals.model import NoteReading, Task, Vault
    from aimo_md.measures.past import Past

_ON_HOLD: Final = TaskType.ON_HOLD
_IN_PROGRESS: Final = TaskType.IN_PROGRESS


class Circumstances(Struct, frozen=True, kw_only=True):
    """What holds for a task.

    Attributes:
        due: its due day; where it states neither due nor scheduled day, that of the nearest task that does.
        scheduled: its scheduled day, by the same rule.
        day: the day that it is planned for by its owner, and what says so.
        planned_by: what gave it that day.
        appeared: the day on which it was added, by its ➕ or else its past; else that of the task around it.
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


def circumstances(
    vault: Vault, days: Mapping[str, Mapping[int, date | None]], today: date, past: Past | None
) -> dict[Place, Circumstances]:
    """What holds for every task in a note that holds one which moves a goal.

    Args:
        vault: whose tasks.
        days: when each task of each note was done.
        today: no tick is later than that.
        past: what is known of it; it says when a task was added.
    """
    found: dict[Place, Circumstances] = {}
    for path, of_note in days.items():
        if any(task.place in vault.owners for task in vault.notes[path].tasks):
            found |= circumstances_in(path, vault, of_note, today, past)
    return found


def circumstances_in(
    path: str, vault: Vault, days: Mapping[int, date | None], today: date, past: Past | None
) -> dict[Place, Circumstances]:
    """What holds for every task in one note."""
    found: dict[Place, Circumstances] = {}
    note = vault.notes[path]
    below = _ids_below(note) if any(task.words.depends_on for task in note.tasks) else {}
    milestones = _milestones(note)
    for task in note.tasks:
        place = task.place
        around, held_up_by = _NOTHING, _NOTHING.waits_for
        if task.parent is not None:
            around = found[Place(path, task.parent)]
            held_up_by = around.waits_for - below.get(task.parent, _NOTHING.waits_for)
        ticked_on = days.get(task.line)
        found[place] = _of_task(
            task,
            around,
            held_up_by,
            planned=_planned(task, around, milestones[task.section]),
            added=added_on(task, vault, past),
            ticked_on=None if ticked_on is None else min(ticked_on, today),
        )
    return found


def _ids_below(note: NoteReading) -> Mapping[int, frozenset[str]]:
    """The ids of the tasks below each task. A task that waits for one of these does not hold it up."""
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for task in reversed(note.tasks):
        ids = found[task.line] if task.words.id is None else found[task.line] | {task.words.id}
        if task.parent is not None and ids:
            found[task.parent] |= ids
    return found


def _of_task(
    task: Task,
    around: Circumstances,
    held_up_by: frozenset[str],
    *,
    planned: tuple[date | None, PlannedBy | None],
    added: date | None,
    ticked_on: date | None,
) -> Circumstances:
    words = task.words
    says_a_day = words.due is not None or words.scheduled is not None
    begins = words.start or around.begins
    if words.start is not None and around.begins is not None:
        begins = max(words.start, around.begins)
    return Circumstances(
        due=words.due if says_a_day else around.due,
        scheduled=words.scheduled if says_a_day else around.scheduled,
        day=planned[0],
        planned_by=planned[1],
        appeared=added or around.appeared,
        begins=begins,
        ticked_on=ticked_on,
        waits_for=held_up_by.union(words.depends_on) if words.depends_on else held_up_by,
        has_due=around.has_due or words.due is not None,
        on_hold=around.on_hold or task.type is _ON_HOLD,
        in_progress=around.in_progress or task.type is _IN_PROGRESS,
    )


def added_on(task: Task, vault: Vault, past: Past | None) -> date | None:
    """The day on which a task was added, by its ➕, else the day on which it was first seen.

    None for one that is as old as what is known of its goal, and where nobody knows.
    """
    if task.words.created is not None or past is None:
        return task.words.created
    place = task.place
    known, begun = past.task(place), past.first_seen(vault.owners.get(place, place.path))
    return None if known is None or begun is None or known.first_seen <= begun else known.first_seen


def _planned(
    task: Task, around: Circumstances, milestone: date | None
) -> tuple[date | None, PlannedBy | None]:
    """The task's due day, else its scheduled day, else the nearest around it, else its milestone's."""
    if task.words.due is not None:
        return task.words.due, PlannedBy.DUE
    if task.words.scheduled is not None:
        return task.words.scheduled, PlannedBy.SCHEDULED
    if around.day is not None and around.planned_by is not PlannedBy.MILESTONE:
        return around.day, PlannedBy.ANCESTOR
    return milestone, None if milestone is None else PlannedBy.MILESTONE


def _milestones(note: NoteReading) -> Mapping[int | None, date | None]:
    """By section the day of the nearest heading that has one; it counts only in a note of a goal."""
    counts = note.goal is not None or bool(note.belongs)
    found: dict[int | None, date | None] = {None: None}
    for index, section in enumerate(note.sections):
        found[index] = (section.due or found[section.parent]) if counts else None
    return found
