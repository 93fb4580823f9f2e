"""The headings of a note as sections: what each says, and which one a line stands in.

Knows which headings mean something to aimo. Does not know what stands below them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.errors import Problem
from aimo_md.goals.model import Section
from aimo_md.text.dates import period_in_heading, week_of
from aimo_md.text.links import link_targets
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.text.document import Body

CRITERIA: Final = frozenset({"done when", "completion criteria", "완료 조건"})
LOG: Final = frozenset({"log", "기록"})
DECISIONS: Final = frozenset({"decisions", "결정"})


class Sections(Struct, frozen=True, kw_only=True):
    """The sections of a note, with a way from a line to the section around it."""

    all: tuple[Section, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, body: Body, week_start: int) -> Sections:
        """The sections of a note, each inside the nearest one above it of a higher level."""
        sections: list[Section] = []
        around: list[int] = []
        for heading in body.headings:
            while around and sections[around[-1]].level >= heading.level:
                around.pop()
            words = read_task_line(heading.text)
            period = period_in_heading(words.text, week_start=week_start)
            links = link_targets(words.text)
            days = None if period is None else week_around(period.first, week_start)
            parent = around[-1] if around else None
            sections.append(Section(heading.line, heading.level, words.text, links, words.due, days, parent))
            around.append(len(sections) - 1)
        return cls(all=tuple(sections), starts=tuple(section.line for section in sections))

    def at(self, line: int) -> int | None:
        """The index of the section in which a line stands; None above the first heading."""
        index = bisect_left(self.starts, line) - 1
        return index if index >= 0 else None

    def under(self, line: int, titles: frozenset[str]) -> bool:
        """Whether the line stands below a heading of one of these titles, at any depth."""
        index = self.at(line)
        while index is not None:
            section = self.all[index]
            if section.title.strip(" :\uff1a").casefold() in titles:
                return True
            index = section.parent
        return False


def week_around(day: date | None, week_start: int) -> tuple[date, date] | None:
    """The first and last day of the week in which a day lies; None for no day, or at the calendar's edge."""
    try:
        week = None if day is None else week_of(day, week_start=week_start)
    except OverflowError:
        return None
    return None if week is None else (week.first, week.last)


def milestone_problems(path: str, body: Body) -> Iterator[Problem]:
    """Milestones whose day does not exist."""
    for heading in body.headings:
        for fault in read_task_line(heading.text).faults:
            yield Problem.at(path, heading.line, fault)
