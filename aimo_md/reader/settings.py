"""The settings of a vault: what `aimo.toml` and Obsidian's files say, and what is wrong with them.

Knows which files hold them, and that what can be understood no longer stays in use. Knows no note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from aimo_md.config import CONFIG_NAME, DEFAULTS, Config, read_config
from aimo_md.errors import Problem
from aimo_md.toml_lines import lines_of_keys
from aimo_md.world import disk, host, obsidian

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Settings:
    """What `aimo.toml` and Obsidian's settings say, as they last said something that can be understood."""

    def __init__(self, root: Path) -> None:
        self.config = DEFAULTS
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._files: tuple[disk.NoteBytes | Problem, Mapping[str, bytes | Problem]] | None = None
        self._toml = ""
        self._obsidian: obsidian.ObsidianSettings | None = None
        self.read()

    def read(self) -> None:
        """Read them again where they changed; what is broken or gone now stays in use as it was."""
        files = disk.read_note(self._root, CONFIG_NAME), obsidian.load_settings(self._root)
        if files == self._files:
            return
        self._files = files
        settings, not_understood = obsidian.read_settings(files[1])
        if self._obsidian is None or not not_understood:
            self._obsidian = settings
        defaults = self._obsidian.defaults()
        toml, unread = _toml(files[0], self._toml)
        config, faults = read_config(toml, defaults)
        if any(fault.code == "config-toml" for fault in faults):
            config, _ = read_config(self._toml, defaults)
        else:
            self._toml = toml
        self.config, unknown = _with_known_zone(config, self._toml)
        self.problems = (*unread, *faults, *unknown, *not_understood)


def _with_known_zone(config: Config, toml: str) -> tuple[Config, tuple[Problem, ...]]:
    """The config with a time zone that this machine knows, and a problem where it names another."""
    zone = config.vault.timezone
    if host.knows_zone(zone):
        return config, ()
    unknown = Problem(
        path=CONFIG_NAME,
        line=lines_of_keys(toml).get("vault.timezone", 0),
        code="config-value",
        message=f"`vault.timezone`: there is no zone named {zone!r}, so that of this machine is used",
        remedy='write one such as "Europe/Berlin", or "" for the zone of this machine',
    )
    return replace(config, vault=replace(config.vault, timezone="")), (unknown,)


def _toml(note: disk.NoteBytes | Problem, before: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of `aimo.toml`; what it was before, with a problem, where it cannot be read or is gone."""
    text = note if isinstance(note, Problem) else disk.decode(CONFIG_NAME, note.data)
    if isinstance(text, Problem) and text.code != "missing":
        return before, (text,)
    if isinstance(text, str) and text.strip():
        return text, ()
    gone = Problem(
        path=CONFIG_NAME,
        line=0,
        code="config-gone",
        message="is empty or gone, so what it said last stays in use",
        remedy="put it back, or start aimo again to go on without it",
    )
    return before, (gone,) if before.strip() else ()
