"""Shapes: what goals of a kind have in common, as Markdown that a person can read and change.

A shape is a note without a title: `## Heading 20 %` is a milestone with its share of the time, the boxes
below it are its actions, those under `Done when` say when the goal is reached, and `words` in the frontmatter
say which sentences it is for. Knows how such Markdown is read and how a sentence finds its shape. Knows no
days but those that the Markdown states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.config import SHAPES_FOLDER
from aimo_md.goals.sections import CRITERIA
from aimo_md.plan.sentence import GoalKind
from aimo_md.text.document import read_document
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aimo_md.text.properties import Value

PLAIN: Final = "plain"
"""The shape for what no other is made for."""
HABIT: Final = "habit"
"""The shape for what is done again and again."""

FOLDERS: Final = {"en": PurePosixPath(SHAPES_FOLDER), "ko": PurePosixPath(SHAPES_FOLDER, "ko")}
"""Where the shapes of a language lie, below a folder of templates."""
MOST_ACTIONS: Final = 60
"""More than that is no plan that a person can follow."""
_SHARE: Final = re.compile(r"(?P<title>.*?)\s*\(?(?P<share>[0-9]{1,3})\s?%\)?", re.ASCII | re.DOTALL)
_HANGUL: Final = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do; `day` where the Markdown states one."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A part of the way. `share` of the time is from 0 to 1, None where none is stated."""

    title: str
    share: float | None
    day: date | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a goal is made of. `words` are those of the sentences that it is for; `own`: the vault's."""

    name: str
    words: tuple[str, ...]
    criteria: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    own: bool = False

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions, in their order."""
        return tuple(action for milestone in self.milestones for action in milestone.actions)


def language_of(text: str) -> str:
    """The language in which a sentence wants its note: `ko` where it has Korean letters, else `en`."""
    return "ko" if _HANGUL.search(text) else "en"


def shapes_of(sources: Mapping[str, str], language: str) -> dict[str, Shape]:
    """The shapes of a language by name, from texts by their path below the folder of templates."""
    paths = (PurePosixPath(path) for path in sources)
    own = (path for path in paths if path.parent == FOLDERS[language] and path.suffix == ".md")
    return {path.stem: read_shape(path.stem, sources[str(path)]) for path in own}


def read_shape(name: str, text: str) -> Shape:
    """The shape that Markdown describes; what is neither heading nor box is passed over.

    Boxes above the first milestone are a milestone without a title. One without actions has nothing to say
    and is left out.
    """
    document = read_document(text)
    words = document.frontmatter.get("words")
    boxes = [box for box in document.checkboxes if box.parent is None]
    headings = [(heading.line, heading.text) for heading in document.headings if heading.level > 1]
    bounds = (*(line for line, _ in headings[1:]), len(document.lines) + 1)
    parts = (
        [(title, first, end) for (first, title), end in zip(headings, bounds, strict=True)]
        if headings
        else []
    )
    top = headings[0][0] if headings else len(document.lines) + 1
    criteria: list[str] = []
    milestones: list[Milestone] = []
    for title, first, end in (("", 0, top), *parts):
        below = tuple(read_task_line(box.body) for box in boxes if first < box.line < end)
        if _is_criteria(title):
            criteria += [line.text for line in below if line.text]
        elif below:
            actions = tuple(
                Action(text=line.text, day=line.due or line.scheduled) for line in below if line.text
            )
            milestones.append(_milestone(title, actions))
    return Shape(
        name=name,
        words=() if words is None else listed_words(words.value),
        criteria=tuple(criteria),
        milestones=tuple(milestone for milestone in milestones if milestone.actions),
    )


def listed_words(value: Value) -> tuple[str, ...]:
    """The words that a property lists, by commas where it is no list; none where it is neither."""
    words = value if isinstance(value, tuple) else value.split(",") if isinstance(value, str) else ()
    return tuple(word for word in (str(each).strip().casefold() for each in words) if word)


def share_of(heading: str) -> float | None:
    """The share of the time that a heading states at its end, 1 for all of it; None where it states none."""
    share = _SHARE.fullmatch(heading)
    return None if share is None else int(share["share"]) / 100


def choose_shape(title: str, kind: GoalKind, shapes: Mapping[str, Shape]) -> Shape:
    """The shape that a goal's title asks for.

    The vault's own go before the others. Of several it is the one whose word comes first in an English title,
    last in a Korean one (which is where the verb stands); of two at the same place, the one with the longer
    word. Without any it is the plain one, and for a habit the one for habits.
    """
    own = {name: shape for name, shape in shapes.items() if shape.own}
    for among in (own, {} if kind is GoalKind.HABIT else shapes):
        found = [(place, name) for name, shape in among.items() for place in _places(title, shape.words)]
        if found:
            return among[max(found)[1]]
    return shapes[HABIT if kind is GoalKind.HABIT else PLAIN]


def _places(title: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """How near to the verb's place each word stands, and how long it is."""
    folded = title.casefold()
    if language_of(title) == "ko":
        for word in words:
            at = folded.rfind(word)
            if at >= 0:
                yield at + len(word), len(word)
        return
    for word in words:
        match = re.search(rf"(?<!\w){re.escape(word)}(?!['\u2019]?\w)", folded)
        if match is not None:
            yield -match.start(), len(word)


def _is_criteria(title: str) -> bool:
    return title.strip(" :\uff1a").casefold() in CRITERIA


def _milestone(heading: str, actions: tuple[Action, ...]) -> Milestone:
    words = read_task_line(heading)
    share, stated = share_of(words.text), _SHARE.fullmatch(words.text)
    return Milestone(
        title=words.text if stated is None else stated["title"],
        share=None if share is None else min(share, 1.0),
        day=words.due,
        actions=actions,
    )
