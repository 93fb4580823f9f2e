"""What else is at work in a folder: Obsidian's plugins for templates, tasks and git, and what syncs it.

Knows the traces that these leave in files and paths. Reads them once, for `aimo init`; what is missing or
cannot be read is taken for not there. Knows nothing of notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

_T = TypeVar("_T")
_OBSIDIAN: Final = ".obsidian"
_LISTED: Final = "community-plugins.json"
_CORE_TEMPLATES: Final = "templates.json"
_TEMPLATER: Final = "templater-obsidian"
_GIT: Final = "obsidian-git"
_TASKS: Final = "obsidian-tasks-plugin"
_MARKS: Final = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".owncloudsync.log": "ownCloud"}
"""What a sync tool leaves in the folder that it keeps in step."""
_NAMES: Final = {
    "Dropbox": "Dropbox",
    "Mobile Documents": "iCloud",
    "iCloudDrive": "iCloud",
    "OneDrive": "OneDrive",
    "Nextcloud": "Nextcloud",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "pCloudDrive": "pCloud",
}
"""How the folders are called that sync tools make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What was found.

    `templates` are the folders of templates in the vault, `git_plugin` whether a plugin commits to git,
    `tasks_plugin` whether one completes recurring tasks, and `synced_by` the tool that keeps the folder in
    step with other devices, None where none is known.
    """

    has_obsidian: bool
    templates: tuple[str, ...]
    git_plugin: bool
    tasks_plugin: bool
    synced_by: str | None


class _Templates(msgspec.Struct, frozen=True):
    """The settings of either plugin for templates."""

    folder: str | None = None
    templates_folder: str | None = None


def surroundings_of(root: Path) -> Surroundings:
    """What is at work in the folder `root`."""
    settings = root / _OBSIDIAN
    plugins = settings / "plugins"
    folders = [_folder(settings / _CORE_TEMPLATES)]
    if _is_on(settings, _TEMPLATER):
        folders.append(_folder(plugins / _TEMPLATER / "data.json"))
    return Surroundings(
        has_obsidian=settings.is_dir(),
        templates=tuple(dict.fromkeys(folder for folder in folders if folder)),
        git_plugin=_is_on(settings, _GIT),
        tasks_plugin=_is_on(settings, _TASKS),
        synced_by=_synced_by(root.resolve()),
    )


def _folder(path: Path) -> str:
    """The folder of templates that a file of settings names, "" where it names none."""
    found = _decoded(path, _Templates)
    return "" if found is None else ((found.folder or found.templates_folder or "").strip().strip("/"))


def _is_on(settings: Path, plugin: str) -> bool:
    """Whether a plugin is there and switched on; without a list of those that are, it is."""
    listed = _decoded(settings / _LISTED, tuple[str, ...])
    return (settings / "plugins" / plugin).is_dir() and (listed is None or plugin in listed)


def _decoded(path: Path, kind: type[_T]) -> _T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError, RecursionError):
        return None


def _synced_by(root: Path) -> str | None:
    """The tool whose mark lies in the folder or above it, or whose name is part of its path."""
    for folder in (root, *root.parents):
        for mark, tool in _MARKS.items():
            if (folder / mark).exists():
                return tool
        own_name = folder.name.split(" (")[0].split(" - ")[0]  # as in `Dropbox (Home)`, `OneDrive - Work`
        named = _NAMES.get(own_name)
        if named is not None:
            return named
    return None
