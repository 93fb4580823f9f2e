"""The notes of aimo's own as they should be now: the dashboard, and the reviews that follow the facts.

And, where their owner wants them, the properties of the goals' notes. Knows which of them there are to write,
and that what their user made of them stays. Knows nothing of what stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.cycle.asking import asking_review
from aimo_md.cycle.measuring import measured_at_the_end
from aimo_md.cycle.own_boxes import own_boxes
from aimo_md.notes.answers import Answered
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.goal_properties import with_goal_properties
from aimo_md.notes.planned import planned_rows
from aimo_md.notes.refresh import filled, frozen, is_frozen, refreshed, without_boxes
from aimo_md.notes.review import new_review
from aimo_md.notes.review_places import review_places
from aimo_md.plan.answers import AskingNote
from aimo_md.plan.boxes import BoxKind, settled_ids
from aimo_md.plan.decisions import decisions
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from aimo_md.cycle.answering import Dealt
    from aimo_md.cycle.asking import Boxes
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.notes.render import Templates
    from aimo_md.notes.review_places import ReviewPlace
    from aimo_md.plan.decisions import Decision
    from aimo_md.plan.refused import Refused
    from aimo_md.text.dates import Period

_UNDONE_FOR: Final = timedelta(days=7)
"""So long a decision can be taken back in the dashboard; after that its review and a command still can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """The notes that a snapshot's facts make; `measures` are those of the snapshot's day."""

    snapshot: Snapshot
    templates: Templates
    measures: Measures

    def asking(self, boxes: Boxes) -> tuple[AskingNote, ...]:
        """The notes that take answers, as they are and as they would be; none where no option is ticked.

        `boxes` are those that stand in them.
        """
        options = (box for of_note in boxes.values() for box in of_note if box.kind is BoxKind.OPTION)
        if not any(box.ticked for box in options):
            return ()
        review = asking_review(self.snapshot)
        return tuple(
            self._asking_note(path, review.period if review is not None and path == review.path else None)
            for path in boxes
            if self.snapshot.may_write(path)
        )

    def rendered(
        self, asked: Collection[Period], refused: tuple[Refused, ...], dealt: Dealt
    ) -> Mapping[str, str]:
        """The generated notes that should say something else, by path.

        Args:
            asked: the periods whose reviews are asked for.
            refused: the ticks that were not followed.
            dealt: what has been dealt with.
        """
        writing = _Writing(generated=self, refused=refused, dealt=dealt)
        found = (*self._properties(), *writing.dashboard(), *writing.reviews(asked))
        known = self.snapshot.texts
        return {path: text for path, text in found if path not in known or known[path].text != text}

    def dashboard(self, answered: Answered) -> str:
        """The dashboard as it would be written anew."""
        return new_dashboard(self.measures, self.snapshot.config, self.templates, answered)

    def review(self, period: Period, answered: Answered) -> str:
        """The review of a period as it would be written anew."""
        measures = measured_at_the_end(self.snapshot, period, self.measures)
        config = self.snapshot.config
        planned = planned_rows(period, self.snapshot.plain_texts(), config)
        return new_review(measures, period, config, self.templates, answered, planned)

    def _properties(self) -> Iterator[tuple[str, str]]:
        """The goals' notes with the properties that their owner wants there, by path."""
        for path, measure in self.measures.goals.items() if self.snapshot.config.notes.properties else ():
            there = self.snapshot.texts.get(path)
            if there is not None and not measure.goal.archived and path not in self.snapshot.held:
                yield from _unless_refused(path, with_goal_properties(there.text, measure))

    def _asking_note(self, path: str, week: Period | None) -> AskingNote:
        """A note that takes answers; `week` is that of a review, None for the dashboard."""
        nothing = Answered()
        return AskingNote(
            note=self.measures.vault.notes[path],
            text=self.snapshot.texts[path].text,
            fresh=self.dashboard(nothing) if week is None else self.review(week, nothing),
            measures=self.measures
            if week is None
            else measured_at_the_end(self.snapshot, week, self.measures),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """One writing of the generated notes: what they say, put into what their user made of them."""

    generated: Generated
    refused: tuple[Refused, ...]
    dealt: Dealt

    @property
    def snapshot(self) -> Snapshot:
        return self.generated.snapshot

    def dashboard(self) -> Iterator[tuple[str, str]]:
        """The dashboard, with its path."""
        path, since = self.snapshot.config.notes.dashboard, self.snapshot.now.date() - _UNDONE_FOR
        yield from self._merged(path, self.generated.dashboard(self._answered(path, since)))

    def reviews(self, asked: Collection[Period]) -> Iterator[tuple[str, str]]:
        """The reviews that are asked for, and the newest of each kind, which follow the facts.

        Once a newer one is written a review is frozen: it gets its last word and is left alone. In a note of
        the user's it is only left alone, and takes no answers any more.
        """
        texts, today = self.snapshot.plain_texts(), self.snapshot.now.date()
        places = review_places(texts, asked, self.snapshot.config, today)
        newest = {place.period.kind: place.path for place in places if place.newest}
        for place in places:
            old = self.snapshot.texts.get(place.path)
            if place.in_users_note and not place.newest and place.period not in asked and old is not None:
                yield from _unless_refused(place.path, without_boxes(old.text))
            elif place.in_users_note or old is None or not is_frozen(old.text):
                newer = "" if place.newest else newest[place.period.kind]
                yield from self._review(place, newer)

    def _review(self, place: ReviewPlace, newer: str) -> Iterator[tuple[str, str]]:
        answered = self._answered(place.path, place.period.first, newer)
        fresh = self.generated.review(place.period, answered)
        for path, text in self._merged(place.path, fresh, in_users_note=place.in_users_note):
            if place.newest:
                yield path, text
            else:
                yield from _unless_refused(path, without_boxes(text) if place.in_users_note else frozen(text))

    def _answered(self, path: str, since: date, newer: str = "") -> Answered:
        """What a note tells of answers: the newest review and the dashboard the refused ticks in them."""
        refused = tuple(refusal for refusal in self.refused if refusal.box.path == path)
        still = {refusal.box.id for refusal in refused}
        shown: tuple[Decision, ...] = tuple(
            decision
            for decision in decisions(self.generated.measures.vault)
            if decision.day >= since or decision.id in still
        )
        return Answered(decisions=shown, refused=refused, newer=newer)

    def _merged(self, path: str, fresh: str, *, in_users_note: bool = False) -> Iterator[tuple[str, str]]:
        """The note with its path; nothing where it is not aimo's to write, or cannot be."""
        if not self.snapshot.may_write(path):
            return
        there = self.snapshot.texts.get(path)
        if there is None:
            yield path, fresh
            return
        own = own_boxes(self.snapshot).get(path)
        boxes = () if own is None else own.boxes
        refused = (refusal for refusal in self.refused if refusal.box.path == path)
        taken = settled_ids(boxes, refused, self.dealt.settled)
        text = filled(there.text, fresh, taken) if in_users_note else refreshed(there.text, fresh, taken)
        yield from _unless_refused(path, text)


def _unless_refused(path: str, text: str | Refusal) -> Iterator[tuple[str, str]]:
    if not isinstance(text, Refusal):
        yield path, text
