"""What else is at work in a folder of notes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aimo_md.world.surroundings import Surroundings, surroundings_of
from tests.folders import put

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Surroundings(has_obsidian=False, templates=(), git_plugin=False, tasks_plugin=False, synced_by=None)


def test_where_nothing_is_there_nothing_is_found(tmp_path: Path) -> None:
    assert surroundings_of(tmp_path) == NOTHING


def test_what_obsidian_and_its_plugins_are_set_to(tmp_path: Path) -> None:
    settings = tmp_path / ".obsidian"
    put(settings / "templates.json", json.dumps({"folder": "Templates/"}))
    put(settings / "plugins/templater-obsidian/data.json", json.dumps({"templates_folder": "Meta/Templates"}))
    put(settings / "plugins/obsidian-git/data.json", "{}")
    put(settings / "plugins/obsidian-tasks-plugin/data.json", "{}")
    put(
        settings / "community-plugins.json",
        json.dumps(["templater-obsidian", "obsidian-git", "obsidian-tasks-plugin"]),
    )
    assert surroundings_of(tmp_path) == Surroundings(
        has_obsidian=True,
        templates=("Templates", "Meta/Templates"),
        git_plugin=True,
        tasks_plugin=True,
        synced_by=None,
    )


@pytest.mark.parametrize("listed", ["[]", None])
def test_a_plugin_counts_where_it_is_on_or_nobody_says(tmp_path: Path, listed: str | None) -> None:
    put(tmp_path / ".obsidian/plugins/obsidian-git/data.json", "{}")
    if listed is not None:
        put(tmp_path / ".obsidian/community-plugins.json", listed)
    assert surroundings_of(tmp_path).git_plugin is (listed is None)


@pytest.mark.parametrize("text", ["", "[", "[1]", '{"folder": 3}', '{"folder": null}', "[" * 100_000])
def test_settings_that_cannot_be_read_say_nothing(tmp_path: Path, text: str) -> None:
    put(tmp_path / ".obsidian/templates.json", text)
    assert surroundings_of(tmp_path).templates == ()


@pytest.mark.parametrize(
    ("mark", "vault", "tool"),
    [
        ("Notes/.stfolder/keep", "Notes", "Syncthing"),
        (".dropbox", "Box/Notes", "Dropbox"),
        ("x", "Dropbox (Home)/Notes", "Dropbox"),
        ("x", "Library/Mobile Documents/iCloud~md~obsidian/Documents/Notes", "iCloud"),
        ("x", "OneDrive - Home/Notes", "OneDrive"),
        ("x", "Notes about Dropbox", None),
        ("x", "Dropbox notes", None),
    ],
)
def test_what_syncs_the_folder(tmp_path: Path, mark: str, vault: str, tool: str | None) -> None:
    (tmp_path / vault).mkdir(parents=True, exist_ok=True)
    put(tmp_path / mark, "")
    assert surroundings_of(tmp_path / vault).synced_by == tool
