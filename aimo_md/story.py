"""The life in the sample vault: moved to other weeks, and as it stood on any earlier day.

The past of that vault is written down nowhere else. Its notes tell it themselves: a done task carries its
day, and so does a task that came later, a line of a log, a decision, a date that was moved. So an earlier day
is the last one with everything taken back that came after.

Knows how a careful person writes such notes by hand. It must not know where notes lie, nor git, nor what aimo
would say about them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.config import Weekday
from aimo_md.text.dates import parse_day
from aimo_md.text.document import Checkbox, Document, read_document
from aimo_md.text.lines import split_lines
from aimo_md.text.splice import Splice, splice
from aimo_md.text.task_fields import FieldName
from aimo_md.text.task_line import TaskLine, read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FIRST_DAY: Final = date(2026, 9, 28)
"""The Monday with which the story of the sample vault begins."""
LAST_DAY: Final = date(2026, 11, 22)
"""The Sunday whose evening the notes of the sample vault show."""

_DAYS_IN_A_MONTH: Final = 365.2425 / 12
_MONTHS: Final = 12
_SUBJECT_LENGTH: Final = 72

_STAMP: Final = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})-(?:W(?P<week>[0-9]{2})|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)(?!-?[0-9])"
)
_DATED: Final = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?::| |$)(?P<words>.*)")
_EXTENDED: Final = re.compile(r" *extend: deadline (?P<to>[0-9-]{10}) \(was (?P<from>[0-9-]{10})\)")
_PUT_OFF: Final = re.compile(r" *put off: (?:(?P<to>[0-9-]{10})|no new day) \(was (?P<from>[^()]+)\)")
_SETTLED: Final = re.compile(r" *(?:pause|close|drop):")
_NUMBER: Final = re.compile(r" *([0-9][0-9 ]*)")
_WIKILINK: Final = re.compile(r"\[\[[^\[\]]*\]\]")


def days_to_week_of(today: date) -> int:
    """By how many days the sample vault must be shifted so that its last week is the week of `today`."""
    weeks_end = today + timedelta(days=LAST_DAY.weekday() - today.weekday())
    return (weeks_end - LAST_DAY).days


def shift(text: str, days: int) -> str:
    """The text with every ISO day and week in it moved by `days`, and every month by as many whole months.

    Args:
        text: a note, or the path of one.
        days: a multiple of 7, so that every day stays the weekday that it is.

    Days, weeks and months that the calendar does not have stay as they are: a mistake stays that mistake.
    """

    def moved(stamp: re.Match[str]) -> str:
        try:
            return _moved(stamp, days)
        except ValueError:
            return stamp[0]

    return _STAMP.sub(moved, text)


def _moved(stamp: re.Match[str], days: int) -> str:
    year = int(stamp["year"])
    if stamp["week"]:
        week = (date.fromisocalendar(year, int(stamp["week"]), 1) + timedelta(days=days)).isocalendar()
        return f"{week.year}-W{week.week:02}"
    if stamp["day"]:
        return (date.fromisoformat(stamp[0]) + timedelta(days=days)).isoformat()
    month = date(year, int(stamp["month"]), 1).month  # refuses a thirteenth month
    year, month = divmod(year * _MONTHS + month - 1 + round(days / _DAYS_IN_A_MONTH), _MONTHS)
    return f"{year}-{month + 1:02}"


def shift_notes(notes: Mapping[str, str], days: int) -> dict[str, str]:
    """The notes by path, the days in their texts and names moved by `days` as `shift` does it."""
    return {shift(path, days): shift(text, days) for path, text in notes.items()}


def as_of(notes: Mapping[str, str], day: date) -> dict[str, str]:
    """The notes by path as they stood at the end of `day`: what came later is open, or not there yet."""
    past = ((path, _note_as_of(path, text, day)) for path, text in notes.items())
    return {path: text for path, text in past if text is not None}


def days_of_change(notes: Mapping[str, str], first: date, last: date) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, that changed the notes."""
    changed = []
    before = as_of(notes, first - timedelta(days=1))
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        after = as_of(notes, day)
        if after != before:
            changed.append(day)
        before = after
    return tuple(changed)


def message_for(before: Mapping[str, str], after: Mapping[str, str], day: date) -> str:
    """What the person did on `day`, as the subject of a commit: `Tuesday: walk for 30 minutes, 450 words`.

    Args:
        before: the notes at the end of the day before; empty where there was no day before.
        after: the notes at the end of `day`.
        day: the day itself.
    """
    if not before:
        return "The notes so far"
    changed = {path: read_document(text) for path, text in after.items() if text != before.get(path)}
    deeds = [
        deed
        for path in sorted(changed, key=lambda path: (_rank(changed[path]), path))
        for deed in _deeds(path, before.get(path), changed[path], day)
    ]
    weekday = list(Weekday)[day.weekday()].capitalize()
    return _subject(f"{weekday}: ", deeds or ["changed a few words"])


def _note_as_of(path: str, text: str, day: date) -> str | None:
    """The note at the end of the day, None where it was not there yet."""
    if not path.endswith(".md"):
        return text
    document = read_document(text)
    begun = parse_day(PurePosixPath(path).stem) or _day_of(document, "created") or _day_of(document, "start")
    return None if begun is not None and begun > day else _Rewind(document, day).text()


def _day_of(document: Document, key: str) -> date | None:
    entry = document.frontmatter.get(key)
    return entry.value if entry is not None and isinstance(entry.value, date) else None


class _Rewind:
    """One note on its way back to the end of a day."""

    def __init__(self, document: Document, day: date) -> None:
        self._document = document
        self._day = day
        self._lines = list(document.lines)
        self._gone: set[int] = set()

    def text(self) -> str:
        """The note as it stood."""
        self._reopen_tasks()
        self._take_back_dated_lines()
        self._drop_empty_sections()
        return splice(self._document.text, self._changes())

    def _changes(self) -> Iterator[Splice]:
        for number, (final, past) in enumerate(zip(self._document.lines, self._lines, strict=True), 1):
            if number in self._gone:
                yield Splice(line=number, count=1, lines=())
            elif past != final:
                yield Splice(line=number, count=1, lines=(past,))

    def _is_later(self, day: date | None) -> bool:
        return day is not None and day > self._day

    def _reopen_tasks(self) -> None:
        """Open what was ticked later. Of a series only the first occurrence still to be done stays."""
        waiting: defaultdict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)
        for box in self._document.checkboxes:
            words = read_task_line(box.body)
            ticked_later = self._is_later(words.done) or self._is_later(words.cancelled)
            if self._is_later(words.created):
                self._remove(box.line)
            elif ticked_later or (box.symbol == "/" and self._is_later(words.start)):
                self._lines[box.line - 1] = _as_open(self._lines[box.line - 1], box, words)
            if words.recurrence and words.due and (ticked_later or box.symbol == " "):
                waiting[words.text, words.recurrence].append((words.due, box.line))
        for occurrences in waiting.values():
            for _, line in sorted(occurrences)[1:]:
                self._remove(line)

    def _take_back_dated_lines(self) -> None:
        """Remove the lines of later days, the latest first: each knows only what was so just before it."""
        dated = ((_DATED.match(bullet.text), bullet.line) for bullet in self._document.bullets)
        found = [(parse_day(match["day"]), line, match["words"]) for match, line in dated if match]
        later = [(day, line, words) for day, line, words in found if day is not None and day > self._day]
        for _, line, words in sorted(later, reverse=True):
            self._take_back(line, words)
            self._remove(line)

    def _take_back(self, line: int, words: str) -> None:
        if extended := _EXTENDED.match(words):
            self._rewrite(self._line_of_key("deadline"), extended)
        elif put_off := _PUT_OFF.match(words):
            self._rewrite(_line_above(self._document, self._lines, line, put_off["to"] or ""), put_off)
        elif _SETTLED.match(words):
            status = self._document.frontmatter.get("status")
            if status is not None:
                self._lines[status.line - 1] = f"{status.key}: active"
            until = self._line_of_key("paused_until")
            if until is not None:
                self._gone.add(until)

    def _line_of_key(self, key: str) -> int | None:
        entry = self._document.frontmatter.get(key)
        return None if entry is None else entry.line

    def _rewrite(self, line: int | None, moved: re.Match[str]) -> None:
        if line is not None:
            text, earlier, later = self._lines[line - 1], moved["from"], moved["to"]
            self._lines[line - 1] = text.replace(later, earlier) if later else f"{text} {earlier}"

    def _remove(self, line: int) -> None:
        """Remove a list item with all that is indented below it."""
        self._gone.add(line)
        for number in range(line + 1, len(self._lines) + 1):
            text = self._lines[number - 1]
            if not text.strip() or _indent(text) <= _indent(self._lines[line - 1]):
                return
            self._gone.add(number)

    def _drop_empty_sections(self) -> None:
        """Remove a heading that had nothing below it yet, with the blank lines above it."""
        starts = [heading.line for heading in self._document.headings]
        for first, following in pairwise([*starts, len(self._lines) + 1]):
            filled = [number for number in range(first + 1, following) if self._lines[number - 1].strip()]
            if filled and self._gone.issuperset(filled):
                above = first
                while above > 1 and not self._lines[above - 2].strip():
                    above -= 1
                self._gone.update(range(above, filled[-1] + 1))


def _line_above(document: Document, lines: Sequence[str], line: int, words: str) -> int | None:
    """The nearest task or heading above a line that says these words; `lines` is the note as it is by now."""
    holding = (number for number in _bodies(document) if number < line and words in lines[number - 1])
    return max(holding, default=None)


def _bodies(document: Document) -> dict[int, str]:
    """What the tasks and headings of a note say, by line."""
    bodies = {box.line: box.body for box in document.checkboxes}
    return bodies | {heading.line: heading.text for heading in document.headings}


def _as_open(line: str, box: Checkbox, words: TaskLine) -> str:
    """The task's line as it was before its box was ticked or begun."""
    head, body = line[: len(line) - len(box.body)], box.body
    for span in reversed(words.spans):
        if span.name in {FieldName.DONE, FieldName.CANCELLED}:
            body = body[: span.start].rstrip() + body[span.end :]
    at = head.rindex("[") + 1
    return f"{head[:at]} {head[at + 1 :]}{body}"


def _indent(line: str) -> int:
    spaces = line.expandtabs(4)
    return len(spaces) - len(spaces.lstrip())


def _rank(document: Document) -> int:
    """Goals come first in a message, those without a parent before the others."""
    if document.frontmatter.get("type") is None:
        return 2
    return 0 if document.frontmatter.get("parent") is None else 1


def _deeds(path: str, old: str | None, document: Document, day: date) -> Iterator[str]:
    """What was done in one note that day, each deed in a few words."""
    name = PurePosixPath(path).stem
    if old is None and parse_day(name) is None:
        yield f"begin {name}" if document.frontmatter.get("type") else f"notes on {name}"
    known = set() if old is None else set(split_lines(old))
    added = 0
    for box in document.checkboxes:
        words = read_task_line(box.body)
        if document.lines[box.line - 1] in known:
            continue
        if day in (words.done, words.cancelled):
            yield _in_passing(words.text)
        elif words.created == day:
            added += 1
    yield from _written_down(name, document, day)
    if added:
        yield "one new task" if added == 1 else f"{added} new tasks"


def _written_down(name: str, document: Document, day: date) -> Iterator[str]:
    """What the lines of that day say: a number reached, a date moved, a decision."""
    metric = document.frontmatter.get("metric")
    reached = 0
    for bullet in document.bullets:
        line = _DATED.match(bullet.text)
        if line is None:
            continue
        number = _NUMBER.fullmatch(line["words"])
        count = int(number[1].replace(" ", "")) if number else reached
        is_new = line["day"] == day.isoformat()
        if is_new and number:
            yield f"{count - reached} {metric.value}" if metric else f"log {name}"
        elif is_new:
            option = line["words"].strip().partition(":")[0]
            yield f"{option} {_put_off(document, bullet.line, line['words']) or name}"
        reached = count


def _put_off(document: Document, line: int, words: str) -> str:
    """The text of the task or milestone that a line says was put off; empty where it says no such thing."""
    put_off = _PUT_OFF.match(words)
    above = _line_above(document, document.lines, line, put_off["to"] or "") if put_off else None
    return "" if above is None else read_task_line(_bodies(document)[above]).text


def _in_passing(text: str) -> str:
    """A task's text inside a sentence: without the goal that it links to, and without a capital in front."""
    plain = _WIKILINK.sub("", text).strip()
    return plain if plain[1:2].isupper() else plain[:1].lower() + plain[1:]


def _subject(weekday: str, deeds: Sequence[str]) -> str:
    """As many deeds as a subject line holds, and how many more there were."""
    for shown in range(len(deeds), 0, -1):
        more = len(deeds) - shown
        subject = weekday + ", ".join(deeds[:shown]) + (f" and {more} more" if more else "")
        if len(subject) <= _SUBJECT_LENGTH:
            return subject
    return weekday + deeds[0]
