"""Answers applied to the vault of one goal, and what they change in it."""

from __future__ import annotations

from datetime import date
from difflib import ndiff
from typing import TYPE_CHECKING

from aimo_md.plan.answers import Answer
from aimo_md.plan.apply import Applied, apply
from aimo_md.plan.refused import Hindered
from tests.plan.answering import CONFIG, measured
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimo_md.config import Config
    from aimo_md.plan.options import OptionKey

DAY = date(2026, 11, 24)
GOAL = "Goals/A.md"
_HEAD = "---\ntype: goal\nstart: 2026-09-28\n{keys}---\n# A\n"
TASKS = "- [ ] Build the page 📅 2026-11-20\n- [ ] Blog 🔽\n"


def note(keys: str = "deadline: 2026-12-31\n", tasks: str = TASKS) -> dict[str, str]:
    """The vault of one goal."""
    return {GOAL: _HEAD.format(keys=keys) + tasks}


def applied(answer: Answer, notes: Mapping[str, str], config: Config = CONFIG) -> Applied:
    """What the answer changes."""
    found = apply(answer, measured(notes), notes, config)
    assert isinstance(found, Applied), found
    return found


def changed_lines(answer: Answer, notes: Mapping[str, str], config: Config = CONFIG) -> list[str]:
    """The lines that go and come, without blank ones, with `{id}` for the decision's id."""
    found = applied(answer, notes, config)
    rows = [
        row
        for path in sorted(found.texts)
        for row in ndiff(notes[path].split("\n"), found.texts[path].split("\n"))
        if row.startswith(("- ", "+ ")) and row != "+ "
    ]
    assert sum(found.decision in row for row in rows) == 1
    return [row.replace(found.decision, "{id}") for row in rows]


def hindered(answer: Answer, notes: Mapping[str, str]) -> Hindered:
    """Why the answer changes nothing."""
    found = apply(answer, measured(notes), notes, CONFIG)
    assert isinstance(found, Hindered), found
    return found


def said(option: OptionKey, day: date | None = None, words: str | None = None) -> Answer:
    """An answer given on the Sunday."""
    return Answer(goal=GOAL, option=option, asked=SUNDAY, day=day, words=words)


RECORD = ["+ ## Decisions"]
ASK = ["+ ask_again: 2026-12-06"]
