"""The decisions that stand in the goals' notes: how such a line is written and found again.

A decision is a record that programs read too (the reviews, the replay of the past, `aimo undo`): its words
are English whatever the language of the notes, and say what was there before where one value was replaced:

    - 2026-11-22 extend: deadline 2027-03-16 (was 2026-12-31) ^aimo-d-7c21e0

Knows the lines under `Decisions`. Knows nothing of how a decision comes about or is taken back.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.plan.options import OptionKey
from aimo_md.text.block_merge import aimo_id
from aimo_md.text.document import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from aimo_md.goals.model import Goal, Vault

_HEADINGS: Final = frozenset({"decisions", "결정"})
_USUAL_HEADING: Final = "Decisions"
_PREFIX: Final = "aimo-d-"
_OPTIONS: Final = frozenset(OptionKey)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line of aimo's under `Decisions`.

    `goal` is the path of the note, `line` the line in it; `id` is the block id, which `words` are without.
    """

    day: date
    goal: str
    line: int
    option: OptionKey
    words: str
    id: str


def decisions(vault: Vault, since: date | None = None) -> tuple[Decision, ...]:
    """The decisions that were applied, on this day or later: the oldest first, then by goal and line."""
    found = (
        decision
        for goal in vault.goals.values()
        for decision in _decisions_of(goal)
        if since is None or decision.day >= since
    )
    return tuple(sorted(found, key=lambda decision: (decision.day, decision.goal, decision.line)))


def decision_line(day: date, option: OptionKey, words: str, decision_id: str) -> str:
    """The line as it goes below the heading."""
    return f"- {day.isoformat()} {option}: {words} ^{decision_id}"


def new_decision_id(goal: Goal, day: date, option: OptionKey) -> str:
    """The block id of one more decision: a hash of path, day and option, and how often these came before."""
    known = {aimo_id(line.text) for line in goal.decisions}
    number = 0
    while (found := _id_of(f"{goal.path}\0{day.isoformat()}\0{option}\0{number}")) in known:
        number += 1
    return found


def decisions_heading(text: str) -> str:
    """The heading in a goal's note below which its decisions stand, or would."""
    titles = (heading.text for heading in read_document(text).headings)
    return next(
        (title for title in titles if title.strip(" :\uff1a").casefold() in _HEADINGS), _USUAL_HEADING
    )


def _decisions_of(goal: Goal) -> Iterator[Decision]:
    for line in goal.decisions:
        found = aimo_id(line.text)
        if found.startswith(_PREFIX) and line.option in _OPTIONS:
            yield Decision(
                day=line.day,
                goal=goal.path,
                line=line.line,
                option=OptionKey(line.option),
                words=line.text.rpartition("^")[0].strip(),
                id=found,
            )


def _id_of(key: str) -> str:
    return _PREFIX + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:6]
