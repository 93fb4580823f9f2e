"""Ticks by hand followed: a recurring task completed, or its completion taken back, where it stands.

Of tasks that lie in one another the outermost one counts, and of several of one series the latest. Knows the
texts of the notes. Knows nothing of how a tick was seen, nor whether it is time to follow it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, assert_never

from aimo_md.plan.complete import complete_ticked, take_back_completion
from aimo_md.plan.refused import Hindered
from aimo_md.plan.seen import Ticked, Unticked
from aimo_md.plan.task_edits import line_of
from aimo_md.text.edit import SetField, apply_edits
from aimo_md.text.refusal import Refusal
from aimo_md.text.task_fields import FieldName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading, Task
    from aimo_md.plan.seen import ByHand
    from aimo_md.text.edit import Edit


def still_standing(
    by_hand: Iterable[ByHand], notes: Mapping[str, NoteReading], texts: Mapping[str, str]
) -> tuple[ByHand, ...]:
    """What was ticked and unticked in notes whose text is known, and that still say so."""
    return tuple(
        each for each in by_hand if each.task.path in texts and each.task in notes[each.task.path].tasks
    )


def follow(
    by_hand: Iterable[ByHand], notes: Mapping[str, NoteReading], texts: Mapping[str, str], config: Config
) -> dict[str, str]:
    """The new texts of the notes that change, by path.

    Args:
        by_hand: what was ticked and unticked, and still stands there.
        notes: the notes as they are.
        texts: the same notes by path.
        config: which symbols mean what.
    """
    in_note: defaultdict[str, list[ByHand]] = defaultdict(list)
    for each in by_hand:
        in_note[each.task.path].append(each)
    found: dict[str, str] = {}
    for path, of_note in in_note.items():
        note, text = notes[path], texts[path]
        edits = tuple(edit for each in _counting(of_note, note) for edit in _edits(each, note, text, config))
        changed = apply_edits(text, edits)
        if not isinstance(changed, Refusal) and changed != text:
            found[path] = changed
    return found


def _counting(by_hand: Iterable[ByHand], note: NoteReading) -> Iterator[ByHand]:
    """Those that count, the latest first."""
    by_hand = sorted(by_hand, key=lambda each: _day(each.task), reverse=True)
    lines = {each.task.line for each in by_hand}
    parents = {task.line: task.parent for task in note.tasks}
    series: set[tuple[str, str | None]] = set()
    for each in by_hand:
        own = (each.task.title, each.task.words.recurrence)
        if own not in series and lines.isdisjoint(_around(each.task, parents)):
            series.add(own)
            yield each


def _day(task: Task) -> date:
    return task.words.due or task.words.scheduled or task.words.start or date.min


def _around(task: Task, parents: Mapping[int, int | None]) -> Iterator[int]:
    """The lines of the tasks around it."""
    line = task.parent
    while line is not None:
        yield line
        line = parents[line]


def _edits(each: ByHand, note: NoteReading, text: str, config: Config) -> tuple[Edit, ...]:
    match each:
        case Ticked():
            edits = complete_ticked(each.task, note, text, each.day, config)
            return () if isinstance(edits, Hindered) else edits
        case Unticked():
            taken = take_back_completion(each.task, note, text, each.completion.day, config)
            return (*taken, *_cleared(each, text)) if taken or each.completion.followed else ()
        case _:
            assert_never(each)


def _cleared(each: Unticked, text: str) -> tuple[Edit, ...]:
    """The stamp taken off where aimo put it there and it still is the same.

    Kept, it would be taken for the day of the next tick.
    """
    task, completion = each.task, each.completion
    if not completion.stamped or task.words.done != completion.day:
        return ()
    return (SetField(line=task.line, old=line_of(task, text), name=FieldName.DONE, value=None),)
