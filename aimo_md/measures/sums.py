"""What notes and trees of goals add up to in the whole vault.

A sum can take off what a note or a tree gave before a change, and add what it gives now; so it need not be
worked out again from all of them. Knows nothing of how the parts come about.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.measures.by_day import NO_DAYS, ByDay, NoteDays
from aimo_md.measures.direction import Headings

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.measures.deeds import Deed
    from aimo_md.measures.model import Direction
    from aimo_md.measures.trees import Tree


class NotePart(Struct, frozen=True, kw_only=True):
    """What one note adds to the numbers of the vault.

    `days` are those on which its tasks were done, by line. `standing` are the deeds of its lines, `removed`
    those of lines that were removed below them. `planned` is how often its tasks that move no goal stand in
    the coming week, `unfinished` the ids of its open tasks. `on` are the days on which it has something.
    """

    days: Mapping[int, date | None]
    standing: tuple[Deed, ...]
    removed: tuple[Deed, ...]
    planned: int
    unfinished: tuple[str, ...]
    on: NoteDays


NO_PART: Final = NotePart(days={}, standing=(), removed=(), planned=0, unfinished=(), on=NO_DAYS)
"""What a note without tasks adds: most notes of a vault have none."""


class Deeds(Struct, frozen=True, kw_only=True):
    """All that was done on a day that is known: what the notes add, and what was removed as a `whole`."""

    notes: Mapping[str, NotePart]
    whole: tuple[Deed, ...]
    by_day: ByDay

    def between(self, first: date, last: date) -> Iterator[Deed]:
        """What was done in these days, both included.

        Those of the lines by path, then those that were removed: as a whole, then below lines.
        """
        parts = [self.notes[path] for path in self.by_day.done.between(first, last)]
        standing = chain.from_iterable(part.standing for part in parts)
        removed = chain.from_iterable(part.removed for part in parts)
        return (deed for deed in chain(standing, self.whole, removed) if first <= deed.day <= last)

    def noted_between(self, first: date, last: date) -> Iterator[Deed]:
        """The deeds of the lines of notes in which something was noted late in these days, both included."""
        paths = self.by_day.noted.between(first, last)
        return chain.from_iterable(self.notes[path].standing for path in paths)


class Sums:
    """The sum of parts. Each can be added, and -1 times taken off."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._moving: Counter[date] = Counter()
        self._misc: Counter[date] = Counter()
        self._unfinished: Counter[str] = Counter()
        self.planned = 0
        self.by_day = ByDay()

    def copy(self) -> Sums:
        """Another sum of the same."""
        found = Sums()
        found._headings = self._headings.copy()
        found._moving, found._misc = self._moving.copy(), self._misc.copy()
        found._unfinished = self._unfinished.copy()
        found.planned, found.by_day = self.planned, self.by_day
        return found

    @property
    def unfinished(self) -> Container[str]:
        """The ids of open tasks."""
        return self._unfinished

    @property
    def done(self) -> Counter[date]:
        """How many tasks were done on each day."""
        return self._moving + self._misc

    def direction(self, first: date, last: date) -> Direction:
        """Where the work of these days went; the headings are those of the same days."""
        moving, misc = (
            sum(done for day, done in of_days.items() if first <= day <= last)
            for of_days in (self._moving, self._misc)
        )
        return self._headings.direction(first, last, moving=moving, misc=misc)

    def add_note(self, part: NotePart, times: int = 1) -> None:
        """Add what a note gives."""
        self.add_deeds(part.standing, times)
        self.add_deeds(part.removed, times)
        self.planned += times * part.planned
        for each in part.unfinished:
            self._unfinished[each] += times
            if not self._unfinished[each]:
                del self._unfinished[each]

    def exchange_days(self, gone: Mapping[str, NotePart], came: Mapping[str, NotePart]) -> None:
        """Take off the days of some notes, by path, and add those of others or of the same."""
        before, now = ({path: part.on for path, part in parts.items()} for parts in (gone, came))
        self.by_day = self.by_day.after(before, now)

    def add_deeds(self, deeds: Iterable[Deed], times: int = 1) -> None:
        """Add what was done."""
        for deed in deeds:
            (self._misc if deed.goal is None else self._moving)[deed.day] += times

    def add_tree(self, tree: Tree, times: int = 1) -> None:
        """Add what a tree gives."""
        self._headings.add(tree.heading, times)
        self.planned += times * tree.planned
