"""Vaults in the texts of tests: several notes in one text, each below a line `=== path`."""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.config import Config
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure
from aimo_md.notes.render import Templates

if TYPE_CHECKING:
    from aimo_md.goals.model import NoteReading
    from aimo_md.measures.model import Measures

SUNDAY = date(2026, 11, 22)
_TEMPLATES = Path(__file__).parent.parent / "templates"


def measured(text: str, today: date = SUNDAY, config: Config | None = None) -> Measures:
    """What is measured in the vault that a text describes."""
    chosen = config or Config()
    return measure(assemble(readings(text, chosen), chosen), today, chosen)


def readings(text: str, config: Config) -> tuple[NoteReading, ...]:
    """The notes that a text describes, read."""
    parts = re.split(r"^=== (.+)\n", inspect.cleandoc(text), flags=re.MULTILINE)[1:]
    notes = dict(zip(parts[::2], parts[1::2], strict=True))
    return tuple(read_note(path, note, config) for path, note in notes.items())


def sample() -> Measures:
    """What is measured in the sample vault on its last Sunday."""
    root = Path(__file__).parent.parent / "sample_vault"
    files = sorted(root.rglob("*.md"))
    config = Config()
    readings = [read_note(p.relative_to(root).as_posix(), p.read_text("utf-8"), config) for p in files]
    return measure(assemble(readings, config), SUNDAY, config)


def templates(language: str = "en") -> Templates:
    """The templates that aimo brings."""
    files = [path for path in _TEMPLATES.rglob("*") if path.is_file()]
    sources = {path.relative_to(_TEMPLATES).as_posix(): path.read_text("utf-8") for path in files}
    return Templates.of(sources, language)
