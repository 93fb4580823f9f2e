"""One turn: from what the vault holds now to everything that should happen, as a value; then doing it.

`plan_turn` is pure: a `Snapshot` in, a `Turn` out, its actions in the order in which they are to be done.
`perform` does them through the `Hands` that it is given. A turn that follows a turn finds nothing to do.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeAlias, assert_never

from aimo_md.config import CommitMode
from aimo_md.errors import AimoError, ChangedError, Problem
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.jobs import WEEKLY_REVIEW, due_week, newest_week
from aimo_md.measures.direction import direction
from aimo_md.measures.history import as_of
from aimo_md.measures.measure import measure
from aimo_md.measures.recall import recalled
from aimo_md.notes.commit_message import commit_message
from aimo_md.notes.dashboard import new_dashboard
from aimo_md.notes.digest import digest
from aimo_md.notes.fit import fit
from aimo_md.notes.ownership import may_hold_blocks, words_of_user
from aimo_md.notes.places import review_path, week_of_review
from aimo_md.notes.refresh import refreshed
from aimo_md.notes.review import new_review
from aimo_md.text.dates import week_of
from aimo_md.text.edit import SetProperty, apply_edits
from aimo_md.text.frontmatter import read_frontmatter
from aimo_md.text.lines import split_lines
from aimo_md.text.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from aimo_md.config import Config
    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.advance import History
    from aimo_md.measures.model import Measures
    from aimo_md.notes.message import Message
    from aimo_md.notes.render import Templates
    from aimo_md.text.dates import Period

_TRIES = 3
_PASSES = 4
"""What is written can change what is to be said: a line that moves out of a block is read as a task."""
_FROZEN = "frozen"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """A note's text, and the hash of what stands on disk, by which a write makes sure that it still does.

    The hash is None where nothing stands there yet.
    """

    text: str
    sha: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a turn needs to know of the world.

    `texts` are the notes that aimo may rewrite, as they stand. `uncommitted` holds the notes that differ from
    the last commit, with their text in it (None for a new note); it is None itself while no commit is due.
    `jobs` says for which period each job was last done; `history` is what git knows of the past, None where
    there is no repository.
    """

    now: datetime
    config: Config
    readings: tuple[NoteReading, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, NoteText]
    uncommitted: Mapping[str, str | None] | None
    jobs: Mapping[str, str]
    history: History | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """Put this text into a note; `expected` is the hash of what it replaces, None for a new note."""

    path: str
    text: str
    expected: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitNotes:
    """Commit these notes."""

    paths: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMessage:
    """Post to Discord, once for this key."""

    key: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberJob:
    """Note that a job is done for a period."""

    job: str
    period: str


Action: TypeAlias = WriteNote | CommitNotes | PostMessage | RememberJob


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was found, and what is to be done about it."""

    measures: Measures
    actions: tuple[Action, ...]


class Hands(Protocol):
    """By what a turn touches the world."""

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read; ChangedError where it is not."""

    def commit(self, paths: tuple[str, ...], message: str) -> None:
        """Commit these notes."""

    def post(self, key: str, message: Message) -> None:
        """Queue a message."""

    def remember(self, job: str, period: str) -> None:
        """Note that a job is done for a period."""


class Place(Hands, Protocol):
    """What can be looked at as well as changed."""

    @property
    def templates(self) -> Templates:
        """The texts of the notes that aimo writes."""

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now."""


def measured(snapshot: Snapshot) -> Measures:
    """Everything measured as of the snapshot's day."""
    problems = (*snapshot.problems, *_places_taken(snapshot))
    vault = assemble(_recalled(snapshot), snapshot.config, problems)
    return measure(vault, snapshot.now.date(), snapshot.config)


def measured_at_the_end(snapshot: Snapshot, period: Period) -> Measures:
    """The measures of the day after a period, as far as the notes tell it; today's while the period runs."""
    if snapshot.now.date() <= period.last:
        return measured(snapshot)
    then = as_of(_recalled(snapshot), period.last)
    vault = assemble(then, snapshot.config, snapshot.problems)
    measures = measure(vault, period.last + timedelta(days=1), snapshot.config)
    return replace(measures, direction=direction(vault, measures.goals, period.first, period.last))


def _recalled(snapshot: Snapshot) -> tuple[NoteReading, ...]:
    """The notes with what the history adds to them, up to what is not committed yet."""
    if snapshot.history is None:
        return snapshot.readings
    vault = assemble(snapshot.readings, snapshot.config)
    return tuple(recalled(snapshot.readings, snapshot.history.up_to(vault, snapshot.now.date())))


def plan_turn(snapshot: Snapshot, templates: Templates, wanted: Period | None = None) -> Turn:
    """What should happen, given what is there; `wanted` asks for the review of a week, due or not."""
    due = due_week(snapshot.now, snapshot.config, snapshot.jobs)
    weeks = tuple(week for week in (due, wanted) if week is not None)
    planner = _Planner(snapshot=snapshot, templates=templates, measures=measured(snapshot))
    for _ in range(_PASSES):
        changed = planner.writes(weeks)
        if not changed:
            break
        ahead = _with_writes(planner.snapshot, changed)
        planner = _Planner(snapshot=ahead, templates=templates, measures=measured(ahead))
    writes = tuple(_differences(snapshot, planner.snapshot))
    posts = () if due is None else tuple(planner.digest(due))
    return Turn(
        measures=planner.measures,
        actions=(
            *writes,
            *posts,
            *planner.jobs(due),
            *planner.commit(tuple(write.path for write in writes), asked=wanted is not None),
        ),
    )


def perform(actions: tuple[Action, ...], hands: Hands) -> None:
    """Do the actions in their order.

    A note that cannot be written, because something else lies in its place or its folder is closed, keeps
    nothing else from being done: the user's notes are still committed.

    Raises:
        ChangedError: a note is no longer what was read. What comes after it was not done.
        AimoError: the disk, git or the outbox refused; for a note, after all else was done.
    """
    refused: AimoError | None = None
    for action in actions:
        match action:
            case WriteNote():
                try:
                    hands.write(action.path, action.text, action.expected)
                except ChangedError:
                    raise
                except AimoError as error:
                    refused = refused or error
            case CommitNotes():
                hands.commit(action.paths, action.message)
            case PostMessage():
                hands.post(action.key, action.message)
            case RememberJob():
                if refused is None:  # else the review is due again
                    hands.remember(action.job, action.period)
            case _:
                assert_never(action)
    if refused is not None:
        raise refused


def take_turn(place: Place, now: datetime, *, commit_due: bool, wanted: Period | None = None) -> Turn:
    """Look, plan and perform; from the start again where a note changed in between.

    Raises:
        ChangedError: notes kept changing; nothing of what was refused was written.
        AimoError: the disk, git or the outbox refused.
    """

    def try_it() -> Turn:
        turn = plan_turn(place.look(now, commit_due=commit_due), place.templates, wanted)
        perform(turn.actions, place)
        return turn

    for _ in range(_TRIES - 1):
        with suppress(ChangedError):
            return try_it()
    return try_it()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planner:
    """Decides on the actions of one turn."""

    snapshot: Snapshot
    templates: Templates
    measures: Measures

    @property
    def config(self) -> Config:
        return self.snapshot.config

    def writes(self, weeks: Iterable[Period]) -> tuple[WriteNote, ...]:
        """The generated notes that would say something else, with the reviews of these weeks."""
        return (*self.dashboard(), *self.reviews(weeks))

    def dashboard(self) -> Iterator[WriteNote]:
        """The dashboard."""
        fresh = new_dashboard(self.measures, self.config, self.templates)
        yield from self._write(self.config.notes.dashboard, fresh)

    def reviews(self, asked: Iterable[Period]) -> Iterator[WriteNote]:
        """The reviews that are asked for, and the newest that there is, which follows the facts.

        Once a newer one is written a review is frozen: it gets its last word and is left alone.
        """
        own = (path for path, note in self.snapshot.texts.items() if may_hold_blocks(note.text))
        there = (week_of_review(path, self.config) for path in own)
        weeks = {week.first: week for week in (*there, *asked) if week is not None}
        for first in sorted(weeks):
            path = review_path(weeks[first], self.config)
            old = self.snapshot.texts.get(path)
            if old is None or not _is_frozen(old.text):
                measures = measured_at_the_end(self.snapshot, weeks[first])
                fresh = new_review(measures, weeks[first], self.config, self.templates)
                yield from self._write(path, fresh, frozen=first != max(weeks))

    def digest(self, week: Period) -> Iterator[PostMessage]:
        """The digest of a week, in as many messages as it needs; none where there is nothing to say."""
        if self.config.discord.weekly:
            message = digest(measured_at_the_end(self.snapshot, week), week, self.config, self.templates)
            for number, part in enumerate(() if message is None else fit(message), 1):
                key = f"weekly:{week.key}" if number == 1 else f"weekly:{week.key}:{number}"
                yield PostMessage(key=key, message=part)

    def jobs(self, due: Period | None) -> Iterator[RememberJob]:
        """What was done; on the first turn ever, what is not aimo's to do any more."""
        if due is not None or WEEKLY_REVIEW not in self.snapshot.jobs:
            newest = newest_week(self.snapshot.now, self.config)
            yield RememberJob(job=WEEKLY_REVIEW, period=newest.key)

    def commit(self, written: tuple[str, ...], *, asked: bool) -> Iterator[CommitNotes]:
        """What was changed since the last commit, with what this turn writes.

        What changed only in aimo's own words makes no commit of its own but joins the next one, unless a
        person `asked` for the note.
        """
        before = self.snapshot.uncommitted
        mode = self.config.git.commit
        if before is None or mode is CommitMode.OFF:
            return
        held = {path: note.text for path, note in self.snapshot.texts.items() if may_hold_blocks(note.text)}
        paths = {*before, *written}
        if mode is CommitMode.OWN:
            paths &= held.keys()
        theirs = {path for path in paths if path not in held or _has_new_words(before.get(path), held[path])}
        if theirs or (paths and (asked or mode is CommitMode.OWN)):
            chosen = tuple(sorted(paths))
            message = commit_message(self._measured_before(before), self.measures, chosen, self.config.notes)
            yield CommitNotes(paths=chosen, message=message)

    def _write(self, path: str, fresh: str, *, frozen: bool = False) -> Iterator[WriteNote]:
        if not _may_write(path, self.snapshot):
            return
        there = self.snapshot.texts.get(path)
        text = fresh if there is None else refreshed(there.text, fresh)
        if frozen and not isinstance(text, Refusal):
            text = apply_edits(text, (SetProperty(key=_FROZEN, value="true"),))
        if not isinstance(text, Refusal) and (there is None or text != there.text):
            yield WriteNote(path=path, text=text, expected=None if there is None else there.sha)

    def _measured_before(self, before: Mapping[str, str | None]) -> Measures:
        """The measures of the last commit, as of today."""
        kept = [note for note in self.snapshot.readings if note.path not in before]
        older = [read_note(path, text, self.config) for path, text in before.items() if text is not None]
        return measure(assemble((*kept, *older), self.config), self.snapshot.now.date(), self.config)


def _with_writes(snapshot: Snapshot, writes: tuple[WriteNote, ...]) -> Snapshot:
    """What there will be once the notes are written."""
    written = {write.path: write for write in writes}
    kept = (note for note in snapshot.readings if note.path not in written)
    new = (read_note(write.path, write.text, snapshot.config) for write in writes)
    texts = {path: NoteText(text=write.text, sha=write.expected) for path, write in written.items()}
    return replace(snapshot, readings=(*kept, *new), texts={**snapshot.texts, **texts})


def _differences(now: Snapshot, then: Snapshot) -> Iterator[WriteNote]:
    """What is to be written so that the one becomes the other."""
    for path, note in then.texts.items():
        there = now.texts.get(path)
        if there is None or there.text != note.text:
            yield WriteNote(path=path, text=note.text, expected=note.sha)


def _may_write(path: str, snapshot: Snapshot) -> bool:
    """Whether there is no note yet, or one that aimo may write into; one that cannot be read is not."""
    if any(problem.path == path for problem in snapshot.problems):
        return False
    there = snapshot.texts.get(path)
    if there is not None:
        return may_hold_blocks(there.text)
    return all(note.path != path for note in snapshot.readings)


def _places_taken(snapshot: Snapshot) -> Iterator[Problem]:
    """The notes of the user's that lie where aimo is going to write."""
    week = week_of(snapshot.now.date(), week_start=snapshot.config.vault.week_start.number)
    places = {
        snapshot.config.notes.dashboard: "notes.dashboard",
        review_path(week.previous(), snapshot.config): "notes.reviews",
        review_path(week, snapshot.config): "notes.reviews",
    }
    unread = {problem.path for problem in snapshot.problems}
    for path, key in places.items():
        if path not in unread and not _may_write(path, snapshot):
            yield Problem(
                path=path,
                line=0,
                code="place-taken",
                message="is a note of yours, and aimo would write its own in this place",
                remedy=f"rename it, or name another place in `{key}` of the config",
            )


def _has_new_words(old: str | None, new: str) -> bool:
    """Whether its user wrote into a note of aimo's since it was committed."""
    return old is not None and words_of_user(old) != words_of_user(new)


def _is_frozen(text: str) -> bool:
    entry = read_frontmatter(split_lines(text)).get(_FROZEN)
    return entry is not None and entry.value is True
