"""What was answered: ticks in the notes that ask, or a command, as one value.

The way of an answer, of which this module is the first step:

1. `read_answers` finds the ticked option lines in the newest review and in the dashboard. A tick counts only
   where the note would still offer the same: the offer is looked up in the note as it would be written now.
2. `apply.apply` says what the goal's notes are then; the decision stands under `Decisions` with an id.
3. The question is no longer open. The note shows the decision instead, as a ticked line with that id
   (`decisions.decisions`), so that the next turn finds it answered and not ticked anew.
4. Unticking that line takes the decision back (`undo.read_undos`, `undo.take_back`), and the options return.

A tick that cannot be followed is a `Refused`, with its line. Since one answer can change what another goal is
offered, answers are followed one at a time, and read again in between.

Knows the option lines and their values. Knows nothing of what an answer changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from aimo_md.plan.boxes import BoxKind, read_boxes
from aimo_md.plan.choices import choices
from aimo_md.plan.goal_finder import GoalFinder
from aimo_md.plan.options import OptionKey
from aimo_md.plan.questions import question_id
from aimo_md.plan.reduction import Reduction, leave_out
from aimo_md.plan.refused import Hindered, Hindrance, Refused
from aimo_md.plan.smaller import as_value
from aimo_md.text.block_merge import aimo_id
from aimo_md.text.blocks import visible
from aimo_md.text.dates import parse_day
from aimo_md.text.line_edit import with_field, with_symbol
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal
from aimo_md.text.task_fields import Dialect, FieldName

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Place
    from aimo_md.measures.model import Measures
    from aimo_md.plan.boxes import Box

_VALUE: Final = re.compile(r"`([^`]*)`")
_WITH_VALUES: Final = frozenset({OptionKey.KEEP, OptionKey.EXTEND, OptionKey.PAUSE})
_WORKED_OUT: Final = frozenset({OptionKey.REDUCE, OptionKey.REPLAN})
"""What these do stands in the line only in words: they are followed where it would say the same again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One option, chosen for one goal.

    Attributes:
        goal: the path of its note.
        option: which.
        asked: the day from which the offer counts.
        day: of the next action, the new deadline, or the end of the pause.
        words: the next action; None where `keep` names none.
        leaves: the places of the tasks to leave out.
        boxes: the ticked lines that say so; none where it was a command.
    """

    goal: str
    option: OptionKey
    asked: date
    day: date | None = None
    words: str | None = None
    leaves: tuple[Place, ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def settles(self) -> frozenset[str]:
        """The ids of all option lines that this answer settles, those of the goal's old name among them."""
        hashes = {question_id(self.goal), *(box.hash for box in self.boxes)}
        return frozenset(f"aimo-{option}-{each}" for option in OptionKey for each in hashes)

    def refused(self, why: Hindered) -> tuple[Refused, ...]:
        """The lines that said so, where it could not be followed after all."""
        return tuple(_refused(box, self.goal, why) for box in self.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingNote:
    """A note that takes answers.

    `note` and `text` are how it stands, with its user's ticks. `fresh` is the same note as it would be
    written now, and `measures` are those that it would be written from.
    """

    note: NoteReading
    text: str
    fresh: str
    measures: Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers in the order in which they are asked for, and the ticks that cannot be followed."""

    answers: tuple[Answer, ...]
    refused: tuple[Refused, ...]


def read_answers(
    asking: Sequence[AskingNote], measures: Measures, config: Config, settled: Collection[str] = ()
) -> Answers:
    """What is ticked in the notes that ask.

    Args:
        asking: the newest review, then the dashboard; as far as they are there.
        measures: those of today.
        config: says which symbols tick a box.
        settled: ids of options that this turn has already dealt with.
    """
    ticked = [
        (note, box)
        for note in asking
        for box in read_boxes(note.note, note.text, config)
        if box.kind is BoxKind.OPTION and box.ticked and box.id not in settled
    ]
    if not ticked:
        return Answers(answers=(), refused=())
    finder = GoalFinder.of(measures.vault)
    refused: list[Refused] = []
    by_goal: defaultdict[str, list[Answer]] = defaultdict(list)
    for note, box in ticked:
        goal = finder.goal_of(box)
        found = _answer(note, box, goal, measures.today)
        if isinstance(found, Answer):
            by_goal[found.goal].append(found)
        else:
            refused.append(_refused(box, goal, found))
    answers = []
    for of_goal in by_goal.values():
        joined = _joined(of_goal)
        if joined is None:
            why = Hindered(by=Hindrance.TWO_TICKS)
            refused += [refusal for answer in of_goal for refusal in answer.refused(why)]
        else:
            answers.append(joined)
    return Answers(answers=tuple(answers), refused=tuple(refused))


def answer_of(
    goal: str, option: OptionKey, value: str | None, measures: Measures, config: Config
) -> Answer | Hindered:
    """The answer that a command gives.

    Args:
        goal: the path of the goal's note.
        option: any that fits the state of the goal, asked about or not.
        value: a day, or the words of a next action; None for what would be offered.
        measures: those of today.
        config: as for the offers.
    """
    chosen = choices(goal, measures, config).get(option)
    if chosen is None:
        return Hindered(by=Hindrance.NOT_OFFERED)
    if value is not None and not chosen.editable:
        return Hindered(by=Hindrance.NO_VALUE)
    values = list(chosen.editable)
    if value is not None and option is OptionKey.KEEP and parse_day(value.strip()) is None:
        values[:1] = [value]
    elif value is not None:
        values[-1:] = [value]
    named = _named(option, values, measures.today, chosen.editable) if chosen.editable else _Named()
    if isinstance(named, Hindered):
        return named
    leaves = _leaves(goal, measures) if option is OptionKey.REDUCE else ()
    return Answer(
        goal=goal, option=option, asked=measures.today, day=named.day, words=named.words, leaves=leaves
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What the values of an option name."""

    day: date | None = None
    words: str | None = None


def _answer(note: AskingNote, box: Box, goal: str | None, today: date) -> Answer | Hindered:
    """What one tick says, taken by itself."""
    option = box.option
    if goal is None or option is None or box.aside:
        return Hindered(by=Hindrance.NOT_OFFERED)
    offer = _offers(note).get(_id_of(option, goal))
    if offer is None or (option in _WORKED_OUT and not _same_offer(box.text, offer)):
        return Hindered(by=Hindrance.NOT_OFFERED)
    offered = _VALUE.findall(offer) if option in _WITH_VALUES else []
    named = _named(option, _VALUE.findall(box.text), today, offered) if offered else _Named()
    if isinstance(named, Hindered):
        return named
    return Answer(
        goal=goal,
        option=option,
        asked=note.measures.today,
        day=named.day,
        words=named.words,
        leaves=_leaves(goal, note.measures) if option is OptionKey.REDUCE else (),
        boxes=(box,),
    )


def _refused(box: Box, goal: str | None, why: Hindered) -> Refused:
    """The refusal of one line; a line that has the id of a goal's old name can only be put aside."""
    renamed = goal is not None and box.option is not None and box.id != _id_of(box.option, goal)
    return Refused(why=Hindered(by=Hindrance.NOT_OFFERED) if renamed else why, box=box, goal=goal)


def _id_of(option: OptionKey, goal: str) -> str:
    return f"aimo-{option}-{question_id(goal)}"


def _offers(note: AskingNote) -> Mapping[str, str]:
    """The lines with an id that the note would hold if it were written now."""
    return {found: line for line in split_lines(note.fresh) if (found := aimo_id(line))}


def _same_offer(ticked: str, offer: str) -> bool:
    """Whether a ticked line says what is offered now; the Tasks plugin may have stamped it with a day."""
    plain = with_field(ticked, FieldName.DONE, None, Dialect.EMOJI)
    opened = plain if isinstance(plain, Refusal) else with_symbol(plain, " ")
    said = ticked if isinstance(opened, Refusal) else opened
    return _without_id(said) == _without_id(offer)


def _without_id(line: str) -> str:
    return visible(line.rpartition("^")[0])


def _named(
    option: OptionKey, values: Sequence[str], today: date, offered: Sequence[str]
) -> _Named | Hindered:
    """The day among the values, which is the last that is one, and the words beside it.

    A review stands for a week: the day that it offers for the next action means today once it has passed.
    """
    days = [(place, day) for place, value in enumerate(values) if (day := parse_day(value.strip()))]
    if not days or (option is not OptionKey.KEEP and len(days) > 1):
        return Hindered(by=Hindrance.NO_DAY)
    place, day = days[-1]
    if option is OptionKey.KEEP and values[place] in offered:
        day = max(day, today)
    if day < today or (option is OptionKey.PAUSE and day == today):
        return Hindered(by=Hindrance.PAST_DAY)
    if option is not OptionKey.KEEP:
        return _Named(day=day)
    others = [value.strip() for at, value in enumerate(values) if at != place]
    if len(others) != 1 or not others[0]:
        return Hindered(by=Hindrance.NO_WORDS)
    return _Named(day=day, words=as_value(others[0]))


def _leaves(goal: str, measures: Measures) -> tuple[Place, ...]:
    """The tasks that would be left out."""
    reduction = leave_out(measures.goals[goal], measures)
    return tuple(task.place for task in reduction.out) if isinstance(reduction, Reduction) else ()


def _joined(answers: Sequence[Answer]) -> Answer | None:
    """The answers for one goal as one, where they all say the same."""
    said = {(answer.option, answer.day, answer.words, answer.leaves) for answer in answers}
    boxes = tuple(box for answer in answers for box in answer.boxes)
    return replace(answers[0], boxes=boxes) if len(said) == 1 else None
