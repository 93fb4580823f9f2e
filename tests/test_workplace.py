"""What a workplace keeps of the vault from one look to the next, on real files."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.cycle import NoteText
from aimo_md.delivery import OUTBOX_NAME
from aimo_md.errors import AimoError, ChangedError, ConfigError, NotTheWriterError
from aimo_md.notes.message import Message
from aimo_md.workplace import Workplace, take_over
from aimo_md.world.git import init_repository, open_repository
from tests.looks import JUST_NOW, LONG_AGO, NOW, codes, look, opened, put, tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


def replace_keeping_stamp(root: Path, path: str, text: str) -> None:
    """Write a file in place so that its size, time and inode stay as they are."""
    stamp = (root / path).stat()
    put(root, path, text)
    os.utime(root / path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert (root / path).stat().st_size == stamp.st_size


class TestNotes:
    def test_a_look_holds_what_the_notes_say(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        put(tmp_path, "Folder/b.md", "- [ ] Call Ann")
        snapshot = look(Workplace(tmp_path))
        assert tasks(snapshot) == ["[ ] Call Ann", "[ ] Bake"]
        assert (snapshot.now, snapshot.config, snapshot.problems) == (NOW, Config(), ())
        assert (snapshot.texts, snapshot.uncommitted, snapshot.jobs) == ({}, None, {})

    def test_the_next_look_sees_what_came_changed_moved_and_went(self, tmp_path: Path) -> None:
        for name in ("a", "b", "c"):
            put(tmp_path, f"{name}.md", f"- [ ] {name}")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "- [ ] a longer one")
        (tmp_path / "b.md").unlink()
        (tmp_path / "c.md").rename(tmp_path / "d.md")
        put(tmp_path, "e.md", "- [ ] e")
        assert tasks(look(place)) == ["[ ] a longer one", "[ ] c", "[ ] e"]

    def test_a_note_with_the_same_stamp_is_not_read_again(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        replace_keeping_stamp(tmp_path, "a.md", "- [ ] Cook")
        assert tasks(look(place)) == ["[ ] Bake"]

    def test_unless_it_was_so_young_that_a_second_change_may_hide_behind_it(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake", JUST_NOW)
        place = opened(tmp_path)
        replace_keeping_stamp(tmp_path, "a.md", "- [x] Bake")
        assert tasks(look(place)) == ["[x] Bake"]

    def test_a_tick_leaves_the_size_and_is_seen_by_the_time(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "- [x] Bake", LONG_AGO / 2)
        assert tasks(look(place)) == ["[x] Bake"]

    def test_a_note_put_in_the_place_of_another_is_seen_by_the_inode(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        stamp = (tmp_path / "a.md").stat()
        put(tmp_path, "a.tmp", "- [x] Bake")
        os.utime(tmp_path / "a.tmp", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        (tmp_path / "a.tmp").replace(tmp_path / "a.md")
        assert tasks(look(place)) == ["[x] Bake"]

    def test_a_note_that_goes_while_it_is_read_is_gone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        before_reading(monkeypatch, "a.md", Path.unlink)
        snapshot = look(Workplace(tmp_path))
        assert (snapshot.notes, snapshot.problems) == ({}, ())

    def test_texts_are_kept_of_the_notes_that_aimo_may_rewrite(self, tmp_path: Path) -> None:
        review = "---\ntype: aimo-review\n---\n"
        put(tmp_path, "Aimo.md", "mine\r\n")
        put(tmp_path, "Reviews/2026-W47 review.md", review)
        put(tmp_path, "a.md", "- [ ] Bake")
        assert look(Workplace(tmp_path)).texts == {
            "Aimo.md": NoteText(text="mine\r\n", sha=hashlib.sha256(b"mine\r\n").hexdigest()),
            "Reviews/2026-W47 review.md": NoteText(
                text=review, sha=hashlib.sha256(review.encode()).hexdigest()
            ),
        }

    def test_a_vault_that_is_gone_is_no_vault_without_notes(self, tmp_path: Path) -> None:
        root = tmp_path / "vault"
        root.mkdir()
        place = opened(root)
        root.rmdir()
        with pytest.raises(AimoError, match="cannot be read"):
            look(place)


class TestHints:
    """Where somebody knows what may have changed, only that is looked at."""

    @pytest.fixture
    def place(self, tmp_path: Path) -> Workplace:
        for number in range(40):
            put(tmp_path, f"Notes/{number}.md", "- [ ] Bake")
        return opened(tmp_path)

    def test_only_what_is_named_is_looked_at(self, place: Workplace) -> None:
        put(place.root, "Notes/1.md", "- [x] Bake", LONG_AGO / 2)
        put(place.root, "Notes/2.md", "- [x] Bake", LONG_AGO / 2)
        place.look_only_at({"Notes/2.md"})
        assert tasks(look(place)).count("[x] Bake") == 1
        place.look_only_at(None)
        assert tasks(look(place)).count("[x] Bake") == 2

    @pytest.mark.parametrize("hints", [set(), {"Notes/7.md"}, {"Notes"}, {"Nowhere/7.md"}], ids=str)
    def test_the_vault_stays_what_it_was_where_nothing_changed(
        self, place: Workplace, hints: set[str]
    ) -> None:
        before = look(place)
        place.look_only_at(hints)
        assert look(place).notes is before.notes

    def test_a_folder_is_looked_at_with_all_in_it(self, place: Workplace) -> None:
        (place.root / "Notes").rename(place.root / "Old")
        put(place.root, "Old/Deep/a.md", "- [ ] Call Ann")
        place.look_only_at({"Notes", "Old"})
        assert tasks(look(place)) == ["[ ] Bake"] * 40 + ["[ ] Call Ann"]

    def test_what_aimo_wrote_is_looked_at_without_a_hint(self, place: Workplace) -> None:
        place.look_only_at(set())
        place.write("Reviews/a.md", "- [ ] Call Ann", None)
        assert "[ ] Call Ann" in tasks(look(place))

    def test_so_is_what_it_could_not_write(self, place: Workplace) -> None:
        place.look_only_at(set())
        put(place.root, "Notes/1.md", "- [x] Bake", LONG_AGO / 2)
        with pytest.raises(ChangedError):
            place.write("Notes/1.md", "- [ ] Bake bread", hashlib.sha256(b"- [ ] Bake").hexdigest())
        assert "[x] Bake" in tasks(look(place))

    def test_another_config_is_a_look_at_everything(self, place: Workplace) -> None:
        put(place.root, "Notes/1.md", "- [x] Bake", LONG_AGO / 2)
        put(place.root, "aimo.toml", 'vault.ignore = ["2.md"]')
        place.look_only_at(set())
        assert sorted(tasks(look(place))) == [*["[ ] Bake"] * 38, "[x] Bake"]


def before_reading(monkeypatch: pytest.MonkeyPatch, name: str, what: Callable[[Path], object]) -> None:
    """Do something to a file just before it is read."""
    opened = os.open

    def interrupted(place: str, flags: int) -> int:
        if place.endswith(f"/{name}"):
            what(Path(place))
        return opened(place, flags)

    monkeypatch.setattr(os, "open", interrupted)


def deny(path: Path) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


class TestNotesThatCannotBeRead:
    """The last good reading of a broken note stays in use."""

    def test_a_note_that_is_no_longer_utf8(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        (tmp_path / "a.md").write_bytes(b"- [ ] B\xe4ckerei")
        snapshot = look(place)
        assert (tasks(snapshot), codes(snapshot)) == (["[ ] Bake"], [("a.md", "not-utf8")])

    def test_a_note_that_may_not_be_read(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        put(tmp_path, "Aimo.md", "mine")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "- [ ] Bake bread", LONG_AGO / 2)
        put(tmp_path, "Aimo.md", "yours", LONG_AGO / 2)
        with pytest.MonkeyPatch.context() as locked:
            before_reading(locked, "a.md", deny)
            before_reading(locked, "Aimo.md", deny)
            snapshot = look(place)
        assert tasks(snapshot) == ["[ ] Bake"]
        assert codes(snapshot) == [("Aimo.md", "unreadable"), ("a.md", "unreadable")]
        assert snapshot.texts["Aimo.md"].text == "mine"
        snapshot = look(place)
        assert (tasks(snapshot), codes(snapshot)) == (["[ ] Bake bread"], [])
        assert snapshot.texts["Aimo.md"].text == "yours"

    def test_a_note_that_could_never_be_read_is_only_a_problem(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "")
        (tmp_path / "a.md").write_bytes(b"\xff")
        snapshot = look(Workplace(tmp_path))
        assert (snapshot.notes, codes(snapshot)) == ({}, [("a.md", "not-utf8")])

    def test_the_notes_of_a_folder_that_may_not_be_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, "Folder/Inner/a.md", "- [ ] Bake")
        put(tmp_path, "Folders/b.md", "- [ ] Call Ann")
        place = opened(tmp_path)
        (tmp_path / "Folders/b.md").unlink()
        scandir = os.scandir

        def guarded(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
            if path.name == "Folder":
                deny(path)
            return scandir(str(path))

        monkeypatch.setattr(os, "scandir", guarded)
        snapshot = look(place)
        assert (tasks(snapshot), codes(snapshot)) == (["[ ] Bake"], [("Folder", "unreadable")])

    def test_a_note_that_grew_too_large(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", "vault.largest_note = 20")
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "- [ ] Bake\n" * 10)
        snapshot = look(place)
        assert (tasks(snapshot), codes(snapshot)) == (["[ ] Bake"], [("a.md", "note-too-large")])


class TestSavesInProgress:
    """A note that was emptied a moment ago is most likely being saved."""

    def test_it_stays_what_it_was_until_it_is_filled(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        put(tmp_path, "Aimo.md", "mine")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "", JUST_NOW)
        put(tmp_path, "Aimo.md", "", JUST_NOW)
        for _ in range(2):
            assert (tasks(look(place)), look(place).texts["Aimo.md"].text) == (["[ ] Bake"], "mine")
        put(tmp_path, "a.md", "- [x] Bake", JUST_NOW)
        assert tasks(look(place)) == ["[x] Bake"]

    def test_a_note_that_has_been_empty_for_longer_is_empty(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "", JUST_NOW)
        look(place)
        put(tmp_path, "a.md", "")
        assert tasks(look(place)) == []

    def test_a_note_that_was_made_empty_is_empty_at_once(self, tmp_path: Path) -> None:
        place = opened(tmp_path)
        put(tmp_path, "a.md", "", JUST_NOW)
        assert list(look(place).notes) == ["a.md"]

    def test_a_note_that_is_emptied_while_it_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = opened(tmp_path)
        put(tmp_path, "a.md", "- [ ] Bake bread", LONG_AGO / 2)
        before_reading(monkeypatch, "a.md", lambda path: os.truncate(path, 0))
        assert tasks(look(place)) == ["[ ] Bake"]


class TestHolds:
    """A note that an editor has open is left alone."""

    def test_a_note_that_was_changed_by_another_clock_keeps_nobody_waiting(self, tmp_path: Path) -> None:
        put(tmp_path, "Aimo.md", "mine", -LONG_AGO)
        assert look(Workplace(tmp_path, patience=10.0)).busy == set()

    def test_a_note_that_is_open_in_an_editor(self, tmp_path: Path) -> None:
        put(tmp_path, "Aimo.md", "mine")
        put(tmp_path, ".Aimo.md.swp", "")
        place = Workplace(tmp_path)
        assert look(place).held == {"Aimo.md"}
        assert codes(look(place)) == []
        (tmp_path / ".Aimo.md.swp").unlink()
        assert look(place).held == set()

    def test_one_that_has_been_open_for_days_is_told(self, tmp_path: Path) -> None:
        put(tmp_path, "Aimo.md", "mine")
        put(tmp_path, "a.md", "- [ ] Bake")
        put(tmp_path, ".Aimo.md.swp", "", 90_000)
        put(tmp_path, ".a.md.swp", "", 90_000)
        snapshot = look(Workplace(tmp_path))
        assert snapshot.held == {"Aimo.md", "a.md"}
        assert codes(snapshot) == [("Aimo.md", "note-open")]


class TestWriter:
    """Of the devices that a vault is synced between, one works on it by itself."""

    @pytest.mark.parametrize(
        ("writer", "works_as"),
        [
            pytest.param("", "laptop", id="nobody was named"),
            pytest.param("laptop", "laptop", id="it is this one"),
            pytest.param("desk", None, id="a person asks"),
        ],
    )
    def test_it_may_work(self, tmp_path: Path, writer: str, works_as: str | None) -> None:
        put(tmp_path, "aimo.toml", f'[vault]\nwriter = "{writer}"\n')
        look(Workplace(tmp_path, works_as=works_as))

    def test_another_device_is_the_one(self, tmp_path: Path) -> None:
        place = Workplace(tmp_path, works_as="laptop")
        look(place)
        put(tmp_path, "aimo.toml", '[vault]\nwriter = "desk"\n')
        with pytest.raises(NotTheWriterError, match="'desk' is the device"):
            look(place)

    def test_it_takes_over(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", '[vault]\nwriter = "desk"  # mine\n')
        take_over(tmp_path, "laptop")
        assert (tmp_path / "aimo.toml").read_text() == '[vault]\nwriter = "laptop"  # mine\n'

    @pytest.mark.parametrize("text", [None, "vault = 3\n", "\udcff"], ids=["missing", "odd", "no UTF-8"])
    def test_a_config_that_it_cannot_change(self, tmp_path: Path, text: str | None) -> None:
        if text is not None:
            (tmp_path / "aimo.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(ConfigError):
            take_over(tmp_path, "laptop")


class TestHands:
    def test_a_note_is_written_and_seen(self, tmp_path: Path) -> None:
        place = Workplace(tmp_path)
        place.write("Reviews/a.md", "- [ ] Bäcker\n", None)
        assert (tmp_path / "Reviews/a.md").read_bytes() == "- [ ] Bäcker\n".encode()
        assert tasks(look(place)) == ["[ ] Bäcker"]

    def test_a_note_that_changed_is_not_written(self, tmp_path: Path) -> None:
        put(tmp_path, "Aimo.md", "mine")
        place = Workplace(tmp_path)
        sha = look(place).texts["Aimo.md"].sha
        put(tmp_path, "Aimo.md", "yours")
        with pytest.raises(ChangedError):
            place.write("Aimo.md", "aimo's", sha)
        assert (tmp_path / "Aimo.md").read_text() == "yours"

    def test_what_is_remembered_is_there_at_the_next_look(self, tmp_path: Path) -> None:
        Workplace(tmp_path).remember("weekly-review", "2026-W47")
        assert look(Workplace(tmp_path)).jobs == {"weekly-review": "2026-W47"}

    def test_a_message_waits_in_the_outbox(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AIMO_DISCORD_WEBHOOK", "https://discord.com/api/webhooks/1/secret")
        place = Workplace(tmp_path)
        with place.state.lock():
            place.post("weekly:2026-W47", Message(content="Hello"))
        assert (place.state.folder / OUTBOX_NAME).is_file()


class TestGit:
    def test_without_a_repository_there_is_nothing_to_commit(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake")
        place = Workplace(tmp_path)
        assert place.look(NOW, commit_due=True).uncommitted is None
        place.commit(("a.md",), "Nobody keeps this")

    def test_the_notes_that_differ_come_with_their_committed_text(self, tmp_path: Path) -> None:
        put(tmp_path, "a.md", "- [ ] Bake\n")
        put(tmp_path, "b.md", "- [ ] Rest\n")
        init_repository(tmp_path)
        place = Workplace(tmp_path)
        place.commit(("a.md", "b.md"), "The notes so far")
        put(tmp_path, "a.md", "- [x] Bake\n", LONG_AGO / 2)
        put(tmp_path, "c.md", "- [ ] New\n")
        assert place.look(NOW, commit_due=True).uncommitted == {"a.md": "- [ ] Bake\n", "c.md": None}
        place.commit(("a.md", "c.md"), "Bake")
        assert place.look(NOW, commit_due=True).uncommitted == {}
        repository = open_repository(tmp_path)
        assert repository is not None
        assert repository.show("a.md") == b"- [x] Bake\n"

    def test_a_vault_that_does_not_commit_has_nothing_to_commit(self, tmp_path: Path) -> None:
        put(tmp_path, "aimo.toml", 'git.commit = "off"')
        put(tmp_path, "a.md", "- [ ] Bake\n")
        init_repository(tmp_path)
        assert Workplace(tmp_path).look(NOW, commit_due=True).uncommitted is None
