"""Which paths are those of notes, and that the disk agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.text.note_paths import is_note, locked_note
from aimo_md.world import disk

if TYPE_CHECKING:
    from pathlib import Path

IGNORE = ("Templates", "*.draft.md", "/Work/Old/", "Work/*/secret.md")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("a.md", True, id="at the top"),
        pytest.param("Deep/er/집.md", True, id="in folders"),
        pytest.param("a.txt", False, id="no note"),
        pytest.param(".hidden.md", False, id="hidden"),
        pytest.param(".trash/a.md", False, id="in a hidden folder"),
        pytest.param("Templates/a.md", False, id="a folder by name"),
        pytest.param("Deep/Templates/er/a.md", False, id="a folder by name, anywhere"),
        pytest.param("Deep/a.draft.md", False, id="a file by name"),
        pytest.param("Work/Old/a.md", False, id="a folder by path"),
        pytest.param("Deep/Work/Old/a.md", True, id="that folder elsewhere"),
        pytest.param("Work/Now/secret.md", False, id="a file by path"),
        pytest.param("a.sync-conflict-20261120-101112-ABCDEF.md", False, id="left by Syncthing"),
        pytest.param("a (Anna's conflicted copy 2026-11-20).md", False, id="left by Dropbox"),
        pytest.param("a (conflict from phone 2026-11-20-101112).md", False, id="left by another tool"),
        pytest.param("Poland (conflict of 1939).md", True, id="a note about a conflict"),
        pytest.param("b.conflict.md/a.md", True, id="only the file's own name is that of a copy"),
    ],
)
def test_the_disk_agrees(tmp_path: Path, path: str, *, expected: bool) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("")
    assert is_note(path, IGNORE) is expected
    assert list(disk.scan(tmp_path, ignore=IGNORE, largest=9).changed) == [path] * expected


def test_a_name_with_other_bytes_than_utf8_is_no_note() -> None:
    assert not is_note("caf\udce9.md", ())


@pytest.mark.parametrize(
    ("name", "note"),
    [
        pytest.param(".a b.md.swp", "a b.md", id="vim"),
        pytest.param(".a.md.swo", "a.md", id="vim, a second time"),
        pytest.param(".#a.md", "a.md", id="Emacs"),
        pytest.param(".~lock.a.md#", "a.md", id="LibreOffice"),
        pytest.param(".a.txt.swp", None, id="no note"),
        pytest.param(".swp", None, id="of a buffer without a name"),
        pytest.param("a.md", None, id="the note itself"),
        pytest.param(".a.md.tmp", None, id="a temporary file"),
    ],
)
def test_which_note_is_open_in_an_editor(name: str, note: str | None) -> None:
    assert locked_note(name) == note
