"""`aimo tasks` only reads: it loads nothing that only writing needs, and shares out a large vault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from aimo_md.reader import Reader
from tests.cli.commands import call

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = frozenset(
    {"discord_webhook", "frontmatter", "git", "jinja2", "mistune", "requests", "rich", "watchdog", "yaml"}
)
SPY = """
import sys
from aimo_md.cli import answer
try:
    answer()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def test_it_loads_no_library_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n- [ ] b 📅 2026-11-30 🔁 every week\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SPY, "tasks", "--json", str(tmp_path)],
        capture_output=True,
        check=True,
        text=True,
    )
    assert [task["text"] for task in json.loads(done.stdout)["tasks"]] == ["b"]
    assert HEAVY.isdisjoint(done.stderr.split())


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A vault that is worth more than one process, with a note of every kind in each of their shares."""
    notes = (
        "# A goal\n- [ ] a 📅 2026-11-30 ^x\n\t- [x] b [id:: y]\n## M 📅 2026-12-01\n- [ ] [goal:: [[N]]]\n",
        "---\ntype: goal\nhabit: 3/week\n---\n## Done when\n- [ ] c\n## Log\n- 2026-11-20: 18 200\n",
        "---\ntype: goal\nmetric: km\nmetric_target: 10\n---\n## Decisions\n- 2026-11-08 keep: x\n",
        "---\ntype: aimo-dashboard\n---\n<!-- aimo:today -->\n- [ ] d ^aimo-t-1\n<!-- /aimo:today -->\n",
        "---\na: 1\na: 2\nstatus: odd\n---\n- [ ] e 📅 2026-02-30\n",
        "Words.\n",
    )
    for number in range(1_200):
        (tmp_path / f"Note {number}.md").write_text(notes[number % len(notes)], encoding="utf-8")
    (tmp_path / "2026-11-20.md").write_text("kcal:: 1800\n", encoding="utf-8")
    (tmp_path / "Note 1000.md").write_bytes(b"\xff")
    return tmp_path


def test_several_processes_read_what_one_reads(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    one = Reader(large).look()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    two = Reader(large)
    assert two.look() == one
    assert two.look() == replace(one, changed=frozenset())


def test_a_large_vault_is_listed_whole(large: Path) -> None:
    tasks = json.loads(call("tasks", large, "--json").stdout)["tasks"]
    assert len(tasks) == 3 * 200 + 199
