"""Which task of an older version of the notes is which task of a newer one, and which note was renamed.

Knows what can stay the same when a person edits: an id, a text, a place, most of the words. Knows neither
git nor days. It is the same in both directions: what matches from before to after matches back.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from aimo_md.text.weekdays import weekday_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from aimo_md.goals.model import NoteReading, Task

_WORD: Final = re.compile(r"\w+")
_CJK: Final = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")

_OVERLAP: Final = 0.6
_PAIRS: Final = 100_000
_NEAR: Final = 20
"""Of edited lines under one heading about so many pairs are compared; where there are more, each line with so
many others on either side of its place among them."""
_WIDESPREAD: Final = 50
"""A text in more notes than this says nothing about which of them was renamed."""
_HALF: Final = 0.5
_FEWEST: Final = 2
"""So many tasks at least have to be the same where nothing else says that a note was renamed."""

_Item = TypeVar("_Item")
_Pairs: TypeAlias = "Iterator[tuple[_Item, _Item]]"
_Step: TypeAlias = "Callable[[Sequence[_Item], Sequence[_Item]], _Pairs[_Item]]"


class _Line(NamedTuple):
    """A task and what it can be known by: the headings and tasks around it, its text without ornament."""

    task: Task
    heading: tuple[str, ...]
    around: tuple[str, ...]
    text: str


def match_tasks(before: NoteReading, after: NoteReading) -> dict[int, int]:
    """The tasks that are the same in two versions of one note: their lines before, with their lines after.

    A task is known by its 🆔, by its block id, by its text without fields (the nth of equal ones, those with
    the same days and in the same place first), by that text without capitals and the weekday in front, and
    last by at least 60 % of its words under the same heading. One without a partner was added or removed.
    """
    left, right = _lines(before), _lines(after)
    found: dict[int, int] = {}
    for step in _STEPS:
        found |= {old.task.line: new.task.line for old, new in step(left, right)}
        taken = set(found.values())
        left = [line for line in left if line.task.line not in found]
        right = [line for line in right if line.task.line not in taken]
    return found


def match_notes(before: Mapping[str, NoteReading], after: Mapping[str, NoteReading]) -> dict[str, str]:
    """The notes that were renamed or moved: their paths before, with their paths after.

    Only a note that is gone can be one that is new. It is known by all that it says, by its file name (unless
    both have tasks and none in common), and last by at least half of its tasks, two or more.
    """
    left = [before[path] for path in sorted(before.keys() - after.keys())]
    right = [after[path] for path in sorted(after.keys() - before.keys())]
    found: dict[str, str] = {}
    for step in _NOTE_STEPS:
        found |= {old.path: new.path for old, new in step(left, right)}
        taken = set(found.values())
        left = [note for note in left if note.path not in found]
        right = [note for note in right if note.path not in taken]
    return found


def _lines(note: NoteReading) -> list[_Line]:
    headings: list[tuple[str, ...]] = []
    for section in note.sections:
        above = () if section.parent is None else headings[section.parent]
        headings.append((*above, section.title))
    lines: dict[int, _Line] = {}
    for task in note.tasks:
        heading = () if task.section is None else headings[task.section]
        around = heading
        if task.parent is not None:
            parent = lines[task.parent]
            around = (*parent.around, parent.task.title)
        lines[task.line] = _Line(task=task, heading=heading, around=around, text=_plain(task.title))
    return list(lines.values())


def _plain(title: str) -> str:
    prefix = weekday_prefix(title)
    return " ".join(unicodedata.normalize("NFC", title if prefix is None else prefix[1]).casefold().split())


def _same_ends(left: Sequence[_Line], right: Sequence[_Line]) -> _Pairs[_Line]:
    """The lines at the top and at the bottom that nobody changed: most of a note, most of the time."""

    def same(pair: tuple[_Line, _Line]) -> bool:
        return _all(pair[0]) == _all(pair[1])

    top = list(takewhile(same, zip(left, right, strict=False)))
    yield from top
    yield from takewhile(same, zip(reversed(left[len(top) :]), reversed(right[len(top) :]), strict=False))


def _all(line: _Line) -> Hashable:
    return line.task.symbol, line.task.words, line.around


def _days(line: _Line) -> Hashable:
    """What a tick leaves as it is; it tells the occurrences of a series apart."""
    words = line.task.words
    return words.due, words.scheduled, words.start


def _nth_of_equals(sign: Callable[[_Item], Hashable]) -> _Step[_Item]:
    """A step that pairs what has the same sign, the first with the first; what has None has no sign."""

    def step(left: Sequence[_Item], right: Sequence[_Item]) -> _Pairs[_Item]:
        partners = _grouped(right, sign)
        for key, items in _grouped(left, sign).items():
            yield from zip(items, partners.get(key, ()), strict=False)

    return step


def _grouped(items: Iterable[_Item], sign: Callable[[_Item], Hashable]) -> Mapping[Hashable, Sequence[_Item]]:
    groups: defaultdict[Hashable, list[_Item]] = defaultdict(list)
    for item in items:
        key = sign(item)
        if key is not None:
            groups[key].append(item)
    return groups


def _by_words(left: Sequence[_Line], right: Sequence[_Line]) -> _Pairs[_Line]:
    """The lines with the best overlap of words under the same heading, the best pairs first."""
    partners = _grouped(right, lambda line: line.heading)
    for heading, lines in _grouped(left, lambda line: line.heading).items():
        others = partners.get(heading, ())
        overlaps = _overlaps([_words(line.text) for line in lines], [_words(line.text) for line in others])
        yield from ((lines[row], others[column]) for row, column in _best(overlaps))


def _overlaps(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]
) -> Iterator[tuple[float, int, int]]:
    """The share of words in common of those in either, where it is enough, with the two indices."""
    reach = max(_NEAR, _PAIRS // max(len(left), len(right), 1))
    for row, words in enumerate(left):
        for column in range(max(row - reach, 0), min(row + reach + 1, len(right))):
            common = len(words & right[column])
            share = common / max(len(words | right[column]), 1)
            if share >= _OVERLAP:
                yield share, row, column


def _best(candidates: Iterable[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """The pairs with the highest score, no index twice; of equal scores those that lie nearest."""
    rows: set[int] = set()
    columns: set[int] = set()
    ranked = sorted(
        (-score, abs(row - column), min(row, column), row, column) for score, row, column in candidates
    )
    for *_, row, column in ranked:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield row, column


def _words(text: str) -> frozenset[str]:
    """The words of a text. One in Hangul, Kana or Han counts as its pairs of characters.

    In Korean particles hang onto the words, and Chinese and Japanese put no space between them: whole words
    would differ where a person sees the same.
    """
    words: set[str] = set()
    for word in _WORD.findall(text):
        if _CJK.search(word) and len(word) > 1:
            words.update(word[at : at + 2] for at in range(len(word) - 1))
        else:
            words.add(word)
    return frozenset(words)


_STEPS: Final[tuple[_Step[_Line], ...]] = (
    _same_ends,
    _nth_of_equals(lambda line: line.task.words.id),
    _nth_of_equals(lambda line: line.task.words.block_link),
    _nth_of_equals(_all),
    _nth_of_equals(lambda line: (line.task.title, _days(line), line.around)),
    _nth_of_equals(lambda line: (line.task.title, _days(line))),
    _nth_of_equals(lambda line: (line.task.title, line.around)),
    _nth_of_equals(lambda line: line.task.title),
    _nth_of_equals(lambda line: (line.text, line.around)),
    _nth_of_equals(lambda line: line.text),
    _by_words,
)
"""The signs of identity, from the surest to the weakest; each sees what those before it have left."""


def _contents(note: NoteReading) -> Hashable:
    """All that a note says; None where it says nothing."""
    tasks = tuple((task.line, task.symbol, task.words) for task in note.tasks)
    said = (note.goal, note.sections, tasks, note.criteria, note.log, note.decisions)
    return (*said, note.day) if any(said) else None


def _name(note: NoteReading) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(note.path).name).casefold()


def _same_name(left: Sequence[NoteReading], right: Sequence[NoteReading]) -> _Pairs[NoteReading]:
    """The notes of one name, if their tasks do not speak against it."""
    for old, new in _nth_of_equals(_name)(left, right):
        texts = _texts(old)
        others = _texts(new)
        if not texts or not others or texts & others:
            yield old, new


def _most_tasks(left: Sequence[NoteReading], right: Sequence[NoteReading]) -> _Pairs[NoteReading]:
    """The notes that have most of their tasks in common, the best pairs first."""
    olds, news = [_texts(note) for note in left], [_texts(note) for note in right]
    spread = Counter(text for texts in (*olds, *news) for text in texts)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for column, texts in enumerate(news):
        for text in texts:
            if spread[text] <= _WIDESPREAD:
                holders[text].append(column)
    candidates = []
    for row, texts in enumerate(olds):
        for column in sorted({column for text in texts for column in holders.get(text, ())}):
            common = (texts & news[column]).total()
            share = common / max(texts.total(), news[column].total())
            same_day = None in (left[row].day, right[column].day) or left[row].day == right[column].day
            if common >= _FEWEST and share >= _HALF and same_day:
                candidates.append((share, row, column))
    yield from ((left[row], right[column]) for row, column in _best(candidates))


def _texts(note: NoteReading) -> Counter[str]:
    return Counter(text for task in note.tasks if (text := _plain(task.title)))


_NOTE_STEPS: Final[tuple[_Step[NoteReading], ...]] = (
    _nth_of_equals(lambda note: (_name(note), _contents(note))),
    _nth_of_equals(_contents),
    _same_name,
    _most_tasks,
)
