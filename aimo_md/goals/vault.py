"""What the notes say together: goals with their subgoals, and every task with the goal that it moves.

Knows how the parts of the room are put together, and which of them a note that changed, came or went leaves
as they are. Knows no measures and no day.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.goals.differing import differing
from aimo_md.goals.goal_builder import GoalBuilder
from aimo_md.goals.layered import Layered
from aimo_md.goals.mentions import Mentions
from aimo_md.goals.miscellany import Miscellany
from aimo_md.goals.model import Goal, NoteReading, Place, Task, Vault
from aimo_md.goals.ownership import Owned, Ownership
from aimo_md.goals.parents import find_parents
from aimo_md.goals.resolve import LinkIndex, names_of
from aimo_md.goals.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.errors import Problem


_NOBODY_KNOWS: Final[Mapping[str, date]] = {}
_FEW: Final = 1_000
_SHARE: Final = 4
"""Where more than one note in so many is to be taken, and more than a few, it is faster to take all anew."""


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


class Assembly(Struct, frozen=True, kw_only=True):
    """A vault, with what was found while it was put together, so that it can take notes that changed.

    `mentions` says which notes a name matters to. `more` are the problems that were given, `above` those of
    the links between goals, `told` those of each note by itself, where it has any.
    """

    vault: Vault
    mentions: Mentions
    builder: GoalBuilder
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
        notes, added = Layered.of(given), frozenset(more)
        index, mentions = LinkIndex.of(notes.values()), Mentions.of(notes.values())
        goals = {path: note.goal for path, note in notes.items() if note.goal is not None}
        parents, above = find_parents(goals, notes, index, linked)
        builder = GoalBuilder.of(notes.values(), index, parents, config)
        ownership = Ownership(notes=notes, index=index, parents=parents)
        # Neither is much of a vault: what moves a goal stands in its note, or with a link.
        moving = goals.keys() | mentions.notes()
        owned = [one for path in sorted(moving) for one in ownership.owned(notes[path])]
        others = (task for path, note in notes.items() if path not in moving for task in note.tasks)
        told = {
            path: found
            for path, note in notes.items()
            if (note.problems or path in moving) and (found := (*note.problems, *ownership.problems(note)))
        }
        tasks = _Moving.of(owned)
        vault = Vault(
            notes=notes,
            goals=Layered(
                {
                    path: builder.goal(notes[path], keys, tasks.own[path], tasks.linked[path])
                    for path, keys in goals.items()
                }
            ),
            owners=_owners(owned),
            misc=Miscellany.of(chain(others, _unowned(owned))),
            ties=Ties().after((), notes.values()),
            index=index,
            problems=_all_problems(added, above, told),
        )
        return cls(
            vault=vault, mentions=mentions, builder=builder, more=added, above=above, told=Layered(told)
        )

    def after(self, given: Mapping[str, NoteReading], more: Iterable[Problem] = ()) -> Assembly:
        """What `of` would give for these notes, without a cycle of goals that is cut by its age.

        Only the tasks of the notes that differ, and of those with a link that may lead elsewhere now, are
        given to goals again, and only the goals built that lose or gain one. Where a goal comes or goes, or
        stands under another, all is put together anew.
        """
        notes, added = Layered.of(given), frozenset(more)
        differ = differing(self.vault.notes, notes)
        if not differ and added == self.more:
            return self
        if len(differ) > max(_FEW, len(notes) // _SHARE):
            return Assembly.of(notes, self.builder.config, added)
        change = _Change.of(differ, self.vault.notes, notes, self.mentions)
        index = self.vault.index.after(change.before.values(), change.now.values())
        found = None if change.is_of_goals else self._parents_after(change, index)
        if found is None or found[0] != self.builder.parents:
            return Assembly.of(notes, self.builder.config, added)
        parents, above = found
        ownership = Ownership(notes=notes, index=index, parents=parents)
        owned = {path: tuple(ownership.owned(note)) for path, note in change.again.items()}
        misc = Miscellany.of(_unowned(chain.from_iterable(owned.values())))
        told = self._told_after(change, ownership)
        is_told = told is self.told and above == self.above and added == self.more
        builder = self._builder_after(change, index)
        vault = Vault(
            notes=notes,
            goals=Layered.of(self.vault.goals).but(dict(self._goals_after(change, owned, builder))),
            owners=self._owners_after(change, owned),
            misc=self.vault.misc.after(self._misc_before(change), misc),
            ties=self.vault.ties.after(change.before.values(), change.now.values()),
            index=index,
            problems=self.vault.problems if is_told else _all_problems(added, above, told),
        )
        mentions = self.mentions.after(change.before.values(), change.now.values())
        return Assembly(vault=vault, mentions=mentions, builder=builder, more=added, above=above, told=told)

    def _parents_after(
        self, change: _Change, index: LinkIndex
    ) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
        """The parents of all goals, and what is wrong with them; worked out only where they may be others."""
        if not change.may_move_goals:
            return self.builder.parents, self.above
        return find_parents(self.vault.goals, change.notes, index, _NOBODY_KNOWS)

    def _told_after(self, change: _Change, ownership: Ownership) -> Layered[str, tuple[Problem, ...]]:
        """The problems by note; the very same where none came or went."""
        found = {path: (*note.problems, *ownership.problems(note)) for path, note in change.again.items()}
        others = {path: told for path, told in found.items() if told and told != self.told.get(path)}
        return self.told.without([path for path in change.paths if not found.get(path)]).but(others)

    def _builder_after(self, change: _Change, index: LinkIndex) -> GoalBuilder:
        builder, names = self.builder, change.metrics
        numbers = builder.numbers
        if names:
            numbers = builder.numbers_after(change.before, change.now.values(), names)
        return replace(builder, index=index, numbers=numbers)

    def _goals_after(
        self, change: _Change, owned: Mapping[str, tuple[Owned, ...]], builder: GoalBuilder
    ) -> Iterator[tuple[str, Goal]]:
        """The goals that the change touches, with the tasks that stand in its notes now."""
        moving = _Moving.of(chain.from_iterable(owned.values()))
        before = (self.vault.owners.get(task.place) for task in self._tasks_before(change))
        goals = self.vault.goals.items() if change.metrics else ()
        measured = (path for path, goal in goals if goal.keys.metric is not None)
        for path in {*change.again, *before, *moving.own, *moving.linked, *measured}:
            keys = None if path is None else change.notes[path].goal
            if path is None or keys is None:
                continue
            goal = self.vault.goals[path]
            own = (*(task for task in goal.own if task.path not in change.paths), *moving.own[path])
            linked = (*(task for task in goal.linked if task.path not in change.paths), *moving.linked[path])
            yield path, builder.goal(change.notes[path], keys, own, linked)

    def _owners_after(self, change: _Change, owned: Mapping[str, tuple[Owned, ...]]) -> Mapping[Place, str]:
        """Whose each task is; the very same mapping where that did not change."""
        owners = self.vault.owners
        places = (task.place for task in self._tasks_before(change))
        before = {place: owners[place] for place in places if place in owners}
        now = _owners(chain.from_iterable(owned.values()))
        if before == now:
            return owners
        changed = dict(owners)
        for place in before:
            del changed[place]
        return changed | now

    def _misc_before(self, change: _Change) -> Miscellany:
        """The tasks of these notes that moved no goal."""
        tasks = self._tasks_before(change)
        return Miscellany.of(task for task in tasks if task.place not in self.vault.owners)

    def _tasks_before(self, change: _Change) -> Iterator[Task]:
        """The tasks of the notes of a change, as they were before it."""
        notes = self.vault.notes
        return (task for path in change.paths if path in notes for task in notes[path].tasks)


class _Change(Struct, frozen=True, kw_only=True):
    """How the notes differ from those of a vault.

    Attributes:
        notes: all that are there now.
        before: those that differ and were there, as they were.
        now: those that differ and are there, as they are.
        names: those that other notes bear now than before.
        again: the notes whose tasks may move other goals now: those of `now`, and those that use the names.
    """

    notes: Layered[str, NoteReading]
    before: Mapping[str, NoteReading]
    now: Mapping[str, NoteReading]
    names: frozenset[str]
    again: Mapping[str, NoteReading]

    @classmethod
    def of(
        cls,
        differ: Iterable[str],
        was: Mapping[str, NoteReading],
        notes: Layered[str, NoteReading],
        mentions: Mentions,
    ) -> _Change:
        """The change of notes that were to those that are; `differ` are the paths of those that differ."""
        before = {path: was[path] for path in differ if path in was}
        now = {path: notes[path] for path in differ if path in notes}
        borne = [
            {(name, path) for path, note in of.items() for name in names_of(note)} for of in (before, now)
        ]
        names = frozenset(name for name, _ in borne[0] ^ borne[1])
        using = (path for path in mentions.using(names) if path in notes)
        again = now | {path: notes[path] for path in using}
        return cls(notes=notes, before=before, now=now, names=names, again=again)

    @property
    def is_of_goals(self) -> bool:
        """Whether a goal came or went."""
        before, now = (
            {path for path, note in of.items() if note.goal is not None} for of in (self.before, self.now)
        )
        return before != now

    @property
    def may_move_goals(self) -> bool:
        """Whether a goal may stand under another one now, or be called otherwise where a cycle is told of."""
        goals = [path for path, note in self.again.items() if note.goal is not None]
        return bool(goals and self.names) or any(
            _head(self.before[path]) != _head(self.now[path]) for path in goals if path in self.before
        )

    @property
    def metrics(self) -> frozenset[str]:
        """The metrics of which other values may stand in daily notes now."""
        pairs = ((self.before.get(path), self.now.get(path)) for path in {*self.before, *self.now})
        numbers = (tuple(() if note is None else note.numbers for note in pair) for pair in pairs)
        differing = (chain(before, now) for before, now in numbers if before != now)
        return frozenset(number.name for number in chain.from_iterable(differing))

    @property
    def paths(self) -> frozenset[str]:
        """The notes whose tasks moved goals before, or move them now, as far as that may differ."""
        return frozenset((*self.before, *self.again))


def _head(note: NoteReading) -> tuple[object, ...]:
    """What a note of a goal says of itself and the goal above."""
    goal = note.goal
    return () if goal is None else (note.title, goal.parent, goal.up, goal.line("parent"), goal.line("up"))


def _owners(owned: Iterable[Owned]) -> dict[Place, str]:
    return {one.task.place: one.owner for one in owned if one.owner is not None}


def _unowned(owned: Iterable[Owned]) -> Iterator[Task]:
    return (one.task for one in owned if one.owner is None)


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
