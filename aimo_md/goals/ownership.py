"""Which goal each task moves, by the first rule that holds.

1. `[goal:: [[X]]]` on its line.
2. In a goal's note: a link on the line to a subgoal below that goal, else the note's goal.
3. In any other note: a link to a goal on the line, else the goal of the task around it, else that to which a
   heading above links, else that which the note's keys name (`goal`, `parent`, `projects`).

Where none holds it moves no goal. Knows links, headings, sub-tasks and the keys of notes. Knows no measures
and no day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.mentions import target_of
from aimo_md.goals.parents import ancestors, first_goal, link_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.goals.resolve import LinkIndex


class Owned(Struct, frozen=True, gc=False):
    """A task with the goal that it moves, if any; `at_home` says that it stands in a note of that goal."""

    task: Task
    owner: str | None
    at_home: bool


class Ownership(Struct, frozen=True, kw_only=True):
    """Gives tasks to goals."""

    notes: Mapping[str, NoteReading]
    index: LinkIndex
    parents: Mapping[str, str]

    def home(self, note: NoteReading) -> str | None:
        """The goal whose own note this is."""
        if note.goal is not None:
            return note.path
        return first_goal(note.belongs, note.path, self.notes, self.index)

    def owned(self, note: NoteReading) -> Iterator[Owned]:
        """The tasks of a note, by line, each with the goal that it moves."""
        if not note.tasks:
            return
        home = self.home(note)
        of_section = self._headings(note)
        of_line: dict[int, str | None] = {}
        for task in note.tasks:
            owner = None if task.words.goal is None else self._named(task, task.words.goal)
            if owner is None and note.goal is not None:
                owner = self._subgoal_on_line(task) or note.path
            elif owner is None:
                owner = (
                    (task.links and first_goal(task.links, task.path, self.notes, self.index))
                    or (None if task.parent is None else of_line[task.parent])
                    or of_section[task.section]
                    or home
                )
            of_line[task.line] = owner
            yield Owned(task, owner, owner is not None and owner == home)

    def problems(self, note: NoteReading) -> Iterator[Problem]:
        """What is wrong with the links of a note that are meant to name a task's goal."""
        if note.goal_link is not None:
            line, target = note.goal_link
            yield from link_problems(note.path, line, target, self.notes, self.index)
        for task in note.tasks:
            if task.words.goal is not None:
                target = target_of(task.words.goal)
                yield from link_problems(task.path, task.line, target, self.notes, self.index)

    def _named(self, task: Task, goal: str) -> str | None:
        return first_goal((target_of(goal),), task.path, self.notes, self.index)

    def _subgoal_on_line(self, task: Task) -> str | None:
        for target in task.links:
            path = first_goal((target,), task.path, self.notes, self.index)
            if path is not None and task.path in ancestors(path, self.parents):
                return path
        return None

    def _headings(self, note: NoteReading) -> Mapping[int | None, str | None]:
        """The goal to which each section of a note leads: by its own heading, else by the one around it."""
        found: dict[int | None, str | None] = {None: None}
        for index, section in enumerate(note.sections):
            linked = section.links and first_goal(section.links, note.path, self.notes, self.index)
            found[index] = linked or found[section.parent]
        return found
