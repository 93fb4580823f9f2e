"""A vault whose user works on while aimo is killed again and again, and what must hold whatever the moment.

`Kills` runs `aimo run` as a process of its own, kills it at random moments and starts it again. Every fourth
kill takes git along, as a power cut does. For a spell of kills the user works beside the dashboard, and the
daemon tells of what happens; then for a spell in it, and every second time it is `aimo run --once` that is
killed, which waits for no note to be quiet and follows what was ticked.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from aimo_md.cycle import foresee
from aimo_md.timing import SETTLE
from aimo_md.workplace import Workplace
from aimo_md.world import host
from aimo_md.world.git.locks import ABANDONED_AFTER
from aimo_md.world.state import vault_state
from tests.cli.commands import AIMO
from tests.discord_server import DiscordServer
from tests.faults.saving import WAYS
from tests.folders import git, make_vault, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.discord_server import Answer, Fault, Received

VAULT = """
    === Goals/Garden.md
    ---
    type: goal
    ---
    # Garden

    - [ ] Dig the beds
    === Goals/Book.md
    ---
    type: goal
    ---
    # Book

    - [ ] Write a page
    === Diary.md
    Day by day.
    === Ideas.md
    One by one.
"""
NOTES_OF_THEIR_OWN = ("Diary.md", "Ideas.md")
"""Notes in which aimo has nothing to write."""
NOTES = ("Goals/Garden.md", "Goals/Book.md", *NOTES_OF_THEIR_OWN)
CONFIG = "[git]\nquiet = 0.05\n[review]\nafter_wakeup = 0.0\n"
"""What changed is committed as soon as it is looked at, and what is due is posted at once."""
_OFFER = re.compile(r"- \[ \] .* \^aimo-(?:keep|t)-\w+")
LATE_GOALS = 5
"""So many goals that are late at a time; each begins with an alert, and asks to be decided about."""


class SlowDiscord(DiscordServer):
    """Takes its time before it takes a message, or before it says so, as a network does."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self._dice = random.Random(0)  # noqa: S311 (no secret)

    def answer(self, request: Received) -> Answer | Fault:
        self.asked += 1
        self.closing.wait(self._dice.uniform(0.0, 0.2))
        answered = super().answer(request)
        self.closing.wait(self._dice.uniform(0.0, 0.2))
        return answered


class Author(threading.Thread):
    """Somebody who saves notes, in bursts and in all ways, and never takes a line out again."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        super().__init__(name="author")
        self.writing = threading.Lock()
        """Held while a burst lasts; whoever takes it sees the vault between two."""
        self.edits = 0
        self.in_the_dashboard = False
        self.lines: dict[str, list[str]] = {name: [] for name in ("Aimo.md", *NOTES)}
        self.versions: dict[str, str] = {}
        """The last version of each note that nobody else writes."""
        self._root = root
        self._dice = dice
        self._late: list[str] = []
        self._names = (f"Late {number}" for number in count(1))
        self._ended = threading.Event()
        self._bursts = threading.Semaphore(0)
        self._be_late()

    def run(self) -> None:
        while self._bursts.acquire() and not self._ended.wait(self._dice.uniform(0.0, 1.5)):
            with self.writing:
                for _ in range(self._dice.randrange(1, 5)):
                    self._edit()

    def go_on(self) -> None:
        """Save some more notes, in two bursts."""
        self._bursts.release(2)

    def end(self) -> None:
        self._ended.set()
        self._bursts.release()
        self.join()

    def _edit(self) -> None:
        self.edits += 1
        match self._dice.randrange(8):
            case 0:
                self._be_late()
            case 1 if self.in_the_dashboard:
                self._tick()
            case 2 if self.in_the_dashboard:
                self._add_a_line("Aimo.md")
            case _:
                self._add_a_line(self._dice.choice(NOTES))

    def _add_a_line(self, path: str) -> None:
        note = self._root / path
        if note.exists():  # the dashboard may not have been written yet
            line = f"Thought {self.edits}."
            text = f"{note.read_bytes().decode().rstrip()}\n\n{line}\n"
            self._dice.choice(WAYS)(note, text)
            self.lines[path].append(line)
            if path in NOTES_OF_THEIR_OWN:
                self.versions[path] = text

    def _be_late(self) -> None:
        """One more goal whose deadline has passed; the oldest of these goes."""
        name = next(self._names)
        head = "type: goal\nstart: 2026-01-01\ndeadline: 2026-02-01"
        tasks = "".join(f"- [ ] Step {step} of {name}\n" for step in range(9))
        put(self._root / f"Goals/{name}.md", f"---\n{head}\n---\n# {name}\n\n{tasks}")
        self._late.append(name)
        if len(self._late) > LATE_GOALS:
            (self._root / f"Goals/{self._late.pop(0)}.md").unlink()

    def _tick(self) -> None:
        """Tick a box that the dashboard offers."""
        dashboard = self._root / "Aimo.md"
        text = dashboard.read_bytes().decode() if dashboard.exists() else ""
        offers = [line for line in text.split("\n") if _OFFER.fullmatch(line)]
        if offers:
            offer = self._dice.choice(offers)
            self._dice.choice(WAYS)(dashboard, text.replace(offer, offer.replace("[ ]", "[x]", 1)))


@dataclass(kw_only=True)
class Figures:
    """What became of some kills."""

    kills: int = 0
    in_the_window: int = 0
    """Kills while a message was on its way: it had gone out, and nobody had noted what became of it."""
    left_behind: int = 0
    """Locks and temporary notes that a killed aimo or git left."""
    heals: int = 0
    last_heal: float = 1.0
    """Seconds that the last turn in peace took, start included: kills are meant for such a turn."""
    longest_heal: float = 0.0


class Kills:
    """Kills over the vault at `root`, whose messages go to `discord`; so many of them make a `spell`."""

    def __init__(self, root: Path, discord: SlowDiscord, *, spell: int, seed: int = 0) -> None:
        self.root = root
        self.figures = Figures()
        self.author = Author(make_vault(root, VAULT), random.Random(seed))  # noqa: S311 (no secret)
        put(root / "aimo.toml", CONFIG)
        git(root, "init", "--quiet", "--initial-branch=main")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "First")
        self.state = vault_state(root)
        self.state.write_job("weekly-review", "2020-W01")  # so that a week is told of
        self._discord = discord
        self._spell = spell
        self._left: frozenset[str] = frozenset()
        self._dice = random.Random(seed + 1)  # noqa: S311 (no secret)

    def kill(self) -> None:
        """Start aimo and kill it."""
        in_the_dashboard = self.figures.kills // self._spell % 2 == 1
        self.author.in_the_dashboard = in_the_dashboard
        once = ("--once",) if in_the_dashboard and self.figures.kills % 2 else ()
        everything = self.figures.kills % 4 == 3
        self.author.go_on()
        asked_before = self._discord.asked
        process = _start("run", *once, "--vault", str(self.root))
        moment = self._dice.triangular(0.2, 1.3, 0.9) * self.figures.last_heal
        try:
            with suppress(subprocess.TimeoutExpired):
                process.wait(moment if once else moment + SETTLE)
        finally:
            _kill(process, with_children=everything)
        self.figures.kills += 1
        self.figures.in_the_window += self._discord.asked > asked_before and self._is_sending()
        left = _left_in(self.root)
        self.figures.left_behind += len(left - self._left)
        self._left = left

    def heal(self) -> None:
        """Let aimo do one turn in peace, ten minutes after the last kill, and see that all is well."""
        with self.author.writing:
            then = time.time() - ABANDONED_AFTER
            for lock in (self.root / ".git").rglob("*.lock"):
                os.utime(lock, (then, then))
            begun = time.monotonic()
            process = _start("run", "--once", "--vault", str(self.root))
            assert process.wait(120) == 0, "the turn after a kill failed"
            self.figures.heals += 1
            self.figures.last_heal = time.monotonic() - begun
            self.figures.longest_heal = max(self.figures.longest_heal, self.figures.last_heal)
            self._check()

    def _check(self) -> None:
        for path, lines in self.author.lines.items():
            text = (self.root / path).read_bytes().decode()
            assert text.endswith("\n"), f"{path} is torn"
            assert text.count("<!-- aimo:") == text.count("<!-- /aimo:"), f"{path} is torn"
            there = Counter(text.split("\n"))
            lost = [line for line in lines if there[line] != 1]
            assert lost == [], f"{path} has lost, or twice: {lost}"
        for path, version in self.author.versions.items():
            assert (self.root / path).read_bytes() == version.encode(), f"{path} is no version that was saved"
        assert git(self.root, "fsck", "--strict", "--no-dangling") == ""
        self._left = _left_in(self.root)
        assert not self._left, f"left behind: {sorted(self._left)}"
        again = foresee(Workplace(self.root), host.now(""), commit_due=True)
        assert again.actions == (), "a turn after the turn has something to do"

    def posts(self) -> tuple[int, int]:
        """How many messages were posted, and how many of them told something that was told before."""
        told: set[str] = set()
        repeated = 0
        for body in self._discord.messages.values():
            news = set(_news(body))
            repeated += not told.isdisjoint(news)
            told |= news
        return len(self._discord.messages), repeated

    def commits(self) -> int:
        return int(git(self.root, "rev-list", "--count", "HEAD"))

    def faults(self) -> tuple[str, ...]:
        """What aimo said of faults that nobody foresaw."""
        said = (path.read_text("utf-8") for path in self.state.folder.glob("aimo.log*"))
        return tuple(line for text in said for line in text.split("\n") if "unexpected" in line)

    def _is_sending(self) -> bool:
        path = self.state.folder / "outbox.sqlite"
        if not path.exists():
            return False
        with closing(sqlite3.connect(path)) as outbox:
            try:
                asked = "SELECT 1 FROM entries WHERE state = 'sending' AND message_id IS NULL"
                return outbox.execute(asked).fetchone() is not None
            except sqlite3.OperationalError:  # killed before there was a table
                return False


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*AIMO, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _kill(process: subprocess.Popen[bytes], *, with_children: bool) -> None:
    children = tuple(_below(process.pid)) if with_children else ()
    process.kill()
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    process.wait()


def _below(process: int) -> Iterator[int]:
    """The children of a process and theirs; only Linux tells."""
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in tasks.read_text("ascii").split():
                yield int(child)
                yield from _below(int(child))


def _left_in(root: Path) -> frozenset[str]:
    """Files that do not outlive a turn in peace."""
    left = (*root.rglob(".aimo-*"), *(root / ".git").rglob("*.lock"))
    return frozenset(path.relative_to(root).as_posix() for path in left)


def _news(body: Mapping[str, object]) -> Iterator[str]:
    """What a message tells of: each goal that slips, a decision, or a week by its title."""
    embeds = body["embeds"]
    assert isinstance(embeds, list)
    for embed in embeds:
        if "slip" in embed["title"]:
            yield from (f"{each['name']} slips" for each in embed["fields"])
        else:
            yield embed["title"]
