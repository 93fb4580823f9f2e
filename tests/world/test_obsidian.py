from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, Symbol, TaskFormat, TasksConfig, VaultConfig, read_config
from aimo_md.world.obsidian import NoteNames, ObsidianSettings, load_settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.errors import Problem

TASKS = "plugins/obsidian-tasks-plugin/data.json"
PERIODIC = "plugins/periodic-notes/data.json"
DAILY = "daily-notes.json"
ENABLED = "community-plugins.json"


def put(root: Path, **files: object) -> None:
    """Write files below `.obsidian`; text as it is, all else as JSON."""
    names = {"tasks": TASKS, "periodic": PERIODIC, "daily": DAILY, "enabled": ENABLED}
    for name, value in files.items():
        path = root / ".obsidian" / names[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")


def read(root: Path) -> ObsidianSettings:
    settings, problems = read_settings(load_settings(root))
    assert problems == ()
    return settings


def only_problem(root: Path) -> Problem:
    settings, (problem,) = read_settings(load_settings(root))
    assert settings == ObsidianSettings()
    return problem


def test_where_nothing_is_there_nothing_is_set(tmp_path: Path) -> None:
    assert read(tmp_path) == ObsidianSettings()
    assert ObsidianSettings().defaults() == Config()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("tasksPluginEmoji", TaskFormat.EMOJI), ("dataview", TaskFormat.DATAVIEW), ("of tomorrow", None)],
)
def test_the_format_of_tasks(tmp_path: Path, written: str, read_as: TaskFormat | None) -> None:
    put(tmp_path, tasks={"taskFormat": written})
    assert read(tmp_path).format is read_as


def test_obsidians_folder_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").write_text("")
    assert read(tmp_path) == ObsidianSettings()


def test_the_settings_become_the_defaults_of_the_config(tmp_path: Path) -> None:
    put(
        tmp_path,
        enabled=["obsidian-tasks-plugin", "periodic-notes"],
        tasks={
            "globalFilter": "#task",
            "taskFormat": "dataview",
            "statusSettings": {"customStatuses": [{"symbol": "!", "type": "ON_HOLD"}]},
        },
        periodic={
            "daily": {"enabled": True, "format": "YYYY/MM/YYYY-MM-DD", "folder": "Journal"},
            "weekly": {"enabled": True, "format": "", "folder": "Weeks/"},
        },
    )
    assert read(tmp_path).defaults() == Config(
        vault=VaultConfig(
            daily_format="YYYY/MM/YYYY-MM-DD",
            daily_folder="Journal",
            weekly_format="gggg-[W]ww",
            weekly_folder="Weeks",
        ),
        tasks=TasksConfig(global_filter="#task", symbols={"!": Symbol.ON_HOLD}, format=TaskFormat.DATAVIEW),
    )


def test_what_stands_in_aimo_toml_goes_before_them(tmp_path: Path) -> None:
    put(tmp_path, tasks={"globalFilter": "#task"}, daily={"folder": "Journal", "format": "DD.MM.YYYY"})
    config, _ = read_config('tasks.global_filter = "#do"', read(tmp_path).defaults())
    assert config.tasks.global_filter == "#do"
    assert config.vault.daily_format == "DD.MM.YYYY"


class TestTasks:
    STATUSES = {  # noqa: RUF012 (nobody changes it)
        "statusSettings": {
            "coreStatuses": [
                {
                    "symbol": " ",
                    "name": "Todo",
                    "nextStatusSymbol": "x",
                    "availableAsCommand": True,
                    "type": "TODO",
                },
                {
                    "symbol": "x",
                    "name": "Done",
                    "nextStatusSymbol": " ",
                    "availableAsCommand": True,
                    "type": "DONE",
                },
            ],
            "customStatuses": [
                {"symbol": "/", "name": "Begun", "nextStatusSymbol": "x", "type": "IN_PROGRESS"},
                {"symbol": "-", "name": "Dropped", "nextStatusSymbol": " ", "type": "CANCELLED"},
                {"symbol": "w", "name": "Waiting", "nextStatusSymbol": "x", "type": "ON_HOLD"},
                {"symbol": "i", "name": "Idea", "nextStatusSymbol": "i", "type": "NON_TASK"},
                {"symbol": "x", "name": "Twice", "nextStatusSymbol": " ", "type": "TODO"},
                {"symbol": "?", "name": "Of a newer version", "type": "DELEGATED"},
                {"symbol": "!", "name": "Of an older version"},
                {"symbol": "", "name": "Not filled in"},
                {"symbol": "ab", "name": "Too long"},
            ],
        }
    }

    def test_the_statuses_say_what_symbols_mean(self, tmp_path: Path) -> None:
        put(tmp_path, tasks=self.STATUSES)
        assert read(tmp_path).symbols == {
            " ": Symbol.TODO,
            "x": Symbol.DONE,
            "/": Symbol.IN_PROGRESS,
            "-": Symbol.CANCELLED,
            "w": Symbol.ON_HOLD,
            "i": Symbol.NONE,
            "?": Symbol.TODO,
            "!": Symbol.TODO,
        }

    def test_the_filter_is_taken_as_it_is(self, tmp_path: Path) -> None:
        put(tmp_path, tasks={"globalFilter": "#task", "removeGlobalFilter": True, "features": {}})
        assert read(tmp_path).global_filter == "#task"

    def test_an_empty_filter_is_none_of_aimos_either(self, tmp_path: Path) -> None:
        put(tmp_path, tasks={"globalFilter": ""})
        assert read(tmp_path).defaults() == Config()

    @pytest.mark.parametrize(
        ("enabled", "wanted"), [(["obsidian-tasks-plugin"], "#task"), ([], None), (None, "#task")]
    )
    def test_a_plugin_that_is_switched_off_does_not_count(
        self, tmp_path: Path, enabled: list[str] | None, wanted: str | None
    ) -> None:
        put(tmp_path, tasks={"globalFilter": "#task"})
        if enabled is not None:
            put(tmp_path, enabled=enabled)
        assert read(tmp_path).global_filter == wanted


class TestNoteNames:
    @pytest.mark.parametrize(
        ("settings", "names"),
        [
            ({"folder": "Daily", "format": "DD.MM.YYYY"}, NoteNames(format="DD.MM.YYYY", folder="Daily")),
            ({"folder": "/", "template": "x"}, NoteNames(format="YYYY-MM-DD", folder="")),
            ({"format": " ", "folder": " a/b/ "}, NoteNames(format="YYYY-MM-DD", folder="a/b")),
            ({"format": None, "folder": None}, NoteNames(format="YYYY-MM-DD", folder="")),
            ({}, NoteNames(format="YYYY-MM-DD", folder="")),
        ],
    )
    def test_obsidians_own_daily_notes(self, tmp_path: Path, settings: object, names: NoteNames) -> None:
        put(tmp_path, daily=settings)
        assert read(tmp_path) == ObsidianSettings(daily=names)

    def test_periodic_notes_go_before_obsidians_own(self, tmp_path: Path) -> None:
        put(tmp_path, daily={"folder": "Old"}, periodic={"daily": {"enabled": True, "folder": "New"}})
        assert read(tmp_path).daily == NoteNames(format="YYYY-MM-DD", folder="New")

    @pytest.mark.parametrize("daily", [{"enabled": False, "folder": "New"}, {"folder": "New"}])
    def test_but_not_where_they_are_switched_off(self, tmp_path: Path, daily: object) -> None:
        put(tmp_path, daily={"folder": "Old"}, periodic={"daily": daily, "weekly": daily, "yearly": daily})
        assert read(tmp_path) == ObsidianSettings(daily=NoteNames(format="YYYY-MM-DD", folder="Old"))

    def test_nor_where_the_whole_plugin_is(self, tmp_path: Path) -> None:
        put(tmp_path, enabled=["dataview"], periodic={"weekly": {"enabled": True, "folder": "New"}})
        assert read(tmp_path) == ObsidianSettings()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"globalFilter": 3}',
        '{"statusSettings": {"coreStatuses": 1}}',
        '{"x": ' + "[" * 99_999,
    ],
    ids=["empty", "cut off", "list", "null", "number", "no list", "deep"],
)
def test_a_broken_file_is_a_problem_and_says_nothing(tmp_path: Path, text: str) -> None:
    put(tmp_path, tasks=text)
    problem = only_problem(tmp_path)
    assert (problem.path, problem.code) == (f".obsidian/{TASKS}", "obsidian-settings")
    assert problem.remedy == "change a setting of this plugin in Obsidian, which writes the file anew"


def test_what_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, daily="{}")
    (tmp_path / ".obsidian" / DAILY).write_bytes(b'{"folder": "\xff"}')
    assert only_problem(tmp_path).code == "obsidian-settings"


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ".obsidian" / DAILY).mkdir(parents=True)
    problem = only_problem(tmp_path)
    assert (problem.path, problem.remedy) == (f".obsidian/{DAILY}", "check its permissions")


def test_a_broken_file_costs_no_other(tmp_path: Path) -> None:
    put(tmp_path, tasks="{", daily={"folder": "Daily"})
    settings, problems = read_settings(load_settings(tmp_path))
    assert settings.daily == NoteNames(format="YYYY-MM-DD", folder="Daily")
    assert [problem.path for problem in problems] == [f".obsidian/{TASKS}"]


def test_what_was_loaded_is_equal_until_a_file_changes(tmp_path: Path) -> None:
    put(tmp_path, tasks={"globalFilter": "#task"})
    before = load_settings(tmp_path)
    assert load_settings(tmp_path) == before
    put(tmp_path, tasks={"globalFilter": "#todo"})
    assert load_settings(tmp_path) != before
