"""Why a goal is behind, in one line: each cause with its days.

Knows how causes read. Knows nothing of how they are found.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, assert_never

from aimo_md.measures.causes import Cause, CauseKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimo_md.notes.writer import Writer


def cause_line(causes: Sequence[Cause], writer: Writer) -> str:
    """The causes, as in `Why: scope grew by 3 tasks on 27 Oct (9 days), pace (7 days).`.

    The days are whole, and add up to the slip as it is said elsewhere. Empty where there is nothing to
    explain, or pace alone, which would say no more than that the goal is behind.
    """
    if all(cause.kind is CauseKind.PACE for cause in causes):
        return ""
    parts = [
        writer.phrases.say(
            "cause.part",
            {"cause": _words(cause, writer), "days": writer.phrases.count("cause.days", days)},
        )
        for cause, days in zip(causes, whole_days([cause.days for cause in causes]), strict=True)
        if days
    ]
    return writer.phrases.say("cause.line", {"causes": ", ".join(parts)}) if parts else ""


def whole_days(parts: Sequence[float]) -> tuple[int, ...]:
    """The parts as whole numbers that add up to their rounded sum, which is 1 at least.

    Each is rounded down, and what is missing goes to those that lost most, the first of equals first.
    """
    if not parts:
        return ()
    whole = [floor(part) for part in parts]
    missing = max(round(sum(parts)), 1) - sum(whole)
    by_loss = sorted(range(len(parts)), key=lambda at: whole[at] - parts[at])
    for at in by_loss[: max(missing, 0)]:
        whole[at] += 1
    return tuple(whole)


def _words(cause: Cause, writer: Writer) -> str:
    say, day = writer.phrases.say, writer.words.day(cause.since or writer.measures.today)
    match cause.kind:
        case CauseKind.FROM_BEFORE:
            words = say("cause.from_before", {"day": day})
        case CauseKind.SCOPE_GROWN:
            since = "" if cause.since == cause.until else "_since"
            if cause.tasks:
                words = writer.phrases.count(f"cause.scope_grown{since}", cause.tasks, {"day": day})
            else:
                words = say(f"cause.scope_heavier{since}", {"day": day})
        case CauseKind.DEADLINE_MOVED:
            words = say("cause.deadline_moved", {"day": day})
        case CauseKind.STARTED_LATE | CauseKind.BLOCKED | CauseKind.PACE:
            words = say(f"cause.{cause.kind}")
        case _:
            assert_never(cause.kind)
    return words
