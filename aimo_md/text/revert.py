"""A change of a note taken back after the note has gone on changing.

Knows three versions of one note and their lines. It must not know what the change was for, nor where the
older versions come from.
"""

from __future__ import annotations

from difflib import Match, SequenceMatcher
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.splice import Splice, splice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def reverted(before: str, after: str, now: str) -> str | Refusal:
    """The note `now` without what was changed from `before` to `after`.

    The lines that were changed get their old form where they stand today; all that came later stays. A
    change goes back as a whole or not at all: where one of its lines reads differently by now, or is gone,
    the answer is a refusal.
    """
    if before == after:
        return now
    if now == after:
        return before
    old, new, present = split_lines(before), split_lines(after), split_lines(now)
    standing = _same_lines(new, present)
    splices = []
    for above, below in pairwise(_same_lines(old, new)):
        was, put = old[above.a + above.size : below.a], new[above.b + above.size : below.b]
        first = above.b + above.size
        found = next((run for run in standing if run.a <= first and below.b <= run.a + run.size), None)
        if found is None:
            words = " / ".join(line.strip() for line in (*was, *put) if line.strip())
            return Refusal(reason=RefusalReason.GONE, message=f'"{words}" has changed since')
        splices.append(Splice(line=found.b + first - found.a + 1, count=len(put), lines=was))
    return splice(now, splices)


def _same_lines(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The runs of lines that two versions share, in order; the first is at the top, the last at the end.

    What both begin and end with is matched first: a blank line says little about where it belongs.
    """
    head = _shared(old, new)
    tail = _shared(reversed(old[head:]), reversed(new[head:]))
    middle = SequenceMatcher(
        None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False
    ).get_matching_blocks()
    return [
        Match(0, 0, head),
        *(Match(run.a + head, run.b + head, run.size) for run in middle[:-1]),
        Match(len(old) - tail, len(new) - tail, tail),
    ]


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many lines are the same from the start on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
