"""The boxes of one note: which are tasks, what their marks mean, and what a tick says of those below it.

Knows symbols, sub-tasks and criteria. Does not know which goal a task moves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.config import Symbol
from aimo_md.errors import Problem
from aimo_md.goals.model import Criterion, Place, Task, TaskType
from aimo_md.goals.sections import CRITERIA
from aimo_md.text.links import link_targets
from aimo_md.text.task_line import read_task_line
from aimo_md.text.weekdays import weekday_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.config import Config
    from aimo_md.goals.sections import Sections
    from aimo_md.text.document import Body, Checkbox

_SYMBOLS: Final[Mapping[str, TaskType]] = {
    " ": TaskType.TODO,
    "x": TaskType.DONE,
    "X": TaskType.DONE,
    "/": TaskType.IN_PROGRESS,
    "-": TaskType.CANCELLED,
    ">": TaskType.TODO,
    "<": TaskType.TODO,
    "h": TaskType.ON_HOLD,
}
_OTHER: Final = TaskType.TODO
#: How every box ends that aimo prints.
_PRINTED: Final = re.compile(r"\s\^aimo-[A-Za-z0-9-]+\s*$")
_TYPES: Final[Mapping[Symbol, TaskType | None]] = {
    Symbol.NONE: None,
    **{Symbol(type_.value): type_ for type_ in TaskType},
}


def task_type(symbol: str, config: Config) -> TaskType | None:
    """What a symbol means; None where the config says that such a line is no task."""
    chosen = config.tasks.symbols.get(symbol)
    return _SYMBOLS.get(symbol, _OTHER) if chosen is None else _TYPES[chosen]


class TaskReader(Struct, frozen=True, kw_only=True):
    """Reads the boxes of one note; in a goal's note those under `Done when` are criteria.

    In a note of aimo's own (`is_generated`) the lines that aimo printed are nobody's tasks, even where the
    block around them is broken.
    """

    path: str
    body: Body
    sections: Sections
    config: Config
    is_goal: bool
    is_generated: bool

    def tasks(self) -> tuple[Task, ...]:
        """The tasks of the note, by line; one below a box that is no task lies in the next task around."""
        config = self.config
        every_box = not (self.is_goal or self.is_generated or config.tasks.global_filter)
        parents: dict[int, int | None] = {}
        found = []
        for box in self.body.checkboxes:
            parent = None if box.parent is None else parents[box.parent]
            meaning = task_type(box.symbol, config) if every_box or self._is_meant(box) else None
            parents[box.line] = parent if meaning is None else box.line
            if meaning is not None:
                found.append(self._task(box, meaning, parent))
        return tuple(found)

    def criteria(self) -> Iterator[Criterion]:
        """The criteria of a goal's note."""
        for box in self.body.checkboxes if self.is_goal else ():
            if self.sections.under(box.line, CRITERIA):
                words = read_task_line(box.body)
                met = task_type(box.symbol, self.config) is TaskType.DONE
                yield Criterion(line=box.line, text=words.text, met=met, met_on=words.done if met else None)

    def _is_meant(self, box: Checkbox) -> bool:
        """Whether a box may be a task, whatever its symbol means."""
        wanted = self.config.tasks.global_filter
        if self.sections.under(box.line, CRITERIA) if self.is_goal else wanted not in box.body:
            return False
        return not (self.is_generated and _PRINTED.search(box.body))

    def _task(self, box: Checkbox, meaning: TaskType, parent: int | None) -> Task:
        words = read_task_line(box.body)
        text, word = words.text, self.config.tasks.global_filter
        unfiltered = _without_word(text, word) if word else None
        prefix = weekday_prefix(text if unfiltered is None else unfiltered)
        return Task(
            Place(self.path, box.line),
            box.symbol,
            meaning,
            None,
            words,
            link_targets(text),
            () if prefix is None else prefix[0],
            parent,
            self.sections.at(box.line),
            unfiltered,
        )


def _without_word(text: str, word: str) -> str | None:
    """The text without a word, however often it stands there; None where it does not."""
    if word not in text:
        return None
    parts = re.split(rf"(?<!\S){re.escape(word)}(?!\S)", text)
    return None if len(parts) == 1 else " ".join(part.strip() for part in parts if part.strip())


def told_by_those_around(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The tasks of one note, by line, with what the tasks around each say: a ticked one ticks all below."""
    given = tuple(tasks)
    if not [task for task in given if task.parent is not None or task.around is not None]:
        return given  # as most are
    found: dict[int, Task] = {}
    for task in given:
        above = None if task.parent is None else found[task.parent].state
        around = None if above is None or above.is_open else above
        found[task.place.line] = task if task.around is around else replace(task, around=around)
    return tuple(found.values())


def task_problems(tasks: Iterable[Task]) -> Iterator[Problem]:
    """What is wrong with the fields of these tasks."""
    for task in tasks:
        for fault in task.words.faults:
            yield Problem.at(task.path, task.line, fault)
