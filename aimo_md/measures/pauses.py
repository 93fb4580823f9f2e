"""When goals rested: their pauses, those of the goals above them, and the days on which their owner is away.

A pause lasts from the day on which a goal was paused to the one before it was resumed. The history knows
it from the status at the end of each day; what was before, and what no history tells, stands below the
heading `Decisions` in the goal's note. Knows no plan.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from aimo_md.goals.model import GoalStatus
from aimo_md.measures.days_off import NO_DAYS_OFF, DaysOff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimo_md.config import Config
    from aimo_md.goals.model import Goal, Vault
    from aimo_md.measures.past import GoalPast, Past

_DAY: Final = timedelta(days=1)
_PAUSE: Final = "pause"
_ENDS: Final = frozenset({"resume", "drop", "close"})


class Rest(Struct, frozen=True, kw_only=True):
    """The days that are no days for a goal, and the day on which it last went on after a pause."""

    off: DaysOff = NO_DAYS_OFF
    resumed_on: date | None = None


def away(config: Config) -> DaysOff:
    """The days on which the owner is away; which end of a spell was written first does not matter."""
    return DaysOff.of((min(spell), max(spell)) for spell in config.measures.away)


def rests(vault: Vault, today: date, config: Config, past: Past | None) -> dict[str, Rest]:
    """When each goal rested, by its path. A pause that goes on lasts until today, as far as anybody knows."""
    found: dict[str, Rest] = {}
    top = Rest(off=away(config))
    for path, goal in vault.goals.items():
        above = top if goal.parent is None else found[goal.parent]
        known = None if past is None else past.goal(path)
        if known is None and not goal.decisions:
            found[path] = above
            continue
        own = tuple(_pauses(goal, today, known))
        if own or any(line.option == "resume" for line in goal.decisions):
            resumed = (above.resumed_on, *_resumed(goal, own, today))
            found[path] = Rest(
                off=DaysOff.of((*above.off.spells, *own)),
                resumed_on=max((day for day in resumed if day is not None), default=None),
            )
        else:
            found[path] = above
    return found


def _resumed(goal: Goal, pauses: Iterable[tuple[date, date]], today: date) -> Iterator[date]:
    """The days up to today on which a goal went on."""
    ends = (last + _DAY for _, last in pauses if last < today)
    lines = (line.day for line in goal.decisions if line.option == "resume" and line.day <= today)
    return chain(ends, lines)


def _pauses(goal: Goal, today: date, known: GoalPast | None) -> Iterator[tuple[date, date]]:
    """The first and last days of a goal's own pauses."""
    if known is None:
        yield from _told(goal, today, still=goal.keys.status is GoalStatus.PAUSED)
        return
    begun = known.statuses[0]
    yield from _told(goal, begun.day - _DAY, still=begun.status is GoalStatus.PAUSED)
    for first, last in known.pauses():
        if first <= today:
            yield first, today if last is None else last


def _told(goal: Goal, until: date, *, still: bool) -> Iterator[tuple[date, date]]:
    """The pauses up to a day that stand under the goal's decisions.

    Args:
        goal: whose.
        until: what was decided later is not looked at.
        still: whether the goal was paused after that day. Else nobody knows when a pause ended of which no
            line says so, and it is passed over.
    """
    first: date | None = None
    for line in sorted(goal.decisions, key=lambda line: (line.day, line.line)):
        if line.day > until:
            break
        if line.option == _PAUSE:
            first = first or line.day
        elif first is not None and line.option in _ENDS:
            if first < line.day:
                yield first, line.day - _DAY
            first = None
    if first is not None and still:
        yield first, until
