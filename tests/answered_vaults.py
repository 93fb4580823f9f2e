"""Goals that wait for an answer, as folders with git, and the ways in which a person answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.cycle import measured, take_turn
from aimo_md.goals.parse import read_note
from aimo_md.plan.boxes import read_boxes
from aimo_md.plan.decisions import decisions
from aimo_md.text.dates import week_of
from aimo_md.workplace import Workplace
from tests.folders import NOON, REVIEW, change, commit_all, git, make_vault

if TYPE_CHECKING:
    from pathlib import Path

    from aimo_md.plan.decisions import Decision

WEEK = week_of(NOON.date())
DASHBOARD = "Aimo.md"
GOAL = "Goals/Run.md"

SLIPPING = """
    === Goals/Run.md
    ---
    type: goal
    start: 2026-09-28
    deadline: 2026-12-31
    ---
    # Run again

    - [x] a 📅 2026-10-01 ✅ 2026-10-01
    - [x] b 📅 2026-10-10 ✅ 2026-10-10
    - [x] c 📅 2026-10-20 ✅ 2026-10-20
    - [x] d 📅 2026-11-01 ✅ 2026-11-19
    - [ ] e 📅 2026-11-02 🆔 e
    - [ ] f 📅 2026-11-05 ⛔ e
    - [ ] g 📅 2026-11-24
    - [ ] h 📅 2026-11-26 🔼
    - [ ] i 📅 2026-12-10 🔽
    - [ ] j 📅 2026-12-20
    === Inbox.md
    - [ ] Call the plumber 📅 2026-11-23
"""
ROOMY = SLIPPING.replace("deadline: 2026-12-31", "deadline: 2027-10-31\n    slip_after: 1d")
COMPLETE = """
    === Goals/Run.md
    ---
    type: goal
    ---
    - [x] a ✅ 2026-11-20
"""
RESTING = """
    === Goals/Run.md
    ---
    type: goal
    status: paused
    paused_until: 2026-11-20
    deadline: 2026-12-31
    ---
    - [ ] a

    ## Decisions
    - 2026-10-20 pause: until 2026-11-20 ^aimo-d-00aa11
"""


def asked(root: Path, text: str = SLIPPING, *, with_git: bool = True) -> Path:
    """A vault whose review and dashboard ask about the goal, all of it committed."""
    make_vault(root, text, with_git=with_git)
    settle(root)
    if with_git:
        commit_all(root)
    return root


def settle(root: Path) -> None:
    """Turns until all is said, with the review of the running week."""
    take_turn(Workplace(root), NOON, commit_due=True, wanted=WEEK)


def line(note: Path, part: str) -> str:
    """The only line of a note that holds `part`."""
    (found,) = [line for line in note.read_bytes().decode().split("\n") if part in line]
    return found


def tick(note: Path, part: str) -> None:
    """Tick the line of a note that holds `part`."""
    old = line(note, part)
    assert "[ ]" in old
    change(note, old, old.replace("[ ]", "[x]", 1))


def untick(note: Path, part: str) -> None:
    """Untick the line of a note that holds `part`."""
    old = line(note, part)
    assert "[x]" in old
    change(note, old, old.replace("[x]", "[ ]", 1))


def boxes(root: Path, path: str) -> list[str]:
    """The block ids of the boxes in a note of aimo's, each with `+` where it is ticked."""
    text, config = (root / path).read_bytes().decode(), Workplace(root).config
    found = read_boxes(read_note(path, text, config), text, config)
    return [box.id + ("+" if box.ticked else "") for box in found]


def decided(root: Path) -> tuple[Decision, ...]:
    """The decisions that stand in the goals' notes."""
    return decisions(measured(Workplace(root).look(NOON, commit_due=False)).vault)


def commits(root: Path, since: str) -> list[str]:
    """The whole messages of the commits since one, the oldest first."""
    log = git(root, "log", "--reverse", "--format=%B%x00", f"{since}..HEAD")
    return [message.strip() for message in log.split("\0") if message.strip()]


def changed_in(root: Path, commit: str = "HEAD") -> list[str]:
    """The notes that a commit changed."""
    names = git(root, "show", "--name-only", "--format=", "-z", commit)
    return [name for name in names.rstrip("\0").split("\0") if name]


__all__ = [
    "COMPLETE",
    "DASHBOARD",
    "GOAL",
    "RESTING",
    "REVIEW",
    "ROOMY",
    "SLIPPING",
    "WEEK",
    "asked",
    "boxes",
    "changed_in",
    "commits",
    "decided",
    "line",
    "settle",
    "tick",
    "untick",
]
