"""A turn while git is in the way: the index stays as it is, the commit comes later, nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.errors import GitError
from aimo_md.workplace import Workplace
from aimo_md.world.git import open_repository
from tests.folders import change, commit_all, git, make_vault, put, subjects, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    Hinder: TypeAlias = Callable[[Path], Callable[[Path], None]]
    """Puts something in git's way, and gives what takes it out again."""

GARLIC = "- [ ] Plant the garlic"
PLANTED = "- [x] Plant the garlic ✅ 2026-11-22"
SUBJECT = "Grow a garden: 1 done, 33 % → 67 %"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """The garden with its dashboard; the user has staged one thing, and changed it again since."""
    root = make_vault(tmp_path / "vault", with_git=True)
    put(root / "draft.txt", "nothing yet\n")
    turn(root)
    commit_all(root)
    put(root / "draft.txt", "half of an idea\n")
    git(root, "add", "draft.txt")
    put(root / "draft.txt", "another half\n")
    return root


def staged(vault: Path) -> str:
    """What the index holds, but for what it remembers of the files' times."""
    return git(vault, "ls-files", "--stage", "draft.txt")


def told(words: str) -> None:
    assert words == ""


def hook(vault: Path, script: str) -> Callable[[Path], None]:
    path = vault / ".git/hooks/pre-commit"
    put(path, f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return lambda vault: (vault / ".git/hooks/pre-commit").unlink()


def locked(vault: Path) -> Callable[[Path], None]:
    (vault / ".git/index.lock").touch()
    return lambda vault: (vault / ".git/index.lock").unlink()


def merging(vault: Path) -> Callable[[Path], None]:
    put(vault / ".git/MERGE_HEAD", git(vault, "rev-parse", "HEAD") + "\n")
    return lambda vault: (vault / ".git/MERGE_HEAD").unlink()


def rebasing(vault: Path) -> Callable[[Path], None]:
    (vault / ".git/rebase-merge").mkdir()
    return lambda vault: (vault / ".git/rebase-merge").rmdir()


def detached(vault: Path) -> Callable[[Path], None]:
    git(vault, "checkout", "--quiet", "--detach")
    return lambda vault: told(git(vault, "checkout", "--quiet", "main"))


def failing(vault: Path) -> Callable[[Path], None]:
    return hook(vault, "echo not today >&2; exit 1")


def hanging(vault: Path) -> Callable[[Path], None]:
    return hook(vault, "sleep 600")


def signing(vault: Path) -> Callable[[Path], None]:
    """A signing program that asks for a passphrase, and gets none."""
    program = vault / ".git/ask"
    put(program, "#!/bin/sh\nread -r passphrase </dev/tty || read -r passphrase || exit 2\n")
    program.chmod(0o755)
    git(vault, "config", "gpg.program", str(program))
    git(vault, "config", "commit.gpgSign", "true")
    return lambda vault: told(git(vault, "config", "commit.gpgSign", "false"))


@pytest.mark.parametrize(
    "hinder", [locked, merging, rebasing, detached, failing, hanging, signing], ids=lambda each: each.__name__
)
def test_a_turn_while_git_is_in_the_way(
    vault: Path, hinder: Callable[[Path], Callable[[Path], None]]
) -> None:
    index, before = staged(vault), git(vault, "rev-parse", "HEAD")
    mend = hinder(vault)
    whole_index = (vault / ".git/index").read_bytes()
    change(vault / "Goals/Garden.md", GARLIC, PLANTED)
    place = Workplace(vault)
    place._repository = open_repository(vault, timeout=1.0, sleep=lambda _: None)  # noqa: SLF001 (in no time)
    with pytest.raises(GitError):
        turn(place)
    assert "67 %" in (vault / "Aimo.md").read_text()
    assert git(vault, "rev-parse", "HEAD") == before
    assert staged(vault) == index
    assert (vault / ".git/index").read_bytes() == whole_index
    mend(vault)
    turn(place)
    assert subjects(vault)[0] == SUBJECT
    assert staged(vault) == index
    assert git(vault, "show", ":draft.txt") == "half of an idea"
    assert (vault / "draft.txt").read_text() == "another half\n"
    assert git(vault, "fsck", "--strict", "--no-dangling") == ""
    assert turn(place).actions == ()
