"""Which goal each task moves, and nothing else of a vault: for whoever lists tasks and shows no goal.

Knows how the rules of links and tasks work together for that. A `vault` that is put together says the same,
and much beside it that takes longer to find. Knows no measures and no day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.ownership import Ownership
from aimo_md.goals.parents import find_parents
from aimo_md.goals.resolve import LinkIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading, Place


class Owners(Struct, frozen=True, kw_only=True):
    """The goal of each task that moves one, by the task's place, and what is wrong in the notes."""

    by_place: Mapping[Place, str]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, notes: Mapping[str, NoteReading], more: Iterable[Problem] = ()) -> Owners:
        """Find the goals of the tasks in these notes; `more` are the problems of what could not be read."""
        index = LinkIndex.of(notes.values())
        goals = [path for path, note in notes.items() if note.goal is not None]
        parents, above = find_parents(goals, notes, index, {})
        ownership = Ownership(notes=notes, index=index, parents=parents)
        by_place: dict[Place, str] = {}
        problems = {*more, *above}
        for note in notes.values():
            for one in ownership.owned(note):
                if one.owner is not None:
                    by_place[one.task.place] = one.owner
            problems.update(note.problems)
            problems.update(ownership.problems(note))
        return cls(by_place=by_place, problems=tuple(sorted(problems)))
