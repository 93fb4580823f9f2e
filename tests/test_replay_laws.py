"""Whatever is committed, a replay that goes on from what was kept finds what one from the start finds."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from aimo_md.config import DEFAULTS
from aimo_md.replay import Replay
from tests.repositories import commit, git, make_repository, repository, working_tree
from tests.states import day

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.measures.advance import History

GOAL = "---\ntype: goal\nstatus: {}\ndeadline: 2026-12-{}\n---\n"
BROKEN = "\udcff"
PATHS = st.sampled_from(["A.md", "B.md", "Sub/C.md", "2026-11-03.md"])
TASKS = st.lists(
    st.tuples(
        st.sampled_from(["", "", "  "]),
        st.sampled_from(" xx-"),
        st.sampled_from(["apple", "bread", "cheese", "dates"]),
        st.sampled_from(["", " 📅 2026-11-02", " ✅ 2026-11-01", " [weight:: 2]", " [[A]]", " 🔁 every day"]),
    ).map(lambda line: "{}- [{}] {}{}\n".format(*line)),
    max_size=5,
).map("".join)
HEADS = st.sampled_from(["", "", GOAL.format("active", 24), GOAL.format("paused", 31), BROKEN])


class Lives(RuleBasedStateMachine):
    """A vault that is edited and committed, and whose history is rewritten now and then."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.root = make_repository(self.folder / "vault")
        self.living = Replay(repository(self.root), DEFAULTS, UTC, self.folder / "living")
        self.today = 0
        self.commits = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(path=PATHS, head=HEADS, tasks=TASKS, more=st.booleans())
    def edit(self, path: str, head: str, tasks: str, *, more: bool) -> None:
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        old = file.read_bytes() if more and file.exists() else b""
        file.write_bytes(old + (head + tasks).encode("utf-8", "surrogateescape"))

    @rule(path=PATHS)
    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(path=PATHS, to=PATHS)
    def rename(self, path: str, to: str) -> None:
        if (self.root / path).exists():
            (self.root / to).parent.mkdir(exist_ok=True)
            (self.root / path).replace(self.root / to)

    @rule(days=st.sampled_from([0, 0, 1, 1, 3, -2]))
    def commit(self, days: int) -> None:
        self.today = max(self.today + days, 0)
        commit(self.root, day(self.today))
        self.commits += 1
        self.compare()

    @precondition(lambda self: self.commits)
    @rule()
    def amend(self) -> None:
        commit(self.root, day(self.today), None, "--amend")
        self.compare()

    @precondition(lambda self: self.commits > 1)
    @rule(back=st.integers(1, 3))
    def go_back(self, back: int) -> None:
        self.commits = max(self.commits - back, 1)
        commits = git(self.root, "rev-list", "--reverse", "HEAD").split()
        git(self.root, "reset", "--quiet", "--hard", commits[self.commits - 1])
        git(self.root, "clean", "-d", "--force", "--quiet")
        self.compare()

    @precondition(lambda self: self.commits)
    @rule(until=st.integers(0, 5))
    def look_back(self, until: int) -> None:
        assert self.replayed("kept", day(until)) == self.replayed("fresh", day(until))

    def compare(self) -> None:
        found = self.replayed("kept")
        assert found == self.replayed("fresh") == self.living.history()
        disk = working_tree(self.root, DEFAULTS).notes
        notes = {} if found is None else found.vault.notes
        assert {path: notes[path] for path in notes if path in disk} == disk

    def replayed(self, folder: str, until: date | None = None) -> History | None:
        shutil.rmtree(self.folder / "fresh", ignore_errors=True)
        return Replay(repository(self.root), DEFAULTS, UTC, self.folder / folder).history(until)


Lives.TestCase.settings = settings(max_examples=10, stateful_step_count=12, deadline=None)
TestLives = Lives.TestCase
