"""Which tasks wait for which, by the ids that they name after ⛔. Knows no goals and no days."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.goals.model import Place, Task, Vault


def waiting_for(task: Task, vault: Vault) -> frozenset[Place]:
    """The open tasks that cannot begin before this one is done, directly or through others."""
    if task.words.id is None:
        return frozenset()
    direct: defaultdict[str, list[Task]] = defaultdict(list)
    for note in vault.notes.values():
        for other in note.tasks:
            if other.type.is_open:
                for name in filter(None, other.words.depends_on):
                    direct[name].append(other)
    found: set[Place] = set()
    ahead = [task]
    while ahead:
        for other in direct[ahead.pop().words.id or ""]:
            if other.place not in found and other.place != task.place:
                found.add(other.place)
                ahead.append(other)
    return frozenset(found)
