"""What a program is asked that structures a goal, and what of its answer is taken.

Knows the question and the bounds of an answer. Knows no process. The program sees the sentence, the shape and
how many tasks stand on each day, never what other notes say.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.goals.sections import DECISIONS, LOG
from aimo_md.plan.shapes import MOST_ACTIONS, read_shape
from aimo_md.plan.spread import DATED_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.plan.shapes import Shape

_MOST_MILESTONES: Final = 12
_LONGEST: Final = 200
"""In characters, for one line."""
_FENCE: Final = re.compile(r"^```[\w-]*\n(?P<inside>.*?)^```", re.DOTALL | re.MULTILINE)
_TAKEN: Final = DECISIONS | LOG
"""Headings below which a goal's note holds something else than tasks."""

_TASK: Final = """\
Answer with Markdown in the form of the shape above and nothing else: headings `## Milestone 20 %` with the
share of the time that each takes, below each its actions as boxes `- [ ]`, and a heading `## Done when` with
boxes that say when the goal is reached. The first action takes a quarter of an hour at most. An action can
have a day, written `⏳ 2026-11-24` at its end, and so can a milestone, written `📅 2026-11-24`. Answer in the
language of the sentence."""


def question_for(
    sentence: str, shape: Shape, today: date, deadline: date | None, busy: Mapping[date, int]
) -> str:
    """What the program reads: the sentence, the days, the shape, the calendar, and what to answer."""
    return "\n".join(
        (
            "# A goal to be structured",
            "",
            f"Sentence: {sentence}",
            f"Today: {today}",
            f"Deadline: {deadline or 'none'}",
            "",
            f"# Its shape ({shape.name})",
            "",
            *shape_lines(shape),
            "# Tasks that stand on the coming days already",
            "",
            *(f"- {day}: {busy.get(day, 0)}" for day in _coming(today)),
            "",
            "# What to answer",
            "",
            _TASK,
            "",
        )
    )


def shape_lines(shape: Shape) -> Iterator[str]:
    """A shape as the Markdown that describes it."""
    yield from ("## Done when", "", *(f"- [ ] {criterion}" for criterion in shape.criteria), "")
    for milestone in shape.milestones:
        share = "" if milestone.share is None else f" {milestone.share:.0%}".replace("%", " %")
        yield from (f"## {milestone.title}{share}", "")
        yield from (f"- [ ] {action.text}" for action in milestone.actions)
        yield ""


def read_answer(answer: str) -> Shape | None:
    """The plan that an answer describes; None where it describes none that a person could use.

    Where the plan stands in a fence, what is said around it is passed over.
    """
    text = answer.replace("\r\n", "\n")
    shape, fenced = read_shape("answer", text), _FENCE.search(text)
    if fenced is not None and not shape.actions:
        shape = read_shape("answer", fenced["inside"])
    lines = [*shape.criteria, *(milestone.title for milestone in shape.milestones)]
    lines += [action.text for action in shape.actions]
    fits = (
        1 <= len(shape.actions) <= MOST_ACTIONS
        and len(shape.milestones) <= _MOST_MILESTONES
        and len(shape.criteria) <= _MOST_MILESTONES
        and all(len(line) <= _LONGEST for line in lines)
        and not any(milestone.title.casefold() in _TAKEN for milestone in shape.milestones)
    )
    return shape if fits else None


def _coming(today: date) -> Iterator[date]:
    return (today + timedelta(days=ahead) for ahead in range(1, DATED_DAYS + 1))
