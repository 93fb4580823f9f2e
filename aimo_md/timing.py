"""When the daemon should look, and when it should commit: seconds on a clock that never goes back.

Knows the quiet times; it is told what time it is and reads no clock. Knows nothing of files or of git.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SETTLE = 0.3
"""A change is looked at once nothing more has come for this long."""
SETTLE_AT_MOST = 10.0
"""So long a stream of changes can put off the look."""
BETWEEN_TURNS = 10.0
"""So long after a turn that wrote something began, the next may begin: notes in view should not flicker."""
QUIET = 10.0
"""So long a note must have been left alone before aimo writes into it, or follows a tick in it."""
RESCAN = 300.0
"""Without any event the vault is looked at this often: events are hints, never the truth."""
POLL = 10.0
"""So often where no events come at all."""
LOOKS_TAKE = 0.05
"""The share of the time that looking takes at most, in a vault so large that this matters."""
SUPERVISE = 5.0
"""So often the watcher is looked after, and the clock compared with the one on the wall."""
RETRY = 60.0
"""So long after a turn that failed everything is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the daemon is waiting for. Times are seconds; None for what has not happened or is not wanted.

    `last_writing` is when the last turn that wrote something began, `last_look` when the last one was done.
    `quiet_at` is when a note that somebody was writing in can be looked at again. `day_ends` is shortly
    before the next midnight: what was changed on a day is committed on it. `rescan` is the time between two
    looks that nothing gave rise to. `jobs_at` is when what is due by the wall clock may be done after the
    machine woke up, or aimo was started: notes of other devices may be on their way until then.
    """

    first_change: float | None = None
    last_change: float | None = None
    last_beginning: float = 0.0
    last_writing: float | None = None
    last_look: float = 0.0
    commit_at: float | None = None
    quiet_at: float | None = None
    day_ends: float | None = None
    rescan: float = RESCAN
    jobs_at: float | None = None

    def woken(self, now: float, *, wait: float) -> Timing:
        """The machine woke up, or aimo was started: what is due by the wall clock waits so many seconds."""
        return replace(self, jobs_at=now + wait)

    def begun(self, now: float) -> Timing:
        """A turn begins; it does what is due by the wall clock where `jobs_at` is None now."""
        waits = self.jobs_at is not None and now < self.jobs_at
        return replace(self, last_beginning=now, jobs_at=self.jobs_at if waits else None)

    def changed(self, now: float, *, quiet: float) -> Timing:
        """A change was seen: look soon, and commit after `quiet` seconds without another one."""
        commit_at = now + quiet
        if self.day_ends is not None and self.day_ends > now:
            commit_at = min(commit_at, self.day_ends)
        first = now if self.first_change is None else self.first_change
        return replace(self, first_change=first, last_change=now, commit_at=commit_at)

    def looked(self, now: float, *, wrote: bool, committed: bool, waiting: bool, day_ends: float) -> Timing:
        """A turn was done; `waiting` says that it left something until a note is quiet."""
        return replace(
            self,
            first_change=None,
            last_change=None,
            last_writing=self.last_beginning if wrote else self.last_writing,
            last_look=now,
            commit_at=None if committed else self.commit_at,
            quiet_at=now + QUIET if waiting else None,
            day_ends=day_ends,
        )

    def failed(self, now: float) -> Timing:
        """A turn was not done, or only a part of it."""
        return replace(
            self,
            first_change=None,
            last_change=None,
            last_look=now,
            commit_at=now + RETRY,
            quiet_at=None,
        )

    def look_at(self) -> float:
        """When to look next."""
        if self.last_change is None or self.first_change is None:
            wanted = (self.last_look + self.rescan, self.commit_at, self.quiet_at, self.jobs_at)
            return min(moment for moment in wanted if moment is not None)
        settled = min(self.last_change + SETTLE, self.first_change + SETTLE_AT_MOST)
        if self.last_writing is None:
            return settled
        return max(settled, self.last_writing + BETWEEN_TURNS)

    def wait(self, now: float) -> float:
        """How long to wait for a change: until the next look, or until the watcher is to be looked after."""
        return max(min(self.look_at() - now, SUPERVISE), 0.0)

    def polling(self, took: float) -> Timing:
        """No events come: look often, but not so often that a look of `took` seconds is felt."""
        return replace(self, rescan=max(POLL, took / LOOKS_TAKE))

    def hearing(self) -> Timing:
        """Events come."""
        return replace(self, rescan=RESCAN)

    def commit_due(self, now: float) -> bool:
        """Whether what was changed has been quiet long enough to be committed."""
        return self.commit_at is not None and now >= self.commit_at
