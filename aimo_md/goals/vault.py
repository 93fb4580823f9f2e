"""What the notes say together: goals with their subgoals, and every task with the goal that it moves.

Knows how the parts of the room are put together. Knows no measures and no day.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.goals.model import Goal, GoalKeys, MetricValue, NoteReading, Place, Task, Vault
from aimo_md.goals.ownership import Owned, Ownership
from aimo_md.goals.parents import find_parents
from aimo_md.goals.records import metric_key
from aimo_md.goals.resolve import LinkIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.errors import Problem


_NOBODY_KNOWS: Final[Mapping[str, date]] = {}


def assemble(
    readings: Iterable[NoteReading],
    config: Config,
    more: Iterable[Problem] = (),
    linked: Mapping[str, date] = _NOBODY_KNOWS,
) -> Vault:
    """The vault that these notes make.

    Args:
        readings: the notes.
        config: what their owner chose.
        more: the problems of notes that could not be read.
        linked: since when each goal's link to the one above it stands; the newest of a cycle is cut.
    """
    notes = {note.path: note for note in sorted(readings, key=lambda note: note.path)}
    index = LinkIndex.of(notes.values())
    parents, problems = find_parents(notes, index, linked)
    ownership = Ownership(notes=notes, index=index, parents=parents)
    owned = tuple(ownership.owned())
    builder = _Builder.of(notes, index, parents, owned)
    told = (problem for note in notes.values() for problem in note.problems)
    return Vault(
        notes=notes,
        goals={
            note.path: builder.goal(note, note.goal, archived=is_archived(note.path, config))
            for note in notes.values()
            if note.goal is not None
        },
        owners={one.task.place: one.owner for one in owned if one.owner is not None},
        misc=tuple(one.task for one in owned if one.owner is None),
        problems=tuple(sorted({*more, *told, *problems, *ownership.problems()})),
    )


def is_archived(path: str, config: Config) -> bool:
    """Whether a note lies in a folder that is counted but neither shown nor asked about."""
    return any(path.startswith(folder.strip("/") + "/") for folder in config.vault.archive)


class _Builder(Struct, frozen=True, kw_only=True):
    """What is gathered from all notes for every goal, by its path."""

    index: LinkIndex
    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    own: Mapping[str, tuple[Task, ...]]
    linked: Mapping[str, tuple[Task, ...]]
    numbers: Mapping[str, tuple[MetricValue, ...]]

    @classmethod
    def of(
        cls,
        notes: Mapping[str, NoteReading],
        index: LinkIndex,
        parents: Mapping[str, str],
        owned: Iterable[Owned],
    ) -> _Builder:
        own: defaultdict[str, list[Task]] = defaultdict(list)
        linked: defaultdict[str, list[Task]] = defaultdict(list)
        for one in owned:
            if one.owner is not None:
                (own if one.at_home else linked)[one.owner].append(one.task)
        children: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in parents.items():
            children[parent].append(child)
        numbers: defaultdict[str, list[MetricValue]] = defaultdict(list)
        for note in notes.values():
            if note.day is None:
                continue
            for number in note.numbers:
                place = Place(note.path, number.line)
                numbers[number.name].append(MetricValue(day=note.day, value=number.value, place=place))
        return cls(
            index=index,
            parents=parents,
            children={path: tuple(found) for path, found in children.items()},
            own={path: tuple(tasks) for path, tasks in own.items()},
            linked={path: tuple(tasks) for path, tasks in linked.items()},
            numbers={name: tuple(values) for name, values in numbers.items()},
        )

    def goal(self, note: NoteReading, keys: GoalKeys, *, archived: bool) -> Goal:
        lines = _first_lines(note, self.index)
        children = sorted(
            self.children.get(note.path, ()), key=lambda child: (lines.get(child, float("inf")), child)
        )
        own = sorted(self.own.get(note.path, ()), key=lambda task: (task.path != note.path, task.place))
        return Goal(
            path=note.path,
            title=note.title,
            keys=keys,
            parent=self.parents.get(note.path),
            children=tuple(children),
            child_lines=tuple(lines.get(child) for child in children),
            own=tuple(own),
            linked=tuple(sorted(self.linked.get(note.path, ()), key=lambda task: task.place)),
            criteria=note.criteria,
            log=note.log,
            values=tuple(self._values(note, keys)),
            decisions=note.decisions,
            archived=archived,
        )

    def _values(self, note: NoteReading, keys: GoalKeys) -> Iterator[MetricValue]:
        """The history of a goal's metric: of two values of a day its own log comes last, and so counts."""
        if keys.metric is None:
            return
        logged = (
            MetricValue(day=entry.day, value=entry.value, place=Place(note.path, entry.line))
            for entry in note.log
            if entry.value is not None
        )
        noted = self.numbers.get(metric_key(keys.metric.name), ())
        yield from sorted((*noted, *logged), key=lambda value: value.day)


def _first_lines(note: NoteReading, index: LinkIndex) -> dict[str, int]:
    """The line of the note's first link to each note."""
    found: dict[str, int] = {}
    for line, target in note.links:
        path = index.find(target, note.path)
        if path is not None:
            found.setdefault(path, line)
    return found
