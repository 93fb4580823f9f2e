"""How long until aimo knows a vault: after a start without an index, with one, and beside a living daemon.

    python -m benchmarks.start [NOTES [COLD]]

Each figure comes from processes of their own, in turns and several times in the same run, with all files in
the system's cache; what starting Python takes is not in it. Three ratios are wanted: with an index, to what a
plain walk takes with `os.scandir` and `stat` (1.75 at 100,000 notes); without one, to what reading all bytes
takes (6 at 10,000); and `aimo status` beside a daemon to `python -c pass` (6, with what starting takes).
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.cycle import measured
from aimo_md.reader import Index, Reader
from aimo_md.workplace import Workplace
from aimo_md.world import host, memory
from aimo_md.world.state import vault_state
from benchmarks.vaults import write_vault
from tests.cli.commands import start

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATS = 7
AIMO = Path(sysconfig.get_path("scripts")) / "aimo"


def main() -> None:
    """Make two vaults, measure, print."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["in-a-process"]:
        print(timed(PARTS[arguments[1]], Path(arguments[2])))
        return
    notes, cold = (*map(int, arguments), *(100_000, 10_000)[len(arguments) :])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AIMO_STATE_HOME"] = str(Path(folder, "state"))
        small, large = Path(folder, "small"), Path(folder, "large")
        write_vault(small, cold)
        write_vault(large, notes)
        time.sleep(2.5)  # a note that is younger is looked at again
        without_index(small, cold)
        with_index(large, notes)
        beside_a_daemon(small)


def without_index(root: Path, notes: int) -> None:
    """A first start against reading all bytes."""
    times = in_turns({part: part_of(part, root) for part in ("read all bytes", "first look")})
    print(f"{notes:,} notes, without an index")
    tell(times, "first look", "read all bytes")


def with_index(root: Path, notes: int) -> None:
    """Later starts against a plain walk."""
    part_of("keep the index", root)()
    times = in_turns({part: part_of(part, root) for part in ("walk", "look with index", "status with index")})
    size = sum(file.stat().st_size for file in vault_state(root).folder.rglob("notes"))
    print(f"{notes:,} notes, with an index of {size / 1e6:.1f} MB")
    tell(times, "look with index", "walk")


def beside_a_daemon(root: Path) -> None:
    """`aimo status` against a Python that does nothing."""
    daemon = start("run", "--vault", root)
    try:
        while vault_state(root).offered() is None:
            time.sleep(0.1)
        time.sleep(15.0)  # it hears of what it wrote
        status = in_turns(
            {
                "python -c pass": running(sys.executable, "-c", "pass"),
                "aimo status": running(AIMO, "status", "--vault", root),
            }
        )
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait()
    print("beside a daemon")
    tell(status, "aimo status", "python -c pass")


def running(*command: str | Path) -> Callable[[], float]:
    """What runs a command, and says how long that took."""

    def run() -> float:
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    return run


def part_of(part: str, root: Path) -> Callable[[], float]:
    """What does one of `PARTS` in a process of its own, and says how long that took."""

    def run() -> float:
        command = (sys.executable, "-m", "benchmarks.start", "in-a-process", part, str(root))
        return float(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)

    return run


def in_turns(runs: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    """The seconds that each of these takes, one after the other and that several times."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, run in runs.items():
            times[name].append(run())
    return times


def tell(times: dict[str, list[float]], these: str, those: str) -> None:
    """The shortest and the middle of each, and the ratio of two of them."""
    for name, seconds in times.items():
        print(f"  {name:18} shortest {min(seconds):7.4f} s   median {statistics.median(seconds):7.4f} s")
    shortest = min(times[these]) / min(times[those])
    median = statistics.median(times[these]) / statistics.median(times[those])
    print(f"  {these} : {those}   shortest {shortest:.2f}   median {median:.2f}", flush=True)


def timed(work: Callable[[Path], object], root: Path) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    result = work(root)
    took = time.perf_counter() - began
    del result  # only now, since letting go of a whole vault takes a while
    return took


def walk(root: Path) -> int:
    """Every note's status, by a plain walk."""
    found, folders = 0, [str(root)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif entry.name.endswith(".md"):
                    entry.stat(follow_symlinks=False)
                    found += 1
    return found


def read_all(root: Path) -> int:
    """Every note's bytes."""
    read = 0
    for folder, _, names in os.walk(root):
        for name in names:
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 (the measure is open itself)
                read += len(file.read())
    return read


def look(root: Path) -> object:
    """All that the notes say, with the index where there is one."""
    return Reader(root, Index(vault_state(root).folder, root)).look()


def keep_index(root: Path) -> None:
    """Have an index."""
    reader = Reader(root, Index(vault_state(root).folder, root))
    reader.look()
    reader.keep_index()


def status(root: Path) -> object:
    """All that `aimo status` has to know."""
    place = Workplace(root)
    with memory.filling():
        return measured(place.look(host.now(""), commit_due=False))


PARTS: dict[str, Callable[[Path], object]] = {
    "walk": walk,
    "read all bytes": read_all,
    "first look": look,
    "look with index": look,
    "keep the index": keep_index,
    "status with index": status,
}


if __name__ == "__main__":
    main()
