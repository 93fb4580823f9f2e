"""When to turn: the loop that waits for changes and turns, until it is told to stop.

One thread, the one that calls `run`, owns the model. The watcher's thread only puts hints into a queue; posts
and pushes go out in workers of their own. Knows nothing of what a turn does.
"""

from __future__ import annotations

import math
import queue
import time
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from aimo_md.cycle import CommitNotes, PostMessage, WriteNote, take_turn
from aimo_md.errors import NotTheWriterError
from aimo_md.lookout import Lookout
from aimo_md.timing import RESCAN, Timing
from aimo_md.worker import Worker, attempt, in_a_line
from aimo_md.world import host, memory

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimo_md.cycle import Turn
    from aimo_md.measures.model import Measures
    from aimo_md.worker import Say, Work
    from aimo_md.workplace import Workplace


_TURN_IN_HAND: Final = 10.0
"""Seconds for which a command that is at work on the vault is waited for."""
_ANYTHING: Final = ""
"""The hint that any note of the vault may have changed."""
_BEFORE_MIDNIGHT: Final = timedelta(seconds=3)
"""Time enough for the last commit of a day."""


class Daemon:
    """Keeps one vault's dashboard, reviews and history up to date."""

    def __init__(
        self,
        workplace: Workplace,
        say: Say,
        *,
        deliver: Work,
        push: Work,
        offer: Callable[[Measures, float], None] = lambda _, __: None,
    ) -> None:
        """Make ready.

        Args:
            workplace: the opened vault; from `run` on, owned by the thread that calls it.
            say: takes one line about what happened.
            deliver: sends what waits in the outbox; called from a worker.
            push: pushes what was committed; called from another one.
            offer: keeps an answer ready for whoever asks how the goals are, given the seconds that are left
                of the day. It is withdrawn when something changes.
        """
        self._workplace = workplace
        self._lookout = Lookout(workplace.root, self._hint)
        self._mail = Worker("aimo-mail", deliver, say)
        self._pushing = Worker("aimo-push", push, say)
        self._say = say
        self._offer = offer
        self._offered: Measures | None = None
        self._measures: Measures | None = None
        self._trouble = ""
        self._hints: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._heard_of: set[str] | None = None
        self._looked_at_all = -math.inf
        self._kept_index = -math.inf

    def stop(self) -> None:
        """Ask the loop to end after the turn in hand; safe from a signal handler."""
        self._hints.put(None)

    def reload(self) -> None:
        """Look at everything anew, the webhook's address too; safe from a signal handler."""
        self._workplace.delivery.look_again()
        self._mail.ring()
        self._hint(_ANYTHING)

    def run(self) -> None:
        """Turn once, then on every change and every few minutes; a last time when told to stop."""
        self._withdraw()  # what one that died kept ready
        self._mail.start()
        self._pushing.start()
        try:
            self._loop()
        except NotTheWriterError as error:
            self._say(f"{error}; so this one ends")
        finally:
            self._withdraw()
            self._lookout.stop()
            self._mail.stop()
            self._pushing.stop()

    def _hint(self, path: str) -> None:
        self._hints.put(path)

    def _loop(self) -> None:
        timing: Timing | None = self._changed(self._woken(Timing()))
        while timing is not None:
            now = time.monotonic()
            if now >= timing.look_at():
                timing = self._turn(timing, commit_due=timing.commit_due(now))
            timing = self._gather(timing)
        self._turn(Timing(jobs_at=math.inf), commit_due=True)
        self._workplace.keep_index()

    def _gather(self, timing: Timing) -> Timing | None:
        """Wait for a hint until the next look is due; None when told to stop."""
        heard = True
        try:
            hint = self._hints.get(timeout=timing.wait(time.monotonic()))
        except queue.Empty:
            hint, heard = _ANYTHING, timing.last_change is None and self._lookout.lost()
            self._keep_ready(timing)
        if hint is None:
            return None
        if self._lookout.slept():
            self._mail.ring()
            hint, heard, timing = _ANYTHING, True, self._woken(timing)
        if not heard:
            return timing
        self._hear(hint)
        return self._changed(timing)

    def _hear(self, hint: str) -> None:
        """Remember what is to be looked at until a turn has done so."""
        if hint == _ANYTHING:
            self._heard_of = None
        elif self._heard_of is not None:
            self._heard_of.add(hint)
        if not self._workplace.is_as_written(hint):
            self._withdraw()

    def _keep_ready(self, timing: Timing) -> None:
        """Have an answer for whoever asks how the goals are, now that there is time for it."""
        measures, ends = self._measures, timing.day_ends
        if measures is not None and measures is not self._offered and ends is not None:
            self._offered = measures
            if not self._lookout.blindness:
                attempt(lambda: self._offer(measures, ends - time.monotonic()), self._complain)

    def _withdraw(self) -> None:
        """Keep no answer ready: something may have changed since."""
        if self._offered is not None or self._measures is None:
            attempt(self._workplace.state.withdraw, self._complain)
        self._offered = self._measures = None

    def _keep_index(self) -> None:
        """Let the next start begin with what is known now, at most every few minutes."""
        if self._kept_index == -math.inf and self._workplace.remark:
            self._say(self._workplace.remark)
        if self._looked_at_all - self._kept_index >= RESCAN:
            self._workplace.keep_index()
            self._kept_index = self._looked_at_all

    def _woken(self, timing: Timing) -> Timing:
        return timing.woken(time.monotonic(), wait=self._workplace.config.review.after_wakeup)

    def _changed(self, timing: Timing) -> Timing:
        return timing.changed(time.monotonic(), quiet=self._workplace.config.git.quiet)

    def _turn(self, timing: Timing, *, commit_due: bool) -> Timing:
        """One turn. What goes wrong is said once, and the loop goes on: the next look may find it mended."""
        began = time.monotonic()
        timing = timing.begun(began)
        # What is committed is looked at: all of it, since hints are never the truth.
        if commit_due or began - self._looked_at_all >= timing.rescan:
            self._hear(_ANYTHING)
        done = attempt(lambda: self._take(timing, commit_due=commit_due), self._complain)
        now = time.monotonic()
        if done is None:
            self._withdraw()
            return timing.failed(now)
        if self._heard_of is None:
            self._looked_at_all = began
            self._keep_index()
        self._heard_of = set()
        timing = timing.polling(now - began) if self._lookout.blindness else timing.hearing()
        turn, left_of_day = done
        self._tell(turn)
        if any(isinstance(action, PostMessage) for action in turn.actions):
            self._mail.ring()
        if any(isinstance(action, CommitNotes) for action in turn.actions):
            self._pushing.ring()
        if turn.refused is not None:
            self._withdraw()
            self._complain(in_a_line(turn.refused))
            return timing.failed(now)
        self._trouble = ""
        self._measures = turn.measures
        wrote = any(isinstance(action, WriteNote) for action in turn.actions)
        return timing.looked(
            now, wrote=wrote, committed=commit_due, waiting=turn.waiting, day_ends=now + left_of_day
        )

    def _take(self, timing: Timing, *, commit_due: bool) -> tuple[Turn, float]:
        """Take a turn; with it the seconds that are left of the day."""
        blindness = self._lookout.blindness
        rescan = timing.last_change is None
        if not self._lookout.watch(polling=self._workplace.config.vault.polling, thoroughly=rescan):
            self._hear(_ANYTHING)
        if self._lookout.blindness != blindness:
            self._say(self._lookout.blindness or "the system tells of changes again")
        now = host.now(self._workplace.config.vault.timezone)
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        left = midnight.timestamp() - now.timestamp() - _BEFORE_MIDNIGHT.total_seconds()
        self._workplace.look_only_at(self._heard_of)
        filling = nullcontext() if self._workplace.has_measured else memory.filling()
        with self._workplace.state.lock(wait=_TURN_IN_HAND), filling:
            jobs_wait = timing.jobs_at is not None
            return take_turn(self._workplace, now, commit_due=commit_due, jobs_wait=jobs_wait), left

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
