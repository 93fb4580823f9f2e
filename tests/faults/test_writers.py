"""Four ways to write into a note while aimo writes into it, too: nothing that its user wrote is lost."""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from aimo_md.errors import ChangedError
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.faults.saving import WAYS
from tests.faults.writing import GOALS, PATIENCE, Report, make_goals, start
from tests.folders import EVENING, change, make_vault, put, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = 4.0


class Editor(threading.Thread):
    """Somebody who opens a note, adds a line and saves it, again and again, with pauses to think."""

    def __init__(self, note: Path, save: Callable[[Path, str], None], end: float) -> None:
        super().__init__()
        self.note = note
        self.save = save
        self.end = end
        self.lines: list[str] = []
        self.dice = random.Random(save.__name__)  # noqa: S311 (a simulation)

    def run(self) -> None:
        while time.monotonic() < self.end:
            line = f"Thought {len(self.lines)} of {self.save.__name__}"
            text = self.note.read_text("utf-8")
            self.save(self.note, f"{text.rstrip()}\n\n{line}\n")
            self.lines.append(line)
            threading.Event().wait(self.dice.choice([0.0, 0.05, 2 * PATIENCE]))


def test_four_writers_in_goals_and_the_dashboard(tmp_path: Path) -> None:
    """aimo ticks, completes, decides and keeps properties in the notes that they save."""
    root = make_goals(tmp_path / "vault")
    turn(root, EVENING)
    place = Workplace(root, patience=PATIENCE)
    writers = start(root, SECONDS)
    while writers.poll() is None:
        with suppress(ChangedError):
            turn(place, EVENING, commit_due=False)
    report = Report.of(writers)
    assert report.lost == []
    assert min(report.updates.values()) > 0
    threading.Event().wait(2 * PATIENCE)
    turn(place, EVENING)
    for goal in GOALS:
        assert "aimo_progress: " in (root / f"{goal}.md").read_text("utf-8")


def test_four_writers_in_notes_of_aimos(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault")
    week = week_of(EVENING.date(), week_start=0)
    for ago in range(3):
        turn(root, EVENING, wanted=week_of(EVENING.date() - timedelta(days=7 * ago), week_start=0))
    reviews = [root / f"Reviews/{name} review.md" for name in (week.key, "2026-W46", "2026-W45")]
    notes = [root / "Aimo.md", *reviews]
    end = time.monotonic() + SECONDS
    editors = [Editor(note, save, end) for note, save in zip(notes, WAYS, strict=True)]
    for editor in editors:
        editor.start()
    place = Workplace(root, patience=PATIENCE)
    written, number = 0, 0
    while any(editor.is_alive() for editor in editors):
        number += 1
        put(root / "Inbox.md", f"- [ ] Thing {number} 📅 2026-11-22\n")
        try:
            written += len(turn(place, EVENING, commit_due=False).actions)
        except ChangedError:
            continue
    for editor in editors:
        editor.join()
    change(root / "Inbox.md", f"Thing {number}", "The last thing")
    threading.Event().wait(2 * PATIENCE)
    turn(place, EVENING)
    assert "The last thing" in (root / "Aimo.md").read_text("utf-8")
    for editor in editors:
        text = editor.note.read_text("utf-8")
        lost = [line for line in editor.lines if f"{line}\n" not in text]
        assert lost == [], f"{len(lost)} of {len(editor.lines)} lost"
    assert written > 0
