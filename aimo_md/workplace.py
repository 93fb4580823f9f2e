"""One opened vault: its reader, repository and state.

Brings the reader and the files of `world` together for a turn: `look` gives a `Snapshot`, and the workplace
itself is the `Hands` by which a turn is performed. Owned by one thread. Knows nothing of what a turn decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aimo_md.config import CommitMode, Config
from aimo_md.cycle import NoteText, Snapshot
from aimo_md.delivery import Delivery
from aimo_md.measures.advance import History
from aimo_md.reader import Reader
from aimo_md.replay import replay
from aimo_md.vault_templates import VaultTemplates
from aimo_md.world import disk
from aimo_md.world.git import Repository, open_repository
from aimo_md.world.git.past import past_of
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from aimo_md.notes.message import Message
    from aimo_md.notes.render import Templates


class Workplace:
    """The vault at `root`. Opening it changes nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = vault_state(root)
        self.delivery = Delivery(self.state.folder)
        self._reader = Reader(root)
        self._texts = VaultTemplates(root, self._reader.config)
        self._repository: Repository | None = None
        self._history: tuple[str, History | None] | None = None

    @property
    def config(self) -> Config:
        """What the owner chose, as of the last look."""
        return self._reader.config

    @property
    def templates(self) -> Templates:
        """The texts of the notes that aimo writes, as of the last look."""
        return self._texts.templates

    @property
    def repository(self) -> Repository | None:
        """The git repository that the vault lies in, None where there is none."""
        if self._repository is None:
            self._repository = open_repository(self.root)
        return self._repository

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now. Only notes that changed since the last look are read again."""
        found = self._reader.look()
        return Snapshot(
            now=now,
            config=found.config,
            readings=found.readings,
            problems=(*found.problems, *self._texts.look(found.config)),
            texts={path: NoteText(text=kept.text, sha=kept.sha) for path, kept in found.kept.items()},
            uncommitted=self._uncommitted() if commit_due else None,
            jobs=self.state.read_jobs(),
            history=self._history_up_to_head(now),
        )

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read; ChangedError where it is not."""
        disk.write_note(self.root, path, text.encode(), expected=expected)

    def commit(self, paths: tuple[str, ...], message: str) -> None:
        """Commit these notes."""
        if self.repository is not None:
            self.repository.commit(paths, message)

    def post(self, key: str, message: Message) -> None:
        """Queue a message."""
        self.delivery.put(key, message)

    def remember(self, job: str, period: str) -> None:
        """Note that a job is done for a period."""
        self.state.write_job(job, period)

    def _history_up_to_head(self, now: datetime) -> History | None:
        """What git knows of the past, replayed again only where HEAD moved or the config changed.

        In a repository without a commit of notes the past begins today.
        """
        if self.repository is None:
            return None
        key = f"{past_of(self.repository).head()} {self.config}"
        if self._history is None or self._history[0] != key:
            zone = ZoneInfo(self.config.vault.timezone) if self.config.vault.timezone else None
            past = replay(self.repository, self.config, zone, self.state.folder / "past")
            self._history = key, past
        history = self._history[1]
        return History.beginning(now.date()) if history is None else history

    def _uncommitted(self) -> dict[str, str | None] | None:
        """The notes that differ from the last commit, with their text in it; None without commits."""
        if self.config.git.commit is CommitMode.OFF or self.repository is None:
            return None
        changed = self.repository.changed()
        committed = self.repository.show_many(changed)
        return {path: self._text(path, committed.get(path)) for path in changed}

    def _text(self, path: str, data: bytes | None) -> str | None:
        """What was committed of a note; nothing of one that is there but not read (ignored, too large)."""
        unread = not self._reader.reads(path) and (self.root / path).exists()
        return None if data is None or unread else data.decode(errors="replace")
