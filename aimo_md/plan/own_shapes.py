"""The shapes that a vault brings itself: which of its files they are, and what is wrong in one.

One with a fault is not used. Knows no disk: the texts are passed in, by their path below the folder of
templates.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.plan.shapes import FOLDERS, MOST_ACTIONS, read_shape, share_of
from aimo_md.text.document import read_document
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.plan.shapes import Shape
    from aimo_md.text.document import Document

_SHARES: Final = 100.5
"""In percent: what the shares of all milestones may come to, rounded as people round them."""


def own_shapes(texts: Mapping[str, str], language: str) -> dict[str, Shape]:
    """A vault's own shapes for sentences of a language, by name.

    Those in `goals` are for every language; one in the folder of the language goes before one of its name.
    """
    found: dict[str, Shape] = {}
    for folder in dict.fromkeys((FOLDERS["en"], FOLDERS[language])):
        for path, text in texts.items():
            place = PurePosixPath(path)
            if place.parent == folder:
                found[place.stem] = replace(read_shape(place.stem, text), own=True)
    return found


def shape_faults(text: str) -> tuple[tuple[int, str], ...]:
    """What is wrong in the Markdown of a shape, by line (0: the whole of it)."""
    document = read_document(text)
    return tuple(
        sorted(
            (
                *((line, fault.message) for line, fault in document.faults),
                *_faulty_words(document),
                *_faulty_days(document),
                *_faulty_shares(document),
                *_faulty_actions(read_shape("", text)),
            )
        )
    )


def _faulty_words(document: Document) -> Iterator[tuple[int, str]]:
    words = document.frontmatter.get("words")
    if words is not None and not isinstance(words.value, tuple | str | None):
        yield words.line, "`words` is no list of words, such as [thesis, dissertation]"


def _faulty_days(document: Document) -> Iterator[tuple[int, str]]:
    lines = (
        *((heading.line, heading.text) for heading in document.headings),
        *((box.line, box.body) for box in document.checkboxes),
    )
    for line, text in lines:
        yield from ((line, fault.message) for fault in read_task_line(text).faults)


def _faulty_shares(document: Document) -> Iterator[tuple[int, str]]:
    """The heading with which the milestones come to more than the whole time."""
    total = 0.0
    for heading in document.headings:
        share = share_of(read_task_line(heading.text).text)
        before, total = total, total + 100 * (share or 0.0)
        if before <= _SHARES < total:
            yield heading.line, f"up to here the headings take {total:.0f} % of the time"


def _faulty_actions(shape: Shape) -> Iterator[tuple[int, str]]:
    if not shape.actions:
        yield 0, "has nothing to do: no box outside of `Done when`"
    elif len(shape.actions) > MOST_ACTIONS:
        yield 0, f"has {len(shape.actions)} boxes, which is more than {MOST_ACTIONS}"
