"""An answer followed: its effect, the line under `Decisions`, and when to ask again.

All of it happens or none. `pause`, `drop` and `close` ask nothing again; the others after the days of the
config, counted from the offer. All other bytes of the notes stay as they are. Knows answers and the texts of
the notes. Knows nothing of who answered, where, or of what becomes of the texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.goals.parse import read_note
from aimo_md.plan.decisions import decision_line, decisions_heading, new_decision_id
from aimo_md.plan.effects import Work
from aimo_md.plan.next_step import tasks_below
from aimo_md.plan.note_edits import by_note, edited
from aimo_md.plan.options import OptionKey
from aimo_md.plan.refused import Hindered, Hindrance
from aimo_md.text.block_merge import aimo_id
from aimo_md.text.edit import AppendUnder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Vault
    from aimo_md.measures.model import Measures
    from aimo_md.plan.answers import Answer
    from aimo_md.plan.note_edits import NoteEdits
    from aimo_md.text.edit import Edit

_ASK_NOTHING: Final = frozenset({OptionKey.PAUSE, OptionKey.DROP, OptionKey.CLOSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The new texts of the notes that an answer changes, by path, and the id of its decision."""

    texts: Mapping[str, str]
    decision: str


def sources(goal: str, vault: Vault) -> frozenset[str]:
    """The notes that an answer for this goal may change: its own and those that hold tasks of it."""
    return frozenset((goal, *(task.path for task in tasks_below(goal, vault))))


def apply(answer: Answer, measures: Measures, texts: Mapping[str, str], config: Config) -> Applied | Hindered:
    """Follow an answer.

    Args:
        answer: what was chosen.
        measures: those of today, of the notes as they are.
        texts: the notes by path; at least the `sources` of the goal.
        config: when to ask again, which symbols mean what.
    """
    found = changes(answer, measures, texts, config)
    if isinstance(found, Hindered):
        return found
    new = edited(texts, found)
    if isinstance(new, Hindered):
        return new
    decision = new_decision_id(measures.goals[answer.goal].goal, measures.today, answer.option)
    note = read_note(answer.goal, new[answer.goal], config)
    if decision not in {aimo_id(line.text) for line in note.decisions}:
        detail = f"{answer.goal} has no place where a decision would be read"
        return Hindered(by=Hindrance.UNWRITABLE, detail=detail)
    return Applied(texts=new, decision=decision)


def changes(
    answer: Answer, measures: Measures, texts: Mapping[str, str], config: Config
) -> tuple[NoteEdits, ...] | Hindered:
    """The edits that an answer asks for, note by note; the arguments are those of `apply`."""
    measure = measures.goals.get(answer.goal)
    if measure is None:
        return Hindered(by=Hindrance.NOT_OFFERED)
    missing = sources(answer.goal, measures.vault) - texts.keys()
    if missing:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{min(missing)} cannot be read")
    work = Work(answer=answer, measure=measure, measures=measures, texts=texts, config=config)
    effect = work.effect()
    if isinstance(effect, Hindered):
        return effect
    return by_note((*effect.edits, *_record(work, effect.words)))


def _record(work: Work, words: str) -> Iterator[tuple[str, Edit]]:
    """When to ask again, and the decision."""
    goal, today, option = work.answer.goal, work.measures.today, work.answer.option
    if option not in _ASK_NOTHING:
        day = _ask_again(work.answer.asked, today, work.config.review.ask_again)
        yield work.set_key("ask_again", day.isoformat())
    line = decision_line(today, option, words, new_decision_id(work.measure.goal, today, option))
    yield goal, AppendUnder(heading=decisions_heading(work.texts[goal]), text=line)


def _ask_again(asked: date, today: date, after: int) -> date:
    """So many days after the offer, as it said; where that has passed, after today."""
    promised = asked + timedelta(days=after)
    return promised if promised > today else today + timedelta(days=after)
