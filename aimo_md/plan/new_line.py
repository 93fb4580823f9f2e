"""A line that a person asks to have written: a task, or an entry of a log.

Knows where in a note such a line goes, and that it must read as what it is. Knows nothing of who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.goals.parse import read_note
from aimo_md.goals.sections import LOG
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.plan.task_edits import in_passing
from aimo_md.text.blank_lines import last_text_line
from aimo_md.text.edit import AppendUnder, SetProperty, apply_edits
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal
from aimo_md.text.splice import Splice, splice

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.text.edit import Edit

_STEPS: Final = "Steps"
"""Below this heading goes a task of a goal that has none yet."""
_LOG: Final = "Log"


def neighbour(measure: GoalMeasure) -> Task | None:
    """The task beside which a new one of the goal goes: its next action, else the last in its note."""
    own = [task for task in measure.goal.own if task.path == measure.goal.path]
    first = measure.next_action
    return next((task for task in own if first and task.place == first.place), own[-1] if own else None)


def with_new_task(path: str, text: str, words: str, near: Task | None, config: Config) -> str | Hindered:
    """The note with one more open task.

    It goes to the end of what stands under the heading of `near`; in a goal's note without one under a
    heading of its own, in any other note to the end.

    Args:
        path: the note, which need not be there yet.
        text: what stands in it.
        words: what the task says.
        near: a task of the note.
        config: says by which word a line is a task.

    Returns:
        A hindrance where the line would not read as a task there.
    """
    note = read_note(path, text, config)
    said, needed = in_passing(words), config.tasks.global_filter
    line = f"- [ ] {said}" if note.goal is not None or needed in said else f"- [ ] {said} {needed}"
    if near is None and note.goal is not None:
        new = apply_edits(text, (AppendUnder(heading=_STEPS, text=line),))
    else:
        new = splice(text, (Splice(line=_end(note, text, near) + 1, count=0, lines=(line,)),))
    if isinstance(new, Refusal):
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{path}: {new.message}")
    if len(read_note(path, new, config).tasks) != len(note.tasks) + 1:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{path} has no place where it would read as a task")
    return new


def log_edits(note: NoteReading, value: str, number: float | None, day: date) -> tuple[Edit, ...]:
    """A dated line under `Log`, and `metric_now` where the note has it, since that counts before the log.

    Args:
        note: the goal's.
        value: what the line says.
        number: the value of the goal's metric; None for a habit.
        day: of the line.
    """
    titles = (section.title for section in note.sections)
    heading = next((title for title in titles if title.strip(" :\uff1a").casefold() in LOG), _LOG)
    line = AppendUnder(heading=heading, text=f"- {day.isoformat()}: {in_passing(value)}")
    if number is None or note.goal is None or not note.goal.line("metric_now"):
        return (line,)
    return (SetProperty(key="metric_now", value=f"{number:.12g}"), line)


def _end(note: NoteReading, text: str, near: Task | None) -> int:
    """The last line with text under the heading of a task; of the note, where there is none."""
    lines = split_lines(text)
    if near is None:
        return last_text_line(lines)
    nearest = -1 if near.section is None else near.section
    below = [section.line for section in note.sections[nearest + 1 :]]
    return last_text_line(lines[: below[0] - 1] if below else lines)
