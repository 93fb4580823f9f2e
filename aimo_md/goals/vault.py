"""What the notes say together: goals with their subgoals, and every task with the goal that it moves.

Knows how the parts of the room are put together, and which of them a changed note leaves as they are. Knows
no measures and no day.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.goals.differing import differing
from aimo_md.goals.layered import Layered
from aimo_md.goals.miscellany import Miscellany
from aimo_md.goals.model import Goal, MetricValue, NoteReading, Place, Task, Vault
from aimo_md.goals.ownership import Owned, Ownership
from aimo_md.goals.parents import find_parents
from aimo_md.goals.records import metric_key
from aimo_md.goals.resolve import LinkIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.errors import Problem
    from aimo_md.goals.model import GoalKeys


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
    return Assembly.of({note.path: note for note in readings}, config, more, linked).vault


def is_archived(path: str, config: Config) -> bool:
    """Whether a note lies in a folder that is counted but neither shown nor asked about."""
    return any(path.startswith(folder.strip("/") + "/") for folder in config.vault.archive)


class Assembly(Struct, frozen=True, kw_only=True):
    """A vault, with what was found while it was put together, so that it can take a changed note.

    `given` are its notes as they were given, by path, `more` the problems that were. `above` are those of the
    links between goals, `told` those of each note by itself.
    """

    vault: Vault
    given: Layered[str, NoteReading]
    builder: _Builder
    more: frozenset[Problem]
    above: tuple[Problem, ...]
    told: Layered[str, tuple[Problem, ...]]

    @classmethod
    def of(
        cls,
        given: Mapping[str, NoteReading],
        config: Config,
        more: Iterable[Problem] = (),
        linked: Mapping[str, date] = _NOBODY_KNOWS,
    ) -> Assembly:
        """Put a vault together; the arguments are those of `assemble`, the notes by path."""
        added = frozenset(more)
        paths = sorted(given)
        notes = Layered.of(given if paths == list(given) else {path: given[path] for path in paths})
        index = LinkIndex.of(notes.values())
        parents, above = find_parents(notes, index, linked)
        ownership = Ownership(notes=notes, index=index, parents=parents)
        owned = tuple(chain.from_iterable(map(ownership.owned, notes.values())))
        moving = _Moving.of(owned)
        builder = _Builder.of(notes, ownership, config)
        told = {path: (*note.problems, *ownership.problems(note)) for path, note in notes.items()}
        goals = {
            path: builder.goal(note, note.goal, moving.own[path], moving.linked[path])
            for path, note in notes.items()
            if note.goal is not None
        }
        vault = Vault(
            notes=notes,
            goals=Layered(goals),
            owners=_owners(owned),
            misc=_misc(owned),
            index=index,
            problems=_all_problems(added, above, told),
        )
        return cls(
            vault=vault,
            given=Layered.of(given),
            builder=builder,
            more=added,
            above=above,
            told=Layered(told),
        )

    def after(self, given: Mapping[str, NoteReading], more: Iterable[Problem] = ()) -> Assembly:
        """What `of` would give for these notes, without a cycle of goals that is cut by its age.

        Where the notes that differ say the same to all others as before, only their own tasks are given to
        goals again, and only the goals built that lose or gain one.
        """
        added = frozenset(more)
        changed = self._changed(given)
        if changed is None:
            return Assembly.of(given, self.builder.config, added)
        if not changed and added == self.more:
            return self
        was = self.vault
        notes = Layered.of(was.notes).but(changed)
        ownership = Ownership(notes=notes, index=self.builder.index, parents=self.builder.parents)
        owned = {path: tuple(ownership.owned(note)) for path, note in changed.items()}
        told = {path: (*note.problems, *ownership.problems(note)) for path, note in changed.items()}
        is_told = added == self.more and all(told[path] == self.told[path] for path in told)
        all_told = self.told if is_told else self.told.but(told)
        vault = Vault(
            notes=notes,
            goals=Layered.of(was.goals).but(dict(self._goals_with(owned, notes))),
            owners=self._owners_with(owned),
            misc=was.misc.after(self._misc_before(owned), _misc(chain.from_iterable(owned.values()))),
            index=self.builder.index,
            problems=was.problems if is_told else _all_problems(added, self.above, all_told),
        )
        return Assembly(
            vault=vault,
            given=Layered.of(given),
            builder=self.builder,
            more=added,
            above=self.above,
            told=all_told,
        )

    def _changed(self, given: Mapping[str, NoteReading]) -> dict[str, NoteReading] | None:
        """The notes that differ; None where notes came or went, or say something else to the others."""
        differ = differing(self.given, given)
        if not all(path in self.given and path in given for path in differ):
            return None
        notes, changed = self.vault.notes, {path: given[path] for path in differ}
        says_the_same = all(_to_others(notes[path]) == _to_others(note) for path, note in changed.items())
        return changed if says_the_same else None

    def _goals_with(
        self, owned: Mapping[str, tuple[Owned, ...]], notes: Mapping[str, NoteReading]
    ) -> Iterator[tuple[str, Goal]]:
        """The goals that changed notes touch, with the tasks that stand in these now."""
        moving = _Moving.of(chain.from_iterable(owned.values()))
        before = (
            self.vault.owners.get(task.place) for path in owned for task in self.vault.notes[path].tasks
        )
        for path in {*owned, *before, *moving.own, *moving.linked}:
            keys = None if path is None else notes[path].goal
            if path is None or keys is None:
                continue
            goal = self.vault.goals[path]
            own = (*(task for task in goal.own if task.path not in owned), *moving.own[path])
            linked = (*(task for task in goal.linked if task.path not in owned), *moving.linked[path])
            yield path, self.builder.goal(notes[path], keys, own, linked)

    def _owners_with(self, owned: Mapping[str, tuple[Owned, ...]]) -> Mapping[Place, str]:
        """Whose each task is; the very same mapping where that did not change."""
        owners, notes = self.vault.owners, self.vault.notes
        places = (task.place for path in owned for task in notes[path].tasks)
        before = {place: owners[place] for place in places if place in owners}
        now = _owners(chain.from_iterable(owned.values()))
        if before == now:
            return owners
        changed = dict(owners)
        for place in before:
            del changed[place]
        return changed | now

    def _misc_before(self, paths: Iterable[str]) -> Miscellany:
        """The tasks of these notes that moved no goal."""
        tasks = chain.from_iterable(self.vault.notes[path].tasks for path in paths)
        return Miscellany.of(task for task in tasks if task.place not in self.vault.owners)


def _to_others(note: NoteReading) -> tuple[object, ...]:
    """What a note says that other notes, and the goals in them, depend on: all else is its own affair."""
    goal = note.goal
    above = None if goal is None else (goal.parent, goal.up, goal.line("parent"), goal.line("up"))
    return note.title, note.aliases, above, note.day, note.numbers


def _owners(owned: Iterable[Owned]) -> dict[Place, str]:
    return {one.task.place: one.owner for one in owned if one.owner is not None}


def _misc(owned: Iterable[Owned]) -> Miscellany:
    return Miscellany.of(one.task for one in owned if one.owner is None)


def _all_problems(
    more: Iterable[Problem], above: Iterable[Problem], told: Mapping[str, tuple[Problem, ...]]
) -> tuple[Problem, ...]:
    return tuple(sorted({*more, *above, *chain.from_iterable(told.values())}))


class _Moving(Struct, frozen=True):
    """Tasks by the goal that they move: those of its own notes, and those that only link to it."""

    own: defaultdict[str, list[Task]]
    linked: defaultdict[str, list[Task]]

    @classmethod
    def of(cls, owned: Iterable[Owned]) -> _Moving:
        moving = cls(defaultdict(list), defaultdict(list))
        for one in owned:
            if one.owner is not None:
                (moving.own if one.at_home else moving.linked)[one.owner].append(one.task)
        return moving


class _Builder(Struct, frozen=True, kw_only=True):
    """What is found in all notes for every goal, beside its tasks; `numbers` are those of daily notes."""

    config: Config
    index: LinkIndex
    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[MetricValue, ...]]

    @classmethod
    def of(cls, notes: Mapping[str, NoteReading], ownership: Ownership, config: Config) -> _Builder:
        children: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in ownership.parents.items():
            children[parent].append(child)
        numbers: defaultdict[str, list[MetricValue]] = defaultdict(list)
        for note in notes.values():
            if note.day is None:
                continue
            for number in note.numbers:
                place = Place(note.path, number.line)
                numbers[number.name].append(MetricValue(day=note.day, value=number.value, place=place))
        return cls(
            config=config,
            index=ownership.index,
            parents=ownership.parents,
            children={path: tuple(found) for path, found in children.items()},
            numbers={name: tuple(values) for name, values in numbers.items()},
        )

    def goal(self, note: NoteReading, keys: GoalKeys, own: Iterable[Task], linked: Iterable[Task]) -> Goal:
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


def _first_lines(note: NoteReading, index: LinkIndex) -> dict[str, int]:
    """The line of the note's first link to each note."""
    found: dict[str, int] = {}
    for line, target in note.links:
        path = index.find(target, note.path)
        if path is not None:
            found.setdefault(path, line)
    return found
