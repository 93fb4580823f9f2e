"""What keeps git from committing: hooks, locks, prompts, and what is in progress."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import GitError
from aimo_md.world.git import Committed, init_repository, open_repository
from tests.world.git_vault import git, opened, put

if TYPE_CHECKING:
    from pathlib import Path


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
        committed = repository.commit(["new.md"], "x")
        assert committed == Committed(id=git(vault, "rev-parse", "HEAD"), paths=("new.md",))
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
        assert caught.value.hint.startswith("if no other git program is running, delete that lock file")

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
