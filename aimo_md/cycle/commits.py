"""What a turn commits, and what the commit says.

Knows whose changes make a commit. Knows no git: what differs from the last commit is told by the snapshot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.config import CommitMode
from aimo_md.cycle.actions import CommitNotes
from aimo_md.cycle.last_measured import measured_since
from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.notes.commit_message import commit_message
from aimo_md.notes.goal_properties import without_goal_properties
from aimo_md.notes.ownership import may_hold_blocks, words_of_user

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aimo_md.config import Config
    from aimo_md.cycle.answering import Step
    from aimo_md.cycle.snapshot import NoteText, Snapshot
    from aimo_md.measures.model import Measures


def due_commit(
    snapshot: Snapshot, measures: Measures, written: Mapping[str, str | None], *, asked: bool
) -> Iterator[CommitNotes]:
    """What was changed since the last commit, with what this turn writes.

    What changed only in aimo's own words makes no commit of its own but joins the next one, unless a person
    `asked` for the note.

    Args:
        snapshot: the vault as it will be when the turn has written.
        measures: those of the snapshot.
        written: the notes that the turn writes, with the text in whose place they come; None where that is
            new, or not aimo's own doing.
        asked: whether a person asked for one of them.
    """
    before = snapshot.uncommitted
    mode = snapshot.config.git.commit
    if before is None or mode is CommitMode.OFF:
        return
    held = {path: note.text for path, note in snapshot.texts.items() if may_hold_blocks(note.text)}
    paths = {*before, *written}
    if mode is CommitMode.OWN:
        paths &= held.keys()
    in_aimos = {path for path in paths & held.keys() if _has_new_words(before.get(path), held[path])}
    in_users = {
        path
        for path in paths - held.keys()
        if _is_more_than_properties(before.get(path, written.get(path)), snapshot.known.get(path))
    }
    if in_aimos or in_users or (paths and (asked or mode is CommitMode.OWN)):
        told = tuple(sorted((paths & held.keys()) | in_users))
        message = commit_message(_measured_before(snapshot, before), measures, told, snapshot.config.notes)
        yield CommitNotes(paths=tuple(sorted(paths)), message=message)


def step_message(step: Step, before: Measures, after: Measures, config: Config) -> str:
    """The message of a step's own commit, with its record as a line of the body."""
    message = commit_message(before, after, tuple(step.texts), config.notes, step.dealt.taken_back)
    return f"{message}\n\n{step.record}" if step.record else message


def _measured_before(snapshot: Snapshot, before: Mapping[str, str | None]) -> Measures:
    """The measures of the last commit, as of today."""
    there = {path: text for path, text in before.items() if text is not None}
    read = {path: read_note(path, text, snapshot.config) for path, text in there.items()}
    notes = Layered.of(snapshot.notes).without(before.keys() - read.keys()).but(read)
    today = snapshot.now.date()
    return measured_since(snapshot.last_measured, notes, today, snapshot.config, snapshot.history).measures


def _is_more_than_properties(old: str | None, now: NoteText | None) -> bool:
    """Whether more was changed in a note of the user's than what aimo keeps in the properties of a goal."""
    if old is None or now is None:
        return True
    return without_goal_properties(old) != without_goal_properties(now.text)


def _has_new_words(old: str | None, new: str) -> bool:
    """Whether its user wrote into a note of aimo's since it was committed."""
    return old is not None and words_of_user(old) != words_of_user(new)
