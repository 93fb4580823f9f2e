"""A look at what the hints name finds what a look at everything finds, whatever happens in the folder."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from aimo_md.reader import Index, Look, Reader, reader
from aimo_md.text.note_paths import locked_note
from tests.examples import tried_on

FOLDERS = ("", "a", "a/b", "b.md", "Old", ".hidden")
NAMES = ("x.md", "y.md", "Aimo.md", "b.md", "picture.png", "x.sync-conflict-20261120-101112-ABCDEF.md")
TEXTS = (
    b"",
    b"- [ ] Bake\n",
    b"- [x] Bake\n",
    b"---\ntype: goal\n---\n- [ ] Run\n",
    b"\xff",
    b"- [ ] long\n" * 20,
)
LARGEST = 100

folders = st.sampled_from(FOLDERS)
paths = st.builds(lambda folder, name: f"{folder}/{name}".strip("/"), folders, st.sampled_from(NAMES))
texts = st.sampled_from(TEXTS)
LOCKS = (".x.md.swp", ".#Aimo.md", ".~lock.y.md#")


class Hinted(RuleBasedStateMachine):
    """A folder in which things happen, and two readers: one is told where, the other looks everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.root = self.home / "vault"
        self.root.mkdir()
        (self.home / "outside").mkdir()
        self.configure("")
        self.hinted, self.thorough = Reader(self.root), Reader(self.root)
        self.hints: set[str] = set()
        self.clock = time.time_ns() - 3_600_000_000_000
        self.patience = 1
        self.seen = self.hinted.look()
        self.thorough.look()

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def configure(self, ignore: str) -> None:
        text = f"[vault]\nlargest_note = {LARGEST}\nignore = [{ignore}]\n"
        (self.root / "aimo.toml").write_text(text)

    def is_free(self, path: str) -> bool:
        """Whether nothing is there, in a folder that is there and no link."""
        return self.is_real(path) and not os.path.lexists(self.root / path)

    def is_real(self, path: str) -> bool:
        """Whether the folders on the way are there, and none of them is a link."""
        return all(map(_is_folder, (self.root / path).parents[: path.count("/") + 1]))

    def put(self, path: str, data: bytes, *, young: bool = False) -> None:
        file = self.root / path
        around = file.parents[: path.count("/")]
        if (
            file.is_dir()
            or file.is_symlink()
            or any(os.path.lexists(each) and not _is_folder(each) for each in around)
        ):
            return
        new = [each for each in around if not each.exists()]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self.clock += 1_000_000
        if not young:
            os.utime(file, ns=(self.clock, self.clock))
        self.hint(*([new[-1].relative_to(self.root).as_posix()] if new else []), path)

    def hint(self, *changed: str) -> None:
        """Say what the watcher would say."""
        for path in changed:
            folder, _, name = path.rpartition("/")
            self.hints.add(f"{folder}/{locked_note(name) or name}".strip("/"))

    @rule(path=paths, data=texts, young=st.booleans())
    def write(self, path: str, data: bytes, young: bool) -> None:  # noqa: FBT001 (hypothesis names them)
        self.put(path, data, young=young)

    @rule(path=paths, data=texts)
    def write_in_the_same_moment(self, path: str, data: bytes) -> None:
        self.put(path, b"- [ ] one\n", young=True)
        self.put(path, data, young=True)

    @rule(path=paths, data=texts)
    def save_by_a_temporary_file(self, path: str, data: bytes) -> None:
        file = self.root / path
        if file.is_file() and not file.is_symlink() and self.is_real(path):
            temporary = file.with_name(".save.tmp")
            temporary.write_bytes(data)
            temporary.replace(file)
            self.hint(path)

    @rule(path=paths)
    def remove(self, path: str) -> None:
        file = self.root / path
        if self.is_real(path) and (file.is_file() or file.is_symlink()):
            file.unlink()
            self.hint(path)

    @rule(folder=folders.filter(bool))
    def remove_folder(self, folder: str) -> None:
        if self.is_real(folder) and _is_folder(self.root / folder):
            shutil.rmtree(self.root / folder)
            self.hint(folder)

    @rule(old=st.one_of(paths, folders.filter(bool)), new=st.one_of(paths, folders.filter(bool)))
    def move(self, old: str, new: str) -> None:
        source, target = self.root / old, self.root / new
        inside = new == old or new.startswith(f"{old}/")
        if self.is_real(old) and os.path.lexists(source) and not inside and self.is_free(new):
            source.rename(target)
            self.hint(old, new)

    @rule(folder=folders, lock=st.sampled_from(LOCKS))
    def open_or_close(self, folder: str, lock: str) -> None:
        place = self.root / folder / lock
        if not self.is_real(f"{folder}/{lock}".strip("/")):
            return
        if place.is_symlink():
            place.unlink()
        else:
            place.symlink_to("anna@laptop.4711")
        self.hint(f"{folder}/{lock}".strip("/"))

    @rule(path=paths, leads_to=st.sampled_from(["../outside", "a", "nowhere.md"]))
    def link(self, path: str, leads_to: str) -> None:
        place = self.root / path
        if self.is_free(path):
            place.symlink_to(self.root / leads_to)
            self.hint(path)

    @rule(ignore=st.sampled_from(["", '"Old"', '"a/b"', '"x.md"']))
    def ignore(self, ignore: str) -> None:
        self.configure(ignore)

    @initialize(patience=st.integers(1, 5))
    def be_patient(self, patience: int) -> None:
        """How much must have happened before anyone looks."""
        self.patience = patience

    @invariant()
    def look_now_and_then(self) -> None:
        if len(self.hints) >= self.patience:
            self.look()

    @rule()
    def look(self) -> None:
        before = self.seen.notes
        self.seen = self.hinted.look(self.hints)
        self.hints.clear()
        assert replace(self.seen, changed=None) == replace(self.thorough.look(), changed=None)
        now = self.seen.notes
        others = {path for path in {*before, *now} if before.get(path) != now.get(path)}
        assert self.seen.changed in {None, frozenset(others)}

    @rule()
    def compare_with_a_first_look(self) -> None:
        """Where nothing is kept from earlier, a reader that has never looked finds the same."""
        self.look()
        self.compare(self.seen, Reader(self.root).look())

    @rule()
    def start_again(self) -> None:
        """What an index was kept of, some time ago, is looked at by another reader."""
        index = Index(self.home / "state", self.root)
        self.compare(Reader(self.root, index).look(), Reader(self.root).look())

    @rule()
    def keep_an_index(self) -> None:
        reader = Reader(self.root, Index(self.home / "state", self.root))
        reader.look()
        reader.keep_index()

    def compare(self, seen: Look, fresh: Look) -> None:
        emptied = {path for path in fresh.notes if not (self.root / path).stat().st_size}
        if not fresh.problems:
            assert seen.notes.keys() == fresh.notes.keys()
            assert all(seen.notes[path] == fresh.notes[path] for path in fresh.notes.keys() - emptied)
            assert seen.open == fresh.open


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


@pytest.fixture(autouse=True)
def _all_that_is_hinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault of a few notes is otherwise looked at as a whole."""
    monkeypatch.setattr(reader, "_SHARE", 0)


TestHinted = Hinted.TestCase
TestHinted.settings = settings(tried_on(40), stateful_step_count=30, deadline=None)
