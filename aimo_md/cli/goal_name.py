"""From a goal's name, as a person types it, to the goal; else words that help to say it better.

Knows how a name is refused. How one is understood is `goals/naming`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.errors import RequestError
from aimo_md.goals.naming import goals_named

if TYPE_CHECKING:
    from aimo_md.goals.model import Vault

_SHOWN = 5


def find_goal(name: str, vault: Vault) -> str:
    """The path of the goal that is meant.

    Raises:
        RequestError: none is called so, or several are; the hint names those that could be meant.
    """
    found = goals_named(name, vault)
    if len(found) == 1:
        return found[0]
    if found:
        raise RequestError(f"{len(found)} goals fit {name!r}", hint=f"say which: {_listed(found)}")
    hint = f"there are: {_listed(tuple(vault.goals))}" if vault.goals else "there is no goal yet"
    raise RequestError(f"no goal is called {name!r}", hint=hint)


def _listed(paths: tuple[str, ...]) -> str:
    shown = ", ".join(paths[:_SHOWN])
    return shown if len(paths) <= _SHOWN else f"{shown} and {len(paths) - _SHOWN} more"
