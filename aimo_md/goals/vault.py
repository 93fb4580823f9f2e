"""What the notes say together: parents found, cycles cut, every task given to the goal that it moves.

Knows the rules of ownership. Knows no measures and no day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aimo_md.errors import Problem
from aimo_md.goals.model import Goal, NoteReading, Place, Task, Vault
from aimo_md.goals.resolve import LinkIndex
from aimo_md.text.links import single_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.config import Config


def assemble(readings: Iterable[NoteReading], config: Config, more: Iterable[Problem] = ()) -> Vault:
    """The vault that these notes make; `more` are the problems of notes that could not be read."""
    notes = {note.path: note for note in sorted(readings, key=lambda note: note.path)}
    index = LinkIndex.of(notes.values())
    parents, problems = _parents(notes, index)
    ownership = _Ownership(notes, index, parents)
    owners = dict(ownership.owners())
    goals = dict(_goals(notes, index, parents, owners, config))
    misc = tuple(task for note in notes.values() for task in note.tasks if task.place not in owners)
    told = (problem for note in notes.values() for problem in note.problems)
    return Vault(
        notes=notes,
        goals=goals,
        owners=owners,
        misc=misc,
        problems=tuple(sorted({*more, *told, *problems, *ownership.problems})),
    )


def is_archived(path: str, config: Config) -> bool:
    """Whether a note lies in a folder that is counted but neither shown nor asked about."""
    return any(path.startswith(folder.strip("/") + "/") for folder in config.vault.archive)


def _parents(notes: Mapping[str, NoteReading], index: LinkIndex) -> tuple[dict[str, str], list[Problem]]:
    parents: dict[str, str] = {}
    problems: list[Problem] = []
    for note in notes.values():
        if note.goal is None:
            continue
        found = _first_goal((*note.goal.parents, *note.goal.up), notes, index)
        if found is not None and found != note.path:
            parents[note.path] = found
        problems.extend(_link_faults(note.path, 0, note.goal.parents[:1], notes, index))
    for path in sorted(parents, reverse=True):
        # Without history nobody knows which link is the newest; the last path of the cycle gives way.
        if path in _ancestors(path, parents):
            around = [path, *_ancestors(path, parents)]
            del parents[path]
            names = " → ".join(notes[at].title for at in around[: around.index(path, 1) + 1])
            problems.append(
                Problem(
                    path=path,
                    line=0,
                    code="parent-cycle",
                    message=f"is its own ancestor ({names})",
                    remedy="take the `parent` out of one of these notes",
                )
            )
    return parents, problems


def _ancestors(path: str, parents: Mapping[str, str]) -> list[str]:
    """The goals above, nearest first; in a cycle, up to the first that comes twice."""
    found: list[str] = []
    at = parents.get(path)
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def _first_goal(targets: Iterable[str], notes: Mapping[str, NoteReading], index: LinkIndex) -> str | None:
    for target in targets:
        path = index.find(target)
        if path is not None and notes[path].goal is not None:
            return path
    return None


def _link_faults(
    path: str, line: int, targets: Iterable[str], notes: Mapping[str, NoteReading], index: LinkIndex
) -> Iterator[Problem]:
    """What is wrong with links that are meant to lead to a goal."""
    for target in targets:
        found = index.find(target)
        if found is None:
            code, message, remedy = "goal-link-dead", "leads to no note", "mend the link or create the note"
        elif notes[found].goal is None:
            code, message, remedy = (
                "goal-link-no-goal",
                f"leads to {found}, which is no goal",
                "add `type: goal` there or mend the link",
            )
        elif index.ambiguous(target):
            code, message, remedy = (
                "goal-link-ambiguous",
                f"fits several notes; {found} is taken",
                "write the link with its folder",
            )
        else:
            continue
        yield Problem(path=path, line=line, code=code, message=f"[[{target}]] {message}", remedy=remedy)


class _Ownership:
    """Which goal each task moves: the first rule of DESIGN that holds."""

    def __init__(
        self, notes: Mapping[str, NoteReading], index: LinkIndex, parents: Mapping[str, str]
    ) -> None:
        self.problems: list[Problem] = []
        self._notes = notes
        self._index = index
        self._parents = parents

    def owners(self) -> Iterator[tuple[Place, str]]:
        for note in self._notes.values():
            of_note = self._goal(note.belongs)
            of_line: dict[int, str | None] = {}
            for task in note.tasks:
                owner = self._named_on_line(task)
                if owner is None and note.goal is not None:
                    owner = self._subgoal_on_line(task) or note.path
                elif owner is None:
                    owner = (
                        self._goal(task.links)
                        or (None if task.parent is None else of_line[task.parent])
                        or self._heading(note, task)
                        or of_note
                    )
                of_line[task.line] = owner
                if owner is not None:
                    yield task.place, owner

    def _goal(self, targets: Iterable[str]) -> str | None:
        return _first_goal(targets, self._notes, self._index)

    def _named_on_line(self, task: Task) -> str | None:
        named = task.words.goal
        if named is None:
            return None
        link = single_link(named)
        target = named if link is None else link.target
        self.problems.extend(_link_faults(task.path, task.line, (target,), self._notes, self._index))
        return self._goal((target,))

    def _subgoal_on_line(self, task: Task) -> str | None:
        for target in task.links:
            path = self._goal((target,))
            if path is not None and task.path in _ancestors(path, self._parents):
                return path
        return None

    def _heading(self, note: NoteReading, task: Task) -> str | None:
        index = task.section
        while index is not None:
            section = note.sections[index]
            found = self._goal(section.links)
            if found is not None:
                return found
            index = section.parent
        return None


def _goals(
    notes: Mapping[str, NoteReading],
    index: LinkIndex,
    parents: Mapping[str, str],
    owners: Mapping[Place, str],
    config: Config,
) -> Iterator[tuple[str, Goal]]:
    own: defaultdict[str, list[Task]] = defaultdict(list)
    linked: defaultdict[str, list[Task]] = defaultdict(list)
    for note in notes.values():
        home = note.path if note.goal is not None else _first_goal(note.belongs, notes, index)
        for task in note.tasks:
            owner = owners.get(task.place)
            if owner is not None:
                (own if owner == home else linked)[owner].append(task)
    children: defaultdict[str, list[str]] = defaultdict(list)
    for child, parent in parents.items():
        children[parent].append(child)
    for path, note in notes.items():
        if note.goal is None:
            continue
        lines = _first_lines(note, index)
        below = sorted(children[path], key=lambda child: (lines.get(child, float("inf")), child))
        yield (
            path,
            Goal(
                path=path,
                title=note.title,
                keys=note.goal,
                parent=parents.get(path),
                children=tuple(below),
                child_lines=tuple(lines.get(child) for child in below),
                own=tuple(sorted(own[path], key=lambda task: (task.path != path, task.place))),
                linked=tuple(sorted(linked[path], key=lambda task: task.place)),
                criteria=note.criteria,
                log=note.log,
                decisions=note.decisions,
                archived=is_archived(path, config),
            ),
        )


def _first_lines(note: NoteReading, index: LinkIndex) -> dict[str, int]:
    """The line of the note's first link to each note."""
    found: dict[str, int] = {}
    for line, target in note.links:
        path = index.find(target)
        if path is not None:
            found.setdefault(path, line)
    return found
