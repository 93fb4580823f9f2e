"""Commits of just what is asked for, in real repositories."""

from __future__ import annotations

import resource
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from aimo_md.errors import GitError
from aimo_md.world.git import Committed, init_repository
from aimo_md.world.git.commands import Commands, Outcome
from tests.world.git_vault import files_of_head, git, opened, put, staged

if TYPE_CHECKING:
    from pathlib import Path


class TestCommit:
    def test_only_the_named_paths(self, vault: Path) -> None:
        put(vault, "a.md", "changed\n")
        put(vault, "new ü.md")
        put(vault, "other.md")
        committed = opened(vault).commit(
            ["a.md", "new ü.md", "unknown.md"], "Goals: 2 notes\n\n# not a comment\n"
        )
        assert committed == Committed(id=git(vault, "rev-parse", "HEAD"), paths=("a.md", "new ü.md"))
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

    def test_what_git_ignores_is_not_counted(self, vault: Path) -> None:
        put(vault, ".gitignore", "private.md\n")
        for path in ("a.md", "private.md"):
            put(vault, path, "changed\n")
        committed = opened(vault).commit(["a.md", "b.md", "private.md"], "x")
        assert committed is not None
        assert committed.paths == ("a.md",)

    def test_nothing_to_commit(self, vault: Path) -> None:
        before = git(vault, "rev-parse", "HEAD")
        assert opened(vault).commit(["a.md"], "x") is None
        assert opened(vault).commit([], "x") is None
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
        committed = repository.commit(repository.changed(), "x")
        assert committed == Committed(id=git(vault, "rev-parse", "other"), paths=("a.md",))

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

    def test_a_changed_note_takes_as_many_git_commands_as_a_person_would_type(
        self, vault: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repository = opened(vault)
        asked: list[str] = []
        run = Commands.run

        def counted(self: Commands, *arguments: str, **options: object) -> Outcome:
            asked.append(arguments[0])
            return run(self, *arguments, **options)  # type: ignore[arg-type]  # passed on as they came

        for number in range(2):
            put(vault, "a.md", f"changed {number}\n")
            asked.clear()
            with monkeypatch.context() as patch:
                patch.setattr(Commands, "run", counted)
                committed = repository.commit(["a.md"], "x")
            assert committed == Committed(id=git(vault, "rev-parse", "HEAD"), paths=("a.md",))
        assert len(asked) == 2
