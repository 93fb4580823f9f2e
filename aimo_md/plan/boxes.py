"""The boxes in aimo's own blocks, as their user left them.

Knows the block ids by which an option, a decision or a mirrored task is found again:

- `^aimo-keep-3f9a21`: an option, and the goal that it was offered for;
- `^aimo-d-7c21e0`: an answer that was applied; the line under `Decisions` has the same id;
- `^aimo-t-51aa0c`: a task that stands elsewhere;
- `^aimo-no-keep-3f9a21`, `^aimo-no-t-51aa0c`: a tick that was put aside.

Knows nothing of what a box brings about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from aimo_md.goals.model import TaskType
from aimo_md.goals.parse import task_type
from aimo_md.plan.options import OptionKey
from aimo_md.text.block_merge import aimo_id
from aimo_md.text.blocks import find_blocks
from aimo_md.text.lines import split_lines
from aimo_md.text.outline import TASK_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading
    from aimo_md.plan.refused import Refused

_ID: Final = re.compile(r"aimo-(?P<aside>no-)?(?P<what>[a-z]+)-(?P<hash>[0-9a-f]{6})")
_HEADING: Final = re.compile(r"#{1,6}\s")
_OPTIONS: Final = frozenset(OptionKey)


class BoxKind(Enum):
    """What a box stands for."""

    OPTION = "option"
    DECISION = "d"
    TASK = "t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of aimo's.

    Attributes:
        path: the note.
        line: from 1.
        text: the whole line.
        id: its block id, without `^`.
        kind: what it stands for.
        option: of an option, which.
        hash: the last part of the id.
        aside: whether it is a tick that was put aside.
        ticked: whether its symbol means done.
        heading: the nearest heading above it in its block, empty where there is none.
    """

    path: str
    line: int
    text: str
    id: str
    kind: BoxKind
    option: OptionKey | None
    hash: str
    aside: bool
    ticked: bool
    heading: str

    @property
    def text_aside(self) -> str:
        """The line as it stands once it is put aside: under another id, since the offer may need its own."""
        if self.aside or self.kind is BoxKind.DECISION:
            return self.text
        before, _, after = self.text.rpartition(f"^{self.id}")
        return f"{before}^{self.id.replace('aimo-', 'aimo-no-', 1)}{after}"


def read_boxes(note: NoteReading, text: str, config: Config) -> tuple[Box, ...]:
    """The boxes of a note that are aimo's own; `note` is what was read of `text`."""
    return tuple(_boxes(note, text, config))


def without_box(line: str) -> str:
    """The line as plain text: neither ticked any more nor counted by another plugin."""
    box, found = TASK_LINE.match(line), aimo_id(line)
    if box is None or not found:
        return line
    return f"{line[: box.start(2) - 1]}{box[3]}".rpartition(f"^{found}")[0].rstrip()


def settled_ids(boxes: Iterable[Box], refused: Iterable[Refused], settled: Iterable[str]) -> frozenset[str]:
    """The ids of the lines that have been dealt with: what their user did to them need not be kept.

    Args:
        boxes: of the note that is to be written.
        refused: what was refused in it.
        settled: the ids of all options that are answered now (`Answer.settles`).

    A tick that was followed is dealt with, and so is one that is put aside. A line that only was edited is
    not: its user has not made up their mind.
    """
    in_place = {refusal.box.line for refusal in refused if not refusal.aside}
    done = (
        box.id
        for box in boxes
        if box.line not in in_place and (box.ticked or box.aside or box.kind is BoxKind.DECISION)
    )
    return frozenset((*settled, *done))


def _boxes(note: NoteReading, text: str, config: Config) -> Iterator[Box]:
    if not note.managed:
        return
    lines = split_lines(text)
    headings = _headings(text, lines)
    for box in note.managed:
        line = lines[box.line - 1]
        found = _ID.fullmatch(aimo_id(line))
        kind = None if found is None else _kind(found["what"])
        if found is not None and kind is not None:
            yield Box(
                path=note.path,
                line=box.line,
                text=line,
                id=found[0],
                kind=kind,
                option=OptionKey(found["what"]) if kind is BoxKind.OPTION else None,
                hash=found["hash"],
                aside=found["aside"] is not None,
                ticked=task_type(box.symbol, config) is TaskType.DONE,
                heading=headings.get(box.line, ""),
            )


def _kind(what: str) -> BoxKind | None:
    if what in _OPTIONS:
        return BoxKind.OPTION
    return next((kind for kind in (BoxKind.DECISION, BoxKind.TASK) if kind.value == what), None)


def _headings(text: str, lines: tuple[str, ...]) -> dict[int, str]:
    """For each line in a block of aimo's the heading that it stands under."""
    found: dict[int, str] = {}
    for block in find_blocks(text).blocks:
        heading = ""
        for number in range(block.first, block.last):
            if _HEADING.match(lines[number - 1]):
                heading = lines[number - 1]
            found[number] = heading
    return found
