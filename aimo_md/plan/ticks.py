"""Ticks in the dashboard, brought to the tasks that they mean.

A mirrored line ends in a hash of its source's path and text (`mirror`). It is followed where exactly one
task of the notes that the line links to has that hash, and the line still says what the task says. Then the
task is completed where it stands, and the line is dealt with: its task is not one to do any more, and of a
series the next occurrence may take its place. Any other tick is a `Refused`, and its line is put aside.

Knows mirrored lines. How a task is completed is known to `complete`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aimo_md.plan.boxes import BoxKind
from aimo_md.plan.complete import complete
from aimo_md.plan.mirror import mirror_id
from aimo_md.plan.note_edits import by_note, edited
from aimo_md.plan.refused import Hindered, Hindrance, Refused
from aimo_md.text.links import find_links
from aimo_md.text.weekdays import weekday_prefix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.goals.model import Place, Task, Vault
    from aimo_md.plan.boxes import Box
    from aimo_md.text.edit import Edit

_WORD: Final = re.compile(r"[^\W_]+")
_LINK: Final = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]|!?\[([^\[\]]+)\]\([^()\s]*\)|https?://\S+")
"""A link with the words that it shows; an address, which a note of aimo's writes in another way, has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A ticked line, and the task that it means."""

    box: Box
    task: Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """The ticks that mean a task, and those that cannot be followed."""

    ticks: tuple[Tick, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedOff:
    """What ticks have come to.

    `texts` are the new texts of the notes with completed tasks, by path. `settles` are the ids of the lines
    that were followed, `refused` those that were not.
    """

    texts: Mapping[str, str]
    settles: frozenset[str]
    refused: tuple[Refused, ...]


def read_ticks(boxes: Iterable[Box], vault: Vault, settled: Collection[str] = ()) -> Ticks:
    """The mirrored lines that are ticked.

    Args:
        boxes: those of the dashboard.
        vault: the notes as they are.
        settled: ids of lines that this turn has already followed.
    """
    ticked = [box for box in boxes if box.kind is BoxKind.TASK and box.ticked and box.id not in settled]
    if not ticked:
        return Ticks(ticks=(), refused=())
    ticks: list[Tick] = []
    refused: list[Refused] = []
    for box in ticked:
        task = None if box.aside else _task(box, vault)
        if task is None:
            refused.append(Refused(why=Hindered(by=Hindrance.NO_TASK), box=box))
        else:
            ticks.append(Tick(box=box, task=task))
    return Ticks(ticks=tuple(ticks), refused=tuple(refused))


def tick_off(
    ticks: Iterable[Tick], vault: Vault, texts: Mapping[str, str], day: date, config: Config
) -> TickedOff:
    """Complete the tasks that were ticked; what is done already stays as it is.

    Args:
        ticks: which.
        vault: the notes as they are.
        texts: the same notes by path; at least those of the ticked tasks.
        day: the day of the stamp.
        config: which symbols mean what.
    """
    edits: list[tuple[str, Edit]] = []
    refused: list[Refused] = []
    settles: set[str] = set()
    new: dict[str, str] = {}
    for same in _by_task(ticks):
        more = _edits(same[0].task, vault, texts, day, config)
        if not isinstance(more, Hindered):
            changed = edited(texts, by_note((*edits, *more)))
            if not isinstance(changed, Hindered):
                edits += more
                new = changed
                settles |= {tick.box.id for tick in same}
                continue
            more = changed
        refused += [Refused(why=more, box=tick.box) for tick in same]
    return TickedOff(texts=new, settles=frozenset(settles), refused=tuple(refused))


def _by_task(ticks: Iterable[Tick]) -> Iterable[list[Tick]]:
    """The ticks of each task: a line that was doubled is one tick."""
    found: defaultdict[Place, list[Tick]] = defaultdict(list)
    for tick in ticks:
        found[tick.task.place].append(tick)
    return found.values()


def _edits(
    task: Task, vault: Vault, texts: Mapping[str, str], day: date, config: Config
) -> tuple[tuple[str, Edit], ...] | Hindered:
    text = texts.get(task.path)
    if text is None:
        return Hindered(by=Hindrance.UNWRITABLE, detail=f"{task.path} cannot be read")
    found = complete(task, vault.notes[task.path], text, day, config)
    return found if isinstance(found, Hindered) else tuple((task.path, edit) for edit in found)


def _task(box: Box, vault: Vault) -> Task | None:
    """The task that a mirrored line means; None where there is none or more than one."""
    paths = {vault.index.find(link.target) for link in find_links(box.text)}
    found = [
        task
        for path in paths
        if path is not None
        for task in vault.notes[path].tasks
        if _says(box.text, task) and mirror_id(task, vault.notes[path]) == box.id
    ]
    return found[0] if len(found) == 1 else None


def _says(line: str, task: Task) -> bool:
    """Whether a mirrored line holds the words of a task, as a note of aimo's writes them."""
    prefix = weekday_prefix(task.title)
    plain = line.replace("&lt;", "<").replace("&amp;", "&")
    words = _words(task.title if prefix is None else prefix[1])
    return not words or f" {words} " in f" {_words(plain)} "


def _words(text: str) -> str:
    """The words that a text shows, with one space between them."""
    return " ".join(_WORD.findall(_LINK.sub(r"\1\2", text).casefold()))
