"""Too few watches: how long until a change in a folder without one is told of, and until all have one.

    python benchmarks/watch_limit.py

Runs itself again in a user namespace of its own (`unshare`, Linux), in which it may lower the limit of
watches really, without touching anybody else's. There `aimo run` watches a vault with more folders than
watches; then the limit is raised, and aimo has five minutes to notice.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.commands import start

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = Path("/proc/sys/user/max_inotify_watches")
INSIDE = "AIMO_BENCHMARK_INSIDE"
FOLDERS, FEW, ENOUGH = 60, 20, 1_000
PATIENCE = 330.0
PAUSE = 11.0
"""So long after the dashboard was written a change is told of as soon as it is seen."""


def main() -> None:
    """Go into a namespace, and measure there."""
    if INSIDE not in os.environ:
        command = ("unshare", "--user", "--map-root-user", sys.executable, *sys.argv)
        sys.exit(subprocess.run(command, check=False, env={**os.environ, INSIDE: "1"}).returncode)
    LIMIT.write_text(str(FEW), "ascii")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        root = Path(folder, "vault")
        for number in range(FOLDERS):
            write(root, number, "nothing")
        (root / "aimo.toml").write_text("", "utf-8")
        daemon = start("run", "--vault", root)
        try:
            show(root, daemon)
        finally:
            daemon.terminate()
            daemon.communicate()


def show(root: Path, daemon: subprocess.Popen[str]) -> None:
    """Print how long everything takes."""
    print(f"{FOLDERS + 1} folders, {FEW} watches: {line_with(daemon, 'unwatched')}")
    line_with(daemon, "wrote Aimo.md")
    time.sleep(PAUSE)
    told = seconds(lambda: is_told(root, "polled"), lambda: write(root, FOLDERS - 1, "polled"))
    print(f"a change in a folder without a watch is on the dashboard after {told:.1f} s", flush=True)
    LIMIT.write_text(str(ENOUGH), "ascii")
    begun = time.monotonic()
    line_with(daemon, "tells of changes again")
    print(f"{ENOUGH} watches: aimo goes back to watching after {time.monotonic() - begun:.0f} s", flush=True)
    time.sleep(PAUSE)
    told = seconds(lambda: is_told(root, "watched"), lambda: write(root, FOLDERS - 1, "watched"))
    print(f"the same change is on the dashboard after {told:.1f} s")


def write(root: Path, number: int, words: str) -> None:
    """A note in a folder of its own."""
    note = root / f"Folder {number}/Note {number}.md"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(f"---\ntype: goal\n---\n- [ ] Do what is {words} {number}\n", "utf-8")


def is_told(root: Path, words: str) -> bool:
    """Whether the dashboard shows it."""
    dashboard = root / "Aimo.md"
    return dashboard.exists() and f"Do what is {words} {FOLDERS - 1}" in dashboard.read_text("utf-8")


def line_with(daemon: subprocess.Popen[str], words: str) -> str:
    """The next line that aimo says with these words."""
    for line in daemon.stderr or ():
        if words in line:
            return line.strip()
    raise SystemExit("aimo ended")


def seconds(condition: Callable[[], bool], deed: Callable[[], object]) -> float:
    """How long it takes until a condition holds after a deed."""
    deed()
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > PATIENCE:
            raise SystemExit(f"not within {PATIENCE:.0f} s")
        time.sleep(0.05)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
