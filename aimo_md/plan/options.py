"""What can be answered to a question, and what each answer would bring about.

Knows which options a question has, when one cannot work, and in which order they fit. Consequences are data:
days, names, numbers. Knows no words: how an option reads is the room `notes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, assert_never

from aimo_md.goals.model import GoalStatus
from aimo_md.plan.questions import Reason, priority_rank
from aimo_md.plan.reduction import Obstacle, leave_out
from aimo_md.plan.respread import respread
from aimo_md.plan.smaller import smaller_step
from aimo_md.plan.week import coming_rows
from aimo_md.text.dates import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.config import Config
    from aimo_md.measures.model import GoalMeasure, Measures
    from aimo_md.plan.questions import Question
    from aimo_md.plan.week import Agenda

BLANK_DAY: Final = "YYYY-MM-DD"
"""What stands where only the user can say the day."""

_PAUSE = timedelta(weeks=6)
"""Long enough for another season of life, short enough that the goal is still remembered."""
_EXTENSIONS = 2
"""After so many, another extension is no longer the first thing to offer."""
_SOON = 2


class OptionKey(StrEnum):
    """The word of an option: in its block id, in `aimo decide`, in the line under `Decisions`."""

    KEEP = "keep"
    REDUCE = "reduce"
    EXTEND = "extend"
    PAUSE = "pause"
    REPLAN = "replan"
    RESUME = "resume"
    DROP = "drop"
    CLOSE = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Go on: `step` on `day` (both None where there is no step to name); asked again on `ask_again`."""

    step: str | None
    day: date | None
    ask_again: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduce:
    """The texts of the leaves that are left out, and how many open ones stay and meet the deadline."""

    out: tuple[str, ...]
    stay: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """The new deadline, and how likely it is kept, 0 to 1; both None where nothing can be said."""

    day: date | None
    chance: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Until when, and the days of next week that this frees."""

    until: date
    frees: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """How many leaves get new days up to the deadline, and how many then stand in the fullest week."""

    leaves: int
    fullest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """How many open leaves wait."""

    leaves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """How many open leaves will no longer be asked for."""

    leaves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """What is still open when the goal is called done."""

    leaves: int
    criteria: int


Consequence = Keep | Reduce | Extend | Pause | Replan | Resume | Drop | Close


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer that is offered.

    Attributes:
        key: which.
        consequence: what it does; None where it cannot work.
        obstacle: why it cannot work; None where it can.
        editable: what the user may change before ticking, as it stands in backticks, in this order.
    """

    key: OptionKey
    consequence: Consequence | None
    obstacle: Obstacle | None = None
    editable: tuple[str, ...] = ()

    @property
    def available(self) -> bool:
        """Whether it has a box."""
        return self.consequence is not None


def options(question: Question, agenda: Agenda, config: Config) -> tuple[Option, ...]:
    """The options of a question, in the order that fits. Offers count from `measures.today`."""
    offer = _Offer(measure=agenda.measures.goals[question.goal], agenda=agenda, config=config)
    return tuple(option for key in _order(question, offer) for option in offer.option(key))


def times_extended(measure: GoalMeasure) -> int:
    """How often its owner has moved the deadline by this option."""
    return sum(decision.option == OptionKey.EXTEND for decision in measure.goal.decisions)


def _order(question: Question, offer: _Offer) -> tuple[OptionKey, ...]:
    match question.reason:
        case Reason.PAUSE_OVER:
            return OptionKey.RESUME, OptionKey.PAUSE, OptionKey.DROP
        case Reason.COMPLETE | Reason.CRITERIA_MET:
            return OptionKey.CLOSE, OptionKey.KEEP
        case Reason.OVERDUE | Reason.STALLED | Reason.SLIPPING:
            return _order_when_late(question.reason, offer)
        case _:
            assert_never(question.reason)


def _order_when_late(reason: Reason, offer: _Offer) -> tuple[OptionKey, ...]:
    """Keep and replan come first, since they change least; extend leads where the deadline has passed.

    A goal of the top priority is offered to do less before it is offered to rest; for the others a rest is
    the smaller loss. An extension that has been taken twice comes last.
    """
    keep, replan, reduce, extend, pause = (
        OptionKey.KEEP,
        OptionKey.REPLAN,
        OptionKey.REDUCE,
        OptionKey.EXTEND,
        OptionKey.PAUSE,
    )
    order = [keep, replan, reduce, extend, pause] if offer.is_top else [keep, replan, extend, pause, reduce]
    if reason is Reason.OVERDUE:
        order.insert(0, order.pop(order.index(extend)))
    if times_extended(offer.measure) >= _EXTENSIONS:
        order.append(order.pop(order.index(extend)))
    return tuple(order)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """One goal and what its options are worked out from."""

    measure: GoalMeasure
    agenda: Agenda
    config: Config

    @property
    def measures(self) -> Measures:
        """All numbers."""
        return self.agenda.measures

    @property
    def is_top(self) -> bool:
        """Whether no active goal has a higher priority."""
        active = [m.goal.keys.priority for m in self.measures.shown() if m.status is GoalStatus.ACTIVE]
        return priority_rank(self.measure.goal.keys.priority) == min(map(priority_rank, active))

    def option(self, key: OptionKey) -> Iterator[Option]:
        """The option, if it is offered at all."""
        match key:
            case OptionKey.KEEP:
                yield self._keep()
            case OptionKey.REDUCE:
                yield self._reduce()
            case OptionKey.EXTEND:
                yield from self._extend()
            case OptionKey.PAUSE:
                yield self._pause()
            case OptionKey.REPLAN:
                yield from self._replan()
            case OptionKey.RESUME:
                yield Option(key=key, consequence=Resume(leaves=self._open))
            case OptionKey.DROP:
                yield Option(key=key, consequence=Drop(leaves=self._open))
            case OptionKey.CLOSE:
                unmet = sum(not criterion.met for criterion in self.measure.goal.criteria)
                yield Option(key=key, consequence=Close(leaves=self._open, criteria=unmet))
            case _:
                assert_never(key)

    @property
    def _open(self) -> int:
        return self.measure.leaves - self.measure.leaves_done

    def _keep(self) -> Option:
        ask_again = self.measures.today + timedelta(days=self.config.review.ask_again)
        step = smaller_step(self.measure)
        if step is None:
            return Option(key=OptionKey.KEEP, consequence=Keep(step=None, day=None, ask_again=ask_again))
        day = self._lightest_day()
        return Option(
            key=OptionKey.KEEP,
            consequence=Keep(step=step, day=day, ask_again=ask_again),
            editable=(step, day.isoformat()),
        )

    def _lightest_day(self) -> date:
        """Of the next two days the one that holds least, the nearer of equals."""
        days = [self.measures.today + timedelta(days=ahead) for ahead in range(1, _SOON + 1)]
        rows = coming_rows(self.agenda, days[0], days[-1])
        return min(days, key=lambda day: sum(row.day == day for row in rows))

    def _reduce(self) -> Option:
        reduction = leave_out(self.measure, self.measures)
        if isinstance(reduction, Obstacle):
            return Option(key=OptionKey.REDUCE, consequence=None, obstacle=reduction)
        return Option(
            key=OptionKey.REDUCE,
            consequence=Reduce(out=tuple(task.title for task in reduction.out), stay=reduction.stay),
        )

    def _extend(self) -> Iterator[Option]:
        deadline, forecast = self.measure.span.deadline, self.measure.forecast
        if deadline is None or self.measure.goal.keys.hard:
            return
        day = None if forecast is None else forecast.p85
        if day is None:
            yield Option(
                key=OptionKey.EXTEND, consequence=Extend(day=None, chance=None), editable=(BLANK_DAY,)
            )
        elif day <= deadline:
            yield Option(key=OptionKey.EXTEND, consequence=None, obstacle=Obstacle.FITS)
        else:
            yield Option(
                key=OptionKey.EXTEND,
                consequence=Extend(day=day, chance=0.85),
                editable=(day.isoformat(),),
            )

    def _pause(self) -> Option:
        """Until the first day of a week, at least six weeks on."""
        until = (
            week_of(
                self.measures.today + _PAUSE - timedelta(days=1),
                week_start=self.config.vault.week_start.number,
            )
            .next()
            .first
        )
        week = week_of(self.measures.today, week_start=self.config.vault.week_start.number).next()
        below = self.measures.vault.below(self.measure.goal.path)
        rows = coming_rows(self.agenda, week.first, week.last)
        frees = sorted({row.day for row in rows if row.goal in below and row.day is not None})
        return Option(
            key=OptionKey.PAUSE,
            consequence=Pause(until=until, frees=tuple(frees)),
            editable=(until.isoformat(),),
        )

    def _replan(self) -> Iterator[Option]:
        new = respread(self.measure, self.measures)
        if new is not None:
            yield Option(
                key=OptionKey.REPLAN,
                consequence=Replan(leaves=len(new.days), fullest=new.fullest),
            )
