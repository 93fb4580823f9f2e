"""When to turn: the loop that waits for changes and turns, until it is told to stop.

One thread, the one that calls `run`, owns the model. The watcher's thread only puts hints into a queue; posts
go out in a worker of their own. Knows nothing of what a turn does.
"""

from __future__ import annotations

import queue
import threading
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from aimo_md.cycle import CommitNotes, PostMessage, WriteNote, take_turn
from aimo_md.errors import AimoError, NotTheWriterError
from aimo_md.lookout import Lookout
from aimo_md.timing import Timing
from aimo_md.world import host

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from aimo_md.cycle import Turn
    from aimo_md.workplace import Workplace

    Deliver: TypeAlias = Callable[[Callable[[float], bool]], float | None]
    Say: TypeAlias = Callable[[str], None]

_Result = TypeVar("_Result")

_TURN_IN_HAND: Final = 10.0
"""Seconds for which a command that is at work on the vault is waited for."""
_BEFORE_MIDNIGHT: Final = timedelta(seconds=3)
"""Time enough for the last commit of a day."""


class Daemon:
    """Keeps one vault's dashboard, reviews and history up to date."""

    def __init__(self, workplace: Workplace, deliver: Deliver, say: Say) -> None:
        """Make ready.

        Args:
            workplace: the opened vault; from `run` on, owned by the thread that calls it.
            deliver: sends what waits in the outbox, and says after how many seconds to try again, None for
                not before there is more; called from a worker, with what waits some seconds and says whether
                to give up.
            say: takes one line about what happened.
        """
        self._workplace = workplace
        self._lookout = Lookout(workplace.root, self._hint)
        self._mail = _Mail(deliver, say)
        self._say = say
        self._trouble = ""
        self._hints: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def stop(self) -> None:
        """Ask the loop to end after the turn in hand; safe from a signal handler."""
        self._hints.put(None)

    def run(self) -> None:
        """Turn once, then on every change and every few minutes; a last time when told to stop."""
        self._mail.start()
        try:
            self._loop()
        except NotTheWriterError as error:
            self._say(f"{error}; so this one ends")
        finally:
            self._lookout.stop()
            self._mail.stop()

    def _hint(self, path: str) -> None:
        self._hints.put(path)

    def _loop(self) -> None:
        timing: Timing | None = self._changed(Timing())
        while timing is not None:
            now = time.monotonic()
            if now >= timing.look_at():
                timing = self._turn(timing, commit_due=timing.commit_due(now))
            timing = self._gather(timing)
        self._turn(Timing(), commit_due=True)

    def _gather(self, timing: Timing) -> Timing | None:
        """Wait for a hint until the next look is due; None when told to stop."""
        try:
            hint = self._hints.get(timeout=timing.wait(time.monotonic()))
        except queue.Empty:
            waiting = timing.last_change is not None
            return timing if waiting or not self._may_have_missed() else self._changed(timing)
        return None if hint is None else self._changed(timing)

    def _may_have_missed(self) -> bool:
        """Whether something may have changed without a hint: the machine slept, or the watching ended."""
        if self._lookout.slept():
            self._mail.ring()
            return True
        return self._lookout.lost()

    def _changed(self, timing: Timing) -> Timing:
        return timing.changed(time.monotonic(), quiet=self._workplace.config.git.quiet)

    def _turn(self, timing: Timing, *, commit_due: bool) -> Timing:
        """One turn. What goes wrong is said once, and the loop goes on: the next look may find it mended."""
        began = time.monotonic()
        rescan = timing.last_change is None
        done = _attempt(lambda: self._take(commit_due=commit_due, rescan=rescan), self._complain)
        now = time.monotonic()
        if done is None:
            return timing.failed(now)
        self._trouble = ""
        timing = timing.polling(now - began) if self._lookout.blindness else timing.hearing()
        turn, left_of_day = done
        self._tell(turn)
        if any(isinstance(action, PostMessage) for action in turn.actions):
            self._mail.ring()
        wrote = any(isinstance(action, WriteNote) for action in turn.actions)
        return timing.looked(
            now, wrote=wrote, committed=commit_due, waiting=turn.waiting, day_ends=now + left_of_day
        )

    def _take(self, *, commit_due: bool, rescan: bool) -> tuple[Turn, float]:
        """Take a turn; with it the seconds that are left of the day."""
        blindness = self._lookout.blindness
        self._lookout.watch(polling=self._workplace.config.vault.polling, thoroughly=rescan)
        if self._lookout.blindness not in {"", blindness}:
            self._say(self._lookout.blindness)
        now = host.now(self._workplace.config.vault.timezone)
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        left = midnight.timestamp() - now.timestamp() - _BEFORE_MIDNIGHT.total_seconds()
        with self._workplace.state.lock(wait=_TURN_IN_HAND):
            return take_turn(self._workplace, now, commit_due=commit_due), left

    def _complain(self, words: str) -> None:
        if words != self._trouble:
            self._trouble = words
            self._say(words)

    def _tell(self, turn: Turn) -> None:
        for action in turn.actions:
            match action:
                case WriteNote():
                    self._say(f"wrote {action.path}")
                case CommitNotes():
                    self._say("committed: " + action.message.partition("\n")[0])
                case _:
                    pass


class _Mail:
    """The worker that delivers what waits in the outbox, one delivery at a time."""

    def __init__(self, deliver: Deliver, say: Say) -> None:
        self._deliver = deliver
        self._say = say
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="aimo-mail", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier run may have left."""
        self.ring()
        self._thread.start()

    def ring(self) -> None:
        """There is something to deliver."""
        self._bell.set()

    def stop(self) -> None:
        """End after the request in hand; what is not delivered then waits in the outbox."""
        self._stopping.set()
        self.ring()
        self._thread.join()

    def _work(self) -> None:
        wait: float | None = None
        while True:
            self._bell.wait(wait)
            self._bell.clear()
            if self._stopping.is_set():
                return
            wait = _attempt(lambda: self._deliver(self._stopping.wait), self._say)


def _attempt(work: Callable[[], _Result], say: Say) -> _Result | None:
    """Do something; None, and words about it, where it went wrong.

    Raises:
        NotTheWriterError: there is nothing left to do here.
    """
    try:
        return work()
    except NotTheWriterError:
        raise
    except AimoError as error:
        say(f"{error}; {error.hint}" if error.hint else str(error))
    except Exception as error:  # noqa: BLE001 (the daemon outlives a fault that nobody foresaw)
        say(host.fault_report(error))
    return None
