"""The dashboard: what waits for a decision, what is for today, how the goals are.

Knows the order of its parts and that each task stands in it once. Everything is as of `measures.today`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.model import Health
from aimo_md.notes.answers import NOTHING_ANSWERED, Answered, answers_body
from aimo_md.notes.charts import gantt
from aimo_md.notes.decide import decide_body
from aimo_md.notes.goal_lines import goal_row
from aimo_md.notes.problem_lines import problems_body
from aimo_md.notes.review import headline, without_goals
from aimo_md.notes.task_lines import mirrored_line, misc_day, was_due
from aimo_md.notes.wording import first_up
from aimo_md.notes.writer import Writer
from aimo_md.plan.week import coming_rows, miscellaneous, runs, today_rows
from aimo_md.text.block_merge import NewBlock, render_note
from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.notes.render import Templates
    from aimo_md.plan.week import Row

_AHEAD = 7


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
    shown = [measure.goal.path for measure in writer.measures.shown()]
    by_goal = sorted((row for row in rows if row.goal), key=lambda row: shown.index(row.goal or ""))
    groups = tuple(
        Group(name=writer.links.to(goal), lines=tuple(_lines(group, writer)))
        for goal, group in groupby(by_goal, key=lambda row: row.goal)
        if goal is not None
    )
    return writer.templates.render("dashboard/today", {"groups": groups})


def _lines(rows: Iterator[Row], writer: Writer) -> Iterator[str]:
    for row in rows:
        yield mirrored_line(row, writer, note=was_due(row, writer))


def _coming_body(today: tuple[Row, ...], writer: Writer) -> str:
    """The next seven days, each task on its first day only, then what moves no goal."""
    measures = writer.measures
    first, last = measures.today + timedelta(days=1), measures.today + timedelta(days=_AHEAD)
    rows = _once(coming_rows(writer.agenda, first, last), today)
    misc = miscellaneous(measures, last)
    groups = tuple(
        Group(
            name=first_up(writer.phrases.say("day.any")) if day is None else writer.words.weekday_day(day),
            lines=tuple(mirrored_line(row, writer) for row in group),
        )
        for day, group in groupby(rows, key=lambda row: row.day)
    )
    misc_lines = tuple(mirrored_line(row, writer, note=misc_day(row, writer)) for row in misc.rows)
    rest = []
    if misc.undated:
        rest.append(writer.phrases.count("misc.undated" if misc_lines else "misc.undated_only", misc.undated))
    if misc.later:
        rest.append(writer.phrases.count("misc.later", misc.later))
    return writer.templates.render(
        "dashboard/coming", {"groups": groups, "misc": misc_lines, "rest": " ".join(rest)}
    )


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
    rows = []
    for top in writer.agenda.top:
        rows.append(goal_row(top, week, writer))
        below = (measures.goals[path] for path in measures.vault.below(top.goal.path)[1:])
        rows += [goal_row(sub, week, writer, mark="↳ ") for sub in below if runs(sub, measures)]
    resting = " ".join(part for part in (_paused(writer), _upcoming(writer)) if part)
    if not rows:
        return resting and writer.templates.render("dashboard/goals", {"rows": (), "resting": resting})
    drawn = [m for m in measures.shown() if runs(m, measures) or m.health is Health.UPCOMING]
    return writer.templates.render(
        "dashboard/goals",
        {"rows": tuple(rows), "resting": resting, "chart": gantt(drawn, writer)},
    )


def _paused(writer: Writer) -> str:
    """The goals that are paused, with the day on which that ends."""
    names = [
        _with_day("goals.paused_until", measure, measure.goal.keys.paused_until, writer)
        for measure in writer.measures.shown()
        if measure.status is GoalStatus.PAUSED
    ]
    return writer.phrases.say("goals.paused", {"names": writer.words.listed(names)}) if names else ""


def _upcoming(writer: Writer) -> str:
    """The goals that have not begun, with the day on which they do."""
    names = [
        _with_day("goals.upcoming_on", measure, measure.span.start, writer)
        for measure in writer.measures.shown()
        if measure.health is Health.UPCOMING
    ]
    return writer.phrases.say("goals.upcoming", {"names": writer.words.listed(names)}) if names else ""


def _with_day(phrase: str, measure: GoalMeasure, day: date | None, writer: Writer) -> str:
    goal = writer.links.to(measure.goal.path)
    return goal if day is None else writer.phrases.say(phrase, {"goal": goal, "day": writer.words.day(day)})
