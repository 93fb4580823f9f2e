"""Which tasks wait for which, by the ids that they name after ⛔. Knows no goals and no days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimo_md.goals.model import Place, Task, Vault


def waiting_for(task: Task, vault: Vault) -> frozenset[Place]:
    """The open tasks that cannot begin before this one is done, directly or through others."""
    if task.words.id is None:
        return frozenset()
    found: set[Place] = set()
    ahead = [task]
    while ahead:
        for other in vault.ties.waiting.get(ahead.pop().words.id or "", ()):
            if other.type.is_open and other.place not in found and other.place != task.place:
                found.add(other.place)
                ahead.append(other)
    return frozenset(found)
