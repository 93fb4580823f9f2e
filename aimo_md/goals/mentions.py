"""Which notes use which names in links by which a task may be given to a goal, or a goal to the one above.

So a note that comes or goes says by its names which links may lead elsewhere from now on. Knows in which
places of a note such links stand. Knows nothing of where they lead.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.layered import Layered
from aimo_md.goals.resolve import names_in
from aimo_md.text.links import single_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimo_md.goals.model import NoteReading


class Mentions(Struct, frozen=True, kw_only=True):
    """The paths of the notes in which each name is used."""

    by_name: Layered[str, frozenset[str]]

    @classmethod
    def of(cls, notes: Iterable[NoteReading]) -> Mentions:
        """The names that these notes use."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for note in notes:
            for name in _names_used(note):
                found[name].add(note.path)
        return cls(by_name=Layered({name: frozenset(paths) for name, paths in found.items()}))

    def after(self, gone: Iterable[NoteReading], came: Iterable[NoteReading]) -> Mentions:
        """The same without the notes that are gone, and with those that came; one that changed is both."""
        before = {(name, note.path) for note in gone for name in _names_used(note)}
        now = {(name, note.path) for note in came for name in _names_used(note)}
        changed = {name: set(self.by_name.get(name, ())) for name, _ in before ^ now}
        for name, path in before - now:
            changed[name].discard(path)
        for name, path in now - before:
            changed[name].add(path)
        left = [name for name, paths in changed.items() if not paths]
        used = {name: frozenset(paths) for name, paths in changed.items() if paths}
        return Mentions(by_name=self.by_name.without(left).but(used))

    def notes(self) -> frozenset[str]:
        """The notes that use any name."""
        return frozenset(chain.from_iterable(self.by_name.values()))

    def using(self, names: Iterable[str]) -> frozenset[str]:
        """The notes that use one of these names."""
        return frozenset(chain.from_iterable(self.by_name.get(name, ()) for name in names))


def target_of(named: str) -> str:
    """What the goal of `[goal:: …]` leads to, which may be a link or a bare name."""
    link = single_link(named)
    return named if link is None else link.target


def _names_used(note: NoteReading) -> Iterable[str]:
    links = [*_links_of_keys(note)] if note.goal is not None or note.belongs or note.goal_link else []
    for section in note.sections:
        links += section.links
    for task in note.tasks:
        links += task.links
        if task.words.goal is not None:
            links.append(target_of(task.words.goal))
    return {name for each in links for name in names_in(each, note.path)} if links else ()


def _links_of_keys(note: NoteReading) -> Iterator[str]:
    """The links that say where a note belongs, and those of a goal's note, which say in what order."""
    yield from note.belongs
    if note.goal_link is not None:
        yield note.goal_link[1]
    if note.goal is not None:
        yield from (each for each in (note.goal.parent, note.goal.up) if each is not None)
        yield from (each for _, each in note.links)
