"""When to turn: the loop that waits for changes and turns, until it is told to stop.

One thread, the one that calls `run`, owns the model. The watcher's thread only puts hints into a queue; posts
go out in a worker of their own. Knows nothing of what a turn does.
"""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING

from aimo_md.cycle import CommitNotes, PostMessage, WriteNote, take_turn
from aimo_md.errors import AimoError
from aimo_md.timing import Timing
from aimo_md.world import host
from aimo_md.world.watch import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimo_md.cycle import Turn
    from aimo_md.workplace import Workplace


class Daemon:
    """Keeps one vault's dashboard, reviews and history up to date."""

    def __init__(
        self, workplace: Workplace, deliver: Callable[[], float | None], say: Callable[[str], None]
    ) -> None:
        """Make ready.

        Args:
            workplace: the opened vault; from `run` on, owned by the thread that calls it.
            deliver: sends what waits in the outbox, and says after how many seconds to try again, None for
                not before there is more; called from a worker.
            say: takes one line about what happened.
        """
        self._workplace = workplace
        self._deliver = deliver
        self._say = say
        self._hints: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Ask the loop to end after the turn in hand; safe from a signal handler."""
        self._stopping.set()
        self._hints.put(None)

    def run(self) -> None:
        """Turn once, then on every change and every few minutes, until `stop`."""
        mail = _Mail(self._deliver, self._say)
        watcher = Watcher(self._workplace.root, self._hints.put)
        watcher.start()
        mail.start()
        try:
            self._loop(mail)
        finally:
            watcher.stop()
            mail.stop()

    def _loop(self, mail: _Mail) -> None:
        timing = Timing(quiet=self._workplace.config.git.quiet).changed(time.monotonic())
        while not self._stopping.is_set():
            timing = self._gather(timing)
            now = time.monotonic()
            if now >= timing.look_at() and not self._stopping.is_set():
                timing = self._turn(timing, mail, commit_due=timing.commit_due(now))
        if timing.commit_at is not None:
            self._turn(timing, mail, commit_due=True)

    def _gather(self, timing: Timing) -> Timing:
        """Wait for hints until the next look is due."""
        wait = max(timing.look_at() - time.monotonic(), 0.0)
        try:
            hint = self._hints.get(timeout=wait)
        except queue.Empty:
            return timing
        return timing if hint is None else timing.changed(time.monotonic())

    def _turn(self, timing: Timing, mail: _Mail, *, commit_due: bool) -> Timing:
        """One turn. What goes wrong is said, and the loop goes on: the next look may find it mended."""
        workplace = self._workplace
        wrote = False
        try:
            turn = take_turn(workplace, host.now(workplace.config.vault.timezone), commit_due=commit_due)
        except AimoError as error:
            self._say(f"{error}; {error.hint}" if error.hint else str(error))
        else:
            self._tell(turn)
            wrote = any(isinstance(action, WriteNote) for action in turn.actions)
            if any(isinstance(action, PostMessage) for action in turn.actions):
                mail.ring()
        return timing.looked(time.monotonic(), wrote=wrote, committed=commit_due)

    def _tell(self, turn: Turn) -> None:
        for action in turn.actions:
            match action:
                case WriteNote():
                    self._say(f"wrote {action.path}")
                case CommitNotes():
                    subject = action.message.partition("\n")[0]
                    self._say(f"committed {len(action.paths)} notes: {subject}")
                case _:
                    pass


class _Mail:
    """The worker that delivers what waits in the outbox, one delivery at a time."""

    def __init__(self, deliver: Callable[[], float | None], say: Callable[[str], None]) -> None:
        self._deliver = deliver
        self._say = say
        self._bell = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="aimo-mail", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier run may have left."""
        self.ring()
        self._thread.start()

    def ring(self) -> None:
        """There is something to deliver."""
        self._bell.set()

    def stop(self) -> None:
        """End after the delivery in hand."""
        self._stopping = True
        self.ring()
        self._thread.join()

    def _work(self) -> None:
        wait: float | None = None
        while True:
            self._bell.wait(wait)
            self._bell.clear()
            if self._stopping:
                return
            try:
                wait = self._deliver()
            except AimoError as error:
                self._say(f"{error}; {error.hint}" if error.hint else str(error))
                wait = None
