"""The notes of aimo's own as they should be now: the dashboard, and the reviews that follow the facts.

Knows which of them there are to write, and that what their user made of them stays. Knows nothing of what
stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.cycle.actions import WriteNote
from aimo_md.cycle.measuring import measured_at_the_end
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.refresh import filled, refreshed
from aimo_md.notes.review import new_review
from aimo_md.notes.review_places import review_places
from aimo_md.text.edit import SetProperty, apply_edits
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.notes.render import Templates
    from aimo_md.notes.review_places import ReviewPlace
    from aimo_md.text.dates import Period

_FROZEN: Final = "frozen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The notes that a snapshot's facts make; `measures` are those of the snapshot's day."""

    snapshot: Snapshot
    templates: Templates
    measures: Measures

    def writes(self, asked: Collection[Period]) -> tuple[WriteNote, ...]:
        """The generated notes that would say something else, with the reviews of these periods."""
        return (*self._dashboard(), *self._reviews(asked))

    def _dashboard(self) -> Iterator[WriteNote]:
        config = self.snapshot.config
        fresh = new_dashboard(self.measures, config, self.templates)
        yield from self._write(config.notes.dashboard, fresh)

    def _reviews(self, asked: Collection[Period]) -> Iterator[WriteNote]:
        """The reviews that are asked for, and the newest of each kind, which follow the facts.

        Once a newer one is written a review is frozen: it gets its last word and is left alone. In a note of
        the user's it is only left alone.
        """
        for place in review_places(self.snapshot.plain_texts(), asked, self.snapshot.config):
            old = self.snapshot.texts.get(place.path)
            if place.in_users_note:
                followed = place.newest or place.period in asked
            else:
                followed = old is None or not _is_frozen(old.text)
            if followed:
                measures = measured_at_the_end(self.snapshot, place.period)
                fresh = new_review(measures, place.period, self.snapshot.config, self.templates)
                yield from self._write(place.path, fresh, place)

    def _write(self, path: str, fresh: str, place: ReviewPlace | None = None) -> Iterator[WriteNote]:
        if not self.snapshot.may_write(path):
            return
        there = self.snapshot.texts.get(path)
        in_users_note = place is not None and place.in_users_note
        if there is None:
            text: str | Refusal = fresh
        else:
            text = filled(there.text, fresh) if in_users_note else refreshed(there.text, fresh)
        if place is not None and not (place.newest or in_users_note or isinstance(text, Refusal)):
            text = apply_edits(text, (SetProperty(key=_FROZEN, value="true"),))
        if not isinstance(text, Refusal) and (there is None or text != there.text):
            yield WriteNote(path=path, text=text, expected=None if there is None else there.sha)


def _is_frozen(text: str) -> bool:
    entry = read_frontmatter(split_lines(text)).get(_FROZEN)
    return entry is not None and entry.value is True
