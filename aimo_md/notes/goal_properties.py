"""What aimo keeps in the properties of a goal's note, where its owner wants that: for Bases and others.

Knows the keys and their values, which are English and plain numbers in every language: filters compare them.
Knows nothing of when a note may be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.notes.wording import points
from aimo_md.text.edit import SetProperty, apply_edits
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.measures.model import GoalMeasure

PROPERTY_KEYS: Final = ("aimo_progress", "aimo_health", "aimo_slip_days", "tasks_done", "tasks_total")


def goal_properties(measure: GoalMeasure) -> Mapping[str, str | None]:
    """The value of each key; None for what is not known or not counted."""
    counts = (measure.leaves_done, measure.leaves) if measure.leaves else (None, None)
    values = (
        None if measure.progress is None else points(measure.progress),
        measure.health,
        None if measure.slip is None else round(measure.slip),
        *counts,
    )
    return {
        key: None if value is None else str(value) for key, value in zip(PROPERTY_KEYS, values, strict=True)
    }


def with_goal_properties(text: str, measure: GoalMeasure) -> str | Refusal:
    """The goal's note with these properties; only those that say something else are changed, or removed."""
    return _with(text, goal_properties(measure))


def without_goal_properties(text: str) -> str:
    """The note as its owner wrote it; as it is where that cannot be told."""
    own = _with(text, dict.fromkeys(PROPERTY_KEYS))
    return text if isinstance(own, Refusal) else own


def _with(text: str, values: Mapping[str, str | None]) -> str | Refusal:
    before = read_frontmatter(split_lines(text))
    there = {key: before.get(key) for key in values}
    edits = tuple(
        SetProperty(key=key, value=value)
        for key, value in values.items()
        if (entry := there[key]) is not None or value is not None
        if entry is None or str(entry.value) != value
    )
    return apply_edits(text, edits) if edits else text
