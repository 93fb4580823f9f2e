"""What a sentence about a goal says: what is wanted, by when, and whether it is a habit or a number.

Knows how its parts are told apart. Knows neither shapes nor notes; what is in doubt stays in doubt, and the
caller asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from aimo_md.plan.habit_words import habit_in
from aimo_md.plan.metric_words import number_in
from aimo_md.text.deadline import find_deadline
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.plan.metric_words import Wanted
    from aimo_md.text.deadline import Deadline

_LEAD: Final = re.compile(
    r"(?:(?:i|we) (?:want|would like|need|plan|intend|hope|am going|are going) to|(?:i|we)['\u2019]d like to"
    r"|(?:i|we)(?: will|['\u2019]ll)|(?:my|our|the) goal (?:is|:)(?: to)?|goal:|to) ",
    re.IGNORECASE,
)
_ABSTAINING: Final = re.compile(r"(?:quit|stop|give up|avoid|live without|no) ", re.IGNORECASE)
"""What is left off lasts as a habit does."""
_EMPTY_BRACKETS: Final = re.compile(r"\(\s*\)|\[\s*\]")
"""What is left of `(by 3 May)`."""
_EDGES: Final = " ,;:.!\N{EN DASH}\N{EM DASH}-"


class GoalKind(Enum):
    """What a goal is counted by: its tasks, how often something is done, or a number."""

    TASKS = "tasks"
    HABIT = "habit"
    METRIC = "metric"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, understood. `title` is what is left without the deadline; it may be empty.

    `habit` is how often, as a goal's note writes it; `wanted` the number to reach. At most one of the two is
    there.
    """

    title: str
    deadline: Deadline | None
    habit: str | None
    wanted: Wanted | None

    @property
    def kind(self) -> GoalKind:
        """What the goal is counted by."""
        if self.habit is not None:
            return GoalKind.HABIT
        return GoalKind.TASKS if self.wanted is None else GoalKind.METRIC


def understand(text: str, today: date, *, week_start: int = 0, doubtful: bool = False) -> Sentence:
    """What a sentence in English or Korean says; any text can be read so.

    `doubtful` takes for the deadline what may as well be a part of a name, where nothing else is one.
    """
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    line = read_task_line(line).text
    deadline, rest = find_deadline(line, today, week_start=week_start, doubtful=doubtful)
    wanted = number_in(rest)
    habit = None if wanted is not None and wanted.origin else habit_in(rest)
    if habit is not None or wanted is not None or _ABSTAINING.match(rest):
        deadline, rest = find_deadline(line, today, week_start=week_start, lasting=True, doubtful=doubtful)
    return Sentence(
        title=_title(rest), deadline=deadline, habit=habit, wanted=wanted if habit is None else None
    )


def _title(rest: str) -> str:
    """The words that are left, as a title."""
    rest = _EMPTY_BRACKETS.sub("", rest)
    words = re.sub(r"[ ,]*([,;.!])", r"\1", " ".join(rest.split())).strip(_EDGES)
    words = _LEAD.sub("", words, count=1) if _LEAD.match(words) else words
    words = words.strip(_EDGES)
    return words[:1].upper() + words[1:] if words[1:2] == words[1:2].lower() else words
