"""All numbers about a vault as of one day: the face of this room.

A change measures anew only what it touches: the notes that differ, the trees of goals that have tasks there,
and those that wait for what it finished. What the whole vault adds up to is a sum, from which these are taken
off before they are added again. `today` is passed in; nothing here reads a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from aimo_md.goals.layered import Layered
from aimo_md.goals.vault import assemble
from aimo_md.measures.by_day import note_days
from aimo_md.measures.deeds import removed_below, removed_whole, standing
from aimo_md.measures.earned import NO_PASTS, earned_days
from aimo_md.measures.load import load, planned_times
from aimo_md.measures.model import Measures
from aimo_md.measures.past import NO_GOAL
from aimo_md.measures.sums import NO_PART, Deeds, NotePart, Sums
from aimo_md.measures.touched import State, Touched, touched
from aimo_md.measures.trees import TreeMeasurer, part_with, top_of
from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading, Vault
    from aimo_md.measures.past import Past
    from aimo_md.measures.trees import Tree

_Value = TypeVar("_Value")
_AT_ONCE: Final = 50
"""So many trees are measured together; of more, no step would find its values in the processor's cache."""


def measure(vault: Vault, today: date, config: Config, past: Past | None = None) -> Measures:
    """Every number about the vault as of `today`; slip and forecast look from yesterday's end.

    Args:
        vault: what to measure.
        today: the day that is not over yet.
        config: what its owner chose.
        past: what is known of the vault's past, up to just this state; None where nobody kept it. Then days
            come from the notes alone.
    """
    return Measuring.of(vault, today, config, past).measures


class Measuring(Struct, frozen=True, kw_only=True):
    """A vault measured, with what was found on the way, so that a change measures only what it touches.

    `notes` and `trees` are the parts of which the numbers of the vault are the `sums`. `at_odds` are the
    goals that cannot keep their deadlines, by path.
    """

    measures: Measures
    config: Config
    notes: Mapping[str, NotePart]
    trees: Mapping[str, Tree]
    at_odds: tuple[str, ...]
    sums: Sums

    @classmethod
    def of(cls, vault: Vault, today: date, config: Config, past: Past | None = None) -> Measuring:
        """Measure everything; the arguments are those of `measure`."""
        everything = Touched(vault.notes.keys(), vault.goals.keys())
        return _nothing(today, config).again(State(vault, past), everything)

    def after(self, vault: Vault, past: Past | None = None) -> Measuring:
        """What `of` would give for the vault as it is now, on the same day and with the same config."""
        before = State(self.measures.vault, self.measures.past)
        if (past is None) != (before.past is None):
            return Measuring.of(vault, self.measures.today, self.config, past)
        after = State(vault, past)
        return self.again(after, touched(before, after))

    def again(self, state: State, what: Touched) -> Measuring:
        """The measuring of another state, in which all but what is touched is as it was."""
        vault, past = state
        sums = self.sums.copy()
        changed = sorted(what.notes)  # in this order they lie in memory, where there are very many
        notes = _exchanged(self.notes, changed, self._note_parts(state, changed))
        goals = what.goals | self._waiting_for(self._book_notes(sums, notes, changed))
        fresh = self._trees(state, goals, notes, sums)
        left = {top_of(path, self.measures.vault.goals) for path in goals if path in self.measures.goals}
        trees = _exchanged(self.trees, left, fresh)
        gone = [self.trees[top] for top in left]
        for tree in gone:
            sums.add_tree(tree, -1)
        for tree in fresh.values():
            sums.add_tree(tree)
        cleared = () if past is None else sorted(vault.goals.keys() & past.cleared.keys())
        whole = () if past is None else removed_whole((NO_GOAL, *cleared), past)
        sums.add_deeds(self.measures.done.whole, -1)
        sums.add_deeds(whole)
        at_odds = self._at_odds(left, fresh)
        today, first_and_last = self.measures.today, _week(self.measures.today, self.config)
        return Measuring(
            measures=Measures(
                today=today,
                vault=vault,
                goals=_exchanged(
                    self.measures.goals,
                    (path for tree in gone for path in tree.goals),
                    {path: measure for tree in fresh.values() for path, measure in tree.goals.items()},
                ),
                direction=sums.direction(*first_and_last),
                load=load(sums.planned, at_odds, sums.done, today),
                done=Deeds(notes=notes, whole=whole, by_day=sums.by_day),
                dated=sums.by_day.dated,
                past=past,
                problems=self._problems(vault, trees, gone, fresh.values()),
            ),
            config=self.config,
            notes=notes,
            trees=trees,
            at_odds=at_odds,
            sums=sums,
        )

    def _note_parts(self, state: State, paths: Iterable[str]) -> dict[str, NotePart]:
        vault = state.vault
        return {path: self._note_part(vault.notes[path], state) for path in paths if path in vault.notes}

    def _note_part(self, note: NoteReading, state: State) -> NotePart:
        vault, past = state
        removed = () if past is None else removed_below(note.path, past, vault.owners)
        if not note.tasks and not removed:
            return NO_PART
        days = earned_days(note, NO_PASTS if past is None else past.notes[note.path].tasks)
        there = standing(note, days, vault.owners) if days else ()
        open_tasks = [task for task in note.tasks if task.is_open]
        misc = [task for task in open_tasks if task.place not in vault.owners]
        return NotePart(
            days=days,
            standing=there,
            removed=removed,
            planned=planned_times(misc, vault, self.measures.today) if misc else 0,
            unfinished=tuple([task.words.id for task in open_tasks if task.words.id]),
            on=note_days(note, there, removed, vault, past),
        )

    def _book_notes(self, sums: Sums, notes: Mapping[str, NotePart], paths: Iterable[str]) -> set[str]:
        """Put the changed notes into the sums; the ids that were unfinished and are not, or now are."""
        ids: set[str] = set()
        gone, came = (_given(parts, paths) for parts in (self.notes, notes))
        for times, parts in ((-1, gone), (1, came)):
            for part in parts.values():
                sums.add_note(part, times)
                ids.update(part.unfinished)
        sums.exchange_days(gone, came)
        return {each for each in ids if (each in self.sums.unfinished) != (each in sums.unfinished)}

    def _waiting_for(self, ids: set[str]) -> set[str]:
        """The top-level goals of which a task waits for one of these ids."""
        return {top for top, tree in self.trees.items() if tree.waits_for & ids} if ids else set()

    def _trees(
        self, state: State, goals: Iterable[str], notes: Mapping[str, NotePart], sums: Sums
    ) -> dict[str, Tree]:
        """The trees of these goals, measured."""
        vault = state.vault
        tops = sorted({top_of(path, vault.goals) for path in goals if path in vault.goals})
        found: dict[str, Tree] = {}
        for first in range(0, len(tops), _AT_ONCE):
            part = part_with(vault, tops[first : first + _AT_ONCE])
            found.update(self._trees_of(part, state.past, notes, sums))
        return found

    def _trees_of(
        self, part: Vault, past: Past | None, notes: Mapping[str, NotePart], sums: Sums
    ) -> Iterator[tuple[str, Tree]]:
        """All trees of a part of a vault, by their top-level goals."""
        below = () if past is None else removed_whole(part.goals, past)
        parts = (notes[path] for path in part.notes)
        measurer = TreeMeasurer(
            days={path: notes[path].days for path in part.notes},
            done=(*below, *(deed for part in parts for deed in (*part.standing, *part.removed))),
            unfinished=sums.unfinished,
            between=_week(self.measures.today, self.config),
            today=self.measures.today,
            config=self.config,
            past=past,
        )
        return measurer.trees(part)

    def _at_odds(self, left: Iterable[str], fresh: Mapping[str, Tree]) -> tuple[str, ...]:
        """The goals that cannot keep their deadlines, by path; the very same where none came or went."""
        before = {top for top in left if self.trees[top].at_odds}
        now = {top for top, tree in fresh.items() if tree.at_odds}
        return self.at_odds if before == now else tuple(sorted({*self.at_odds} - before | now))

    def _problems(
        self, vault: Vault, trees: Mapping[str, Tree], gone: Iterable[Tree], fresh: Iterable[Tree]
    ) -> tuple[Problem, ...]:
        """The problems of the notes and the plans; the very same where none came or went."""
        before, now = (
            {problem for tree in of_trees for problem in tree.problems} for of_trees in (gone, fresh)
        )
        if before == now and vault.problems == self.measures.vault.problems:
            return self.measures.problems
        of_plans = (problem for tree in trees.values() for problem in tree.problems)
        return tuple(sorted({*vault.problems, *of_plans}))


def _nothing(today: date, config: Config) -> Measuring:
    """An empty vault, measured."""
    sums = Sums()
    return Measuring(
        measures=Measures(
            today=today,
            vault=assemble((), config),
            goals={},
            direction=sums.direction(*_week(today, config)),
            load=load(0, (), sums.done, today),
            done=Deeds(notes={}, whole=(), by_day=sums.by_day),
            dated=sums.by_day.dated,
            past=None,
            problems=(),
        ),
        config=config,
        notes={},
        trees={},
        at_odds=(),
        sums=sums,
    )


def _given(parts: Mapping[str, NotePart], paths: Iterable[str]) -> dict[str, NotePart]:
    """What these notes give, those left out that give nothing."""
    found = ((path, parts.get(path, NO_PART)) for path in paths)
    return {path: part for path, part in found if part is not NO_PART}


def _week(today: date, config: Config) -> tuple[date, date]:
    """The days of the current week up to today."""
    week = week_of(today, week_start=config.vault.week_start.number)
    return week.first, min(week.last, today)


def _exchanged(
    before: Mapping[str, _Value], left: Iterable[str], new: Mapping[str, _Value]
) -> Layered[str, _Value]:
    """The values without those that left, and with the new ones."""
    return Layered.of(before).without([key for key in left if key not in new]).but(new)
