"""Lines about tasks: mirrored with a box, as a row of a plan, or named in a sentence.

Knows the form of a mirrored line, from which a tick is read back. Knows nothing of which task stands where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.goals.model import TaskType
from aimo_md.notes.escape import inline
from aimo_md.notes.wording import first_up
from aimo_md.plan.mirror import mirror_id
from aimo_md.text.weekdays import weekday_prefix

if TYPE_CHECKING:
    from aimo_md.notes.writer import Writer
    from aimo_md.plan.week import Row


def task_words(text: str) -> str:
    """A task's text for a note of aimo's: without the weekday in front, which the list says already."""
    prefix = weekday_prefix(text)
    return inline(text if prefix is None else first_up(prefix[1]))


def mirrored_line(row: Row, writer: Writer, note: str = "") -> str:
    """`- [ ] text — [[note]] ^aimo-t-3f9a21`, with `note` after the text.

    What has no task has no box: its amount is said in a plain item. Nor has any where the config says so.
    """
    action = row_action(row, writer)
    words = writer.phrases.say("row.with_note", {"action": action, "note": note}) if note else action
    if row.task is None:
        return f"- {words} — {writer.links.to(row.goal)}" if row.goal else f"- {words}"
    if not writer.config.dashboard.tick:
        return f"- {words} — {writer.links.to(row.task.path)}"
    symbol = "/" if row.task.type is TaskType.IN_PROGRESS else " "
    block_id = mirror_id(row.task, writer.measures.vault.notes[row.task.path])
    return f"- [{symbol}] {words} — {writer.links.to(row.task.path)} ^{block_id}"


def plan_row(row: Row, writer: Writer) -> str:
    """`| Tue 24 | Walk for 30 minutes | [[Goal]] |`."""
    goal = "" if row.goal is None else writer.links.to(row.goal, in_table=True)
    day = writer.phrases.say("day.any") if row.day is None else writer.words.weekday_day(row.day)
    return f"| {day} | {row_action(row, writer)} | {goal} |"


def row_action(row: Row, writer: Writer) -> str:
    """What is to be done."""
    if row.task is not None:
        return task_words(row.task.title)
    amount = row.amount or 0.0
    metric = None if row.goal is None else writer.measures.goals[row.goal].goal.keys.metric
    if metric is None:
        return writer.phrases.count("row.times", round(amount))
    values = {"amount": writer.words.number(_two_digits(amount)), "unit": inline(metric.name)}
    return writer.phrases.say("row.amount", values)


def was_due(row: Row, writer: Writer) -> str:
    """`due 14 Nov` for a task whose due day has passed, else nothing."""
    due = None if row.task is None else row.task.words.due
    if due is None or due >= writer.measures.today:
        return ""
    return writer.phrases.say("row.was_due", {"day": writer.words.day(due)})


def misc_day(row: Row, writer: Writer) -> str:
    """The day of a miscellaneous row in a few words: `Tue 24`, or `due 14 Nov` for one that has passed."""
    return was_due(row, writer) or writer.words.weekday_day(row.day or writer.measures.today)


def _two_digits(amount: float) -> float:
    """With two digits that count: what is to be done in a week need not be said to the last word."""
    return float(f"{amount:.1e}")
