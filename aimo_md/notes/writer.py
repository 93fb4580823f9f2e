"""What every part of a note is written from: measures, agenda, open questions, words and links.

Knows how these belong together; writes nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.notes.links import NoteLinks
from aimo_md.notes.wording import Wording
from aimo_md.plan.questions import open_questions
from aimo_md.plan.week import Agenda

if TYPE_CHECKING:
    from aimo_md.config import Config
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.notes.phrases import Phrases
    from aimo_md.notes.render import Templates
    from aimo_md.plan.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One writing of notes: all of it is of the same day, in the same language."""

    measures: Measures
    agenda: Agenda
    config: Config
    templates: Templates
    questions: tuple[Question, ...]
    words: Wording
    links: NoteLinks

    @classmethod
    def of(cls, measures: Measures, config: Config, templates: Templates) -> Writer:
        """The writer for these measures."""
        return cls(
            measures=measures,
            agenda=Agenda.of(measures),
            config=config,
            templates=templates,
            questions=open_questions(measures, config),
            words=Wording(phrases=templates.phrases, today=measures.today),
            links=NoteLinks(vault=measures.vault),
        )

    @property
    def phrases(self) -> Phrases:
        """The phrases of the language."""
        return self.templates.phrases

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked in full; the others are a line."""
        return self.questions[: self.config.review.questions]

    def measure_of(self, question: Question) -> GoalMeasure:
        """The goal that a question is about."""
        return self.measures.goals[question.goal]
