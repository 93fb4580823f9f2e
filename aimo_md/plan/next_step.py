"""A step made the next action on a day: a task of the goal that says so is scheduled, else one is written.

Knows where a new task goes so that it moves the same goal as the one that it is to come before. Knows nothing
of why the step was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.plan.smaller import as_value
from aimo_md.plan.task_edits import dialect_of, in_passing, is_note, line_of, with_day
from aimo_md.text.edit import AppendUnder, InsertLine
from aimo_md.text.line_edit import with_field
from aimo_md.text.refusal import Refusal
from aimo_md.text.task_fields import FieldName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Task, Vault
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.text.edit import Edit

_HEADING: Final = "Steps"
"""Below this heading goes a step of a goal that has no task to put it above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be done, as it stands in backticks, and when."""

    words: str
    day: date


def tasks_below(goal: str, vault: Vault) -> tuple[Task, ...]:
    """The tasks of a goal and of its subgoals."""
    goals = (vault.goals[path] for path in vault.below(goal))
    return tuple(task for each in goals for task in (*each.own, *each.linked))


def next_step(
    step: Step, measure: GoalMeasure, vault: Vault, texts: Mapping[str, str], config: Config
) -> tuple[str, Edit] | Hindered:
    """The edit, with the path of its note.

    Args:
        step: what is to be done next.
        measure: the goal.
        vault: the notes as they are.
        texts: those with tasks of the goal, by path.
        config: says by which word a line is a task.

    Returns:
        A hindrance where only tasks that are done or cancelled by now say this, or where the words would not
        read as a task.
    """
    same = [task for task in tasks_below(measure.goal.path, vault) if as_value(task.title) == step.words]
    waiting = [task for task in same if task.type.is_open]
    if waiting:
        first = measure.next_action
        task = next((task for task in waiting if first and task.place == first.place), waiting[0])
        note = vault.notes[task.path]
        return task.path, with_day(task, note, texts[task.path], FieldName.SCHEDULED, step.day)
    if same:
        return Hindered(by=Hindrance.NOT_OFFERED)
    after, path = measure.next_action, measure.goal.path
    if after is None or is_note(after, texts[after.path]):
        line = _line(step, "- ", (), vault.notes[path])
        return line if isinstance(line, Hindered) else (path, AppendUnder(heading=_HEADING, text=line))
    return _above(after, step, vault, texts[after.path], config)


def _above(after: Task, step: Step, vault: Vault, text: str, config: Config) -> tuple[str, Edit] | Hindered:
    """The step right above a task: under the same heading and the same task, and of the same goal."""
    old = line_of(after, text)
    before_box = old.removeprefix("\ufeff").partition("[")[0]
    words = config.tasks.global_filter
    if words and words in after.words.text and words not in step.words:
        step = Step(words=f"{step.words} {words}", day=step.day)
    fields: tuple[tuple[FieldName, str], ...] = ()
    if after.words.goal is not None or after.links:  # its own line may be what makes it one of this goal
        owner = vault.owners[after.place].removesuffix(".md")
        fields = ((FieldName.GOAL, f"[[{owner}]]"),)
    line = _line(step, before_box, fields, vault.notes[after.path])
    if isinstance(line, Hindered):
        return line
    return after.path, InsertLine(line=after.line, old=old, text=line)


def _line(
    step: Step, before_box: str, fields: Iterable[tuple[FieldName, str]], note: NoteReading
) -> str | Hindered:
    """The step as the line of an open task, with its day."""
    line = f"{before_box}[ ] {in_passing(step.words)}"
    for name, value in (*fields, (FieldName.SCHEDULED, step.day.isoformat())):
        changed = with_field(line, name, value, dialect_of(note))
        if isinstance(changed, Refusal):
            return Hindered(by=Hindrance.NO_WORDS, detail=changed.message)
        line = changed
    return line
