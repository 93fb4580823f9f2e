"""Finding, reading and replacing notes."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import AimoError, ChangedError, Problem
from aimo_md.world.disk import NoteBytes, decode, read_note, scan, write_note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 1_048_576


def put(root: Path, path: str, data: bytes = b"- [ ] a\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def paths(root: Path, *ignore: str) -> list[str]:
    return sorted(scan(root, ignore=ignore, largest=LARGEST).changed)


def codes(root: Path) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in scan(root, largest=LARGEST).problems]


def leftovers(root: Path) -> list[str]:
    return [entry.name for entry in root.rglob("*.tmp")]


class TestScan:
    def test_notes_come_with_what_a_look_tells(self, tmp_path: Path) -> None:
        for path in ["b.md", "Goals/ü.md", "Goals/deep/er/a b.md", "picture.png", "Goals/list.txt"]:
            put(tmp_path, path)
        found = scan(tmp_path, largest=LARGEST)
        assert sorted(found.changed) == ["Goals/deep/er/a b.md", "Goals/ü.md", "b.md"]
        known = (tmp_path / "b.md").stat()
        assert found.changed["b.md"] == (8, known.st_mtime_ns, known.st_ino)
        assert found.problems == ()

    @pytest.mark.parametrize(
        "path",
        [
            pytest.param(".obsidian/plugins/x/README.md", id="obsidian"),
            pytest.param(".git/x.md", id="git"),
            pytest.param("Goals/.trash/x.md", id="a dot folder further down"),
            pytest.param(".#x.md", id="emacs lock"),
            pytest.param("#x.md#", id="emacs autosave"),
            pytest.param("x.md~", id="backup"),
            pytest.param(".x.md.swp", id="vim swap"),
            pytest.param(".syncthing.x.md.tmp", id="syncthing"),
            pytest.param(".aimo-0123.tmp", id="our own"),
        ],
    )
    def test_what_is_no_note_is_passed_over(self, tmp_path: Path, path: str) -> None:
        put(tmp_path, path)
        assert (paths(tmp_path), codes(tmp_path)) == ([], [])

    @pytest.mark.parametrize("name", [".a b.md.swp", ".#a b.md", ".~lock.a b.md#"])
    def test_a_note_that_is_open_in_an_editor(self, tmp_path: Path, name: str) -> None:
        put(tmp_path, "Goals/a b.md")
        (tmp_path / "Goals" / name).symlink_to("anna@laptop.4711")
        found = scan(tmp_path, largest=LARGEST)
        assert [(lock.path, lock.name) for lock in found.locks] == [("Goals/a b.md", name)]
        assert abs(found.locks[0].since_ns - time.time_ns()) < 60e9
        assert (found.problems, len(found.changed)) == ((), 1)

    def test_a_folder_named_like_a_lock_is_none(self, tmp_path: Path) -> None:
        put(tmp_path, ".#a.md/b.md")
        assert scan(tmp_path, largest=LARGEST) == scan(tmp_path / ".#a.md", ignore=("*",), largest=LARGEST)

    def test_a_folder_may_be_named_like_a_note(self, tmp_path: Path) -> None:
        put(tmp_path, "folder.md/inside.md")
        assert paths(tmp_path) == ["folder.md/inside.md"]

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.md")
        assert (paths(tmp_path), codes(tmp_path)) == ([], [])

    @pytest.mark.parametrize(
        ("pattern", "left"),
        [
            pytest.param("Templates", ["Goals/a.md", "Goals/b draft.md", "Old/2024/x.md"], id="folder name"),
            pytest.param(
                "Templates/", ["Goals/a.md", "Goals/b draft.md", "Old/2024/x.md"], id="with a slash"
            ),
            pytest.param(
                "* draft.md", ["Goals/Templates/t.md", "Goals/a.md", "Old/2024/x.md"], id="file glob"
            ),
            pytest.param(
                "Old/20*", ["Goals/Templates/t.md", "Goals/a.md", "Goals/b draft.md"], id="path glob"
            ),
            pytest.param(
                "2024/x.md",
                ["Goals/Templates/t.md", "Goals/a.md", "Goals/b draft.md", "Old/2024/x.md"],
                id="a path begins at the vault",
            ),
        ],
    )
    def test_ignore(self, tmp_path: Path, pattern: str, left: list[str]) -> None:
        for path in ["Goals/a.md", "Goals/b draft.md", "Goals/Templates/t.md", "Old/2024/x.md"]:
            put(tmp_path, path)
        assert paths(tmp_path, pattern) == left

    @pytest.mark.parametrize(
        "name",
        [
            "Run.sync-conflict-20261120-081500-ABCDEFG.md",
            "Run (Conflicted copy phone 202611200815).md",
            "Run (Anna's conflicted copy 2026-11-20).md",
            "Run_conflict-20261120-081500.md",
            "Run.conflict.md",
        ],
    )
    def test_a_conflict_copy_is_reported_and_not_counted(self, tmp_path: Path, name: str) -> None:
        put(tmp_path, name)
        assert (paths(tmp_path), codes(tmp_path)) == ([], [(name, "conflict-copy")])

    def test_a_note_about_conflict_is_a_note(self, tmp_path: Path) -> None:
        put(tmp_path, "Conflict with the neighbour.md")
        assert paths(tmp_path) == ["Conflict with the neighbour.md"]

    def test_size_limit(self, tmp_path: Path) -> None:
        put(tmp_path, "just.md", b"x" * 10)
        put(tmp_path, "over.md", b"x" * 11)
        found = scan(tmp_path, largest=10)
        assert list(found.changed) == ["just.md"]
        assert str(found.problems[0]) == (
            "over.md: note-too-large has 11 bytes, more than 10, and is not read; "
            "split the note, or raise `vault.largest_note`"
        )

    def test_links_inside_the_vault_do_not_count_a_note_twice(self, tmp_path: Path) -> None:
        put(tmp_path, "Goals/a.md")
        (tmp_path / "b.md").symlink_to("Goals/a.md")
        (tmp_path / "Same").symlink_to("Goals")
        assert (paths(tmp_path), codes(tmp_path)) == (["Goals/a.md"], [])

    def test_links_that_leave_the_vault_are_problems(self, tmp_path: Path) -> None:
        vault = tmp_path / "vault"
        vault.mkdir()
        outside = put(tmp_path, "outside/a.md")
        (vault / "a.md").symlink_to(outside)
        (vault / "Folder").symlink_to(outside.parent)
        (vault / "tool.sh").symlink_to(outside)
        assert paths(vault) == []
        assert codes(vault) == [("Folder", "symlink-outside"), ("a.md", "symlink-outside")]
        assert scan(vault, ignore=("Folder", "a.md"), largest=LARGEST).problems == ()

    def test_links_that_lead_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "loop.md").symlink_to("loop.md")
        (tmp_path / "gone.md").symlink_to("removed.md")
        (tmp_path / "unmounted.md").symlink_to("../elsewhere/x.md")
        assert (paths(tmp_path), codes(tmp_path)) == ([], [("unmounted.md", "symlink-outside")])

    def test_a_name_that_is_not_utf8(self, tmp_path: Path) -> None:
        put(tmp_path, os.fsdecode(b"caf\xe9.md"))
        put(tmp_path, os.fsdecode(b"caf\xe9.png"))
        assert (paths(tmp_path), codes(tmp_path)) == ([], [("caf\\xe9.md", "unreadable")])

    @pytest.mark.parametrize(
        ("code", "told"),
        [
            pytest.param(errno.EACCES, [("Folder", "unreadable")], id="locked"),
            pytest.param(errno.ENOENT, [], id="removed meanwhile"),
        ],
    )
    def test_a_folder_that_cannot_be_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: list[tuple[str, str]]
    ) -> None:
        put(tmp_path, "Folder/a.md")
        put(tmp_path, "b.md")
        scandir = os.scandir

        def guarded(path: Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
            if path.name == "Folder":
                raise OSError(code, os.strerror(code))
            return scandir(str(path))

        monkeypatch.setattr(os, "scandir", guarded)
        assert (paths(tmp_path), codes(tmp_path)) == (["b.md"], told)

    @pytest.mark.parametrize(
        ("leave_a_file", "told"),
        [
            pytest.param(False, [], id="removed meanwhile"),
            pytest.param(True, [("Folder/a.md", "unreadable")], id="not to be looked at"),
        ],
    )
    def test_a_note_that_cannot_be_looked_at(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        leave_a_file: bool,  # noqa: FBT001 (a column of the table)
        told: list[tuple[str, str]],
    ) -> None:
        note = put(tmp_path, "Folder/a.md")
        scandir = os.scandir

        def listed_too_early(path: Path) -> AbstractContextManager[list[os.DirEntry[str]]]:
            with scandir(str(path)) as listing:
                entries = list(listing)
            if path.name == "Folder":
                note.unlink()
                note.parent.rmdir()
                if leave_a_file:
                    note.parent.touch()
            return nullcontext(entries)

        monkeypatch.setattr(os, "scandir", listed_too_early)
        found = scan(tmp_path, largest=LARGEST)
        assert [(problem.path, problem.code) for problem in found.problems] == told
        assert found.changed == {}

    def test_a_vault_that_is_not_there_is_no_empty_vault(self, tmp_path: Path) -> None:
        with pytest.raises(AimoError, match="cannot be read: No such file"):
            scan(tmp_path / "unmounted", largest=LARGEST)


class TestRead:
    def test_bytes_and_hash(self, tmp_path: Path) -> None:
        put(tmp_path, "G/a.md", b"\xef\xbb\xbfa\r\n\xff")
        data = b"\xef\xbb\xbfa\r\n\xff"
        note = read_note(tmp_path, "G/a.md")
        assert note == NoteBytes(path="G/a.md", data=data)
        assert note.sha256 == sha(data)

    @pytest.mark.parametrize(("path", "code"), [("none.md", "missing"), ("folder.md", "unreadable")])
    def test_nothing_to_read(self, tmp_path: Path, path: str, code: str) -> None:
        (tmp_path / "folder.md").mkdir()
        answer = read_note(tmp_path, path)
        assert isinstance(answer, Problem)
        assert (answer.path, answer.code) == (path, code)

    @pytest.mark.parametrize("text", ["", "a\r\nb\rc\n", "\ufeff# BOM\n", "nul \x00 and \u2028", "완료 📅\n"])
    def test_text_stays_as_it_is(self, text: str) -> None:
        assert decode("a.md", text.encode()) == text

    @pytest.mark.parametrize(
        ("data", "line"),
        [
            pytest.param(b"\xff", 1, id="first byte"),
            pytest.param(b"a\n\nb\xe9\n", 3, id="LF"),
            pytest.param(b"a\r\nb\r\n\xe9", 3, id="CRLF"),
            pytest.param(b"a\rb\r\xe9", 3, id="CR"),
            pytest.param("a\u2028b\n".encode() + b"\xed\xa0\x80", 2, id="a surrogate"),
        ],
    )
    def test_the_line_of_the_first_bad_byte(self, data: bytes, line: int) -> None:
        answer = decode("a.md", data)
        assert isinstance(answer, Problem)
        assert (answer.line, answer.code) == (line, "not-utf8")


class TestWrite:
    def test_a_new_note_with_its_folders(self, tmp_path: Path) -> None:
        assert write_note(tmp_path, "Reviews/2026/W47.md", b"new\r\n", expected=None) == sha(b"new\r\n")
        assert (tmp_path / "Reviews/2026/W47.md").read_bytes() == b"new\r\n"
        assert leftovers(tmp_path) == []

    def test_what_was_read_is_replaced_and_the_mode_kept(self, tmp_path: Path) -> None:
        file = put(tmp_path, "a.md", b"old")
        file.chmod(0o640)
        write_note(tmp_path, "a.md", b"new", expected=sha(b"old"))
        assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
        assert leftovers(tmp_path) == []

    def test_extended_attributes_are_kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        kept = {"user.tags": b"garden", "security.of-the-system": b"x"}
        given: dict[str, bytes] = {}

        def give(_: Path, name: str, value: bytes) -> None:
            if name.startswith("security."):
                raise PermissionError(errno.EPERM, "not yours")
            given[name] = value

        file = put(tmp_path, "a.md", b"old")
        monkeypatch.setattr(os, "listxattr", lambda path: list(kept) if path == file else [])
        monkeypatch.setattr(os, "getxattr", lambda _, name: kept[name])
        monkeypatch.setattr(os, "setxattr", give)
        write_note(tmp_path, "a.md", b"new", expected=sha(b"old"))
        assert given == {"user.tags": b"garden"}
        assert file.read_bytes() == b"new"

    def test_a_file_system_without_extended_attributes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: Path) -> list[str]:
            raise OSError(errno.ENOTSUP, "not supported")

        file = put(tmp_path, "a.md", b"old")
        monkeypatch.setattr(os, "listxattr", refuse)
        write_note(tmp_path, "a.md", b"new", expected=sha(b"old"))
        assert file.read_bytes() == b"new"

    @pytest.mark.parametrize(
        ("there", "expected"),
        [
            pytest.param(b"theirs", sha(b"old"), id="edited"),
            pytest.param(b"theirs", None, id="appeared"),
            pytest.param(None, sha(b"old"), id="removed"),
        ],
    )
    def test_an_edit_that_was_not_read_is_never_lost(
        self, tmp_path: Path, there: bytes | None, expected: str | None
    ) -> None:
        if there is not None:
            put(tmp_path, "a.md", there)
        with pytest.raises(ChangedError, match=r"a\.md changed since it was read"):
            write_note(tmp_path, "a.md", b"ours", expected=expected)
        assert [file.read_bytes() for file in tmp_path.iterdir()] == ([] if there is None else [there])

    def test_an_edit_while_we_write_is_kept(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = put(tmp_path, "a.md", b"old")
        monkeypatch.setattr(os, "fsync", lambda _: file.write_bytes(b"theirs"))
        with pytest.raises(ChangedError):
            write_note(tmp_path, "a.md", b"ours", expected=sha(b"old"))
        assert file.read_bytes() == b"theirs"
        assert leftovers(tmp_path) == []

    def test_a_folder_that_was_moved_away_is_not_made_again(self, tmp_path: Path) -> None:
        with pytest.raises(ChangedError):
            write_note(tmp_path, "Goals/a.md", b"ours", expected=sha(b"old"))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("path", ["../a.md", "out/a.md", "", "."])
    def test_nothing_is_written_outside(self, tmp_path: Path, path: str) -> None:
        vault, outside = tmp_path / "vault", tmp_path / "outside"
        vault.mkdir()
        outside.mkdir()
        (vault / "out").symlink_to(outside)
        with pytest.raises(AimoError, match="outside the vault"):
            write_note(vault, path, b"ours", expected=None)
        assert list(outside.iterdir()) == []

    def test_a_link_is_not_written_through(self, tmp_path: Path) -> None:
        file = put(tmp_path, "a.md", b"old")
        (tmp_path / "b.md").symlink_to("a.md")
        with pytest.raises(AimoError, match=r"b\.md is a link"):
            write_note(tmp_path, "b.md", b"ours", expected=sha(b"old"))
        assert file.read_bytes() == b"old"

    def test_a_vault_behind_a_link_is_a_vault(self, tmp_path: Path) -> None:
        (tmp_path / "real").mkdir()
        (tmp_path / "vault").symlink_to("real")
        write_note(tmp_path / "vault", "a.md", b"ours", expected=None)
        assert (tmp_path / "real/a.md").read_bytes() == b"ours"

    def test_a_write_protected_note_stays(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = put(tmp_path, "a.md", b"old")
        monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write anything
        with pytest.raises(AimoError, match="write-protected"):
            write_note(tmp_path, "a.md", b"ours", expected=sha(b"old"))
        assert file.read_bytes() == b"old"

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (errno.ENOSPC, "the disk is full"),
            (errno.EROFS, "the file system is read-only"),
            (errno.EACCES, "permission was denied"),
            (errno.EIO, "Input/output error"),
        ],
    )
    def test_the_disk_refuses(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
    ) -> None:
        file = put(tmp_path, "a.md", b"old")

        def refuse(_: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "fsync", refuse)
        with pytest.raises(AimoError, match=f"a.md could not be written: {words}"):
            write_note(tmp_path, "a.md", b"ours", expected=sha(b"old"))
        assert file.read_bytes() == b"old"
        assert leftovers(tmp_path) == []

    def test_a_folder_stands_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").mkdir()
        with pytest.raises(AimoError, match="Is a directory"):
            write_note(tmp_path, "a.md", b"ours", expected=None)
