"""What a goal's properties were before a decision, as far as the decision itself tells it.

`extend: deadline 2027-03-16 (was 2026-12-31)` does; a decision that changed tasks does not. Needed where git
does not keep the notes. Knows the words that `effects` writes. Knows no texts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import GoalStatus
from aimo_md.plan.effects import AS_IT_IS, NOTHING
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.text.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.goals.model import GoalKeys
    from aimo_md.plan.decisions import Decision

_CHANGE: Final = re.compile(r"(?:deadline |until )?(?P<now>.*?) \(was (?P<until>until )?(?P<was>.+)\)")
_STATUS: Final = {
    OptionKey.PAUSE: GoalStatus.PAUSED,
    OptionKey.RESUME: GoalStatus.ACTIVE,
    OptionKey.DROP: GoalStatus.DROPPED,
    OptionKey.CLOSE: GoalStatus.DONE,
}


def properties_before(decision: Decision, keys: GoalKeys) -> Mapping[str, str | None] | Hindered:
    """The keys that were other than they are, with their values then; None for a key that was not there.

    Args:
        decision: which.
        keys: those of the goal now; where they are no longer what was decided, nothing is taken back.
    """
    if decision.option is OptionKey.KEEP and decision.words.startswith(AS_IT_IS):
        return {"ask_again": None}
    change = _CHANGE.fullmatch(decision.words)
    if change is None or decision.option not in {OptionKey.EXTEND, *_STATUS}:
        return Hindered(by=Hindrance.UNKNOWN_BEFORE)
    if not _stands(decision.option, change["now"], keys):
        return Hindered(by=Hindrance.CHANGED_SINCE)
    was = None if change["was"] == NOTHING else change["was"]
    values: dict[str, str | None] = {"status": was}
    if decision.option is OptionKey.EXTEND:
        values = {"deadline": was, "ask_again": None}
    elif decision.option is OptionKey.PAUSE:
        values = {"paused_until": was} if change["until"] else {"status": was, "paused_until": None}
    elif decision.option is OptionKey.RESUME:
        values["ask_again"] = None
    return values


def _stands(option: OptionKey, value: str, keys: GoalKeys) -> bool:
    """Whether the goal still is as it was decided."""
    if option is OptionKey.EXTEND:
        return keys.deadline == parse_day(value)
    ended = option is not OptionKey.PAUSE or keys.paused_until == parse_day(value)
    return ended and keys.status is _STATUS[option]
