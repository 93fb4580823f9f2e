"""What was decided in a month or longer, and what still waits, for a review that itself asks nothing.

Knows the lines under `Decisions` of all goals. Knows nothing of what can be chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aimo_md.notes.decide import named_with_state
from aimo_md.notes.long_lists import first_clauses
from aimo_md.plan.options import OptionKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.notes.writer import Writer
    from aimo_md.text.dates import Period

_OPTIONS: Final = frozenset(OptionKey)


def decided_body(writer: Writer, period: Period) -> str:
    """The block `decided` of a review; empty where nothing was decided and nothing waits."""
    lines = tuple(_lines(writer, period))
    waiting = ""
    if writer.questions:
        goals = first_clauses([named_with_state(each, writer) for each in writer.questions], writer)
        note = f"[[{writer.config.notes.dashboard.removesuffix('.md')}]]"
        waiting = writer.phrases.say("decided.waiting", {"goals": goals, "note": note})
    if not lines and not waiting:
        return ""
    return writer.templates.render("review/decided", {"lines": lines, "waiting": waiting})


def _lines(writer: Writer, period: Period) -> Iterator[str]:
    """A line a decision, by day, then by goal."""
    made = sorted(
        (line.day, path, line.line, line.option)
        for path, goal in writer.measures.vault.goals.items()
        for line in goal.decisions
        if line.option in _OPTIONS and period.first <= line.day <= period.last
    )
    for day, path, _, option in made:
        values = {
            "day": writer.words.day(day),
            "goal": writer.links.to(path),
            "what": writer.phrases.say(f"decided.{option}"),
        }
        yield writer.phrases.say("decided.line", values)
