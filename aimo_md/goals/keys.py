"""A goal's frontmatter: which keys there are, under which names, and what their values mean.

Knows the forms that people write. Does not resolve links and does not know whether a day has passed.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from aimo_md.errors import LineFault, Problem
from aimo_md.goals.model import GoalKeys, GoalStatus, Habit, HabitUnit, Metric
from aimo_md.goals.numbers import parse_number
from aimo_md.text.dates import parse_duration, parse_period, read_property_day
from aimo_md.text.links import single_link
from aimo_md.text.task_line import Priority

if TYPE_CHECKING:
    from datetime import date

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
    "goal": ("goal",),
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
_BY_RANK: Final = (Priority.HIGHEST, Priority.HIGH, Priority.MEDIUM, Priority.LOW, Priority.LOWEST)
PRIORITIES: Final = {
    **{priority.value: priority for priority in _BY_RANK},
    **dict(zip("12345", _BY_RANK, strict=True)),
    **dict(zip("abcde", _BY_RANK, strict=True)),
}
_PER_WEEK: Final = 7
_WORKDAYS: Final = 5
_HUNDRED: Final = 100
_SHOWN_CHARACTERS: Final = 40
_HABIT: Final = re.compile(r"(\d{1,3})\s*(?:/|x\s*/|per|a)\s*(week|month)", re.ASCII)
_YES: Final = frozenset({"true", "yes", "on", "1"})
_NO: Final = frozenset({"", "false", "no", "off", "0"})


class KeyReader:
    """Reads the keys of one note and gathers what is wrong with them."""

    def __init__(self, path: str, frontmatter: Frontmatter) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._frontmatter = frontmatter

    def entry(self, key: str) -> Entry | None:
        """The entry of a key of `GOAL_KEYS`, under whichever of its names it stands."""
        by_key = self._frontmatter.by_key
        if by_key:
            for name in GOAL_KEYS[key]:
                if name in by_key:
                    return by_key[name]
        return None

    def lines(self) -> tuple[tuple[str, int], ...]:
        """Every key that is there, with its line."""
        found = ((key, self.entry(key)) for key in GOAL_KEYS)
        return tuple((key, entry.line) for key, entry in found if entry is not None)

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
        return tuple([text for value in values if (text := _first_text(value))])

    def tags(self) -> tuple[str, ...]:
        """Frontmatter tags without `#`; one text may hold several, by comma or space."""
        texts = self.texts("tags")
        words = " ".join(texts).replace(",", " ").split() if texts else ()
        return tuple([word.removeprefix("#") for word in words])

    def links(self, key: str) -> tuple[str, ...]:
        """The link targets of the value: wikilinks, Markdown links, or a bare name."""
        texts = self.texts(key)
        return tuple([target for text in texts if (target := _target(text))]) if texts else ()

    def link(self, key: str) -> str | None:
        """The first of the links."""
        return next(iter(self.links(key)), None)

    def day(self, key: str) -> date | None:
        """The day of the value, of a period the last; a value that names none is reported."""
        entry = self.entry(key)
        if entry is None:
            return None
        reading = read_property_day(_first(entry.value))
        if reading.fault is not None:
            self.report(entry.line, reading.fault)
        return reading.day

    def first_day(self, key: str) -> date | None:
        """As `day`, but of a period the first: who begins in October begins with its first day."""
        period = parse_period(_name(self.text(key)))
        return self.day(key) if period is None else period.first

    def number(self, key: str) -> float | None:
        """The number of the value, with thousands apart or not; anything else is reported."""
        entry = self.entry(key)
        if entry is None or not _first_text(entry.value):
            return None
        number = parse_number(_first_text(entry.value))
        if number is None:
            self._unclear(entry, "is not a number", "write a number such as 12 or 0.5")
        return number

    def weight(self) -> float | None:
        """What the goal weighs in its parent; nothing is a weight too, less than nothing is none."""
        entry, number = self.entry("goal_weight"), self.number("goal_weight")
        if entry is not None and number is not None and number < 0:
            self._unclear(entry, "is no weight", "write 0 or more")
            return None
        return number

    def share(self, key: str) -> float | None:
        """A number from 0 to 100 as a share from 0 to 1; one that lies outside is reported."""
        entry, number = self.entry(key), self.number(key)
        if entry is None or number is None:
            return None
        if not 0 <= number <= _HUNDRED:
            self._unclear(entry, "is not between 0 and 100", "write a number from 0 to 100")
            return None
        return number / _HUNDRED

    def flag(self, key: str, *, unclear: bool) -> bool:
        """True for `true`, `yes`, `on`, `1`; what is neither yes nor no is reported and read as `unclear`."""
        entry = self.entry(key)
        word = self.text(key).casefold()
        if entry is None or word in _NO:
            return False
        if word not in _YES:
            self._unclear(entry, "says neither yes nor no", "write true or false")
            return unclear
        return True

    def days(self, key: str) -> int | None:
        """A duration in days."""
        entry = self.entry(key)
        if entry is None or not _first_text(entry.value):
            return None
        days = parse_duration(_first_text(entry.value))
        if days is None:
            self._unclear(entry, "is not a duration", "write one such as 10d or 2w")
        return days

    def status(self) -> GoalStatus:
        """The status; none given is active, an unknown word is reported and read as active."""
        entry = self.entry("status")
        word = status_word(self.text("status"))
        status = _STATUS.get(word)
        if status is None and word and entry is not None:
            self._unclear(entry, "is no status", "use active, paused, someday, done or dropped")
        return status or GoalStatus.ACTIVE

    def priority(self) -> Priority | None:
        """The priority; `none` and `normal` are none."""
        entry = self.entry("priority")
        word = self.text("priority").casefold()
        if entry is None or word in {"", "none", "normal"}:
            return None
        if word not in PRIORITIES:
            self._unclear(entry, "is no priority", "use highest, high, medium, low, lowest, 1 to 5 or A to E")
        return PRIORITIES.get(word)

    def metric(self) -> Metric | None:
        """The metric, complete or not at all: without a target there is nothing to measure against."""
        entry, name = self.entry("metric"), self.text("metric")
        origin, target, now = (self.number(key) for key in ("metric_from", "metric_target", "metric_now"))
        if entry is None or not name:
            return None
        if target is None or target == (origin or 0.0):
            self._unclear(entry, "has no metric_target to reach", "add metric_from and metric_target")
            return None
        return Metric(name=name, origin=origin or 0.0, target=target, now=now)

    def habit(self) -> Habit | None:
        """`3/week`, `daily`, `weekdays` or `20/month`."""
        entry, words = self.entry("habit"), self.text("habit").casefold()
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
        """All keys of a goal. What might be meant to be private is taken for private."""
        return GoalKeys(
            status=self.status(),
            priority=self.priority(),
            start=self.first_day("start"),
            deadline=self.day("deadline"),
            parent=self.link("parent"),
            up=self.link("up"),
            why=self.text("why"),
            tags=self.tags(),
            hard=self.flag("hard", unclear=False),
            private=self.flag("private", unclear=True),
            weight=self.weight(),
            metric=self.metric(),
            habit=self.habit(),
            typed_progress=self.share("progress"),
            slip_after=self.days("slip_after"),
            stall_after=self.days("stall_after"),
            ask_again=self.day("ask_again"),
            paused_until=self.day("paused_until"),
            lines=self.lines(),
        )

    def _unclear(self, entry: Entry, what: str, remedy: str) -> None:
        message = f"`{entry.key}: {_shown(entry.value)}` {what}"
        self.report(entry.line, LineFault(code="bad-property", message=message, remedy=remedy))


def status_word(text: str) -> str:
    """A status as its key in a table: a link's name, in lower case, with hyphens between words."""
    return "-".join(_name(text).casefold().replace("_", " ").split())


def _target(text: str) -> str:
    """What a link leads to; a text that is no link stands for itself."""
    link = single_link(text)
    return text if link is None else link.target


def _name(text: str) -> str:
    """The name of the note that a link leads to; a text that is no link stands for itself."""
    link = single_link(text)
    return text if link is None else PurePosixPath(link.target).name.removesuffix(".md")


def _first(value: Value) -> str | date | bool | float | None:
    """The value; of a list the first."""
    if isinstance(value, tuple):
        return _first(value[0]) if value else None
    return value


def _first_text(value: Value) -> str:
    if isinstance(value, str):
        return value.strip()
    first = _first(value)
    if isinstance(first, bool):
        return "true" if first else "false"
    return "" if first is None else str(first).strip()


def _shown(value: Value) -> str:
    return shorten(_first_text(value), _SHOWN_CHARACTERS, placeholder="…")
