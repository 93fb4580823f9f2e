"""A vault measured, and kept, so that the next time only what changed since is measured.

Knows what of it holds no longer: another config measures everything anew, another day all but the vault.
Knows nothing of what is done about the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aimo_md.cycle.period_end import PeriodEnd
from aimo_md.goals.parents import is_cycle
from aimo_md.goals.vault import Assembly, assemble
from aimo_md.measures.measure import Measuring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.cycle.own_boxes import NoteBoxes
    from aimo_md.errors import Problem
    from aimo_md.goals.model import NoteReading, Vault
    from aimo_md.measures.advance import History
    from aimo_md.measures.model import Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMeasured:
    """What was measured with a config. The assembly cuts cycles of goals as if nobody knew their age.

    `history` is what was known of the past, `shared` the same with the very notes of the vault. `ends` are
    the ends of days that are over, which reviews look back from. `boxes` are those of the notes that aimo may
    rewrite, by path.
    """

    config: Config
    assembly: Assembly
    measuring: Measuring
    history: History | None
    shared: History | None
    ends: Mapping[date, PeriodEnd] = field(default_factory=dict)
    boxes: Mapping[str, NoteBoxes] = field(default_factory=dict)

    @property
    def measures(self) -> Measures:
        """The numbers."""
        return self.measuring.measures


def assembled_since(
    last: LastMeasured | None,
    notes: Mapping[str, NoteReading],
    config: Config,
    problems: Iterable[Problem] = (),
) -> Assembly:
    """These notes put together, as far as possible from what was measured last."""
    if last is None or last.config != config:
        return Assembly.of(notes, config, problems)
    return last.assembly.after(notes, problems)


def measured_since(
    last: LastMeasured | None,
    notes: Mapping[str, NoteReading],
    today: date,
    config: Config,
    history: History | None,
    problems: Iterable[Problem] = (),
) -> LastMeasured:
    """These notes measured with their past up to now, as far as possible from what was measured last.

    The past knows which link of a cycle of goals is the newest, but is known itself only once there is a
    vault.

    Args:
        last: what was measured last, if anything.
        notes: what the notes say, by path.
        today: the day that is not over yet.
        config: what their owner chose.
        history: what is known of the past, None where nobody kept it.
        problems: what is wrong beside the notes.
    """
    problems = tuple(problems)
    assembly = assembled_since(last, notes, config, problems)
    vault = assembly.vault
    shared = _shared(last, history, vault)
    past = None if shared is None else shared.up_to(vault, today)
    if past is not None and any(map(is_cycle, assembly.above)):
        vault = assemble(notes.values(), config, problems, past.linked())
    if last is None or last.config != config or last.measures.today != today:
        measuring = Measuring.of(vault, today, config, past)
    else:
        measuring = last.measuring.after(vault, past)
    return LastMeasured(config=config, assembly=assembly, measuring=measuring, history=history, shared=shared)


def _shared(last: LastMeasured | None, history: History | None, vault: Vault) -> History | None:
    """The history with the very notes of the vault, as far as they say the same."""
    if history is None or last is None or last.history is None or last.shared is None:
        return None if history is None else history.sharing(vault)
    if last.history is history and last.shared.shares_with(vault):
        return last.shared
    earlier = (last.history, last.shared) if last.shared.shares_with(vault) else None
    return history.sharing(vault, earlier)


def with_ends(
    measured: LastMeasured,
    last: LastMeasured | None,
    notes: Mapping[str, NoteReading],
    days: Iterable[date],
    problems: Iterable[Problem] = (),
) -> LastMeasured:
    """The same, with the ends of these days measured, as far as possible from what was measured last.

    Args:
        measured: what was measured of the notes as they are now.
        last: what was measured before that, if anything.
        notes: the notes as they are now, by path.
        days: days that are over.
        problems: what is wrong beside the notes.
    """
    config, past = measured.config, measured.measures.past
    known = {} if last is None or last.config != config else last.ends
    ends = {
        day: known[day].after(notes, past, config, problems)
        if day in known
        else PeriodEnd.of(day, notes, past, config, problems)
        for day in days
    }
    return replace(measured, ends=ends)
