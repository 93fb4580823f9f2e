"""What became of answers: the decisions that were applied, and the ticks that were not followed.

Knows the form of a decision's line, by which it is taken back, and the word that stands beside a tick that
nobody could follow. Knows nothing of how an answer is applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.notes.decision_words import decision_words
from aimo_md.notes.escape import prose
from aimo_md.plan.boxes import BoxKind, without_box
from aimo_md.plan.effects import AS_IT_IS
from aimo_md.plan.options import OptionKey

if TYPE_CHECKING:
    from aimo_md.notes.phrases import Phrases
    from aimo_md.notes.writer import Writer
    from aimo_md.plan.decisions import Decision
    from aimo_md.plan.refused import Hindered, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one note tells of answers.

    Attributes:
        decisions: those that can be taken back there.
        refused: the ticks in it that were not followed.
        newer: the path of the review that takes the answers instead; empty where this note takes them.
    """

    decisions: tuple[Decision, ...] = ()
    refused: tuple[Refused, ...] = ()
    newer: str = ""


NOTHING_ANSWERED: Final = Answered()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTick:
    """A tick that was not followed, as the template places it: why, and the line that asked for it."""

    words: str
    line: str


def answers_body(writer: Writer, answered: Answered) -> str:
    """What was decided, and what could not be done; empty where there is neither."""
    decided = tuple(_decided_line(decision, writer, answered) for decision in answered.decisions)
    refused = tuple(
        RefusedTick(words=hindered_words(refusal.why, writer.phrases), line=_line_left(refusal))
        for refusal in answered.refused
        if not _stands_beside_its_question(refusal, writer)
    )
    if not decided and not refused:
        return ""
    return writer.templates.render("answers", {"decided": decided, "refused": refused})


def refused_beside(goal: str, writer: Writer, answered: Answered) -> tuple[str, ...]:
    """Why the ticks below a goal's question were not followed, each reason once."""
    found = (
        hindered_words(refusal.why, writer.phrases)
        for refusal in answered.refused
        if refusal.goal == goal and _stands_beside_its_question(refusal, writer)
    )
    return tuple(dict.fromkeys(found))


def hindered_words(why: Hindered, phrases: Phrases) -> str:
    """Why something was not done, and what to do."""
    words = phrases.say(f"refused.{why.by}")
    if not why.detail or "refused.more" not in phrases.texts:  # the detail is English
        return words
    return phrases.say("refused.more", {"words": words, "detail": prose(why.detail)})


def asks_elsewhere(newer: str, phrases: Phrases) -> str:
    """Where to answer instead, in a review that takes no answers any more."""
    return phrases.say("decide.elsewhere", {"note": f"[[{PurePosixPath(newer).stem}]]"})


def _decided_line(decision: Decision, writer: Writer, answered: Answered) -> str:
    """`- [x] Goal: **Name** → what was done; untick to undo ^aimo-d-7c21e0`."""
    plain = decision.option is OptionKey.KEEP and decision.words.startswith(AS_IT_IS)
    name = "option.keep.name_plain" if plain else f"option.{decision.option}.name"
    said = writer.phrases.say(
        "decision.before" if answered.newer else "decision.now",
        {
            "goal": writer.links.to(decision.goal),
            "name": writer.phrases.say(name),
            "words": decision_words(decision.words, writer.phrases),
        },
    )
    return f"- [x] {said} ^{decision.id}"


def _line_left(refusal: Refused) -> str:
    """The line that asked: with its box where it was put aside, without one where that stands elsewhere."""
    return refusal.box.text_aside if refusal.aside else without_box(refusal.box.text)


def _stands_beside_its_question(refusal: Refused, writer: Writer) -> bool:
    asked = {question.goal for question in writer.asked}
    return refusal.box.kind is BoxKind.OPTION and not refusal.aside and refusal.goal in asked
