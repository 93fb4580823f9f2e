"""A vault in memory that takes answers: one turn of it is what `cycle` does with disk and git.

The notes of aimo's are those that the room `notes` writes; what was decided and what was refused stands at
the end of the block `decide`, each as a line.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.places import review_path
from aimo_md.notes.review import new_review
from aimo_md.plan.answers import AskingNote, read_answers
from aimo_md.plan.apply import Applied, apply
from aimo_md.plan.boxes import Box, read_boxes, settled_ids
from aimo_md.plan.decisions import decisions
from aimo_md.plan.ticks import read_ticks, tick_off
from aimo_md.plan.undo import Undo, Versions, read_undos, take_back
from aimo_md.text.block_merge import Merged, NewBlock, merge_blocks
from aimo_md.text.blocks import block_lines, find_blocks
from aimo_md.text.dates import week_of
from tests.vaults import SUNDAY, templates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from aimo_md.measures.model import Measures
    from aimo_md.plan.answers import Answer
    from aimo_md.plan.refused import Hindered, Refused

WEEK = week_of(SUNDAY)
CONFIG = Config()
REVIEW = review_path(WEEK, CONFIG)
DASHBOARD = "Aimo.md"
TEMPLATES = templates()
_PASSES = 40


def notes_in(text: str) -> dict[str, str]:
    """The notes of a text, each below a line `=== path`."""
    parts = re.split(r"^=== (.+)\n", inspect.cleandoc(text) + "\n", flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def measured(notes: Mapping[str, str], today: date = SUNDAY) -> Measures:
    """What is measured in these notes."""
    return _measured(tuple(sorted(notes.items())), today)


@cache
def _measured(notes: tuple[tuple[str, str], ...], today: date) -> Measures:
    readings = [read_note(path, text, CONFIG) for path, text in notes]
    return measure(assemble(readings, CONFIG), today, CONFIG)


def fresh_note(path: str, notes: Mapping[str, str], today: date = SUNDAY) -> str:
    """A note of aimo's as it would be written now, without a word on answers."""
    return _fresh(path, tuple(sorted(notes.items())), today)


@cache
def _fresh(path: str, notes: tuple[tuple[str, str], ...], today: date) -> str:
    if path == REVIEW:
        return new_review(_measured(notes, today), WEEK, CONFIG, TEMPLATES)
    return new_dashboard(_measured(notes, today), CONFIG, TEMPLATES)


@dataclass(kw_only=True)
class MemoryVault:
    """Notes by path, and what git would know of the decisions, unless there is no git."""

    notes: dict[str, str]
    today: date = SUNDAY
    with_git: bool = True
    commits: dict[str, tuple[Versions, ...]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    """The ids of the decisions of the last turn."""

    def turn(self, *requests: Answer | Undo) -> bool:
        """One turn; whether it changed anything."""
        before = dict(self.notes)
        self.decided = []
        self._taken: set[str] = set()
        self._settled: set[str] = set()
        for request in requests:
            done = self._apply(request) if not isinstance(request, Undo) else self._take_back(request)
            assert done is None, done
        for _ in range(_PASSES):
            there = dict(self.notes)
            if not self._one_step():
                self._write()
                if self.notes == there:
                    break
        else:
            raise AssertionError("a turn without an end")
        return self.notes != before

    def sources(self) -> dict[str, str]:
        """The notes that are not aimo's."""
        return {path: text for path, text in self.notes.items() if path not in {REVIEW, DASHBOARD}}

    def change(self, path: str, old: str, new: str) -> None:
        """Change the one place where a note says `old`."""
        assert self.notes[path].count(old) == 1, (self.notes[path].count(old), self.notes[path])
        self.notes[path] = self.notes[path].replace(old, new)

    def line(self, path: str, part: str) -> str:
        """The only line of a note that holds `part`."""
        (line,) = [line for line in self.notes[path].split("\n") if part in line]
        return line

    def tick(self, path: str, part: str) -> None:
        """Tick the line of a note that holds `part`."""
        line = self.line(path, part)
        self.change(path, line, line.replace("[ ]", "[x]", 1))

    def untick(self, path: str, part: str) -> None:
        """Untick the line of a note that holds `part`."""
        line = self.line(path, part)
        self.change(path, line, line.replace("[x]", "[ ]", 1))

    def _one_step(self) -> bool:
        """Follow one thing that was ticked or unticked; whether there was one."""
        measures = measured(self.notes, self.today)
        boxes = [box for path in (REVIEW, DASHBOARD) for box in self._boxes(path)]
        undos = read_undos(boxes, measures.vault, self._taken)
        self.refused = list(undos.vanished)
        for undo in undos.undos:
            why = self._take_back(undo)
            if why is None:
                return True
            self.refused += undo.refused(why)
        ticks = read_ticks(self._boxes(DASHBOARD), measures.vault, self._settled)
        off = tick_off(ticks.ticks, measures.vault, self.notes, self.today, CONFIG)
        self.refused += (*ticks.refused, *off.refused)
        self._settled |= off.settles
        if off.texts:
            self.notes |= off.texts
            return True
        found = read_answers(self._asking(measures), measures, CONFIG, self._settled)
        self.refused += found.refused
        for answer in found.answers:
            why = self._apply(answer)
            if why is None:
                return True
            self.refused += answer.refused(why)
        return False

    def _apply(self, answer: Answer) -> Hindered | None:
        measures = measured(self.notes, self.today)
        applied = apply(answer, measures, self.notes, CONFIG)
        if not isinstance(applied, Applied):
            return applied
        if self.with_git:
            self.commits[applied.decision] = tuple(
                Versions(path=path, before=self.notes[path], after=text)
                for path, text in applied.texts.items()
            )
        self.notes |= applied.texts
        self._settled |= answer.settles
        self.decided.append(applied.decision)
        return None

    def _take_back(self, undo: Undo) -> Hindered | None:
        versions = self.commits.get(undo.decision.id, ())
        new = take_back(undo.decision, versions, self.notes, CONFIG)
        if not isinstance(new, dict):
            return new
        self.notes |= new
        self._taken.add(undo.decision.id)
        return None

    def _boxes(self, path: str) -> tuple[Box, ...]:
        if path not in self.notes:
            return ()
        text = self.notes[path]
        return read_boxes(read_note(path, text, CONFIG), text, CONFIG)

    def _asking(self, measures: Measures) -> list[AskingNote]:
        return [
            AskingNote(
                note=measures.vault.notes[path],
                text=self.notes[path],
                fresh=fresh_note(path, self.notes, self.today),
                measures=measures,
            )
            for path in (REVIEW, DASHBOARD)
            if path in self.notes
        ]

    def _write(self) -> None:
        """Bring aimo's notes up to date."""
        measures = measured(self.notes, self.today)
        for path in (REVIEW, DASHBOARD):
            fresh = self._with_answers(path, fresh_note(path, self.notes, self.today), measures)
            refused = [refusal for refusal in self.refused if refusal.box.path == path]
            taken = settled_ids(self._boxes(path), refused, self._settled)
            self.notes[path] = _merged(self.notes.get(path), fresh, taken)

    def _with_answers(self, path: str, fresh: str, measures: Measures) -> str:
        """The note with a line for each decision and each refusal in its block `decide`."""
        stands = [
            f"- [x] **{decision.option}** → {decision.words} ^{decision.id}"
            for decision in decisions(measures.vault, WEEK.first)
        ]
        words = []
        for refusal in self.refused:
            if refusal.box.path == path:
                words.append(f"Not done: {refusal.why.by}, {refusal.why.detail}.")
                if refusal.aside:
                    words += ["", refusal.box.text_aside]
                words.append("")
        block = find_blocks(fresh).get("decide")
        assert block is not None
        body = "\n".join([block.body, "", *stands, "", *words])
        lines = fresh.split("\n")
        lines[block.first - 1 : block.last] = block_lines("decide", body)
        return "\n".join(lines)


def _merged(old: str | None, fresh: str, taken: frozenset[str]) -> str:
    if old is None:
        return fresh
    blocks = tuple(NewBlock(name=block.name, body=block.body) for block in find_blocks(fresh).blocks)
    merged = merge_blocks(old, blocks, taken=taken)
    assert isinstance(merged, Merged), merged
    return merged.text
