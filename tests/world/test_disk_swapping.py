"""Putting a file in another one's place while somebody else writes there, too."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import ChangedError
from aimo_md.world.disk import clear_away, scan, write_note
from tests.world.test_disk import LARGEST, leftovers, put, sha

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def before_the_swap(work: Callable[[], object]) -> Callable[..., None]:
    """`os.replace`, with something done at the last moment before it."""
    replace = os.replace

    def working(*arguments: str) -> None:
        work()
        replace(*arguments)

    return working


def after_the_swap(work: Callable[[], object]) -> Callable[[int], None]:
    """`os.fsync`, with something done once the names are made durable."""
    calls: list[int] = []

    def working(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:  # the first is that of the new bytes
            work()

    return working


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)


def test_what_is_written_into_the_old_file_stands_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.md", b"old\n")
    with file.open("ab", buffering=0) as editor:
        monkeypatch.setattr(os, "fsync", after_the_swap(lambda: editor.write(b"theirs\n")))
        with pytest.raises(ChangedError, match=r"a\.md changed since it was read"):
            write_note(tmp_path, "a.md", b"ours\n", expected=sha(b"old\n"))
        editor.write(b"more of theirs\n")
    assert file.read_bytes() == b"old\ntheirs\nmore of theirs\n"
    assert leftovers(tmp_path) == []


def test_what_is_written_at_the_last_moment_stands_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.md", b"old\n")
    monkeypatch.setattr(os, "replace", before_the_swap(lambda: file.write_bytes(b"theirs\n")))
    with pytest.raises(ChangedError):
        write_note(tmp_path, "a.md", b"ours\n", expected=sha(b"old\n"))
    assert file.read_bytes() == b"theirs\n"


def test_a_file_that_is_saved_once_more_is_the_one_that_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.md", b"old\n")

    def save() -> None:
        with editor:
            editor.write(b"theirs\n")
        put(tmp_path, "saved", b"newer\n").replace(file)

    editor = file.open("ab", buffering=0)
    monkeypatch.setattr(os, "fsync", after_the_swap(save))
    with pytest.raises(ChangedError):
        write_note(tmp_path, "a.md", b"ours\n", expected=sha(b"old\n"))
    assert file.read_bytes() == b"newer\n"


def test_a_file_that_is_replaced_while_it_gets_its_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.md", b"old\n")
    link = os.link

    def linking(source: Path, name: Path) -> None:
        link(source, name)
        put(tmp_path, "saved", b"theirs\n").replace(file)

    monkeypatch.setattr(os, "link", linking)
    with pytest.raises(ChangedError):
        write_note(tmp_path, "a.md", b"ours\n", expected=sha(b"old\n"))
    assert file.read_bytes() == b"theirs\n"
    assert leftovers(tmp_path) == []


def test_a_file_that_goes_at_the_last_moment_stays_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "a.md", b"old\n")
    monkeypatch.setattr(os, "fsync", lambda _: file.unlink())
    with pytest.raises(ChangedError):
        write_note(tmp_path, "a.md", b"ours\n", expected=sha(b"old\n"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_comes_at_the_last_moment_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: put(tmp_path, "a.md", b"theirs\n"))
    with pytest.raises(ChangedError):
        write_note(tmp_path, "a.md", b"ours\n", expected=None)
    assert (tmp_path / "a.md").read_bytes() == b"theirs\n"
    assert leftovers(tmp_path) == []


class TestWithoutLinks:
    """On a file system that gives a file one name only, such as that of a memory card."""

    @pytest.mark.parametrize("old", [pytest.param(b"old\n", id="there"), pytest.param(None, id="new")])
    def test_notes_are_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None
    ) -> None:
        if old is not None:
            put(tmp_path, "a.md", old)
        without_links(monkeypatch)
        write_note(tmp_path, "a.md", b"ours\n", expected=None if old is None else sha(old))
        assert (tmp_path / "a.md").read_bytes() == b"ours\n"
        assert leftovers(tmp_path) == []

    @pytest.mark.parametrize("old", [pytest.param(b"old\n", id="there"), pytest.param(None, id="new")])
    def test_what_was_saved_meanwhile_is_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bytes | None
    ) -> None:
        if old is not None:
            put(tmp_path, "a.md", old)
        without_links(monkeypatch)
        monkeypatch.setattr(os, "fsync", lambda _: put(tmp_path, "a.md", b"theirs\n"))
        with pytest.raises(ChangedError):
            write_note(tmp_path, "a.md", b"ours\n", expected=None if old is None else sha(old))
        assert (tmp_path / "a.md").read_bytes() == b"theirs\n"


def test_what_a_crash_left_is_found_and_cleared_away(tmp_path: Path) -> None:
    names = [".aimo-0123456789ab.tmp", "Goals/.aimo-0123456789ab.old.tmp"]
    for name in (*names, ".aimo-notes.tmp", "a.tmp"):
        put(tmp_path, name)
    left = scan(tmp_path, largest=LARGEST).left
    assert sorted(left) == names
    clear_away(tmp_path, (*left, "was never there.tmp"))
    assert sorted(leftovers(tmp_path)) == [".aimo-notes.tmp", "a.tmp"]
