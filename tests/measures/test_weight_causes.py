"""Why a goal is behind whose open tasks got another weight. Today is Sunday 22 November 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config
from aimo_md.measures.causes import Cause, CauseKind, Causes
from tests.states import day, measured_after
from tests.vaults import SUNDAY

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

NOTE = "=== A.md\n---\ntype: goal\nstart: 2026-10-20\n---\n"
DONE = "- [x] done 📅 2026-11-14 ✅ 2026-11-10 [weight:: 2]\n"


def after(*bodies: str) -> Measures:
    """What is measured after these states of a goal in which 2 of the weight was earned on the 10th."""
    return measured_after("~~~\n".join(f"{NOTE}{DONE}{body}\n" for body in bodies), SUNDAY)


def causes(measures: Measures) -> tuple[Cause, ...] | None:
    return Causes.of(measures, Config()).causes("A.md")


def days(measures: Measures) -> dict[str, float]:
    """The days of each cause, by kind."""
    return {cause.kind.value: cause.days for cause in causes(measures) or ()}


def test_heavier() -> None:
    """The plan wants "a" by the 10th and the task that is done, which weighs 2, by the 14th.

    While "a" weighs 1, the 14th is the first day that wants more than 2: 3, and 1 the day before. ES is
    the 13th and (2 - 1) / 2 of a day, the slip 21 - 13.5 = 7.5. Now that it weighs 4, the 10th wants more
    than 2 already: ES is the 9th and 2 / 4 of a day, the slip 21 - 9.5 = 11.5. Four days are for the
    weight.
    """
    found = after("- [ ] a 📅 2026-11-10", "- [ ] a 📅 2026-11-10", "- [ ] a 📅 2026-11-10 [weight:: 4]")
    assert found.goals["A.md"].slip == 11.5
    assert causes(found) == (
        Cause(kind=CauseKind.SCOPE_GROWN, days=4.0, since=day(2), until=day(2)),
        Cause(kind=CauseKind.PACE, days=7.5),
    )


@pytest.mark.parametrize(
    ("before", "later", "expected"),
    [
        pytest.param("- [ ] a{} [weight:: 4]", "- [ ] a{}", {"pace": 7.5}, id="lighter"),
        pytest.param(
            "- [ ] a{}\n- [ ] b{} [weight:: 4]",
            "- [ ] a{} [weight:: 4]\n- [ ] b{}",
            {"pace": 11.6},
            id="one heavier, the other lighter by as much",
        ),
        pytest.param("- [ ] a{}", "- [ ] a{} [weight:: 1]", {"pace": 7.5}, id="said to weigh what it did"),
        pytest.param(
            "- [ ] a{} [weight:: 4]\n  - [ ] half\n  - [ ] other half",
            "- [ ] a{} [weight:: 4]\n  - [ ] half [weight:: 9]\n  - [ ] other half",
            {"pace": 11.5},
            id="beside another sub-task",
        ),
        pytest.param(
            "- [ ] a{} [weight:: 4]\n- [ ] b{}",
            "- [ ] a{} [weight:: 4]\n- [-] b{} [weight:: 9]",
            {"pace": 11.5},
            id="cancelled",
        ),
        pytest.param(
            "- [ ] a{} [weight:: 4]\n- [ ] b 🔁 every week",
            "- [ ] a{} [weight:: 4]\n- [ ] b 🔁 every week [weight:: 9]",
            {"pace": 11.5},
            id="of a series",
        ),
    ],
)
def test_no_cause(before: str, later: str, expected: dict[str, float]) -> None:
    due = " 📅 2026-11-10"
    found = after(before.format(due, due), later.format(due, due))
    assert days(found) == pytest.approx(expected)


def test_back_again() -> None:
    light, heavy = "- [ ] a 📅 2026-11-10", "- [ ] a 📅 2026-11-10 [weight:: 4]"
    assert days(after(light, heavy, light)) == {"pace": 7.5}


def test_beside_a_task_that_was_added() -> None:
    found = after("- [ ] a 📅 2026-11-10", "- [ ] a 📅 2026-11-10 [weight:: 3]\n- [ ] b 📅 2026-11-10")
    assert causes(found) == (
        Cause(kind=CauseKind.SCOPE_GROWN, days=4.0, since=day(1), until=day(1), tasks=1),
        Cause(kind=CauseKind.PACE, days=7.5),
    )


def test_what_was_heavier_before_the_baseline_is_no_cause() -> None:
    body = "- [ ] a 📅 2026-11-10{}\n## Decisions\n- 2026-11-05 replan: so"
    assert days(after(body.format(""), body.format(" [weight:: 4]"))) == {"pace": 11.5}
