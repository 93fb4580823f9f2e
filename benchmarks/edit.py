"""How long from a saved note to the dashboard on the disk, in small and in very large vaults.

    python -m benchmarks.edit [NOTES ...]

First the turn alone, in this process: a goal's task is ticked or unticked, and the turn is told which note
changed. Then through a daemon that watches: from the save to the dashboard, without the time for which it
waits for quiet. Then both once more with the review of last week beside the dashboard: the ticks are of days
of that week, so that each turn writes it, too. The default sizes are 1,000, 10,000 and 100,000 notes.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aimo_md import timing
from aimo_md.cycle import WriteNote, take_turn
from aimo_md.daemon import Daemon
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from aimo_md.world import memory
from benchmarks.vaults import tick_or_untick, write_vault

WANTED = 0.025
WEEK = timedelta(weeks=1)
EDITS = 20
EDITED = 2
"""A note is looked at again until it is two seconds old; nobody writes in more than two in that time."""
EDITS_OF_A_DAEMON = 8


def main() -> None:
    """Measure each size, and fail where the turn takes longer than is wanted."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        for notes in sizes:
            root = Path(folder, f"vault {notes}")
            goals = write_vault(root, notes)
            time.sleep(2.5)  # a note that is younger is looked at again
            for beside in ("", ", with a review"):
                if beside:
                    write_review(root)
                slowest = max(slowest, turns(root, goals, f"a turn in {notes:,} notes{beside}"))
                daemon(root, goals)
    if slowest > WANTED:
        sys.exit(f"more than {WANTED * 1000:.0f} ms")


def write_review(root: Path) -> None:
    """Write the review of last week, which follows the facts until the next one."""
    now = datetime.now(UTC)
    take_turn(Workplace(root), now, commit_due=False, wanted=week_of(now.date()).previous())


def turns(root: Path, goals: list[str], what: str) -> float:
    """The seconds that a turn takes in the middle."""
    place, now = Workplace(root), datetime.now(UTC)
    with memory.filling():
        take_turn(place, now, commit_due=False)
    walls: list[float] = []
    busy: list[float] = []
    for number in range(EDITS):
        goal = goals[number % EDITED]
        tick_or_untick(root, goal, now.date() - WEEK)
        place.look_only_at({goal})
        began, used = time.perf_counter(), time.process_time()
        turn = take_turn(place, now, commit_due=False)
        walls.append(time.perf_counter() - began)
        busy.append(time.process_time() - used)
        assert any(isinstance(action, WriteNote) for action in turn.actions)  # noqa: S101 (what is measured)
    tell(what, walls)
    tell("  of it the processor", busy)
    return statistics.median(walls)


def daemon(root: Path, goals: list[str]) -> None:
    """The same through a daemon that does not wait between two turns."""
    timing.BETWEEN_TURNS = 0.0
    place, dashboard = Workplace(root), root / "Aimo.md"
    living = Daemon(place, lambda _: None, deliver=lambda _: None, push=lambda _: None)
    thread = threading.Thread(target=living.run)
    thread.start()
    try:
        wait_until_quiet(place)
        walls: list[float] = []
        for goal in goals[:EDITS_OF_A_DAEMON]:
            before = dashboard.stat().st_mtime_ns
            tick_or_untick(root, goal, datetime.now(UTC).date() - WEEK)
            saved = time.time_ns()
            while dashboard.stat().st_mtime_ns == before:
                time.sleep(0.0005)
            took = (dashboard.stat().st_mtime_ns - saved) / 1e9
            walls.append(took - timing.SETTLE)
            time.sleep(2.0)
    finally:
        living.stop()
        thread.join()
    tell("  through a daemon", walls)


def wait_until_quiet(place: Workplace) -> None:
    """Wait for the daemon's first turn, and for what it hears of its own writing."""
    while not place.has_measured:
        time.sleep(0.1)
    time.sleep(4.0)


def tell(what: str, seconds: list[float]) -> None:
    """The shortest and the middle one."""
    shortest, median = min(seconds) * 1000, statistics.median(seconds) * 1000
    print(f"{what:41} shortest {shortest:6.1f} ms   median {median:6.1f} ms", flush=True)


if __name__ == "__main__":
    main()
