"""One note's text into a `NoteReading`: what the note says by itself.

Knows which notes are goals and how the parts of a note are read together. Does not know any other note, nor
the day.
"""

from __future__ import annotations

from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from aimo_md.goals.keys import GOAL_KEYS, KeyReader
from aimo_md.goals.model import GENERATED, NoteReading
from aimo_md.goals.note_days import note_day, note_days
from aimo_md.goals.records import decision_lines, log_entries, named_numbers
from aimo_md.goals.sections import Sections, milestone_problems, week_around
from aimo_md.goals.task_notes import with_task_of_note
from aimo_md.goals.tasks import TaskReader, task_problems, task_type, told_by_those_around
from aimo_md.text.document import Body, is_prose, read_body, read_title
from aimo_md.text.frontmatter import head_of, read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.links import link_targets, single_link
from aimo_md.text.task_line import read_task_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aimo_md.config import Config
    from aimo_md.text.frontmatter import Frontmatter

__all__ = ["read_note", "task_type"]

_KEYS: Final = frozenset(name for names in GOAL_KEYS.values() for name in names)


def read_note(path: str, text: str, config: Config) -> NoteReading:
    """All that the note at `path` says by itself."""
    head = head_of(text)
    lines = split_lines(head)
    frontmatter = read_frontmatter(lines)
    reader = _key_reader(path, frontmatter, lines)
    kind = reader.text("type")
    goal = reader.goal() if _is_goal(path, kind, reader, config) else None
    is_goal = goal is not None
    body = read_body(text, frontmatter.last) if is_goal else _body(text, head, frontmatter.last)
    for line, fault in body.faults:
        reader.report(line, fault)
    week_start = config.vault.week_start.number
    sections = Sections.of(body, week_start)
    boxes = TaskReader(
        path=path,
        body=body,
        sections=sections,
        config=config,
        is_goal=is_goal,
        is_generated=kind.startswith(GENERATED),
    )
    tasks = boxes.tasks() if is_goal else with_task_of_note(path, frontmatter, reader, boxes.tasks())
    tasks = told_by_those_around(tasks)
    day, named = note_day(path, config.vault), note_days(path, config.vault)
    return NoteReading(
        path=path,
        kind=kind,
        title=reader.text("title") or read_task_line(body.title).text or PurePosixPath(path).stem,
        aliases=reader.texts("aliases"),
        goal=goal,
        belongs=() if is_goal else _belongs(reader),
        goal_link=None if is_goal else _goal_link(reader),
        links=tuple(_lines_with_links(text, frontmatter.last)) if is_goal else (),
        day=day,
        days=week_around(named[0] if named else day, week_start),
        sections=sections.all,
        tasks=tasks,
        criteria=tuple(boxes.criteria()),
        log=tuple(log_entries(body, sections, config)) if is_goal else (),
        decisions=tuple(decision_lines(body, sections)) if is_goal else (),
        numbers=() if day is None else tuple(named_numbers(frontmatter, split_lines(text))),
        managed=body.managed,
        problems=(
            *reader.problems,
            *task_problems(tasks),
            *(milestone_problems(path, body) if is_goal else ()),
        ),
    )


def _key_reader(path: str, frontmatter: Frontmatter, lines: Sequence[str]) -> KeyReader:
    """The reader of a note's keys, with what is wrong in its frontmatter reported."""
    reader = KeyReader(path, frontmatter)
    for line, fault in frontmatter.faults:
        if fault.code != "frontmatter-nested" or _names_a_key(lines[line - 1]):
            reader.report(line, fault)
    return reader


def _body(text: str, head: str, last: int) -> Body:
    """What stands below the frontmatter of a note that is no goal; of most nothing counts but the title."""
    return Body(title=read_title(text, len(head))) if is_prose(text) else read_body(text, last)


def _names_a_key(line: str) -> bool:
    """Whether a line of frontmatter holds a key that aimo reads; what other plugins keep there is theirs."""
    return line.partition(":")[0].strip(" \"'").casefold() in _KEYS


def _is_goal(path: str, kind: str, reader: KeyReader, config: Config) -> bool:
    kind = kind.casefold()
    if kind == "goal" or "goal" in [tag.casefold() for tag in reader.tags()]:
        return True
    folder = config.vault.goals_folder.strip("/")
    return folder != "" and path.startswith(folder + "/") and not kind.startswith(GENERATED)


def _belongs(reader: KeyReader) -> tuple[str, ...]:
    named = [reader.links(key) for key in ("goal", "parent", "projects") if reader.entry(key) is not None]
    return tuple(dict.fromkeys(chain.from_iterable(named))) if named else ()


def _goal_link(reader: KeyReader) -> tuple[int, str] | None:
    """The link under `goal` in a note that is none; a text that is no link may mean something else."""
    entry = reader.entry("goal")
    link = None if entry is None else single_link(reader.text("goal"))
    return None if entry is None or link is None else (entry.line, link.target)


def _lines_with_links(text: str, last: int) -> Iterator[tuple[int, str]]:
    """Every link below line `last` of a note with its line, for the place of a subgoal in the plan."""
    for number, line in enumerate(split_lines(text), 1):
        if number > last:
            yield from ((number, target) for target in link_targets(line))
