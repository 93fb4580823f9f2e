"""Which settings are in use at a look: those of `aimo.toml`, of Obsidian, and the last good ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import CommitMode, Config, GitConfig, NotesConfig, Symbol, VaultConfig
from aimo_md.workplace import Workplace
from tests.looks import codes, look, opened, put, tasks

if TYPE_CHECKING:
    from pathlib import Path


class TestAimoToml:
    def test_opening_reads_them(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", 'vault.timezone = "Europe/Berlin"')
        assert Workplace(tmp_path).config == Config(vault=VaultConfig(timezone="Europe/Berlin"))

    def test_a_zone_that_nobody_knows_stops_nothing(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", '[vault]\ntimezone = "Europe/Belin"\n')
        put(tmp_path, "a.md", "- [ ] Bake")
        snapshot = look(Workplace(tmp_path))
        assert tasks(snapshot) == ["[ ] Bake"]
        assert snapshot.config == Config()
        (problem,) = snapshot.problems
        assert (problem.line, problem.code) == (2, "config-value")

    def test_a_change_is_seen_and_all_notes_are_read_with_it(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake\n- [?] Who knows")
        place = opened(tmp_path)
        put(tmp_path, "aimo.toml", 'tasks.symbols = { "?" = "none" }')
        assert tasks(look(place)) == ["[ ] Bake"]

    def test_a_note_that_cannot_be_read_with_them_stays_as_it_was_read(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        (tmp_path / "a.md").write_bytes(b"\xff")
        put(tmp_path, "aimo.toml", 'notes.dashboard = "Home.md"')
        assert tasks(look(place)) == ["[ ] Bake"]

    def test_a_wrong_key_is_told_at_every_look(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", 'git.commit = "own"\ngit.quiet = "long"')
        place = Workplace(tmp_path)
        for _ in range(2):
            snapshot = look(place)
            assert snapshot.config == Config(git=GitConfig(commit=CommitMode.OWN))
            assert [str(problem).split(" ", 2)[:2] for problem in snapshot.problems] == [
                ["aimo.toml:2:", "config-value"]
            ]

    BROKEN = (
        ("half of it", b"[vault]\ntimezone = ", "config-toml"),
        ("nothing", b"", "config-gone"),
        ("white space", b"\n \n", "config-gone"),
        ("not UTF-8", b"\xff", "not-utf8"),
        ("gone", None, "config-gone"),
    )

    @pytest.mark.parametrize(
        ("data", "code"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
    )
    def test_what_it_said_last_stays_in_use_where_it_says_nothing_now(
        self, tmp_path: Path, data: bytes | None, code: str
    ) -> None:
        put(tmp_path, "aimo.toml", 'notes.dashboard = "Home.md"')
        place = opened(tmp_path)
        if data is None:
            (tmp_path / "aimo.toml").unlink()
        else:
            (tmp_path / "aimo.toml").write_bytes(data)
        for _ in range(2):
            snapshot = look(place)
            assert snapshot.config == Config(notes=NotesConfig(dashboard="Home.md"))
            assert codes(snapshot) == [("aimo.toml", code)]
        put(tmp_path, "aimo.toml", 'notes.dashboard = "Start.md"')
        snapshot = look(place)
        assert (snapshot.config.notes.dashboard, snapshot.problems) == ("Start.md", ())

    @pytest.mark.parametrize(("data", "told"), [(b"", []), (None, []), (b"[", ["config-toml"])])
    def test_where_it_never_said_anything_the_defaults_stand(
        self, tmp_path: Path, data: bytes | None, told: list[str]
    ) -> None:
        if data is not None:
            (tmp_path / "aimo.toml").write_bytes(data)
        snapshot = look(Workplace(tmp_path))
        assert snapshot.config == Config()
        assert [problem.code for problem in snapshot.problems] == told


class TestObsidian:
    TASKS = ".obsidian/plugins/obsidian-tasks-plugin/data.json"

    def put_tasks(self, root: Path, text: str) -> None:
        put(root, self.TASKS, text)

    def test_what_is_set_there_stands_where_aimo_toml_says_nothing(self, tmp_path: Path) -> None:
        self.put_tasks(tmp_path, '{"globalFilter": "#task"}')
        put(tmp_path, ".obsidian/daily-notes.json", json.dumps({"folder": "Journal", "format": "DD.MM.YYYY"}))
        put(tmp_path, "aimo.toml", 'vault.daily_folder = "Daily"')
        put(tmp_path, "a.md", "- [ ] Bake\n- [ ] Call Ann #task")
        put(tmp_path, "Daily/20.11.2026.md", "- [x] Rest #task")
        snapshot = look(Workplace(tmp_path))
        assert tasks(snapshot) == ["[x] Rest", "[ ] Call Ann"]
        days = [reading.day.isoformat() for reading in snapshot.notes.values() if reading.day is not None]
        assert days == ["2026-11-20"]

    def test_a_change_there_is_seen(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake\n- [ ] Call Ann #task")
        place = opened(tmp_path)
        self.put_tasks(tmp_path, '{"globalFilter": "#task"}')
        assert tasks(look(place)) == ["[ ] Call Ann"]
        (tmp_path / self.TASKS).unlink()
        assert tasks(look(place)) == ["[ ] Bake", "[ ] Call Ann #task"]

    def test_what_was_set_last_stays_in_use_while_a_file_is_broken(self, tmp_path: Path) -> None:
        self.put_tasks(tmp_path, '{"globalFilter": "#task"}')
        put(tmp_path, "a.md", "- [ ] Bake\n- [ ] Call Ann #task")
        place = opened(tmp_path)
        self.put_tasks(tmp_path, '{"globalFilter": "#ta')
        for _ in range(2):
            snapshot = look(place)
            assert tasks(snapshot) == ["[ ] Call Ann"]
            assert codes(snapshot) == [(self.TASKS, "obsidian-settings")]

    def test_a_file_that_was_broken_from_the_start_costs_no_other(self, tmp_path: Path) -> None:
        self.put_tasks(tmp_path, "{")
        put(tmp_path, ".obsidian/daily-notes.json", '{"folder": "Journal"}')
        snapshot = look(Workplace(tmp_path))
        assert snapshot.config == Config(vault=VaultConfig(daily_folder="Journal"))

    def test_they_stand_below_an_aimo_toml_that_is_broken(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", 'tasks.symbols = { "!" = "done" }')
        place = opened(tmp_path)
        put(tmp_path, "aimo.toml", "[")
        self.put_tasks(tmp_path, '{"globalFilter": "#task"}')
        config = look(place).config
        assert (config.tasks.global_filter, config.tasks.symbols) == ("#task", {"!": Symbol.DONE})


def test_notes_are_written_in_the_language_that_was_chosen_last(tmp_path: Path) -> None:
    place = opened(tmp_path)
    assert place.templates.language == "en"
    put(tmp_path, "aimo.toml", 'notes.language = "ko"')
    look(place)
    assert place.templates.phrases.say("digest.decide") == "결정이 필요해요"
