"""The past of real repositories: which states there were, on which days, and what the notes held."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from aimo_md.errors import GitError
from aimo_md.world.disk import NoteBytes
from aimo_md.world.git import init_repository, open_repository
from aimo_md.world.git.past import PastNotes, day_states, past_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aimo_md.world.git.past import DayState

NOON = "2026-11-02T12:00:00+00:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    init_repository(tmp_path)
    git(tmp_path, "symbolic-ref", "HEAD", "refs/heads/main")
    git(tmp_path, "config", "core.fsync", "none")  # a test need not outlive a power cut
    return tmp_path


def git(root: Path, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, **(env or {})})
    return done.stdout.decode().strip()


def commit(root: Path, when: str, *options: str, **notes: str | None) -> str:
    """Commit notes by their names (`Sub__a` is `Sub/a.md`); None removes one. Committed late in 2026."""
    for name, text in notes.items():
        file = root / f"{name.replace('__', '/')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text)
    git(root, "add", "--all")
    late = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": "2026-12-24T12:00:00+00:00"}
    git(root, "commit", "--quiet", "--allow-empty", "-m", "x", *options, env=late)
    return git(root, "rev-parse", "HEAD")


def past(root: Path, folder: str = "") -> PastNotes:
    repository = open_repository(root / folder)
    assert repository is not None
    return past_of(repository)


def states(root: Path, folder: str = "") -> list[DayState]:
    commits = past(root, folder).commits()
    assert commits is not None
    return list(day_states(commits, UTC))


def held(root: Path, folder: str = "") -> list[tuple[str, dict[str, str]]]:
    """The states in short: the day, and what each note held."""
    there = past(root, folder)
    return [
        (
            state.day.isoformat(),
            {path: there.contents([blob])[blob].decode() for path, blob in state.blobs.items()},
        )
        for state in states(root, folder)
    ]


class TestStates:
    def test_none_yet(self, root: Path) -> None:
        there = past(root)
        assert there.head() is None
        assert there.commits() == ()
        assert there.commits(after="0" * 40) is None
        assert states(root) == []

    def test_one_for_each_day_with_what_it_ended_with(self, root: Path) -> None:
        commit(root, "2026-11-01T09:00:00+00:00", a="1", b="1")
        commit(root, "2026-11-02T09:00:00+00:00", a="2")
        last = commit(root, "2026-11-02T21:00:00+00:00", a="3", b=None, Sub__c="3")
        (root / "picture.png").write_text("no note")
        commit(root, "2026-11-05T09:00:00+00:00")
        assert held(root) == [
            ("2026-11-01", {"a.md": "1", "b.md": "1"}),
            ("2026-11-02", {"a.md": "3", "Sub/c.md": "3"}),
        ]
        assert states(root)[-1].commit == last

    def test_days_never_go_back(self, root: Path) -> None:
        commit(root, "2026-11-03T12:00:00+00:00", a="1")
        commit(root, "2026-11-01T12:00:00+00:00", b="1")
        commit(root, "2026-11-04T12:00:00+00:00", b="2")
        assert [state.day.day for state in states(root)] == [3, 4]

    def test_days_are_those_of_the_zone(self, root: Path) -> None:
        commit(root, "2026-11-01T23:30:00+00:00", a="1")
        [only] = past(root).commits() or ()
        assert only.day(UTC) == date(2026, 11, 1)
        assert only.day(ZoneInfo("Europe/Berlin")) == date(2026, 11, 2)
        assert only.day(None) == datetime(2026, 11, 1, 23, 30, tzinfo=UTC).astimezone().date()

    def test_a_note_made_and_changed_on_one_day(self, root: Path) -> None:
        commit(root, NOON, a="1")
        commit(root, NOON, b="1")
        commit(root, NOON, b="2")
        commit(root, NOON, b="3")
        assert held(root) == [
            ("2026-11-02", {"a.md": "1", "b.md": "1"}),
            ("2026-11-02", {"a.md": "1", "b.md": "3"}),
        ]

    def test_a_merge_counts_when_it_was_made(self, root: Path) -> None:
        commit(root, "2026-11-01T12:00:00+00:00", a="1")
        git(root, "checkout", "--quiet", "-b", "side")
        side = commit(root, "2026-11-02T12:00:00+00:00", side="1")
        git(root, "checkout", "--quiet", "main")
        commit(root, "2026-11-03T12:00:00+00:00", a="2")
        dates = {"GIT_AUTHOR_DATE": "2026-11-04T12:00:00+00:00"}
        git(root, "config", "log.diffMerges", "combined")
        git(root, "merge", "--quiet", "--no-edit", "side", env=dates)
        assert held(root) == [
            ("2026-11-01", {"a.md": "1"}),
            ("2026-11-03", {"a.md": "2"}),
            ("2026-11-04", {"a.md": "2", "side.md": "1"}),
        ]
        assert past(root).commits(after=side) is None

    def test_only_the_vaults_own_folder(self, root: Path) -> None:
        commit(root, "2026-11-01T12:00:00+00:00", a="1", Vault__a="1", Vault__Sub__b="1")
        commit(root, "2026-11-02T12:00:00+00:00", a="2")
        commit(root, "2026-11-03T12:00:00+00:00", Vault__a="2")
        assert held(root, "Vault") == [
            ("2026-11-01", {"a.md": "1", "Sub/b.md": "1"}),
            ("2026-11-03", {"a.md": "2", "Sub/b.md": "1"}),
        ]

    def test_names_and_links(self, root: Path) -> None:
        (root / "linked.md").symlink_to("집.md")
        (root / ":odd name\n.md").write_text("odd")
        commit(root, NOON, 집="1")
        (root / "집.md").unlink()
        (root / "집.md").symlink_to("elsewhere.md")
        commit(root, "2026-11-03T12:00:00+00:00")
        assert held(root) == [
            ("2026-11-02", {":odd name\n.md": "odd", "집.md": "1"}),
            ("2026-11-03", {":odd name\n.md": "odd"}),
        ]

    @pytest.mark.parametrize(
        ("author", "expected"),
        [
            pytest.param("A <a@example.org> 99999999999999 +0000", date(9999, 1, 1), id="past the calendar"),
            pytest.param("A <a@example.org>", date(1970, 1, 1), id="no date"),
        ],
    )
    def test_a_commit_of_another_tool(self, root: Path, author: str, expected: date) -> None:
        tree = git(root, "mktree")
        raw = f"tree {tree}\nauthor {author}\ncommitter A <a@example.org> 1 +0000\n\nx\n"
        (root / "raw").write_text(raw)
        made = git(root, "hash-object", "-t", "commit", "-w", "--literally", "raw")
        git(root, "update-ref", "HEAD", made)
        [only] = past(root).commits() or ()
        assert only.day(UTC) == expected


class TestGoingOn:
    def test_after_a_commit(self, root: Path) -> None:
        first = commit(root, "2026-11-01T12:00:00+00:00", a="1")
        commit(root, "2026-11-02T12:00:00+00:00")
        commit(root, "2026-11-03T12:00:00+00:00", a="2", b="2")
        there = past(root)
        begin, end = states(root)
        assert begin.commit == first
        assert begin.blobs == there.blobs(first)
        commits = there.commits(after=first)
        assert commits is not None
        assert len(commits) == 2
        assert list(day_states(commits, UTC, begin)) == [end]
        assert there.commits(after=end.commit) == ()

    @pytest.mark.parametrize("prune", [False, True], ids=["there", "pruned"])
    def test_after_a_commit_that_history_lost(self, root: Path, *, prune: bool) -> None:
        commit(root, "2026-11-01T12:00:00+00:00", a="1")
        lost = commit(root, "2026-11-02T12:00:00+00:00", a="2")
        commit(root, "2026-11-02T12:00:00+00:00", "--amend", a="3")
        if prune:
            git(root, "reflog", "expire", "--expire=now", "--all")
            git(root, "gc", "--quiet", "--prune=now")
        assert past(root).commits(after=lost) is None

    def test_after_a_commit_that_was_taken_back(self, root: Path) -> None:
        commit(root, "2026-11-01T12:00:00+00:00", a="1")
        lost = commit(root, "2026-11-02T12:00:00+00:00", a="2")
        git(root, "reset", "--quiet", "--hard", "HEAD^")
        assert past(root).commits(after=lost) is None


class TestContents:
    def test_each_once_and_none_that_is_not_there(self, root: Path) -> None:
        (root / "picture.png").write_text("no note")
        commit(root, NOON, a="same", b="same", c="", d="two\n\nlines\n")
        there = past(root)
        blobs = there.blobs("HEAD")
        found = there.contents([*blobs.values(), "0" * 40])
        assert {path: found[blob] for path, blob in blobs.items()} == {
            "a.md": b"same",
            "b.md": b"same",
            "c.md": b"",
            "d.md": b"two\n\nlines\n",
        }
        assert len(found) == 3
        assert there.contents(()) == {}

    def test_no_such_commit(self, root: Path) -> None:
        with pytest.raises(GitError):
            past(root).blobs("0" * 40)


@pytest.mark.parametrize("data", [b"", b"- [ ] a\n", "한글\r\n".encode(), b"\x00\xff"])
def test_bytes_have_the_name_that_git_gives_them(root: Path, data: bytes) -> None:
    (root / "a.md").write_bytes(data)
    assert NoteBytes(path="a.md", data=data).blob.hex() == git(root, "hash-object", "--no-filters", "a.md")
