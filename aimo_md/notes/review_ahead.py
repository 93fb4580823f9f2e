"""What the coming month, quarter or year holds: deadlines, milestones, and the number of dated tasks.

Knows the coming period. The days of a coming week are for `coming`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.notes.coming import one_thing
from aimo_md.notes.escape import inline
from aimo_md.notes.long_lists import MOST_GOALS, first_lines
from aimo_md.plan.week import coming_rows, runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period


def ahead_body(writer: Writer, period: Period) -> str:
    """The block `ahead` of a review of the period before."""
    if not writer.agenda.top:
        return ""
    coming = period.next()
    rows = coming_rows(writer.agenda, coming.first, coming.last)
    dated = {row.task.place for row in rows if row.task is not None and row.day is not None}
    return writer.templates.render(
        "review/ahead",
        {
            "title": writer.phrases.say(f"ahead.title.{period.kind.value}"),
            "one_thing": one_thing(writer),
            "lines": first_lines([line for _, line in sorted(_lines(writer, coming))], MOST_GOALS, writer),
            "dated": writer.phrases.count("ahead.dated", len(dated)) if dated else "",
        },
    )


def _lines(writer: Writer, coming: Period) -> Iterator[tuple[date, str]]:
    """A line for each deadline and each milestone of the running goals, with its day."""
    for measure in writer.measures.shown():
        if not runs(measure, writer.measures):
            continue
        goal = writer.links.to(measure.goal.path)
        deadline = measure.goal.keys.deadline
        if deadline is not None and coming.first <= deadline <= coming.last:
            values = {"day": writer.words.day(deadline), "goal": goal}
            yield deadline, writer.phrases.say("ahead.deadline", values)
        for day, title in _milestones(measure, writer.measures.vault.notes[measure.goal.path]):
            if coming.first <= day <= coming.last:
                values = {"day": writer.words.day(day), "milestone": inline(title), "goal": goal}
                yield day, writer.phrases.say("ahead.milestone", values)


def _milestones(measure: GoalMeasure, note: NoteReading) -> Iterator[tuple[date, str]]:
    """The milestones below which something is open."""
    waiting: set[int] = set()
    for task in measure.goal.own:
        index = task.section if task.path == note.path and task.type.is_open else None
        while index is not None:
            waiting.add(index)
            index = note.sections[index].parent
    for index in sorted(waiting):
        section = note.sections[index]
        if section.due is not None:
            yield section.due, section.title
