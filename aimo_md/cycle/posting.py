"""What there is to tell on Discord after a turn's measuring, and what to remember of it.

Knows which kinds of post there are, their keys, and that nothing is told twice. Knows no webhook: whether and
when a message goes out is decided elsewhere. Texts are those of the room `notes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.cycle.actions import PostMessage, RememberJob
from aimo_md.cycle.measuring import measured_at_the_end
from aimo_md.jobs import DAILY_DIGEST, REVIEW_JOBS, due_day, noted_day, noted_reviews
from aimo_md.measures.model import Health
from aimo_md.measures.pauses import away
from aimo_md.notes.alert import decided_word, slipping_alert
from aimo_md.notes.daily import daily_digest
from aimo_md.notes.digest import digest
from aimo_md.notes.fit import fit
from aimo_md.notes.message import to_json
from aimo_md.notes.privacy import is_private
from aimo_md.notes.review_places import place_of
from aimo_md.notes.writer import Writer
from aimo_md.plan.decisions import decisions
from aimo_md.plan.questions import SLIPPING_REASONS, open_questions, question_id
from aimo_md.text.dates import PeriodKind, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message
    from aimo_md.notes.render import Templates
    from aimo_md.plan.decisions import Decision
    from aimo_md.text.dates import Period

SLIPPING: Final = "slipping"
"""The job that remembers which goals were told of: their question ids."""
DECIDED: Final = "decided"
"""The job that remembers which decisions are about to be applied, and then told of: their ids."""

_UNSETTLED: Final = frozenset({Health.OVERDUE, Health.STALLED, Health.SLIPPING, Health.AT_RISK})
"""A slip is over when the goal is in none of these, so that one at the edge is told of once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """The posts that a snapshot's facts make; `measures` are those of the snapshot's day."""

    snapshot: Snapshot
    templates: Templates
    measures: Measures

    def messages(self, due: Iterable[Period]) -> Iterator[PostMessage]:
        """The messages with their keys; `due` are the periods whose review is.

        While the owner is away there are none.
        """
        if self.measures.today in away(self.snapshot.config):
            return
        week = next((period for period in due if period.kind is PeriodKind.WEEK), None)
        yield from self._weekly(week)
        yield from self._daily()
        if week is None:  # else the week's digest tells of it
            yield from self._slipping()

    def untold(self, before: Measures) -> tuple[Decision, ...]:
        """The decisions that there is word to send of: those that this turn applies, and those left untold.

        They stand in the notes now, and did not `before` or were announced by a turn that came to no end.
        """
        if not self.snapshot.config.discord.alerts:
            return ()
        told = {decision.id for decision in decisions(before.vault)} - set(self._announced.split())
        return tuple(each for each in decisions(self.measures.vault) if each.id not in told)

    def announced(self, untold: Sequence[Decision]) -> Iterator[RememberJob]:
        """What is to be remembered before decisions are applied.

        An aimo that ends after it has applied one and before its word is queued leaves that to the next turn.
        """
        ids = " ".join(decision.id for decision in untold)
        if ids not in {"", self._announced}:
            yield RememberJob(job=DECIDED, period=ids)

    def decided(self, untold: Sequence[Decision]) -> Iterator[PostMessage | RememberJob]:
        """The word about decisions.

        What was announced and is in no note by now was never applied, or was taken back: it is forgotten.
        """
        for decision in untold:
            writer = Writer.of(self.measures, self.snapshot.config, self.templates)
            yield from self._parts(f"decision:{decision.id}", decided_word(decision, writer))
        if untold or self._announced:
            yield RememberJob(job=DECIDED, period="")

    def remembered(self) -> Iterator[RememberJob]:
        """What is to be remembered from now on."""
        now, config, jobs = self.snapshot.now, self.snapshot.config, self.snapshot.jobs
        for period in noted_reviews(now, config, jobs):
            yield RememberJob(job=REVIEW_JOBS[period.kind], period=period.key)
        day = noted_day(now, config.discord, jobs)
        if day is not None:
            yield RememberJob(job=DAILY_DIGEST, period=day)
        slipping = " ".join(sorted(self._slips()))
        if slipping != jobs.get(SLIPPING, ""):
            yield RememberJob(job=SLIPPING, period=slipping)

    @property
    def _announced(self) -> str:
        return self.snapshot.jobs.get(DECIDED, "")

    def _weekly(self, due: Period | None) -> Iterator[PostMessage]:
        """The digest of the week that is due; while that week lasts, the same message again as it now is."""
        config = self.snapshot.config
        running = week_of(self.snapshot.now.date(), week_start=config.vault.week_start.number)
        week = due or (running if f"weekly:{running.key}" in self.snapshot.posted else None)
        if config.discord.weekly and week is not None:
            measures = self.measures if week == running else measured_at_the_end(self.snapshot, week)
            note = place_of(week, self.snapshot.plain_texts(), config)
            message = digest(measures, week, config, self.templates, note)
            yield from self._parts(f"weekly:{week.key}", message)

    def _daily(self) -> Iterator[PostMessage]:
        config = self.snapshot.config
        day = due_day(self.snapshot.now, config.discord, self.snapshot.jobs)
        if day is not None:
            yield from self._parts(f"daily:{day}", daily_digest(self.measures, config, self.templates))

    def _slipping(self) -> Iterator[PostMessage]:
        """The goals that began to slip since the last turn. Those that aimo finds slipping are no news."""
        alert = f"slipping:{self.measures.today}:"
        new = self._slips() - self._told() - self._queued(alert)
        if self.snapshot.config.discord.alerts and new and self._been_here:
            writer = Writer.of(self.measures, self.snapshot.config, self.templates)
            message = slipping_alert([each for each in writer.questions if each.id in new], writer)
            yield from self._parts(alert + "-".join(sorted(new)), message)

    @property
    def _been_here(self) -> bool:
        """Whether aimo has looked at this vault before."""
        return not self.snapshot.jobs.keys().isdisjoint(REVIEW_JOBS.values())

    def _queued(self, alert: str) -> frozenset[str]:
        """The goals of alerts that were queued, also by an aimo that ended before it could remember them."""
        keys = (key.removeprefix(alert) for key in self.snapshot.posted if key.startswith(alert))
        return frozenset(each for key in keys for each in key.partition(":")[0].split("-"))

    def _told(self) -> frozenset[str]:
        return frozenset(self.snapshot.jobs.get(SLIPPING, "").split())

    def _slips(self) -> frozenset[str]:
        """The goals in a slip, by question id: those asked about, and those told of that are not yet well."""
        asked = {
            question.id
            for question in open_questions(self.measures, self.snapshot.config)
            if question.reason in SLIPPING_REASONS
            and not is_private(self.measures.goals[question.goal], self.measures)
        }
        unsettled = {
            question_id(path) for path, each in self.measures.goals.items() if each.health in _UNSETTLED
        }
        return frozenset(asked | (self._told() & unsettled))

    def _parts(self, key: str, message: Message | None) -> Iterator[PostMessage]:
        """The message in as many parts as Discord needs, without those that say what they said."""
        for number, part in enumerate(() if message is None else fit(message), 1):
            numbered = key if number == 1 else f"{key}:{number}"
            if self.snapshot.posted.get(numbered) != to_json(part):
                yield PostMessage(key=numbered, message=part)
