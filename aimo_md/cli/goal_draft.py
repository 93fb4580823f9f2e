"""A new goal as far as it is known, and the note that a shape makes of it.

Knows how sentence, answers and calendar come together. Knows nothing of where they came from or what is done
with the note.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from aimo_md.errors import AimoError
from aimo_md.measures.pauses import away
from aimo_md.notes.goal_note import NewGoal, goal_note
from aimo_md.plan.busy_days import busy_days
from aimo_md.plan.shapes import language_of
from aimo_md.plan.spread import DATED_DAYS, back_planned
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from aimo_md.cli.ask_goal import Told
    from aimo_md.config import Config
    from aimo_md.measures.model import Measures
    from aimo_md.plan.sentence import Sentence
    from aimo_md.plan.shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a goal before it has a shape; `measures` and `config` are its vault's."""

    sentence: Sentence
    deadline: date | None
    told: Told
    private: bool
    measures: Measures
    config: Config

    @property
    def busy(self) -> Counter[date]:
        """How many tasks stand on each of the days on which actions are put."""
        today = self.measures.today
        return busy_days(self.measures.vault, today, today + timedelta(days=DATED_DAYS))

    def goal(self, shape: Shape) -> NewGoal:
        """The goal in this shape, with its days; its owner's own criterion goes before those of the shape."""
        sentence, told, today = self.sentence, self.told, self.measures.today
        return NewGoal(
            title=sentence.title,
            language=language_of(sentence.title),
            format=self.config.tasks.format,
            start=today,
            deadline=self.deadline,
            priority=told.priority,
            why=told.why,
            private=self.private,
            habit=sentence.habit,
            wanted=sentence.wanted,
            criteria=(told.criterion,) if told.criterion else shape.criteria,
            milestones=back_planned(shape, today, self.deadline, self.busy, away(self.config)),
        )

    def note(self, shape: Shape) -> str:
        """The text of its note in this shape.

        Raises:
            AimoError: it cannot be written so that it reads as it was meant.
        """
        note = goal_note(self.goal(shape))
        if isinstance(note, Refusal):
            raise AimoError(f"the note cannot be written: {note.message}")
        return note
