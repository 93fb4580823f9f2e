"""`aimo init` writes what makes a folder a vault, fit for what else is at work there, and over no file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from aimo_md.config import CommitMode, Language
from aimo_md.workplace import Workplace
from aimo_md.world.assets import TEMPLATES, bundled, read_texts
from tests.cli.commands import TODAY, call
from tests.folders import files, git, make_vault, put, subjects

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def obsidian(tmp_path: Path) -> Path:
    """A vault of Obsidian's with the plugins that many have."""
    root = make_vault(tmp_path / "vault")
    settings = root / ".obsidian"
    put(settings / "templates.json", json.dumps({"folder": "Templates"}))
    put(root / "Templates/Goal.md", "---\ntype: goal\n---\n# A goal from a template\n")
    put(settings / "plugins/obsidian-git/data.json", "{}")
    statuses = {"customStatuses": [{"symbol": "!", "type": "ON_HOLD"}]}
    tasks = {"globalFilter": "#task", "taskFormat": "dataview", "statusSettings": statuses}
    put(settings / "plugins/obsidian-tasks-plugin/data.json", json.dumps(tasks))
    daily = {"daily": {"enabled": True, "format": "", "folder": "Journal"}}
    weekly = {"weekly": {"enabled": True, "format": "", "folder": ""}}
    put(settings / "plugins/periodic-notes/data.json", json.dumps(daily | weekly))
    return root


def test_the_config_fits_the_plugins_and_no_note_is_changed(obsidian: Path) -> None:
    before = files(obsidian)
    result = call("init", obsidian)
    assert result.exit_code == 0
    first, second, *_ = result.stdout.split("\n")
    assert first == "Wrote aimo.toml (with vault.ignore, git.commit), Goals.base."
    assert second.removeprefix("As in Obsidian: ").split(", ") == [
        "daily notes as Journal/YYYY-MM-DD",
        "weekly notes as gggg-[W]ww",
        "tasks with #task",
        "the statuses of Tasks",
        "fields as dataview.",
    ]
    assert "1 goal and 3 tasks in 2 notes:" in result.stdout
    after = files(obsidian)
    assert {path: after[path] for path in before} == before
    assert after.keys() - before.keys() == {"aimo.toml", "Goals.base"}
    config = Workplace(obsidian).config
    assert config.vault.ignore == ("Templates",)
    assert config.git.commit is CommitMode.OWN
    assert not config.tasks.complete_recurring, "the plugin does it"


def test_what_is_there_shows_in_the_first_status(obsidian: Path) -> None:
    call("init", obsidian)
    shown = call("status", "--vault", obsidian, *TODAY).stdout
    assert "Grow a garden" in shown
    assert "template" not in shown


def test_a_config_that_is_there_is_left_alone(obsidian: Path) -> None:
    put(obsidian / "aimo.toml", "# mine\n")
    result = call("init", obsidian)
    assert "Wrote Goals.base." in result.stdout
    assert "Wrote aimo.toml" not in result.stdout
    assert "Everything is there already; nothing changed." in call("init", obsidian).stdout
    assert (obsidian / "aimo.toml").read_text("utf-8") == "# mine\n"


def test_a_vault_in_korean_is_answered_in_korean(tmp_path: Path) -> None:
    make_vault(tmp_path, "=== 목표/책 쓰기.md\n---\ntype: goal\n---\n=== 메모.md\n글\n=== Inbox.md\nx")
    call("init", tmp_path)
    assert Workplace(tmp_path).config.notes.language is Language.KOREAN
    assert "displayName: 마감" in (tmp_path / "Goals.base").read_text("utf-8")


def test_an_empty_folder_gets_a_first_goal_that_is_sound(tmp_path: Path) -> None:
    call("init", tmp_path, *TODAY)
    note = tmp_path / "Goals/My first goal.md"
    assert "start: 2026-11-22\n" in note.read_text("utf-8")
    assert "⏳ 2026-11-23\n" in note.read_text("utf-8")
    checked = call("check", tmp_path, "--hints", *TODAY)
    assert checked.exit_code == 0, checked.output
    assert checked.stdout == ""
    note.unlink()
    call("init", tmp_path, *TODAY)
    assert not note.exists(), "what was thrown away does not come back"


def test_the_history_of_a_synced_folder_lies_outside_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIMO_DATA_HOME", str(tmp_path / "data"))
    vault = make_vault(tmp_path / "vault")
    (vault / ".stfolder").mkdir()
    result = call("init", vault, "--git", *TODAY)
    assert "Syncthing syncs this folder, so the history lies outside of it." in result.stdout
    assert (vault / ".git").is_file()
    (made,) = (tmp_path / "data/repositories").iterdir()
    assert git(vault, "rev-parse", "--absolute-git-dir") == str(made)
    call("run", "--once", "--vault", vault, *TODAY)
    assert subjects(vault) != []
    assert json.loads(call("init", vault, "--git", "--json").stdout)["made"] == []


def test_it_writes_the_config_and_the_base(tmp_path: Path) -> None:
    put(tmp_path / "Inbox.md", "")
    assert "Wrote aimo.toml (with tasks.complete_recurring), Goals.base." in call("init", tmp_path).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Goals.base", "Inbox.md", "aimo.toml"]
    assert Workplace(tmp_path).config.tasks.complete_recurring


def test_it_writes_over_no_file(tmp_path: Path) -> None:
    (tmp_path / "Goals.base").write_text("mine")
    put(tmp_path / "Inbox.md", "")
    assert "Wrote aimo.toml (with tasks.complete_recurring)." in call("init", tmp_path).stdout
    assert (tmp_path / "Goals.base").read_text() == "mine"


def test_the_base_is_in_the_language_of_the_notes(tmp_path: Path) -> None:
    (tmp_path / "aimo.toml").write_text('[notes]\nlanguage = "ko"\n')
    call("init", tmp_path)
    assert "displayName: 마감" in (tmp_path / "Goals.base").read_text("utf-8")


def shape(value: object) -> object:
    """What is left of a base without its words for people."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items() if key not in {"displayName", "name"}}
    return [shape(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", list(Language))
def test_the_base_is_yaml_and_the_same_in_every_language(language: Language) -> None:
    texts = read_texts(bundled(TEMPLATES))
    base = yaml.safe_load(texts[f"{language}/Goals.base"])
    assert shape(base) == shape(yaml.safe_load(texts["en/Goals.base"]))
    shown = {name for view in base["views"] for name in view["order"]}
    assert shown == base["properties"].keys()


def test_a_vault_in_a_larger_repository_is_told_so_and_only_its_notes_are_committed(tmp_path: Path) -> None:
    larger = make_vault(tmp_path / "larger", with_git=True)
    put(larger / "main.py", "print()\n")
    put(larger / "notes/Goal.md", "---\ntype: goal\n---\n- [ ] One\n")
    told = call("init", larger / "notes", "--git").stdout
    assert (
        "These notes lie in a larger git repository. aimo commits them there, and nothing else of it." in told
    )
    call("run", "--once", "--vault", larger / "notes")
    assert git(larger, "show", "--name-only", "--format=").split("\n") == ["notes/Aimo.md", "notes/Goal.md"]


def test_settings_that_cannot_be_read_are_told(obsidian: Path) -> None:
    put(obsidian / ".obsidian/plugins/obsidian-tasks-plugin/data.json", '{"globalFilter": "#ta')
    put(obsidian / ".obsidian/daily-notes.json", "[1, 2]")
    result = call("init", obsidian)
    assert result.exit_code == 0
    assert result.stdout.endswith("\n2 problems in what was read; see `aimo check`.\n")
    assert "daily notes as Journal/YYYY-MM-DD" in result.stdout, "what can be read is followed"


def test_a_status_without_a_symbol_costs_no_other(obsidian: Path) -> None:
    """The Tasks plugin keeps a status that was added and never filled in."""
    empty = {"symbol": "", "name": "", "nextStatusSymbol": "", "availableAsCommand": False, "type": "TODO"}
    statuses = {"customStatuses": [empty, {"symbol": "!", "type": "ON_HOLD"}]}
    settings = json.dumps({"globalFilter": "#task", "statusSettings": statuses})
    put(obsidian / ".obsidian/plugins/obsidian-tasks-plugin/data.json", settings)
    assert "problem" not in call("init", obsidian).stdout
    assert Workplace(obsidian).config.tasks.symbols.keys() == {"!"}
