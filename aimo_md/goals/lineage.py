"""What of an older vault lives on in a newer one: which note is which, and which line became which.

Knows renamed notes, edited lines, and lines that were moved from one note to another. Knows nothing of what
a change means, nor of days.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from aimo_md.goals.differing import differing
from aimo_md.goals.identity import match_notes, match_tasks
from aimo_md.goals.model import Place, TaskType

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from aimo_md.goals.model import Task, Vault

_Sign: TypeAlias = "Callable[[Task], Hashable]"


class Lineage(Struct, frozen=True, kw_only=True):
    """Two states of a vault, and what ties them together. Notes that say the same in both are left out.

    `notes` gives the path after by the path before, for notes that differ or were renamed. `gone` and
    `arrived` are notes of one state only. `heirs` gives the place after by the place before, for the tasks of
    all these notes, and `origins` the way back.
    """

    before: Vault
    after: Vault
    notes: Mapping[str, str]
    gone: tuple[str, ...]
    arrived: tuple[str, ...]
    heirs: Mapping[Place, Place]
    origins: Mapping[Place, Place]

    def note_after(self, path: str) -> str | None:
        """Where a note of the older state is in the newer one; None if it is gone."""
        return self.notes.get(path, None if path in self.gone else path)


def lineage(before: Vault, after: Vault) -> Lineage:
    """What ties two states of a vault together, `before` being the older one."""
    differ = sorted(differing(before.notes, after.notes))
    lost = {path: before.notes[path] for path in differ if path not in after.notes}
    came = {path: after.notes[path] for path in differ if path not in before.notes}
    notes = {path: path for path in differ if path not in lost and path not in came}
    notes |= match_notes(lost, came)
    renamed = set(notes.values())
    gone = tuple(path for path in lost if path not in notes)
    arrived = tuple(path for path in came if path not in renamed)
    heirs = {
        Place(old, line): Place(new, heir)
        for old, new in notes.items()
        for line, heir in match_tasks(before.notes[old], after.notes[new]).items()
    }
    taken = set(heirs.values())
    left = [task for path in (*notes, *gone) for task in before.notes[path].tasks if task.place not in heirs]
    right = [
        task
        for path in (*notes.values(), *arrived)
        for task in after.notes[path].tasks
        if task.place not in taken
    ]
    heirs |= {old.place: new.place for old, new in _moved(left, right)}
    return Lineage(
        before=before,
        after=after,
        notes=notes,
        gone=gone,
        arrived=arrived,
        heirs=heirs,
        origins={new: old for old, new in heirs.items()},
    )


def _moved(left: Sequence[Task], right: Sequence[Task]) -> Iterator[tuple[Task, Task]]:
    """The lines that left one note and came into another: by their 🆔, else by the same text.

    A line that was done and one that is open are not the same then: yesterday's list may be gone, with
    today's beside it.
    """
    for sign, sign_after in _SIGNS:
        partners: defaultdict[Hashable, deque[Task]] = defaultdict(deque)
        for task in right:
            partners[sign_after(task)].append(task)
        heirs = {
            task.place: partners[key].popleft()
            for task in left
            if (key := sign(task)) is not None and partners[key]
        }
        yield from ((task, heirs[task.place]) for task in left if task.place in heirs)
        taken = {heir.place for heir in heirs.values()}
        left = [task for task in left if task.place not in heirs]
        right = [task for task in right if task.place not in taken]


def _id(task: Task) -> str | None:
    return task.words.id


def _text(task: Task) -> str | None:
    return task.title or None


def _text_and_done(task: Task) -> tuple[str, bool] | None:
    return (task.title, task.type is TaskType.DONE) if task.title else None


def _text_unless_done(task: Task) -> str | None:
    return None if task.type is TaskType.DONE else _text(task)


_SIGNS: Final[tuple[tuple[_Sign, _Sign], ...]] = (
    (_id, _id),
    (_text_and_done, _text_and_done),
    (_text_unless_done, _text),
)
"""What a line is known by before, and after."""
