"""The whole way of an answer in a real vault: from a tick to the goal's note and its commit, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.plan.options import OptionKey
from tests.answered_vaults import (
    COMPLETE,
    DASHBOARD,
    GOAL,
    RESTING,
    REVIEW,
    ROOMY,
    SLIPPING,
    asked,
    boxes,
    changed_in,
    commits,
    decided,
    tick,
    untick,
)
from tests.folders import NOON, files, git, turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAYS = [
    pytest.param(SLIPPING, OptionKey.KEEP, "decided to keep", id="keep"),
    pytest.param(SLIPPING, OptionKey.REDUCE, "decided to reduce", id="reduce"),
    pytest.param(SLIPPING, OptionKey.EXTEND, "decided to extend", id="extend"),
    pytest.param(SLIPPING, OptionKey.PAUSE, "decided to pause", id="pause"),
    pytest.param(ROOMY, OptionKey.REPLAN, "decided to replan", id="replan"),
    pytest.param(COMPLETE, OptionKey.CLOSE, "decided to close", id="close"),
    pytest.param(COMPLETE, OptionKey.KEEP, "decided to keep", id="keep what is complete"),
    pytest.param(RESTING, OptionKey.RESUME, "decided to resume", id="resume"),
    pytest.param(RESTING, OptionKey.PAUSE, "decided to pause", id="pause again"),
    pytest.param(RESTING, OptionKey.DROP, "decided to drop", id="drop"),
]


def ticked_in(path: str) -> Callable[[Path, OptionKey], None]:
    def answer(vault: Path, option: OptionKey) -> None:
        tick(vault / path, f"^aimo-{option}-")
        assert turn(vault).actions

    return answer


def ticked_in_both(vault: Path, option: OptionKey) -> None:
    tick(vault / REVIEW, f"^aimo-{option}-")
    ticked_in(DASHBOARD)(vault, option)


ANSWERS = [
    pytest.param(ticked_in(REVIEW), id="ticked in the review"),
    pytest.param(ticked_in(DASHBOARD), id="ticked in the dashboard"),
    pytest.param(ticked_in_both, id="ticked in both"),
]


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize(("text", "option", "subject"), WAYS)
def test_an_answer_is_one_commit_and_is_undone_to_the_last_byte(
    tmp_path: Path, text: str, option: OptionKey, subject: str, answer: Callable[[Path, OptionKey], None]
) -> None:
    vault = asked(tmp_path / "vault", text)
    before, head = files(vault), git(vault, "rev-parse", "HEAD")
    answer(vault, option)
    decision = decided(vault)[-1]
    assert (decision.goal, decision.option, decision.day) == (GOAL, option, NOON.date())
    (message,) = commits(vault, head)
    assert subject in message.split("\n")[0]
    assert message.endswith(f"\n\nDecision: ^{decision.id}")
    assert changed_in(vault) == [DASHBOARD, GOAL, REVIEW]
    for path in (REVIEW, DASHBOARD):
        assert boxes(vault, path).count(f"{decision.id}+") == 1
        assert not any(found.startswith(f"aimo-{option}-") for found in boxes(vault, path))
    assert {path for path, data in files(vault).items() if before[path] != data} == {DASHBOARD, GOAL, REVIEW}
    assert git(vault, "status", "--porcelain") == ""
    assert turn(vault).actions == ()

    untick(vault / REVIEW, f"^{decision.id}")
    turn(vault)
    assert files(vault) == before
    undone = commits(vault, head)[-1]
    assert "taken back" in undone.split("\n")[0]
    assert undone.endswith(f"\n\nUndoes: ^{decision.id}")
    assert git(vault, "status", "--porcelain") == ""
    assert turn(vault).actions == ()
