"""Four writers and somebody who ticks boxes, against aimo's own edits of the same notes: nothing may be lost.

    python benchmarks/writers.py [MINUTES]

For ten minutes unless told otherwise four writers save a few goals and the dashboard: in place, by renaming,
by deleting and making anew, by cutting off and appending. At the same time aimo takes turn after turn, and
writes there, too: ticks of the dashboard at their source, what follows from recurring tasks that were ticked
by hand, properties of goals, decisions. A note is left alone for 0.3 s after an edit, instead of ten: so
there are some thirty times as many encounters.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from aimo_md.cycle import WriteNote
from aimo_md.errors import ChangedError
from aimo_md.workplace import Workplace
from tests.faults.writing import PATIENCE, Report, make_goals, start
from tests.folders import EVENING, turn

MINUTES = 10.0
BETWEEN_TURNS = 0.05


def main() -> None:
    """Let them write, turn meanwhile, print what was lost."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        root = make_goals(Path(folder, "vault"))
        turn(root, EVENING)
        place = Workplace(root, patience=PATIENCE)
        written, refused, turns = Counter[str](), 0, 0
        writers = start(root, minutes * 60)
        while writers.poll() is None:
            turns += 1
            try:
                actions = turn(place, EVENING, commit_due=False).actions
            except ChangedError:
                refused += 1
            else:
                written.update(kind(action) for action in actions if isinstance(action, WriteNote))
            time.sleep(BETWEEN_TURNS)
        report = Report.of(writers)
    for name, updates in report.updates.items():
        print(f"{name}: {updates} updates")
    print(f"{report.ticks} boxes ticked in the dashboard")
    told = ", ".join(f"{count} {name}" for name, count in sorted(written.items()))
    print(f"aimo: {turns} turns, of which {refused} gave way three times; wrote {told}")
    print(f"lost: {len(report.lost)} of {sum(report.updates.values())}")
    if report.lost:
        sys.exit("\n".join(report.lost))


def kind(action: WriteNote) -> str:
    """What was written, in words."""
    if action.asked:
        return "goals that were asked for"
    return "dashboards and reviews" if "/" in action.path or action.path == "Aimo.md" else "properties"


if __name__ == "__main__":
    main()
