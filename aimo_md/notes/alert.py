"""Short messages for Discord about one event: a goal begins to slip, a decision was applied.

Knows what may leave the vault: nothing of a private goal, nor of what lies below one. Knows nothing of when
there is something to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.notes.decide import question_state
from aimo_md.notes.goal_lines import health, likely_end
from aimo_md.notes.message import Embed, Field, Message, neutralise
from aimo_md.notes.privacy import is_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimo_md.notes.writer import Writer
    from aimo_md.plan.decisions import Decision
    from aimo_md.plan.questions import Question

_RED: Final = 0xD9483B
_BLUE: Final = 0x4A7FB5


def slipping_alert(questions: Sequence[Question], writer: Writer) -> Message | None:
    """The goals of these questions, a line each, and the note to answer in; None without one to tell of."""
    told = [
        (measure, question)
        for question in questions
        if not is_private(measure := writer.measure_of(question), writer.measures)
    ]
    if not told:
        return None
    fields = tuple(
        Field(
            name=neutralise(measure.goal.title),
            value=" · ".join(
                (health(measure, writer), question_state(question, writer), likely_end(measure, writer))
            ),
        )
        for measure, question in told
    )
    embed = Embed(
        title=writer.phrases.count("alert.slipping", len(told)),
        colour=_RED,
        fields=fields,
        footer=writer.phrases.say("digest.footer", {"note": writer.config.notes.dashboard}),
    )
    return Message(embeds=(embed,))


def decided_word(decision: Decision, writer: Writer) -> Message | None:
    """That a decision was applied, what it was, and how to take it back; None for a private goal."""
    measure = writer.measures.goals[decision.goal]
    if is_private(measure, writer.measures):
        return None
    what = writer.phrases.say(f"decided.{decision.option}")
    embed = Embed(
        title=writer.phrases.say("alert.decided", {"goal": neutralise(measure.goal.title)}),
        description=f"{what}: {neutralise(decision.words)}",
        colour=_BLUE,
        footer=writer.phrases.say("alert.undo", {"note": measure.goal.path}),
    )
    return Message(embeds=(embed,))
