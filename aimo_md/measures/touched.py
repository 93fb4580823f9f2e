"""What a change touches: the notes and goals whose numbers can be others than before.

A goal's numbers come from the notes in which its tasks stand and from what is known of the past of these; so
a note touches every goal that has a task there. Knows which values numbers are made from. Knows no numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aimo_md.goals.differing import differing

if TYPE_CHECKING:
    from collections.abc import Iterator, Set as AbstractSet

    from aimo_md.goals.model import Vault
    from aimo_md.measures.past import Past


class State(NamedTuple):
    """A vault, and what is known of its past, if anybody kept it."""

    vault: Vault
    past: Past | None


class Touched(NamedTuple):
    """Paths of notes and goals, of the older state and of the newer."""

    notes: AbstractSet[str]
    goals: AbstractSet[str]


def touched(before: State, after: State) -> Touched:
    """What the change from one state to another touches; both have a past, or neither."""
    notes = {*differing(before.vault.notes, after.vault.notes), *_differing_pasts(before, after)}
    if before.vault.owners is not after.vault.owners:
        notes.update(place.path for place in differing(before.vault.owners, after.vault.owners))
    goals = {*notes, *differing(before.vault.goals, after.vault.goals), *_differing_cleared(before, after)}
    goals.update(_owners_in(notes, before.vault))
    goals.update(_owners_in(notes, after.vault))
    return Touched(
        frozenset(notes),
        frozenset(path for path in goals if path in before.vault.goals or path in after.vault.goals),
    )


def _differing_pasts(before: State, after: State) -> Iterator[str]:
    """The notes of which something else is known now, and those with a task of a goal of which that holds.

    When a task was added counts from the day on which its goal was first seen.
    """
    if before.past is None or after.past is None:
        return
    for path in differing(before.past.notes, after.past.notes):
        yield path
        goal = after.vault.goals.get(path)
        if goal is not None:
            yield from (task.place.path for task in (*goal.own, *goal.linked))


def _differing_cleared(before: State, after: State) -> tuple[str, ...]:
    """The goals of which something else was done and removed."""
    if before.past is None or after.past is None:
        return ()
    return differing(before.past.cleared, after.past.cleared)


def _owners_in(notes: set[str], vault: Vault) -> Iterator[str]:
    for path in notes:
        for task in vault.notes[path].tasks if path in vault.notes else ():
            owner = vault.owners.get(task.place)
            if owner is not None:
                yield owner
