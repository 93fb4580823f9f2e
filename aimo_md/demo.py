"""The sample vault with its eight weeks of history, so that there is something to look at.

Plays the story of the sample vault into a folder: one commit for every day on which its owner did something.
The last of these days is left uncommitted, for aimo's own first turn.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from aimo_md.errors import AimoError, GitError, RequestError
from aimo_md.story import FIRST_DAY, as_of, days_of_change, days_to_week_of, message_for, shift_notes
from aimo_md.world.assets import SAMPLE_VAULT, bundled, read_texts
from aimo_md.world.git import init_repository, open_repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EVENING = time(21, 30)


def build(target: Path, now: datetime) -> int:
    """Make the demo vault in `target`, its story ending today; the number of commits made.

    Raises:
        RequestError: there is something in the folder already.
        AimoError: the disk or git refused.
    """
    _make_folder(target)
    shifted = days_to_week_of(now.date())
    notes = shift_notes(read_texts(bundled(SAMPLE_VAULT)), shifted)
    first = FIRST_DAY + timedelta(days=shifted)
    init_repository(target)
    repository = open_repository(target)
    if repository is None:
        raise GitError(f"git made no repository in {target}", hint="try `git init` there")
    *days, last = days_of_change(notes, first, now.date())
    before: dict[str, str] = {}
    for day in (first - timedelta(days=1), *days):
        after = as_of(notes, day)
        _write(target, before, after)
        evening = datetime.combine(day, _EVENING, tzinfo=now.tzinfo)
        repository.commit(_differing(before, after), message_for(before, after, day), when=evening)
        before = after
    _write(target, before, as_of(notes, last))
    return len(days) + 1


def _make_folder(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
        is_empty = not any(target.iterdir())
    except FileExistsError:
        is_empty = False
    except OSError as error:
        raise AimoError(
            f"{target} could not be made: {error.strerror}", hint="name another folder"
        ) from error
    if not is_empty:
        raise RequestError(f"{target} is not empty", hint="name a folder that does not exist yet")


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(path for path, text in after.items() if text != before.get(path))


def _write(target: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    try:
        for path in _differing(before, after):
            note = target / path
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_bytes(after[path].encode())
    except OSError as error:
        raise AimoError(f"{target} could not be written: {error.strerror}") from error
