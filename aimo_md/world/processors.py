"""The machine's processors: the same work on many things, done on all of them at once.

Knows how a process makes copies of itself. Knows nothing of the work.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import ExitStack, contextmanager
from itertools import chain, pairwise
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_MOST: Final = 8
_FEWEST: Final = 500
"""So many things a processor are worth a process of their own."""
_AT_ONCE: Final = 50
"""Of so many things the results are encoded together; the memory that they took then holds the next ones."""


def shared_out(
    things: Sequence[Thing], work: Callable[[Thing], Made], decode: Callable[[bytes], list[Made]]
) -> list[Made]:
    """What the work makes of each thing, in their order.

    Each processor does a share in a copy of this process, which ends with it: the work may look at all that
    is there, but nothing lasts that it changes. A share whose process fails is done once more here, where its
    error can be seen. Where there are few things, or the system offers no safe way to copy a process, all of
    it is done here.

    Args:
        things: to work on.
        work: what is to be done with one of them; its result is a value that msgspec can encode.
        decode: the results of a part of a share, from MessagePack.
    """
    count = min(_processors(), _MOST, len(things) // _FEWEST) or 1
    bounds = [len(things) * share // count for share in range(count + 1)]
    own, *others = [things[start:end] for start, end in pairwise(bounds)]
    with ExitStack() as copies:
        pipes = [copies.enter_context(_copy(share, work)) for share in others]
        made = [work(thing) for thing in own]
        for share, pipe in zip(others, pipes, strict=True):
            try:
                made += _decoded(pipe, decode)
            except msgspec.ValidationError:
                raise  # results of another kind than `decode` knows: a fault of the caller's
            except msgspec.DecodeError:
                made += [work(thing) for thing in share]
    return made


@contextmanager
def meanwhile(
    work: Callable[[], Made], decode: Callable[[bytes], list[Made]]
) -> Iterator[Callable[[], Made]]:
    """Have some work done by another processor while this one goes on; the function given waits for it.

    It is done in a copy of this process, of which nothing lasts but the result. Where the system offers no
    safe way to copy a process, or the copy fails, it is done here, when it is asked for.

    Args:
        work: what is to be done; its result is a value that msgspec can encode.
        decode: the result, alone in a list, from MessagePack.
    """
    if _processors() == 1:
        yield work
        return
    with _copy((None,), lambda _: work()) as pipe:

        def result() -> Made:
            try:
                return _decoded(pipe, decode)[0]
            except msgspec.ValidationError:
                raise  # a result of another kind than `decode` knows: a fault of the caller's
            except msgspec.DecodeError:
                return work()

        yield result


def _processors() -> int:
    """How many processors this process may use; 1 where it must not be copied.

    A copy has only the thread that made it, and would wait for ever for what another one holds. On systems
    other than Linux, libraries of the system may have threads of their own.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


@contextmanager
def _copy(share: Sequence[Thing], work: Callable[[Thing], object]) -> Iterator[BinaryIO]:
    """A copy of this process that does a share; its results can be read from here, if it does not fail."""
    results, writing = os.pipe()
    process = os.fork()
    if not process:
        _do(share, work, writing)
    os.close(writing)
    try:
        with os.fdopen(results, "rb") as pipe:
            yield pipe
    finally:
        os.waitpid(process, 0)


def _do(share: Sequence[Thing], work: Callable[[Thing], object], writing: int) -> NoReturn:
    """Do a share in the copy, and end it: it must neither go on nor tidy up what is not its own."""
    try:
        encoded = [
            msgspec.msgpack.encode([work(thing) for thing in share[at : at + _AT_ONCE]])
            for at in range(0, len(share), _AT_ONCE)
        ]
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(encoded))
    finally:
        os._exit(0)


def _decoded(pipe: BinaryIO, decode: Callable[[bytes], list[Made]]) -> list[Made]:
    """The results of a share, from the copy that did it.

    Raises:
        DecodeError: they did not come whole.
    """
    encoded = msgspec.msgpack.decode(pipe.read(), type=list[bytes])
    return list(chain.from_iterable(map(decode, encoded)))
