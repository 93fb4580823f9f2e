"""The course of a turn: what stands there at first, after each step, and once aimo's notes are written.

Knows in which order writes and commits follow from steps: the user's own changes are a commit before the
first decision, each decision is a commit that holds nothing else of the user's, and the notes of aimo's come
last. Knows nothing of how a step comes about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aimo_md.config import CommitMode
from aimo_md.cycle.actions import CommitNotes, KeepVersions, WriteNote
from aimo_md.cycle.answering import Dealt, next_step
from aimo_md.cycle.commits import due_commit, step_message
from aimo_md.cycle.generated import Generated
from aimo_md.cycle.measuring import measured, measured_and_kept
from aimo_md.plan.undo import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.cycle.actions import Action
    from aimo_md.cycle.answering import Step
    from aimo_md.cycle.snapshot import Snapshot
    from aimo_md.measures.model import Measures
    from aimo_md.notes.render import Templates
    from aimo_md.plan.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step that was taken.

    Attributes:
        keeps: what it keeps of the notes that it writes.
        writes: these notes.
        message: what its commit would say.
        alone: whether that must be a commit of its own.
    """

    keeps: tuple[KeepVersions, ...]
    writes: tuple[WriteNote, ...]
    message: str
    alone: bool

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is done for it, before its commit."""
        return (*self.keeps, *self.writes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How far a turn has come.

    Attributes:
        start: what was found.
        base: what stands on the disk once the steps are taken.
        ahead: the same with the notes of aimo's as they are to be written.
        measures: those of `ahead`.
        dealt: what the steps have dealt with.
        taken: the steps.
    """

    start: Snapshot
    base: Snapshot
    ahead: Snapshot
    measures: Measures
    dealt: Dealt
    taken: tuple[Taken, ...] = ()

    def with_step(self, step: Step) -> Course:
        """The course after one more step."""
        ahead, measures = measured_and_kept(self.ahead.with_written(step.texts), step.dealt.taken_back)
        known = self.base.known
        writes = tuple(
            WriteNote(path=path, text=text, expected=known[path].sha if path in known else None, asked=True)
            for path, text in step.texts.items()
        )
        message = step_message(step, self.measures, measures, self.start.config)
        return replace(
            self,
            base=self.base.with_written(step.texts),
            ahead=ahead,
            measures=measures,
            dealt=step.dealt,
            taken=(
                *self.taken,
                Taken(keeps=self._kept(step), writes=writes, message=message, alone=step.alone),
            ),
        )

    def with_rendered(self, texts: Mapping[str, str]) -> Course:
        """The course with these notes of aimo's written."""
        ahead, measures = measured_and_kept(self.ahead.with_rendered(texts), self.dealt.taken_back)
        return replace(self, ahead=ahead, measures=measures)

    def says_the_same_as(self, before: Course) -> bool:
        """Whether the notes say the same of all that is told as before some of aimo's were written.

        A note that is new may make another one an older review, so it never does.
        """
        if self.ahead.texts.keys() != before.ahead.texts.keys():
            return False
        now, was = (
            (each.goals, each.vault.misc, each.direction, each.load, each.done, each.problems)
            for each in (self.measures, before.measures)
        )
        return now == was

    def generated(self, templates: Templates) -> Generated:
        """The notes of aimo's at this point."""
        return Generated(snapshot=self.ahead, templates=templates, measures=self.measures)

    def actions(self) -> tuple[Action, ...]:
        """What is to be written, with the commits of the steps that are commits of their own."""
        if any(step.alone for step in self.taken) and _commits(self.start):
            return tuple(self._committed_steps())
        return (*(action for step in self.taken for action in step.actions), *self._rendered())

    def due_commit(self, *, asked: bool) -> Iterator[CommitNotes]:
        """The commit of the user's changes, where it is due and no step has made it."""
        if self.start.commit_due and not any(step.alone for step in self.taken):
            known = self.base.known
            written = {
                write.path: known[write.path].text if write.path in known else None
                for write in self._rendered()
            }
            yield from due_commit(self._with_steps_uncommitted(), self.measures, written, asked=asked)

    def _kept(self, step: Step) -> tuple[KeepVersions, ...]:
        """What a decision changes in notes that are there."""
        if not step.decision:
            return ()
        known = self.base.known
        versions = tuple(
            Versions(path=path, before=known[path].text, after=text)
            for path, text in step.texts.items()
            if path in known
        )
        return (KeepVersions(decision=step.decision, versions=versions),)

    def _with_steps_uncommitted(self) -> Snapshot:
        """What is ahead, in which what the steps wrote differs from the last commit like the user's edits."""
        if self.ahead.uncommitted is None:
            return self.ahead
        known = self.start.known
        steps = {
            write.path: known[write.path].text if write.path in known else None
            for step in self.taken
            for write in step.writes
        }
        return replace(self.ahead, uncommitted={**steps, **self.ahead.uncommitted})

    def _committed_steps(self) -> Iterator[Action]:
        yield from due_commit(self.start, measured(self.start), {}, asked=False)
        for number, step in enumerate(self.taken, 1):
            yield from step.actions
            paths = {write.path for write in step.writes if self._may_commit(write.path)}
            if number == len(self.taken):
                rendered = tuple(write for write in self._rendered() if not self._is_goal(write.path))
                yield from rendered
                paths |= {write.path for write in rendered}
            if paths:
                yield CommitNotes(paths=tuple(sorted(paths)), message=step.message)
        yield from (write for write in self._rendered() if self._is_goal(write.path))

    def _is_goal(self, path: str) -> bool:
        """Whether the note is a goal's: what aimo keeps in its properties is no part of a decision."""
        return path in self.measures.vault.goals

    def _may_commit(self, path: str) -> bool:
        """Whether nothing of its user's would be committed with the note, where they do that themselves."""
        own = self.start.config.git.commit is CommitMode.OWN
        return not own or path not in (self.start.uncommitted or {})

    def _rendered(self) -> Iterator[WriteNote]:
        """What is to be written so that what stands there becomes what is ahead."""
        known = self.base.known
        for path, note in self.ahead.known.items():
            there = known.get(path)
            if there is None or there.text != note.text:
                yield WriteNote(path=path, text=note.text, expected=note.sha)


def begun(snapshot: Snapshot) -> Course:
    """The course of a turn at its beginning."""
    snapshot, measures = measured_and_kept(snapshot)
    return Course(start=snapshot, base=snapshot, ahead=snapshot, measures=measures, dealt=Dealt())


def followed(course: Course, templates: Templates) -> tuple[Course, tuple[Refused, ...]]:
    """The course once all that the boxes ask for is followed, and the ticks that cannot be."""
    while True:
        asked = next_step(course.generated(templates), course.dealt)
        if asked.step is None:
            return course, asked.refused
        course = course.with_step(asked.step)


def _commits(snapshot: Snapshot) -> bool:
    return snapshot.uncommitted is not None and snapshot.config.git.commit is not CommitMode.OFF
