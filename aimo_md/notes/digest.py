"""The week's digest for Discord: what a friend would tell in half a minute.

Knows what may leave the vault: nothing of a private goal, nor of what lies below one. Knows no webhook.
Silence where there is nothing to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.measures.model import Health
from aimo_md.notes.burn_up import burn_up
from aimo_md.notes.decide import question_state
from aimo_md.notes.goal_lines import change, health, likely_end, signed
from aimo_md.notes.long_lists import MOST_POSTED, more_goals
from aimo_md.notes.message import Embed, Field, Message, neutralise
from aimo_md.notes.picture import picture
from aimo_md.notes.privacy import is_private
from aimo_md.notes.review import headline
from aimo_md.notes.wording import bar
from aimo_md.notes.writer import Writer
from aimo_md.plan.questions import SLIPPING_REASONS

if TYPE_CHECKING:
    from aimo_md.config import Config
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.notes.render import Templates
    from aimo_md.plan.questions import Question
    from aimo_md.text.dates import Period

_RED: Final = 0xD9483B
_YELLOW: Final = 0xE0A72E
_GREEN: Final = 0x3C9A5F
_LATE: Final = frozenset({Health.OVERDUE, Health.STALLED, Health.SLIPPING})


def digest(
    measures: Measures, period: Period, config: Config, templates: Templates, note: str
) -> Message | None:
    """The message for a week; None where no goal may be told of, or nothing moved and nothing is asked.

    Args:
        measures: those of the week's end.
        period: the week.
        config: how many questions are asked.
        templates: whose words are used.
        note: the path of the review, where there is more to read.
    """
    writer = Writer.of(measures, config, templates)
    goals = tuple(measure for measure in writer.agenda.top if not is_private(measure, measures))
    questions = tuple(
        question for question in writer.questions if not is_private(writer.measure_of(question), measures)
    )
    moved = any(measure.moved_between(period.first, period.last) for measure in goals)
    if not goals or not (moved or questions):
        return None
    title = writer.phrases.say("digest.title", {"days": writer.words.week(period.first, period.last)})
    embed = Embed(
        title=title,
        description=" ".join(
            (headline(goals, period, len(questions), writer), *more_goals(len(goals) - MOST_POSTED, writer))
        ),
        colour=_colour(goals),
        fields=(
            *(_field(measure, period, writer) for measure in goals[:MOST_POSTED]),
            *_asked(questions, writer),
        ),
        footer=writer.phrases.say("digest.footer" if questions else "digest.footer_quiet", {"note": note}),
    )
    return Message(embeds=(embed,), chart=_chart(questions, period, writer))


def _chart(questions: tuple[Question, ...], period: Period, writer: Writer) -> str:
    """The first goal that slips and is asked about, done against plan; empty where there is none to draw."""
    for question in questions[: writer.config.review.questions]:
        if question.reason in SLIPPING_REASONS:
            chart = burn_up(writer.measure_of(question), period, writer)
            if chart is not None:
                return picture(chart)
    return ""


def _field(measure: GoalMeasure, period: Period, writer: Writer) -> Field:
    """How far, how much that changed, where it will end, how it is."""
    parts = []
    if measure.progress is not None:
        more = change(measure, period.first)
        values = {"bar": bar(measure.progress), "share": writer.words.percent(measure.progress)}
        parts.append(writer.phrases.say("digest.progress", {**values, "change": signed(more or 0)}))
    parts += [health(measure, writer), likely_end(measure, writer)]
    return Field(name=neutralise(measure.goal.title), value=" · ".join(parts))


def _asked(questions: tuple[Question, ...], writer: Writer) -> tuple[Field, ...]:
    """The first questions in one line each, with the note to open for an answer."""
    lines = [
        writer.phrases.say(
            "digest.question",
            {
                "goal": neutralise(writer.measure_of(question).goal.title),
                "state": question_state(question, writer),
            },
        )
        for question in questions[: writer.config.review.questions]
    ]
    if not lines:
        return ()
    return (Field(name=writer.phrases.say("digest.decide"), value="\n".join(lines)),)


def _colour(goals: tuple[GoalMeasure, ...]) -> int:
    """The colour of the goal that is worst off."""
    if any(measure.health in _LATE for measure in goals):
        return _RED
    return _YELLOW if any(measure.health is Health.AT_RISK for measure in goals) else _GREEN
