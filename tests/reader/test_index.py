"""What a reader finds in the index that another one kept, and what it does not believe of it."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from aimo_md.errors import AimoError
from aimo_md.reader import Index, Look, Reader
from aimo_md.reader.index import FOLDER
from aimo_md.world.disk import NoteBytes
from tests.looks import JUST_NOW, LONG_AGO, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A vault of a goal, a note of aimo's own, and one in a folder."""
    put(tmp_path, "vault/Goal.md", "---\ntype: goal\n---\n- [ ] Run\n")
    put(tmp_path, "vault/Aimo.md", "---\ntype: aimo-dashboard\n---\n")
    put(tmp_path, "vault/Folder/a.md", "- [ ] Bake\n")
    return tmp_path / "vault"


def index_of(root: Path) -> Index:
    return Index(root.parent / "state", root)


def file_of(root: Path) -> Path:
    return root.parent / "state" / FOLDER / "notes"


def keep(root: Path) -> None:
    """Look at everything, and keep what was read."""
    reader = Reader(root, index_of(root))
    reader.look()
    reader.keep_index()


def looks(root: Path) -> tuple[Look, Look]:
    """What a reader with an index sees, and what one without sees."""
    return Reader(root, index_of(root)).look(), Reader(root).look()


def titles(look: Look) -> list[str]:
    return [f"{task.symbol} {task.title}" for note in look.notes.values() for task in note.tasks]


def write_unseen(root: Path, path: str, text: str) -> None:
    """Change a note so that its stamp stays what it was."""
    before = (root / path).stat()
    (root / path).write_text(text)
    os.utime(root / path, ns=(before.st_atime_ns, before.st_mtime_ns))


def refuse(_: Path) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_note_that_is_as_it_was_is_not_read(root: Path) -> None:
    keep(root)
    write_unseen(root, "Folder/a.md", "- [ ] Cook\n")
    assert sorted(titles(looks(root)[0])) == ["  Bake", "  Run"]


def test_it_tells_which_bytes_a_note_was_read_from(root: Path) -> None:
    keep(root)
    bake, baked = (NoteBytes(path="", data=data).blob.hex() for data in (b"- [ ] Bake\n", b"- [x] Bake\n"))
    reader = Reader(root, index_of(root))
    note = reader.look().notes["Folder/a.md"]
    assert reader.reading_of("Folder/a.md", bake) is note
    assert reader.reading_of("Folder/a.md", baked) is None
    put(root, "Folder/a.md", "- [x] Bake\n", LONG_AGO / 2)
    note = reader.look().notes["Folder/a.md"]
    assert reader.reading_of("Folder/a.md", baked) is note
    (root / "Folder/a.md").unlink()
    reader.look()
    assert reader.reading_of("Folder/a.md", baked) is None


def test_a_reader_that_keeps_nothing_sees_the_same_and_writes_no_index(root: Path) -> None:
    reader = Reader(root, index_of(root), keeps=False)
    assert reader.look() == Reader(root).look()
    reader.keep_index()
    assert not file_of(root).exists()
    keep(root)
    before = file_of(root).read_bytes()
    put(root, "New/c.md", "- [ ] New\n")
    reader = Reader(root, index_of(root), keeps=False)
    assert sorted(titles(reader.look())) == ["  Bake", "  New", "  Run"]
    reader.keep_index()
    assert file_of(root).read_bytes() == before


def test_all_that_changed_since_is_seen(root: Path) -> None:
    put(root, "Gone.md", "- [ ] Gone\n")
    put(root, "Gone too/b.md", "- [ ] Gone too\n")
    keep(root)
    put(root, "Folder/a.md", "- [x] Bake\n", LONG_AGO / 2)
    put(root, "New/c.md", "- [ ] New\n")
    (root / "Gone.md").unlink()
    shutil.rmtree(root / "Gone too")
    with_index, without = looks(root)
    assert with_index == without
    assert sorted(titles(without)) == ["  New", "  Run", "x Bake"]


def test_a_note_that_was_young_is_read_again(root: Path) -> None:
    put(root, "Folder/a.md", "- [ ] Bake\n", JUST_NOW)
    keep(root)
    write_unseen(root, "Folder/a.md", "- [x] Bake\n")
    with_index, without = looks(root)
    assert with_index == without


def test_so_is_one_that_could_not_be_read(root: Path) -> None:
    put(root, "Folder/a.md", "")
    (root / "Folder/a.md").write_bytes(b"\xff")
    keep(root)
    with_index, without = looks(root)
    assert with_index == without
    assert [problem.code for problem in with_index.problems] == ["not-utf8"]


@pytest.mark.parametrize(
    "text",
    ['vault.ignore = ["Folder"]', 'tasks.symbols = { " " = "none" }', "vault.largest_note = 5"],
)
def test_another_config_has_everything_read_anew(root: Path, text: str) -> None:
    keep(root)
    put(root, "aimo.toml", text)
    with_index, without = looks(root)
    assert with_index == without


def test_an_index_is_kept_for_the_config_by_which_the_notes_were_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(root, index_of(root))
    reader.look()
    put(root, "aimo.toml", 'tasks.symbols = { " " = "none" }')
    with monkeypatch.context() as refused:
        refused.setattr(os, "scandir", refuse)
        with pytest.raises(AimoError):
            reader.look()
    reader.keep_index()
    with_index, without = looks(root)
    assert with_index == without


def test_what_makes_no_difference_to_reading_does_not(root: Path) -> None:
    keep(root)
    write_unseen(root, "Folder/a.md", "- [ ] Cook\n")
    put(root, "aimo.toml", 'git.commit = "off"\nvault.writer = "laptop"')
    assert "  Bake" in titles(looks(root)[0])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut off"),
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="one bit"),
        pytest.param(lambda data: data + b"more", id="longer"),
        pytest.param(lambda _: b"something else", id="foreign"),
    ],
)
def test_a_damaged_index_is_told_of_and_not_believed(root: Path, damage: Callable[[bytes], bytes]) -> None:
    keep(root)
    write_unseen(root, "Folder/a.md", "- [ ] Cook\n")
    file_of(root).write_bytes(damage(file_of(root).read_bytes()))
    index = index_of(root)
    assert Reader(root, index).look() == Reader(root).look()
    assert "read anew" in index.remark


def test_an_index_that_was_written_by_another_reader_is_not_believed(root: Path) -> None:
    keep(root)
    reader = Reader(root)
    known = index_of(root).load(reader.config)
    assert known is not None
    index_of(root).store(replace(known, readings=b"\x91\x01"), reader.config)
    index = index_of(root)
    assert Reader(root, index).look() == reader.look()
    assert "read anew" in index.remark


def test_a_folder_that_took_the_vaults_place_is_another_vault(root: Path) -> None:
    keep(root)
    shutil.copytree(root, root.parent / "copy")
    root.rename(root.parent / "old")
    (root.parent / "copy").rename(root)
    index = index_of(root)
    assert index.load(Reader(root).config) is None


def test_only_its_owner_can_read_it(root: Path) -> None:
    keep(root)
    assert file_of(root).stat().st_mode & 0o777 == 0o600
    assert file_of(root).parent.stat().st_mode & 0o777 == 0o700


def test_nothing_is_written_where_nothing_changed(root: Path) -> None:
    keep(root)
    before = file_of(root).stat().st_mtime_ns
    keep(root)
    assert file_of(root).stat().st_mtime_ns == before


def test_without_an_index_all_is_read(root: Path) -> None:
    keep(root)
    shutil.rmtree(root.parent / "state")
    index = index_of(root)
    assert Reader(root, index).look() == Reader(root).look()
    assert index.remark == ""


def test_a_place_where_nothing_can_be_kept_costs_only_time(root: Path) -> None:
    (root.parent / "state").write_text("no folder")
    keep(root)
    with_index, without = looks(root)
    assert with_index == without
