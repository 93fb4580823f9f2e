"""The part of a note that asks: each question with its facts and options.

Knows how a goal that waits for a decision is described. Knows nothing of which options fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from aimo_md.measures.causes import Causes
from aimo_md.measures.metric import metric_value
from aimo_md.notes.answers import NOTHING_ANSWERED, asks_elsewhere, refused_beside
from aimo_md.notes.cause_lines import cause_line
from aimo_md.notes.escape import inline
from aimo_md.notes.long_lists import first_clauses
from aimo_md.notes.option_lines import option_line
from aimo_md.notes.wording import first_up
from aimo_md.plan.options import OptionKey, options, times_extended
from aimo_md.plan.questions import Reason
from aimo_md.text.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.answers import Answered
    from aimo_md.notes.writer import Writer
    from aimo_md.plan.questions import Question

_WAS: Final = re.compile(r"\(was (\d{4}-\d{2}-\d{2})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question as the template places it; `history` says why it is behind and what was decided before.

    `refused` says why the ticks among its options were not followed.
    """

    heading: str
    facts: str
    history: str
    options: tuple[str, ...]
    refused: tuple[str, ...]


def decide_body(writer: Writer, answered: Answered = NOTHING_ANSWERED) -> str:
    """The questions that are asked, with their options, and a line for the others."""
    if not writer.measures.goals:
        return ""
    phrases, newer = writer.phrases, answered.newer
    causes = Causes.of(writer.measures, writer.config)
    return writer.templates.render(
        "decide",
        {
            "questions": tuple(_asked(question, causes, writer, answered) for question in writer.asked),
            "how": asks_elsewhere(newer, phrases) if newer else phrases.say("decide.how"),
            "others": _others(writer),
        },
    )


def question_state(question: Question, writer: Writer) -> str:
    """Why the goal is asked about: `stalled for 16 days, 16 days behind`."""
    measure, say, count = writer.measure_of(question), writer.phrases.say, writer.phrases.count
    match question.reason:
        case Reason.OVERDUE:
            deadline = measure.span.deadline or writer.measures.today
            state = count("question.overdue", (writer.measures.today - deadline).days)
        case Reason.STALLED:
            still = count("question.stalled", measure.stalled_days or 0)
            state = writer.words.listed([still, *_behind(measure, writer)])
        case Reason.SLIPPING:
            state = writer.words.listed(_behind(measure, writer))
        case Reason.CRITERIA_MET:
            state = count("question.criteria_met", len(measure.goal.criteria))
        case Reason.COMPLETE:
            state = count("question.complete", measure.leaves) if measure.leaves else say("question.reached")
        case Reason.PAUSE_OVER:
            until = measure.goal.keys.paused_until or writer.measures.today
            state = say("question.pause_over", {"day": writer.words.day(until)})
        case _:
            assert_never(question.reason)
    return state


def named_with_state(question: Question, writer: Writer) -> str:
    """The goal, and in brackets why it is asked about."""
    values = {"goal": writer.links.to(question.goal), "state": question_state(question, writer)}
    return writer.phrases.say("decide.other", values)


def _asked(question: Question, causes: Causes, writer: Writer, answered: Answered) -> AskedQuestion:
    measure = writer.measure_of(question)
    why = cause_line(causes.causes(question.goal) or (), writer)
    return AskedQuestion(
        heading=f"{writer.links.to(question.goal)}: {question_state(question, writer)}",
        facts=_facts(measure, writer),
        history=" ".join(part for part in (why, _history(measure, writer)) if part),
        options=tuple(
            option_line(option, question, writer)
            for option in options(question, writer.agenda, writer.config)
        ),
        refused=refused_beside(question.goal, writer, answered),
    )


def _others(writer: Writer) -> str:
    """The questions that are not asked this time."""
    lines = [named_with_state(question, writer) for question in writer.questions[len(writer.asked) :]]
    return writer.phrases.say("decide.others", {"goals": first_clauses(lines, writer)}) if lines else ""


def _behind(measure: GoalMeasure, writer: Writer) -> Iterator[str]:
    """How far behind: in days, or for a habit in how it was kept."""
    if measure.habit is not None and measure.habit.adherence is not None:
        yield writer.phrases.say("question.habit", {"share": writer.words.percent(measure.habit.adherence)})
    elif measure.slip is not None and measure.slip > 0:
        yield writer.phrases.count("question.behind", max(round(measure.slip), 1))


def _facts(measure: GoalMeasure, writer: Writer) -> str:
    """Why the goal matters, then what is known about it in one sentence."""
    why = inline(measure.goal.keys.why).rstrip(".") if measure.goal.keys.why else ""
    sentence = writer.words.clauses((writer.words.listed(_known(measure, writer)), _needed(measure, writer)))
    parts = [f"*{why}.*" if why else "", f"{first_up(sentence)}." if sentence else ""]
    return " ".join(part for part in parts if part)


def _known(measure: GoalMeasure, writer: Writer) -> Iterator[str]:
    say, words, keys = writer.phrases.say, writer.words, measure.goal.keys
    if measure.span.deadline is not None:
        yield say("fact.deadline", {"day": words.day(measure.span.deadline)})
    if keys.priority is not None:
        yield say("fact.priority", {"priority": say(f"priority.{keys.priority}")})
    if measure.progress is not None:
        share = words.percent(measure.progress)
        if keys.metric is not None:
            now = metric_value(measure.goal, keys.metric, writer.measures.today)
            values = {"now": words.number(now), "target": words.number(keys.metric.target)}
            yield say("fact.metric", {**values, "unit": inline(keys.metric.name), "share": share})
        elif measure.leaves:
            yield say("fact.tasks", {"done": measure.leaves_done, "all": measure.leaves, "share": share})
        else:
            yield say("fact.share", {"share": share})
    if measure.habit is not None:
        values = {"done": str(measure.habit.this_period), "wanted": str(measure.habit.wanted)}
        yield say("fact.habit", values)
    elif measure.pace is not None:
        yield say("fact.pace", {"pace": words.number(measure.pace)})


def _needed(measure: GoalMeasure, writer: Writer) -> str:
    """The pace that would still do, where there is a pace to compare it with."""
    if measure.habit is not None or measure.required_pace is None or measure.pace is None:
        return ""
    return writer.phrases.say("fact.needed", {"pace": writer.words.number(measure.required_pace)})


def _history(measure: GoalMeasure, writer: Writer) -> str:
    """What was decided before about the deadline."""
    times = times_extended(measure)
    if not times:
        return ""
    extensions = [line for line in measure.goal.decisions if line.option == OptionKey.EXTEND]
    before = _WAS.search(min(extensions, key=lambda line: line.day).text)
    day = parse_day(before[1]) if before else None
    if day is None:
        return writer.phrases.count("fact.extended", times)
    return writer.phrases.count("fact.extended_from", times, {"day": writer.words.day(day)})
