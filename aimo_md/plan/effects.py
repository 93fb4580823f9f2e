"""What each option does to the notes, by the smallest change that does what it says.

- keep: the next action is scheduled for the day. Words that no task of the goal says become a task of their
  own right above it: a single sub-task would stand for all of its parent, and finish it when it is ticked.
- reduce: the named leaves are cancelled.
- extend, pause, resume, drop, close: properties of the goal's note.
- replan: a leaf whose own days have passed gets the new day in their place, one without is scheduled for it.

The words of the decision name what was there before, where one value was replaced. Knows one answer, the
tasks that it is about and their notes. Knows nothing of the line under `Decisions` and of when to ask again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from aimo_md.goals.keys import GOAL_KEYS
from aimo_md.goals.model import GoalStatus, TaskType
from aimo_md.plan.next_step import Step, next_step
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.plan.respread import respread
from aimo_md.plan.task_edits import ended, in_passing, with_day
from aimo_md.text.edit import SetProperty
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.task_fields import FieldName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Place, Task
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.plan.answers import Answer
    from aimo_md.text.edit import Edit

NOTHING: Final = "none"
"""What a decision says was there before where nothing was."""
AS_IT_IS: Final = "as it is"
"""What `keep` says where it names no step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The edits of an option, each with the path of its note, and what the decision says."""

    words: str
    edits: tuple[tuple[str, Edit], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One answer and what its effect is worked out from; `texts` holds all notes with tasks of the goal."""

    answer: Answer
    measure: GoalMeasure
    measures: Measures
    texts: Mapping[str, str]
    config: Config

    def effect(self) -> Effect | Hindered:
        """What the option does."""
        match self.answer.option:
            case OptionKey.KEEP:
                effect = self._keep()
            case OptionKey.REDUCE:
                effect = self._reduce()
            case OptionKey.EXTEND:
                effect = self._extend()
            case OptionKey.PAUSE:
                effect = self._pause()
            case OptionKey.REPLAN:
                effect = self._replan()
            case OptionKey.RESUME:
                effect = self._with_status(GoalStatus.ACTIVE)
            case OptionKey.DROP:
                effect = self._with_status(GoalStatus.DROPPED)
            case OptionKey.CLOSE:
                effect = self._with_status(GoalStatus.DONE)
            case _:
                assert_never(self.answer.option)
        return effect

    def set_key(self, key: str, value: str) -> tuple[str, SetProperty]:
        """A key of the goal's note, under the name that it has there."""
        return self.answer.goal, SetProperty(key=name_of_key(key, self._own_text), value=value)

    @property
    def _own_text(self) -> str:
        return self.texts[self.answer.goal]

    def _keep(self) -> Effect | Hindered:
        words, day = self.answer.words, self.answer.day
        if words is None or day is None:
            return Effect(words=f"{AS_IT_IS}{self._state()}")
        step = Step(words=words, day=day)
        edit = next_step(step, self.measure, self.measures.vault, self.texts, self.config)
        if isinstance(edit, Hindered):
            return edit
        return Effect(words=f'next action "{in_passing(words)}" on {day}{self._state()}', edits=(edit,))

    def _state(self) -> str:
        """How the goal was when this was decided: ` (12 days behind, 31 %)`."""
        slip, progress = self.measure.slip, self.measure.progress
        parts = []
        if slip is not None and slip > 0:
            parts.append(f"{_counted(max(round(slip), 1), 'day')} behind")
        if progress is not None:
            parts.append(f"{progress * 100:.0f} %")
        return f" ({', '.join(parts)})" if parts else ""

    def _reduce(self) -> Effect | Hindered:
        leaves = [task for place in self.answer.leaves for task in self._open_tasks_at(place)]
        if not leaves or len(leaves) < len(self.answer.leaves):
            return Hindered(by=Hindrance.NOT_OFFERED)
        names = ", ".join(f'"{in_passing(task.title)}"' for task in leaves)
        edits = tuple((task.path, edit) for task in leaves for edit in self._cancelled(task))
        return Effect(words=f"left out {names}", edits=edits)

    def _open_tasks_at(self, place: Place) -> Iterator[Task]:
        note = self.measures.vault.notes[place.path]
        return (task for task in note.tasks if task.line == place.line and task.type.is_open)

    def _cancelled(self, task: Task) -> tuple[Edit, ...]:
        note, text = self.measures.vault.notes[task.path], self.texts[task.path]
        return ended(task, note, text, TaskType.CANCELLED, self.measures.today, self.config)

    def _extend(self) -> Effect | Hindered:
        if self.answer.day is None:
            return Hindered(by=Hindrance.NO_DAY)
        day = self.answer.day.isoformat()
        words = f"deadline {day} (was {self._was('deadline')})"
        return Effect(words=words, edits=(self.set_key("deadline", day),))

    def _pause(self) -> Effect | Hindered:
        if self.answer.day is None:
            return Hindered(by=Hindrance.NO_DAY)
        day = self.answer.day.isoformat()
        until = self.set_key("paused_until", day)
        if self.measure.status is GoalStatus.PAUSED:
            return Effect(words=f"until {day} (was until {self._was('paused_until')})", edits=(until,))
        paused = self.set_key("status", GoalStatus.PAUSED.value)
        return Effect(words=f"until {day} (was {self._was('status')})", edits=(paused, until))

    def _replan(self) -> Effect | Hindered:
        new = respread(self.measure, self.measures)
        if new is None:
            return Hindered(by=Hindrance.NOT_OFFERED)
        edits = tuple(
            edit for item, day in new.days if item.task for edit in self._planned_anew(item.task, day)
        )
        words = f"{_counted(len(new.days), 'task')} up to {self.measure.span.deadline}"
        return Effect(words=words, edits=edits)

    def _planned_anew(self, task: Task, day: date) -> Iterator[tuple[str, Edit]]:
        note, text = self.measures.vault.notes[task.path], self.texts[task.path]
        own = ((FieldName.DUE, task.words.due), (FieldName.SCHEDULED, task.words.scheduled))
        passed = [name for name, value in own if value is not None and value < self.measures.today]
        for name in passed or [FieldName.SCHEDULED]:
            yield task.path, with_day(task, note, text, name, day)

    def _with_status(self, status: GoalStatus) -> Effect:
        waiting = _counted(self.measure.leaves - self.measure.leaves_done, "open task")
        words = f"{waiting} (was {self._was('status')})"
        return Effect(words=words, edits=(self.set_key("status", status.value),))

    def _was(self, key: str) -> str:
        """What the goal's note says there."""
        entry = read_frontmatter(split_lines(self._own_text)).get(*GOAL_KEYS[key])
        return NOTHING if entry is None or entry.value is None else str(entry.value)


def name_of_key(key: str, text: str) -> str:
    """The name under which a key of `GOAL_KEYS` stands in a note; its first where it is not there."""
    entry = read_frontmatter(split_lines(text)).get(*GOAL_KEYS[key])
    return GOAL_KEYS[key][0] if entry is None else entry.key


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
