"""A goal put together: what its note says, with its tasks, its subgoals and the history of its metric.

Knows what is found in all notes for goals beside their tasks. Knows nothing of whose a task is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import Goal, MetricValue, Place
from aimo_md.goals.records import metric_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from aimo_md.config import Config
    from aimo_md.goals.model import GoalKeys, NoteReading, Task
    from aimo_md.goals.resolve import LinkIndex


class GoalBuilder(Struct, frozen=True, kw_only=True):
    """Builds goals. `numbers` are the values in daily notes, by the name of the metric, in order of place."""

    config: Config
    index: LinkIndex
    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[MetricValue, ...]]

    @classmethod
    def of(
        cls, notes: Iterable[NoteReading], index: LinkIndex, parents: Mapping[str, str], config: Config
    ) -> GoalBuilder:
        """A builder of the goals of these notes, in order of path, with these parents."""
        children: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in parents.items():
            children[parent].append(child)
        return cls(
            config=config,
            index=index,
            parents=parents,
            children={path: tuple(found) for path, found in children.items()},
            numbers=_numbers(notes),
        )

    def numbers_after(
        self, left: Container[str], notes: Iterable[NoteReading], names: Iterable[str]
    ) -> Mapping[str, tuple[MetricValue, ...]]:
        """The numbers without those of the notes that left, and with those of others.

        Args:
            left: the paths of notes that are gone, or say something else.
            notes: the others.
            names: of the metrics of which one of them has a value.
        """
        came, found = _numbers(notes), dict(self.numbers)
        for name in names:
            stay = (value for value in found.pop(name, ()) if value.place.path not in left)
            values = sorted((*stay, *came.get(name, ())), key=lambda value: value.place)
            if values:
                found[name] = tuple(values)
        return found

    def goal(self, note: NoteReading, keys: GoalKeys, own: Iterable[Task], linked: Iterable[Task]) -> Goal:
        """The goal of a note with these keys, and with the tasks that move it."""
        lines = _first_lines(note, self.index)
        children = sorted(
            self.children.get(note.path, ()), key=lambda child: (lines.get(child, float("inf")), child)
        )
        return Goal(
            path=note.path,
            title=note.title,
            keys=keys,
            parent=self.parents.get(note.path),
            children=tuple(children),
            child_lines=tuple(lines.get(child) for child in children),
            own=tuple(sorted(own, key=lambda task: (task.path != note.path, task.place))),
            linked=tuple(sorted(linked, key=lambda task: task.place)),
            criteria=note.criteria,
            log=note.log,
            values=tuple(self._values(note, keys)),
            decisions=note.decisions,
            archived=is_archived(note.path, self.config),
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


def is_archived(path: str, config: Config) -> bool:
    """Whether a note lies in a folder that is counted but neither shown nor asked about."""
    return any(path.startswith(folder.strip("/") + "/") for folder in config.vault.archive)


def _numbers(notes: Iterable[NoteReading]) -> dict[str, tuple[MetricValue, ...]]:
    """The values in daily notes by name."""
    found: defaultdict[str, list[MetricValue]] = defaultdict(list)
    for note in notes:
        if note.day is not None:
            for number in note.numbers:
                place = Place(note.path, number.line)
                found[number.name].append(MetricValue(day=note.day, value=number.value, place=place))
    return {name: tuple(values) for name, values in found.items()}


def _first_lines(note: NoteReading, index: LinkIndex) -> dict[str, int]:
    """The line of the note's first link to each note."""
    found: dict[str, int] = {}
    for line, target in note.links:
        path = index.find(target, note.path)
        if path is not None:
            found.setdefault(path, line)
    return found
