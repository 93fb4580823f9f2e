"""The review of the week that ends on the Sunday of the vaults in these tests, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimo_md.config import Config
from aimo_md.notes.review import review_blocks
from aimo_md.text.dates import week_of
from tests.vaults import SUNDAY, measured, templates

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

WEEK = week_of(SUNDAY)
ONE = "=== A.md\n---\ntype: goal\n---\n- [ ] next\n"


def said_in(measures: Measures, name: str) -> str:
    """What a block of the review says."""
    blocks = review_blocks(measures, WEEK, Config(), templates())
    return next(block.body for block in blocks if block.name == name)


def rivals(*deadlines: str) -> Measures:
    """Goals at the same pace, with these deadlines."""
    steps = "".join(f"- [x] ✅ 2026-{day}\n" for day in ("10-05", "10-19", "11-02", "11-16"))
    goals = (
        f"=== {name}.md\n---\ntype: goal\nstart: 2026-09-20\ndeadline: {day}\n---\n{steps}" + "- [ ] x\n" * 9
        for name, day in zip("ABC", deadlines, strict=False)
    )
    return measured("".join(goals))
