"""How much of a long list stands in a note, and how it is said that there is more.

The limits are far above what the five to thirty goals of a vault need: they keep a note light that would
otherwise grow with every task that was never done. Knows nothing of which list stands where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimo_md.notes.writer import Writer

MOST_GOALS: Final = 30
"""Goals in a table, in a chart, or with tasks below their name; rows of a week's plan."""
MOST_POSTED: Final = 20
"""Goals in a post, which is one message then."""
MOST_TASKS: Final = 10
"""Tasks of one goal, of one day, or of what moves no goal."""
MOST_NAMES: Final = 10
"""Names in a sentence."""


def first_lines(lines: Sequence[str], most: int, writer: Writer) -> tuple[str, ...]:
    """The first lines of a list, and one more for the number of the others."""
    return (*lines[:most], *more_line(len(lines) - most, writer))


def more_line(rest: int, writer: Writer) -> tuple[str, ...]:
    """`- and 12 more`, where there is more."""
    return (f"- {writer.phrases.count('more.lines', rest)}",) if rest > 0 else ()


def first_clauses(clauses: Sequence[str], writer: Writer) -> str:
    """`this is so; that is so; and 12 more`."""
    rest = len(clauses) - MOST_NAMES
    more = [writer.phrases.count("more.lines", rest)] if rest > 0 else []
    return writer.words.clauses([*clauses[:MOST_NAMES], *more])


def more_goals(rest: int, writer: Writer) -> tuple[str, ...]:
    """How many goals are not shown, where there are such."""
    return (writer.phrases.count("more.goals", rest),) if rest > 0 else ()
