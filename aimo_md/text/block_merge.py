r"""What aimo says now put into a note that its user has changed since.

Knows whose each line of a block is. It must not know what the lines mean. In a block that aimo wrote before,
a line is

- aimo's own, where the marker has its hash: it gives way to what aimo says now, changed or gone;
- new of aimo's already, where it stands in what aimo says now;
- *taken*, where it has a block id (`^aimo-…`) that the caller has dealt with: it gives way too;
- *changed* by the user, where it has a block id that aimo still uses: it is kept in its place as the user has
  it;
- the user's, in all other cases: it moves directly below the block.

So no line of the user's is lost, and none of aimo's stays behind. The new marker hashes what aimo says now,
not what is kept: a second merge finds the same lines changed, and changes nothing.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from aimo_md.errors import AimoError, LineFault
from aimo_md.text.blank_lines import is_blank, last_text_line
from aimo_md.text.blocks import (
    LIST_KEY,
    Block,
    BlocksReading,
    block_lines,
    find_blocks,
    is_marker,
    line_hash,
    line_hashes,
    open_fence,
    visible,
)
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.frontmatter_edit import with_list_property
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal, RefusalReason
from aimo_md.text.splice import Splice, splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.text.frontmatter import Entry

_BOM: Final = "\ufeff"
_AIMO_ID: Final = re.compile(r"(?:^|\s)\^(aimo-[A-Za-z0-9-]+)\s*$")
_LIST_ITEM: Final = re.compile(r"[ \t>]*(?:[-*+]|[0-9]+[.)])[ \t]")


class NewBlock(Struct, frozen=True, kw_only=True):
    """What aimo says now in the block of this name; blank lines at both ends do not count."""

    name: str
    body: str


class KeptLine(Struct, frozen=True, kw_only=True):
    """A line that the user changed and that was kept as it is; `id` is its block id, without the `^`."""

    block: str
    id: str
    line: str


class MovedLine(Struct, frozen=True, kw_only=True):
    """A line of the user's that moved below the block it stood in."""

    block: str
    line: str


class Merged(Struct, frozen=True, kw_only=True):
    """The note as it should be, what was kept and moved, and the faults by line (0 for the note)."""

    text: str
    kept: tuple[KeptLine, ...] = ()
    moved: tuple[MovedLine, ...] = ()
    faults: tuple[tuple[int, LineFault], ...] = ()


def merge_blocks(
    text: str, fresh: tuple[NewBlock, ...], *, taken: frozenset[str] = frozenset()
) -> Merged | Refusal:
    """Bring a note of aimo's own up to date.

    A block that the frontmatter lists in `aimo_blocks` and that is not there was taken out by the user, and
    stays out. One that is neither listed nor there is new: once it has something to say it comes below the
    block before it in `fresh`, else to the end of the note. Blocks that `fresh` does not name stay as they
    are. Where the frontmatter cannot be read or written, nobody knows what was taken out: then only what is
    there is filled.

    Args:
        text: the note as it is now.
        fresh: what aimo says now, in its usual order.
        taken: block ids whose lines the caller has dealt with; what the user did to these lines is done with.
    """
    reading = find_blocks(text)
    listed = _listed(read_frontmatter(split_lines(text)).get(LIST_KEY))
    present = {block.name for block in reading.blocks}
    known = present | reading.damaged | set(listed)
    new = tuple(block for block in fresh if block.name not in known and block.body.strip())
    written = [block.name for block in fresh if block.name in present or block in new]
    names = (*listed, *(name for name in written if name not in listed))
    relisted = text if names == listed else with_list_property(text, LIST_KEY, names)
    if not isinstance(relisted, Refusal):
        return _merged(relisted, fresh, new, taken)
    filled = _merged(text, fresh, (), taken)
    if isinstance(filled, Refusal):
        return filled
    fault = LineFault(
        code="block-unlisted",
        message=f"the blocks of this note cannot be listed: {relisted.message}",
        remedy=f"mend the frontmatter, or take its key {LIST_KEY} out",
    )
    return replace(filled, faults=((0, fault), *filled.faults))


def fill_blocks(
    text: str, fresh: tuple[NewBlock, ...], *, taken: frozenset[str] = frozenset()
) -> Merged | Refusal:
    """Bring those blocks up to date that are there, and change nothing else: for a note of the user's own."""
    return _merged(text, fresh, (), taken)


def render_note(entries: str, parts: tuple[NewBlock | str, ...]) -> str:
    """A new note of aimo's own.

    Args:
        entries: the lines of its frontmatter, without `aimo_blocks`.
        parts: its blocks, and the texts that are the user's from the start, in their order.
    """
    names = ", ".join(part.name for part in parts if isinstance(part, NewBlock))
    head = f"---\n{entries.strip()}\n{LIST_KEY}: [{names}]\n---\n"
    texts = (part.strip() if isinstance(part, str) else "\n".join(_new_lines(part)) for part in parts)
    return head + "\n\n".join(texts) + "\n"


def aimo_id(line: str) -> str:
    """The block id of aimo's at the end of a line, without its `^`; empty where there is none."""
    match = _AIMO_ID.search(line)
    return match[1] if match else ""


def _listed(entry: Entry | None) -> tuple[str, ...]:
    """The names in the list of blocks, which may also be one name or none."""
    value = entry.value if entry else None
    if value is None:
        return ()
    return tuple(str(name) for name in value) if isinstance(value, tuple) else (str(value),)


def _merged(
    text: str, fresh: tuple[NewBlock, ...], new: tuple[NewBlock, ...], taken: frozenset[str]
) -> Merged | Refusal:
    """Fill the blocks that are there, and add the new ones."""
    bom = _BOM if text.startswith(_BOM) else ""
    note = text.removeprefix(_BOM)
    reading = find_blocks(note)
    meetings = [_meet(there, block, taken) for block in fresh if (there := reading.get(block.name))]
    below: dict[int, tuple[tuple[str, ...], ...]] = {}
    for meeting in meetings:
        if meeting.moved:
            below[meeting.there.last] = (_moved_lines(meeting),)
    for place, block in _places(note, reading, fresh, new):
        below[place] = (*below.get(place, ()), _new_lines(block))
    lines = split_lines(note)
    refilled = [_refill(meeting) for meeting in meetings]
    inserted = [_insertion(lines, place, chunks) for place, chunks in below.items()]
    merged = splice(note, (*refilled, *inserted))
    again = find_blocks(merged)
    wanted = {block.name for block in reading.blocks} | {block.name for block in new}
    if {block.name for block in again.blocks} != wanted or again.damaged != reading.damaged:
        message = "aimo's blocks cannot be written: a code fence or a marker left open would swallow them"
        return Refusal(reason=RefusalReason.WOULD_MISREAD, message=message)
    return Merged(
        text=bom + merged,
        kept=tuple(kept for meeting in meetings for kept in meeting.kept),
        moved=tuple(
            MovedLine(block=meeting.there.name, line=meeting.lines[row])
            for meeting in meetings
            for row in meeting.moved
        ),
        faults=again.faults,
    )


class _Meeting(Struct, frozen=True, kw_only=True):
    """A block that is there, what aimo says now, its old lines, those kept, the rows of those moved."""

    there: Block
    fresh: NewBlock
    lines: tuple[str, ...]
    kept: tuple[KeptLine, ...]
    moved: tuple[int, ...]


def _meet(there: Block, fresh: NewBlock, taken: frozenset[str]) -> _Meeting:
    """Sort the lines of a block that aimo does not know into taken, kept and moved ones."""
    lines = split_lines(there.body)
    said = split_lines(fresh.body)
    strangers = tuple(_strangers(there.hash, lines, said))
    asked = {aimo_id(line) for line in said} - {""} if strangers else set()
    kept: dict[str, KeptLine] = {}
    moved: list[int] = []
    for row in strangers:
        line = lines[row]
        block_id = aimo_id(line)
        if block_id in taken:
            continue
        if block_id in asked and block_id not in kept and _LIST_ITEM.match(line):
            kept[block_id] = KeptLine(block=there.name, id=block_id, line=line)
        else:
            moved.append(row)
    return _Meeting(there=there, fresh=fresh, lines=lines, kept=tuple(kept.values()), moved=tuple(moved))


def _strangers(known: str, lines: Sequence[str], said: Sequence[str]) -> Iterator[int]:
    """The rows of the lines that aimo neither wrote here, as the marker's hash has it, nor says now.

    Each line of aimo's is found once, and first where it stands in its old order: what looks like one of them
    but is one too many (a closing fence, say) is the user's.
    """
    rows = [row for row, line in enumerate(lines) if not is_blank(line)]
    hashes = [line_hash(lines[row]) for row in rows]
    written = line_hashes(known)
    if hashes == written:
        return
    in_order = SequenceMatcher(None, written, hashes, autojunk=False).get_matching_blocks()
    own = {match.b + step for match in in_order for step in range(match.size)}
    missing = Counter(written)
    missing.subtract(hashes[index] for index in own)
    unsaid = Counter(visible(line) for line in said if not is_blank(line))
    unsaid.subtract(visible(lines[rows[index]]) for index in own)
    for index, row in enumerate(rows):
        if index in own:
            continue
        seen = visible(lines[row])
        if missing[hashes[index]] > 0:
            missing[hashes[index]] -= 1
            unsaid[seen] -= 1
        elif unsaid[seen] > 0:
            unsaid[seen] -= 1
        else:
            yield row


def _refill(meeting: _Meeting) -> Splice:
    """The opening marker and the body as they should be; the closing marker stays."""
    there, fresh = meeting.there, meeting.fresh
    kept = {line.id: line.line for line in meeting.kept}
    lines = _new_lines(fresh)
    if kept:
        shown = [kept.pop(aimo_id(line), line) for line in split_lines(fresh.body)]
        lines = block_lines(fresh.name, fresh.body, shown="\n".join(shown))
    return Splice(line=there.first, count=there.last - there.first, lines=lines[:-1])


def _new_lines(block: NewBlock) -> tuple[str, ...]:
    """The lines of a block.

    Raises:
        AimoError: where what aimo says would break its own block. Only a template can do that.
    """
    lines = block_lines(block.name, block.body)
    found = find_blocks("\n".join(lines))
    if len(found.blocks) != 1 or found.faults:
        raise AimoError(
            f"the text for the block {block.name} holds a marker or a code fence that is never closed",
            hint="look through the templates in your vault",
        )
    return lines


def _moved_lines(meeting: _Meeting) -> tuple[str, ...]:
    """The moved lines as they go below the block: what stood together still does, and no fence stays open."""
    runs = groupby(enumerate(meeting.moved), key=lambda pair: pair[1] - pair[0])
    texts = [_dedented(tuple(meeting.lines[row] for _, row in run)) for _, run in runs]
    lines = tuple(line for text in texts for line in ("", *text))[1:]
    fence = open_fence(lines)
    return (*lines, fence) if fence else lines


def _dedented(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines without the indent that they share: below a list item of aimo's it was no code."""
    shifted = tuple(textwrap.dedent("\n".join(lines)).split("\n"))
    return lines if any(is_marker(line) for line in shifted) else shifted


def _places(
    note: str, reading: BlocksReading, fresh: tuple[NewBlock, ...], new: tuple[NewBlock, ...]
) -> Iterator[tuple[int, NewBlock]]:
    """The new blocks, each with the line that it goes below."""
    place = last_text_line(split_lines(note))
    for block in fresh:
        there = reading.get(block.name)
        if there:
            place = there.last
        elif block in new:
            yield place, block


def _insertion(lines: Sequence[str], place: int, chunks: tuple[tuple[str, ...], ...]) -> Splice:
    """These chunks below a line, with blank lines around each."""
    spaced = tuple(line for chunk in chunks for line in ("", *chunk))
    before = spaced if place else spaced[1:]
    after = ("",) if place < len(lines) and not is_blank(lines[place]) else ()
    return Splice(line=place + 1, count=0, lines=(*before, *after))
