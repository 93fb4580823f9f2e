"""What can go wrong, as values and as exceptions.

A fault in a note is data: a `Problem`, carried along beside what could be read. An exception means that
aimo itself could not do what it was asked; it carries the exit code and a hint for the person. This module
knows nothing of files, git or Discord: the rooms that touch them translate their errors into these.
"""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct


class ExitCode(IntEnum):
    """The exit codes of every command."""

    FINE = 0
    UNEXPECTED = 1
    USAGE = 2
    PROBLEMS = 3
    CHANGED = 4
    GIT = 5
    DISCORD = 6
    BUSY = 7
    INTERRUPTED = 130


class LineFault(Struct, frozen=True, kw_only=True):
    """A fault that a reader of one line or one value found; whoever knows the place makes it a `Problem`."""

    code: str
    message: str
    remedy: str


class Problem(Struct, frozen=True, kw_only=True, order=True):
    """A fault in a note: where it is, what it is, and what its owner can do.

    `line` counts from 1; 0 stands for the note as a whole. `code` is stable: scripts may rely on it.
    """

    path: str
    line: int
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """The one-line form: `path:line: code message; remedy`."""
        return f"{self.place}: {self.code} {self.message}; {self.remedy}"

    @property
    def place(self) -> str:
        """`path:line`, or the path alone where it is about the note as a whole."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @staticmethod
    def at(path: str, line: int, fault: LineFault) -> Problem:
        """The fault with its place."""
        return Problem(path=path, line=line, code=fault.code, message=fault.message, remedy=fault.remedy)


class AimoError(Exception):
    """aimo could not do what it was asked. The message says what; `hint` says what would help."""

    exit_code = ExitCode.UNEXPECTED

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class RequestError(AimoError):
    """The request itself cannot be understood: no such goal, no such day."""

    exit_code = ExitCode.USAGE


class ConfigError(AimoError):
    """`aimo.toml` cannot be read."""

    exit_code = ExitCode.PROBLEMS


class ChangedError(AimoError):
    """A file is no longer what was read; nothing was written."""

    exit_code = ExitCode.CHANGED


class GitError(AimoError):
    """git refused or is not there."""

    exit_code = ExitCode.GIT


class DiscordError(AimoError):
    """Discord refused for good: the webhook is gone or the message is not acceptable."""

    exit_code = ExitCode.DISCORD


class BusyError(AimoError):
    """Another daemon owns this vault."""

    exit_code = ExitCode.BUSY


class NotTheWriterError(BusyError):
    """Another device writes into this vault."""
