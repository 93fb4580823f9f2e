"""What the vault holds at one moment, as far as a turn needs to know it.

Knows the values that a look gives, and which notes may be written. Knows nothing of how they are read, nor of
what a turn makes of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.notes.ownership import may_hold_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from aimo_md.config import Config
    from aimo_md.cycle.last_measured import LastMeasured
    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.advance import History
    from aimo_md.plan.seen import ByHand
    from aimo_md.plan.undo import Versions


def nothing_known(day: date) -> None:
    """What is known of earlier days where nobody kept them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """A note's text, and the hash of what stands on disk, by which a write makes sure that it still does.

    The hash is None where nothing stands there yet.
    """

    text: str
    sha: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a turn needs to know of the world.

    Attributes:
        now: the wall clock of the vault's zone.
        config: what the owner chose.
        notes: what the notes say, by path.
        problems: what is wrong beside them.
        texts: the notes that aimo may rewrite, as they stand.
        sources: the notes that what is asked for would change, as far as they can be read; none where
            nothing is asked for.
        decided: for decisions that are to be taken back, the notes that they changed, as far as it is known.
        by_hand: the recurring tasks that were ticked or unticked by hand, as far as this run of aimo saw it
            happen, and that wait to be followed.
        busy: notes of `texts` and `sources` whose user has just been writing in them.
        held: notes that an editor has open; nothing is written into them meanwhile.
        visiting: whether another device works on the vault: here, nothing but what is asked for is done.
        commit_due: whether the user's changes are to be committed now.
        uncommitted: the notes that differ from the last commit, with their text in it (None for a new note);
            None where nothing is committed, or nobody asked.
        jobs: for which period each job was last done.
        posted: what was queued for Discord, by key, as JSON.
        history: what git knows of the past, None where there is no repository.
        history_until: what it knew at the end of an earlier day, None where it knew nothing. Asked only for
            periods that are over for long, and always answered alike: what was committed does not change.
        last_measured: what was measured of an earlier look, so that only what changed since is measured.
    """

    now: datetime
    config: Config
    notes: Mapping[str, NoteReading]
    problems: tuple[Problem, ...]
    texts: Mapping[str, NoteText]
    sources: Mapping[str, NoteText] = field(default_factory=dict)
    decided: Mapping[str, tuple[Versions, ...]] = field(default_factory=dict)
    by_hand: tuple[ByHand, ...] = ()
    busy: frozenset[str] = frozenset()
    visiting: bool = False
    held: frozenset[str] = frozenset()
    commit_due: bool
    uncommitted: Mapping[str, str | None] | None
    jobs: Mapping[str, str]
    posted: Mapping[str, str]
    history: History | None
    history_until: Callable[[date], History | None] = nothing_known
    last_measured: LastMeasured | None = None

    def plain_texts(self) -> dict[str, str]:
        """The texts of the notes that aimo may rewrite, by path."""
        return {path: note.text for path, note in self.texts.items()}

    @property
    def known(self) -> Mapping[str, NoteText]:
        """Every note whose text is known."""
        return {**self.sources, **self.texts}

    def may_write(self, path: str) -> bool:
        """Whether there is no note yet, or one that aimo may write into; one that cannot be read is not.

        Nor is one that an editor has open.
        """
        if path in self.held or any(problem.path == path for problem in self.problems):
            return False
        there = self.texts.get(path)
        if there is not None:
            return may_hold_blocks(there.text)
        return path not in self.notes

    def with_rendered(self, texts: Mapping[str, str]) -> Snapshot:
        """What there will be once these notes of aimo's are written; they keep the hash that they had."""
        known = self.known
        new = {
            path: NoteText(text=text, sha=known[path].sha if path in known else None)
            for path, text in texts.items()
        }
        return self._with(new, {*self.texts, *texts})

    def with_written(self, texts: Mapping[str, str]) -> Snapshot:
        """What there is once these notes have been written."""
        new = {
            path: NoteText(text=text, sha=hashlib.sha256(text.encode()).hexdigest())
            for path, text in texts.items()
        }
        return self._with(new, self.texts.keys())

    def _with(self, new: Mapping[str, NoteText], own: Collection[str]) -> Snapshot:
        """The snapshot with these notes; those of `own` may be rewritten, the others are sources."""
        read = {path: read_note(path, note.text, self.config) for path, note in new.items()}
        return replace(
            self,
            notes=Layered.of(self.notes).but(read),
            texts={**self.texts, **{path: note for path, note in new.items() if path in own}},
            sources={**self.sources, **{path: note for path, note in new.items() if path not in own}},
        )
