"""What `git status` tells: the branch, its newest commit, and which paths are not clean.

Knows the lines of `--porcelain=v2 --branch -z`. Knows nothing of what follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What git tells of the vault, or of some paths in it, at one moment.

    Attributes:
        head: the newest commit, "" while there is none.
        branch: the name of the branch that is checked out, "" where none is.
        conflicts: whether there are some that are not resolved.
        states: the letters for index and work tree of each visible path that is not clean; `??` for new ones.
    """

    head: str
    branch: str
    conflicts: bool
    states: Mapping[str, str]


def status_of(told: str, prefix: str) -> Status:
    """Read what git printed; the paths are relative to the folder `prefix`, in which all of them lie."""
    known: dict[str, str] = {}
    states: dict[str, str] = {}
    conflicts = False
    for row in told.split("\0"):
        kind, _, rest = row.partition(" ")
        match kind:
            case "#":
                name, _, known[name] = rest.partition(" ")
            case "u":
                conflicts = True
            case "1":
                state, *_, rooted = rest.split(" ", 7)
                _add_state(states, rooted.removeprefix(prefix), state)
            case "?":
                _add_state(states, rest.removeprefix(prefix), "??")
            case _:
                pass
    head, branch = known.get("branch.oid", ""), known.get("branch.head", "")
    return Status(
        head="" if head == "(initial)" else head,
        branch="" if branch == "(detached)" else branch,
        conflicts=conflicts,
        states=states,
    )


def _add_state(states: dict[str, str], path: str, state: str) -> None:
    if any(part.startswith(".") for part in path.split("/")):
        return
    if path in states:  # removed from the index and yet on the disk: being taken out of git
        del states[path]
    else:
        states[path] = state
