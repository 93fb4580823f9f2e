"""A layer between aimo and the system that dies, or refuses, at one chosen step.

A step is a write to a file, an fsync, a link, a rename or a removal. Death is that of kill -9: nothing is
flushed and nothing is tidied up; a write dies half done.
"""

from __future__ import annotations

import io
import os
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KILLED = 9


class _Steps:
    """Counts the steps, and lets one of them be the last."""

    def __init__(self, last: int) -> None:
        self.taken = 0
        self.last = last

    def is_last(self) -> bool:
        self.taken += 1
        return self.taken == self.last


def dies_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own that dies at this step; whether it came so far."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with _watched(_Steps(step)):
                work()
            status = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, KILLED}, "the work itself failed"
    return code == KILLED


@contextmanager
def _watched(steps: _Steps) -> Iterator[None]:
    def dying(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def step(*arguments: object, **options: object) -> object:
            if steps.is_last():
                os._exit(KILLED)
            return real(*arguments, **options)

        return step

    class DyingFile(io.FileIO):
        def write(self, data: object) -> int:
            view = memoryview(data).cast("B")  # type: ignore[arg-type]  # whatever can be written
            if steps.is_last():
                super().write(view[: len(view) // 2])
                os._exit(KILLED)
            return super().write(view)

    real_open = io.open

    def watched_open(file: object, mode: str = "r", *others: object, **options: object) -> object:
        if mode in {"xb", "wb", "ab"} and not isinstance(file, int):
            return io.BufferedWriter(DyingFile(file, mode.replace("b", "")))  # type: ignore[arg-type]  # a path
        return real_open(file, mode, *others, **options)  # type: ignore[call-overload]  # passed on

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "link", "replace", "rename", "unlink"):
            patch.setattr(os, name, dying(name))
        patch.setattr(io, "open", watched_open)
        yield


@contextmanager
def refusing(name: str, code: int) -> Iterator[None]:
    """Let a function of `os` refuse with this error, as a disk does that is full, broken or read-only."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, name, refuse)
        yield
