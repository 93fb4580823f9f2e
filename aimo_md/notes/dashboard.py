"""The dashboard: what waits for a decision, what is for today, how the goals are.

Knows the order of its parts and that each task stands in it once. Everything is as of `measures.today`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.model import Health
from aimo_md.notes.answers import NOTHING_ANSWERED, Answered, answers_body
from aimo_md.notes.charts import gantt
from aimo_md.notes.decide import decide_body
from aimo_md.notes.goal_lines import goal_row
from aimo_md.notes.long_lists import MOST_GOALS, MOST_NAMES, MOST_TASKS, more_goals, more_line
from aimo_md.notes.problem_lines import problems_body
from aimo_md.notes.review import headline, without_goals
from aimo_md.notes.task_lines import mirrored_line, misc_day, was_due
from aimo_md.notes.wording import first_up
from aimo_md.notes.writer import Writer
from aimo_md.plan.few import nearest
from aimo_md.plan.week import coming_rows, miscellaneous, runs, today_rows
from aimo_md.text.block_merge import NewBlock, render_note
from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.notes.render import Templates
    from aimo_md.plan.week import Row

_AHEAD: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a name: a goal or a day."""

    name: str
    lines: tuple[str, ...]


def dashboard_blocks(
    measures: Measures, config: Config, templates: Templates, answered: Answered = NOTHING_ANSWERED
) -> tuple[NewBlock, ...]:
    """The blocks of the dashboard, in their order."""
    writer = Writer.of(measures, config, templates)
    today = today_rows(writer.agenda)
    return (
        NewBlock(name="summary", body=_summary_body(writer)),
        NewBlock(name="decide", body=_decide_body(writer, answered)),
        NewBlock(name="today", body=_today_body(today, writer)),
        NewBlock(name="coming", body=_coming_body(today, writer)),
        NewBlock(name="goals", body=_goals_body(writer)),
        NewBlock(name="problems", body=problems_body(writer)),
    )


def new_dashboard(
    measures: Measures, config: Config, templates: Templates, answered: Answered = NOTHING_ANSWERED
) -> str:
    """The dashboard's note where there is none yet."""
    return render_note("type: aimo-dashboard", dashboard_blocks(measures, config, templates, answered))


def _decide_body(writer: Writer, answered: Answered) -> str:
    """The questions, where there are some, and what became of answers."""
    asked = decide_body(writer, answered) if writer.questions else ""
    return "\n\n".join(part for part in (asked, answers_body(writer, answered)) if part)


def _summary_body(writer: Writer) -> str:
    goals = writer.agenda.top
    week = week_of(writer.measures.today, week_start=writer.config.vault.week_start.number)
    said = headline(goals, week, len(writer.questions), writer) if goals else without_goals(writer)
    if not writer.measures.goals:
        said += " " + writer.phrases.say("headline.make_one")
    day = writer.words.full_day(writer.measures.today)
    return writer.templates.render("dashboard/summary", {"day": day, "headline": said})


def _today_body(rows: tuple[Row, ...], writer: Writer) -> str:
    """By goal; where not all is shown, how to see it."""
    ranks = writer.agenda.ranks
    by_goal = sorted((row for row in rows if row.goal), key=lambda row: ranks[row.goal or ""])
    groups = {goal: tuple(group) for goal, group in groupby(by_goal, key=lambda row: row.goal or "")}
    shown = tuple(
        Group(name=writer.links.to(goal), lines=_lines(group, writer, was_due))
        for goal, group in islice(groups.items(), MOST_GOALS)
    )
    rest = [*more_goals(len(groups) - MOST_GOALS, writer)]
    if rest or any(len(group) > MOST_TASKS for group in groups.values()):
        rest.append(writer.phrases.say("more.today"))
    return writer.templates.render("dashboard/today", {"groups": shown, "rest": " ".join(rest)})


def _coming_body(today: tuple[Row, ...], writer: Writer) -> str:
    """The next seven days, each task on its first day only, then what moves no goal."""
    measures = writer.measures
    first, last = measures.today + timedelta(days=1), measures.today + timedelta(days=_AHEAD)
    rows = _once(coming_rows(writer.agenda, first, last), today)
    misc = miscellaneous(measures, last)
    groups = tuple(
        Group(
            name=first_up(writer.phrases.say("day.any")) if day is None else writer.words.weekday_day(day),
            lines=_lines(tuple(group), writer),
        )
        for day, group in groupby(rows, key=lambda row: row.day)
    )
    misc_lines = _lines(misc.rows, writer, misc_day)
    rest = []
    if misc.undated:
        rest.append(writer.phrases.count("misc.undated" if misc_lines else "misc.undated_only", misc.undated))
    if misc.later:
        rest.append(writer.phrases.count("misc.later", misc.later))
    return writer.templates.render(
        "dashboard/coming", {"groups": groups, "misc": misc_lines, "rest": " ".join(rest)}
    )


def _lines(
    rows: tuple[Row, ...], writer: Writer, note: Callable[[Row, Writer], str] = lambda _row, _writer: ""
) -> tuple[str, ...]:
    """A line for each of the nearest rows, and one for the number of the others."""
    shown = nearest(rows, MOST_TASKS, writer.agenda)
    lines = (mirrored_line(row, writer, note=note(row, writer)) for row in shown)
    return (*lines, *more_line(len(rows) - len(shown), writer))


def _once(rows: tuple[Row, ...], before: tuple[Row, ...]) -> Iterator[Row]:
    """The rows whose task has not stood on an earlier list."""
    seen = {row.task.place for row in before if row.task is not None}
    for row in rows:
        if row.task is None:
            yield row
        elif row.task.place not in seen:
            seen.add(row.task.place)
            yield row


def _goals_body(writer: Writer) -> str:
    measures = writer.measures
    week = measures.direction.first
    listed = _in_table(writer)
    rows = tuple(goal_row(each, week, writer, mark="↳ " if each.goal.parent else "") for each in listed)
    rest = " ".join(
        (*_not_in_table(len(listed), writer), *_paused(writer), *_upcoming(writer)),
    )
    if not rows:
        return rest and writer.templates.render("dashboard/goals", {"rows": (), "resting": rest})
    drawn = [m for m in measures.shown() if runs(m, measures) or m.health is Health.UPCOMING]
    return writer.templates.render(
        "dashboard/goals", {"rows": rows, "resting": rest, "chart": gantt(drawn, writer)}
    )


def _in_table(writer: Writer) -> list[GoalMeasure]:
    """The running goals, each followed by its subgoals as far as these leave room for the others."""
    measures, listed = writer.measures, []
    tops = writer.agenda.top[:MOST_GOALS]
    room = MOST_GOALS - len(tops)
    for top in tops:
        below = (measures.goals[path] for path in measures.vault.below(top.goal.path)[1:])
        subgoals = [sub for sub in below if runs(sub, measures)][:room]
        room -= len(subgoals)
        listed += [top, *subgoals]
    return listed


def _not_in_table(listed: int, writer: Writer) -> Iterator[str]:
    rest = len(writer.agenda.running) - listed
    if rest > 0:
        yield from more_goals(rest, writer)
        yield writer.phrases.say("more.status")


def _paused(writer: Writer) -> Iterator[str]:
    """The goals that are paused, with the day on which that ends."""
    names = [
        _with_day("goals.paused_until", measure, measure.goal.keys.paused_until, writer)
        for measure in writer.measures.shown()
        if measure.status is GoalStatus.PAUSED
    ]
    if names:
        yield writer.phrases.say("goals.paused", {"names": writer.words.some(names, MOST_NAMES)})


def _upcoming(writer: Writer) -> Iterator[str]:
    """The goals that have not begun, with the day on which they do."""
    names = [
        _with_day("goals.upcoming_on", measure, measure.span.start, writer)
        for measure in writer.measures.shown()
        if measure.health is Health.UPCOMING
    ]
    if names:
        yield writer.phrases.say("goals.upcoming", {"names": writer.words.some(names, MOST_NAMES)})


def _with_day(phrase: str, measure: GoalMeasure, day: date | None, writer: Writer) -> str:
    goal = writer.links.to(measure.goal.path)
    return goal if day is None else writer.phrases.say(phrase, {"goal": goal, "day": writer.words.day(day)})
