"""The message of a commit: what it means for the goals, not which bytes changed.

Knows two measurements and the paths that changed. Knows no git. In English whatever the language of the
notes: a history is read by tools, too. A private goal is not named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import DecisionLine, TaskType
from aimo_md.measures.metric import metric_value
from aimo_md.notes.escape import one_line
from aimo_md.notes.privacy import is_private
from aimo_md.notes.wording import first_up, points
from aimo_md.text.block_merge import aimo_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from aimo_md.config import NotesConfig
    from aimo_md.measures.model import GoalMeasure, Measures

_SUBJECT: Final = 72
_LEAST_OF_A_TITLE: Final = 12
"""A title is not cut to less than so many characters: then it would say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What happened to one goal, in words."""

    goal: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.goal}: {', '.join(self.parts)}"

    def within(self, limit: int) -> str:
        """The words in so many characters: with as many whole parts as fit, and the number of the others."""
        shown = len(self.parts)
        while shown > 1 and len(self._about(self.goal, shown)) > limit:
            shown -= 1
        room = len(self.goal) + limit - len(self._about(self.goal, shown))
        goal = _shortened(self.goal, room) if room >= _LEAST_OF_A_TITLE else self.goal
        return _shortened(self._about(goal, shown), limit)

    def _about(self, goal: str, shown: int) -> str:
        left = len(self.parts) - shown
        return f"{goal}: {', '.join(self.parts[:shown])}" + (f", and {left} more" if left else "")


def commit_message(
    before: Measures | None,
    after: Measures,
    paths: tuple[str, ...],
    config: NotesConfig,
    taken_back: Collection[str] = (),
) -> str:
    """A subject of at most 72 characters; a body where it cannot say all.

    Args:
        before: what was measured at the last commit; None where nothing was.
        after: what is measured now.
        paths: the notes that are committed, relative to the vault.
        config: where the generated notes lie.
        taken_back: ids of decisions that went because what they did was taken back.
    """
    changes = [] if before is None else list(_changes(before, after, taken_back))
    if not changes:
        return _shortened(_about_paths(paths, _private_paths(before) | _private_paths(after), config))
    first, rest = changes[0], len(changes) - 1
    more = f"; {rest} more {_plural('goal', rest)}" if rest else ""
    subject = first.within(_SUBJECT - len(more)) + more
    if subject == str(first):
        return subject
    return "\n".join([subject, "", *(f"- {change}" for change in changes)])


def _changes(before: Measures, after: Measures, taken_back: Collection[str]) -> Iterator[_Change]:
    """The goals to which something happened in their own notes, by path; those that are gone come last."""
    for path, now in sorted(after.goals.items()):
        was = before.goals.get(path)
        if is_private(now, after):
            parts = () if was is None else tuple(_task_parts(was, now))
            name = "a private goal"
        else:
            parts = ("new",) if was is None else tuple(_parts(was, now, before, after, taken_back))
            name = one_line(now.goal.title)
        if parts:
            yield _Change(goal=name, parts=parts)
    for path, was in sorted(before.goals.items()):
        if path not in after.goals and not is_private(was, before):
            yield _Change(goal=one_line(was.goal.title), parts=("no longer there",))


def _parts(
    was: GoalMeasure, now: GoalMeasure, before: Measures, after: Measures, taken_back: Collection[str]
) -> Iterator[str]:
    old, new = was.goal.keys, now.goal.keys
    yield from _decision_parts(was, now, taken_back)
    if old.status is not new.status:
        yield f"now {new.status}"
    if old.deadline != new.deadline:
        yield f"deadline {old.deadline or 'none'} → {new.deadline or 'none'}"
    happened = tuple(_task_parts(was, now))
    yield from happened
    if old.metric is not None and new.metric is not None:
        values = (
            metric_value(was.goal, old.metric, before.today),
            metric_value(now.goal, new.metric, after.today),
        )
        if values[0] != values[1]:
            yield f"{values[0]:.12g} → {values[1]:.12g} {one_line(new.metric.name)}"
    counted = was.progress is not None and now.progress is not None
    if (
        counted
        and points(was.progress or 0.0) != points(now.progress or 0.0)
        and (happened or not now.goal.children)
    ):
        yield f"{points(was.progress or 0.0)} % → {points(now.progress or 0.0)} %"


def _decision_parts(was: GoalMeasure, now: GoalMeasure, taken_back: Collection[str]) -> Iterator[str]:
    """What was decided, and what became of decisions; one that only reads otherwise is neither."""
    yield from (f"decided to {line.option}" for line in _more_decisions(was, now))
    for line in _more_decisions(now, was):
        if aimo_id(line.text) in taken_back:
            yield f"decision to {line.option} taken back"
        else:
            yield f"record of the decision to {line.option} removed"


def _more_decisions(one: GoalMeasure, other: GoalMeasure) -> Iterator[DecisionLine]:
    """The decisions that stand in the other, and not in the one."""
    known = Counter(_decision(line) for line in one.goal.decisions)
    for line in other.goal.decisions:
        known[_decision(line)] -= 1
        if known[_decision(line)] < 0:
            yield line


def _decision(line: DecisionLine) -> tuple[date, str, str]:
    """What makes a decision that one: its words may be put better."""
    return line.day, line.option, aimo_id(line.text)


def _task_parts(was: GoalMeasure, now: GoalMeasure) -> Iterator[str]:
    """What happened to the goal's tasks and criteria, in numbers."""
    done = _done(now) - _done(was)
    if done:
        yield f"{done} done" if done > 0 else f"{-done} reopened"
    tasks = _tasks(now) - _tasks(was)
    if tasks:
        yield f"{tasks} new" if tasks > 0 else f"{-tasks} fewer"
    met = _met(now) - _met(was)
    if met > 0:
        yield "1 criterion met" if met == 1 else f"{met} criteria met"


def _done(measure: GoalMeasure) -> int:
    return sum(task.type is TaskType.DONE for task in (*measure.goal.own, *measure.goal.linked))


def _tasks(measure: GoalMeasure) -> int:
    return sum(task.type is not TaskType.CANCELLED for task in (*measure.goal.own, *measure.goal.linked))


def _met(measure: GoalMeasure) -> int:
    return sum(criterion.met for criterion in measure.goal.criteria)


def _private_paths(measures: Measures | None) -> frozenset[str]:
    if measures is None:
        return frozenset()
    return frozenset(path for path, measure in measures.goals.items() if is_private(measure, measures))


def _about_paths(paths: tuple[str, ...], private: frozenset[str], config: NotesConfig) -> str:
    """Which notes were updated; for generated notes alone, which of them."""
    reviews = [path for path in paths if PurePosixPath(path).parent == PurePosixPath(config.reviews)]
    written = [path for path in paths if path not in reviews and path != config.dashboard]
    if written:
        name = "a private goal" if written[0] in private else PurePosixPath(one_line(written[0])).stem
        rest = len(written) - 1
        return f"Update {name}" + (f" and {rest} more {_plural('note', rest)}" if rest else "")
    parts = []
    if reviews:
        first = PurePosixPath(one_line(reviews[0])).stem
        parts.append(f"write {first}" if len(reviews) == 1 else f"write {len(reviews)} reviews")
    if config.dashboard in paths:
        parts.append("refresh the dashboard")
    return first_up(" and ".join(parts)) or "Update notes"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


def _shortened(text: str, limit: int = _SUBJECT) -> str:
    """The text; where it is too long, cut at a word's end in its second half, or else anywhere."""
    if len(text) <= limit:
        return text
    space = text.rfind(" ", limit // 2, limit)
    return text[: limit - 1 if space < 0 else space].rstrip(" ,:") + "…"
