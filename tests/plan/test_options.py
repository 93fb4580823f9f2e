from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from aimo_md.config import Config, ReviewConfig, VaultConfig, Weekday
from aimo_md.plan.options import (
    BLANK_DAY,
    Close,
    Drop,
    Extend,
    Keep,
    Option,
    OptionKey,
    Pause,
    Reduce,
    Replan,
    Resume,
    options,
)
from aimo_md.plan.questions import open_questions
from aimo_md.plan.reduction import Obstacle
from aimo_md.plan.week import Agenda
from tests.vaults import measured, sample

if TYPE_CHECKING:
    from aimo_md.measures.model import Measures

# Three leaves in seven weeks, six leaves to go: two fit until the end of the year.
_PACED = """
=== Goals/Paced.md
---
type: goal
start: 2026-09-28
deadline: {deadline}
priority: {priority}
{keys}
---
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
{more}
"""


def _offered(measures: Measures, config: Config | None = None) -> dict[OptionKey, Option]:
    chosen = config or Config()
    question = open_questions(measures, chosen)[0]
    return {option.key: option for option in options(question, Agenda.of(measures), chosen)}


def _paced(
    *, deadline: str = "2026-12-31", priority: str = "high", keys: str = "", more: str = ""
) -> dict[OptionKey, Option]:
    return _offered(measured(_PACED.format(deadline=deadline, priority=priority, keys=keys, more=more)))


_ROOMY = {"deadline": "2027-10-31", "keys": "slip_after: 1d"}
_OTHER = "=== Top.md\n---\ntype: goal\npriority: highest\n---\n"
_TWICE = "## Decisions\n- 2026-09-01 extend: x\n- 2026-10-01 extend: y"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({}, "keep reduce extend pause", id="top priority reduces before it pauses"),
        pytest.param({"more": _OTHER}, "keep extend pause reduce", id="others pause before they reduce"),
        pytest.param({"more": _TWICE}, "keep reduce pause extend", id="extended twice"),
        pytest.param({"keys": "hard: true"}, "keep reduce pause", id="a hard deadline"),
        pytest.param({"deadline": "2026-11-20"}, "extend keep reduce pause", id="overdue extends first"),
        pytest.param(
            {"deadline": "2026-11-20", "more": _TWICE},
            "keep reduce pause extend",
            id="overdue, extended twice",
        ),
        pytest.param(_ROOMY, "keep replan reduce extend pause", id="all fits: replan"),
    ],
)
def test_the_order_shows_what_fits(values: dict[str, str], expected: str) -> None:
    assert " ".join(_paced(**values)) == expected


def test_keep_names_a_step_on_the_lightest_of_two_days_and_when_it_asks_again(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-30
    ---
    - [ ] Call `Ana` <!-- soon --> 📅 2026-10-05
    - [ ] tomorrow's 📅 2026-11-23
    """
    config = Config(review=ReviewConfig(ask_again=7))
    keep = _offered(measures, config)[OptionKey.KEEP]
    step = "Call 'Ana' <! -- soon -->"
    assert keep.consequence == Keep(step=step, day=date(2026, 11, 24), ask_again=date(2026, 11, 29))
    assert keep.editable == (step, "2026-11-24")


def test_keep_without_any_step_only_asks_again(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] one ✅ 2026-11-20
    """
    offered = _offered(measures)
    assert offered[OptionKey.KEEP] == Option(
        key=OptionKey.KEEP, consequence=Keep(step=None, day=None, ask_again=date(2026, 12, 6))
    )


def test_reduce_leaves_out_just_enough() -> None:
    reduce = _paced()[OptionKey.REDUCE]
    assert reduce.consequence == Reduce(out=("i", "f", "g", "j"), stay=2)
    assert reduce.available


@pytest.mark.parametrize(
    ("values", "obstacle"),
    [
        pytest.param(_ROOMY, Obstacle.FITS, id="all fits"),
        pytest.param({"deadline": "2026-11-20"}, Obstacle.TOO_LATE, id="the deadline has passed"),
        pytest.param({"deadline": "2026-11-28"}, Obstacle.NOT_ENOUGH, id="one leaf would be too many"),
    ],
)
def test_reduce_says_why_it_cannot_work(values: dict[str, str], obstacle: Obstacle) -> None:
    reduce = _paced(**values)[OptionKey.REDUCE]
    assert (reduce.consequence, reduce.obstacle, reduce.available) == (None, obstacle, False)


def test_extend_gives_the_day_that_is_likely() -> None:
    extend = _paced()[OptionKey.EXTEND]
    assert isinstance(extend.consequence, Extend)
    assert extend.consequence.day is not None
    assert extend.consequence.day > date(2026, 12, 31)
    assert extend.consequence.chance == pytest.approx(0.85)
    assert extend.editable == (extend.consequence.day.isoformat(),)


def test_extend_is_not_needed_where_the_deadline_is_likely() -> None:
    assert _paced(**_ROOMY)[OptionKey.EXTEND].obstacle is Obstacle.FITS


def test_without_a_pace_the_day_is_left_blank_and_nothing_can_be_reduced(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-10-01
    deadline: 2026-11-30
    ---
    - [ ] one
    - [ ] two
    """
    offered = _offered(measures)
    assert offered[OptionKey.EXTEND].consequence == Extend(day=None, chance=None)
    assert offered[OptionKey.EXTEND].editable == (BLANK_DAY,)
    assert offered[OptionKey.REDUCE].obstacle is Obstacle.NO_PACE


def test_without_a_deadline_there_is_nothing_to_extend_or_to_meet(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    start: 2026-10-01
    ---
    - [ ] one
    """
    offered = _offered(measures)
    assert list(offered) == [OptionKey.KEEP, OptionKey.REDUCE, OptionKey.PAUSE]
    assert offered[OptionKey.REDUCE].obstacle is Obstacle.NO_DEADLINE


def test_pause_lasts_six_weeks_and_frees_the_days_of_next_week() -> None:
    pause = _paced()[OptionKey.PAUSE]
    frees = (date(2026, 11, 24), date(2026, 11, 26))
    assert pause.consequence == Pause(until=date(2027, 1, 4), frees=frees)
    assert pause.editable == ("2027-01-04",)


def test_pause_ends_where_the_week_starts() -> None:
    config = Config(vault=VaultConfig(week_start=Weekday.SUNDAY))
    text = _PACED.format(deadline="2026-12-31", priority="high", keys="", more="")
    pause = _offered(measured(text, config=config), config)[OptionKey.PAUSE]
    assert pause.editable == ("2027-01-03",)


def test_replan_gives_days_to_what_is_overdue() -> None:
    assert _paced(**_ROOMY)[OptionKey.REPLAN].consequence == Replan(leaves=2, fullest=2)


def test_when_a_pause_is_over(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    status: paused
    paused_until: 2026-11-20
    ---
    - [x] one ✅ 2026-10-01
    - [ ] two
    - [ ] three
    """
    offered = _offered(measures)
    assert list(offered) == [OptionKey.RESUME, OptionKey.PAUSE, OptionKey.DROP]
    assert offered[OptionKey.RESUME].consequence == Resume(leaves=2)
    assert offered[OptionKey.PAUSE].consequence == Pause(until=date(2027, 1, 4), frees=())
    assert offered[OptionKey.DROP].consequence == Drop(leaves=2)


def test_when_all_is_done(measures: Measures) -> None:
    """
    === A.md
    ---
    type: goal
    ---
    - [x] one ✅ 2026-10-01
    ## Done when
    - [ ] somebody smiles
    """
    offered = _offered(measures)
    assert list(offered) == [OptionKey.CLOSE, OptionKey.KEEP]
    assert offered[OptionKey.CLOSE].consequence == Close(leaves=0, criteria=1)


_METRIC = """
=== Words.md
---
type: goal
start: 2026-10-01
deadline: 2026-11-30
metric: words
metric_from: 0
metric_target: 50000
---
## Log
- 2026-10-10: 3000
- 2026-10-20: 6500
- 2026-11-01: 9000
"""


def test_a_metric_goal_is_kept_in_the_words_of_one_day_and_reduced_in_its_note() -> None:
    offered = _offered(measured(_METRIC))
    assert offered[OptionKey.KEEP].editable[0] == "100 words"
    assert offered[OptionKey.REDUCE].obstacle is Obstacle.METRIC


def test_a_habit_has_no_scope_to_reduce(measures: Measures) -> None:
    """
    === Walk.md
    ---
    type: goal
    habit: 3/week
    ---
    - [x] walk ✅ 2026-10-20
    """
    assert _offered(measures)[OptionKey.REDUCE].obstacle is Obstacle.HABIT


def test_the_sample_vault_is_offered_what_its_review_shows() -> None:
    offered = _offered(sample())
    assert list(offered) == [OptionKey.KEEP, OptionKey.REDUCE, OptionKey.EXTEND, OptionKey.PAUSE]
    out = ("Blog post", "Press kit", "Second interview round", "Pricing page", "Analytics")
    assert offered[OptionKey.REDUCE].consequence == Reduce(out=out, stay=3)
