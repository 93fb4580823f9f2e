"""One opened vault: its folder, config, repository and state, and what was last read of its notes.

Brings the files of `world` together for a turn: `look` gives a `Snapshot`, and the workplace itself is the
`Hands` by which a turn is performed. Owned by one thread. Knows nothing of what a turn decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aimo_md.config import CONFIG_NAME, CommitMode, Config, read_config
from aimo_md.cycle import NoteText, Snapshot
from aimo_md.delivery import Delivery
from aimo_md.errors import Problem
from aimo_md.goals.parse import read_note
from aimo_md.notes.render import Templates
from aimo_md.world import disk
from aimo_md.world.assets import TEMPLATES, bundled, read_texts
from aimo_md.world.git import Repository, open_repository
from aimo_md.world.state import vault_state

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from aimo_md.goals.model import NoteReading
    from aimo_md.notes.message import Message

_LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A note as it was last looked at; `text` is kept only of the notes that aimo may rewrite.

    `reading` is the last good one: a note that cannot be read now keeps counting as it was.
    """

    found: disk.Found
    sha: str
    reading: NoteReading | None
    text: str | None
    problem: Problem | None


class Workplace:
    """The vault at `root`. Opening it changes nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = Config()
        self.state = vault_state(root)
        self.templates = Templates.of(read_texts(bundled(TEMPLATES)), _LANGUAGE)
        self.delivery = Delivery(self.state.folder)
        self._config_text: str | None = None
        self._config_problems: tuple[Problem, ...] = ()
        self._known: dict[str, _Known] = {}
        self._repository: Repository | None = None
        self._read_config()

    @property
    def repository(self) -> Repository | None:
        """The git repository that the vault lies in, None where there is none."""
        if self._repository is None:
            self._repository = open_repository(self.root)
        return self._repository

    def look(self, now: datetime, *, commit_due: bool) -> Snapshot:
        """What the vault holds now. Only notes that changed since the last look are read again."""
        self._read_config()
        vault = self.config.vault
        scan = disk.scan(self.root, ignore=vault.ignore, largest=vault.largest_note)
        unread = tuple(problem.path for problem in scan.problems)
        kept = {path: known for path, known in self._known.items() if _is_below(path, unread)}
        self._known = kept | {found.path: self._note(found) for found in scan.notes}
        known = self._known.values()
        told = tuple(note.problem for note in known if note.problem is not None)
        return Snapshot(
            now=now,
            config=self.config,
            readings=tuple(note.reading for note in known if note.reading is not None),
            problems=(*self._config_problems, *scan.problems, *told),
            texts={
                note.found.path: NoteText(text=note.text, sha=note.sha)
                for note in known
                if note.text is not None
            },
            uncommitted=self._uncommitted() if commit_due else None,
            jobs=self.state.read_jobs(),
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

    def _read_config(self) -> None:
        """Read `aimo.toml` again where it changed; one that is broken leaves the last good one in use."""
        note = disk.read_note(self.root, CONFIG_NAME)
        text = "" if isinstance(note, Problem) else disk.decode(CONFIG_NAME, note.data)
        if isinstance(text, Problem):
            self._config_problems = (text,)
        elif text != self._config_text:
            config, self._config_problems = read_config(text)
            broken = any(problem.code == "config-toml" for problem in self._config_problems)
            if not broken and config != self.config:
                self.config = config
                self._known = {}
            self._config_text = text

    def _note(self, found: disk.Found) -> _Known:
        known = self._known.get(found.path)
        if known is not None and known.found == found:
            return known
        last_good = None if known is None else known.reading
        note = disk.read_note(self.root, found.path)
        text = note if isinstance(note, Problem) else disk.decode(found.path, note.data)
        if isinstance(note, Problem) or isinstance(text, Problem):
            problem = note if isinstance(note, Problem) else text
            sha = "" if isinstance(note, Problem) else note.sha256
            assert isinstance(problem, Problem)  # noqa: S101 (for the type checker)
            return _Known(found=found, sha=sha, reading=last_good, text=None, problem=problem)
        reading = read_note(found.path, text, self.config)
        rewritable = reading.is_generated or found.path == self.config.notes.dashboard
        return _Known(
            found=found,
            sha=note.sha256,
            reading=reading,
            text=text if rewritable else None,
            problem=None,
        )

    def _uncommitted(self) -> dict[str, str | None] | None:
        """The notes that differ from the last commit, with their text in it; None without commits."""
        repository = self.repository
        if repository is None or self.config.git.commit is CommitMode.OFF:
            return None
        changed = repository.changed()
        committed = repository.show_many(changed)
        return {path: _text(committed.get(path)) for path in changed}


def _is_below(path: str, places: tuple[str, ...]) -> bool:
    """Whether a note is one of these, or lies in one of these folders."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors="replace")
