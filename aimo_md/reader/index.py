"""The index: what was last read of a vault, kept in the user's state folder for the next start.

It is a sealed MessagePack file of stamps, readings with the names that git has for their bytes, and the texts
of the notes that aimo may rewrite. Of what
it holds only that counts whose stamp is the one on the disk; a note whose stamp could hide a change is not in
it. Deleting it costs time and nothing else. Knows what such a file depends on. Knows no note on the disk.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from aimo_md import __version__
from aimo_md.config import DEFAULTS, Config
from aimo_md.goals import READER
from aimo_md.goals.model import NoteReading
from aimo_md.world import memory
from aimo_md.world.checkpoints import Checkpoints
from aimo_md.world.disk import Stamp  # noqa: TC001 (msgspec looks up the types of `_File`)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_FORMAT: Final = 2
"""To be raised with every change to the layout of the file."""
_NAME: Final = "notes"
_UNFIT: Final = "the index of the notes does not fit any more, or is damaged, so they are all read anew"
FOLDER: Final = "index"
"""The folder of the index, in the state folder."""


_T = TypeVar("_T")


class Kept(Struct, frozen=True, kw_only=True, array_like=True):
    """A note that aimo may rewrite, as it stands: its text, the hash of its bytes, when it was changed."""

    text: str
    sha: str
    mtime_ns: int


class Known(Struct, frozen=True, kw_only=True, array_like=True):
    """What the index holds: by folder and name the stamps, by path the notes that may be rewritten.

    The `readings` are those of all notes, still encoded, and `blobs` the names that git has for their bytes.
    """

    stamps: dict[str, dict[str, Stamp]]
    kept: dict[str, Kept]
    readings: bytes
    blobs: list[bytes]


def known_of(
    stamps: Mapping[str, Mapping[str, Stamp]],
    kept: Mapping[str, Kept],
    notes: Sequence[NoteReading],
    blobs: Mapping[str, bytes],
) -> Known:
    """What an index is to hold; `blobs` are by path."""
    return Known(
        stamps={folder: dict(names) for folder, names in stamps.items()},
        kept=dict(kept),
        readings=msgspec.msgpack.encode(notes),
        blobs=[blobs[note.path] for note in notes],
    )


class Index:
    """The index of one vault."""

    def __init__(self, state: Path, root: Path) -> None:
        """Use the state folder of the vault at `root`; nothing is made before something is kept."""
        self._folder = state / FOLDER
        self._root = root
        self.remark = ""
        """What there is to say of it; empty where it is fine, or not there."""

    def load(self, config: Config) -> Known | None:
        """What was kept of notes that were read with such a config; None if that is nothing or damaged."""
        kept = self._kept(config)
        data = kept.read(_NAME)
        known = None if data is None else self._decoded(data, Known)
        if data is None and _NAME in kept.names():
            self.remark = _UNFIT
        return known

    def readings(self, known: Known) -> list[NoteReading] | None:
        """What the notes say; None if another reader has written that under the same number."""
        with memory.filling():
            return self._decoded(known.readings, list[NoteReading])

    def store(self, known: Known, config: Config) -> None:
        """Keep this for the next start. Where it cannot be kept, that only costs time."""
        self._kept(config).write(_NAME, msgspec.msgpack.encode(known))

    def _decoded(self, data: bytes, kind: type[_T]) -> _T | None:
        try:
            return msgspec.msgpack.decode(data, type=kind)
        except msgspec.DecodeError:
            self.remark = _UNFIT
            return None

    def _kept(self, config: Config) -> Checkpoints:
        return Checkpoints(self._folder, _key(self._root, config))


def _key(root: Path, config: Config) -> bytes:
    """Whatever the index depends on, beside the notes: the reader, what it goes by, and which vault it is."""
    try:
        inode = root.stat().st_ino
    except OSError:
        inode = 0
    vault = f"{__version__} {READER} {_FORMAT} {inode} ".encode() + os.fsencode(root.resolve())
    return vault + msgspec.json.encode(what_reading_goes_by(config), order="deterministic")


def what_reading_goes_by(config: Config) -> Config:
    """The config without all that makes no difference to which notes there are and what each says."""
    return replace(
        DEFAULTS,
        vault=replace(config.vault, writer="", timezone="", polling=False),
        tasks=config.tasks,
        notes=config.notes,
    )
