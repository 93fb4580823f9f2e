"""The vault's repository: what changed, a commit of just that, and what a note held before.

Knows git's index, trees and states: what the user has staged stays staged. Knows nothing of goals, of what a
change means or of when to commit. Paths are relative to the vault, which may be a folder inside the
repository, and use `/`.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from git import Git, Repo
from git.exc import InvalidGitRepositoryError, NoSuchPathError

from aimo_md.errors import GitError
from aimo_md.world.git.commands import Commands
from aimo_md.world.git.locks import make_way
from aimo_md.world.git.status import status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import tzinfo

    from aimo_md.world.git.status import Status

NOTE_SUFFIX = ".md"
TIMEOUT = 60.0

_REDIRECTIONS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
_PATHS_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")
_UNDERWAY = (
    ("rebase-merge", "a rebase"),
    ("rebase-apply", "a rebase"),
    ("MERGE_HEAD", "a merge"),
    ("CHERRY_PICK_HEAD", "a cherry-pick"),
    ("REVERT_HEAD", "a revert"),
    ("sequencer", "a cherry-pick or revert"),
    ("BISECT_LOG", "a bisect"),
)


_FEW = 64
"""So many paths may stand on a command line."""
_COMMITS_A_PACKING = 64
"""How many commits are made from one after which git may pack what it keeps to the next."""
_AUTHOR = {"user.name": "aimo", "user.email": "aimo@localhost"}
_SUMMARY = re.compile(r"^\[.*? (?P<id>[0-9a-f]{40})\] ", re.MULTILINE)
"""How git says what it committed: `[main 1f3a…] Subject`."""


def open_repository(
    vault: Path, *, timeout: float = TIMEOUT, sleep: Callable[[float], None] = time.sleep
) -> Repository | None:
    """The repository that `vault` lies in; None if there is none, or if it ignores the vault's folder.

    Args:
        vault: a work tree or a folder in one.
        timeout: seconds after which a git command, hooks included, is stopped.
        sleep: what waits between two tries while another git holds a lock.

    Raises:
        GitError: git is missing or too old, or the environment points it at another repository.
    """
    redirected = [name for name in _REDIRECTIONS if name in os.environ]
    if redirected:
        raise GitError(
            f"{' and '.join(redirected)} would lead git away from the vault's own repository",
            hint=f"unset {' '.join(redirected)}",
        )
    try:
        repo = Repo(vault.resolve(), search_parent_directories=True, expand_vars=False)
    except (InvalidGitRepositoryError, NoSuchPathError):
        return None
    if repo.working_tree_dir is None:
        return None
    root = Path(repo.working_tree_dir).resolve()
    inside = vault.resolve().relative_to(root).as_posix()
    prefix = "" if inside == "." else f"{inside}/"
    commands = Commands(repo.git, root, timeout=timeout, sleep=sleep)
    if prefix and commands.run("check-ignore", "--quiet", prefix, fine=(0, 1)).status == 0:
        return None
    return Repository(commands, Path(repo.git_dir).resolve(), Path(repo.common_dir).resolve(), prefix)


def init_repository(vault: Path, git_dir: Path | None = None) -> None:
    """Make `vault` a repository of its own, with the user's settings for new ones; harmless if it is one.

    Args:
        vault: the work tree.
        git_dir: where git keeps its own files, if not in the vault; made if it is missing.

    Raises:
        GitError: git is missing or refused.
    """
    apart = () if git_dir is None else (f"--separate-git-dir={git_dir}",)
    if git_dir is not None:
        git_dir.parent.mkdir(parents=True, exist_ok=True)
    Commands(Git(vault), vault, timeout=TIMEOUT, sleep=time.sleep).run("init", "--quiet", *apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """A commit that was made, and what it holds."""

    id: str
    paths: tuple[str, ...]


class Repository:
    """The repository of one vault. Keep it while the vault is open: each opening costs file handles."""

    def __init__(self, commands: Commands, git_dir: Path, shared_dir: Path, prefix: str) -> None:
        """Use `open_repository` to make one.

        Args:
            commands: runs git in the root of the work tree.
            git_dir: where this work tree's HEAD lies.
            shared_dir: where the branches lie; another folder in a linked work tree.
            prefix: from the root to the vault: "" or a path that ends in `/`.
        """
        self._git = commands
        self._git_dir = git_dir
        self._shared_dir = shared_dir
        self._prefix = prefix
        self._is_signed = False
        self._made = 0

    @property
    def holds_more(self) -> bool:
        """Whether the vault is a part of the repository only."""
        return bool(self._prefix)

    def changed(self, suffix: str = NOTE_SUFFIX) -> tuple[str, ...]:
        """The paths with this ending that differ from the last commit or are new, sorted; deleted ones too.

        A renamed note is two paths. Names that begin with a dot, and all that a folder of such a name holds,
        never count; nor do notes that the user is just taking out of git (`git rm --cached`).
        """
        return tuple(path for path in sorted(self._differing(self._status())) if path.endswith(suffix))

    def commit(self, paths: Iterable[str], message: str, *, when: datetime | None = None) -> Committed | None:
        """Commit these paths as they are on the disk and nothing else; what the user has staged stays staged.

        Paths that do not differ from the last commit, or that git ignores, are left out.

        Args:
            paths: relative to the vault.
            message: the commit message.
            when: an aware time for author and committer; None for now.

        Returns:
            The commit, None if there was nothing to commit.

        Raises:
            GitError: git or a hook refused, took too long, or something is in progress (see `hindrance`).
        """
        named = sorted(set(paths))
        status = self._status(named)
        if reason := self._hindrance(status):
            raise GitError(f"nothing was committed: {reason}", hint="finish or abort it with git")
        differing = self._differing(status)
        wanted = sorted(differing.keys() & set(named))
        if not wanted:
            return None
        make_way(self._git.folder, self._git_dir, self._shared_dir, status.branch)
        new = self._pathspecs(path for path in wanted if differing[path])
        if new:
            self._git.run("add", "--intent-to-add", *_PATHS_FROM_STDIN, stdin=new)
        try:
            told = self._commit(wanted, message, when)
            made = _made(told, status.head) or self._head()
        except GitError:
            # What fails or hangs after the commit was made, such as a hook, does not undo it.
            made = self._head()
            if made == status.head:
                if new:
                    with suppress(GitError):  # the first failure is the one to tell
                        self._git.run("rm", "--cached", "--force", "--quiet", *_PATHS_FROM_STDIN, stdin=new)
                raise
        self._made += 1
        return Committed(id=made, paths=tuple(wanted))

    def push(self) -> None:
        """Push the branch to where it is set to go, never by force and without a prompt.

        Raises:
            GitError: it was rejected, there is nowhere to push to, or nobody could be reached.
        """
        quiet = {"GIT_ASKPASS": "true", "SSH_ASKPASS": "true", "SSH_ASKPASS_REQUIRE": "never"}
        if not self._git.run("config", "--get", "core.sshCommand", fine=(0, 1)).out:
            quiet["GIT_SSH_COMMAND"] = os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")
        self._git.run("push", "--quiet", env=quiet)

    def hindrance(self) -> str | None:
        """Why nothing may be committed now, in words; None if nothing stands in the way.

        In the middle of a rebase git would take a commit, and lose it when the rebase is aborted.
        """
        status = self._status()  # of the vault, which may be a folder of a larger repository
        elsewhere = self._prefix and self._git.run("ls-files", "--unmerged", "-z").out
        return self._hindrance(replace(status, conflicts=True) if elsewhere else status)

    def show(self, path: str, rev: str = "HEAD") -> bytes | None:
        """What `path` held at `rev`, as git stores it; None if it was no file then."""
        return self.show_many((path,), rev).get(path)

    def show_many(self, paths: Iterable[str], rev: str = "HEAD") -> dict[str, bytes]:
        """What each of `paths` held at `rev`, without those that were no file then; three commands in all."""
        wanted = set(paths)
        if not wanted or not self._knows(rev):
            return {}
        many = len(wanted) > _FEW
        inside = [self._prefix] if many else [self._prefix + path for path in sorted(wanted)]
        named = ("--", *inside) if all(inside) else ()
        listing = self._git.run("--literal-pathspecs", "ls-tree", "-r", "-z", rev, *named).text
        blobs: dict[str, str] = {}
        for row in listing.split("\0")[:-1]:
            entry, _, rooted = row.partition("\t")
            mode, _, blob = entry.split(" ")
            path = rooted.removeprefix(self._prefix)
            if path in wanted and mode.startswith("100"):  # a regular file, neither a link nor a submodule
                blobs[path] = blob
        return dict(zip(blobs, self._contents(blobs.values()), strict=True))

    def first_commit_days(self, zone: tzinfo, suffix: str = NOTE_SUFFIX) -> dict[str, date]:
        """The day, in `zone`, on which each path with this ending was first committed (author dates).

        A renamed note counts from its renaming: renames are not followed.
        """
        if not self._knows("HEAD"):
            return {}
        log = self._git.run(
            *("-c", "log.showRoot=true", "log", "-m", "-z", "--no-show-signature", "--no-renames"),
            *("--diff-filter=A", "--name-only", "--format=%x01%at", "--", self._vault_pathspec()),
        )
        days: dict[str, date] = {}
        day = date.max
        for part in log.text.split("\0"):
            if part.startswith("\x01"):
                day = datetime.fromtimestamp(int(part[1:]), zone).date()
                continue
            path = part.removeprefix("\n").removeprefix(self._prefix)
            if path.endswith(suffix):
                days[path] = min(day, days.get(path, day))
        return days

    def _hindrance(self, status: Status) -> str | None:
        for name, what in _UNDERWAY:
            if (self._git_dir / name).exists():
                return f"{what} is in progress"
        if status.conflicts:
            return "some files have conflicts that are not resolved"
        return None if status.branch else "no branch is checked out (detached HEAD)"

    def _differing(self, status: Status) -> dict[str, bool]:
        """The visible paths that differ from the last commit; True for those that git does not track yet."""
        states = status.states
        restored = {path for path, state in states.items() if state == "MM"}
        if restored:  # staged, then changed again: perhaps back to what the last commit holds
            restored -= self._other_than_head()
        return {
            path: state == "??"
            for path, state in states.items()
            if state != "AD" and path not in restored  # AD: staged as new, then removed
        }

    def _status(self, paths: Sequence[str] = ()) -> Status:
        """The status of the vault; of these paths only where they are few, which git answers much faster.

        A conflict elsewhere does not stand in the way of a commit of just these paths, and is left as it is.
        """
        few = 0 < len(paths) <= _FEW
        wanted = map(self._pathspec, paths) if few else (self._vault_pathspec(),)
        # Threads that look at the files ahead take longer to start than it takes to look at a few.
        alone = ("-c", "core.preloadIndex=false") if few else ()
        told = self._git.run(
            *alone,
            *("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "-z", "--untracked-files=all"),
            *("--no-renames", "--ignore-submodules=all", "--", *wanted),
        )
        return status_of(told.text, self._prefix)

    def _other_than_head(self) -> set[str]:
        """The tracked paths whose bytes on the disk differ from the last commit, whatever is staged."""
        names = self._git.run(
            *("diff", "--name-only", "-z", "--no-renames", "--ignore-submodules=all"),
            *("HEAD", "--", self._vault_pathspec()),
        )
        return {rooted.removeprefix(self._prefix) for rooted in names.text.split("\0")}

    def _head(self) -> str:
        """The newest commit, "" while there is none."""
        return self._git.run("rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1)).text.strip()

    def _commit(self, paths: Sequence[str], message: str, when: datetime | None) -> str:
        """Commit, and give the summary that git prints."""
        dates = {}
        if when is not None:
            moment = when.isoformat(timespec="seconds")
            dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        with self._naming(paths) as pathspecs:
            return self._git.run(
                *self._identity(),
                *self._packing(),
                *("-c", "core.abbrev=40", "commit", "--only", "--cleanup=whitespace", "--file=-"),
                *pathspecs,
                stdin=message.encode(),
                env=dates,
            ).text

    @contextmanager
    def _naming(self, paths: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Options that name paths where standard input is taken; many stand in a file for as long."""
        if len(paths) <= _FEW:
            yield "--", *map(self._pathspec, paths)
            return
        with tempfile.TemporaryDirectory(prefix="aimo-") as folder:
            listing = Path(folder, "paths")
            listing.write_bytes(self._pathspecs(paths))
            yield f"--pathspec-from-file={listing}", "--pathspec-file-nul"

    def _packing(self) -> tuple[str, ...]:
        """Options by which git packs what it keeps, as far as its user lets it, only after some commits.

        To see that there is nothing to pack takes git a third of the time of a small commit.
        """
        return () if self._made % _COMMITS_A_PACKING == 0 else ("-c", "maintenance.auto=false")

    def _identity(self) -> tuple[str, ...]:
        """Options that name an author for one command, as far as the user has named none.

        Who has once named one is not asked again.
        """
        if not self._is_signed:
            asked = ("config", "--name-only", "--get-regexp", r"^user\.(name|email)$")
            known = self._git.run(*asked, fine=(0, 1)).text.split()
            missing = {key: name for key, name in _AUTHOR.items() if key not in known}
            self._is_signed = not missing
            return tuple(option for key, name in missing.items() for option in ("-c", f"{key}={name}"))
        return ()

    def _knows(self, rev: str) -> bool:
        asked = ("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}")
        return self._git.run(*asked, fine=(0, 1)).status == 0

    def _contents(self, blobs: Iterable[str]) -> list[bytes]:
        """The blobs' bytes, in their order."""
        listing = "".join(f"{blob}\n" for blob in blobs)
        data = self._git.run("cat-file", "--batch", stdin=listing.encode()).out
        contents = []
        start = 0
        while start < len(data):
            body = data.index(b"\n", start) + 1
            end = body + int(data[start:body].split(b" ")[2])
            contents.append(data[body:end])
            start = end + 1
        return contents

    def _pathspecs(self, paths: Iterable[str]) -> bytes:
        return b"".join(os.fsencode(self._pathspec(path)) + b"\0" for path in paths)

    def _pathspec(self, path: str) -> str:
        """Exactly this path: without `literal`, a name like `[x]*.md` is a pattern."""
        return f":(top,literal){self._prefix}{path}"

    def _vault_pathspec(self) -> str:
        return f":(top,literal){self._prefix}"


def _made(summary: str, before: str) -> str:
    """The id of a commit as its summary tells it; "" where that may not be the whole of it."""
    found = _SUMMARY.search(summary)
    return found["id"] if found is not None and len(found["id"]) == len(before) else ""
