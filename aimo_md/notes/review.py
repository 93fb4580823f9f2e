"""The review of a week, month, quarter or year: its blocks, and the note in which they stand first.

Knows the order of its parts. The part `Reflection` belongs to the user and is written once. Only the review
of a week asks; a longer one tells what was decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.measures.direction import direction
from aimo_md.notes.answers import NOTHING_ANSWERED, Answered, answers_body
from aimo_md.notes.burn_up import burn_up
from aimo_md.notes.charts import xychart
from aimo_md.notes.coming import next_body
from aimo_md.notes.decide import decide_body
from aimo_md.notes.escape import inline
from aimo_md.notes.goal_lines import goal_row
from aimo_md.notes.long_lists import MOST_GOALS, first_clauses, more_goals
from aimo_md.notes.moved import metric_change, moved_body
from aimo_md.notes.problem_lines import problems_body
from aimo_md.notes.review_ahead import ahead_body
from aimo_md.notes.review_decided import decided_body
from aimo_md.notes.wording import first_up
from aimo_md.notes.writer import Writer
from aimo_md.plan.questions import SLIPPING_REASONS
from aimo_md.text.block_merge import NewBlock, render_note
from aimo_md.text.dates import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.config import Config
    from aimo_md.measures.model import Direction, GoalMeasure, Measures
    from aimo_md.notes.planned import PlannedRow
    from aimo_md.notes.render import Templates
    from aimo_md.text.dates import Period

_LAST: Final = "problems"
"""The block that stands below the user's own part."""
_LONG_STILL: Final = 7
"""Days after which it is worth saying that the top goal has not moved."""


def review_blocks(
    measures: Measures,
    period: Period,
    config: Config,
    templates: Templates,
    answered: Answered = NOTHING_ANSWERED,
    planned: tuple[PlannedRow, ...] = (),
) -> tuple[NewBlock, ...]:
    """The blocks of the review of a period, in their order.

    `measures` are those of the period's last day, or of today while it runs; `planned` is what the review
    before had planned for it.
    """
    return _blocks(Writer.of(measures, config, templates), period, answered, planned)


def _blocks(
    writer: Writer, period: Period, answered: Answered, planned: tuple[PlannedRow, ...]
) -> tuple[NewBlock, ...]:
    summary = NewBlock(name="summary", body=_summary_body(writer, period))
    moved = NewBlock(name="moved", body=moved_body(writer, period, planned))
    if period.kind is not PeriodKind.WEEK:
        return (
            summary,
            moved,
            NewBlock(name="decided", body=decided_body(writer, period)),
            NewBlock(name="ahead", body=ahead_body(writer, period)),
        )
    return (
        summary,
        NewBlock(name="decide", body=_decide_body(writer, answered)),
        moved,
        NewBlock(name="next", body=next_body(writer, period)),
        NewBlock(name="problems", body=problems_body(writer)),
    )


def new_review(
    measures: Measures,
    period: Period,
    config: Config,
    templates: Templates,
    answered: Answered = NOTHING_ANSWERED,
    planned: tuple[PlannedRow, ...] = (),
) -> str:
    """The note of a review that does not exist yet."""
    writer = Writer.of(measures, config, templates)
    blocks = _blocks(writer, period, answered, planned)
    said = tuple(block for block in blocks if block.name != _LAST)
    return render_note(
        _frontmatter(writer, period),
        (
            *said,
            templates.render("review/reflection", {}),
            *(block for block in blocks if block.name == _LAST),
        ),
    )


def headline(goals: Sequence[GoalMeasure], period: Period, questions: int, writer: Writer) -> str:
    """How many goals moved, and how many need a decision."""
    phrases, word = writer.phrases, writer.words.count_word
    count = goals_moved(goals, period)
    values = {"moved": word(count), "active": word(len(goals))}
    if not count:
        moved = phrases.say("headline.none")
    elif count == len(goals):
        moved = phrases.count("headline.all", count, values)
    else:
        moved = phrases.say("headline.some", values)
    asked = phrases.count("headline.questions", questions, {"word": word(questions)}) if questions else ""
    return " ".join(first_up(part) for part in (moved, asked) if part)


def goals_moved(goals: Sequence[GoalMeasure], period: Period) -> int:
    """How many of the goals moved in the period."""
    return sum(measure.moved_between(period.first, period.last) for measure in goals)


def without_goals(writer: Writer) -> str:
    """What is said where no goal is running: that there is none at all, or none now."""
    return writer.phrases.say("headline.none_running" if writer.measures.goals else "headline.no_goals")


def _frontmatter(writer: Writer, period: Period) -> str:
    goals = writer.agenda.top
    return "\n".join(
        (
            "type: aimo-review",
            f"period: {period.key}",
            f"from: {period.first.isoformat()}",
            f"to: {period.last.isoformat()}",
            f"goals_active: {len(goals)}",
            f"goals_moved: {goals_moved(goals, period)}",
            f"questions_open: {len(writer.questions)}",
        )
    )


def _decide_body(writer: Writer, answered: Answered) -> str:
    return "\n\n".join(
        part for part in (decide_body(writer, answered), answers_body(writer, answered)) if part
    )


def _direction(writer: Writer, period: Period) -> Direction:
    measures = writer.measures
    last = min(period.last, measures.today)
    return direction(measures.vault, measures.goals, measures.done, period.first, last)


def _summary_body(writer: Writer, period: Period) -> str:
    goals = writer.agenda.top
    counts = _direction(writer, period)
    charts = (
        burn_up(writer.measure_of(question), period, writer)
        for question in writer.asked
        if question.reason in SLIPPING_REASONS
    )
    said = headline(goals, period, len(writer.questions), writer) if goals else without_goals(writer)
    return writer.templates.render(
        "review/summary",
        {
            "title": writer.words.period(period),
            "headline": said,
            "facts": " ".join(_facts(counts, period, writer)),
            "rows": tuple(goal_row(measure, period.first, writer) for measure in goals[:MOST_GOALS]),
            "charts": tuple(xychart(chart) for chart in charts if chart is not None),
        },
    )


def _facts(counts: Direction, period: Period, writer: Writer) -> Iterator[str]:
    """What was done, and whether the top goal stands still; without goals, how to make one."""
    goals = writer.agenda.top
    phrases, words = writer.phrases, writer.words
    done = phrases.count("done.total", counts.done) if counts.done else phrases.say("done.nothing")
    if counts.moving and counts.misc:
        moving = phrases.count("done.moving", counts.moving)
        done = phrases.say(
            "done.parts", {"total": done, "moving": moving, "misc": phrases.count("done.misc", counts.misc)}
        )
    elif counts.done and goals:
        done = phrases.say("done.only_moving" if counts.moving else "done.only_misc", {"total": done})
    yield first_clauses([done, *_metric_facts(period, writer)], writer) + "."
    if not goals:
        if not writer.measures.goals:
            yield phrases.say("headline.make_one")
        return
    top = goals[0]
    still = top.stalled_days or 0
    if (
        top.goal.keys.priority is not None
        and still > _LONG_STILL
        and not top.moved_between(period.first, period.last)
    ):
        yield phrases.say("done.top_still", {"days": words.number(still)})
    yield from more_goals(len(goals) - MOST_GOALS, writer)


def _metric_facts(period: Period, writer: Writer) -> Iterator[str]:
    for measure in writer.measures.shown():
        values, metric = metric_change(measure, period), measure.goal.keys.metric
        if values is None or metric is None or values[0] == values[1]:
            continue
        key = "done.metric_more" if values[1] > values[0] else "done.metric_less"
        amount = writer.words.number(abs(values[1] - values[0]))
        yield writer.phrases.say(key, {"amount": amount, "unit": inline(metric.name)})
