"""A worker beside the daemon's own thread: what may take long, done one after the other when it is asked for.

Knows a bell and a stop. Knows nothing of what is done.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from aimo_md.errors import AimoError, NotTheWriterError
from aimo_md.world import host

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Say: TypeAlias = Callable[[str], None]
    Work: TypeAlias = Callable[[Callable[[float], bool]], float | None]
    """Does what there is to do, and says after how many seconds to try again, None for not before the bell
    rings. It is given what waits some seconds and says whether to give up."""


_Result = TypeVar("_Result")


class Worker:
    """Does its work in a thread of its own whenever its bell has rung, never twice at once."""

    def __init__(self, name: str, work: Work, say: Say) -> None:
        """Make ready; `say` takes one line about what went wrong."""
        self._work = work
        self._say = say
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier run may have left."""
        self.ring()
        self._thread.start()

    def ring(self) -> None:
        """There is something to do."""
        self._bell.set()

    def stop(self) -> None:
        """End after the work in hand."""
        self._stopping.set()
        self.ring()
        self._thread.join()

    def _run(self) -> None:
        wait: float | None = None
        while True:
            self._bell.wait(wait)
            self._bell.clear()
            if self._stopping.is_set():
                return
            wait = attempt(lambda: self._work(self._stopping.wait), self._say)


def in_a_line(error: AimoError) -> str:
    """What went wrong and what would help, in one line."""
    return f"{error}; {error.hint}" if error.hint else str(error)


def attempt(work: Callable[[], _Result], say: Say) -> _Result | None:
    """Do something; None, and words about it, where it went wrong.

    Raises:
        NotTheWriterError: there is nothing left to do here.
    """
    try:
        return work()
    except NotTheWriterError:
        raise
    except AimoError as error:
        say(in_a_line(error))
    except Exception as error:  # noqa: BLE001 (the daemon outlives a fault that nobody foresaw)
        say(host.fault_report(error))
    return None
