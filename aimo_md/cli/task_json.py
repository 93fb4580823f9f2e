"""A task as JSON, in the shape that the docs promise.

Knows the names of the fields. Days are ISO, paths relative with `/`, lines from 1.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aimo_md.text.recurrence import Rule, TaskDays, next_days, parse_rule

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.cli.json_print import Json
    from aimo_md.goals.model import Task, Vault


def task_json(task: Task, vault: Vault, today: date) -> Json:
    """A task with every field."""
    words = task.words
    return {
        "path": task.path,
        "line": task.line,
        "status": task.symbol,
        "type": task.type,
        "done": task.type == "done",
        "text": words.text,
        "due": words.due,
        "scheduled": words.scheduled,
        "start": words.start,
        "created": words.created,
        "done_date": words.done,
        "cancelled_date": words.cancelled,
        "priority": words.priority,
        "recurrence": words.recurrence,
        "on_completion": words.on_completion,
        "id": words.id,
        "depends_on": words.depends_on,
        "tags": words.tags,
        "weight": words.weight,
        "block_link": words.block_link,
        "parent_line": task.parent,
        "goal": vault.owners.get(task.place),
        "next_dates": _next_dates(task, today),
    }


def _next_dates(task: Task, today: date) -> Json | None:
    rule = None if task.words.recurrence is None else _rule(task.words.recurrence)
    if rule is None:
        return None
    days = TaskDays(due=task.words.due, scheduled=task.words.scheduled, start=task.words.start)
    following = next_days(rule, days, done_on=today)
    if following is None:
        return None
    return {"due": following.due, "scheduled": following.scheduled, "start": following.start}


@lru_cache(maxsize=1024)
def _rule(words: str) -> Rule | None:
    """The rule that these words state: a vault says the same few again and again."""
    return parse_rule(words)
