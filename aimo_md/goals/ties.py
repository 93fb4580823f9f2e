"""Which tasks bear an id, and which wait for one, kept so that neither is looked for in all notes.

Knows 🆔 and ⛔. Knows no goals and no days, nor what is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.layered import Layered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimo_md.goals.model import NoteReading, Task


class Ties(Struct, frozen=True, kw_only=True):
    """Tasks by id, those of one id by place: those that bear it, and those that wait for it."""

    bearing: Layered[str, tuple[Task, ...]] = Layered({})
    waiting: Layered[str, tuple[Task, ...]] = Layered({})

    def after(self, gone: Iterable[NoteReading], came: Iterable[NoteReading]) -> Ties:
        """The same without the notes that are gone, and with those that came; one that changed is both.

        It is the very same where none of them has such a task.
        """
        left, new = _tied(gone), _tied(came)
        if left == new:
            return self
        return Ties(
            bearing=_exchanged(self.bearing, _bearing(left), _bearing(new)),
            waiting=_exchanged(self.waiting, _waiting(left), _waiting(new)),
        )


def _tied(notes: Iterable[NoteReading]) -> list[Task]:
    """The tasks that bear an id or wait for one: the fewest do."""
    return [task for note in notes for task in note.tasks if task.words.id or task.words.depends_on]


def _bearing(tasks: Iterable[Task]) -> Iterator[tuple[str, Task]]:
    return ((task.words.id, task) for task in tasks if task.words.id)


def _waiting(tasks: Iterable[Task]) -> Iterator[tuple[str, Task]]:
    return ((name, task) for task in tasks for name in dict.fromkeys(task.words.depends_on) if name)


def _exchanged(
    before: Layered[str, tuple[Task, ...]],
    gone: Iterable[tuple[str, Task]],
    came: Iterable[tuple[str, Task]],
) -> Layered[str, tuple[Task, ...]]:
    changed: dict[str, dict[tuple[str, int], Task]] = {}
    for name, task in gone:
        _of(name, before, changed).pop(task.place)
    for name, task in came:
        _of(name, before, changed)[task.place] = task
    left = [name for name, tasks in changed.items() if not tasks]
    tied = {name: tuple(tasks[place] for place in sorted(tasks)) for name, tasks in changed.items() if tasks}
    return before.without(left).but(tied)


def _of(
    name: str, before: Layered[str, tuple[Task, ...]], changed: dict[str, dict[tuple[str, int], Task]]
) -> dict[tuple[str, int], Task]:
    if name not in changed:
        changed[name] = {task.place: task for task in before.get(name, ())}
    return changed[name]
