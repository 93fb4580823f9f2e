"""The past of vaults in real repositories, and what is kept of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

import msgspec
import pytest

from aimo_md.config import DEFAULTS, Config, TasksConfig, VaultConfig
from aimo_md.goals.model import Place
from aimo_md.goals.parse import read_note
from aimo_md.measures.past import TaskPast
from aimo_md.reader import Reader
from aimo_md.replay import Replay
from tests.repositories import commit, git, make_repository, repository, working_tree
from tests.states import day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, tzinfo
    from pathlib import Path

    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.advance import History

GOAL = "---\ntype: goal\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "vault")


@dataclass(frozen=True, kw_only=True)
class Player:
    """Replays one vault; what is kept lies beside it."""

    root: Path
    config: Config = DEFAULTS
    zone: tzinfo = UTC
    until: date | None = None
    kept: str = "kept"

    def try_it(self) -> History | None:
        folder = self.root.parent / self.kept
        return Replay(repository(self.root), self.config, self.zone, folder).history(self.until)

    def history(self) -> History:
        found = self.try_it()
        assert found is not None
        return found

    def fresh(self) -> History:
        """A replay that knows of no other."""
        shutil.rmtree(self.root.parent / "fresh", ignore_errors=True)
        return replace(self, kept="fresh").history()


def history(root: Path) -> History:
    return Player(root=root).history()


def fresh(root: Path) -> History:
    return Player(root=root).fresh()


def task(found: History, path: str, line: int) -> TaskPast:
    known = found.past.task(Place(path, line))
    assert known is not None
    return known


def kept(root: Path) -> list[Path]:
    return sorted((root.parent / "kept").iterdir())


class TestWhatIsKnown:
    def test_nothing_yet(self, root: Path) -> None:
        assert Player(root=root).try_it() is None
        commit(root, day(0), {"readme.txt": "no note"})
        assert Player(root=root).try_it() is None

    def test_a_life(self, root: Path) -> None:
        commit(root, day(0), {"G.md": f"{GOAL}- [x] before\n- [ ] a 📅 2026-11-02\n- [ ] b\n"})
        commit(root, day(1), {"G.md": f"{GOAL}- [x] before\n- [ ] a 📅 2026-11-09\n- [x] b\n"})
        git(root, "mv", "G.md", "Garden.md")
        commit(root, day(3), {"Garden.md": f"{GOAL}- [x] before\n- [x] a 📅 2026-11-09\n- [ ] c\n"})
        found = history(root)
        assert found.past.day == day(3)
        assert found.past.first_seen("Garden.md") == day(0)
        assert task(found, "Garden.md", 4) == TaskPast(first_seen=day(0), first_done=None)
        assert task(found, "Garden.md", 5).first_done == day(3)
        assert [move.on for move in task(found, "Garden.md", 5).put_off] == [day(1)]
        assert task(found, "Garden.md", 6) == TaskPast(first_seen=day(3), first_done=None)
        assert [(line.text, line.earned_on) for line in found.past.cleared["Garden.md"]] == [("b", day(1))]

    def test_the_newest_commit_is_what_is_on_the_disk(self, root: Path) -> None:
        config = Config(vault=VaultConfig(ignore=("Templates",), largest_note=200))
        notes = {
            "G.md": f"{GOAL}- [ ] a\n",
            "Sub/Log.md": "- [x] b [[G]]\n",
            "Templates/T.md": "- [ ] no task\n",
            ".obsidian/x.md": "- [ ] no task\n",
            "large.md": "- [ ] no task\n" * 40,
            "odd.md": "- [ ] \udcff\n",
            "a.sync-conflict-20261120-101112-ABCDEF.md": "- [ ] a copy\n",
        }
        commit(root, day(0), notes)
        found = Player(root=root, config=config).history()
        assert found.vault == working_tree(root, config)
        assert sorted(found.vault.notes) == ["G.md", "Sub/Log.md"]

    def test_the_working_tree_is_one_more_step(self, root: Path) -> None:
        commit(root, day(0), {"G.md": f"{GOAL}- [ ] a\n- [ ] b\n"})
        found = history(root)
        assert found.up_to(working_tree(root, Config()), day(5)).notes == found.past.notes
        (root / "G.md").write_text(f"{GOAL}- [x] a\n- [ ] b\n")
        now = found.up_to(working_tree(root, Config()), day(5))
        assert now.task(Place("G.md", 4)) == TaskPast(first_seen=day(0), first_done=day(5))

    def test_a_note_that_cannot_be_read_keeps_counting_as_it_was(self, root: Path) -> None:
        commit(root, day(0), {"A.md": "- [x] a\n- [ ] b\n", "B.md": "\udcff"})
        commit(root, day(1), {"A.md": "\udcff"})
        commit(root, day(2), {"A.md": "\udcff\udcff", "C.md": "- [ ] c\n"})
        commit(root, day(3), {"C.md": "- [ ] d\n"})
        assert task(history(root), "A.md", 2).first_seen == day(0)
        commit(root, day(4), {"A.md": "- [x] a\n- [x] b\n", "B.md": "- [ ] e\n"})
        found = history(root)
        assert found == fresh(root)
        assert task(found, "A.md", 1) == TaskPast(first_seen=day(0), first_done=None)
        assert task(found, "A.md", 2) == TaskPast(first_seen=day(0), first_done=day(4))
        commit(root, day(5), {"A.md": None})
        assert "A.md" not in history(root).vault.notes

    def test_ticked_on_the_day_of_its_making(self, root: Path) -> None:
        commit(root, day(0), {"A.md": "- [x] a\n- [ ] b\n"})
        commit(root, day(0), {"A.md": "- [x] a\n- [x] b\n"})
        found = history(root)
        assert task(found, "A.md", 1).first_done is None
        assert task(found, "A.md", 2).first_done == day(0)

    def test_the_days_of_the_zone(self, root: Path) -> None:
        commit(root, day(0), {"A.md": "- [ ] a\n"})
        assert Player(root=root, zone=ZoneInfo("Pacific/Kiritimati")).history().past.day == day(1)
        assert history(root).past.day == day(0)


class TestUntil:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        """Ten days with a commit each, of which the second is missing."""
        root = make_repository(tmp_path / "vault")
        for number in (0, *range(2, 10)):
            lines = "".join(f"- [{'x' if at < number else ' '}] task {at}\n" for at in range(10))
            commit(root, day(number), {"A.md": lines})
        return root

    @pytest.mark.parametrize("first", [None, day(3), day(7)], ids=["all first", "less first", "more first"])
    def test_as_it_was_then(self, root: Path, first: date | None) -> None:
        Player(root=root, until=first).history()
        found = Player(root=root, until=day(5)).history()
        assert found.past.day == day(5)
        assert task(found, "A.md", 5).first_done == day(5)
        assert task(found, "A.md", 6).first_done is None
        assert found == Player(root=root, until=day(5)).fresh()
        assert history(root) == fresh(root)

    def test_a_day_without_a_commit(self, root: Path) -> None:
        assert Player(root=root, until=day(1)).history() == Player(root=root, until=day(0)).fresh()

    def test_before_all(self, root: Path) -> None:
        assert Player(root=root, until=day(-1)).try_it() is None

    def test_after_all(self, root: Path) -> None:
        assert Player(root=root, until=day(99)).history() == history(root)


class TestWhatIsKept:
    @pytest.fixture
    def reads(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The paths of the notes that are read, as they are read."""
        paths: list[str] = []

        def read(path: str, text: str, config: Config) -> NoteReading:
            paths.append(path)
            return read_note(path, text, config)

        monkeypatch.setattr("aimo_md.replay.read_note", read)
        return paths

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        root = make_repository(tmp_path / "vault")
        for number in range(4):
            commit(root, day(number), {"A.md": "- [x] a\n" * number + "- [ ] b\n"})
        return root

    def test_every_version_is_read_once(self, root: Path, reads: list[str]) -> None:
        history(root)
        assert reads == ["A.md"] * 4
        reads.clear()
        commit(root, day(4), {"B.md": "- [x] c\n"})
        assert history(root) == fresh(root)
        # The state that is gone on from, and two days; then all that there is.
        assert reads == ["A.md", "A.md", "B.md"] + ["A.md"] * 4 + ["B.md"]

    def test_what_was_replayed_before_is_not_read_again(self, root: Path, reads: list[str]) -> None:
        living = Replay(repository(root), DEFAULTS, UTC, root.parent / "kept")
        assert living.history() == fresh(root)
        commit(root, day(4), {"B.md": "- [x] c\n"})
        reads.clear()
        assert living.history() == history(root)
        assert reads[:2] == ["A.md", "B.md"]  # the last day might have gone on
        reads.clear()
        found = living.history()
        assert reads == ["B.md"]
        assert found == fresh(root)

    def test_what_was_read_on_the_disk_is_not_read_again(self, root: Path, reads: list[str]) -> None:
        commit(root, day(4), {"B.md": "- [ ] c\n", "C.md": "- [ ] d\n"})
        (root / "C.md").write_text("- [x] d\n")
        reader = Reader(root)
        notes = reader.look().notes
        found = Replay(repository(root), DEFAULTS, UTC, root.parent / "kept", reader.reading_of).history()
        assert reads == ["A.md"] * 3 + ["C.md"]
        assert found == fresh(root)
        assert found is not None
        assert [path for path, note in found.vault.notes.items() if note is notes[path]] == ["A.md", "B.md"]

    @pytest.mark.parametrize("back", [4, 5], ids=["on the same day", "on the next"])
    def test_a_note_may_become_what_it_was_before(self, root: Path, back: int) -> None:
        commit(root, day(4), {"B.md": "- [ ] c\n"})
        history(root)
        for number, text in ((4, "- [ ] other\n"), (back, "- [x] a\n" * 3 + "- [ ] b\n")):
            commit(root, day(number), {"A.md": text})
        assert history(root) == fresh(root)

    @pytest.mark.parametrize("back", [1, 2, 3])
    def test_a_history_that_was_rewritten_is_replayed_as_it_is_now(self, root: Path, back: int) -> None:
        living = Replay(repository(root), DEFAULTS, UTC, root.parent / "kept")
        living.history()
        git(root, "reset", "--quiet", "--hard", f"HEAD~{back}")
        assert living.history() == fresh(root)
        commit(root, day(4), {"A.md": "- [x] other\n"})
        assert living.history() == fresh(root)

    def test_results_are_kept_for_days_that_are_over(self, root: Path) -> None:
        history(root)
        [file] = kept(root)
        assert file.name.startswith(f"{day(2)}.")
        commit(root, day(3), {"A.md": "- [x] a\n- [x] b\n"})
        assert history(root) == fresh(root)
        assert kept(root) == [file]
        commit(root, day(4), {"A.md": "- [x] a\n- [x] b\n- [ ] c\n"})
        assert history(root) == fresh(root)
        assert len(kept(root)) == 2

    @pytest.mark.parametrize(
        "damage",
        [
            pytest.param(b"", id="empty"),
            pytest.param(b"not what was kept", id="foreign"),
        ],
    )
    def test_a_damaged_one_is_made_anew(self, root: Path, damage: bytes) -> None:
        found = history(root)
        [file] = kept(root)
        good = file.read_bytes()
        file.write_bytes(damage)
        (file.parent / "2026-99-99.junk").write_bytes(damage)
        assert history(root) == found
        assert file.read_bytes() == good

    def test_one_that_says_something_else_than_a_past(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def encode(
            value: object,
            *,
            order: Literal["deterministic"] | None = None,
            enc_hook: Callable[[object], object] | None = None,
        ) -> bytes:
            is_config = isinstance(value, Config)
            return json(value, order=order, enc_hook=enc_hook) if is_config else b"[1, 2]"

        json = msgspec.json.encode
        monkeypatch.setattr("msgspec.json.encode", encode)
        found = history(root)
        monkeypatch.undo()
        assert history(root) == found

    def test_another_reader_of_the_same_number(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def read(path: str, text: str, config: Config) -> NoteReading:
            return read_note(path, f"\n{text}", config)

        monkeypatch.setattr("aimo_md.replay.read_note", read)
        history(root)
        monkeypatch.undo()
        assert history(root) == fresh(root)

    def test_another_config_counts_from_the_start(self, root: Path) -> None:
        history(root)
        config = Config(tasks=TasksConfig(global_filter="#task"))
        player = Player(root=root, config=config)
        found = player.history()
        assert found == player.fresh()
        assert found.past.task(Place("A.md", 1)) is None
        assert history(root) == fresh(root)

    def test_another_zone_counts_from_the_start(self, root: Path) -> None:
        history(root)
        assert Player(root=root, zone=ZoneInfo("Pacific/Kiritimati")).history().past.day == day(4)

    @pytest.mark.parametrize("back", [1, 2, 3])
    def test_rewritten_history(self, root: Path, back: int) -> None:
        for number in range(1, 4):
            Player(root=root, until=day(number)).history()
        git(root, "reset", "--quiet", "--hard", f"HEAD~{back}")
        assert history(root) == fresh(root)
        commit(root, day(3 - back), {"A.md": "- [ ] b\n- [x] other\n"})
        assert history(root) == fresh(root)
        commit(root, day(3 - back), {"A.md": "- [ ] b\n- [ ] other\n"}, "--amend")
        commit(root, day(9), {"A.md": "- [x] b\n- [ ] other\n"})
        assert history(root) == fresh(root)

    def test_a_folder_that_cannot_be_written(self, root: Path) -> None:
        (root.parent / "kept").write_text("a file")
        assert history(root) == fresh(root)
