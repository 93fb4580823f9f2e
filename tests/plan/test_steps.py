"""The small parts that options are worked out from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, MeasuresConfig
from aimo_md.plan.mirror import mirror_id
from aimo_md.plan.reduction import Obstacle, Reduction, leave_out, rest_fits
from aimo_md.plan.respread import respread
from aimo_md.plan.smaller import as_value, smaller_step
from aimo_md.plan.waiting import waiting_for
from tests.vaults import measured

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures


def _leaving(measures: Measures) -> list[str]:
    reduction = leave_out(measures.goals["A.md"], measures)
    assert isinstance(reduction, Reduction)
    return [task.title for task in reduction.out]


# One leaf a week lately; `weeks` to go.
_PACED = """
=== A.md
---
type: goal
start: 2026-10-11
deadline: {deadline}
---
- [x] ✅ 2026-10-14
- [x] ✅ 2026-10-21
- [x] ✅ 2026-10-28
- [x] ✅ 2026-11-04
- [x] ✅ 2026-11-11
- [x] ✅ 2026-11-18
{leaves}
"""


@pytest.mark.parametrize(
    ("leaves", "expected"),
    [
        pytest.param("- [ ] a\n- [ ] b 🔽\n- [ ] c\n- [ ] d ⏬", ["d", "b"], id="lowest priority"),
        pytest.param(
            "- [ ] a ⏳ 2026-12-02\n- [ ] b\n- [ ] c ⏳ 2026-12-01\n- [ ] d ⏳ 2026-12-03",
            ["b", "d"],
            id="latest",
        ),
        pytest.param("- [ ] a 🆔 x\n- [ ] b ⛔ x\n- [ ] c\n- [ ] d", ["c", "d"], id="last in the list"),
        pytest.param(
            "- [ ] a 🔽 🆔 x\n- [ ] b 🔺 ⛔ x\n- [ ] c\n- [ ] d", ["c", "d"], id="what others wait for stays"
        ),
        pytest.param("- [ ] a [weight:: 5]\n- [ ] b 🔽", ["a"], id="not enough but by leaving out more"),
    ],
)
def test_what_is_left_out_first(leaves: str, expected: list[str]) -> None:
    text = _PACED.format(deadline="2026-12-05", leaves=leaves)
    measures = measured(text)
    reduction = leave_out(measures.goals["A.md"], measures)
    if expected == ["a"]:
        assert reduction is Obstacle.NOT_ENOUGH
    else:
        assert _leaving(measures) == expected


@pytest.mark.parametrize(
    ("deadline", "fits"),
    [
        pytest.param("2026-11-28", True, id="one week for one leaf"),
        pytest.param("2026-11-27", False, id="a day less"),
    ],
)
def test_whether_the_rest_fits(deadline: str, fits: bool) -> None:  # noqa: FBT001 (a column of the table)
    measures = measured(_PACED.format(deadline=deadline, leaves="- [ ] a"))
    assert rest_fits(measures.goals["A.md"], measures.today) is fits


def test_days_off_leave_less_room_and_get_no_task() -> None:
    """At one a week the rest fits by 28 November, but not with a day off; and a replan goes around it."""
    config = Config(measures=MeasuresConfig(away=((date(2026, 11, 23), date(2026, 11, 23)),)))
    text = _PACED.format(deadline="2026-11-28", leaves="- [ ] a")
    measures = measured(text, config=config)
    assert rest_fits(measures.goals["A.md"], measures.today) is False
    later = measured(_PACED.format(deadline="2026-11-30", leaves="- [ ] a 📅 2026-11-20"), config=config)
    new = respread(later.goals["A.md"], later)
    assert new is not None
    assert [day for _, day in new.days] == [date(2026, 11, 30)]


def test_one_leaf_alone_always_stays() -> None:
    measures = measured(_PACED.format(deadline="2026-11-24", leaves="- [ ] a"))
    assert leave_out(measures.goals["A.md"], measures) is Obstacle.NOT_ENOUGH


@pytest.mark.parametrize(
    ("deadline", "leaves", "expected"),
    [
        pytest.param(
            "2026-12-19",
            "- [ ] a 📅 2026-11-10\n- [ ] b\n- [ ] c 📅 2026-12-10",
            [("a", "2026-12-05"), ("b", "2026-12-19")],
            id="overdue and undated ones, evenly",
        ),
        pytest.param("2026-12-19", "- [ ] a\n- [ ] b", None, id="nothing is overdue"),
        pytest.param("2026-11-21", "- [ ] a 📅 2026-11-10", None, id="no day left"),
        pytest.param("2026-11-25", "- [ ] a 📅 2026-11-10\n- [ ] b", None, id="it does not fit"),
    ],
)
def test_new_days(deadline: str, leaves: str, expected: list[tuple[str, str]] | None) -> None:
    measures = measured(_PACED.format(deadline=deadline, leaves=leaves))
    new = respread(measures.goals["A.md"], measures)
    assert (None if new is None else [(item.text, day.isoformat()) for item, day in new.days]) == expected


def test_the_step_is_the_next_action(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [ ] Write three options
      - [ ] Write one `CTA`
    - [ ] Later
    """
    assert smaller_step(measures.goals["A.md"]) == "Write one 'CTA'"


def test_no_step_where_nothing_can_be_begun(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [h] on hold
    """
    assert smaller_step(measures.goals["A.md"]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Write it", "Write it", id="plain"),
        pytest.param("run `make` now", "run 'make' now", id="backticks"),
        pytest.param("a\u2028b\tc", "a b c", id="one line"),
        pytest.param("x <!-- /aimo:decide -->", "x <! -- /aimo:decide -->", id="a comment"),
        pytest.param(" ", "…", id="nothing"),
    ],
)
def test_words_that_may_stand_in_backticks(text: str, expected: str) -> None:
    assert as_value(text) == expected


def test_what_waits_for_a_task(measures: Measures) -> None:
    """
    === A.md
    - [ ] first 🆔 a
    - [ ] second 🆔 b ⛔ a
    - [ ] third ⛔ b
    - [x] done ⛔ a
    - [ ] round 🆔 c ⛔ c
    === B.md
    - [ ] elsewhere ⛔ a, b
    """
    first, second, _, _, circle = measures.vault.notes["A.md"].tasks
    assert {place.line for place in waiting_for(first, measures.vault)} == {2, 3, 1}
    assert len(waiting_for(first, measures.vault)) == 3
    assert len(waiting_for(second, measures.vault)) == 2
    assert waiting_for(circle, measures.vault) == frozenset()


def test_a_mirrored_task_is_known_by_path_text_and_number(measures: Measures) -> None:
    """
    === A.md
    - [ ] same 📅 2026-11-25
    - [ ] same
    - [ ] other
    === B.md
    - [ ] same
    """
    notes = measures.vault.notes
    ids = [mirror_id(task, note) for note in notes.values() for task in note.tasks]
    assert len(set(ids)) == 4
    assert ids[1] == "aimo-t-55bf79"
