"""What the coming days hold, in a review: the one thing, the plan, the load, what moves no goal.

Knows the coming period. Knows nothing of what has been done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.notes.escape import inline
from aimo_md.notes.long_lists import MOST_GOALS
from aimo_md.notes.task_lines import misc_day, plan_row, row_action, task_words
from aimo_md.notes.wording import first_up
from aimo_md.plan.few import nearest
from aimo_md.plan.hints import hints_of
from aimo_md.plan.waiting import waiting_for
from aimo_md.plan.week import coming_rows, miscellaneous

if TYPE_CHECKING:
    from aimo_md.errors import Problem
    from aimo_md.notes.writer import Writer
    from aimo_md.plan.week import Misc, Row
    from aimo_md.text.dates import Period

_NAMES: Final = 6


def next_body(writer: Writer, period: Period) -> str:
    """The block `next` of a review of the period before."""
    coming = period.next()
    rows = coming_rows(writer.agenda, coming.first, coming.last)
    misc = miscellaneous(writer.measures, coming.last)
    if not writer.agenda.top and not misc.rows:
        return ""
    told = (_more_rows(len(rows) - MOST_GOALS, writer), _load(rows, misc, writer), _conflict(writer))
    load = " ".join(part for part in told if part)
    return writer.templates.render(
        "review/next",
        {
            "one_thing": one_thing(writer),
            "rows": tuple(plan_row(row, writer) for row in rows[:MOST_GOALS]),
            "load": load,
            "misc": misc_line(misc, writer),
            "hint": hint_line(writer),
        },
    )


def one_thing(writer: Writer) -> str:
    """The next action of the first goal that has one, and what waits for it."""
    measures, phrases = writer.measures, writer.phrases
    goals = writer.agenda.top
    for measure in goals:
        task = measure.next_action
        if task is None:
            continue
        values = {"task": task_words(task.title), "goal": writer.links.to(measure.goal.path)}
        waiting = len(waiting_for(task, measures.vault))
        if not waiting:
            return phrases.say("next.one_thing", values)
        is_top = measure is goals[0] and measure.goal.keys.priority is not None
        return phrases.count("next.one_thing_top" if is_top else "next.one_thing_waited", waiting, values)
    return ""


def hint_line(writer: Writer) -> str:
    """What would make the plan of the first goal that has room for it a better one; empty where none has.

    When a subgoal is reached is for the goal above it to say.
    """
    for measure in writer.agenda.top:
        for path in writer.measures.vault.below(measure.goal.path):
            hint = _hint(path, writer)
            if hint is not None:
                words = writer.phrases.say(f"hint.{hint.code}", {"goal": writer.links.to(path)})
                return writer.phrases.say("hint.line", {"hint": words})
    return ""


def _hint(path: str, writer: Writer) -> Problem | None:
    """The first hint that is about the note of a goal."""
    measure = writer.measures.goals[path]
    for hint in hints_of(measure, writer.measures):
        if hint.path == path and (measure.goal.parent is None or hint.code != "no-criterion"):
            return hint
    return None


def misc_line(misc: Misc, writer: Writer) -> str:
    """The miscellaneous tasks with their days, and the number of the others."""
    say, count = writer.phrases.say, writer.phrases.count
    named = [
        say("misc.name", {"task": row_action(row, writer), "day": misc_day(row, writer)})
        for row in nearest(misc.rows, _NAMES, writer.agenda)
    ]
    names = writer.words.some(named, _NAMES, len(misc.rows))
    parts = [say("misc.named", {"names": names})] if named else []
    if misc.undated:
        parts.append(count("misc.undated" if named else "misc.undated_only", misc.undated))
    if misc.later:
        parts.append(count("misc.later", misc.later))
    return " ".join(parts)


def _more_rows(rest: int, writer: Writer) -> str:
    """How much of the plan does not stand in the table."""
    return f"{first_up(writer.phrases.count('more.lines', rest))}." if rest > 0 else ""


def _load(rows: tuple[Row, ...], misc: Misc, writer: Writer) -> str:
    """The number of things planned against a usual week; nothing where no usual week is known."""
    low, high = writer.measures.load.usual_low, writer.measures.load.usual_high
    if low is None or high is None:
        return ""
    planned = len(rows) + len(misc.rows)
    values = {"rows": planned, "low": low, "high": high}
    usual = writer.phrases.say("load.usual_range" if low < high else "load.usual", values)
    total = writer.phrases.say("load.with_misc" if misc.rows else "load.total", values)
    key = "load.more" if planned > high else "load.within"
    return writer.phrases.say(key, {"total": total, "usual": usual})


def _conflict(writer: Writer) -> str:
    """The goals that cannot all keep their deadlines at the present pace."""
    goals = [writer.measures.goals[path] for path in writer.measures.load.conflicts]
    if len(goals) < 2:  # noqa: PLR2004 (one goal alone is no conflict)
        return ""
    titles = [inline(measure.goal.title) for measure in goals]
    names = writer.words.some(titles, _NAMES) if len(titles) > _NAMES else writer.words.names(titles)
    days = {measure.span.deadline for measure in goals}
    day = days.pop() if len(days) == 1 else None
    values = {"goals": names, "day": "" if day is None else writer.words.day(day)}
    both = "both" if len(goals) == 2 else "all"  # noqa: PLR2004 (the English for two)
    return writer.phrases.say(f"load.conflict_{both}{'' if day is None else '_on'}", values)
