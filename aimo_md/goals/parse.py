"""One note's text into a `NoteReading`: what the note says by itself.

Knows which notes are goals, which boxes are tasks or criteria, and what stands under `Log` and `Decisions`.
Does not know any other note, nor the day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.config import Config, Symbol
from aimo_md.errors import Problem
from aimo_md.goals.keys import GOAL_KEYS, KeyReader, parse_number
from aimo_md.goals.model import Criterion, DecisionLine, LogEntry, NoteReading, Section, Task, TaskType
from aimo_md.goals.note_days import note_day, note_days
from aimo_md.goals.task_notes import with_task_of_note
from aimo_md.text.dates import parse_day, period_in_heading
from aimo_md.text.document import Document, read_document
from aimo_md.text.links import find_links
from aimo_md.text.task_line import TaskLine, read_task_line
from aimo_md.text.weekdays import weekday_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


_SYMBOLS: Final = {
    " ": Symbol.TODO,
    "x": Symbol.DONE,
    "X": Symbol.DONE,
    "/": Symbol.IN_PROGRESS,
    "-": Symbol.CANCELLED,
    ">": Symbol.TODO,
    "<": Symbol.TODO,
    "h": Symbol.ON_HOLD,
}
_KEYS: Final = frozenset(name for names in GOAL_KEYS.values() for name in names)
_CRITERIA: Final = frozenset({"done when", "completion criteria", "완료 조건"})
_LOG: Final = frozenset({"log", "기록"})
_DECISIONS: Final = frozenset({"decisions", "결정"})
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*[:\uff1a]\s*|\s+|$)(.*)", re.ASCII | re.DOTALL)
_DECISION = re.compile(r"([a-z]+)\s*[:\uff1a]?\s*(.*)", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """The sections of a note, with a way from a line to the section around it."""

    sections: tuple[Section, ...]
    starts: tuple[int, ...]

    def at(self, line: int) -> int | None:
        index = bisect_left(self.starts, line) - 1
        return index if index >= 0 else None

    def under(self, line: int, titles: frozenset[str]) -> bool:
        """Whether the line stands below a heading of one of these titles, at any depth."""
        index = self.at(line)
        while index is not None:
            section = self.sections[index]
            if section.title.strip(" :\uff1a").casefold() in titles:
                return True
            index = section.parent
        return False


def read_note(path: str, text: str, config: Config) -> NoteReading:
    """All that the note at `path` says by itself."""
    document = read_document(text)
    reader = KeyReader(path, document.frontmatter)
    for line, fault in document.faults:
        if fault.code != "frontmatter-nested" or _names_a_key(document.lines[line - 1]):
            reader.report(line, fault)
    outline = _outline(document, config.vault.week_start.number)
    goal = reader.goal() if _is_goal(path, reader, config) else None
    tasks = tuple(_tasks(path, document, outline, config, is_goal=goal is not None))
    if goal is None:
        tasks = with_task_of_note(path, document.frontmatter, reader, tasks)
    return NoteReading(
        path=path,
        kind=reader.text("type"),
        title=_title(path, document, reader),
        aliases=reader.texts("aliases"),
        goal=goal,
        belongs=() if goal else (*reader.links("parent"), *reader.links("projects")),
        links=() if goal is None else tuple(_lines_with_links(document)),
        day=note_day(path, config.vault),
        days=note_days(path, config.vault),
        sections=outline.sections,
        tasks=tasks,
        criteria=() if goal is None else tuple(_criteria(document, outline)),
        log=() if goal is None else tuple(_log(document, outline)),
        decisions=() if goal is None else tuple(_decisions(document, outline)),
        managed=document.managed,
        problems=(*reader.problems, *_task_problems(path, tasks)),
    )


def task_type(symbol: str, config: Config) -> TaskType | None:
    """What a symbol means; None where the config says that such a line is no task."""
    meaning = config.tasks.symbols.get(symbol, _SYMBOLS.get(symbol, Symbol.TODO))
    return None if meaning is Symbol.NONE else TaskType(meaning.value)


def _names_a_key(line: str) -> bool:
    """Whether a line of frontmatter holds a key that aimo reads; what other plugins keep there is theirs."""
    return line.partition(":")[0].strip(" \"'").casefold() in _KEYS


def _is_goal(path: str, reader: KeyReader, config: Config) -> bool:
    folder = config.vault.goals_folder.strip("/")
    return (
        reader.text("type").casefold() == "goal"
        or "goal" in (tag.casefold() for tag in reader.tags())
        or (folder != "" and path.startswith(folder + "/"))
    )


def _title(path: str, document: Document, reader: KeyReader) -> str:
    heading = next((heading.text for heading in document.headings if heading.level == 1), "")
    return reader.text("title") or read_task_line(heading).text or PurePosixPath(path).stem


def _outline(document: Document, week_start: int) -> _Outline:
    sections: list[Section] = []
    around: list[int] = []
    for heading in document.headings:
        while around and sections[around[-1]].level >= heading.level:
            around.pop()
        words = read_task_line(heading.text)
        sections.append(
            Section(
                line=heading.line,
                level=heading.level,
                title=words.text,
                links=_targets(words.text),
                due=words.due,
                days=_named_days(words.text, week_start),
                parent=around[-1] if around else None,
            )
        )
        around.append(len(sections) - 1)
    return _Outline(sections=tuple(sections), starts=tuple(section.line for section in sections))


def _named_days(text: str, week_start: int) -> tuple[date, date] | None:
    period = period_in_heading(text, week_start=week_start)
    return None if period is None else (period.first, period.last)


def _targets(text: str) -> tuple[str, ...]:
    if "[" not in text:
        return ()
    return tuple(link.target for link in find_links(text) if link.target)


def _lines_with_links(document: Document) -> Iterator[tuple[int, str]]:
    """Every link of the note's body with its line, for the place of a subgoal in the plan."""
    for number, line in enumerate(document.lines, 1):
        if number > document.frontmatter.last and "[" in line:
            yield from ((number, target) for target in _targets(line))


def _tasks(
    path: str, document: Document, outline: _Outline, config: Config, *, is_goal: bool
) -> Iterator[Task]:
    boxes = {box.line: box for box in document.checkboxes}
    wanted = config.tasks.global_filter
    found: set[int] = set()
    for box in document.checkboxes:
        meaning = task_type(box.symbol, config)
        if meaning is None or (wanted and not is_goal and wanted not in box.body):
            continue
        if is_goal and outline.under(box.line, _CRITERIA):
            continue
        found.add(box.line)
        parent = box.parent
        while parent is not None and parent not in found:
            parent = boxes[parent].parent
        words = read_task_line(box.body)
        prefix = weekday_prefix(words.text)
        yield Task(
            path=path,
            line=box.line,
            symbol=box.symbol,
            type=meaning,
            words=words,
            links=_targets(words.text),
            weekdays=() if prefix is None else prefix[0],
            parent=parent,
            section=outline.at(box.line),
        )


def _criteria(document: Document, outline: _Outline) -> Iterator[Criterion]:
    for box in document.checkboxes:
        if outline.under(box.line, _CRITERIA):
            words: TaskLine = read_task_line(box.body)
            yield Criterion(line=box.line, text=words.text, met=box.symbol in {"x", "X"})


def _log(document: Document, outline: _Outline) -> Iterator[LogEntry]:
    """Dated bullets under `Log`; a dated box there counts once it is ticked."""
    lines = [(bullet.line, bullet.text) for bullet in document.bullets]
    lines += [(box.line, box.body) for box in document.checkboxes if box.symbol in {"x", "X"}]
    for line, text in sorted(lines):
        match = _DATED.match(text)
        day = parse_day(match[1]) if match else None
        if match and day and outline.under(line, _LOG):
            yield LogEntry(line=line, day=day, value=parse_number(match[2]), text=match[2].strip())


def _decisions(document: Document, outline: _Outline) -> Iterator[DecisionLine]:
    for bullet in document.bullets:
        dated = _DATED.match(bullet.text)
        day = parse_day(dated[1]) if dated else None
        chosen = _DECISION.match(dated[2]) if dated else None
        if day and chosen and outline.under(bullet.line, _DECISIONS):
            yield DecisionLine(line=bullet.line, day=day, option=chosen[1], text=chosen[2].strip())


def _task_problems(path: str, tasks: tuple[Task, ...]) -> Iterator[Problem]:
    for task in tasks:
        for fault in task.words.faults:
            yield Problem.at(path, task.line, fault)
