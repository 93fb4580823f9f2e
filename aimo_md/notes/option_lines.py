"""The lines of options: what can be ticked, and what each would bring about, in words.

Knows the form that answers are read from: a box, a bold name, `→`, values in backticks, a block id at the
end. Knows nothing of when an option fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from aimo_md.notes.escape import inline
from aimo_md.plan.options import BLANK_DAY, Close, Drop, Extend, Keep, Pause, Reduce, Replan, Resume

if TYPE_CHECKING:
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer
    from aimo_md.plan.options import Consequence, Option
    from aimo_md.plan.questions import Question


def option_line(option: Option, question: Question, writer: Writer) -> str:
    """`- [ ] **Name** → what it does ^aimo-keep-3f9a21`; one that cannot work has no box and no id."""
    measure = writer.measure_of(question)
    name = option_name(option, measure, writer)
    if option.consequence is None:
        return f"- **{name}**: {_obstacle(option, measure, writer)}"
    words = option_words(option.consequence, measure, writer)
    return f"- [ ] **{name}** → {words} ^{option_id(option, question)}"


def option_id(option: Option, question: Question) -> str:
    """The block id of an option's line, without its `^`."""
    return f"aimo-{option.key}-{question.id}"


def option_name(option: Option, measure: GoalMeasure, writer: Writer) -> str:
    """What the option is called."""
    if isinstance(option.consequence, Keep) and option.consequence.step is None:
        return writer.phrases.say("option.keep.name_plain")
    if isinstance(option.consequence, Keep) and measure.next_action is None:
        return writer.phrases.say("option.keep.name_metric")
    return writer.phrases.say(f"option.{option.key}.name")


def option_words(consequence: Consequence, measure: GoalMeasure, writer: Writer) -> str:
    """What an option would bring about."""
    count, words = writer.phrases.count, writer.words
    deadline = "" if measure.span.deadline is None else words.day(measure.span.deadline)
    match consequence:
        case Keep():
            said = _keep(consequence, writer)
        case Reduce():
            out = words.names([words.quoted(inline(text)) for text in consequence.out])
            said = count("option.reduce.words", consequence.stay, {"out": out, "deadline": deadline})
        case Extend():
            said = _extend(consequence, writer)
        case Pause():
            said = _pause(consequence, writer)
        case Replan():
            values: dict[str, str | int] = {"deadline": deadline, "fullest": consequence.fullest}
            said = count("option.replan.words", consequence.leaves, values)
        case Resume():
            said = _resume(consequence, deadline, writer)
        case Drop():
            said = writer.phrases.say("option.drop.plain")
            if consequence.leaves:
                said = count("option.drop.words", consequence.leaves)
        case Close():
            said = _close(consequence, writer)
        case _:
            assert_never(consequence)
    return said


def _keep(keep: Keep, writer: Writer) -> str:
    ask_again = writer.words.day(keep.ask_again)
    if keep.step is None or keep.day is None:
        return writer.phrases.say("option.keep.plain", {"ask_again": ask_again})
    values = {"step": keep.step, "day": keep.day.isoformat(), "ask_again": ask_again}
    return writer.phrases.say("option.keep.words", values)


def _extend(extend: Extend, writer: Writer) -> str:
    if extend.day is None or extend.chance is None:
        return writer.phrases.say("option.extend.blank", {"day": BLANK_DAY})
    values = {"day": extend.day.isoformat(), "chance": writer.words.percent(extend.chance)}
    return writer.phrases.say("option.extend.words", values)


def _pause(pause: Pause, writer: Writer) -> str:
    days = writer.words.names([writer.words.weekday_day(day) for day in pause.frees])
    key = "option.pause.words" if days else "option.pause.nothing"
    return writer.phrases.say(key, {"until": pause.until.isoformat(), "days": days})


def _resume(resume: Resume, deadline: str, writer: Writer) -> str:
    said = writer.phrases.say("option.resume.plain")
    if resume.leaves:
        said = writer.phrases.count("option.resume.words", resume.leaves)
    return writer.phrases.say("option.resume.by", {"what": said, "deadline": deadline}) if deadline else said


def _close(consequence: Close, writer: Writer) -> str:
    count = writer.phrases.count
    parts = []
    if consequence.leaves:
        parts.append(count("option.close.leaves", consequence.leaves))
    if consequence.criteria:
        parts.append(count("option.close.criteria", consequence.criteria))
    if not parts:
        return writer.phrases.say("option.close.nothing")
    return writer.phrases.say("option.close.open", {"what": writer.words.names(parts)})


def _obstacle(option: Option, measure: GoalMeasure, writer: Writer) -> str:
    deadline = "" if measure.span.deadline is None else writer.words.day(measure.span.deadline)
    return writer.phrases.say(f"obstacle.{option.obstacle}", {"deadline": deadline})
