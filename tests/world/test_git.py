"""Real repositories: opening them, what changed, and what a note held before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from aimo_md.errors import GitError
from aimo_md.world.git import init_repository, open_repository
from tests.world.git_vault import git, opened, put, staged

if TYPE_CHECKING:
    from pathlib import Path


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
        assert repository.commit(["a.md"], "x") is None
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

    @pytest.mark.parametrize("more", [0, 100], ids=["few", "many"])
    def test_show_notes_with_any_name(self, vault: Path, more: int) -> None:
        names = (":a.md", ":(top)b.md", "*.md", "[c].md", "-d.md", "e f/한글.md", '"g".md')
        for name in (*names, "other.md"):
            put(vault, f"Sub/{name}", name)
        git(vault, "add", ".")
        git(vault, "commit", "--quiet", "-m", "second")
        wanted = [*names, *(f"none {number}.md" for number in range(more))]
        expected = {name: name.encode() for name in names}
        assert opened(vault / "Sub").show_many(wanted) == expected
        assert opened(vault).show_many([f"Sub/{name}" for name in wanted]) == {
            f"Sub/{name}": data for name, data in expected.items()
        }

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
