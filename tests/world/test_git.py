"""Real repositories: what changed, commits of just that, and the past."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from aimo_md.errors import GitError
from aimo_md.world.git import Repository, init_repository, open_repository

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str, fine: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    assert done.returncode in fine, done.stderr
    return done.stdout.decode().strip()


def put(root: Path, path: str, text: str = "- [ ] a\n") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def opened(vault: Path) -> Repository:
    repository = open_repository(vault)
    assert repository is not None
    return repository


def files_of_head(vault: Path) -> list[str]:
    return git(vault, "-c", "core.quotePath=false", "show", "--name-only", "--format=", "HEAD").splitlines()


def staged(vault: Path) -> list[str]:
    return git(vault, "diff", "--cached", "--name-only").splitlines()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A repository with a user, a first commit of `a.md` and `b.md`."""
    root = tmp_path / "vault"
    root.mkdir()
    init_repository(root)
    git(root, "config", "user.name", "Anna")
    git(root, "config", "user.email", "anna@example.org")
    git(root, "config", "core.fsync", "none")  # a test need not outlive a power cut
    put(root, "a.md", "a\n")
    put(root, "b.md", "b\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    return root


class TestOpen:
    def test_no_repository(self, tmp_path: Path) -> None:
        assert open_repository(tmp_path) is None
        assert open_repository(tmp_path / "not there") is None

    def test_init_twice(self, tmp_path: Path) -> None:
        init_repository(tmp_path)
        init_repository(tmp_path)
        assert opened(tmp_path).changed() == ()

    def test_a_bare_repository_has_no_notes(self, tmp_path: Path) -> None:
        git(tmp_path, "init", "--bare", "--quiet")
        assert open_repository(tmp_path) is None

    def test_a_vault_that_the_repository_around_it_ignores(self, vault: Path) -> None:
        put(vault, ".gitignore", "Private/\n")
        put(vault, "Private/a.md")
        assert open_repository(vault / "Private") is None

    @pytest.mark.parametrize("name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
    def test_an_environment_that_points_elsewhere(
        self, vault: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setenv(name, "elsewhere")
        with pytest.raises(GitError, match=f"{name} would lead git away"):
            open_repository(vault)

    def test_without_git(self, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repository = opened(vault)
        monkeypatch.setenv("PATH", str(tmp_path / "no programs here"))
        with pytest.raises(GitError, match="git is not installed"):
            open_repository(vault)
        with pytest.raises(GitError, match="git is not installed"):
            repository.changed()

    def test_an_old_git(self, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fake = tmp_path / "bin/git"
        put(tmp_path, "bin/git", "#!/bin/sh\necho git version 2.25.1\n")
        fake.chmod(0o755)
        monkeypatch.setenv("PATH", str(fake.parent))
        with pytest.raises(GitError, match=r"git 2\.25\.1 is too old"):
            open_repository(vault)


class TestChanged:
    def test_every_way_to_differ(self, vault: Path) -> None:
        put(vault, "a.md", "changed\n")
        (vault / "b.md").rename(vault / "Renamed note ü.md")
        put(vault, "New/[x]*.md")
        put(vault, "staged.md")
        git(vault, "add", "staged.md")
        assert opened(vault).changed() == ("New/[x]*.md", "Renamed note ü.md", "a.md", "b.md", "staged.md")

    @pytest.mark.parametrize("path", [".obsidian/x.md", "Goals/.trash/x.md", ".x.md", "x.png", "ignored.md"])
    def test_what_never_counts(self, vault: Path, path: str) -> None:
        put(vault, ".gitignore", "ignored.md\n")
        put(vault, path)
        assert opened(vault).changed() == ()

    def test_a_rename_in_the_index_is_two_paths(self, vault: Path) -> None:
        git(vault, "mv", "a.md", "c.md")
        assert opened(vault).changed() == ("a.md", "c.md")

    def test_a_note_that_the_user_takes_out_of_git_stays_out(self, vault: Path) -> None:
        git(vault, "rm", "--cached", "--quiet", "a.md")
        repository = opened(vault)
        assert repository.changed() == ()
        assert repository.commit(["a.md"], "x") == ""
        assert staged(vault) == ["a.md"]

    def test_staged_and_then_taken_back_is_no_change(self, vault: Path) -> None:
        put(vault, "a.md", "changed\n")
        put(vault, "b.md", "changed\n")
        put(vault, "new.md")
        git(vault, "add", ".")
        put(vault, "a.md", "a\n")
        put(vault, "b.md", "changed again\n")
        (vault / "new.md").unlink()
        assert opened(vault).changed() == ("b.md",)

    def test_before_the_first_commit(self, tmp_path: Path) -> None:
        init_repository(tmp_path)
        put(tmp_path, "a.md")
        put(tmp_path, "b.md")
        git(tmp_path, "add", "a.md")
        put(tmp_path, "a.md", "changed\n")
        assert opened(tmp_path).changed() == ("a.md", "b.md")

    def test_git_lock_is_not_needed_to_look(self, vault: Path) -> None:
        put(vault, "a.md", "changed\n")
        put(vault, ".git/index.lock", "")
        assert opened(vault).changed() == ("a.md",)


class TestCommit:
    def test_only_the_named_paths(self, vault: Path) -> None:
        put(vault, "a.md", "changed\n")
        put(vault, "new ü.md")
        put(vault, "other.md")
        commit = opened(vault).commit(
            ["a.md", "new ü.md", "unknown.md"], "Goals: 2 notes\n\n# not a comment\n"
        )
        assert commit == git(vault, "rev-parse", "HEAD")
        assert files_of_head(vault) == ["a.md", "new ü.md"]
        assert git(vault, "log", "-1", "--format=%B|%an <%ae>") == (
            "Goals: 2 notes\n\n# not a comment\n|Anna <anna@example.org>"
        )
        assert git(vault, "status", "--porcelain") == "?? other.md"

    def test_what_the_user_has_staged_stays_staged(self, vault: Path) -> None:
        put(vault, "b.md", "half of an idea\n")
        put(vault, "draft.md")
        git(vault, "add", "b.md", "draft.md")
        put(vault, "b.md", "another half\n")
        put(vault, "a.md", "changed\n")
        opened(vault).commit(["a.md"], "x")
        assert files_of_head(vault) == ["a.md"]
        assert staged(vault) == ["b.md", "draft.md"]
        assert git(vault, "show", ":b.md") == "half of an idea"

    def test_a_deleted_note(self, vault: Path) -> None:
        (vault / "a.md").unlink()
        assert opened(vault).commit(["a.md"], "x")
        assert git(vault, "ls-files") == "b.md"

    def test_a_name_that_looks_like_a_pattern(self, vault: Path) -> None:
        put(vault, "[ab].md")
        put(vault, "a.md", "changed\n")
        put(vault, ":(top)b.md")
        repository = opened(vault)
        repository.commit(["[ab].md", ":(top)b.md"], "x")
        assert files_of_head(vault) == [":(top)b.md", "[ab].md"]

    def test_nothing_to_commit(self, vault: Path) -> None:
        before = git(vault, "rev-parse", "HEAD")
        assert opened(vault).commit(["a.md"], "x") == ""
        assert opened(vault).commit([], "x") == ""
        assert git(vault, "rev-parse", "HEAD") == before

    def test_the_first_commit_with_a_date_and_without_a_user(self, tmp_path: Path) -> None:
        init_repository(tmp_path)
        put(tmp_path, "a.md")
        when = datetime(2026, 9, 28, 8, 30, tzinfo=ZoneInfo("Asia/Seoul"))
        assert opened(tmp_path).commit(["a.md"], "x", when=when)
        assert git(tmp_path, "log", "--format=%an <%ae> %aI %cI") == (
            "aimo <aimo@localhost> 2026-09-28T08:30:00+09:00 2026-09-28T08:30:00+09:00"
        )
        assert git(tmp_path, "config", "--get-regexp", "^user", fine=(1,)) == ""

    def test_a_user_with_a_name_only(self, tmp_path: Path) -> None:
        init_repository(tmp_path)
        git(tmp_path, "config", "user.name", "Anna")
        put(tmp_path, "a.md")
        opened(tmp_path).commit(["a.md"], "x")
        assert git(tmp_path, "log", "--format=%an <%ae>") == "Anna <aimo@localhost>"

    def test_more_paths_than_a_command_line_holds(self, vault: Path) -> None:
        names = [f"{'long' * 50} {number}.md" for number in range(700)]
        for name in names:
            put(vault, name)
        soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
        resource.setrlimit(resource.RLIMIT_STACK, (512 * 1024, hard))  # Linux gives a quarter to arguments
        try:
            opened(vault).commit(names, "x")
        finally:
            resource.setrlimit(resource.RLIMIT_STACK, (soft, hard))
        assert sorted(files_of_head(vault)) == sorted(names)

    def test_a_vault_in_a_folder_of_the_repository(self, vault: Path) -> None:
        put(vault, "a.md", "changed\n")
        put(vault, "Notes/a.md")
        put(vault, "Notes/Goals/b.md")
        put(vault, "Notes 2/c.md")
        inner = opened(vault / "Notes")
        assert inner.changed() == ("Goals/b.md", "a.md")
        inner.commit(["a.md", "Goals/b.md"], "x")
        assert files_of_head(vault) == ["Notes/Goals/b.md", "Notes/a.md"]
        assert inner.show("a.md") == b"- [ ] a\n"
        assert set(inner.first_commit_days(UTC)) == {"Goals/b.md", "a.md"}

    def test_a_linked_work_tree(self, vault: Path, tmp_path: Path) -> None:
        git(vault, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
        put(tmp_path / "tree", "a.md", "changed\n")
        repository = opened(tmp_path / "tree")
        assert repository.commit(repository.changed(), "x") == git(vault, "rev-parse", "other")

    def test_a_vault_that_went_away_is_not_mistaken_for_the_current_folder(
        self, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository = opened(vault)
        other = tmp_path / "other"
        other.mkdir()
        init_repository(other)
        put(other, "secret.md")
        monkeypatch.chdir(other)
        vault.rename(tmp_path / "moved")
        with pytest.raises(GitError, match="cannot change to"):
            repository.changed()


class TestRefusals:
    def test_a_hook_refuses_and_nothing_stays_behind(self, vault: Path) -> None:
        put(
            vault,
            ".git/hooks/pre-commit",
            "#!/bin/sh\necho no: https://anna:hunter2@example.org >&2\nexit 1\n",
        )
        (vault / ".git/hooks/pre-commit").chmod(0o755)
        put(vault, "new.md")
        with pytest.raises(GitError, match=r"no: https://example\.org"):
            opened(vault).commit(["new.md"], "x")
        assert git(vault, "status", "--porcelain") == "?? new.md"

    def test_hooks_run(self, vault: Path) -> None:
        put(vault, ".git/hooks/commit-msg", '#!/bin/sh\necho "Signed" >> "$1"\n')
        (vault / ".git/hooks/commit-msg").chmod(0o755)
        put(vault, "a.md", "changed\n")
        opened(vault).commit(["a.md"], "x")
        assert git(vault, "log", "-1", "--format=%B") == "x\nSigned"

    def test_a_hook_that_waits_for_ever_is_stopped(self, vault: Path) -> None:
        put(vault, ".git/hooks/pre-commit", "#!/bin/sh\nsleep 600\n")
        (vault / ".git/hooks/pre-commit").chmod(0o755)
        put(vault, "new.md")
        repository = open_repository(vault, timeout=0.5)
        assert repository is not None
        with pytest.raises(GitError, match=r"did not finish within 0\.5 s"):
            repository.commit(["new.md"], "x")
        assert not (vault / ".git/index.lock").exists()
        assert git(vault, "status", "--porcelain") == "?? new.md"

    def test_a_hook_that_hangs_after_the_commit_does_not_undo_it(self, vault: Path) -> None:
        put(vault, ".git/hooks/post-commit", "#!/bin/sh\nsleep 600 &\n")
        (vault / ".git/hooks/post-commit").chmod(0o755)
        put(vault, "new.md")
        repository = open_repository(vault, timeout=1)
        assert repository is not None
        assert repository.commit(["new.md"], "x") == git(vault, "rev-parse", "HEAD")
        assert git(vault, "status", "--porcelain") == ""
        assert git(vault, "log", "-1", "--format=%s") == "x"

    def test_a_hook_that_does_not_listen_is_stopped_too(self, vault: Path, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        lines = [
            "#!/bin/sh",
            "trap '' TERM",
            f"exec 3> '{tmp_path}/pipe'",
            "echo up >&3",
            "sleep 20",
            "echo done >&3",
        ]
        put(vault, ".git/hooks/pre-commit", "\n".join(lines))
        (vault / ".git/hooks/pre-commit").chmod(0o755)
        put(vault, "a.md", "changed\n")
        repository = open_repository(vault, timeout=0.5)
        assert repository is not None
        with pytest.raises(GitError, match="did not finish"):
            repository.commit(["a.md"], "x")
        os.set_blocking(reader, True)
        with os.fdopen(reader, "rb") as pipe:
            assert pipe.read() == b"up\n"  # the end comes when the last process with the pipe is gone

    def test_a_lock_that_goes_away_is_waited_for(self, vault: Path) -> None:
        lock = vault / ".git/index.lock"
        put(vault, ".git/index.lock", "")
        put(vault, "a.md", "changed\n")
        pauses: list[float] = []

        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 2:
                lock.unlink()

        repository = open_repository(vault, sleep=sleep)
        assert repository is not None
        assert repository.commit(["a.md"], "x")
        assert pauses == [0.1, 0.2]

    def test_a_lock_that_stays(self, vault: Path) -> None:
        put(vault, ".git/index.lock", "")
        put(vault, "a.md", "changed\n")
        repository = open_repository(vault, sleep=lambda _: None)
        assert repository is not None
        with pytest.raises(GitError, match=r"index\.lock") as caught:
            repository.commit(["a.md"], "x")
        assert caught.value.hint == "if no other git program is running, delete that lock file"

    def test_two_at_once_both_succeed(self, vault: Path) -> None:
        names = [f"{number}.md" for number in range(8)]
        for name in names:
            put(vault, name)
        threads = [
            threading.Thread(
                target=opened(vault).commit, args=([name for name in names if half in name], half)
            )
            for half in ("1", "2")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert git(vault, "rev-list", "--count", "HEAD") == "3"

    def test_someone_elses_repository_is_reported(self, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
        with pytest.raises(GitError, match="dubious ownership") as caught:
            opened(vault).changed()
        assert "safe.directory" in caught.value.hint


class TestHindrance:
    def conflict(self, vault: Path) -> None:
        git(vault, "checkout", "--quiet", "-b", "theirs")
        put(vault, "a.md", "theirs\n")
        git(vault, "commit", "--quiet", "-am", "theirs")
        git(vault, "checkout", "--quiet", "-")
        put(vault, "a.md", "ours\n")
        git(vault, "commit", "--quiet", "-am", "ours")

    def test_none(self, vault: Path, tmp_path: Path) -> None:
        assert opened(vault).hindrance() is None
        init_repository(tmp_path)
        assert opened(tmp_path).hindrance() is None

    @pytest.mark.parametrize(
        ("command", "words"),
        [
            ("merge theirs", "a merge is in progress"),
            ("rebase theirs", "a rebase is in progress"),
            ("rebase --apply theirs", "a rebase is in progress"),
            ("cherry-pick theirs", "a cherry-pick is in progress"),
            ("revert --no-edit HEAD~1", "a revert is in progress"),
        ],
    )
    def test_something_is_in_progress(self, vault: Path, command: str, words: str) -> None:
        self.conflict(vault)
        git(vault, *command.split(), fine=(0, 1))
        repository = opened(vault)
        assert repository.hindrance() == words
        before = git(vault, "rev-parse", "HEAD")
        put(vault, "b.md", "changed\n")
        with pytest.raises(GitError, match=f"nothing was committed: {words}"):
            repository.commit(["b.md"], "x")
        assert git(vault, "rev-parse", "HEAD") == before

    def test_a_bisect(self, vault: Path) -> None:
        git(vault, "bisect", "start")
        assert opened(vault).hindrance() == "a bisect is in progress"

    def test_unmerged_files_after_a_stash(self, vault: Path) -> None:
        put(vault, "a.md", "stashed\n")
        git(vault, "stash", "--quiet")
        put(vault, "a.md", "ours\n")
        git(vault, "commit", "--quiet", "-am", "ours")
        git(vault, "stash", "pop", fine=(1,))
        assert opened(vault).hindrance() == "some files have conflicts that are not resolved"

    def test_a_detached_head(self, vault: Path) -> None:
        git(vault, "checkout", "--quiet", "--detach")
        assert opened(vault).hindrance() == "no branch is checked out (detached HEAD)"


class TestPast:
    def test_show(self, vault: Path) -> None:
        put(vault, "a.md", "now \x00 ü\n\n")
        put(vault, "empty.md", "")
        (vault / "link.md").symlink_to("a.md")
        git(vault, "add", ".")
        git(vault, "commit", "--quiet", "-m", "second")
        put(vault, "a.md", "not committed\n")
        repository = opened(vault)
        assert repository.show_many(["a.md", "b.md", "empty.md", "link.md", "none.md"]) == {
            "a.md": "now \x00 ü\n\n".encode(),
            "b.md": b"b\n",
            "empty.md": b"",
        }
        assert repository.show("a.md", "HEAD~1") == b"a\n"
        assert repository.show("empty.md", "HEAD~1") is None
        assert repository.show("a.md", "no-such-branch") is None
        assert repository.show_many([]) == {}

    def test_no_past_yet(self, tmp_path: Path) -> None:
        init_repository(tmp_path)
        repository = opened(tmp_path)
        assert repository.show("a.md") is None
        assert repository.first_commit_days(UTC) == {}

    def test_the_first_day_is_of_the_authors_clock_in_the_zone_that_is_asked(self, tmp_path: Path) -> None:
        init_repository(tmp_path)
        repository = opened(tmp_path)
        git(tmp_path, "config", "log.showRoot", "false")
        late = datetime(2026, 9, 28, 23, 30, tzinfo=UTC)
        put(tmp_path, "a.md")
        put(tmp_path, "Goals/b ü.md")
        put(tmp_path, "c.png")
        repository.commit(["a.md", "Goals/b ü.md", "c.png"], "x", when=late)
        put(tmp_path, "a.md", "changed\n")
        put(tmp_path, "d.md")
        repository.commit(["a.md", "d.md"], "x", when=datetime(2026, 10, 3, 12, tzinfo=UTC))
        (tmp_path / "a.md").unlink()
        repository.commit(["a.md"], "x", when=datetime(2026, 10, 4, 12, tzinfo=UTC))
        put(tmp_path, "a.md")
        repository.commit(["a.md"], "x", when=datetime(2026, 10, 5, 12, tzinfo=UTC))
        assert repository.first_commit_days(UTC) == {
            "a.md": date(2026, 9, 28),
            "Goals/b ü.md": date(2026, 9, 28),
            "d.md": date(2026, 10, 3),
        }
        assert repository.first_commit_days(ZoneInfo("Asia/Seoul"))["a.md"] == date(2026, 9, 29)

    def test_notes_of_a_merged_branch(self, vault: Path) -> None:
        repository = opened(vault)
        git(vault, "checkout", "--quiet", "-b", "side")
        put(vault, "side.md")
        repository.commit(["side.md"], "x", when=datetime(2026, 9, 1, tzinfo=UTC))
        git(vault, "checkout", "--quiet", "-")
        git(vault, "merge", "--quiet", "--no-ff", "-m", "merge", "side")
        assert repository.first_commit_days(UTC)["side.md"] == date(2026, 9, 1)
