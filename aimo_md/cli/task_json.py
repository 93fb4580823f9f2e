"""A task as JSON, in the shape that the docs promise.

Knows the names of the fields. Days are ISO, paths relative with `/`, lines from 1.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from aimo_md.goals.model import TaskType
from aimo_md.text.recurrence import Rule, TaskDays, next_days, parse_rule

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.cli.json_print import Json
    from aimo_md.goals.model import Task, Vault


class TaskJson(Struct, frozen=True, kw_only=True, gc=False):
    """A task with every field. They stand in the order of their names, so that nobody has to sort them."""

    block_link: str | None
    cancelled_date: date | None
    created: date | None
    depends_on: tuple[str, ...]
    done: bool
    done_date: date | None
    due: date | None
    goal: str | None
    id: str | None
    line: int
    next_dates: Json | None
    on_completion: str | None
    parent_line: int | None
    path: str
    priority: str | None
    recurrence: str | None
    scheduled: date | None
    start: date | None
    status: str
    tags: tuple[str, ...]
    text: str
    type: str
    weight: float | None


def task_json(task: Task, vault: Vault, today: date) -> TaskJson:
    """The task, with its goal and the days that it takes on when it is completed today."""
    words = task.words
    return TaskJson(
        block_link=words.block_link,
        cancelled_date=words.cancelled,
        created=words.created,
        depends_on=words.depends_on,
        done=task.type is TaskType.DONE,
        done_date=words.done,
        due=words.due,
        goal=vault.owners.get(task.place),
        id=words.id,
        line=task.line,
        next_dates=_next_dates(task, today),
        on_completion=words.on_completion,
        parent_line=task.parent,
        path=task.path,
        priority=words.priority,
        recurrence=words.recurrence,
        scheduled=words.scheduled,
        start=words.start,
        status=task.symbol,
        tags=words.tags,
        text=words.text,
        type=task.type,
        weight=words.weight,
    )


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
