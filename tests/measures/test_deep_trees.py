"""Goals that lie very deep in one another: what a goal holds of those below it is all that it costs."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import DEFAULTS
from aimo_md.goals.parse import read_note
from aimo_md.goals.vault import assemble
from aimo_md.measures.measure import measure

if TYPE_CHECKING:
    from types import FrameType

    from aimo_md.goals.model import Vault

TODAY = date(2026, 11, 22)
DAYS = "start: 2026-09-01\ndeadline: 2026-12-31"
BODY = "# Goal\n\n- [ ] a\n- [x] b ✅ 2026-10-05\n- [ ] c\n"


def chain(length: int, keys: str) -> Vault:
    """So many goals, each the parent of the next."""
    parents = ["", *(f'parent: "[[G{number}]]"' for number in range(length - 1))]
    texts = [f"---\ntype: goal\n{keys}\n{parent}\n---\n{BODY}" for parent in parents]
    return assemble((read_note(f"G{at}.md", text, DEFAULTS) for at, text in enumerate(texts)), DEFAULTS)


def calls_an_item(length: int, keys: str) -> float:
    """How many functions are called for each of the items that the goals of a chain hold together."""
    vault, calls = chain(length, keys), 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        measures = measure(vault, TODAY, DEFAULTS)
    finally:
        sys.setprofile(None)
    return calls / sum(len(found.items) for found in measures.goals.values())


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param("", id="planned together"),
        pytest.param(DAYS, id="each planned by itself"),
        pytest.param(f"{DAYS}\ngoal_weight: 2\npriority: high", id="with weights"),
        pytest.param(f"{DAYS}\nstatus: paused", id="paused"),
    ],
)
def test_what_an_item_costs_does_not_grow_with_the_depth(keys: str) -> None:
    assert calls_an_item(120, keys) <= calls_an_item(30, keys)


@pytest.mark.parametrize("keys", ["", DAYS])
def test_three_hundred_goals_in_a_chain(keys: str) -> None:
    found = measure(chain(300, keys), TODAY, DEFAULTS).goals
    top, last = found["G0.md"], found["G299.md"]
    assert (top.scope, top.earned, last.scope, last.earned) == (900, 300, 3, 1)
    assert (top.next_action, last.next_action) == (top.items[0].task, last.items[0].task)
