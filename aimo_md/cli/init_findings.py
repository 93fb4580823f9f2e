"""What `aimo init` finds in a folder, in words, and the keys of the config that follow from it.

Knows what is told and chosen. Writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aimo_md.config import DEFAULTS
from aimo_md.notes.first_config import Choice
from aimo_md.world import disk
from aimo_md.world.obsidian import load_settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aimo_md.world.obsidian import NoteNames
    from aimo_md.world.surroundings import Surroundings

LANGUAGE: Final = "notes.language"
_HANGUL: Final = re.compile("[가-힣]")


def is_new_to_notes(root: Path) -> bool:
    """Whether the folder holds no note."""
    return not _names(root)


def choices(root: Path, around: Surroundings) -> tuple[Choice, ...]:
    """The keys that its surroundings ask for; what Obsidian's settings say is followed without a key."""
    return tuple(_choices(root, around))


def followed(root: Path) -> Iterator[str]:
    """What is taken from Obsidian's settings, in one line; nothing where there are none."""
    settings, _ = read_settings(load_settings(root))
    parts = [
        f"{kind} notes as {_place(names)}"
        for kind, names in (("daily", settings.daily), ("weekly", settings.weekly))
        if names is not None
    ]
    if settings.global_filter:
        parts.append(f"tasks with {settings.global_filter}")
    if settings.symbols:
        parts.append("the statuses of Tasks")
    if settings.format is not None:
        parts.append(f"fields as {settings.format}")
    if parts:
        yield f"As in Obsidian: {', '.join(parts)}."


def _choices(root: Path, around: Surroundings) -> Iterator[Choice]:
    names = _names(root)
    if around.templates:
        yield Choice(key="vault.ignore", value=around.templates, why="templates are no notes")
    if not around.tasks_plugin:
        yield Choice(key="tasks.complete_recurring", value=True, why="no plugin for tasks does it")
    if 2 * sum(_HANGUL.search(name) is not None for name in names) > len(names):
        yield Choice(key=LANGUAGE, value="ko", why="most of the notes are in Korean")
    if around.git_plugin:
        yield Choice(key="git.commit", value="own", why="obsidian-git commits the rest")


def _names(root: Path) -> tuple[str, ...]:
    return tuple(disk.scan(root, largest=DEFAULTS.vault.largest_note).changed)


def _place(names: NoteNames) -> str:
    return f"{names.folder}/{names.format}" if names.folder else names.format
