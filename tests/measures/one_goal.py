"""A vault with one goal, for tables of cases that differ in a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.vaults import SUNDAY, measured

if TYPE_CHECKING:
    from datetime import date

    from aimo_md.config import Config
    from aimo_md.measures.model import GoalMeasure

PATH = "Goals/Goal.md"


def one_goal(
    body: str, *keys: str, today: date = SUNDAY, config: Config | None = None, more: str = ""
) -> GoalMeasure:
    """What is measured of a goal with these keys and this body; `more` are further notes."""
    frontmatter = "\n".join(("---", "type: goal", *keys, "---"))
    return measured(f"=== {PATH}\n{frontmatter}\n{body}\n{more}", today, config).goals[PATH]
