"""A goal or a task by what a person calls it: title, file name, path, or any part that leaves no doubt.

Knows how the names of tasks are compared; those of goals are for `goals/naming`. What has several readings is
refused with the list of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from aimo_md.errors import RequestError
from aimo_md.goals.naming import goals_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aimo_md.goals.model import Goal, Task, Vault

_PLACE: Final = re.compile(r"(?P<path>.+):(?P<line>[0-9]+)", re.ASCII)
_SHOWN: Final = 10

_Named = TypeVar("_Named")


def goal_named(words: str, vault: Vault) -> Goal:
    """The goal that is meant.

    Raises:
        RequestError: there is none, or there are several.
    """
    found = [vault.goals[path] for path in goals_named(words, vault)]
    if not found:
        raise RequestError(f"no goal is called {words!r}", hint="`aimo status` shows how they are called")
    return _the_only(found, words, lambda goal: f"{goal.title} ({goal.path})")


def task_named(words: str, vault: Vault) -> Task:
    """The open task that is meant: by `path:line`, or by a part of its text.

    Raises:
        RequestError: there is none, there are several, or it is done or cancelled.
    """
    place = _PLACE.fullmatch(words.strip())
    if place is not None and place["path"] in vault.notes:
        note, line = vault.notes[place["path"]], int(place["line"])
        found = [task for task in note.tasks if task.line == line]
    else:
        asked = " ".join(words.split()).casefold()
        tasks = [task for note in vault.notes.values() for task in note.tasks if asked in _words(task)]
        is_it: tuple[Callable[[Task], bool], ...] = (
            lambda task: task.is_open and _words(task) == asked,
            lambda task: task.is_open,
            lambda _: True,
        )
        found = _first_of(tasks, *is_it)
    if not found or not words.strip():
        raise RequestError(f"no task is called {words!r}", hint="`aimo tasks` lists them with their places")
    task = _the_only(found, words, lambda task: f"{task.path}:{task.line}: {task.title}")
    if not task.type.is_open:
        raise RequestError(f"{task.path}:{task.line} is {task.type} already: {task.title}")
    return task


def _words(task: Task) -> str:
    return " ".join(task.title.split()).casefold()


def _first_of(named: Iterable[_Named], *ways: Callable[[_Named], bool]) -> list[_Named]:
    """Those that fit in the first way in which any does."""
    every = list(named)
    return next((found for fits in ways if (found := [one for one in every if fits(one)])), [])


def _the_only(found: Sequence[_Named], words: str, reading: Callable[[_Named], str]) -> _Named:
    if len(found) == 1:
        return found[0]
    shown = [reading(one) for one in found[:_SHOWN]]
    rest = len(found) - len(shown)
    more = [f"and {rest} more"] if rest else []
    raise RequestError(
        f"{words!r} can mean {len(found)} of them", hint="\n      ".join(["which of these?", *shown, *more])
    )
