"""Running one git command: nothing prompts, nothing hangs, and a lock of another git is waited for.

Knows processes, exit codes and git's ways to hang or fail. Knows nothing of what the commands are for.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from git import Git
from git.exc import GitCommandNotFound

from aimo_md.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_OLDEST = (2, 26)  # the first that takes --pathspec-from-file wherever it is used here
_GRACE = 5.0  # seconds that git gets to remove its lock files after it was told to stop
_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)  # seconds before each new try while another git holds a lock
_LOCKED = re.compile(r"Unable to create '.*\.lock': File exists|cannot lock ref")
_CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+@")
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_OPTIONAL_LOCKS": "0"}
_BY_ITSELF = "; on Linux aimo does so once it is ten minutes old"
_HINTS = (
    ("dubious ownership", "if you trust this folder: git config --global --add safe.directory FOLDER"),
    (".lock': File exists", f"if no other git program is running, delete that lock file{_BY_ITSELF}"),
    ("[rejected]", "others pushed before; fetch and merge or rebase by hand: aimo never forces a push"),
    ("has no upstream branch", "say once where it goes: git push --set-upstream origin BRANCH"),
    ("No configured push destination", "add a remote, or set `git.push` to false"),
    ("gpg failed", "unlock the signing key, or turn commit.gpgSign off for this repository"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command answered; `out` is what it printed."""

    status: int
    out: bytes

    @property
    def text(self) -> str:
        """The output, decoded as file names are."""
        return os.fsdecode(self.out)


class Commands:
    """Runs git in one folder."""

    def __init__(
        self, git: Git, folder: Path, *, timeout: float = 60.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """Bind to a folder.

        Args:
            git: GitPython's door to git.
            folder: where the commands run.
            timeout: seconds after which a command, hooks included, is stopped.
            sleep: what waits between two tries while another git holds a lock.

        Raises:
            GitError: git is missing or too old.
        """
        try:
            version = git.version_info
        except GitCommandNotFound as error:
            raise _missing() from error
        if version < _OLDEST:
            raise GitError(
                f"git {'.'.join(map(str, version))} is too old",
                hint=f"install git {'.'.join(map(str, _OLDEST))} or newer",
            )
        self._git = git
        self._folder = folder
        self._timeout = timeout
        self._sleep = sleep

    @property
    def folder(self) -> Path:
        """Where the commands run."""
        return self._folder

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        fine: tuple[int, ...] = (0,),
    ) -> Outcome:
        """Run one command.

        Args:
            arguments: what stands after `git`.
            stdin: its input; without any it is closed.
            env: variables for this command.
            fine: the exit codes that are an answer and no failure.

        Raises:
            GitError: another exit code, with git's own words; or the time was up.
        """
        # Where the folder is gone, GitPython runs in whatever folder the process is in; with -C git refuses.
        command = [Git.GIT_PYTHON_GIT_EXECUTABLE or "git", "-C", str(self._folder), *arguments]
        variables = {**_QUIET, **(env or {})}
        status, out, err = self._run_once(command, stdin, variables)
        for pause in _PAUSES:
            if status in fine or not _LOCKED.search(err):
                break
            self._sleep(pause)
            status, out, err = self._run_once(command, stdin, variables)
        if status in fine:
            return Outcome(status=status, out=out)
        words = _CREDENTIALS.sub("", err).strip() or f"exit code {status}"
        raise GitError(
            f"git refused: {words}",
            hint=next((hint for sign, hint in _HINTS if sign in err), "try the same with git itself"),
        )

    def _run_once(self, command: list[str], stdin: bytes, env: dict[str, str]) -> tuple[int, bytes, str]:
        try:
            # A session of its own: no terminal to prompt on, no Ctrl-C halfway, hooks end with it.
            running = self._git.execute(
                command,
                istream=subprocess.PIPE if stdin else None,
                as_process=True,
                env=env,
                start_new_session=True,
            )
        except GitCommandNotFound as error:
            raise _missing() from error
        process = cast("subprocess.Popen[bytes]", running.proc)  # None only after it was ended
        try:
            out, err = process.communicate(stdin or None, timeout=self._timeout)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            for pipe in filter(None, (process.stdin, process.stdout, process.stderr)):
                pipe.close()
            raise GitError(
                f"git did not finish within {self._timeout:g} s and was stopped",
                hint="a hook or a signing program may be waiting for an answer",
            ) from error
        return process.returncode, out, err.decode("utf-8", "replace")


def _missing() -> GitError:
    return GitError("git is not installed", hint="install git, or set `git.commit` to off")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop git and its hooks, politely first: killed outright, git leaves its lock files behind."""
    if sys.platform == "win32":
        process.terminate()
    else:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_GRACE)
        with suppress(ProcessLookupError):  # nothing of the session is left
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
