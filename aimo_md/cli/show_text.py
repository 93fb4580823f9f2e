"""One goal on the terminal: how it is, where its numbers come from, and how it came there.

Knows lines and columns. What is said in the notes as well is said in their words.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, assert_never

from aimo_md.cli.saying import say
from aimo_md.cli.telling import counted
from aimo_md.measures.contributions import Counted, contributions
from aimo_md.measures.ledger import MoveKind, burn_up, ledger
from aimo_md.measures.model import PlannedBy
from aimo_md.measures.reckoning import forecast_steps, slip_steps
from aimo_md.notes.goal_lines import health, likely_end
from aimo_md.notes.wording import bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from aimo_md.goals.model import Place
    from aimo_md.measures.contributions import Contribution
    from aimo_md.measures.ledger import Entry
    from aimo_md.measures.model import GoalMeasure
    from aimo_md.measures.reckoning import SlipSteps
    from aimo_md.notes.writer import Writer

_WIDTH: Final = 40
_ON_TIME: Final = 0.5
"""Less than so many days behind or ahead is neither."""
_WEEKS: Final = 26
_MARGIN: Final = 12
"""How far what follows the name of a row is indented, beside the row itself."""
_FAR: Final = "a day out of sight"
_REASONS: Final = {
    Counted.YES: "",
    Counted.SPLIT: "its sub-tasks count in its place",
    Counted.CANCELLED: "cancelled",
    Counted.ENDLESS: "recurs, and the goal has no deadline up to which to count",
    Counted.SERIES: "part of a recurring task, which counts as a whole",
    Counted.LINK: "stands in another note and only links here, without a weight or due day",
    Counted.CLOSED: "its goal is closed or waits",
    Counted.WHOLE: "its goal counts as one, by a habit or a number",
}
_PLANNED_BY: Final = {
    PlannedBy.DUE: "its due day",
    PlannedBy.SCHEDULED: "its scheduled day",
    PlannedBy.ANCESTOR: "the task around it",
    PlannedBy.MILESTONE: "its milestone",
    PlannedBy.COHORT: "its place in the list",
    PlannedBy.SERIES: "its rule",
    PlannedBy.LINE: "a straight line",
    PlannedBy.REMOVED: "the line that was removed",
    PlannedBy.PAUSE: "the days left after a pause",
}


def print_goal(measure: GoalMeasure, writer: Writer) -> None:
    """The goal in a few lines."""
    goal, words = measure.goal, writer.words
    _say(f"{goal.title}  ({goal.path})")
    rows = {
        "Health": health(measure, writer),
        "Progress": _progress(measure, writer),
        "Plan": _plan(measure, writer),
        "Days": _days(measure),
        "Likely end": likely_end(measure, writer),
        "Pace": _pace(measure),
        "Part of": "" if goal.parent is None else writer.measures.vault.goals[goal.parent].title,
        "Subgoals": words.listed(writer.measures.vault.goals[path].title for path in goal.children),
        "Why": goal.keys.why,
        "Done when": "; ".join(f"[{'x' if each.met else ' '}] {each.text}" for each in goal.criteria),
        "Next": _next(measure),
        "Question": next((each.reason for each in writer.questions if each.goal == goal.path), ""),
    }
    _print_rows(rows)


def print_why(measure: GoalMeasure, writer: Writer) -> None:
    """Every task that counts and that does not, then the steps of slip and forecast."""
    today = writer.measures.today
    all_of_it = contributions(measure, writer.measures.vault)
    counts = [each for each in all_of_it if each.counted is Counted.YES]
    _say(f"\nWhat counts: {_number(measure.earned)} of {_number(measure.scope)} earned")
    for each in counts:
        _say(f"  {_share(each):>12}  {each.text}  ({_place(each.place)}{_when(each)})")
    if len(counts) < len(all_of_it):
        _say("\nWhat does not")
    for line in _left_out(all_of_it):
        _say(f"  {line}")
    if measure.habit is not None:
        _say("\nA habit has neither a slip nor a forecast: it is kept or not.")
        return
    steps = slip_steps(measure, today, writer.config.measures)
    _say("\nSlip")
    for line in ["  nothing is planned, so nothing can be late"] if steps is None else _slip(steps):
        _say(line)
    _say("\nForecast")
    for line in _forecast(measure, today):
        _say(line)


def print_history(measure: GoalMeasure, writer: Writer) -> None:
    """Done and planned by week, then every move."""
    today = writer.measures.today
    levels = burn_up(measure, today, writer.config.vault.week_start.number)
    _say("\nDone (█) and planned (|) at the end of each week")
    if not levels:
        _say("  nothing to draw yet")
    for level in levels[-_WEEKS:]:
        shares = writer.words.percent(level.earned)
        planned = "" if level.planned is None else f" of {writer.words.percent(level.planned)}"
        _say(f"  {level.day}  {_bar(level.earned, level.planned)}  {shares}{planned}")
    _say("\nMoves")
    entries = ledger(measure, writer.measures)
    if not entries:
        _say("  none is known")
    for entry in entries:
        where = (
            "" if entry.goal == measure.goal.path else f"  [{writer.measures.vault.goals[entry.goal].title}]"
        )
        _say(f"  {entry.day}  {_move(entry)}{where}")
    if writer.measures.past is None:
        _say("  (without git only dated ticks, log lines and decisions are known)")


def _print_rows(rows: dict[str, str]) -> None:
    width = max(map(len, rows))
    for name, text in rows.items():
        if text:
            _say(f"  {name:{width}}  {text}")


def _progress(measure: GoalMeasure, writer: Writer) -> str:
    if measure.progress is None:
        return writer.phrases.say("progress.unknown")
    tasks = f", {measure.leaves_done} of {counted(measure.leaves, 'task')}" if measure.leaves else ""
    return f"{bar(measure.progress)} {writer.words.percent(measure.progress)}{tasks}"


def _plan(measure: GoalMeasure, writer: Writer) -> str:
    if measure.planned is None:
        return ""
    wanted = f"{writer.words.percent(measure.planned)} by now"
    if measure.slip is None:
        return wanted
    days = _number(abs(measure.slip))
    if abs(measure.slip) < _ON_TIME:
        return f"{wanted}; on time"
    return f"{wanted}; {days} {'day' if days == '1' else 'days'} {'behind' if measure.slip > 0 else 'ahead'}"


def _days(measure: GoalMeasure) -> str:
    start, deadline = measure.span.start, measure.span.deadline
    return " ".join(
        text for text in (f"from {start}" if start else "", f"to {deadline}" if deadline else "") if text
    )


def _pace(measure: GoalMeasure) -> str:
    if measure.pace is None or measure.habit is not None:
        return ""
    usual, needed = f"{_number(measure.pace)} a week", measure.required_pace
    return usual if needed is None else f"{usual}; {_number(needed)} would meet the deadline"


def _next(measure: GoalMeasure) -> str:
    step = measure.next_action
    return "" if step is None else f"{step.title}  ({step.path}:{step.line})"


def _left_out(all_of_it: Iterable[Contribution]) -> Iterator[str]:
    """What does not count and why; the many tasks of a goal that counts as one are a single line."""
    tasks = Counter(each.goal for each in all_of_it if each.counted is Counted.WHOLE)
    for each in all_of_it:
        if each.counted not in {Counted.YES, Counted.WHOLE}:
            yield f"{each.text}  ({_place(each.place)}): {_REASONS[each.counted]}"
    for goal, number in tasks.items():
        yield f"{counted(number, 'task')} of {goal}: {_REASONS[Counted.WHOLE]}"


def _share(each: Contribution) -> str:
    return f"{_number(each.earned)} of {_number(each.weight)}"


def _when(each: Contribution) -> str:
    if each.earned_on is not None:
        return f", {each.earned_on}"
    return "" if each.planned_for is None else f", planned for {each.planned_for}{_by(each.planned_by)}"


def _by(planned_by: PlannedBy | None) -> str:
    return "" if planned_by is None else f" by {_PLANNED_BY[planned_by]}"


def _slip(steps: SlipSteps) -> Iterator[str]:
    yield (
        f"  at the end of {steps.r}: {_number(steps.earned)} of {_number(steps.total)} planned is earned,"
        f" {_number(steps.wanted)} was wanted"
    )
    reached = steps.reached
    if reached is not None:
        yield (
            f"  the plan wanted {_number(reached.before)} before {reached.day} and {_number(reached.by)}"
            f" with it, so {_number(reached.part)} of that day is reached"
        )
    if steps.off:
        yield f"  in between the goal was paused, or you were away, for {counted(steps.off, 'day')}"
    yield f"  slip: {_number(steps.slip)} days; the goal slips from {_number(steps.limit)} on"


def _forecast(measure: GoalMeasure, today: date) -> Iterator[str]:
    steps = forecast_steps(measure, today)
    weeks = ", ".join(map(_number, steps.windows))
    yield f"  earned in each span of 7 days up to {steps.r}: {weeks or 'none is complete yet'}"
    if steps.pace is None:
        yield "  too little to go by: it takes four such spans, and two in which something was earned"
    else:
        yield f"  {_number(steps.rest)} left at {_number(steps.pace)} a week"
    likely = measure.forecast
    if likely is not None:
        yield f"  as likely as not by {likely.p50 or _FAR}, by {likely.p85 or _FAR} with 85 %"
        if likely.chance is not None:
            yield f"  chance to meet {measure.span.deadline}: {likely.chance:.1%}"


def _move(entry: Entry) -> str:
    match entry.kind:
        case MoveKind.EARNED:
            weight = f"+{_number(entry.weight)}  " if entry.weight else ""
            return f"done      {weight}{entry.text}"
        case MoveKind.SCOPE:
            tasks = f" ({counted(entry.tasks, 'task')} added)" if entry.tasks else ""
            return f"scope     {entry.weight:+.3g}{tasks}"
        case MoveKind.DEADLINE:
            return f"deadline  {entry.old or 'none'} → {entry.new or 'none'}"
        case MoveKind.PUT_OFF:
            return f"put off   {entry.text}: {entry.old or 'no day'} → {entry.new or 'no day'}"
        case MoveKind.STATUS:
            return f"status    {entry.text}"
        case MoveKind.DECIDED:
            return f"decided   {entry.text}"
        case _:
            assert_never(entry.kind)


def _bar(earned: float, planned: float | None) -> str:
    cells = ["█" if (cell + 0.5) / _WIDTH <= earned else "░" for cell in range(_WIDTH)]
    if planned is not None:
        cells[min(int(planned * _WIDTH), _WIDTH - 1)] = "|"
    return "".join(cells)


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}" if place.line else place.path


def _number(value: float) -> str:
    """Up to two decimals, none that say nothing."""
    text = f"{round(value, 2):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _say(line: str) -> None:
    say(line, hanging=_MARGIN)
