"""A change measures only what it touches, and gives what measuring everything would give.

A small vault is edited as a person might; after each edit what was kept is compared with what comes out from
scratch, with a past and without one.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aimo_md.config import Config, VaultConfig
from aimo_md.cycle.last_measured import LastMeasured, measured_since
from aimo_md.errors import Problem
from aimo_md.goals.layered import Layered
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import Assembly, assemble
from aimo_md.measures.advance import History
from aimo_md.measures.measure import Measuring, measure

CONFIG = Config(vault=VaultConfig(archive=("Old",)))
FIRST = date(2026, 11, 20)
UNREAD = Problem(path="Large.md", line=0, code="too-large", message="is large", remedy="split it")

paths = st.sampled_from(
    ("A.md", "B.md", "Sub/C.md", "List.md", "2026-11-20.md", "Inbox.md", "Old/B.md", "Old/C.md")
)
marks = st.sampled_from(" xx/-h")
texts = st.sampled_from(
    (
        "plant 📅 2026-11-24",
        "dig ⏳ 2026-12-01 🆔 dig",
        "sow ⛔ dig",
        "reap ⛔ dig,sow 🆔 sow",
        "weed [weight:: 3]",
        "water 🔁 every week 📅 2026-11-25",
        "prune ✅ 2026-11-19",
        "old ➕ 2026-10-02",
        "Wednesday: buy seeds",
        "call [[B]] 📅 2026-12-30",
        "ask [goal:: [[A]]]",
        "ask [goal:: [[Nobody]]]",
        "[[C]] first",
    )
)
others = st.sampled_from(
    ("## Soon 📅 2026-12-10", "## [[B]]", "## Log", "- 2026-11-20: 4", "kilos:: 5", "", "see [[C]] and [[B]]")
)
lines = st.one_of(
    st.builds("{}- [{}] {}".format, st.sampled_from(("", "", "  ")), marks, texts),
    others,
)
keys = st.sampled_from(
    (
        "type: goal",
        "type: goal\nstart: 2026-11-01\ndeadline: 2026-12-20",
        "type: goal\nstart: 2026-11-01\ndeadline: 2026-12-20\nstatus: paused",
        "type: goal\nstart: 2026-11-01\ndeadline: 2026-11-26\npriority: high",
        'type: goal\nparent: "[[A]]"',
        'type: goal\nparent: "[[A]]"\ndeadline: 2026-12-01\npriority: low',
        'type: goal\nparent: "[[C]]"\nstatus: done',
        'type: goal\nparent: "[[B]]"\naliases: [A]',
        "type: goal\nmetric: kilos\nmetric_from: 0\nmetric_target: 9\ndeadline: 2026-12-20",
        "type: goal\nhabit: 3/week",
        "type: goal\nprogress: 30",
        'goal: "[[A]]"',
        'goal: "[[Nobody]]"',
        "aliases: [B]",
        "title: B\naliases: [C, Nobody]",
        "kilos: 4",
    )
)


class Edits(RuleBasedStateMachine):
    """A vault that is edited, and what is kept of it from one edit to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: dict[str, str] = {}
        self.bodies: dict[str, list[str]] = {}
        self.more: tuple[Problem, ...] = ()
        self.today = FIRST

    @initialize(body=st.lists(lines, max_size=6), others=st.lists(lines, max_size=6))
    def begin(self, body: list[str], others: list[str]) -> None:
        self.heads = {
            "A.md": "type: goal\nstart: 2026-11-01\ndeadline: 2026-12-20",
            "B.md": "type: goal",
            "Sub/C.md": 'type: goal\nparent: "[[A]]"',
            "List.md": 'goal: "[[A]]"',
        }
        self.bodies = {
            "A.md": list(body),
            "B.md": ["- [ ] b"],
            "Sub/C.md": list(others),
            "List.md": ["- [ ] l"],
        }
        self.kept = Layered({path: read_note(path, self.text(path), CONFIG) for path in self.bodies})
        self.assembly = Assembly.of(self.kept, CONFIG)
        self.history = History.beginning(self.today)
        self.last = self.measured_since(None)
        self.measure_anew()

    def text(self, path: str) -> str:
        return "\n".join(("---", self.heads.get(path, ""), "---", *self.bodies[path]))

    def measure_anew(self) -> None:
        past = self.history.up_to(self.assembly.vault, self.today)
        self.bare = Measuring.of(self.assembly.vault, self.today, CONFIG)
        self.known = Measuring.of(self.assembly.vault, self.today, CONFIG, past)

    def look(self, *edited: str) -> None:
        """Read the edited notes, and measure what changed."""
        read = {path: read_note(path, self.text(path), CONFIG) for path in edited if path in self.bodies}
        self.kept = self.kept.without([path for path in edited if path not in read]).but(read)
        self.assembly = self.assembly.after(self.kept, self.more)
        vault = self.assembly.vault
        self.bare = self.bare.after(vault)
        self.known = self.known.after(vault, self.history.up_to(vault, self.today))

    def measured_since(self, last: LastMeasured | None) -> LastMeasured:
        return measured_since(last, self.kept, self.today, CONFIG, self.history, self.more)

    def tasks(self, path: str) -> list[int]:
        return [at for at, line in enumerate(self.bodies.get(path, ())) if re.match(r" *- \[.\]", line)]

    @rule(path=paths, mark=marks, nth=st.integers(0, 5))
    def mark(self, path: str, mark: str, nth: int) -> None:
        """Tick a box, untick or cancel it."""
        tasks = self.tasks(path)
        if tasks:
            at = tasks[nth % len(tasks)]
            self.bodies[path][at] = re.sub(r"\[.\]", f"[{mark}]", self.bodies[path][at], count=1)
            self.look(path)

    @rule(path=paths, line=lines, nth=st.integers(0, 9))
    def add(self, path: str, line: str, nth: int) -> None:
        """Write a line, maybe the first of a note."""
        body = self.bodies.setdefault(path, [])
        body.insert(min(nth, len(body)), line)
        self.look(path)

    @rule(path=paths, nth=st.integers(0, 9))
    def remove(self, path: str, nth: int) -> None:
        """Delete a line."""
        if self.bodies.get(path):
            del self.bodies[path][nth % len(self.bodies[path])]
            self.look(path)

    @rule(path=paths, other=paths, nth=st.integers(0, 5))
    def move(self, path: str, other: str, nth: int) -> None:
        """Move a task from one note to another."""
        tasks = self.tasks(path)
        if tasks and other in self.bodies:
            line = self.bodies[path].pop(tasks[nth % len(tasks)])
            self.bodies[other].append(line)
            self.look(path, other)

    @rule(path=paths, other=paths)
    def rename(self, path: str, other: str) -> None:
        """Give a note another name, if no note has that."""
        if path in self.bodies and other not in self.bodies:
            self.bodies[other] = self.bodies.pop(path)
            self.heads[other] = self.heads.pop(path, "")
            self.look(path, other)

    @rule(path=paths)
    def delete(self, path: str) -> None:
        """Take a note away."""
        if path in self.bodies:
            del self.bodies[path]
            self.look(path)

    @rule(path=paths, head=keys)
    def change_keys(self, path: str, head: str) -> None:
        """Change a goal's days, status or parent, or make a note a goal, or none."""
        if path in self.bodies:
            self.heads[path] = head
            self.look(path)

    @rule()
    def change_nothing(self) -> None:
        """Read notes again that say what they said."""
        self.look(*self.bodies)

    @rule()
    def fail_to_read(self) -> None:
        """Find another note that cannot be read, or that can be read again."""
        self.more = () if self.more else (UNREAD,)
        self.look()

    @rule()
    def commit(self) -> None:
        """Make all that is there part of the history."""
        vault = self.assembly.vault
        self.history = History(past=self.history.up_to(vault, self.today), vault=vault)
        self.look()

    @precondition(lambda self: self.today < FIRST + timedelta(days=9))
    @rule(days=st.integers(1, 8))
    def sleep(self, days: int) -> None:
        """Another day begins."""
        self.commit()
        self.today += timedelta(days=days)
        self.measure_anew()

    @invariant()
    def it_is_what_comes_out_from_scratch(self) -> None:
        vault = assemble(self.kept.values(), CONFIG, self.more)
        assert self.assembly.vault == vault
        assert list(self.assembly.vault.notes) == list(vault.notes)
        assert list(self.bare.measures.goals) == sorted(vault.goals)
        assert self.bare.measures == measure(vault, self.today, CONFIG)
        past = self.history.up_to(vault, self.today)
        assert self.known.measures == measure(vault, self.today, CONFIG, past)
        self.last = self.measured_since(self.last)
        assert self.last.measures == self.measured_since(None).measures


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=30, stateful_step_count=15, deadline=None)
