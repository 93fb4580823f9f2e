"""A check-up of a set-up: what could keep aimo from its work, and how to mend it.

Brings the workplace and the machine together. Changes nothing. Knows nothing of how it is printed; what is
wrong in the notes themselves is told elsewhere.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aimo_md.config import CONFIG_NAME, CommitMode
from aimo_md.errors import AimoError, BusyError
from aimo_md.lookout import Lookout
from aimo_md.world import host
from aimo_md.world.state import DAEMON
from aimo_md.world.surroundings import surroundings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimo_md.measures.model import Measures
    from aimo_md.workplace import Workplace


class State(StrEnum):
    """How something is: as it should be, worth knowing, or in the way."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; `remedy` is empty where there is nothing to do."""

    about: str
    state: State
    message: str
    remedy: str = ""


def checkup(place: Workplace, measures: Measures) -> tuple[Finding, ...]:
    """Everything that was looked at, in an order in which it is worth mending."""
    return (
        *_config(place, measures),
        *_notes(measures),
        *_state(place),
        *_watching(place),
        *_daemon(place),
        *_git(place),
        *_discord(place),
    )


def _config(place: Workplace, measures: Measures) -> Iterator[Finding]:
    if not (place.root / CONFIG_NAME).is_file():
        yield _wrong("config", f"{CONFIG_NAME} is missing, so nothing runs by itself here", "run `aimo init`")
        return
    faults = [problem for problem in measures.problems if problem.path == CONFIG_NAME]
    for fault in faults:
        yield _wrong("config", f"{CONFIG_NAME}:{fault.line} {fault.message}", fault.remedy)
    if not faults:
        yield _fine("config", f"{CONFIG_NAME} can be read")
    writer, device = place.config.vault.writer, host.device(host.environment())
    if writer not in {"", device}:
        yield _note(
            "writer", f"{writer!r} works on this vault by itself, not this device ({device!r})",
            "`aimo run --take-over`, if it should be this one",
        )  # fmt: skip
    elif not writer and surroundings_of(place.root).synced_by:
        yield _note(
            "writer", "the vault is synced, and no device is named as the one that works on it",
            f'write into [vault] of {CONFIG_NAME}: writer = "{device}"',
        )  # fmt: skip


def _notes(measures: Measures) -> Iterator[Finding]:
    others = [problem for problem in measures.problems if problem.path != CONFIG_NAME]
    if others:
        found = _counted(len(others), "problem")
        places = _counted(len({problem.path for problem in others}), "note")
        yield _note("notes", f"{found} in {places}", "see `aimo check`")
    else:
        yield _fine("notes", f"{_counted(len(measures.vault.notes), 'note')} can be read")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _state(place: Workplace) -> Iterator[Finding]:
    folder = place.state.folder
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not os.access(there, os.W_OK):
        yield _wrong("state", f"{there} cannot be written", "check its permissions, or set AIMO_STATE_HOME")
    elif folder.resolve().is_relative_to(place.root):
        yield _wrong("state", f"{folder} lies in the vault", "set AIMO_STATE_HOME to a folder outside of it")
    else:
        yield _fine("state", f"{folder} can be written")


def _watching(place: Workplace) -> Iterator[Finding]:
    lookout = Lookout(place.root, lambda _: None)
    try:
        lookout.watch(polling=place.config.vault.polling, thoroughly=True)
    except AimoError as error:
        yield _wrong("watching", str(error), error.hint)
        return
    finally:
        lookout.stop()
    if lookout.blindness:
        yield _note("watching", lookout.blindness)
    else:
        yield _fine("watching", "the system tells of changes")


def _daemon(place: Workplace) -> Iterator[Finding]:
    try:
        if (place.state.folder / DAEMON).exists():
            with place.state.lock(DAEMON):
                pass
    except BusyError:
        yield _fine("daemon", "it runs")
    except AimoError as error:
        yield _wrong("daemon", str(error), error.hint)
    else:
        yield _note("daemon", "none runs on this vault", "`aimo run`, or `aimo service install`")


def _git(place: Workplace) -> Iterator[Finding]:
    mode = place.config.git.commit
    try:
        repository = place.repository
        hindrance = None if repository is None else repository.hindrance()
    except AimoError as error:
        yield _wrong("git", str(error), error.hint)
        return
    if repository is None:
        yield _note("git", "the vault lies in no repository, so aimo knows no past", "`aimo init --git`")
    elif hindrance is not None and mode is not CommitMode.OFF:
        yield _wrong("git", f"nothing can be committed: {hindrance}", "finish or abort it with git")
    elif mode is CommitMode.NOTES and surroundings_of(place.root).git_plugin:
        yield _note(
            "git", "a plugin of Obsidian commits your notes, and so does aimo",
            f'write into [git] of {CONFIG_NAME}: commit = "own"',
        )  # fmt: skip
    else:
        yield _fine(
            "git", "commits can be made" if mode is not CommitMode.OFF else "commits are switched off"
        )


def _discord(place: Workplace) -> Iterator[Finding]:
    try:
        place.delivery.require_sound()
    except AimoError as error:
        yield _wrong("discord", str(error), error.hint)
        return
    if not place.delivery.possible:
        yield _note("discord", "no webhook is set, so nothing is posted")
    elif place.delivery.warning:
        yield _wrong("discord", *place.delivery.warning.split("; ", 1))
    else:
        yield _fine("discord", "a webhook is set; `aimo discord test` tries it")


def _fine(about: str, message: str) -> Finding:
    return Finding(about=about, state=State.FINE, message=message)


def _note(about: str, message: str, remedy: str = "") -> Finding:
    return Finding(about=about, state=State.NOTE, message=message, remedy=remedy)


def _wrong(about: str, message: str, remedy: str) -> Finding:
    return Finding(about=about, state=State.WRONG, message=message, remedy=remedy)
