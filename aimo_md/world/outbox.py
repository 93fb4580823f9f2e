"""The outbox: texts that wait to be posted, and those that were.

Knows keys, texts, order, and what became of each. It must not know Discord: whoever flushes passes in how to
send. Each text is sent at least once and in order; a crash while one is being sent costs one repetition.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from aimo_md.errors import AimoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

KEPT = 500
"""Settled entries that are remembered, so that their texts can still be edited: over a year of posts."""

_ENTRIES = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'refused')),
    message_id TEXT
)
"""
_WAITS = "CREATE TABLE IF NOT EXISTS waits (noted REAL NOT NULL, until REAL NOT NULL)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text to send. With a `message_id` it was sent before, and the text there is to be replaced."""

    key: str
    text: str
    message_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """It arrived, and is known there by this id; by none if that was not told, and can then not be edited."""

    message_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """It did not go out; all that waits should wait for some seconds more.

    Where the other side `asked` for the wait it is kept, so that a new process holds to it too.
    """

    seconds: float
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """This text will never be accepted; the next may."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flushed:
    """What a flush did, by key.

    `repeated` were already on their way when an earlier flush was cut off: they may appear twice.
    `wait` is the seconds to wait before the next flush, None if nothing is left.
    """

    sent: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    repeated: tuple[str, ...]
    wait: float | None


class Outbox:
    """A queue in one file. Every call opens the file for itself, so any thread may call.

    Any number may `put`, but only one at a time may `flush`: the daemon, or whoever has its lock.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """An outbox in that file, which is made when it is first used; its folder exists.

        `clock` gives seconds that go on while no process runs.
        """
        self._path = path
        self._clock = clock

    def put(self, key: str, text: str) -> None:
        """Queue a text under the key of its kind and period, as in `weekly:2026-W47`.

        The same key with the same text is nothing new. With another text it replaces what waits or was
        refused; what was sent is edited, and left as it is where its id is not known.

        Raises:
            AimoError: the file cannot be used.
        """
        with self._transaction() as database:
            database.execute(
                "INSERT INTO entries (key, text) VALUES (?, ?) ON CONFLICT (key) DO UPDATE"
                " SET text = excluded.text, state = 'pending' WHERE text <> excluded.text"
                " AND NOT (state = 'sent' AND message_id IS NULL)",
                (key, text),
            )

    def texts(self) -> dict[str, str]:
        """The text of every entry, by key, whatever became of it. Changes nothing, and needs no right to.

        A file that cannot be read holds none; whoever puts a text will hear what is wrong with it.
        """
        return dict(self._read("SELECT key, text FROM entries"))

    def waits(self) -> bool:
        """Whether a text waits to be sent. Changes nothing."""
        return self._read("SELECT 1 FROM entries WHERE state IN ('pending', 'sending') LIMIT 1") != []

    def left_to_wait(self) -> float:
        """The seconds that are left of a wait that was asked for, 0 if there is none. Changes nothing."""
        found = self._read("SELECT until - max(noted, ?) FROM waits", self._clock())
        return max([0.0, *(float(left) for left, *_ in found)])

    def keep_wait(self, seconds: float) -> None:
        """Hold what waits back for so many seconds, which were asked for.

        Raises:
            AimoError: the file cannot be used.
        """
        now = self._clock()
        with self._transaction() as database:
            database.execute("INSERT INTO waits VALUES (?, ?)", (now, now + seconds))

    def flush(self, send: Callable[[Entry], Sent | Deferred | Refused]) -> Flushed:
        """Send what waits, oldest key first, until nothing does or `send` defers.

        Raises:
            AimoError: as `send` raises it, with the entry and those behind it still waiting; or the file
                cannot be used.
        """
        repeated = self._recover()
        sent: list[str] = []
        refused: list[tuple[str, str]] = []
        wait = self._wait_in_force()
        while wait is None and (entry := self._next()):
            try:
                outcome = send(entry)
            except AimoError:
                self._settle(entry.key, "pending")
                raise
            match outcome:
                case Sent():
                    self._settle(entry.key, "sent", outcome.message_id)
                    sent.append(entry.key)
                case Refused():
                    self._settle(entry.key, "refused")
                    refused.append((entry.key, outcome.reason))
                case Deferred():
                    self._settle(entry.key, "pending")
                    wait = outcome.seconds
                    if outcome.asked:
                        self.keep_wait(wait)
                case _:
                    assert_never(outcome)
        self._prune()
        return Flushed(sent=tuple(sent), refused=tuple(refused), repeated=repeated, wait=wait)

    def _read(self, query: str, *values: float) -> list[tuple[str, str]]:
        try:
            with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as database:
                return database.execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    def _recover(self) -> tuple[str, ...]:
        """Let what a cut-off flush left half-sent wait again."""
        with self._transaction() as database:
            keys = database.execute("SELECT key FROM entries WHERE state = 'sending'").fetchall()
            database.execute("UPDATE entries SET state = 'pending' WHERE state = 'sending'")
        return tuple(key for (key,) in keys)

    def _wait_in_force(self) -> float | None:
        """The seconds that are left of a wait that was asked for, None if there is none.

        A clock that was set back does not tell how long it has been: the whole wait then begins anew.
        """
        now = self._clock()
        with self._transaction() as database:
            database.execute(
                "UPDATE waits SET noted = ?, until = ? + until - noted WHERE noted > ?", (now,) * 3
            )
            database.execute("DELETE FROM waits WHERE until <= ?", (now,))
            (until,) = database.execute("SELECT max(until) FROM waits").fetchone()
        return None if until is None else float(until) - now

    def _next(self) -> Entry | None:
        with self._transaction() as database:
            row = database.execute(
                "SELECT key, text, message_id FROM entries WHERE state = 'pending' ORDER BY number LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            key, text, message_id = row
            database.execute("UPDATE entries SET state = 'sending' WHERE key = ?", (key,))
        return Entry(key=key, text=text, message_id=message_id)

    def _settle(self, key: str, state: str, message_id: str | None = None) -> None:
        """Note what became of an entry; one that got another text meanwhile goes on waiting."""
        with self._transaction() as database:
            database.execute(
                "UPDATE entries SET message_id = coalesce(?, message_id),"
                " state = CASE state WHEN 'sending' THEN ? ELSE state END WHERE key = ?",
                (message_id, state, key),
            )

    def _prune(self) -> None:
        with self._transaction() as database:
            database.execute(
                "DELETE FROM entries WHERE number IN (SELECT number FROM entries"
                " WHERE state IN ('sent', 'refused') ORDER BY number DESC LIMIT -1 OFFSET ?)",
                (KEPT,),
            )

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block's statements, or none: closing without a commit rolls back."""
        try:
            with closing(sqlite3.connect(self._path, isolation_level=None)) as database:
                database.execute("BEGIN IMMEDIATE")
                database.execute(_ENTRIES)
                database.execute(_WAITS)
                yield database
                database.execute("COMMIT")
        except sqlite3.Error as error:
            raise AimoError(
                f"the outbox {self._path} cannot be used: {error}",
                hint="delete it; only posts that still wait are lost",
            ) from error
