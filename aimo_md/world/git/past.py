"""The notes as git had them: which there were after each day's work, and what they held.

Knows first parents, author dates, trees and blobs. Knows nothing of what a note says, nor which of the paths
aimo would read. Paths are relative to the vault, which may be a folder inside the repository, and use `/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import tzinfo

    from aimo_md.world.git.commands import Commands
    from aimo_md.world.git.repository import Repository

_SUFFIX: Final = ".md"
_FILE: Final = "100"
"""How the mode of a regular file begins; a link or a submodule is no note."""
_LAST_STAMP: Final = 253_370_764_800
"""The first second of the year 9999. git takes later times, the calendar does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit on the first-parent line: when its author made it, and the notes that it changed.

    `authored` is in seconds since 1970. `changed` gives the new blob of each note, None for one that it took
    away.
    """

    id: str
    authored: int
    changed: Mapping[str, str | None]

    def day(self, zone: tzinfo | None) -> date:
        """The day on which its author made it; in the zone of this machine for None."""
        return datetime.fromtimestamp(min(self.authored, _LAST_STAMP), UTC).astimezone(zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """The notes after a day's work: the blob of each, and the commit that left them so.

    `changed` are the paths of all notes that may be others than in the state before.
    """

    day: date
    commit: str
    blobs: Mapping[str, str]
    changed: frozenset[str]


def past_of(repository: Repository) -> PastNotes:
    """The past of a vault's repository."""
    return PastNotes(repository._git, repository._prefix)  # noqa: SLF001 (two halves of one package)


class PastNotes:
    """What git knows of a vault's notes, from its first commit to HEAD."""

    def __init__(self, commands: Commands, prefix: str) -> None:
        """Use `past_of` to make one.

        Args:
            commands: runs git in the root of the work tree.
            prefix: from the root to the vault: "" or a path that ends in `/`.
        """
        self._git = commands
        self._prefix = prefix

    def head(self) -> str | None:
        """The newest commit; None while there is none."""
        return self._resolve("HEAD")

    def commits(self, after: str = "") -> tuple[Commit, ...] | None:
        """The commits along first parents up to HEAD, oldest first.

        Args:
            after: leave out this commit and all before it; empty for none.

        Returns:
            None if there is no such commit, or if it does not lie on that line any more: history was
            rewritten.

        Raises:
            GitError: git refused.
        """
        head = self.head()
        if after and (head is None or self._resolve(after) is None):
            return None
        if head is None or head == after:
            return ()
        log = self._git.run(
            *("-c", "log.showRoot=true", "-c", "log.diffMerges=first-parent"),
            *("log", "--first-parent", "-m", "--sparse", "--reverse", "--no-show-signature"),
            *("--raw", "-z", "--no-abbrev", "--no-renames", "--format=%H %at %P"),
            *(f"{after}..{head}" if after else head, "--", f":(top,literal){self._prefix}"),
        )
        rows = self._rows(log.text)
        # Where the line does not pass `after`, what is left out ends at some other ancestor of it.
        joined = not after or (rows != [] and rows[0][1] == after)
        return tuple(commit for commit, _ in rows) if joined else None

    def blobs(self, commit: str) -> dict[str, str]:
        """The notes at a commit, with their blobs.

        Raises:
            GitError: there is no such commit.
        """
        inside = ("--", self._prefix) if self._prefix else ()
        listing = self._git.run("ls-tree", "-r", "-z", commit, *inside).text
        blobs: dict[str, str] = {}
        for row in listing.split("\0")[:-1]:
            entry, _, rooted = row.partition("\t")
            mode, _, blob = entry.split(" ")
            if mode.startswith(_FILE) and rooted.endswith(_SUFFIX):
                blobs[rooted.removeprefix(self._prefix)] = blob
        return blobs

    def contents(self, blobs: Iterable[str]) -> dict[str, bytes]:
        """The bytes of these blobs, as git stores them, without those that the repository does not hold."""
        wanted = sorted(set(blobs))
        if not wanted:
            return {}
        data = self._git.run(
            "cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in wanted).encode()
        ).out
        found: dict[str, bytes] = {}
        start = 0
        for blob in wanted:
            body = data.index(b"\n", start) + 1
            *_, size = data[start:body].split()
            if size == b"missing":
                start = body
                continue
            end = body + int(size)
            found[blob] = data[body:end]
            start = end + 1
        return found

    def _resolve(self, rev: str) -> str | None:
        asked = ("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}")
        return self._git.run(*asked, fine=(0, 1)).text.strip() or None

    def _rows(self, log: str) -> list[tuple[Commit, str]]:
        """Each commit of the log, with its first parent ("" for the first of all)."""
        rows: list[tuple[Commit, str]] = []
        parts = iter(log.split("\0"))
        changed: dict[str, str | None] = {}
        for part in parts:
            entry = part.removeprefix("\n")
            if entry.startswith(":"):
                _, mode, _, blob, _ = entry.split(" ")
                rooted = next(parts)
                if rooted.endswith(_SUFFIX):
                    changed[rooted.removeprefix(self._prefix)] = blob if mode.startswith(_FILE) else None
            elif entry:
                name, authored, parent, *_ = entry.split(" ")
                changed = {}
                # A commit that other tools made may have no readable date; the one before it then counts.
                rows.append((Commit(id=name, authored=int(authored or 0), changed=changed), parent))
        return rows


def day_states(
    commits: Sequence[Commit], zone: tzinfo | None, start: DayState | None = None
) -> Iterator[DayState]:
    """The state at the end of each day that changed a note, oldest first; no day is earlier than the last.

    A note that was made and then changed on one day gives a state of its own before the change: what was
    ticked on the day of its making can be told from what was ticked before. All states but the last stay as
    they are when commits are added.

    Args:
        commits: along first parents, without a gap.
        zone: in which days are counted; None for that of this machine.
        start: the state before them, that of an earlier day.
    """
    day = date.min if start is None else start.day
    blobs = {} if start is None else dict(start.blobs)
    made: set[str] = set()
    changed: set[str] = set()
    last = ""
    for commit in commits:
        if not commit.changed:
            continue
        today = max(day, commit.day(zone))
        if last and (today > day or not made.isdisjoint(commit.changed)):
            yield DayState(day=day, commit=last, blobs=dict(blobs), changed=frozenset(changed))
            made.clear()
            changed.clear()
        changed.update(commit.changed)
        for path, blob in commit.changed.items():
            if blob is None:
                blobs.pop(path, None)
                continue
            if path not in blobs:
                made.add(path)
            blobs[path] = blob
        day, last = today, commit.id
    if last:
        yield DayState(day=day, commit=last, blobs=blobs, changed=frozenset(changed))
