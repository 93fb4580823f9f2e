"""One opened vault: its reader, repository and state.

Brings the reader and the files of `world` together for a turn: `look` gives a `Snapshot`, and the workplace
itself is the `Hands` by which a turn is performed. Owned by one thread. Knows nothing of what a turn decides.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import msgspec

from aimo_md.config import CONFIG_NAME, CommitMode, Config
from aimo_md.cycle import NoteText, Snapshot
from aimo_md.cycle.answering import decision_record
from aimo_md.delivery import Delivery
from aimo_md.errors import ConfigError, NotTheWriterError, Problem
from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.measures.advance import History
from aimo_md.plan.undo import Versions, is_source
from aimo_md.reader import Index, Reader
from aimo_md.replay import Replay
from aimo_md.sightings import Sightings
from aimo_md.vault_shapes import VaultShapes
from aimo_md.vault_templates import VaultTemplates
from aimo_md.world import disk, host
from aimo_md.world.git import Repository, open_repository
from aimo_md.world.git.past import past_of
from aimo_md.world.git.records import changed_by
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from aimo_md.cycle import Needs
    from aimo_md.cycle.last_measured import LastMeasured
    from aimo_md.notes.message import Message
    from aimo_md.notes.render import Templates
    from aimo_md.reader import Kept


_ANOTHER_CLOCK: Final = 2_000_000_000
"""In nanoseconds: a note that was changed further ahead than this was changed by another clock."""


def take_over(root: Path, device: str) -> None:
    """Write into the config of a vault that this device works on it from now on.

    Raises:
        ConfigError: the config cannot be read, or says it in a way that cannot be changed.
        ChangedError: the config changed meanwhile.
    """
    from aimo_md.text.toml_edit import with_text  # noqa: PLC0415 (loads tomlkit, which nothing else here needs)

    note = disk.read_note(root, CONFIG_NAME)
    if isinstance(note, Problem):
        raise ConfigError(str(note), hint="`aimo init` makes it where it is missing")
    text = disk.decode(CONFIG_NAME, note.data)
    changed = text if isinstance(text, Problem) else with_text(text, "vault", "writer", device)
    if not isinstance(changed, str):
        raise ConfigError(
            f"{CONFIG_NAME} cannot be changed by itself",
            hint=f'write this into its section [vault]: writer = "{device}"',
        )
    disk.write_note(root, CONFIG_NAME, changed.encode(), expected=note.sha256)


class Workplace:
    """The vault at `root`. Opening it changes nothing.

    `patience` is for how many seconds a note must have been left alone before aimo writes into it. Whoever
    types a command has put the notes away; the daemon cannot know. What aimo does by itself it
    does on one device: `works_as` is the name of this one, None where a person asks.
    """

    def __init__(self, root: Path, *, patience: float = 0.0, works_as: str | None = None) -> None:
        self.root = root
        self.patience = patience
        self.works_as = works_as
        self.state = vault_state(root)
        self.delivery = Delivery(self.state.folder)
        self._index = Index(self.state.folder, root)
        self._reader = Reader(root, self._index)
        self._texts = VaultTemplates(root, self._reader.config)
        self.shapes = VaultShapes(root, self._reader.config)
        self._repository: Repository | None = None
        self._history: tuple[str, History | None] | None = None
        self._replay: tuple[Config, Replay] | None = None
        self._earlier: dict[date, History | None] = {}
        self._written: dict[str, str] = {}
        self._last_measured: LastMeasured | None = None
        self._sightings = Sightings()
        self._hints: frozenset[str] | None = None
        self._attempted: set[str] = set()
        self._left: tuple[str, ...] = ()
        self._stamps: dict[str, disk.Stamp | None] = {}

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

    @property
    def remark(self) -> str:
        """What there is to say of what was kept for this start; empty where it is fine."""
        return self._index.remark

    def keep_index(self) -> None:
        """Have the next start find what was read of the notes."""
        self._reader.keep_index()

    def look_only_at(self, hints: Iterable[str] | None) -> None:
        """Have the looks from now on be at these notes and folders, and at what was written meanwhile.

        None, as at first, has them be at everything: nobody knows what may have changed.
        """
        self._hints = None if hints is None else frozenset(hints)

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now. Only notes that changed since the last look are read again.

        Raises:
            NotTheWriterError: another device is the one that works on this vault by itself.
        """
        head = self._head()
        found = self._reader.look(None if self._hints is None else {*self._hints, *self._attempted})
        self._attempted.clear()
        self._left = found.left
        by_hand = self._sightings.look(found.notes, found.changed, now.date(), head, found.config)
        self._reader.keep_index(only_if_much=True)
        self.require_writer()
        visiting = found.config.vault.writer not in {"", host.device(host.environment())}
        return Snapshot(
            now=now,
            config=found.config,
            notes=found.notes,
            problems=(*found.problems, *self._texts.look(found.config), *self.shapes.look(found.config)),
            texts=_texts(found.kept),
            by_hand=tuple(each for each in by_hand if not visiting and each.task.path not in found.open),
            busy=self._busy(found.kept),
            held=found.open,
            visiting=visiting,
            commit_due=commit_due,
            uncommitted=self._uncommitted() if commit_due else None,
            jobs=self.state.read_jobs(),
            posted=self.delivery.posted(),
            history=self._history_up_to(head, now),
            history_until=self.history_until,
            last_measured=self._last_measured,
        )

    def look_closer(self, snapshot: Snapshot, needs: Needs) -> Snapshot:
        """The snapshot with the notes and commits that are needed to follow what is asked for.

        Notes are read again, so that what is changed is what stands there.
        """
        decided = {decision: self._versions(decision) for decision in needs.decisions}
        changed = {version.path for versions in decided.values() for version in versions}
        kept = self._reader.look_closer(sorted((needs.notes | changed) - snapshot.texts.keys()))
        again = {path: read_note(path, note.text, snapshot.config) for path, note in kept.items()}
        return replace(
            snapshot,
            notes=Layered.of(snapshot.notes).but(again),
            sources=_texts(kept),
            decided=decided,
            busy=snapshot.busy | self._busy(kept) | (kept.keys() & snapshot.held),
            uncommitted=self._uncommitted() if snapshot.uncommitted is None else snapshot.uncommitted,
        )

    @property
    def has_measured(self) -> bool:
        """Whether the next look is measured from an earlier one."""
        return self._last_measured is not None

    def keep(self, measured: LastMeasured) -> None:
        """Have the next look be measured from this."""
        self._last_measured = measured

    def require_writer(self) -> None:
        """See to it that this device may work on the vault by itself, if that is what it does.

        Raises:
            NotTheWriterError: another device is the one that does.
        """
        writer = self.config.vault.writer
        if self.works_as is not None and writer not in {"", self.works_as}:
            raise NotTheWriterError(
                f"{writer!r} is the device that works on this vault, and this one is {self.works_as!r}",
                hint="what you ask for by name is done here, too; to let this device work on it from now on: "
                "aimo run --take-over",
            )

    def clear_away(self) -> None:
        """Remove what a turn that died left behind."""
        disk.clear_away(self.root, self._left)

    def write(self, path: str, text: str, expected: str | None) -> None:
        """Replace a note that still is what was read; ChangedError where it is not."""
        self._attempted.add(path)
        self._written[path] = disk.write_note(self.root, path, text.encode(), expected=expected)
        self._stamps[path] = disk.stamp_of(self.root, path)
        self._sightings.wrote(path, text, self.config)

    def keep_versions(self, decision: str, versions: tuple[Versions, ...]) -> None:
        """Keep what a decision changes."""
        self.state.write_record(decision, msgspec.json.encode(versions))

    def is_as_written(self, path: str) -> bool:
        """Whether a note is what aimo itself wrote there, so that a hint of it tells nothing new."""
        return path in self._stamps and self._stamps[path] == disk.stamp_of(self.root, path)

    def commit(self, paths: tuple[str, ...], message: str) -> tuple[str, ...]:
        """Commit these notes; those that were committed."""
        head = self._head()
        committed = None if self.repository is None else self.repository.commit(paths, message)
        if committed is None:
            return ()
        self._sightings.committed(head, committed.id)
        return committed.paths

    def post(self, key: str, message: Message) -> None:
        """Queue a message."""
        self.delivery.put(key, message)

    def remember(self, job: str, period: str) -> None:
        """Note that a job is done for a period."""
        self.state.write_job(job, period)

    def pass_over(self, path: str) -> None:
        """Forget what was ticked and unticked by hand in a note."""
        self._sightings.passed_over(path)

    def _head(self) -> str | None:
        """The newest commit that git has checked out; None where there is none."""
        return None if self.repository is None else past_of(self.repository).head()

    def _history_up_to(self, head: str | None, now: datetime) -> History | None:
        """What git knows of the past, replayed again only where HEAD moved or the config changed.

        In a repository without a commit of notes the past begins today.
        """
        if self.repository is None:
            return None
        key = f"{head} {self.config}"
        if self._history is None or self._history[0] != key:
            self._history = key, self._replay_of(self.repository).history()
            self._earlier.clear()
        history = self._history[1]
        return History.beginning(now.date()) if history is None else history

    def history_until(self, day: date) -> History | None:
        """What git knew at the end of an earlier day, None where it knew nothing."""
        if self.repository is not None and day not in self._earlier:
            self._earlier[day] = self._replay_of(self.repository).history(day)
        return self._earlier.get(day)

    def _replay_of(self, repository: Repository) -> Replay:
        """The past, with the config of now."""
        if self._replay is None or self._replay[0] != self.config:
            zone = ZoneInfo(self.config.vault.timezone) if self.config.vault.timezone else None
            folder, known = self.state.folder / "past", self._reader.reading_of
            self._replay = self.config, Replay(repository, self.config, zone, folder, known)
        return self._replay[1]

    def _busy(self, kept: Mapping[str, Kept]) -> frozenset[str]:
        """The notes that their user has just changed; what aimo itself wrote there keeps nobody waiting."""
        now = time.time_ns()
        since, until = now - int(self.patience * 1e9), now + _ANOTHER_CLOCK
        return frozenset(
            path
            for path, note in kept.items()
            if since < note.mtime_ns < until and note.sha != self._written.get(path) and self.patience
        )

    def _versions(self, decision: str) -> tuple[Versions, ...]:
        """What git knows of the notes that a decision changed, else what was kept of them."""
        committed = self._committed(decision)
        if any(map(is_source, committed)):
            return committed
        kept = self.state.read_record(decision)
        try:
            return () if kept is None else msgspec.json.decode(kept, type=tuple[Versions, ...])
        except msgspec.DecodeError:
            return ()

    def _committed(self, decision: str) -> tuple[Versions, ...]:
        """What git knows of the notes that a decision changed."""
        if self.repository is None:
            return ()
        return tuple(
            Versions(
                path=note.path,
                before=note.before.decode(errors="replace"),
                after=note.after.decode(errors="replace"),
            )
            for note in changed_by(self.repository, decision_record(decision))
        )

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


def _texts(kept: Mapping[str, Kept]) -> dict[str, NoteText]:
    return {path: NoteText(text=note.text, sha=note.sha) for path, note in kept.items()}
