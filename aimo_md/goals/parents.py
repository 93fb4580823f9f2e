"""Which goal stands under which: parents found, cycles cut, and what is wrong with links to goals.

`parent` must lead to a goal; `up` counts where it does. Of a cycle the newest link is cut. Knows no tasks.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from aimo_md.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.goals.model import GoalKeys, NoteReading
    from aimo_md.goals.resolve import LinkIndex


def find_parents(
    goals: Iterable[str], notes: Mapping[str, NoteReading], index: LinkIndex, linked: Mapping[str, date]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The parent of every goal that has one, and what is wrong with the links to them.

    Args:
        goals: the paths of the goals.
        notes: all notes.
        index: to find what a link leads to.
        linked: since when each goal's link to its parent stands, as far as anybody knows.
    """
    parents: dict[str, str] = {}
    problems: list[Problem] = []
    for path in goals:
        keys = notes[path].goal
        target = None if keys is None else keys.parent or keys.up
        found = None if target is None else first_goal((target,), path, notes, index)
        if found is not None:
            parents[path] = found
        if keys is not None and keys.parent is not None:
            problems.extend(link_problems(path, _line_of_parent(keys), keys.parent, notes, index))
    problems.extend(_cut_cycles(parents, notes, linked))
    return parents, tuple(problems)


def ancestors(path: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The goals above, nearest first; in a cycle, up to the first that comes twice."""
    found: dict[str, None] = {}
    at = parents.get(path)
    while at is not None and at not in found:
        found[at] = None
        at = parents.get(at)
    return tuple(found)


def first_goal(
    targets: Iterable[str], source: str, notes: Mapping[str, NoteReading], index: LinkIndex
) -> str | None:
    """The goal to which the first of these links leads that leads to one; they stand in the note `source`."""
    for target in targets:
        path = index.find(target, source)
        if path is not None and notes[path].goal is not None:
            return path
    return None


def link_problems(
    path: str, line: int, target: str, notes: Mapping[str, NoteReading], index: LinkIndex
) -> Iterator[Problem]:
    """What is wrong with a link that is meant to lead to a goal."""
    found = index.find(target, path)
    if found is None:
        code, message, remedy = "goal-link-dead", "leads to no note", "mend the link or create the note"
    elif notes[found].goal is None:
        code, message, remedy = (
            "goal-link-no-goal",
            f"leads to {found}, which is no goal",
            "add `type: goal` there or mend the link",
        )
    elif index.ambiguous(target, path):
        code, message, remedy = (
            "goal-link-ambiguous",
            f"fits several notes; {found} is taken",
            "write the link with its folder",
        )
    else:
        return
    yield Problem(path=path, line=line, code=code, message=f"[[{target}]] {message}", remedy=remedy)


def _cut_cycles(
    parents: dict[str, str], notes: Mapping[str, NoteReading], linked: Mapping[str, date]
) -> Iterator[Problem]:
    """Take the newest link out of every cycle; where nobody knows which that is, that of the last path."""
    for path in sorted(parents):
        above = ancestors(path, parents)
        if path not in above:
            continue
        cycle = above[: above.index(path) + 1]
        newest = max(cycle, key=lambda goal: (linked.get(goal, date.min), goal))
        at = cycle.index(newest)
        names = " → ".join(notes[goal].title for goal in (newest, *cycle[at + 1 :], *cycle[: at + 1]))
        keys = notes[newest].goal
        del parents[newest]
        yield Problem(
            path=newest,
            line=0 if keys is None else _line_of_parent(keys),
            code="parent-cycle",
            message=f"is its own ancestor ({names})",
            remedy="take the `parent` out of one of these notes",
        )


def _line_of_parent(keys: GoalKeys) -> int:
    return keys.line("parent" if keys.parent is not None else "up")


def is_cycle(problem: Problem) -> bool:
    """Whether a problem tells of goals that are each other's ancestors."""
    return problem.code == "parent-cycle"
