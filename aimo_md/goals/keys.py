"""A goal's frontmatter: which keys there are, under which names, and what their values mean.

Knows the forms that people write. Does not resolve links and does not know whether a day has passed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from aimo_md.errors import LineFault, Problem
from aimo_md.goals.model import GoalKeys, GoalStatus, Habit, HabitUnit, Metric
from aimo_md.text.dates import parse_duration, read_property_day
from aimo_md.text.links import single_link
from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from aimo_md.text.frontmatter import Entry, Frontmatter, Value

GOAL_KEYS: Final = {
    "title": ("title",),
    "type": ("type",),
    "status": ("status", "state"),
    "deadline": ("deadline", "due", "target_date"),
    "start": ("start", "started", "begin"),
    "priority": ("priority", "prio", "importance"),
    "parent": ("parent", "goal"),
    "up": ("up",),
    "projects": ("projects", "project"),
    "why": ("why",),
    "aliases": ("aliases", "alias"),
    "tags": ("tags", "tag"),
    "hard": ("hard",),
    "private": ("private",),
    "goal_weight": ("goal_weight",),
    "metric": ("metric",),
    "metric_from": ("metric_from",),
    "metric_target": ("metric_target",),
    "metric_now": ("metric_now",),
    "habit": ("habit",),
    "progress": ("progress",),
    "slip_after": ("slip_after",),
    "stall_after": ("stall_after",),
    "ask_again": ("ask_again",),
    "paused_until": ("paused_until",),
}
"""Every key that aimo reads in a note, with the names under which it is found, the first of them first."""

_STATUS: Final = {
    "active": GoalStatus.ACTIVE,
    "in-progress": GoalStatus.ACTIVE,
    "doing": GoalStatus.ACTIVE,
    "open": GoalStatus.ACTIVE,
    "started": GoalStatus.ACTIVE,
    "paused": GoalStatus.PAUSED,
    "on-hold": GoalStatus.PAUSED,
    "waiting": GoalStatus.PAUSED,
    "someday": GoalStatus.SOMEDAY,
    "done": GoalStatus.DONE,
    "completed": GoalStatus.DONE,
    "achieved": GoalStatus.DONE,
    "dropped": GoalStatus.DROPPED,
    "cancelled": GoalStatus.DROPPED,
    "canceled": GoalStatus.DROPPED,
    "abandoned": GoalStatus.DROPPED,
}
_PRIORITIES: Final = (Priority.HIGHEST, Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.LOWEST)
_PRIORITY: Final = {
    **{priority.value: priority for priority in _PRIORITIES},
    **dict(zip("12345", _PRIORITIES, strict=True)),
    **dict(zip("abcde", _PRIORITIES, strict=True)),
}
_PER_WEEK: Final = 7
_WORKDAYS: Final = 5
_HUNDRED: Final = 100
_HABIT = re.compile(r"(\d{1,3})\s*(?:/|x\s*/|per|a)\s*(week|month)", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d[\d\s_ \u00a0\u202f',]*(?:\.\d+)?|[-+]?\.\d+", re.ASCII)


class KeyReader:
    """Reads the keys of one note and gathers what is wrong with them."""

    def __init__(self, path: str, frontmatter: Frontmatter) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._frontmatter = frontmatter

    def entry(self, key: str) -> Entry | None:
        """The entry of a key of `GOAL_KEYS`, under whichever of its names it stands."""
        return self._frontmatter.get(*GOAL_KEYS[key])

    def report(self, line: int, fault: LineFault) -> None:
        """Note a fault."""
        self.problems.append(Problem.at(self.path, line, fault))

    def text(self, key: str) -> str:
        """The value as text; of a list the first; empty where there is none."""
        entry = self.entry(key)
        return "" if entry is None else _first_text(entry.value)

    def texts(self, key: str) -> tuple[str, ...]:
        """The value as a list of texts; a text with commas is one, as in Obsidian."""
        entry = self.entry(key)
        if entry is None or entry.value is None:
            return ()
        values = entry.value if isinstance(entry.value, tuple) else (entry.value,)
        return tuple(text for value in values if (text := _first_text(value)))

    def tags(self) -> tuple[str, ...]:
        """Frontmatter tags without `#`; one text may hold several, by comma or space."""
        words = " ".join(self.texts("tags")).replace(",", " ").split()
        return tuple(word.removeprefix("#") for word in words)

    def links(self, key: str) -> tuple[str, ...]:
        """The link targets of the value: wikilinks, Markdown links, or a bare name."""
        found = []
        for text in self.texts(key):
            link = single_link(text)
            found.append(text if link is None else link.target)
        return tuple(target for target in found if target)

    def day(self, key: str) -> date | None:
        """The day of the value; a value that names none is reported."""
        entry = self.entry(key)
        if entry is None:
            return None
        value = entry.value[0] if isinstance(entry.value, tuple) and entry.value else entry.value
        reading = read_property_day(None if isinstance(value, tuple) else value)
        if reading.fault is not None:
            self.report(entry.line, reading.fault)
        return reading.day

    def number(self, key: str) -> float | None:
        """The number of the value, with thousands apart or not; anything else is reported."""
        entry = self.entry(key)
        if entry is None or entry.value is None or entry.value == "":
            return None
        number = parse_number(_first_text(entry.value))
        if number is None:
            self._unclear(entry, "is not a number", "write a number such as 12 or 0.5")
        return number

    def flag(self, key: str) -> bool:
        """True for `true`, `yes` and `1`."""
        return self.text(key).casefold() in {"true", "yes", "1"}

    def days(self, key: str) -> int | None:
        """A duration in days."""
        entry = self.entry(key)
        if entry is None or entry.value is None:
            return None
        days = parse_duration(_first_text(entry.value))
        if days is None:
            self._unclear(entry, "is not a duration", "write one such as 10d or 2w")
        return days

    def status(self) -> GoalStatus:
        """The status; none given is active, an unknown word is reported and read as active."""
        entry = self.entry("status")
        words = self.text("status")
        link = single_link(words)
        word = (words if link is None else link.target.rsplit("/", 1)[-1]).strip().casefold()
        status = _STATUS.get("-".join(word.replace("_", " ").split()))
        if status is None and word and entry is not None:
            self._unclear(entry, "is no status", "use active, paused, someday, done or dropped")
        return status or GoalStatus.ACTIVE

    def priority(self) -> Priority | None:
        """The priority; `none` and `normal` are none."""
        entry = self.entry("priority")
        word = self.text("priority").strip().casefold()
        if entry is None or word in {"", "none", "normal"}:
            return None
        if word not in _PRIORITY:
            self._unclear(entry, "is no priority", "use highest, high, medium, low, lowest, 1 to 5 or A to E")
        return _PRIORITY.get(word)

    def metric(self) -> Metric | None:
        """The metric, complete or not at all: without a target there is nothing to measure against."""
        name, origin, target = self.text("metric"), self.number("metric_from"), self.number("metric_target")
        entry = self.entry("metric")
        if not name or entry is None:
            return None
        if target is None or target == (origin or 0.0):
            self._unclear(entry, "has no metric_target to reach", "add metric_from and metric_target")
            return None
        return Metric(name=name, origin=origin or 0.0, target=target, now=self.number("metric_now"))

    def habit(self) -> Habit | None:
        """`3/week`, `daily`, `weekdays` or `20/month`."""
        entry = self.entry("habit")
        words = self.text("habit").strip().casefold()
        if entry is None or not words:
            return None
        if words == "daily":
            return Habit(times=_PER_WEEK, unit=HabitUnit.WEEK, once_a_day=True)
        if words == "weekdays":
            return Habit(times=_WORKDAYS, unit=HabitUnit.WEEK, weekdays_only=True, once_a_day=True)
        match = _HABIT.fullmatch(words)
        if match is None or not int(match[1]):
            self._unclear(entry, "is no habit", "write 3/week, daily, weekdays or 20/month")
            return None
        return Habit(times=int(match[1]), unit=HabitUnit(match[2]))

    def goal(self) -> GoalKeys:
        """All keys of a goal."""
        progress = self.number("progress")
        return GoalKeys(
            status=self.status(),
            priority=self.priority(),
            start=self.day("start"),
            deadline=self.day("deadline"),
            parents=self.links("parent"),
            up=self.links("up"),
            why=self.text("why"),
            tags=self.tags(),
            hard=self.flag("hard"),
            private=self.flag("private"),
            weight=self.number("goal_weight"),
            metric=self.metric(),
            habit=self.habit(),
            typed_progress=None if progress is None else min(max(progress / _HUNDRED, 0.0), 1.0),
            slip_after=self.days("slip_after"),
            stall_after=self.days("stall_after"),
            ask_again=self.day("ask_again"),
            paused_until=self.day("paused_until"),
        )

    def _unclear(self, entry: Entry, what: str, remedy: str) -> None:
        message = f"`{entry.key}: {_first_text(entry.value)}` {what}"
        self.report(entry.line, LineFault(code="bad-property", message=message, remedy=remedy))


def parse_number(text: str) -> float | None:
    """A number as people write it: `18 200`, `18,200`, `18_200.5`, with or without a unit behind it."""
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    digits = re.sub(r"[^\d.+-]", "", match[0])
    return float(digits)


def _first_text(value: Value) -> str:
    if isinstance(value, tuple):
        return _first_text(value[0]) if value else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value).strip()
