"""What moved in a period, what did not, and how what was planned for it went.

Knows done tasks and gains by day. Knows nothing of the days to come.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.measures.model import ItemKind
from aimo_md.notes.escape import inline
from aimo_md.notes.goal_lines import change, signed
from aimo_md.notes.long_lists import MOST_GOALS, more_line
from aimo_md.notes.planned import graded_rows
from aimo_md.notes.task_lines import task_words
from aimo_md.plan.grading import Grade, graded, times_put_off
from aimo_md.plan.late_entries import late_entries
from aimo_md.text.dates import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.notes.planned import PlannedRow
    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period

_NAMES: Final = 5
_NOT_DONE: Final = {"plan.put_off": Grade.PUT_OFF, "plan.dropped": Grade.DROPPED, "plan.open": Grade.OPEN}
_LAST_LINK: Final = re.compile(r"(?<=\S)\s+\[\[([^\[\]|#]+)(?:\|[^\[\]]*)?\]\]\s*$")


def moved_body(writer: Writer, period: Period, planned: tuple[PlannedRow, ...] = ()) -> str:
    """The block `moved` of a review; `planned` is what the one before had planned for the period."""
    goals = writer.agenda.top
    if not goals:
        return ""
    moved = [measure for measure in goals if measure.moved_between(period.first, period.last)]
    places = {measure.goal.path for measure in moved}
    resting = [measure for measure in goals if measure.goal.path not in places]
    return writer.templates.render(
        "review/moved",
        {
            "moved": _each(moved, lambda measure: _moved_line(measure, period, writer), writer),
            "resting": _each(resting, lambda measure: _resting_line(measure, writer), writer),
            "quiet": writer.phrases.say(f"moved.quiet.{period.kind.value}"),
            "late": _late_line(writer, period),
            "plan": _plan_graded(writer, period, planned) if period.kind is PeriodKind.WEEK else "",
        },
    )


def _each(
    goals: Sequence[GoalMeasure], line: Callable[[GoalMeasure], str], writer: Writer
) -> tuple[str, ...]:
    """A line for each goal, as long as the list does not get long."""
    return (*map(line, goals[:MOST_GOALS]), *more_line(len(goals) - MOST_GOALS, writer))


def _late_line(writer: Writer, period: Period) -> str:
    """What was done before the period and noted since its review was written; empty where nothing was."""
    names = [
        writer.phrases.say(
            "moved.late_entry",
            {"what": task_words(deed.text), "day": writer.words.day(deed.day)},
        )
        for deed in late_entries(writer.measures, period)
    ]
    return writer.phrases.say("moved.late", {"names": writer.words.some(names, _NAMES)}) if names else ""


def metric_change(measure: GoalMeasure, period: Period) -> tuple[float, float] | None:
    """The value of a metric goal before the period and at its end, in its own unit."""
    metric = measure.goal.keys.metric
    if metric is None:
        return None
    sign = 1.0 if metric.target > metric.origin else -1.0
    before = metric.origin + sign * measure.earned_by(period.first - timedelta(days=1))
    return before, metric.origin + sign * measure.earned_by(period.last)


def _moved_line(measure: GoalMeasure, period: Period, writer: Writer) -> str:
    values = {"goal": writer.links.to(measure.goal.path)}
    done = Counter(text for _, text in sorted(_done(measure, period, writer)))
    names = [
        writer.phrases.say("moved.times", {"what": text, "times": n}) if n > 1 else text
        for text, n in done.items()
    ]
    what = writer.words.some([*_amounts(measure, period, writer), *names], _NAMES)
    more = change(measure, period.first)
    if not more:
        return writer.phrases.say("moved.line", {**values, "what": what})
    return writer.phrases.say("moved.line_with_change", {**values, "what": what, "change": signed(more)})


def _resting_line(measure: GoalMeasure, writer: Writer) -> str:
    """What is known of a goal that did not move: what waits, since when, what is next."""
    say, words = writer.phrases.say, writer.words
    due = [
        (day, task)
        for item in measure.items
        if (task := item.task) is not None and item.weight > item.earned
        if (day := _was_due(task, writer)) is not None
    ]
    if due:
        day, task = min(due, key=lambda pair: (pair[0], pair[1].place))
        values = {"task": words.quoted(task_words(task.title)), "day": words.day(day)}
        times = len(times_put_off(task, writer.measures))
        parts = [
            writer.phrases.count("resting.put_off", times, values) if times else say("resting.due", values)
        ]
    else:
        parts = []
        if measure.moved_on is not None:
            parts.append(say("resting.since", {"day": words.day(measure.moved_on)}))
        if measure.next_action is not None:
            task = measure.next_action
            parts.append(say("resting.next", {"task": words.quoted(task_words(task.title))}))
    what = words.clauses(parts) or say("resting.unknown")
    return say("resting.line", {"goal": writer.links.to(measure.goal.path), "what": what})


def _was_due(task: Task, writer: Writer) -> date | None:
    """The first day on which a task was to be done and was not, be it put off since or not."""
    days = (*(move.old for move in times_put_off(task, writer.measures)), task.words.due)
    return min((day for day in days if day is not None and day < writer.measures.today), default=None)


def _amounts(measure: GoalMeasure, period: Period, writer: Writer) -> Iterator[str]:
    """How far each metric in the goal went, with the name of the subgoal where it is one."""
    for item in measure.items:
        if item.kind is not ItemKind.METRIC:
            continue
        of = writer.measures.goals[item.goal]
        metric, values = of.goal.keys.metric, metric_change(of, period)
        if metric is None or values is None or values[0] == values[1]:
            continue
        before, after = map(writer.words.number, values)
        said = writer.phrases.say("moved.amount", {"from": before, "to": after, "unit": inline(metric.name)})
        yield said if of is measure else f"{inline(of.goal.title)}: {said}"


def _done(measure: GoalMeasure, period: Period, writer: Writer) -> Iterator[tuple[date, str]]:
    """What was done for the goal in the period, with the day."""
    for item in measure.items:
        if item.kind in {ItemKind.LEAF, ItemKind.SERIES}:
            days = [day for day in item.moves if period.first <= day <= period.last]
            if days:
                words = task_words(_without_goal(item.text, writer.measures.vault.notes[item.goal]))
                yield from ((day, words) for day in days)
        elif item.kind is ItemKind.HABIT:
            yield from _ticks(writer.measures.goals[item.goal], period, writer)


def _ticks(measure: GoalMeasure, period: Period, writer: Writer) -> Iterator[tuple[date, str]]:
    """The tasks and log lines that kept a habit in the period."""
    for deed in writer.measures.done.between(period.first, period.last):
        if deed.goal == measure.goal.path:
            yield (
                deed.day,
                task_words(_without_goal(deed.text, writer.measures.vault.notes[measure.goal.path])),
            )
    for entry in measure.goal.log:
        if period.first <= entry.day <= period.last:
            yield entry.day, inline(entry.text) if entry.text else writer.words.weekday_day(entry.day)


def _without_goal(text: str, goal: NoteReading) -> str:
    """A task's text without a link at its end that only says which goal it moves: the line says that too."""
    link, path = _LAST_LINK.search(text), goal.path.removesuffix(".md")
    names = {path, path.rpartition("/")[2], *goal.aliases}
    return text if link is None or link[1].strip() not in names else text[: link.start()]


def _plan_graded(writer: Writer, period: Period, planned: tuple[PlannedRow, ...]) -> str:
    """How what was planned or dated into the period went; empty where there was nothing."""
    tasks = graded(writer.measures, period.first, period.last)
    rows = graded_rows(planned, period, writer, {each.task.place for each in tasks})
    found = [
        *((task_words(each.task.title), each.grade) for each in tasks),
        *((each.action, each.grade) for each in rows),
    ]
    if not found:
        return ""
    done = sum(grade is Grade.DONE for _, grade in found)
    parts = [writer.phrases.count("plan.done", done, {"all": len(found)})]
    for key, wanted in _NOT_DONE.items():
        names = [writer.words.quoted(words) for words, grade in found if grade is wanted]
        if names:
            parts.append(writer.phrases.say(key, {"names": writer.words.some(names, _NAMES)}))
    return " ".join(parts)
